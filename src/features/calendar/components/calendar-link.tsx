import { make, revoke } from "@/features/calendar/actions";
import { studioLocale } from "@/auth/session";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";

type CalendarLinkProps = {
  /** Whose it is, where it is a contact's. */ contact?: { id: string; name: string };
  /** The whole address of the feed; empty when there is none. */ address: string | null;
};

/** The address of a calendar feed: made on demand, renewed and revoked. */
export async function CalendarLink({ contact, address }: CalendarLinkProps) {
  const whose = contact ? { contactId: contact.id } : undefined;
  const { t } = await studioLocale();
  const label = contact ? t("calendar.of", { name: contact.name }) : t("calendar.yours");
  return (
    <div className="grid max-w-xl gap-4">
      <p className="text-muted">
        {contact ? t("calendar.aboutTheirs", { name: contact.name }) : t("calendar.aboutYours")}
      </p>
      {address ? <CopyField label={label} value={address} /> : null}
      <div className="flex flex-wrap items-start gap-3">
        {address ? (
          <>
            <AskFirst
              action={make}
              hidden={whose}
              variant="quiet"
              about={label}
              question={t("calendar.replaceQuestion", { label })}
              confirm={t("calendar.replaceIt")}
              busy={t("calendar.making")}
            >
              {t("calendar.replace")}
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={whose}
              variant="quiet"
              about={label}
              question={t("calendar.revokeQuestion", { label })}
              confirm={t("calendar.revokeIt")}
              busy={t("calendar.revoking")}
            >
              {t("calendar.revoke")}
            </AskFirst>
          </>
        ) : (
          <ActionButton action={make} hidden={whose} about={label} busy={t("calendar.making")}>
            {t("calendar.make")}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
