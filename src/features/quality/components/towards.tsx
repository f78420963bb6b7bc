import { summaryIn } from "@/features/quality/rules";
import { shareName, toldName, workingTimeName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** How it went for those who work for the freelancer: how soon they got a reply, and whether they were paid on the day. */
export function Towards(view: View) {
  const { locale, figures } = view;
  // Most freelancers have no subcontractors: then the page has no part about them.
  if (countOf(figures, "towards") + countOf(figures, "pay") === 0) return null;
  return (
    <Facts title={locale.t("quality.towards.title")} isEmpty={false} locale={locale}>
      <RepliesToThem {...view} />
      <PayDates {...view} />
    </Facts>
  );
}

function RepliesToThem({ locale, figures, period }: View) {
  const { count, median, most } = summaryIn(figures, "towards");
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

function PayDates({ locale, figures, period }: View) {
  const all = countOf(figures, "pay");
  if (all === 0) return null;
  const { t } = locale;
  const figure = figureIn(period);
  const inTime = countOf(figures, "pay.kept");
  const { most } = summaryIn(figures, "pay.late");
  return (
    <>
      <p>
        {t.rich("quality.towards.pay", {
          all,
          kept: inTime,
          share: shareName(locale, inTime, all),
          moved: countOf(figures, "pay.moved"),
          late: countOf(figures, "pay.late"),
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
