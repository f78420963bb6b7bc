import type { ReactNode } from "react";
import type { FigureName } from "@/features/quality/kinds";
import { pathOf, summaryIn, type Figures, type Period } from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { Link } from "@/ui/link";

/** What every part of the page is given: the words, what was counted in the chosen period, and in the quarters that are drawn. */
export type View = {
  locale: StudioLocale;
  period: Period;
  figures: Figures;
  /** What was counted in each of the last two years’ quarters, the newest first. */
  drawn: { from: Day; figures: Figures }[];
  /** All quarters, the newest first. */ quarters: Day[];
};

export const countOf = (figures: Figures, name: FigureName) => summaryIn(figures, name).count;

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
    <section aria-label={title} className="mb-12 break-inside-avoid">
      <h2 className="mb-3 border-b border-hairline pb-2 text-xl wrap-anywhere">{title}</h2>
      {isEmpty ? (
        <p className="text-muted">{t("quality.none")}</p>
      ) : (
        <div className="grid max-w-[72ch] gap-2">{children}</div>
      )}
    </section>
  );
}
