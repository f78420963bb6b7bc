import { summaryIn } from "@/features/quality/rules";
import { shareName, workingTimeName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** How soon clients heard after a complaint, and what became of what was promised then. */
export function Recovery(view: View) {
  const { locale, figures, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(figures, "recovery");
  const inTime = countOf(figures, "recovery.inTime");
  const remedies = countOf(figures, "remedies");
  return (
    <Facts title={t("quality.recovery.title")} isEmpty={all + remedies === 0} locale={locale}>
      {all > 0 ? (
        <p>
          {t.rich("quality.recovery.sentence", {
            all,
            inTime,
            share: shareName(locale, inTime, all),
            late: countOf(figures, "recovery.late"),
            none: countOf(figures, "recovery.none"),
            a: figure("recovery"),
            b: figure("recovery.inTime"),
            c: figure("recovery.late"),
            d: figure("recovery.none"),
          })}
        </p>
      ) : null}
      <FirstWord {...view} />
      {remedies > 0 ? (
        <p>
          {t.rich("quality.recovery.remedies", {
            all: remedies,
            kept: countOf(figures, "remedies.kept"),
            open: countOf(figures, "remedies.open"),
            waived: countOf(figures, "remedies.waived"),
            a: figure("remedies"),
            b: figure("remedies.kept"),
            c: figure("remedies.open"),
            d: figure("remedies.waived"),
          })}
        </p>
      ) : null}
    </Facts>
  );
}

function FirstWord({ locale, figures, period }: View) {
  const { median, most } = summaryIn(figures, "answered");
  if (most === null) return null;
  const figure = figureIn(period);
  const values = { most: workingTimeName(locale, most), c: figure("answered", most) };
  if (median === null) return <p>{locale.t.rich("quality.recovery.timeFew", values)}</p>;
  const middle = { median: workingTimeName(locale, median), b: figure("answered") };
  return <p>{locale.t.rich("quality.recovery.time", { ...values, ...middle })}</p>;
}

/** Whether clients heard by when they were told they would. */
export function Pledges({ locale, figures, period }: View) {
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(figures, "pledges");
  const keptCount = countOf(figures, "pledges.kept");
  return (
    <Facts title={t("quality.pledges.title")} isEmpty={all === 0} locale={locale}>
      <p>
        {t.rich("quality.pledges.sentence", {
          all,
          kept: keptCount,
          share: shareName(locale, keptCount, all),
          missed: countOf(figures, "pledges.missed"),
          open: countOf(figures, "pledges.open"),
          moved: countOf(figures, "pledges.moved"),
          a: figure("pledges"),
          b: figure("pledges.kept"),
          c: figure("pledges.missed"),
          d: figure("pledges.open"),
          e: figure("pledges.moved"),
        })}
      </p>
    </Facts>
  );
}
