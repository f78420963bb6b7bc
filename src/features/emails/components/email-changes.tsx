import { studioLocale } from "@/auth/session";
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
export async function EmailChanges({
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
  const { t } = await studioLocale();
  return (
    <div className="mt-6 grid gap-10">
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton
          action={sendNow}
          hidden={{ emailId }}
          variant="main"
          busy={t("buttons.sending")}
        >
          {t("emails.changes.sendNow")}
        </ActionButton>
        {isForEveryone ? (
          <p className="max-w-prose text-muted">{t("emails.changes.alike")}</p>
        ) : (
          <ActionButton action={skip} hidden={{ emailId }} busy={t("emails.changes.skipping")}>
            {t("emails.changes.skip")}
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

async function EditForm({ emailId, readerId, subject, text }: EditFormProps) {
  const { t } = await studioLocale();
  return (
    <Section title={t("emails.changes.edit")}>
      <ActionForm action={edit} draft="words" hidden={{ emailId }} seen={{ subject, text }}>
        <TextField {...fields.subject} label={t("emails.changes.subject")} defaultValue={subject} />
        <AreaField
          {...fields.text}
          label={t("emails.changes.text")}
          hint={t("emails.changes.textHint")}
          defaultValue={text}
          rows={10}
        />
        <PreSendCheck texts={[fields.text.name, fields.subject.name]} readerId={readerId} />
        <div>
          <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** An email of which nobody knows, or that was refused: the page above says what is known, and a person decides. */
export async function EmailReview({ emailId }: { emailId: string }) {
  const { t } = await studioLocale();
  return (
    <div className="mt-6 grid gap-3">
      <p className="max-w-prose">{t("emails.review.text")}</p>
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton
          action={tryAgain}
          hidden={{ emailId }}
          variant="main"
          busy={t("emails.review.trying")}
        >
          {t("emails.review.again")}
        </ActionButton>
        <ActionButton action={dismiss} hidden={{ emailId }} busy={t("buttons.saving")}>
          {t("emails.review.dont")}
        </ActionButton>
      </div>
    </div>
  );
}
