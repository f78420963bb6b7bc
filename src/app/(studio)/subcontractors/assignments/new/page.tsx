import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound, suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { getProject } from "@/features/projects/queries";
import { BeginForm } from "@/features/subcontractors/components/begin-form";
import { listSubcontractors } from "@/features/subcontractors/queries";
import { languageOf } from "@/language/languages";
import { ButtonLink } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("subcontractors.beginHeading") };
}

export default async function NewAssignmentPage({ searchParams }: WithSearch) {
  const { scope, studio } = await requireFreelancer();
  const { t } = await studioLocale();
  const projectId = await suggestedIn(searchParams, "project");
  if (!projectId) notFound();
  const project = await orNotFound(getProject(scope, projectId));
  const people = await listSubcontractors(scope);
  const reachable = people.filter(({ linkRevokedAt }) => !linkRevokedAt);
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("subcontractors.beginHeading")}
        above={<Link href={`/projects/${projectId}`}>{project.title}</Link>}
        below={t("subcontractors.beginBelow")}
      />
      {reachable.length === 0 ? (
        <Empty
          action={
            <ButtonLink href="/subcontractors/new" variant="main">
              {t("subcontractors.add")}
            </ButtonLink>
          }
        >
          {t("subcontractors.empty")}
        </Empty>
      ) : (
        <BeginForm
          projectId={projectId}
          people={reachable}
          language={languageOf(studio.language)}
        />
      )}
    </div>
  );
}
