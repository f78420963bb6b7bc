import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { Frame } from "@/document/frame";
import { nextOf } from "@/features/deadlines/rules";
import { waitingSince } from "@/features/messages/rules";
import { DateHistory } from "@/features/projects/components/date-history";
import { Line } from "@/features/projects/components/line";
import { LittleExtras } from "@/features/projects/extras/components/little-extras";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { Feed } from "@/features/projects/work-notes/components/feed";
import { answersBy } from "@/features/studio/rules";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { FilesPart } from "./files-part";
import { UpdateFrequencyForm } from "./update-frequency-form";

/** The parts of the page that take something. */
export type Part = "thread" | "files" | "updates";
/** Why what was sent to a part was not taken, and what had been typed there. */
export type Problem = { part: Part; sentence: string; text?: string };

type StatusPageProps = {
  locale: Locale;
  facts: StatusPageFacts;
  path: string;
  now: Date;
  problem?: Problem;
};

/** The client's page about one project: what is done, what is next and by when, who holds the ball, and the thread. */
export function StatusPage({ locale, facts, path, now, problem }: StatusPageProps) {
  const { t } = locale;
  const { studio, contact, project } = facts;
  const problemOf = (part: Part) => (problem?.part === part ? problem : undefined);
  const today = dayIn(studio.zone, now);
  return (
    <Frame
      locale={locale}
      title={t("page.title")}
      signature={studio.freelancerName}
      live={`${path.split("/").slice(0, 3).join("/")}/live`}
    >
      <header className="pt-8">
        <p className="text-sm text-muted">{studio.name}</p>
        <p className="mt-6 text-muted">{t("page.hello", { name: locale.calls(contact.name) })}</p>
        {project ? (
          <h1 className="mt-1 font-serif text-3xl leading-tight text-balance">{project.title}</h1>
        ) : (
          <h1 className="mt-1 font-serif text-3xl">{t("page.none")}</h1>
        )}
        {project?.summary ? <p className="mt-3 whitespace-pre-line">{project.summary}</p> : null}
      </header>
      {project ? (
        <main>
          <Next
            locale={locale}
            project={project}
            today={today}
            freelancer={studio.freelancerName}
          />
          <section className="mt-10" aria-labelledby="dates">
            <h2 id="dates" className="font-serif text-xl">
              {t("page.promised")}
            </h2>
            {project.deadlines.length > 0 ? (
              <div className="mt-4">
                <Line
                  locale={locale}
                  deadlines={project.deadlines}
                  today={today}
                  completedOn={project.completedAt ? dayIn(studio.zone, project.completedAt) : null}
                />
              </div>
            ) : (
              <p className="mt-2 text-muted">{t("page.noDates")}</p>
            )}
            <DateHistory
              locale={locale}
              deadlines={project.deadlines}
              zone={contact.zone}
              today={today}
            />
          </section>
          {project.extras.length > 0 ? (
            <section className="mt-12" aria-labelledby="extras">
              <h2 id="extras" className="font-serif text-xl">
                {t("page.extras")}
              </h2>
              <LittleExtras extras={project.extras} />
            </section>
          ) : null}
          {project.notes.length > 0 ? (
            <section className="mt-12" aria-labelledby="work">
              <h2 id="work" className="font-serif text-xl">
                {t("page.work")}
              </h2>
              <Feed locale={locale} notes={project.notes} zone={contact.zone} now={now} />
            </section>
          ) : null}
          <FilesPart
            locale={locale}
            files={project.files}
            path={path}
            freelancer={studio.freelancerName}
            zone={contact.zone}
            today={dayIn(contact.zone, now)}
            problem={problemOf("files")?.sentence}
          />
          <Thread
            locale={locale}
            facts={facts}
            project={project}
            path={path}
            now={now}
            problem={problemOf("thread")}
          />
          <UpdateFrequencyForm
            locale={locale}
            updateFrequency={contact.updateFrequency}
            path={path}
            problem={problemOf("updates")?.sentence}
          />
        </main>
      ) : null}
      <OtherProjects locale={locale} facts={facts} path={path} today={today} />
    </Frame>
  );
}

type Project = NonNullable<StatusPageFacts["project"]>;

const strong = (words: ReactNode) => <strong>{words}</strong>;

