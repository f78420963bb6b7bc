import type { ReactNode } from "react";
import { Frame } from "@/document/frame";
import { StudioName } from "@/document/masthead";
import { Section } from "@/document/section";
import { UpdateFrequencyForm } from "@/features/clients/components/update-frequency-form";
import { FilesField, FilesPart } from "@/features/files/components/files-part";
import { Specify, typedSpecifics } from "@/features/cases/components/specify-form";
import { RemediesPart } from "@/features/remedies/components/remedies-part";
import { SignOffPart } from "@/features/sign-offs/components/sign-off-part";
import { isOpen, waitFor } from "@/features/requests/rules";
import { QuestionPart } from "@/features/surveys/components/question-part";
import { isBelowMark } from "@/features/surveys/rules";
import { DateHistory } from "@/features/projects/components/date-history";
import { Line } from "@/features/projects/components/line";
import { OtherProjects } from "@/features/projects/components/other-projects";
import { LittleExtras } from "@/features/projects/extras/components/little-extras";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { Feed } from "@/features/projects/work-notes/components/feed";
import type { Locale } from "@/language/locale";
import { olderPath, shortId } from "@/lib/client-paths";
import { dayIn, type Day } from "@/lib/dates";
import { Conversation } from "./conversation";
import { NextParts } from "./next-parts";

/** The parts of the page that take something. */
export type Part =
  | "thread"
  | "files"
  | "updates"
  | "question"
  | "specifics"
  | "requests"
  | "sign-off"
  | "new-work";
/** Why what was sent to a part was not taken, and what had been typed there. */
export type Problem = { part: Part; sentence: string; typed?: Record<string, string> };

export type StatusPageProps = {
  locale: Locale;
  facts: StatusPageFacts;
  /** The page's own: its forms post to it and below it. */
  path: string;
  now: Date;
  problem?: Problem;
};

/** The client's page about one project: what is done, what is next and by when, who holds the ball, and the thread. */
export function StatusPage({ locale, facts, path, now, problem }: StatusPageProps) {
  const { t } = locale;
  const { studio, contact, project } = facts;
  const tellsSeen = studio.seenOffAt === null;
  // The contact's own page, without a project.
  const own = path.split("/").slice(0, 3).join("/");
  const thread = <Conversation {...{ locale, facts, path, own, now, problem }} />;
  return (
    <Frame
      locale={locale}
      title={t("page.title")}
      signature={studio.freelancerName}
      look={studio}
      page="status"
      live={{ path, stream: `${own}/live`, seen: tellsSeen ? `${own}/opened` : undefined }}
      note={tellsSeen ? t("frame.seen", { name: studio.freelancerName }) : undefined}
    >
      <Greeting locale={locale} facts={facts} />
      {project ? (
        <ProjectParts
          locale={locale}
          facts={facts}
          project={project}
          path={path}
          now={now}
          problem={problem}
          thread={thread}
        />
      ) : (
        <main>{thread}</main>
      )}
      <OtherProjects
        locale={locale}
        projects={facts.projects.filter((one) => one.id !== project?.id)}
        more={
          facts.moreProjects && {
            href: olderPath(own, "projects", facts.moreProjects.after),
            count: facts.moreProjects.count,
          }
        }
        pathOf={(id) => `${own}/${shortId(id)}`}
        zone={contact.zone}
        today={dayIn(contact.zone, now)}
      />
    </Frame>
  );
}

/** Whose page it is, a word to its reader, and what it is about. */
function Greeting({ locale, facts }: Pick<StatusPageProps, "locale" | "facts">) {
  const { t } = locale;
  const { studio, contact, project } = facts;
  return (
    <header className="pt-8">
      <StudioName look={studio} className="mb-6 text-sm text-muted" />
      <p className="text-muted">{t("page.hello", { name: locale.calls(contact.name) })}</p>
      {project ? (
        <h1 className="mt-1 font-serif text-3xl leading-tight text-balance">{project.title}</h1>
      ) : (
        <h1 className="mt-1 font-serif text-3xl">{t("page.none")}</h1>
      )}
      {studio.welcome ? (
        <p className="mt-3 [overflow-wrap:anywhere] whitespace-pre-line" dir="auto">
          {studio.welcome}
        </p>
      ) : null}
      {project?.summary ? <p className="mt-3 whitespace-pre-line">{project.summary}</p> : null}
    </header>
  );
}

type Project = NonNullable<StatusPageFacts["project"]>;

