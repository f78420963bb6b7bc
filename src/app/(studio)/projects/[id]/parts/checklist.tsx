import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Checklist } from "@/features/projects/checklist/components/checklist";
import { Section } from "@/ui/page";

export async function ChecklistPart({ project, checklist, templates }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section id="checklist" title={t("checklist.title")}>
      <Checklist
        projectId={project.id}
        items={checklist}
        templates={templates}
        hasDates={project.deadlines.length > 0}
      />
    </Section>
  );
}
