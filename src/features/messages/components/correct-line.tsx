import { studioLocale } from "@/auth/session";
import { When } from "@/features/studio/components/when";
import { correct } from "@/features/messages/actions";
import type { StudioLine } from "@/features/messages/queries";
import { rewordedHeld } from "@/features/messages/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { cut } from "@/lib/cut";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(rewordedHeld);

type CorrectLineProps = {
  line: Pick<StudioLine, "id" | "text" | "correctedAt" | "earlierTexts">;
  readerId?: string;
  zone: string;
  now: Date;
};

/** Other words for a message that is on the client's page, and what it said before. */
export async function CorrectLine({ line, readerId, zone, now }: CorrectLineProps) {
  const { t } = await studioLocale();
  const { id: messageId, text, correctedAt, earlierTexts } = line;
  const about = cut(text, 60);
  return (
    <Disclosure title={t("messages.correct.title")} about={about}>
      <div className="grid gap-3">
        {correctedAt ? (
          <div className="text-sm text-muted">
            <p>
              {t.rich("messages.correct.on", {
                time: () => <When at={correctedAt} {...{ zone, now }} />,
              })}
            </p>
            {earlierTexts.map((earlier, index) => (
              <p key={index} className="whitespace-pre-line wrap-anywhere" dir="auto">
                <s>{earlier}</s>
              </p>
            ))}
          </div>
        ) : null}
        <ActionForm
          action={correct}
          draft={`correct ${messageId}`}
          hidden={{ messageId }}
          seen={{ text }}
          className="grid gap-3"
        >
          <AreaField
            {...fields.text}
            label={t("messages.message")}
            hint={t("messages.correct.hint")}
            rows={3}
            defaultValue={text}
          />
          <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.saving")} about={about}>
              {t("messages.correct.save")}
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
    </Disclosure>
  );
}
