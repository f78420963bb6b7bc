import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { PromiseForm } from "@/features/deadlines/components/promise-form";
import { Promises } from "@/features/deadlines/components/promises";
import { FileRows } from "@/features/files/components/file-rows";
import { Upload } from "@/features/files/components/upload";
import { listFiles } from "@/features/files/queries";
import { Timeline } from "@/features/follow-ups/timeline/components/timeline";
import { listTimeline } from "@/features/follow-ups/timeline/queries";
import { EmailRows } from "@/features/emails/components/email-rows";
import { History } from "@/features/history/components/history";
import { listHistory } from "@/features/history/queries";
import { Thread, WriteForm } from "@/features/messages/components/thread";
import { waitingSince } from "@/features/messages/rules";
import { Checklist } from "@/features/projects/checklist/components/checklist";
import { listChecklist, listTemplates } from "@/features/projects/checklist/queries";
import { Completion } from "@/workflows/complete-project/components/completion";
import { DescribeForm } from "@/features/projects/components/describe-form";
import { DateHistory } from "@/features/projects/components/date-history";
import { Line } from "@/features/projects/components/line";
import { Extras } from "@/features/projects/extras/components/extras";
import { listExtras } from "@/features/projects/extras/queries";
import { getProject } from "@/features/projects/queries";
import { Notes } from "@/features/projects/work-notes/components/notes";
import { listNotes } from "@/features/projects/work-notes/queries";
import { Answers } from "@/features/surveys/components/answers";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";

/** More dates than lie side by side are a list, which is below: drawn as well, they would push all else away. */
const MOST_ON_LINE = 4;

/** As many of the latest facts as the page shows; the rest has a page of its own. */
const LATEST = 6;

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getProject(scope, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const project = await read(await idIn(params));
  return { title: project.title };
}

