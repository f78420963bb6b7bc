import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Section } from "@/ui/page";
import { Completion } from "@/workflows/complete-project/components/completion";

export async function CompletionPart(facts: ProjectFacts) {
  const { t } = await studioLocale();
  const { project, studio, clock, extras, followUps, remedies, signOffs, callsForWords } = facts;
  const thankYou = followUps.find(
    (followUp) => followUp.kind === "THANK_YOU" && !followUp.cancelledAt,
  );
  return (
    <Section title={t("completion.title")}>
      <Completion
        projectId={project.id}
        completedAt={project.completedAt}
        completesAt={project.completesAt}
        openSignOffs={signOffs.filter((one) => !one.outcome).map(({ title }) => title)}
        cancelledAt={project.cancelledAt}
        contactName={project.contact.name}
        thankYou={thankYou?.email ?? null}
        studio={studio}
        now={clock.now}
        privateExtras={extras.filter((extra) => !extra.shownAt)}
        openDeadlines={project.deadlines.filter((one) => !one.metAt && !one.droppedAt)}
        dueRemedies={remedies.due}
        variant={callsForWords ? "quiet" : "main"}
      />
    </Section>
  );
}
