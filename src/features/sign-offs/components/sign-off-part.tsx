import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import { Section } from "@/document/section";
import type { SignOffOutcome } from "@/db/enums";
import { byDeadline } from "@/features/sign-offs/rules";
import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";

export type ClientRound = {
  id: string;
  deadlineId: string;
  title: string;
  round: number;
  note: string;
  putAt: Date;
  outcome: SignOffOutcome | null;
  closedAt: Date | null;
  by: string | null;
  changes: string;
};

type SignOffPartProps = {
  locale: Locale;
  rounds: ClientRound[];
  /** When the project is completed without an answer, while its completion waits. */
  completesAt: Date | null;
  /** The reader's. */
  zone: string;
  path: string;
  now: Date;
  /** Where files are chosen that go with what is to be changed. */
  fileField: (id: string) => ReactNode;
  /** Why the last answer was not taken, for which round, and what had been typed. */
  problem?: { sentence: string; signOffId?: string; text?: string };
};

/** What waits for the client's word, with both answers beside it, and what became of the rest. */
export function SignOffPart({ rounds, problem, ...rest }: SignOffPartProps) {
  const { locale, completesAt, zone, now } = rest;
  const { t, dayName } = locale;
  // What was cancelled before anybody answered is nothing to the client, unless they just did.
  const deliveries = byDeadline(rounds).filter(
    ({ latest, earlier }) =>
      latest.outcome !== "TAKEN_BACK" || earlier.length > 0 || latest.id === problem?.signOffId,
  );
  if (deliveries.length === 0 && !problem) return null;
  const today = dayIn(zone, now);
  const isOpen = deliveries.some(({ latest }) => latest.outcome === null);
  const own = deliveries.find(({ latest }) => latest.id === problem?.signOffId)?.latest;
  return (
    <Section
      id="sign-off"
      heading={t(isOpen ? "signOff.heading" : "signOff.done")}
      className="mt-10"
    >
      {problem && own?.outcome !== null ? (
        <ProblemLine className="mt-3">{problem.sentence}</ProblemLine>
      ) : null}
      {isOpen && completesAt ? (
        <p className="mt-2">
          {t.rich("signOff.goesOn", {
            day: dayName(dayIn(zone, completesAt), today),
            b: (words) => <strong>{words}</strong>,
          })}
        </p>
      ) : null}
      {deliveries.map(({ latest, earlier }) => (
        <Delivery
          key={latest.id}
          {...rest}
          today={today}
          round={latest}
          earlier={earlier}
          problem={problem?.signOffId === latest.id ? problem : undefined}
        />
      ))}
    </Section>
  );
}

type DeliveryProps = Omit<SignOffPartProps, "rounds"> & {
  today: Day;
  round: ClientRound;
  earlier: ClientRound[];
};

function Delivery({ round, earlier, ...rest }: DeliveryProps) {
  const { locale, zone, today } = rest;
  const { t } = locale;
  const isOpen = round.outcome === null;
  return (
    <div className={`mt-4 border-l-4 pl-4 ${isOpen ? "border-accent" : "border-hairline"}`}>
      <h3 className="font-semibold [overflow-wrap:anywhere]" dir="auto">
        {isOpen ? t("signOff.open", { title: round.title }) : round.title}
      </h3>
      {isOpen ? (
        <>
          <p className="text-sm text-muted">
            {t("signOff.put", { day: locale.dayName(dayIn(zone, round.putAt), today) })}
          </p>
          {round.note ? (
            <p className="mt-2 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
              {round.note}
            </p>
          ) : null}
          <Answers round={round} {...rest} />
        </>
      ) : (
        <Ended locale={locale} round={round} zone={zone} today={today} />
      )}
      {earlier.length > 0 ? (
        <details className="mt-2">
          <summary className="inline-flex min-h-11 cursor-pointer items-center underline">
            {t("signOff.earlier", { count: earlier.length })}
          </summary>
          {earlier.map((one) => (
            <Ended key={one.id} locale={locale} round={one} zone={zone} today={today} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

const summaryLook = (look: string) =>
  `inline-flex min-h-11 cursor-pointer items-center rounded px-5 font-semibold ${look}`;

/** Both answers. Each asks once more before it counts: by keyboard and without script as well. */
function Answers({
  locale: { t },
  round,
  path,
  fileField,
  problem,
}: Omit<DeliveryProps, "earlier">) {
  const typed = problem?.text !== undefined;
  return (
    <div className="mt-3 grid gap-3">
      <details open={problem && !typed ? true : undefined}>
        <summary className={summaryLook("bg-accent text-on-accent")}>{t("signOff.accept")}</summary>
        <form method="post" action={`${path}/accept`} className="mt-2">
          <input type="hidden" name="signOffId" value={round.id} />
          {typed ? null : <ProblemLine>{problem?.sentence}</ProblemLine>}
          <p className="[overflow-wrap:anywhere]">
            {t("signOff.acceptAsk", { title: round.title })}
          </p>
          <Button variant="main">{t("signOff.acceptYes")}</Button>
        </form>
      </details>
      <details open={typed ? true : undefined}>
        <summary className={summaryLook("border border-edge hover:border-ink")}>
          {t("signOff.ask")}
        </summary>
        <form
          method="post"
          action={`${path}/changes`}
          encType="multipart/form-data"
          className="mt-2"
        >
          <input type="hidden" name="signOffId" value={round.id} />
          <input type="hidden" name="formKey" value={randomUUID()} />
          <TextField
            id={`changes-${round.id}`}
            name="text"
            label={t("signOff.askWhat")}
            required
            maxLength={8000}
            defaultValue={problem?.text}
            problem={typed ? problem?.sentence : undefined}
          />
          {fileField(`files-${round.id}`)}
          <Button>{t("signOff.askSend")}</Button>
        </form>
      </details>
    </div>
  );
}

type EndedProps = { locale: Locale; round: ClientRound; zone: string; today: Day };

/** "Accepted by Ines on Tue 24 Nov": how a round ended. */
function Ended({ locale: { t, dayName }, round, zone, today }: EndedProps) {
  const { outcome, closedAt, by, changes } = round;
  if (!outcome || !closedAt) return null;
  const day = dayName(dayIn(zone, closedAt), today);
  const isAnswer = outcome === "ACCEPTED" || outcome === "CHANGES";
  return (
    <>
      <p className={outcome === "ACCEPTED" ? "font-medium text-accent" : "text-muted"}>
        {outcome === "ACCEPTED" ? "✓ " : ""}
        {isAnswer && by
          ? t(`signOff.${outcome}.by`, { name: by, day })
          : t(`signOff.${outcome}.on`, { day })}
      </p>
      {changes ? (
        <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
          {changes}
        </p>
      ) : null}
    </>
  );
}
