import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { write } from "@/workflows/post-message/actions";
import type { ThreadRef } from "@/features/messages/rules";
import { messageToClient } from "@/features/messages/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import type { Variant } from "@/ui/button";
import { AreaField, ChecksField } from "@/ui/field";
import { FocusField } from "@/ui/focus-field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";

type WriteFormProps = {
  thread: ThreadRef;
  formKey: string;
  /** The last line shown above it. */ seenId: string | undefined;
  toName: string;
  readerId: string | undefined;
  /** What it begins with. */ text?: string;
  /** When the studio opens, while it is closed. */ opensAt: Date | null;
  zone: string;
  now: Date;
  variant: Variant;
  /** What the client is to hear, which this may tell. */
  pledge?: { id: string; what: string };
  /** Where files are chosen that go with it, by the name of their field. */
  attach: (name: string) => ReactNode;
};

const fields = fieldsOf(messageToClient);

/** Writes in a thread; while the studio is closed, for when it opens, or now. */
export async function WriteForm({
  thread,
  formKey,
  seenId,
  toName,
  readerId,
  text,
  opensAt,
  zone,
  now,
  variant,
  pledge,
  attach,
}: WriteFormProps) {
  const { t, timeName } = await studioLocale();
  return (
    <ActionForm
      action={write}
      draft="message"
      hidden={{ ...thread, seenId }}
      className="grid max-w-[68ch] gap-4"
    >
      <FocusField named="write" />
      <FormKey name={fields.formKey.name} value={formKey} />
      <AreaField
        {...fields.text}
        label={t("messages.write.to", { name: toName })}
        rows={4}
        defaultValue={text}
      />
      <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
      {attach(fields.fileIds.name)}
      {pledge ? (
        <ChecksField
          name={fields.keepsId.name}
          label={t("messages.write.saidHear", { name: toName })}
          defaultValue={[pledge.id]}
          choices={[{ value: pledge.id, label: t("messages.write.tells", { what: pledge.what }) }]}
        />
      ) : null}
      {opensAt ? (
        <>
          <p className="text-sm text-muted">{t("messages.write.closed", { name: toName })}</p>
          <div className="flex flex-wrap gap-3">
            <SubmitButton variant={variant} busy={t("buttons.saving")}>
              {t("messages.write.sendToAt", {
                name: toName,
                when: timeName(opensAt, zone, dayIn(zone, now)),
              })}
            </SubmitButton>
            <SubmitButton
              variant="plain"
              busy={t("buttons.sending")}
              name={fields.send.name}
              value="now"
            >
              {t("buttons.sendNow")}
            </SubmitButton>
          </div>
        </>
      ) : (
        <div>
          <SubmitButton variant={variant} busy={t("buttons.sending")}>
            {t("messages.write.sendTo", { name: toName })}
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
