import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { listMonths } from "@/features/quality/queries";
import { countsIn, yearFrom, yearToReview } from "@/features/quality/rules";
import { daysOffOf, hoursOf } from "@/features/studio/rules";
import { studioLocaleOf } from "@/language/studio";
import { addMonths, instantAt, nextOpening, type Day } from "@/lib/dates";
import { log, plainError } from "@/lib/log";
import { yearReviewed } from "./emails";

type Studio = Awaited<ReturnType<ReturnType<typeof db>["studio"]["findFirstOrThrow"]>>;

/**
 * Emails each freelancer who wants it about the year that is over: in January, from the first hour that they work, once
 * for each year. Nobody is written to about a year in which nothing was counted. Returns how many were written.
 */
export async function reviewYears(now: Date): Promise<number> {
  const studios = await db().studio.findMany({ where: { yearReviewAt: { not: null } } });
  let written = 0;
  for (const studio of studios) {
    const year = yearToReview(studio.zone, now);
    if (!year || !hasWorked(studio, year, now)) continue;
    try {
      if (await inTransaction((tx) => reviewYear(tx, studio, year, now))) written += 1;
    } catch (error) {
      log().error(
        { studio: studio.freelancerId, ...plainError(error) },
        "the email about the past year could not be written; the next run tries again",
      );
    }
  }
  return written;
}

/** Whether the studio has opened since the year was over. */
function hasWorked(studio: Studio, year: Day, now: Date): boolean {
  const newYear = instantAt(addMonths(year, 12), "00:00", studio.zone);
  const opens = nextOpening(newYear, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
  return opens === null || opens <= now;
}

async function reviewYear(tx: Tx, studio: Studio, year: Day, now: Date): Promise<boolean> {
  const { freelancerId } = studio;
  const scope = freelancerScope(freelancerId);
  const dedupeKey = `year.reviewed:${freelancerId}:${year.slice(0, 4)}`;
  await lock(tx, scope, { studio: true });
  if (await tx.email.findUnique({ where: { dedupeKey }, select: { id: true } })) return false;
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
