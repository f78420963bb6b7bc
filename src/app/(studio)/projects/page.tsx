import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { ProjectRows } from "@/features/projects/components/project-rows";
import { listProjects } from "@/features/projects/list/queries";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("projects.title") };
}

export default async function ProjectsPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const after = await afterIn(searchParams);
  const { projects, more } = await orNotFound(listProjects(scope, after));
  const begin = (
    <ButtonLink href="/projects/new" variant="main">
      {t("projects.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading title={t("projects.title")} action={projects.length > 0 ? begin : undefined} />
      {projects.length > 0 ? (
        <ProjectRows projects={projects} zone={studio.zone} now={now} />
      ) : (
        <Empty action={begin}>{t("projects.none")}</Empty>
      )}
      <p className="mt-6">
        <Link href="/archive" className={buttonVariant("plain")}>
          {t("projects.archive.tab")}
        </Link>
      </p>
      <Pager path="/projects" after={after} more={more} />
    </>
  );
}
