import { studioLocale } from "@/auth/session";
import { correct } from "@/features/messages/actions";
import type { OwnLine } from "@/features/messages/corrections/queries";
import { rewordedHeld } from "@/features/messages/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { When } from "@/features/studio/components/when";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { FocusField } from "@/ui/focus-field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(rewordedHeld);

type CorrectFormProps = { line: OwnLine; zone: string; now: Date };

/** Other words for a message, and below them what it said before. */
export async function CorrectForm({ line, zone, now }: CorrectFormProps) {
  const { t } = await studioLocale();
  const { id: messageId, text, correctedAt, earlierTexts, readerId } = line;
  return (
    <div className="grid max-w-[68ch] gap-8">
      <ActionForm
        action={correct}
        draft={`correct ${messageId}`}
        hidden={{ messageId }}
        seen={{ text }}
      >
        <FocusField />
        <AreaField
          {...fields.text}
          label={t("messages.message")}
          hint={t("messages.correct.hint")}
          rows={4}
          defaultValue={text}
        />
        <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
        <div>
          <SubmitButton busy={t("buttons.saving")}>{t("messages.correct.save")}</SubmitButton>
        </div>
      </ActionForm>
      {correctedAt ? <Earlier texts={earlierTexts} at={correctedAt} zone={zone} now={now} /> : null}
    </div>
  );
}

type EarlierProps = { texts: string[]; at: Date; zone: string; now: Date };

/** What it said before, as the client can read it too. */
async function Earlier({ texts, at, zone, now }: EarlierProps) {
  const { t } = await studioLocale();
  return (
    <div className="text-sm text-muted">
      <p>{t.rich("messages.correct.on", { time: () => <When at={at} {...{ zone, now }} /> })}</p>
      {texts.map((earlier, index) => (
        <p key={index} className="whitespace-pre-line wrap-anywhere" dir="auto">
          <s>{earlier}</s>
        </p>
      ))}
    </div>
  );
}
