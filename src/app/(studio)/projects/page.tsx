import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { ProjectRows } from "@/features/projects/components/project-rows";
import { listProjects } from "@/features/projects/list/queries";
import { ButtonLink } from "@/ui/button";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const after = await afterIn(searchParams);
  const { projects, more } = await orNotFound(listProjects(scope, after));
  const begin = (
    <ButtonLink href="/projects/new" variant="main">
      New project
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title="Projects" action={projects.length > 0 ? begin : undefined} />
      {projects.length > 0 ? (
        <ProjectRows projects={projects} zone={studio.zone} now={now} />
      ) : (
        <Empty action={begin}>
          No projects yet. A project holds your promised dates, files and messages, and gives the
          client their own page.
        </Empty>
      )}
      <Pager path="/projects" after={after} more={more} />
    </>
  );
}
