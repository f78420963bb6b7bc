import { edit, leave, sendNow, skip, tryAgain } from "@/features/emails/actions";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

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
  const which = <input type="hidden" name="emailId" value={emailId} />;
  return (
    <div className="mt-6 grid gap-10">
      <div className="flex flex-wrap items-start gap-4">
        <ActionForm action={sendNow} className="grid gap-2">
          {which}
          <SubmitButton variant="main" busy="Sending…">
            Send now
          </SubmitButton>
        </ActionForm>
        <ActionForm action={skip} className="grid gap-2">
          {which}
          <SubmitButton busy="Skipping…">Skip this email</SubmitButton>
        </ActionForm>
      </div>
      <Section title="Change the words">
        <ActionForm action={edit}>
          {which}
          <TextField name="subject" label="Subject" defaultValue={subject} required />
          <AreaField
            name="text"
            label="Text"
            hint="The greeting, the link and the signature stay as they are. An empty line begins a new paragraph."
            defaultValue={text}
            rows={10}
            required
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
  const which = <input type="hidden" name="emailId" value={emailId} />;
  return (
    <div className="mt-6 grid gap-3">
      <p className="max-w-prose">
        Once the cause is mended it can be sent again, with the same words. If it may have arrived
        after all, let it be.
      </p>
      <div className="flex flex-wrap items-start gap-4">
        <ActionForm action={tryAgain} className="grid gap-2">
          {which}
          <SubmitButton variant="main" busy="Trying…">
            Send it again
          </SubmitButton>
        </ActionForm>
        <ActionForm action={leave} className="grid gap-2">
          {which}
          <SubmitButton busy="Leaving it…">Let it be</SubmitButton>
        </ActionForm>
      </div>
    </div>
  );
}
