import type { Row } from "@/features/quality/rows/queries";
import type { StudioLocale } from "@/language/studio";
import { cut } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import { Link } from "@/ui/link";
import { partName } from "./names";
import { toldName, workingTimeName } from "@/features/quality/words";

/** The most of a row's own words that the list shows. */
const MOST_SHOWN = 160;

/** The rows that a figure counts, each with the way to where it is. */
export function Rows({ rows, locale, today }: { rows: Row[]; locale: StudioLocale; today: Day }) {
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {rows.map((row) => (
        <li key={`${row.figure} ${row.id}`} className="relative py-3 hover:bg-sheet">
          <p className="text-sm text-muted">
            {[locale.dayName(row.on, today), ...aboutOf(row, locale)].join(" · ")}
          </p>
          <Link href={row.href} className="wrap-anywhere after:absolute after:inset-0" dir="auto">
            {cut(
              row.what || row.project || row.client || locale.t("quality.rows.untitled"),
              MOST_SHOWN,
            )}
          </Link>
          <p className="text-sm text-muted wrap-anywhere" dir="auto">
            {[row.client, row.project].filter(Boolean).join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Which part of the figure a row is, and its value. */
function aboutOf({ figure, value }: Row, locale: StudioLocale): string[] {
  if (figure === "towards") return [workingTimeName(locale, value)];
  if (figure === "pay.late") return [partName(locale, figure), toldName(locale, -value)];
  if (figure === "effort") return [locale.t("quality.rows.ofFive", { value })];
  if (!figure.includes(".")) return [];
  const part = partName(locale, figure);
  if (figure.startsWith("replies") || (figure.startsWith("recovery") && figure !== "recovery.none"))
    return [part, workingTimeName(locale, value)];
  if (figure.startsWith("promises.moved")) return [part, toldName(locale, value)];
  return [part];
}
