import { summaryOf } from "@/features/quality/rules";
import { shareName, workingTimeName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** How soon clients heard after a complaint, and what became of what was promised then. */
export function Recovery(view: View) {
  const { locale, counts, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(counts, "recovery");
  const inTime = countOf(counts, "recovery.inTime");
  const remedies = countOf(counts, "remedies");
  return (
    <Facts title={t("quality.recovery.title")} isEmpty={all + remedies === 0} locale={locale}>
      {all > 0 ? (
        <p>
          {t.rich("quality.recovery.sentence", {
            all,
            inTime,
            share: shareName(locale, inTime, all),
            late: countOf(counts, "recovery.late"),
            none: countOf(counts, "recovery.none"),
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
            kept: countOf(counts, "remedies.kept"),
            open: countOf(counts, "remedies.open"),
            waived: countOf(counts, "remedies.waived"),
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

function FirstWord({ locale, counts, period }: View) {
  const { median, most } = summaryOf(counts, "answered");
  if (most === null) return null;
  const figure = figureIn(period);
  const values = { most: workingTimeName(locale, most), c: figure("answered", most) };
  if (median === null) return <p>{locale.t.rich("quality.recovery.timeFew", values)}</p>;
  const middle = { median: workingTimeName(locale, median), b: figure("answered") };
  return <p>{locale.t.rich("quality.recovery.time", { ...values, ...middle })}</p>;
}

/** Whether clients heard by when they were told they would. */
export function Pledges({ locale, counts, period }: View) {
  const { t } = locale;
  const figure = figureIn(period);
  const all = countOf(counts, "pledges");
  const keptCount = countOf(counts, "pledges.kept");
  return (
    <Facts title={t("quality.pledges.title")} isEmpty={all === 0} locale={locale}>
      <p>
        {t.rich("quality.pledges.sentence", {
          all,
          kept: keptCount,
          share: shareName(locale, keptCount, all),
          missed: countOf(counts, "pledges.missed"),
          open: countOf(counts, "pledges.open"),
          moved: countOf(counts, "pledges.moved"),
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