/** Every day and time on it is the reader's: one zone, and one "today". */
function ProjectParts({
  locale,
  facts: { studio, contact, files, links, requests },
  project,
  path,
  now,
  problem,
  thread,
}: StatusPageProps & { project: Project; thread: ReactNode }) {
  const { t } = locale;
  const { zone } = contact;
  const today = dayIn(zone, now);
  const problemOf = (part: Part) => (problem?.part === part ? problem : undefined);
  // What waits for the client's word is delivered.
  const deliveredAt = new Map(
    project.signOffs.flatMap((one) =>
      one.outcome === null ? [[one.deadlineId, one.putAt] as const] : [],
    ),
  );
  const deadlines = project.deadlines.map((one) => ({
    ...one,
    metAt: one.metAt ?? deliveredAt.get(one.id) ?? null,
  }));
  // A promised day is over once it is over where it was promised, and for its reader.
  const notLateBefore = [today, dayIn(studio.zone, now)].sort()[0]!;
  const wait = waitFor(deadlines, requests.filter(isOpen), notLateBefore);
  return (
    <main>
      <RemediesPart locale={locale} remedies={project.remedies} />
      <NextParts
        {...{ locale, studio, project, path, today, notLateBefore, zone }}
        deadlines={deadlines}
        wait={wait}
        requests={requests}
        problem={problemOf("requests")}
      />
      <SignOffPart
        locale={locale}
        rounds={project.signOffs}
        completesAt={project.completesAt}
        zone={zone}
        path={path}
        now={now}
        fileField={(id) => <FilesField locale={locale} id={id} />}
        problem={signOffProblem(problemOf("sign-off"))}
      />
      {project.survey ? (
        <AnswerParts
          locale={locale}
          survey={project.survey}
          studio={studio}
          zone={zone}
          path={path}
          now={now}
          problem={problem}
        />
      ) : null}
      <Section id="dates" heading={t("page.promised")} className="mt-10">
        {project.deadlines.length > 0 ? (
          <div className="mt-4">
            <Line
              locale={locale}
              deadlines={deadlines}
              today={today}
              notLateBefore={notLateBefore}
              completedOn={project.completedAt ? dayIn(zone, project.completedAt) : null}
              waits={wait && { id: wait.id, word: waitsWord(locale, wait.since, today) }}
              isCancelled={project.cancelledAt !== null}
            />
          </div>
        ) : (
          <p className="mt-2 text-muted">{t("page.noDates")}</p>
        )}
        <DateHistory locale={locale} deadlines={project.deadlines} zone={zone} today={today} />
      </Section>
      {project.extras.length > 0 ? (
        <Section id="extras" heading={t("page.extras")}>
          <LittleExtras extras={project.extras} />
        </Section>
      ) : null}
      {project.notes.length > 0 ? (
        <Section id="work" heading={t("page.work")}>
          <Feed locale={locale} notes={project.notes} zone={zone} now={now} />
          {project.moreNotes ? (
            <p className="mt-3">
              <a
                href={olderPath(path, "work", project.moreNotes)}
                className="inline-flex min-h-11 items-center underline"
              >
                {t("older.work")}
              </a>
            </p>
          ) : null}
        </Section>
      ) : null}
      <FilesPart
        locale={locale}
        files={files.filter((file) => file.projectId)}
        links={links}
        path={path}
        freelancer={studio.freelancerName}
        zone={zone}
        today={today}
        now={now}
        problem={problemOf("files")?.sentence}
      />
      {thread}
      <UpdateFrequencyForm
        locale={locale}
        updateFrequency={contact.updateFrequency}
        chosen={problemOf("updates")?.typed?.updateFrequency}
        path={path}
        problem={problemOf("updates")?.sentence}
      />
    </main>
  );
}

/** What was typed where a round was answered. Accepting has no text. */
function signOffProblem(problem: Problem | undefined) {
  if (!problem) return undefined;
  const { sentence, typed = {} } = problem;
  return { sentence, signOffId: typed.signOffId, text: typed.text };
}
const waitsWord = ({ t, dayName }: Locale, since: Day, today: Day) =>
  t("requests.waits", { day: dayName(since, today) });

type AnswerProps = {
  locale: Locale;
  survey: NonNullable<Project["survey"]>;
  studio: StatusPageFacts["studio"];
  zone: string;
  path: string;
  now: Date;
  problem?: Problem;
};

/** The question about a completed project, and what exactly was not right where it was not up to mark. */
function AnswerParts({ locale, survey, studio, zone, path, now, problem }: AnswerProps) {
  const { sentence = "", typed = {} } = problem ?? {};
  const { standing, complaint } = survey;
  const question = problem?.part === "question";
  const specifics = problem?.part === "specifics";
  return (
    <>
      <QuestionPart
        locale={locale}
        survey={survey}
        freelancer={studio.freelancerName}
        path={`${path}/answer`}
        now={now}
        typed={
          question ? { verdict: "", effort: "", words: "", ...typed, problem: sentence } : undefined
        }
      />
      {complaint && standing && isBelowMark(standing.verdict) ? (
        <Specify
          locale={locale}
          complaint={complaint}
          words={standing.words}
          studio={studio}
          zone={zone}
          now={now}
          path={`${path}/specifics`}
          typed={specifics ? typedSpecifics(typed, sentence) : undefined}
        />
      ) : null}
    </>
  );
}
