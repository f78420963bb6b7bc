import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Welcome } from "@/features/projects/welcome/components/welcome";

/** Until it is settled how the client learns of their page. */
export function WelcomePart({ project, studio }: ProjectFacts) {
  const { contact, welcomedAt, completedAt } = project;
  if (welcomedAt || completedAt || !contact.pagePath) return null;
  return (
    <Welcome
      projectId={project.id}
      contactName={contact.name}
      pagePath={contact.pagePath}
      holdSeconds={studio.emailHoldSeconds}
    />
  );
}
