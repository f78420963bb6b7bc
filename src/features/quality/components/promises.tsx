import { groups } from "@/features/quality/kinds";
import { shareOf, summaryIn } from "@/features/quality/rules";
import { CountsChart } from "./charts";
import { PartsList } from "./parts-list";
import { shareName, toldName, numberName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** Which promised dates were kept, which moved and how early clients heard, and which were missed in silence. */
export function Promises(view: View) {
  const { locale, figures, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(figures, "promises");
  const keptCount = countOf(figures, "promises.kept");
  return (
    <Facts title={t("quality.promises.title")} isEmpty={all === 0} locale={locale}>
      <p>
        {t.rich("quality.promises.sentence", {
          all,
          kept: keptCount,
          share: shareName(locale, keptCount, all),
          moved: countOf(figures, "promises.moved"),
          movedAfter: countOf(figures, "promises.movedAfter"),
          missed: countOf(figures, "promises.missed"),
          a: figure("promises"),
          b: figure("promises.kept"),
          c: figure("promises.moved"),
          d: figure("promises.movedAfter"),
          e: figure("promises.missed"),
        })}
      </p>
      <Told {...view} />
      <CountsChart
        title={t("quality.promises.chart")}
        parts={[
          ["promises.kept", "solid"],
          ["promises.moved", "hollow"],
          ["promises.movedAfter", "striped"],
          ["promises.missed", "dotted"],
        ]}
        {...view}
      />
    </Facts>
  );
}

function Told({ locale, figures, period }: View) {
  const { count, median, least } = summaryIn(figures, "told");
  if (count === 0 || least === null) return null;
  const figure = figureIn(period);
  const values = {
    count,
    least: toldName(locale, least),
    a: figure("told"),
    c: figure("told", least),
  };
  if (median === null) return <p>{locale.t.rich("quality.promises.toldFew", values)}</p>;
  const middle = { median: toldName(locale, median), b: figure("told") };
  return <p>{locale.t.rich("quality.promises.told", { ...values, ...middle })}</p>;
}

/** What went wrong, beside how much was delivered. */
export function Wrong(view: View) {
  const { locale, figures, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const wrong = countOf(figures, "wrong");
  const deliveries = countOf(figures, "deliveries");
  return (
    <Facts title={t("quality.wrong.title")} isEmpty={wrong + deliveries === 0} locale={locale}>
      <p>
        {t.rich("quality.wrong.sentence", {
          wrong,
          deliveries,
          a: figure("wrong"),
          b: figure("deliveries"),
        })}
        {shareOf(wrong, deliveries) !== null
          ? ` ${t("quality.wrong.ratio", { ratio: numberName(locale, wrong / deliveries) })}`
          : ""}
      </p>
      <PartsList names={groups.wrong} {...view} />
    </Facts>
  );
}
