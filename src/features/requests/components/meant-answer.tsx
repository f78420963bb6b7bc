import { studioLocale } from "@/auth/session";
import { ActionButton } from "@/ui/action-button";
import { accept } from "@/workflows/answer-request/actions";

type MeantAnswerProps = {
  requestId: string;
  messageId: string;
  options: string[];
  isDecision: boolean;
};

/** Records what a message answered, in one press: the option that it meant, or that it is the answer. */
export async function MeantAnswer({ requestId, messageId, options, isDecision }: MeantAnswerProps) {
  const { t } = await studioLocale();
  const hidden = { requestId, messageId };
  if (!isDecision)
    return (
      <ActionButton action={accept} hidden={hidden} variant="quiet" busy={t("buttons.saving")}>
        {t("requests.answer.thisIsIt")}
      </ActionButton>
    );
  return (
    <div className="grid gap-1">
      <p className="text-sm text-muted">{t("requests.answer.record")}</p>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <ActionButton
            key={option}
            action={accept}
            hidden={{ ...hidden, option }}
            variant="quiet"
            busy={t("buttons.saving")}
          >
            {option}
          </ActionButton>
        ))}
      </div>
    </div>
  );
}
