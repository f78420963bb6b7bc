import { make, revoke } from "@/features/calendar/actions";
import { ActionForm } from "@/ui/action-form";
import { CopyField } from "@/ui/copy-field";
import { SubmitButton } from "@/ui/submit-button";

type CalendarLinkProps = {
  /** Whose it is, where it is a contact's. */ contact?: { id: string; name: string };
  /** The whole address of the feed; empty when there is none. */ address: string | null;
};

/** The address of a calendar feed: made on demand, renewed and revoked. */
export function CalendarLink({ contact, address }: CalendarLinkProps) {
  const whose = contact ? <input type="hidden" name="contactId" value={contact.id} /> : null;
  const label = contact ? `${contact.name}’s calendar` : "Your calendar";
  return (
    <div className="grid max-w-xl gap-4">
      <p className="text-muted">
        {contact
          ? `For ${contact.name}’s own calendar: what was promised, as whole days, and nothing of your own days. It goes on by itself when a date moves.`
          : "For your own calendar: every open promise as a whole day, with client and project, and your own days before them. Subscribe to this address; it shows dates and changes nothing."}
      </p>
      {address ? <CopyField label={label} value={address} /> : null}
      <div className="flex flex-wrap gap-3">
        <ActionForm action={make} className="grid gap-2">
          {whose}
          <SubmitButton
            busy="Making it…"
            label={address ? `Make a new address: ${label}` : `Make a calendar address: ${label}`}
          >
            {address ? "Make a new address" : "Make a calendar address"}
          </SubmitButton>
        </ActionForm>
        {address ? (
          <ActionForm action={revoke} className="grid gap-2">
            {whose}
            <SubmitButton busy="Revoking…" label={`Revoke the address: ${label}`}>
              Revoke the address
            </SubmitButton>
          </ActionForm>
        ) : null}
      </div>
    </div>
  );
}
