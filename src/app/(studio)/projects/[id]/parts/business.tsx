import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { BusinessFile } from "@/features/business-file/components/business-file";
import { Section } from "@/ui/page";

export async function BusinessPart({ project, business }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section id="business" title={t("projects.aboutClient", { name: project.client.name })}>
      <BusinessFile clientId={project.client.id} known={business} />
    </Section>
  );
}
