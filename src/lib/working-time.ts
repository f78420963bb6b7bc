import { addDays, dayIn, instantAt, weekday, type DaysOff, type Hours } from "./dates";

/** Longer spans are counted to here: a case of last year needs no minute. */
const MOST_DAYS = 400;

/**
 * Returns how many minutes of working time lie between two instants: whole spans of the week's hours in a zone,
 * without the days off. 0 where `to` is not after `from`. A day whose clock is turned has as many minutes as really
 * pass within its hours.
 */
export function workingMinutes(
  from: Date,
  to: Date,
  hours: Hours,
  zone: string,
  isOff: DaysOff = () => false,
): number {
  let ms = 0;
  let day = dayIn(zone, from);
  const last = dayIn(zone, to);
  for (let count = 0; day <= last && count < MOST_DAYS; count += 1, day = addDays(day, 1)) {
    if (isOff(day)) continue;
    for (const [opens, closes] of hours[String(weekday(day)) as keyof Hours] ?? []) {
      const start = Math.max(from.getTime(), instantAt(day, opens, zone).getTime());
      const end = Math.min(to.getTime(), instantAt(day, closes, zone).getTime());
      ms += Math.max(0, end - start);
    }
  }
  return ms / 60_000;
}
