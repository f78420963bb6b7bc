import { studioLocale } from "@/auth/session";
import { cut } from "@/lib/cut";
import { remove, reword, show, write } from "@/features/projects/extras/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { ExtraRow } from "@/features/projects/extras/queries";
import { EditText } from "@/features/projects/components/edit-text";
import { newExtra } from "@/features/projects/extras/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

const { text } = fieldsOf(newExtra);

/** What is given beyond what was agreed: private until it is shown, now or on delivery. */
export async function Extras({
  projectId,
  extras,
  readerId,
  contactName,
}: {
  projectId: string;
  extras: ExtraRow[];
  readerId: string;
  contactName: string;
}) {
  const { t } = await studioLocale();
  return (
    <div>
      {extras.length > 0 ? (
        <ul className="-mt-1 mb-3 divide-y divide-hairline">
          {extras.map((extra) => (
            <Extra key={extra.id} extra={extra} readerId={readerId} />
          ))}
        </ul>
      ) : (
        <p className="pb-3 text-muted">{t("extras.none", { name: contactName })}</p>
      )}
      <Disclosure title={t("extras.add")}>
        <ActionForm action={write} draft="extra" hidden={{ projectId }} className="grid gap-4">
          <AreaField {...text} label={t("extras.label")} hint={t("extras.hint")} rows={2} />
          <PreSendCheck texts={[text.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("extras.savePrivately")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}

async function Extra({ extra, readerId }: { extra: ExtraRow; readerId: string }) {
  const { t } = await studioLocale();
  const name = cut(extra.text, 60);
  return (
    <li className="grid gap-1 py-3">
      <p>
        {extra.shownAt ? (
          <StatusBadge shape="done">{t("extras.shown")}</StatusBadge>
        ) : (
          <StatusBadge shape="waits">{t("extras.private")}</StatusBadge>
        )}
      </p>
      <p className="whitespace-pre-line wrap-anywhere" dir="auto">
        {extra.text}
      </p>
      {extra.shownAt ? null : (
        <div className="flex flex-wrap items-start gap-x-4">
          <ActionButton
            action={show}
            hidden={{ extraId: extra.id }}
            about={name}
            className="grid gap-1 py-1"
            busy={t("extras.showing")}
          >
            {t("extras.showNow")}
          </ActionButton>
          <EditText
            what="extra"
            deletes={t("extras.deleteIt")}
            id={{ extraId: extra.id }}
            name={name}
            text={extra.text}
            readerId={readerId}
            field={text}
            reword={reword}
            remove={remove}
          />
        </div>
      )}
    </li>
  );
}
