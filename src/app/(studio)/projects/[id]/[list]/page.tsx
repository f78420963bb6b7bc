import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { linesBelow } from "@/app/(studio)/lines-below";
import { afterIn, idIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import type { Scope } from "@/auth/scope";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { EmailRows } from "@/features/emails/components/email-rows";
import { Lines } from "@/features/messages/components/thread";
import { listMessages } from "@/features/messages/queries";
import { getProject, listProjectEmails } from "@/features/projects/queries";
import { NoteList } from "@/features/projects/work-notes/components/notes";
import { listNotes } from "@/features/projects/work-notes/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("projects.olderTab") };
}

type Asked = {
  scope: Scope;
  projectId: string;
  readerId: string;
  after: string | undefined;
  zone: string;
  now: Date;
};
type List = {
  name: "messages" | "workNotes" | "emails";
  read: (asked: Asked) => Promise<{ shown: ReactNode; more: string | null }>;
};

/** What a project's own page shows the newest of, in whole, by the last word of its address. */
const lists: Record<string, List> = {
  messages: {
    name: "messages",
    async read({ scope, projectId, after, ...clock }) {
      const { lines, more } = await listMessages(scope, { projectId }, after);
      const below = await linesBelow(scope, lines);
      return { shown: <Lines lines={lines} below={below} {...clock} />, more };
    },
  },
  "work-notes": {
    name: "workNotes",
    async read({ scope, projectId, after, ...rest }) {
      const { notes, more } = await listNotes(scope, projectId, after);
      return { shown: <NoteList notes={notes} {...rest} />, more };
    },
  },
  emails: {
    name: "emails",
    async read({ scope, projectId, after, zone, now }) {
      const { emails, more } = await listProjectEmails(scope, projectId, after);
      return { shown: <EmailRows emails={emails} zone={zone} now={now} />, more };
    },
  },
};

type Params = { params: Promise<{ id: string; list: string }> };

export default async function ProjectListPage({ params, searchParams }: Params & WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const { list: name } = await params;
  const list = lists[name];
  if (!list) notFound();
  const after = await afterIn(searchParams);
  const project = await orNotFound(getProject(scope, await idIn(params)));
  const { shown, more } = await orNotFound(
    list.read({
      scope,
      projectId: project.id,
      readerId: project.contact.id,
      after,
      zone: studio.zone,
      now,
    }),
  );
  return (
    <>
      <PageHeading
        title={t(`projects.lists.${list.name}`)}
        above={
          <Link href={`/projects/${project.id}`} className={buttonVariant("plain")}>
            {project.title}
          </Link>
        }
      />
      {shown}
      <Pager path={`/projects/${project.id}/${name}`} after={after} more={more} />
    </>
  );
}
