import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Extras } from "@/features/projects/extras/components/extras";
import { Section } from "@/ui/page";

export async function ExtrasPart({ project, extras }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section id="extras" title={t("extras.title")}>
      <Extras
        projectId={project.id}
        extras={extras}
        readerId={project.contact.id}
        contactName={project.contact.name}
      />
    </Section>
  );
}
