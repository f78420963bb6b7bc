import type { FigureName } from "@/features/quality/kinds";
import type { Period } from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import { addMonths, type Day } from "@/lib/dates";

type Part = keyof StudioLocale["words"]["quality"]["parts"];
type Named = keyof StudioLocale["words"]["quality"]["names"];

/** What one part of a group is called: "By email", "Kept". */
export const partName = ({ t }: StudioLocale, name: FigureName): string =>
  t(`quality.parts.${name.split(".")[1] as Part}`);

/** What a list of a figure's rows is called: "Promised dates: Kept". */
export function figureName(locale: StudioLocale, name: FigureName): string {
  const group = locale.t(`quality.names.${name.split(".")[0] as Named}`);
  return name.includes(".") ? `${group}: ${partName(locale, name)}` : group;
}

const quarterNumber = (from: Day) => Math.floor((Number(from.slice(5, 7)) + 2) / 3);

/** "Q4 2026". */
export const quarterName = ({ t }: StudioLocale, from: Day): string =>
  t("quality.quarter", { quarter: quarterNumber(from), year: from.slice(0, 4) });

/** "Q4", over its year. */
export const quarterShortName = ({ t }: StudioLocale, from: Day): string =>
  t("quality.quarterShort", { quarter: quarterNumber(from) });

/** "All time", "2026", "Q4 2026", or its months from the first to the last. */
export function periodName(locale: StudioLocale, { from, until }: Period): string {
  if (!from || !until) return locale.t("quality.ever");
  if (until === addMonths(from, 3) && Number(from.slice(5, 7)) % 3 === 1)
    return quarterName(locale, from);
  if (until === addMonths(from, 12) && from.slice(5, 7) === "01") return from.slice(0, 4);
  const month = new Intl.DateTimeFormat(locale.tag, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const said = (day: Day) => month.format(new Date(`${day}T00:00:00Z`));
  return locale.t("quality.span", { from: said(from), until: said(addMonths(until, -1)) });
}
