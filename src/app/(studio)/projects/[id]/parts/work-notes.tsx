import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Notes } from "@/features/projects/work-notes/components/notes";
import { Section } from "@/ui/page";
import { OlderLink } from "./older-link";

export async function WorkNotesPart({ project, work: { notes, more }, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section id="work" title={t("workNotes.title")}>
      <Notes
        projectId={project.id}
        notes={notes}
        readerId={project.contact.id}
        contactName={project.contact.name}
        {...clock}
      />
      <OlderLink projectId={project.id} list="work-notes" after={more} />
    </Section>
  );
}
