import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { listMonths } from "@/features/quality/queries";
import { countsIn, yearFrom, yearOf, yearToReview } from "@/features/quality/rules";
import { forEachDue } from "@/features/studio/due/commands";
import { daysOffOf, hoursOf } from "@/features/studio/rules";
import { studioLocaleOf } from "@/language/studio";
import { addMonths, dayIn, instantAt, nextOpening, type Day } from "@/lib/dates";
import { yearReviewed } from "./emails";

type Studio = Awaited<ReturnType<ReturnType<typeof db>["studio"]["findFirstOrThrow"]>>;

/**
 * Emails each freelancer who wants it about the year that is over: in January, from the first hour that they work, once
 * for each year. Nobody is written to about a year in which nothing was counted.
 */
export function reviewYears(now: Date, stopped: () => boolean = () => false): Promise<void> {
  const failed = "the email about the past year could not be written";
  return forEachDue({ task: "YEAR_REVIEW", failed }, now, (id) => reviewWhenDue(id, now), stopped);
}

const DAY_MS = 86_400_000;

/**
 * Returns when the studio's next year begins, or its first working hour in this one. In January a year of which nothing
 * is counted yet is looked at again the next day.
 */
async function reviewWhenDue(freelancerId: string, now: Date): Promise<Date> {
  const studio = await db().studio.findUniqueOrThrow({ where: { freelancerId } });
  const year = yearToReview(studio.zone, now);
  if (studio.yearReviewAt && year) {
    const opens = firstOpening(studio, year);
    if (opens && opens > now) return opens;
    const isDone = await inTransaction((tx) => reviewYear(tx, studio, year, now));
    if (!isDone) return new Date(now.getTime() + DAY_MS);
  }
  return instantAt(addMonths(yearOf(dayIn(studio.zone, now)), 12), "00:00", studio.zone);
}

/** When the studio opens for the first time after a year; null where it has no working hours. */
function firstOpening(studio: Studio, year: Day): Date | null {
  const newYear = instantAt(addMonths(year, 12), "00:00", studio.zone);
  return nextOpening(newYear, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
}

/** False where nothing was counted in the year. */
async function reviewYear(tx: Tx, studio: Studio, year: Day, now: Date): Promise<boolean> {
  const { freelancerId } = studio;
  const scope = freelancerScope(freelancerId);
  const dedupeKey = `year.reviewed:${freelancerId}:${year.slice(0, 4)}`;
  await lock(tx, scope, { studio: true });
  if (await tx.email.findUnique({ where: { dedupeKey }, select: { id: true } })) return true;
  const months = await listMonths(scope, studio, tx);
  const counts = countsIn(months, yearFrom(year));
  if (Object.keys(counts).length === 0) return false;
  const { freelancerName, language } = studio;
  await enqueueEmail(tx, {
    ...toFreelancer(studio),
    kind: "year.reviewed",
    dedupeKey,
    ...yearReviewed(studioLocaleOf(language), { freelancerName, year, counts }),
    sendAt: now,
  });
  await record(tx, {
    freelancerId,
    actor: "UPTOMARK",
    kind: "yearReview.written",
    at: now,
    data: { year: year.slice(0, 4) },
  });
  return true;
}
