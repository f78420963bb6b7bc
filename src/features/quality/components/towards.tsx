import { summaryOf } from "@/features/quality/rules";
import { shareName, toldName, workingTimeName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** How it went for those who work for the freelancer: how soon they got a reply, and whether they were paid on the day. */
export function Towards(view: View) {
  const { locale, counts } = view;
  // Most freelancers have no subcontractors: then the page has no part about them.
  if (countOf(counts, "towards") + countOf(counts, "pay") === 0) return null;
  return (
    <Facts title={locale.t("quality.towards.title")} isEmpty={false} locale={locale}>
      <RepliesToThem {...view} />
      <PayDates {...view} />
    </Facts>
  );
}

function RepliesToThem({ locale, counts, period }: View) {
  const { count, median, most } = summaryOf(counts, "towards");
  if (most === null) return null;
  const figure = figureIn(period);
  const values = {
    count,
    most: workingTimeName(locale, most),
    a: figure("towards"),
    c: figure("towards", most),
  };
  if (median === null) return <p>{locale.t.rich("quality.towards.lineFew", values)}</p>;
  const half = { median: workingTimeName(locale, median), b: figure("towards") };
  return <p>{locale.t.rich("quality.towards.line", { ...values, ...half })}</p>;
}

function PayDates({ locale, counts, period }: View) {
  const all = countOf(counts, "pay");
  if (all === 0) return null;
  const { t } = locale;
  const figure = figureIn(period);
  const inTime = countOf(counts, "pay.kept");
  const { most } = summaryOf(counts, "pay.late");
  return (
    <>
      <p>
        {t.rich("quality.towards.pay", {
          all,
          kept: inTime,
          share: shareName(locale, inTime, all),
          moved: countOf(counts, "pay.moved"),
          late: countOf(counts, "pay.late"),
          a: figure("pay"),
          b: figure("pay.kept"),
          c: figure("pay.moved"),
          d: figure("pay.late"),
        })}
      </p>
      {most === null ? null : (
        <p>
          {t.rich("quality.towards.latest", {
            most: toldName(locale, -most),
            a: figure("pay.late", most),
          })}
        </p>
      )}
    </>
  );
}
