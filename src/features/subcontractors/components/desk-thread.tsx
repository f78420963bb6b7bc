import { randomUUID } from "node:crypto";
import { Button } from "@/document/button";
import { TextField } from "@/document/field";
import { Section } from "@/document/section";
import { MOST_IN_MESSAGE } from "@/features/subcontractors/schema";
import { waitingSince } from "@/features/subcontractors/rules";
import { answersBy } from "@/features/studio/rules";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import type { Assignment, DeskProblem } from "./desk-page";

type DeskThreadProps = {
  locale: Locale;
  studio: Parameters<typeof answersBy>[0] & { freelancerName: string };
  lines: Assignment["lines"];
  them: string;
  path: string;
  /** The reader's. */ zone: string;
  now: Date;
  problem?: DeskProblem;
};

/** What both sides wrote, by when the freelancer answers, and the form that writes one more. */
export function DeskThread(props: DeskThreadProps) {
  const { locale, studio, lines, path, problem } = props;
  const { t } = locale;
  const unread = lines.findLast((line) => !line.isTheirs && !line.seenAt);
  return (
    <Section id="thread" heading={t("thread.heading")}>
      {lines.length === 0 ? <p className="mt-2 text-muted">{t("thread.none")}</p> : null}
      <Lines {...props} />
      {unread ? (
        <form method="post" action={`${path}/seen`} className="mt-2">
          <input type="hidden" name="seenId" value={unread.id} />
          <Button>{t("thread.markSeen")}</Button>
        </form>
      ) : null}
      <Expected {...props} />
      <form method="post" action={path} className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <input type="hidden" name="seenId" value={lines.at(-1)?.id ?? ""} />
        <TextField
          id="text"
          name="text"
          label={t("thread.writeTo", { name: studio.freelancerName })}
          required
          maxLength={MOST_IN_MESSAGE}
          defaultValue={problem?.typed?.text}
          problem={problem?.sentence}
        />
        <Button variant="main">{t("thread.send")}</Button>
      </form>
    </Section>
  );
}

function Lines({ locale, studio, lines, them, zone, now }: DeskThreadProps) {
  const { t, timeName } = locale;
  const today = dayIn(zone, now);
  const lastRead = lines.findLast(({ isTheirs, seenAt }) => isTheirs && seenAt);
  return (
    <ol id="sent" className="mt-4 scroll-mt-4 space-y-5">
      {lines.map((line) => (
        <li
          key={line.id}
          id={`m-${line.id}`}
          className={`border-l-2 pl-4 ${line.isTheirs ? "border-accent" : "border-hairline"}`}
        >
          <p className="text-sm text-muted">
            <span className="font-semibold text-ink">
              {line.isTheirs ? them : studio.freelancerName}
            </span>
            {` · ${timeName(line.writtenAt, zone, today)}`}
            {line === lastRead && line.seenAt
              ? ` · ${t("thread.seen", { time: timeName(line.seenAt, zone, today) })}`
              : ""}
          </p>
          <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
            {line.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** By when the freelancer answers. */
function Expected({ locale, studio, lines, zone, now }: DeskThreadProps) {
  const { t, timeName, zoneName } = locale;
  const since = waitingSince(lines);
  const answer = answersBy(studio, since ?? now);
  if (!answer) return null;
  return (
    <p className="mt-6 text-muted">
      {t.rich(since ? "thread.answerBy" : "thread.answerIfNow", {
        time: timeName(answer, zone, dayIn(zone, now)),
        zone: zoneName(zone),
        b: (words) => <strong className="text-ink">{words}</strong>,
      })}
    </p>
  );
}
