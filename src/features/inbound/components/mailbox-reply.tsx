import { studioLocale } from "@/auth/session";
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
export async function MailboxReply({ emailId, name }: { emailId: string; name: string }) {
  const { t } = await studioLocale();
  return (
    <div className="mt-8">
      <Section id="reply" title={t("inbound.replyAs", { name })}>
        <p className="mb-4 max-w-[68ch] text-muted">{t("inbound.replyAsText", { name })}</p>
        <ActionForm
          action={reply}
          draft="mailbox"
          hidden={{ emailId }}
          className="grid max-w-[68ch] gap-4"
        >
          <FormKey name={fields.formKey.name} value={crypto.randomUUID()} />
          <AreaField {...fields.text} label={t("inbound.reply")} rows={4} />
          <div>
            <SubmitButton busy={t("buttons.sending")}>{t("inbound.sendReply")}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </div>
  );
}
