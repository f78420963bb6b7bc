import { summaryIn } from "@/features/quality/rules";
import { CountsChart } from "./charts";
import { numberName, shareName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** What clients answered after delivery, and how easy they found it. */
export function Answers(view: View) {
  const { locale, figures, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(figures, "verdicts");
  const up = countOf(figures, "verdicts.UP_TO_MARK");
  return (
    <Facts title={t("quality.verdicts.title")} isEmpty={all === 0} locale={locale}>
      <p>
        {t.rich("quality.verdicts.sentence", {
          all,
          up,
          share: shareName(locale, up, all),
          nearly: countOf(figures, "verdicts.NEARLY"),
          not: countOf(figures, "verdicts.NOT_UP_TO_MARK"),
          a: figure("verdicts"),
          b: figure("verdicts.UP_TO_MARK"),
          c: figure("verdicts.NEARLY"),
          d: figure("verdicts.NOT_UP_TO_MARK"),
        })}
      </p>
      <Effort {...view} />
      <CountsChart
        title={t("quality.verdicts.chart")}
        parts={[
          ["verdicts.UP_TO_MARK", "solid"],
          ["verdicts.NEARLY", "striped"],
          ["verdicts.NOT_UP_TO_MARK", "dotted"],
        ]}
        {...view}
      />
    </Facts>
  );
}

function Effort({ locale, figures, period }: View) {
  const { count, median, least } = summaryIn(figures, "effort");
  if (count === 0 || least === null) return null;
  const figure = figureIn(period);
  const values = {
    count,
    least: numberName(locale, least),
    a: figure("effort"),
    c: figure("effort", least),
  };
  if (median === null) return <p>{locale.t.rich("quality.verdicts.effortFew", values)}</p>;
  const middle = { median: numberName(locale, median), b: figure("effort") };
  return <p>{locale.t.rich("quality.verdicts.effort", { ...values, ...middle })}</p>;
}
