import { Frame } from "@/document/frame";
import { StudioName } from "@/document/masthead";
import { Section } from "@/document/section";
import { nextOf } from "@/features/subcontractors/dates/rules";
import type { DeskFacts } from "@/features/subcontractors/desk/queries";
import type { Locale } from "@/language/locale";
import { shortId } from "@/lib/client-paths";
import { dayIn, type Day } from "@/lib/dates";
import { DeskDates, DeskPay } from "./desk-dates";
import { DeskFiles } from "./desk-files";
import { DeskQuestion } from "./desk-question";
import { DeskThread } from "./desk-thread";

/** The parts of the page that take something. */
export type DeskPart = "thread" | "files" | "question";
/** Why what was sent to a part was not taken, and what had been typed there. */
export type DeskProblem = { part: DeskPart; sentence: string; typed?: Record<string, string> };

export type Assignment = NonNullable<DeskFacts["assignment"]>;

type DeskPageProps = {
  locale: Locale;
  facts: DeskFacts;
  /** The page's own: its forms post to it and below it. */
  path: string;
  now: Date;
  problem?: DeskProblem;
};

/** A subcontractor's page about one assignment: what it is, what is next, when they are paid, and the thread. */
export function DeskPage({ locale, facts, path, now, problem }: DeskPageProps) {
  const { t } = locale;
  const { studio, person, assignment, others } = facts;
  const own = path.split("/").slice(0, 3).join("/");
  return (
    <Frame
      locale={locale}
      title={t("desk.title")}
      signature={studio.freelancerName}
      look={studio}
      page="status"
      live={{ path, stream: `${own}/live` }}
    >
      <header className="pt-8">
        <StudioName look={studio} className="mb-6 text-sm text-muted" />
        <p className="text-muted">{t("page.hello", { name: locale.calls(person.name) })}</p>
        <h1 className="mt-1 font-serif text-3xl leading-tight text-balance [overflow-wrap:anywhere]">
          {assignment ? assignment.title : t("desk.none")}
        </h1>
      </header>
      <main>
        {assignment ? <Parts {...{ locale, facts, assignment, path, now, problem }} /> : null}
        {others.length > 0 ? <Others locale={locale} others={others} own={own} /> : null}
      </main>
    </Frame>
  );
}

/** Every day and time on it is the reader's: one zone, and one "today". */
function Parts({
  locale,
  facts: { studio, person },
  assignment,
  path,
  now,
  problem,
}: DeskPageProps & { assignment: Assignment }) {
  const { t } = locale;
  const { zone } = person;
  const today = dayIn(zone, now);
  // A promised day is over once it is over where it was promised, and for its reader.
  const notLateBefore = [today, dayIn(studio.zone, now)].sort()[0]!;
  const dates = assignment.dates.filter(({ kind }) => kind !== "PAY");
  const pay = assignment.dates.filter(({ kind }) => kind === "PAY");
  const problemOf = (part: DeskPart) => (problem?.part === part ? problem : undefined);
  const { freelancerName: freelancer } = studio;
  return (
    <>
      <Next {...{ locale, assignment, today, notLateBefore }} />
      {assignment.question ? (
        <DeskQuestion
          {...{ locale, freelancer, now }}
          question={assignment.question}
          path={`${path}/answer`}
          problem={problemOf("question")}
        />
      ) : null}
      {assignment.brief ? (
        <Section id="brief" heading={t("desk.brief")} className="mt-10">
          <p className="mt-2 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
            {assignment.brief}
          </p>
        </Section>
      ) : null}
      <DeskDates
        {...{ locale, dates, today }}
        // Nothing is late any more once all is done; a payment may be.
        notLateBefore={assignment.doneAt ? "" : notLateBefore}
      />
      <DeskPay {...{ locale, dates: pay, today, notLateBefore }} />
      <DeskFiles
        {...{ locale, path, freelancer, zone, today }}
        files={assignment.files}
        them={person.name}
        problem={problemOf("files")?.sentence}
      />
      <DeskThread
        {...{ locale, studio, path, zone, now }}
        lines={assignment.lines}
        them={person.name}
        problem={problemOf("thread")}
      />
    </>
  );
}

type NextProps = { locale: Locale; assignment: Assignment; today: Day; notLateBefore: Day };

/** Who has the ball, and by when. */
function Next({ locale, assignment, today, notLateBefore }: NextProps) {
  const { t, dayAndDistance } = locale;
  if (assignment.doneAt) return <p className="mt-6 text-lg">{t("desk.done")}</p>;
  const next = nextOf(assignment.dates);
  if (!next) return <p className="mt-6 text-lg">{t("desk.noNext")}</p>;
  const isMine = next.kind === "MINE";
  const isLate = next.promisedOn < notLateBefore;
  return (
    <p className="mt-6 text-lg [overflow-wrap:anywhere]">
      {t.rich(isMine ? "page.nextWithMe" : "page.nextWithYou", {
        title: next.title,
        day: dayAndDistance(next.promisedOn, today),
        b: (words) => <strong>{words}</strong>,
      })}
      {isLate ? (
        <strong className="text-red"> ◆ {t(isMine ? "page.late" : "page.lateYours")}</strong>
      ) : null}
    </p>
  );
}

function Others({
  locale: { t },
  others,
  own,
}: {
  locale: Locale;
  others: DeskFacts["others"];
  own: string;
}) {
  return (
    <Section id="others" heading={t("desk.others")}>
      <ul className="mt-2">
        {others.map(({ id, title, doneAt }) => (
          <li key={id} className="border-b border-hairline">
            <a
              href={`${own}/${shortId(id)}`}
              className="flex min-h-11 items-center py-2 underline [overflow-wrap:anywhere]"
            >
              {doneAt ? `✓ ${title}` : title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
