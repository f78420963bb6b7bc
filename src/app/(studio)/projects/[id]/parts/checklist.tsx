import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Checklist } from "@/features/projects/checklist/components/checklist";
import { Section } from "@/ui/page";

export function ChecklistPart({ project, checklist, templates }: ProjectFacts) {
  return (
    <Section id="checklist" title="Checklist">
      <Checklist projectId={project.id} items={checklist} templates={templates} />
    </Section>
  );
}
