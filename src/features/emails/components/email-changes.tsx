import { dismiss, edit, sendNow, skip, tryAgain } from "@/features/emails/actions";
import { editedEmail } from "@/features/emails/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(editedEmail);

/** What can still be done to an email that waits. */
export function EmailChanges({
  emailId,
  readerId,
  subject,
  text,
  isForEveryone = false,
  whyNotEdited,
}: {
  emailId: string;
  readerId?: string;
  subject: string;
  text: string;
  /** Its words and its readers are no choice of one email's. */
  isForEveryone?: boolean;
  /** Why its words are changed elsewhere, and where. */
  whyNotEdited?: string;
}) {
  return (
    <div className="mt-6 grid gap-10">
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton action={sendNow} hidden={{ emailId }} variant="main" busy="Sending…">
          Send now
        </ActionButton>
        {isForEveryone ? (
          <p className="max-w-prose text-muted">
            Everyone who answers gets this email alike, so it can’t be edited or skipped for one
            person.
          </p>
        ) : (
          <ActionButton action={skip} hidden={{ emailId }} busy="Skipping…">
            Skip this email
          </ActionButton>
        )}
      </div>
      {whyNotEdited ? <p className="max-w-prose text-muted">{whyNotEdited}</p> : null}
      {isForEveryone || whyNotEdited ? null : (
        <EditForm {...{ emailId, readerId, subject, text }} />
      )}
    </div>
  );
}

type EditFormProps = { emailId: string; readerId?: string; subject: string; text: string };

function EditForm({ emailId, readerId, subject, text }: EditFormProps) {
  return (
    <Section title="Edit email">
      <ActionForm action={edit} draft="words" hidden={{ emailId }} seen={{ subject, text }}>
        <TextField {...fields.subject} label="Subject" defaultValue={subject} />
        <AreaField
          {...fields.text}
          label="Text"
          hint={
            "The greeting, the link and the signature stay as they are. Leave a blank line to " +
            "start a new paragraph."
          }
          defaultValue={text}
          rows={10}
        />
        <PreSendCheck texts={[fields.text.name, fields.subject.name]} readerId={readerId} />
        <div>
          <SubmitButton busy="Saving…">Save</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** An email of which nobody knows, or that was refused: the page above says what is known, and a person decides. */
export function EmailReview({ emailId }: { emailId: string }) {
  return (
    <div className="mt-6 grid gap-3">
      <p className="max-w-prose">
        Once the cause is fixed you can send it again, with the same words. If it may have arrived
        after all, don’t.
      </p>
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton action={tryAgain} hidden={{ emailId }} variant="main" busy="Trying…">
          Send again
        </ActionButton>
        <ActionButton action={dismiss} hidden={{ emailId }} busy="Saving…">
          Don’t send
        </ActionButton>
      </div>
    </div>
  );
}