export default async function ProjectPage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const project = await read(await idIn(params));
  const today = dayIn(studio.zone, now);
  const [files, checklist, templates, work, extras, followUps, history] = await Promise.all([
    listFiles(scope, project.id),
    listChecklist(scope, project.id),
    listTemplates(scope),
    listNotes(scope, project.id),
    listExtras(scope, project.id),
    listTimeline(scope, project.id, now),
    listHistory(scope, project.id, today, { take: LATEST }),
  ]);
  const { notes } = work;
  const clock = { zone: studio.zone, now };
  const older = (list: string, more: string | null) =>
    more ? <OlderLink list={list} href={`/projects/${project.id}/${list}?after=${more}`} /> : null;
  const { contact, completedAt } = project;
  const callsForWords = completedAt !== null || waitingSince(project.thread) !== null;
  const thankYou =
    followUps.find((followUp) => followUp.kind === "THANK_YOU" && !followUp.cancelledAt)?.email ??
    null;
  return (
    <>
      <PageHeading
        title={project.title}
        above={
          <>
            <Link href={`/clients/${project.client.id}`} className={buttonVariant("plain")}>
              {project.client.name}
            </Link>{" "}
            · {contact.name}
          </>
        }
        below={project.summary}
        action={
          contact.pagePath ? (
            <a
              href={contact.pagePath}
              target="_blank"
              rel="noopener"
              data-key="v"
              className={buttonVariant("quiet")}
            >
              View as client
            </a>
          ) : (
            <p className="text-sm text-muted">{contact.name}’s link is revoked.</p>
          )
        }
      />
      {project.deadlines.length <= MOST_ON_LINE ? (
        <div className="mb-12">
          <Line
            locale={localeOf("en")}
            deadlines={project.deadlines}
            today={today}
            completedOn={completedAt ? dayIn(studio.zone, completedAt) : null}
            ball={{ FREELANCER: "from you", CLIENT: `from ${contact.name}` }}
          />
        </div>
      ) : null}
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-12">
          {project.surveys.length > 0 ? (
            <Section id="answer" title="Was it up to mark?">
              <Answers surveys={project.surveys} {...clock} />
            </Section>
          ) : null}
          <Section id="write" title="Messages">
            {older("messages", project.moreThread)}
            {project.thread.length > 0 ? (
              <Thread lines={project.thread} {...clock} />
            ) : (
              <p className="pb-5 text-muted">
                No messages yet. What you write appears on {contact.name}’s page and is sent by
                email.
              </p>
            )}
            <WriteForm
              projectId={project.id}
              formKey={crypto.randomUUID()}
              seenId={project.thread.at(-1)?.id}
              toName={contact.name}
              variant={callsForWords ? "main" : "quiet"}
            />
          </Section>
          <Section id="promises" title="Promises">
            {project.deadlines.length > 0 ? (
              <Promises
                projectId={project.id}
                deadlines={project.deadlines}
                contactName={contact.name}
                isCompleted={completedAt !== null}
                {...clock}
              />
            ) : (
              <p className="pb-3 text-muted">
                No promises yet. Add a date and your client sees it at once.
              </p>
            )}
            <DateHistory
              locale={localeOf("en")}
              deadlines={project.deadlines}
              zone={studio.zone}
              today={today}
            />
            {completedAt ? null : (
              <Disclosure title="Add a promise">
                <PromiseForm projectId={project.id} contactName={contact.name} today={today} />
              </Disclosure>
            )}
          </Section>
          <Section id="work" title="Work notes">
            <Notes projectId={project.id} notes={notes} contactName={contact.name} {...clock} />
            {older("work-notes", work.more)}
          </Section>
          <Section id="checklist" title="Checklist">
            <Checklist projectId={project.id} items={checklist} templates={templates} />
          </Section>
          <Section id="files" title="Files">
            {files.length > 0 ? (
              <FileRows files={files} {...clock} />
            ) : (
              <p className="pb-4 text-muted">
                No files yet. Files from you or {contact.name} appear here for both of you.
              </p>
            )}
            <Upload projectId={project.id} />
          </Section>
        </div>
        <div className="grid min-w-0 content-start gap-12">
          <Section title="Completion">
            <Completion
              projectId={project.id}
              completedAt={completedAt}
              contactName={contact.name}
              thankYou={thankYou}
              studio={studio}
              now={now}
              privateExtras={extras.filter((extra) => !extra.shownAt)}
              openDeadlines={project.deadlines.filter((one) => !one.metAt)}
              variant={callsForWords ? "quiet" : "main"}
            />
          </Section>
          {followUps.length > 0 ? (
            <Section
              id="follow-ups"
              title="Automatic emails"
              aside={
                <Link href="/follow-ups" className={buttonVariant("plain")}>
                  See all
                </Link>
              }
            >
              <Timeline followUps={followUps} {...clock} />
            </Section>
          ) : null}
          <Section id="extras" title="Extras">
            <Extras projectId={project.id} extras={extras} contactName={contact.name} />
          </Section>
          <Section title="Emails">
            {project.emails.length > 0 ? (
              <EmailRows emails={project.emails} narrow {...clock} />
            ) : (
              <p className="text-muted">No emails about this project yet.</p>
            )}
            {older("emails", project.moreEmails)}
          </Section>
          {history.entries.length > 0 ? (
            <Section
              id="history"
              title="What happened here"
              aside={
                history.more ? (
                  <Link href={`/projects/${project.id}/history`} className={buttonVariant("plain")}>
                    See all
                  </Link>
                ) : null
              }
            >
              <History entries={history.entries} {...clock} />
            </Section>
          ) : null}
          <Disclosure title="Edit title or summary">
            <DescribeForm projectId={project.id} title={project.title} summary={project.summary} />
          </Disclosure>
        </div>
      </div>
    </>
  );
}

function OlderLink({ list, href }: { list: string; href: string }) {
  return (
    <p className="py-2">
      <Link href={href} className={buttonVariant("plain")}>
        Older {list.replace("-", " ")}
      </Link>
    </p>
  );
}
