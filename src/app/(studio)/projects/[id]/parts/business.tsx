import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { BusinessFile } from "@/features/business-file/components/business-file";
import { Section } from "@/ui/page";

export function BusinessPart({ project, business }: ProjectFacts) {
  return (
    <Section id="business" title={`About ${project.client.name}`}>
      <BusinessFile clientId={project.client.id} known={business} />
    </Section>
  );
}
