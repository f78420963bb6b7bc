import { databaseNow } from "@/db/clock";
import type { ReactNode } from "react";
import { Frame } from "@/document/frame";
import { StudioName } from "@/document/masthead";
import { notFoundDocument, renderDocument, type Reader } from "@/document/render";
import { sizeName } from "@/lib/files";
import { Messages } from "@/features/messages/components/messages-part";
import { ProjectLinks } from "@/features/projects/components/other-projects";
import {
  getReader,
  listMoreProjects,
  listOlderMessages,
  listOlderWork,
} from "@/features/projects/older/queries";
import { Feed } from "@/features/projects/work-notes/components/feed";
import type { ContactScope } from "@/auth/scope";
import { clientPath, olderPath, type Older } from "@/lib/client-paths";
import { dayIn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import type { Look } from "@/lib/look";
import { enter } from "./serve";

type Asked = { list: Older; after: string };

/** A page of what a status page has no room for: earlier messages, earlier work, more projects. */
export async function showOlder(
  reader: Reader,
  token: string,
  projectId: string | null,
  { list, after }: Asked,
): Promise<Response> {
  const now = databaseNow();
  const scope = await enter(reader, token, now);
  if (scope instanceof Response) return scope;
  if (list === "work" && !projectId) return notFoundDocument(reader);
  const { zone, studio } = await getReader(scope);
  const about = { locale: reader.locale, zone, now, today: dayIn(zone, now), studio, token };
  const { shown, more } =
    list === "projects"
      ? await moreProjects(scope, after, about)
      : await older[list](scope, projectId, after, about);
  const path = clientPath.statusPage(token, projectId ?? undefined);
  return renderDocument(
    <OlderPage
      about={about}
      list={list}
      back={list === "projects" ? path : `${path}#${list}`}
      next={more && olderPath(path, list, more)}
    >
      {shown}
    </OlderPage>,
  );
}

type About = {
  locale: Reader["locale"];
  zone: string;
  now: Date;
  today: string;
  studio: Look & { freelancerName: string };
  token: string;
};
type Shown = { shown: ReactNode; more: string | null };

const older = {
  async thread(scope: ContactScope, projectId: string | null, after: string, about: About) {
    const { lines, more } = await listOlderMessages(scope, projectId, after);
    const { locale, zone, today, studio, token } = about;
    const of = { locale, zone, today, freelancer: studio.freelancerName };
    const files = lines.flatMap((line) =>
      line.files.map(({ id, name, bytes, storedAt }) => ({
        id,
        name,
        by: line.by,
        messageId: line.id,
        at: storedAt!,
        size: sizeName(Number(bytes), locale.units),
        href: `${clientPath.statusPage(token, line.projectId ?? undefined)}/files/${id}`,
      })),
    );
    return { shown: <Messages lines={lines} files={files} {...of} />, more };
  },
  async work(scope: ContactScope, projectId: string | null, after: string, about: About) {
    if (!projectId) throw notFound("page");
    const { notes, more } = await listOlderWork(scope, projectId, after);
    const { locale, zone, now } = about;
    return { shown: <Feed notes={notes} locale={locale} zone={zone} now={now} />, more };
  },
} satisfies Record<string, (...asked: never[]) => Promise<Shown>>;

async function moreProjects(scope: ContactScope, after: string, about: About): Promise<Shown> {
  const { projects, more } = await listMoreProjects(scope, after);
  const { locale, zone, today, token } = about;
  const pathOf = (id: string) => clientPath.statusPage(token, id);
  const shown = (
    <ProjectLinks projects={projects} pathOf={pathOf} locale={locale} zone={zone} today={today} />
  );
  return { shown, more };
}

type OlderPageProps = {
  about: About;
  list: Older;
  back: string;
  next: string | null;
  children: ReactNode;
};

function OlderPage({ about, list, back, next, children }: OlderPageProps) {
  const { locale, studio } = about;
  const link = "inline-flex min-h-11 items-center underline";
  return (
    <Frame
      locale={locale}
      title={locale.t("page.title")}
      signature={studio.freelancerName}
      look={studio}
    >
      <main className="pt-8">
        <StudioName look={studio} className="mb-6 text-sm text-muted" />
        <h1 className="font-serif text-3xl">{locale.t(`older.${list}`)}</h1>
        {/* The oldest line is the first one, and the way to older ones is above it. */}
        {next && list === "thread" ? (
          <p className="mt-4">
            <a href={next} className={link}>
              {locale.t("older.thread")}
            </a>
          </p>
        ) : null}
        {children}
        {next && list !== "thread" ? (
          <p className="mt-4">
            <a href={next} className={link}>
              {locale.t(`older.${list}`)}
            </a>
          </p>
        ) : null}
        <p className="mt-6">
          <a href={back} className={link}>
            {locale.t("older.back")}
          </a>
        </p>
      </main>
    </Frame>
  );
}
