import { studioLocale } from "@/auth/session";
import { limit, renew, revoke } from "@/features/subcontractors/actions";
import type { SubcontractorFacts } from "@/features/subcontractors/queries";
import { limitedDesk } from "@/features/subcontractors/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

type DeskLinkProps = {
  person: SubcontractorFacts;
  /** The whole address. */ address: string | null;
};

/** A subcontractor's secret link: to copy, to open, to limit, to replace, to revoke. */
export async function DeskLink({ person, address }: DeskLinkProps) {
  const { t } = await studioLocale();
  const { id: subcontractorId, name } = person;
  if (!address)
    return (
      <div className="grid justify-items-start gap-3">
        <p>
          <StatusBadge shape="stopped">{t("subcontractors.link.revoked")}</StatusBadge>{" "}
          <span className="text-muted">{t("subcontractors.link.revokedText", { name })}</span>
        </p>
        <ActionButton action={renew} hidden={{ subcontractorId }} about={name}>
          {t("subcontractors.link.renew")}
        </ActionButton>
      </div>
    );
  return (
    <div className="grid gap-1">
      <CopyField label={t("subcontractors.link.page", { name })} value={address} />
      <a
        href={address}
        target="_blank"
        rel="noopener"
        className="inline-flex min-h-11 items-center justify-self-start underline underline-offset-4"
      >
        {t("subcontractors.link.open")}
      </a>
      <Disclosure title={t("subcontractors.link.change")}>
        <div className="grid max-w-xl gap-4">
          <ActionForm
            action={limit}
            draft={`desk ${subcontractorId}`}
            hidden={{ subcontractorId }}
            className="grid gap-3"
          >
            <TextField
              {...fieldsOf(limitedDesk).lastOn}
              label={t("subcontractors.link.lastOn")}
              hint={t("subcontractors.link.lastOnHint")}
              type="date"
              defaultValue={person.lastOn ?? ""}
            />
            <div>
              <SubmitButton>{t("subcontractors.save")}</SubmitButton>
            </div>
          </ActionForm>
          <div className="flex flex-wrap items-start gap-3">
            <AskFirst
              action={renew}
              hidden={{ subcontractorId }}
              about={name}
              question={t("subcontractors.link.renewAsk", { name })}
              confirm={t("subcontractors.link.renewDo")}
              busy={t("subcontractors.busy")}
            >
              {t("subcontractors.link.renew")}
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={{ subcontractorId }}
              about={name}
              question={t("subcontractors.link.revokeAsk", { name })}
              confirm={t("subcontractors.link.revokeDo")}
              busy={t("subcontractors.busy")}
            >
              {t("subcontractors.link.revoke")}
            </AskFirst>
          </div>
        </div>
      </Disclosure>
    </div>
  );
}
