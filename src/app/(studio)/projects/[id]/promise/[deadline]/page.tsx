import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { ChangeForm, DropForm } from "@/features/deadlines/components/promise-forms";
import { getPromise } from "@/features/deadlines/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

type Props = { params: Promise<{ id: string; deadline: string }> };

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getPromise(scope, id));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await read(await idIn(params, "deadline"));
  return { title: (await studioLocale()).t("deadlines.change.tab", { title }) };
}

/** What is seldom changed of a promise: everything but its day, which moves by a notice, and whether it is kept. */
export default async function PromisePage({ params }: Props) {
  await requireFreelancer();
  const { t } = await studioLocale();
  const projectId = await idIn(params);
  const { project, ...deadline } = await read(await idIn(params, "deadline"));
  if (project.id !== projectId) notFound();
  const { contact } = project;
  const forms = { deadline, contactName: contact.name, readerId: contact.id };
  const above = (
    <Link href={`/projects/${projectId}#promises`} className={buttonVariant("plain")}>
      {project.title}
    </Link>
  );
  const isClosed = project.completedAt !== null;
  return (
    <>
      <PageHeading
        title={deadline.title}
        above={above}
        below={isClosed ? t("deadlines.change.closed") : null}
      />
      {isClosed ? null : (
        <div className="grid gap-12">
          <Section title={t("projects.edit")}>
            <ChangeForm {...forms} />
          </Section>
          {deadline.metAt ? null : (
            <Section title={t("deadlines.drop.title")}>
              <DropForm {...forms} />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
