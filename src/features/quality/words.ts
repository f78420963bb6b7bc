import { shareOf } from "./rules";
import type { StudioLocale } from "@/language/studio";

/** " (87%)" in the reader's way; nothing for fewer than five. */
export function shareName({ tag }: StudioLocale, part: number, all: number): string {
  const share = shareOf(part, all);
  if (share === null) return "";
  return ` (${new Intl.NumberFormat(tag, { style: "percent" }).format(share)})`;
}

/** A number with at most one decimal, in the reader's way. */
export const numberName = ({ tag }: StudioLocale, value: number) =>
  new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(value);

/** "2 h 5 min": working time, to the minute. */
export function workingTimeName({ t }: StudioLocale, given: number): string {
  const whole = Math.round(given);
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t("quality.minutes", { minutes });
  return minutes === 0
    ? t("quality.hours", { hours })
    : t("quality.hoursAndMinutes", { hours, minutes });
}

/** "3 days before", "on the day itself", "2 days after": when a client heard that a date moves. */
export function toldName({ t }: StudioLocale, days: number): string {
  if (days === 0) return t("quality.onTheDay");
  return days > 0 ? t("quality.before", { count: days }) : t("quality.after", { count: -days });
}
