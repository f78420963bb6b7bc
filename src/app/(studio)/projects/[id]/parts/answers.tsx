import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Answers } from "@/features/surveys/components/answers";
import { Section } from "@/ui/page";

export function AnswersPart({ project: { surveys }, clock }: ProjectFacts) {
  if (surveys.length === 0) return null;
  return (
    <Section id="answer" title="Was it up to mark?">
      <Answers surveys={surveys} {...clock} />
    </Section>
  );
}
