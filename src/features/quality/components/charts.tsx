import type { Figure, FigureName } from "@/features/quality/kinds";
import { summaryIn } from "@/features/quality/rules";
import { partName } from "./names";
import { QuarterChart, type Look } from "./quarter-chart";
import { numberName, workingTimeName } from "@/features/quality/words";
import { countOf, type View } from "./view";

/** How often each of some figures occurred, one upon the other. */
export function CountsChart({
  title,
  parts,
  ...view
}: View & { title: string; parts: [Figure, Look][] }) {
  const { locale } = view;
  const columns = view.drawn.toReversed().map(({ from, figures }) => {
    const heights = parts.map(([figure]) => countOf(figures, figure));
    return {
      from,
      heights,
      cells: heights.map((count) => (count ? numberName(locale, count) : "")),
    };
  });
  return (
    <QuarterChart
      locale={locale}
      title={title}
      parts={parts.map(([name, look]) => ({ name, look, label: partName(locale, name) }))}
      columns={columns}
      tick={(height) => numberName(locale, height)}
    />
  );
}

/** Within how long half of the replies came, in hours. A quarter with fewer than five has no middle. */
export function RepliesChart({ title, ...view }: View & { title: string }) {
  const { locale } = view;
  const name: FigureName = "replies";
  const columns = view.drawn.toReversed().map(({ from, figures }) => {
    const { median } = summaryIn(figures, name);
    return {
      from,
      heights: [(median ?? 0) / 60],
      cells: [median === null ? "" : workingTimeName(locale, median)],
    };
  });
  return (
    <QuarterChart
      locale={locale}
      title={title}
      parts={[{ name, look: "solid", label: locale.t("quality.names.median") }]}
      columns={columns}
      tick={(height) => numberName(locale, height)}
    />
  );
}
