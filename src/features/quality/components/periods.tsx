import { EVER, pathOf, quarterFrom, yearFrom, yearOf, type Period } from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { periodName } from "./names";
import type { View } from "./view";

/** As many quarters as are offered at once; the earlier ones open on demand. */
const OFFERED = 4;

/** Which period the figures are of: all time, a year, or a quarter. */
export function Periods({ locale, period, quarters }: View) {
  const years = [...new Set(quarters.map(yearOf))].map(yearFrom);
  const [latest, earlier] = [quarters.slice(0, OFFERED), quarters.slice(OFFERED)];
  const list = (periods: Period[]) => (
    <ul className="flex flex-wrap gap-x-5">
      {periods.map((one) => (
        <Choice key={pathOf(one)} locale={locale} one={one} chosen={period} />
      ))}
    </ul>
  );
  return (
    <nav aria-label={locale.t("quality.periods")} className="mb-10 border-b border-hairline pb-2">
      {list([EVER, ...years.slice(0, 2), ...latest.map(quarterFrom)])}
      {earlier.length > 0 ? (
        <Disclosure title={locale.t("quality.older")}>
          {list([...years.slice(2), ...earlier.map(quarterFrom)])}
        </Disclosure>
      ) : null}
    </nav>
  );
}

function Choice({ locale, one, chosen }: { locale: StudioLocale; one: Period; chosen: Period }) {
  const isChosen = one.from === chosen.from && one.until === chosen.until;
  return (
    <li>
      <Link
        href={pathOf(one)}
        aria-current={isChosen ? "page" : undefined}
        className={
          "inline-flex min-h-11 items-center " +
          (isChosen
            ? "font-medium"
            : "text-muted underline decoration-edge underline-offset-4 hover:text-ink")
        }
      >
        {periodName(locale, one)}
      </Link>
    </li>
  );
}
