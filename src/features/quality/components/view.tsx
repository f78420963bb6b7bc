import type { ReactNode } from "react";
import type { FigureName } from "@/features/quality/kinds";
import {
  pathOf,
  shareOf,
  summaryOf,
  type Counts,
  type Month,
  type Period,
} from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { Link } from "@/ui/link";

/** What every part of the page is given: the words, what was counted in the chosen period, and in each month. */
export type View = {
  locale: StudioLocale;
  period: Period;
  counts: Counts;
  months: Month[];
  /** The newest first. */ quarters: Day[];
};

export const countOf = (counts: Counts, name: FigureName) => summaryOf(counts, name).count;

type FigureProps = { period: Period; name: FigureName; value?: number; children: ReactNode };

/** A figure: it leads to the rows that it counts. */
export function Figure({ period, name, value, children }: FigureProps) {
  return (
    <Link
      href={pathOf(period, name, value)}
      className="underline decoration-edge underline-offset-4 hover:decoration-ink"
    >
      {children}
    </Link>
  );
}

/** Returns what makes a link of the words around a figure, as messages with marks take it. */
export const figureIn = (period: Period) => (name: FigureName, value?: number | null) =>
  function figure(words: ReactNode) {
    return (
      <Figure key={name + value} period={period} name={name} value={value ?? undefined}>
        {words}
      </Figure>
    );
  };

/** " (87%)" in the reader's way; nothing for fewer than five. */
export function shareName({ tag }: StudioLocale, part: number, all: number): string {
  const share = shareOf(part, all);
  if (share === null) return "";
  return ` (${new Intl.NumberFormat(tag, { style: "percent" }).format(share)})`;
}

/** A number with at most one decimal, in the reader's way. */
export const numberName = ({ tag }: StudioLocale, value: number) =>
  new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(value);

/** "2 h 5 min": working time, to the minute. */
export function workingTimeName({ t }: StudioLocale, given: number): string {
  const whole = Math.round(given);
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t("quality.minutes", { minutes });
  return minutes === 0
    ? t("quality.hours", { hours })
    : t("quality.hoursAndMinutes", { hours, minutes });
}

/** "3 days before", "on the day itself", "2 days after": when a client heard that a date moves. */
export function toldName({ t }: StudioLocale, days: number): string {
  if (days === 0) return t("quality.onTheDay");
  return days > 0 ? t("quality.before", { count: days }) : t("quality.after", { count: -days });
}

/** A part of the page; where nothing was counted it says so. */
export function Facts({
  title,
  isEmpty,
  locale: { t },
  children,
}: {
  title: string;
  isEmpty: boolean;
  locale: StudioLocale;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <h2 className="mb-3 border-b border-hairline pb-2 text-xl wrap-anywhere">{title}</h2>
      {isEmpty ? (
        <p className="text-muted">{t("quality.none")}</p>
      ) : (
        <div className="grid max-w-[72ch] gap-2">{children}</div>
      )}
    </section>
  );
}
