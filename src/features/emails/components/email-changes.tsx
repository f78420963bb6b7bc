import { edit, leave, sendNow, skip, tryAgain } from "@/features/emails/actions";
import { editedEmail } from "@/features/emails/schema";
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
  subject,
  text,
}: {
  emailId: string;
  subject: string;
  text: string;
}) {
  return (
    <div className="mt-6 grid gap-10">
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton action={sendNow} hidden={{ emailId }} variant="main" busy="Sending…">
          Send now
        </ActionButton>
        <ActionButton action={skip} hidden={{ emailId }} busy="Skipping…">
          Skip this email
        </ActionButton>
      </div>
      <Section title="Change the words">
        <ActionForm action={edit} draft="words" hidden={{ emailId }} seen={{ subject, text }}>
          <TextField {...fields.subject} label="Subject" defaultValue={subject} />
          <AreaField
            {...fields.text}
            label="Text"
            hint="The greeting, the link and the signature stay as they are. An empty line begins a new paragraph."
            defaultValue={text}
            rows={10}
          />
          <div>
            <SubmitButton busy="Keeping…">Keep these words</SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </div>
  );
}

/** An email of which nobody knows, or that was refused: what is known stands above, and a person decides. */
export function EmailReview({ emailId }: { emailId: string }) {
  return (
    <div className="mt-6 grid gap-3">
      <p className="max-w-prose">
        Once the cause is mended it can be sent again, with the same words. If it may have arrived
        after all, let it be.
      </p>
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton action={tryAgain} hidden={{ emailId }} variant="main" busy="Trying…">
          Send it again
        </ActionButton>
        <ActionButton action={leave} hidden={{ emailId }} busy="Leaving it…">
          Let it be
        </ActionButton>
      </div>
    </div>
  );
}
