import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Extras } from "@/features/projects/extras/components/extras";
import { Section } from "@/ui/page";

export function ExtrasPart({ project, extras }: ProjectFacts) {
  return (
    <Section id="extras" title="Extras">
      <Extras
        projectId={project.id}
        extras={extras}
        readerId={project.contact.id}
        contactName={project.contact.name}
      />
    </Section>
  );
}
