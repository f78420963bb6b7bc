import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Answers } from "@/features/surveys/components/answers";
import { Section } from "@/ui/page";

export async function AnswersPart({ project: { surveys }, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  if (surveys.length === 0) return null;
  return (
    <Section id="answer" title={t("projects.answers")}>
      <Answers surveys={surveys} {...clock} />
    </Section>
  );
}
