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
          ? `For ${contact.name}’s own calendar: what was promised, as whole days, and nothing of your own days. It goes on by itself when a date moves.`
          : "For your own calendar: every open promise as a whole day, with client and project, and your own days before them. Subscribe to this address; it shows dates and changes nothing."}
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
              question={`Make a new address for ${label}? The one it has now opens nothing any more.`}
              confirm="Make it new"
              busy="Making it…"
            >
              Make a new address
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={whose}
              variant="quiet"
              about={label}
              question={`Revoke the address of ${label}? It opens nothing any more, in any calendar.`}
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
