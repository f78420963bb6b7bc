import { make, revoke } from "@/features/calendar/actions";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";

type CalendarLinkProps = {
  /** Whose it is, where it is a contact's. */ contact?: { id: string; name: string };
  /** The whole address of the feed; empty when there is none. */ address: string | null;
};

/** The address of a calendar feed: made on demand, renewed and revoked. */
export function CalendarLink({ contact, address }: CalendarLinkProps) {
  const whose = contact ? { contactId: contact.id } : undefined;
  const label = contact ? `${contact.name}’s calendar` : "Your calendar";
  return (
    <div className="grid max-w-xl gap-4">
      <p className="text-muted">
        {contact
          ? `A calendar feed for ${contact.name}: your promised dates as all-day events, updated ` +
            "when a date moves. Your private target dates are not included."
          : "A calendar feed for you: every open promise as an all-day event, with client and " +
            "project, and your private target dates. Subscribe to this address; the calendar " +
            "can’t change anything here."}
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
              question={`Make a new address for ${label}? The current one stops working.`}
              confirm="Replace it"
              busy="Making it…"
            >
              Make a new address
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={whose}
              variant="quiet"
              about={label}
              question={`Revoke the address of ${label}? It stops working in every calendar.`}
              confirm="Revoke it"
              busy="Revoking…"
            >
              Revoke the address
            </AskFirst>
          </>
        ) : (
          <ActionButton action={make} hidden={whose} about={label} busy="Making it…">
            Make a calendar address
          </ActionButton>
        )}
      </div>
    </div>
  );
}