function Next({
  locale: { t, dayAndDistance },
  project,
  today,
  freelancer,
}: {
  locale: Locale;
  project: Project;
  today: string;
  freelancer: string;
}) {
  const next = nextOf(project.deadlines);
  const sheet = "mt-6 border-l-4 border-accent bg-sheet px-4 py-3";
  if (project.completedAt)
    return <p className={sheet}>{t.rich("page.done", { name: freelancer, b: strong })}</p>;
  if (!next) return null;
  const late = next.promisedOn < today;
  return (
    <p className={sheet}>
      {t.rich(next.holder === "FREELANCER" ? "page.nextWithMe" : "page.nextWithYou", {
        title: next.title,
        day: dayAndDistance(next.promisedOn, today),
        b: strong,
      })}
      {late ? <span className="mt-1 block font-medium text-red">▲ {t("page.late")}</span> : null}
    </p>
  );
}

function Thread({
  locale: { t, timeName, zoneName },
  facts,
  project,
  path,
  now,
  problem,
}: {
  locale: Locale;
  facts: StatusPageFacts;
  project: Project;
  path: string;
  now: Date;
  problem?: Problem;
}) {
  const { studio, contact } = facts;
  const today = dayIn(contact.zone, now);
  const since = waitingSince(project.thread);
  const answer = answersBy(studio, since ?? now);
  return (
    <section className="mt-12" aria-labelledby="thread">
      <h2 id="thread" className="font-serif text-xl">
        {t("thread.heading")}
      </h2>
      {project.thread.length === 0 ? <p className="mt-2 text-muted">{t("thread.none")}</p> : null}
      <ol className="mt-4 space-y-5">
        {project.thread.map((line) => (
          <li
            key={line.id}
            id={`m-${line.id}`}
            className={
              line.contactId ? "border-l-2 border-accent pl-4" : "border-l-2 border-hairline pl-4"
            }
          >
            <p className="text-sm text-muted">
              <span className="font-semibold text-ink">
                {line.contactId ? line.by : studio.freelancerName}
              </span>{" "}
              · {timeName(line.writtenAt, contact.zone, today)}
            </p>
            <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
              {line.text}
            </p>
          </li>
        ))}
      </ol>
      {answer ? (
        <p className="mt-6 text-muted">
          {t.rich(since ? "thread.answerBy" : "thread.answerIfNow", {
            time: timeName(answer, contact.zone, today),
            zone: zoneName(contact.zone),
            b: (words) => <strong className="text-ink">{words}</strong>,
          })}
        </p>
      ) : null}
      <form method="post" action={path} className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <label htmlFor="text" className="block font-medium">
          {t("thread.writeTo", { name: studio.freelancerName })}
        </label>
        {problem ? (
          <p id="problem" role="alert" className="mt-1 font-medium text-red">
            ▲ {problem.sentence}
          </p>
        ) : null}
        <textarea
          id="text"
          name="text"
          rows={4}
          required
          maxLength={8000}
          defaultValue={problem?.text}
          dir="auto"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "problem" : undefined}
          className="mt-2 block w-full rounded border border-edge bg-sheet p-3 text-base text-ink"
        />
        <button
          type="submit"
          className="mt-3 min-h-11 cursor-pointer rounded bg-accent px-5 font-semibold text-on-accent"
        >
          {t("thread.send")}
        </button>
      </form>
    </section>
  );
}

function OtherProjects({
  locale: { t, dayAndDistance },
  facts,
  path,
  today,
}: {
  locale: Locale;
  facts: StatusPageFacts;
  path: string;
  today: string;
}) {
  const others = facts.projects.filter((one) => one.id !== facts.project?.id);
  if (others.length === 0) return null;
  const root = path.split("/").slice(0, 3).join("/");
  return (
    <nav className="mt-14" aria-labelledby="others">
      <h2 id="others" className="font-serif text-xl">
        {t("page.others")}
      </h2>
      <ul className="mt-2">
        {others.map((one) => (
          <li key={one.id} className="border-b border-hairline">
            <a
              href={`${root}/${one.id}`}
              className="flex min-h-11 items-center justify-between gap-4 py-2 underline decoration-hairline underline-offset-4"
            >
              <span>{one.title}</span>
              {one.completedAt ? (
                <span className="shrink-0 text-sm text-muted">
                  ✓{" "}
                  {t("page.doneOn", {
                    day: dayAndDistance(dayIn(facts.studio.zone, one.completedAt), today),
                  })}
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
