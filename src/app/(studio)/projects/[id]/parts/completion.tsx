import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Section } from "@/ui/page";
import { Completion } from "@/workflows/complete-project/components/completion";

export function CompletionPart(facts: ProjectFacts) {
  const { project, studio, clock, extras, followUps, remedies, callsForWords } = facts;
  const thankYou = followUps.find(
    (followUp) => followUp.kind === "THANK_YOU" && !followUp.cancelledAt,
  );
  return (
    <Section title="Completion">
      <Completion
        projectId={project.id}
        completedAt={project.completedAt}
        contactName={project.contact.name}
        thankYou={thankYou?.email ?? null}
        studio={studio}
        now={clock.now}
        privateExtras={extras.filter((extra) => !extra.shownAt)}
        openDeadlines={project.deadlines.filter((one) => !one.metAt)}
        dueRemedies={remedies.due}
        variant={callsForWords ? "quiet" : "main"}
      />
    </Section>
  );
}
