import { studioLocale } from "@/auth/session";
import { heldChoice } from "@/features/inbound/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ignore, putInThread } from "@/workflows/receive-email/actions";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { SelectField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Choice = { value: string; label: string };

/** What can be done with a held email: put it into a thread, or ignore it. */
export async function HeldChoice({
  inboundId,
  threads,
  meant,
  isIgnored,
}: {
  inboundId: string;
  threads: Choice[];
  /** The thread it was meant for, as far as that is known. */
  meant: string | undefined;
  isIgnored: boolean;
}) {
  const { t } = await studioLocale();
  return (
    <div className="mt-8 grid max-w-xl gap-6">
      {threads.length > 0 ? (
        <ActionForm
          action={putInThread}
          draft="thread"
          hidden={{ inboundId }}
          className="grid gap-4"
        >
          <SelectField
            {...fieldsOf(heldChoice).thread}
            label={t("inbound.putInto")}
            hint={t("inbound.putIntoHint")}
            defaultValue={meant ?? threads[0]!.value}
            choices={threads}
          />
          <div>
            <SubmitButton variant="main" busy={t("buttons.saving")}>
              {t("inbound.put")}
            </SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <p className="text-muted">{t("inbound.noThread")}</p>
      )}
      {isIgnored ? null : (
        <ActionButton action={ignore} hidden={{ inboundId }} busy={t("buttons.saving")}>
          {t("inbound.ignore")}
        </ActionButton>
      )}
    </div>
  );
}
