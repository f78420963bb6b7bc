import { studioLocale } from "@/auth/session";
import { MeantAnswer } from "@/features/requests/components/meant-answer";
import type { Need } from "@/features/today/needs";
import { ActionButton } from "@/ui/action-button";
import { readAnswer } from "@/workflows/answer-request/actions";

/** What is done in one press about what was sent to a request; nothing for any other need. */
export async function RequestChoices({ need }: { need: Need }) {
  const { t } = await studioLocale();
  if (need.kind === "request replied") return <MeantAnswer {...need} />;
  if (need.kind !== "request answered") return null;
  return (
    <ActionButton
      action={readAnswer}
      hidden={{ requestId: need.requestId }}
      variant="quiet"
      busy={t("buttons.saving")}
      about={need.title}
    >
      {t("requests.answer.gotIt")}
    </ActionButton>
  );
}
