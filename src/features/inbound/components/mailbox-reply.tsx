import { mailboxReply } from "@/features/inbound/schema";
import { fieldsOf } from "@/lib/fields-of";
import { reply } from "@/workflows/receive-email/actions";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(mailboxReply);

/** The form that answers an email of the local mailbox in its reader's place. */
export function MailboxReply({ emailId, name }: { emailId: string; name: string }) {
  return (
    <div className="mt-8">
      <Section id="reply" title={`Reply as ${name}`}>
        <p className="mb-4 max-w-[68ch] text-muted">
          This email never left this machine. Here you can answer it as {name} would from a mail
          program: the reply comes in like any other email.
        </p>
        <ActionForm
          action={reply}
          draft="mailbox"
          hidden={{ emailId }}
          className="grid max-w-[68ch] gap-4"
        >
          <FormKey name={fields.formKey.name} value={crypto.randomUUID()} />
          <AreaField {...fields.text} label="Reply" rows={4} />
          <div>
            <SubmitButton busy="Sending…">Send reply</SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </div>
  );
}
