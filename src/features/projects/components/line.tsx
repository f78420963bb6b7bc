import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type Move = { fromOn: Day; toOn: Day; reason: string };
type Promise = {
  id: string;
  title: string;
  promisedOn: Day;
  metAt: Date | null;
  droppedAt: Date | null;
  holder: "FREELANCER" | "CLIENT";
  moves: Move[];
};
type Shape = "done" | "late" | "ahead" | "today";

type LineProps = {
  /** The reader's. */
  locale: Locale;
  deadlines: Promise[];
  /** The day it is for the reader. */
  today: Day;
  /** A promise for this day or a later one is not late, whatever day it is for the reader. */
  notLateBefore?: Day;
  completedOn: Day | null;
  /** Whether it was closed without a delivery on that day. */
  isCancelled?: boolean;
  /** Who holds the ball, where the reader is not the client. */
  ball?: { FREELANCER: string; CLIENT: string };
  /** The date that waits for the client, in words. */
  waits?: { id: string; word: string } | null;
};

/** Up to so many points lie side by side on a wide screen; more of them stay one under the other. */
const MOST_ABREAST = 5;

/**
 * The progress line: what is done is on it, what is next lies ahead, today is a thin stroke across.
 * One ordered list for every reader; no script, so that both sides of the product show the same.
 */
export function Line({
  locale,
  deadlines,
  today,
  notLateBefore = today,
  completedOn,
  isCancelled = false,
  ball = { FREELANCER: locale.t("line.withMe"), CLIENT: locale.t("line.withYou") },
  waits,
}: LineProps) {
  const { t, dayName, dayAndDistance } = locale;
  if (deadlines.length === 0 && !completedOn) return null;
  const inOrder = deadlines.toSorted((a, b) => a.promisedOn.localeCompare(b.promisedOn));
  const behind = inOrder.filter(
    (one) => completedOn || one.metAt || one.promisedOn < notLateBefore,
  );
  const ahead = inOrder.filter((one) => !behind.includes(one));
  const abreast = deadlines.length + 1 <= MOST_ABREAST;
  const point = (one: Promise) => (
    <Point
      key={one.id}
      locale={locale}
      abreast={abreast}
      {...tell(locale, one, { today, notLateBefore, completedOn }, ball)}
      {...wasMoved(locale, one, today)}
      waits={waits?.id === one.id ? waits.word : undefined}
    />
  );
  return (
    <ol className={`text-[0.9375rem] leading-snug ${abreast ? "md:flex md:pt-7" : ""}`}>
      {behind.map(point)}
      {completedOn ? (
        <Point
          locale={locale}
          abreast={abreast}
          shape={isCancelled ? "ahead" : "done"}
          title={t(isCancelled ? "line.cancelled" : "line.completed")}
          word={dayAndDistance(completedOn, today)}
        />
      ) : (
        <Point
          locale={locale}
          abreast={abreast}
          shape="today"
          title={t("line.today")}
          word={dayName(today, today)}
        />
      )}
      {ahead.map(point)}
    </ol>
  );
}

/** A day that was moved later: what it was first, struck through, and the reason that was given last. */
function wasMoved(
  { dayName }: Locale,
  one: Promise,
  today: Day,
): { was?: string; because?: string } {
  const first = one.moves[0];
  if (!first || one.promisedOn <= first.fromOn) return {};
  return {
    was: dayName(first.fromOn, today),
    because: one.moves.findLast((move) => move.reason !== "")?.reason,
  };
}

function tell(
  { t, dayName, dayAndDistance }: Locale,
  one: Promise,
  {
    today,
    notLateBefore,
    completedOn,
  }: { today: Day; notLateBefore: Day; completedOn: Day | null },
  ball: Record<Promise["holder"], string>,
): { shape: Shape; title: string; word: string } {
  const day = dayAndDistance(one.promisedOn, today);
  if (one.metAt)
    return {
      shape: "done",
      title: one.title,
      word: t("line.met", { day: dayName(one.promisedOn, today) }),
    };
  if (completedOn || one.droppedAt) {
    const word = one.droppedAt ? "line.dropped" : "line.closed";
    return {
      shape: "ahead",
      title: one.title,
      word: t(word, { day: dayName(one.promisedOn, today) }),
    };
  }
  if (one.promisedOn < notLateBefore)
    return {
      shape: "late",
      title: one.title,
      word: `${t("line.late")} · ${day} · ${ball[one.holder]}`,
    };
  return { shape: "ahead", title: one.title, word: `${day} · ${ball[one.holder]}` };
}

/** Each point draws its marker and the stretch of line up to the next. */
const stretch: Record<Shape, string> = {
  done: "border-solid border-accent",
  late: "border-solid border-red",
  today: "border-dashed border-edge",
  ahead: "border-dashed border-edge",
};

type PointProps = {
  locale: Locale;
  shape: Shape;
  title: string;
  word: string;
  was?: string;
  because?: string;
  waits?: string;
  abreast: boolean;
};

function Point({ locale: { t }, shape, title, word, was, because, waits, abreast }: PointProps) {
  const upright = "relative ml-3 border-l-2 pb-6 pl-7 last:border-transparent last:pb-0";
  const lying =
    "md:ml-0 md:min-w-0 md:border-l-0 md:border-t-2 md:pb-0 md:pl-0 md:pr-5 md:pt-4 " +
    `md:last:border-edge ${shape === "today" ? "md:w-28 md:flex-none" : "md:flex-1"}`;
  return (
    <li
      className={
        `${upright} ${stretch[shape]} ` +
        `${abreast ? `${lying} ${shape === "done" ? "md:last:border-accent" : ""}` : ""}`
      }
    >
      <Marker shape={shape} abreast={abreast} />
      <span className={`block font-medium wrap-anywhere ${shape === "today" ? "text-muted" : ""}`}>
        {title}
      </span>
      <span className={`block text-sm ${shape === "late" ? "font-medium text-red" : "text-muted"}`}>
        {was ? (
          <>
            <span className="sr-only">{t("line.movedFrom")} </span>
            <s>{was}</s>{" "}
          </>
        ) : null}
        {word}
      </span>
      {waits ? <span className="mt-1 block text-sm text-amber">▲ {waits}</span> : null}
      {because ? (
        <span className="mt-1 block text-sm text-muted wrap-anywhere" dir="auto">
          {t("line.because", { reason: because })}
        </span>
      ) : null}
    </li>
  );
}

function Marker({ shape, abreast }: { shape: Shape; abreast: boolean }) {
  const at = "absolute -left-[13px] top-0 block size-6";
  if (shape === "today")
    return (
      <span
        aria-hidden="true"
        className={
          "absolute -left-2.5 top-2.5 block h-px w-5 bg-ink " +
          `${abreast ? "md:-top-4 md:left-0 md:h-8 md:w-px" : ""}`
        }
      />
    );
  if (shape === "done")
    return (
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className={`${at} bg-ground text-accent ${abreast ? "md:-top-[23px] md:left-0 md:bg-transparent" : ""}`}
      >
        <path
          d="M4.5 14.5 10.5 21 20 4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    );
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={`${at} ${shape === "late" ? "text-red" : "text-edge"} ${abreast ? "md:-left-1 md:-top-[13px]" : ""}`}
    >
      {shape === "late" ? (
        <path d="M12 4 20 12 12 20 4 12Z" fill="currentColor" />
      ) : (
        <circle cx="12" cy="12" r="6" fill="var(--ground)" stroke="currentColor" strokeWidth="2" />
      )}
    </svg>
  );
}
