import { Section } from "@/document/section";
import { amountName } from "@/features/subcontractors/dates/rules";
import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";
import type { Assignment } from "./desk-page";

type AgreedDate = Assignment["dates"][number];
type DatesProps = { locale: Locale; dates: AgreedDate[]; today: Day; notLateBefore: Day };

/** What each side gives the other and by when, each old day struck through with the reason. */
export function DeskDates({ locale, dates, today, notLateBefore }: DatesProps) {
  const { t, dayAndDistance } = locale;
  return (
    <Section id="dates" heading={t("page.promised")} className="mt-10">
      {dates.length === 0 ? <p className="mt-2 text-muted">{t("page.noDates")}</p> : null}
      <ul className="mt-2">
        {dates.map((date) => (
          <li key={date.id} className="border-b border-hairline py-3">
            <p className="[overflow-wrap:anywhere]">
              <span className="font-medium">{date.title}</span>{" "}
              <span className="text-muted">
                {t(date.kind === "MINE" ? "line.withMe" : "line.withYou")}
              </span>
            </p>
            <Moves {...{ locale, date, today }} />
            <p>
              {date.doneOn ? (
                <>✓ {t("page.doneOn", { day: dayAndDistance(date.doneOn, today) })}</>
              ) : (
                <strong className="font-semibold">{dayAndDistance(date.promisedOn, today)}</strong>
              )}
              <Late {...{ locale, date, notLateBefore }} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Late({
  locale: { t },
  date,
  notLateBefore,
}: Omit<DatesProps, "dates" | "today"> & { date: AgreedDate }) {
  if (date.doneOn || date.promisedOn >= notLateBefore) return null;
  return (
    <span className="font-medium text-red">
      {" "}
      ◆ {t(date.kind === "THEIRS" ? "page.lateYours" : "page.late")}
    </span>
  );
}

/** The days that it was promised for before, struck through, each with the reason for its move. */
function Moves({ locale, date, today }: { locale: Locale; date: AgreedDate; today: Day }) {
  const { t, dayName } = locale;
  if (date.dateMoves.length === 0) return null;
  return (
    <ul className="text-sm text-muted">
      {date.dateMoves.map((move) => (
        <li key={move.movedAt.toISOString()} className="[overflow-wrap:anywhere]">
          {t("line.movedFrom")} <del>{dayName(move.fromOn, today)}</del>
          {move.reason ? ` · ${t("line.because", { reason: move.reason })}` : ""}
        </li>
      ))}
    </ul>
  );
}

/** When they are paid, how much where it was said, and whether it was. */
export function DeskPay({ locale, dates, today, notLateBefore }: DatesProps) {
  const { t } = locale;
  return (
    <Section id="pay" heading={t("desk.pay.heading")} className="mt-10">
      {dates.length === 0 ? <p className="mt-2 text-muted">{t("desk.pay.none")}</p> : null}
      <ul className="mt-2">
        {dates.map((date) => (
          <li key={date.id} className="border-b border-hairline py-3">
            <Moves {...{ locale, date, today }} />
            <Payment {...{ locale, date, today }} />
            <Late {...{ locale, date, notLateBefore }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Payment({ locale, date, today }: { locale: Locale; date: AgreedDate; today: Day }) {
  const { t, tag, dayName, dayAndDistance } = locale;
  const amount = amountName(tag, date);
  const { doneOn, promisedOn } = date;
  if (doneOn) {
    const day = dayName(doneOn, today);
    return (
      <p>
        ✓ {amount ? t("desk.pay.paidAmount", { amount, day }) : t("desk.pay.paid", { day })}
        {doneOn > promisedOn ? (
          <span className="text-muted">
            {" · "}
            {t("desk.pay.promised", { day: dayName(promisedOn, today) })}
          </span>
        ) : null}
      </p>
    );
  }
  const say = {
    day: dayAndDistance(promisedOn, today),
    b: (words: React.ReactNode) => <strong>{words}</strong>,
  };
  return (
    <p>{amount ? t.rich("desk.pay.byAmount", { ...say, amount }) : t.rich("desk.pay.by", say)}</p>
  );
}
