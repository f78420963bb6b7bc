import { randomUUID } from "node:crypto";
import { Frame } from "@/document/frame";
import { nextOf } from "@/features/deadlines/rules";
import { waitingSince } from "@/features/messages/rules";
import { DateHistory } from "@/features/projects/components/date-history";
import { Line } from "@/features/projects/components/line";
import { LittleExtras } from "@/features/projects/extras/components/little-extras";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { Feed } from "@/features/projects/work-notes/components/feed";
import { answersBy } from "@/features/studio/rules";
import { dayAndDistance, dayIn, timeName, zoneName } from "@/lib/dates";
import { FilesPart } from "./files-part";
import { NewsForm } from "./news-form";

export type WriteBox = { text: string; problem: string };

type StatusPageProps = { facts: StatusPageFacts; path: string; now: Date; typed?: WriteBox; /** Why the last file was not taken. */ fileProblem?: string; /** Why the choice of news was not. */ newsProblem?: string };

/** The client's page about one project: what is done, what is next and by when, who holds the ball, and the thread. */
export function StatusPage({ facts, path, now, typed, fileProblem, newsProblem }: StatusPageProps) {
  const { studio, contact, project } = facts;
  const today = dayIn(studio.zone, now);
  return (
    <Frame title="Your project" signature={studio.freelancerName} live={`${path.split("/").slice(0, 3).join("/")}/live`}>
      <header className="pt-8">
        <p className="text-sm text-muted">{studio.name}</p>
        <p className="mt-6 text-muted">Hello {contact.name.split(/\s+/)[0]},</p>
        {project ? <h1 className="mt-1 font-serif text-3xl leading-tight text-balance">{project.title}</h1> : <h1 className="mt-1 font-serif text-3xl">there is no project here yet.</h1>}
        {project?.summary ? <p className="mt-3 whitespace-pre-line">{project.summary}</p> : null}
      </header>
      {project ? (
        <main>
          <Next project={project} today={today} freelancer={studio.freelancerName} />
          <section className="mt-10" aria-labelledby="dates">
            <h2 id="dates" className="font-serif text-xl">What was promised</h2>
            {project.deadlines.length > 0 ? (
              <div className="mt-4">
                <Line deadlines={project.deadlines} today={today} completedOn={project.completedAt ? dayIn(studio.zone, project.completedAt) : null} />
              </div>
            ) : (
              <p className="mt-2 text-muted">No date has been promised yet. When one is, it stands here.</p>
            )}
            <DateHistory deadlines={project.deadlines} zone={contact.zone} today={today} />
          </section>
          {project.extras.length > 0 ? (
            <section className="mt-12" aria-labelledby="extras">
              <h2 id="extras" className="font-serif text-xl">A little extra</h2>
              <LittleExtras extras={project.extras} />
            </section>
          ) : null}
          {project.notes.length > 0 ? (
            <section className="mt-12" aria-labelledby="work">
              <h2 id="work" className="font-serif text-xl">What was done</h2>
              <Feed notes={project.notes} zone={contact.zone} now={now} />
            </section>
          ) : null}
          <FilesPart files={project.files} path={path} freelancer={studio.freelancerName} zone={contact.zone} today={dayIn(contact.zone, now)} problem={fileProblem} />
          <Thread facts={facts} project={project} path={path} now={now} typed={typed} />
          <NewsForm news={contact.news} path={path} problem={newsProblem} />
        </main>
      ) : null}
      <OtherProjects facts={facts} path={path} today={today} />
    </Frame>
  );
}

type Project = NonNullable<StatusPageFacts["project"]>;

function Next({ project, today, freelancer }: { project: Project; today: string; freelancer: string }) {
  const next = nextOf(project.deadlines);
  const sheet = "mt-6 border-l-4 border-accent bg-sheet px-4 py-3";
  if (project.completedAt)
    return (
      <p className={sheet}>
        <strong>Done.</strong> Thank you for working with me. {freelancer}
      </p>
    );
  if (!next) return null;
  const late = next.promisedOn < today;
  return (
    <p className={sheet}>
      <strong>Next:</strong> {next.title}, by <strong>{dayAndDistance(next.promisedOn, today)}</strong>, with {next.holder === "FREELANCER" ? "me" : "you"}.
      {late ? <span className="mt-1 block font-medium text-red">▲ Late: this day is over.</span> : null}
    </p>
  );
}

function Thread({ facts, project, path, now, typed }: { facts: StatusPageFacts; project: Project; path: string; now: Date; typed?: WriteBox }) {
  const { studio, contact } = facts;
  const today = dayIn(contact.zone, now);
  const since = waitingSince(project.thread);
  const answer = answersBy(studio, since ?? now);
  return (
    <section className="mt-12" aria-labelledby="thread">
      <h2 id="thread" className="font-serif text-xl">What we wrote</h2>
      {project.thread.length === 0 ? <p className="mt-2 text-muted">Nothing yet. Whatever you write here, I read myself.</p> : null}
      <ol className="mt-4 space-y-5">
        {project.thread.map((line) => (
          <li key={line.id} id={`m-${line.id}`} className={line.contactId ? "border-l-2 border-accent pl-4" : "border-l-2 border-hairline pl-4"}>
            <p className="text-sm text-muted">
              <span className="font-semibold text-ink">{line.contactId ? line.by : studio.freelancerName}</span> · {timeName(line.writtenAt, contact.zone, today)}
            </p>
            <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">{line.text}</p>
          </li>
        ))}
      </ol>
      {answer ? (
        <p className="mt-6 text-muted">
          {since ? "I answer by " : "Write now and I answer by "}
          <strong className="text-ink">{timeName(answer, contact.zone, today)}</strong> ({zoneName(contact.zone)}, your time).
        </p>
      ) : null}
      <form method="post" action={path} className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <label htmlFor="text" className="block font-medium">Write to {studio.freelancerName}</label>
        {typed ? <p id="problem" role="alert" className="mt-1 font-medium text-red">▲ {typed.problem}</p> : null}
        <textarea
          id="text"
          name="text"
          rows={4}
          required
          maxLength={8000}
          defaultValue={typed?.text}
          dir="auto"
          aria-invalid={typed ? true : undefined}
          aria-describedby={typed ? "problem" : undefined}
          className="mt-2 block w-full rounded border border-edge bg-sheet p-3 text-base text-ink"
        />
        <button type="submit" className="mt-3 min-h-11 cursor-pointer rounded bg-accent px-5 font-semibold text-on-accent">Send</button>
      </form>
    </section>
  );
}

function OtherProjects({ facts, path, today }: { facts: StatusPageFacts; path: string; today: string }) {
  const others = facts.projects.filter((one) => one.id !== facts.project?.id);
  if (others.length === 0) return null;
  const root = path.split("/").slice(0, 3).join("/");
  return (
    <nav className="mt-14" aria-labelledby="others">
      <h2 id="others" className="font-serif text-xl">Your other projects</h2>
      <ul className="mt-2">
        {others.map((one) => (
          <li key={one.id} className="border-b border-hairline">
            <a href={`${root}/${one.id}`} className="flex min-h-11 items-center justify-between gap-4 py-2 underline decoration-hairline underline-offset-4">
              <span>{one.title}</span>
              {one.completedAt ? <span className="shrink-0 text-sm text-muted">✓ done {dayAndDistance(dayIn(facts.studio.zone, one.completedAt), today)}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
