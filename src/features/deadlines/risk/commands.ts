import { toFreelancer } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { promisesAtRisk } from "@/features/deadlines/emails";
import { enqueueEmail } from "@/features/emails/commands";
import { forEachDue } from "@/features/studio/due/commands";
import { studioLocaleOf } from "@/language/studio";
import { dayIn, toDateColumn } from "@/lib/dates";
import { listPassed, listRisks, type Missed } from "./queries";
import { morningOf } from "./rules";

/** As many as one transaction records. */
const MOST = 500;

/**
 * Records every promise of the freelancer that passed its day, in the studio's zone, without being
 * done and without the client being told. Each is recorded once, however often this runs. Returns
 * how many were new.
 */
export async function noteMisses(now: Date): Promise<number> {
  let noted = 0;
  let last: Missed | undefined;
  do {
    const passed = await listPassed(now, MOST, last);
    last = passed.length === MOST ? passed.at(-1) : undefined;
    const missed = passed.filter(({ promisedOn, zone }) => promisedOn < dayIn(zone, now));
    if (missed.length > 0) noted += await inTransaction((tx) => noteMissed(tx, missed, now));
  } while (last);
  return noted;
}

async function noteMissed(tx: Tx, missed: Missed[], now: Date): Promise<number> {
  const noted = await tx.deadlineMiss.createManyAndReturn({
    data: missed.map(({ id, freelancerId, promisedOn }) => ({
      freelancerId,
      deadlineId: id,
      promisedOn: toDateColumn(promisedOn),
      missedAt: now,
    })),
    skipDuplicates: true,
    select: { deadlineId: true },
  });
  const newIds = new Set(noted.map(({ deadlineId }) => deadlineId));
  for (const { id, freelancerId, promisedOn, title, projectId } of missed) {
    if (!newIds.has(id)) continue;
    await record(tx, {
      freelancerId,
      actor: "UPTOMARK",
      kind: "deadline.missed",
      at: now,
      projectId,
      subjectId: id,
      data: { title, on: promisedOn },
    });
  }
  return noted.length;
}

/**
 * Emails each freelancer, at the start of a working day, which promises are at risk: at most one email a day, and none
 * when nothing is.
 */
export function writeMorningEmails(now: Date, stopped: () => boolean = () => false): Promise<void> {
  const task = "MORNING_EMAIL";
  const failed = "a morning email could not be written";
  return forEachDue({ task, failed }, now, (id) => startDay(id, now), stopped);
}

/** Returns when the studio's next working day starts. */
async function startDay(freelancerId: string, now: Date): Promise<Date> {
  const studio = await db().studio.findUniqueOrThrow({ where: { freelancerId } });
  const { isNow, next } = morningOf(studio, now);
  if (isNow) await inTransaction((tx) => writeMorningEmail(tx, studio, now));
  return next;
}

type Studio = Awaited<ReturnType<ReturnType<typeof db>["studio"]["findFirstOrThrow"]>>;

async function writeMorningEmail(tx: Tx, studio: Studio, now: Date): Promise<void> {
  const today = dayIn(studio.zone, now);
  const dedupeKey = `deadlines.at-risk:${studio.freelancerId}:${today}`;
  if (await tx.email.findUnique({ where: { dedupeKey }, select: { id: true } })) return;
  const risks = await listRisks(freelancerScope(studio.freelancerId), studio, now, tx);
  if (risks.length === 0) return;
  await enqueueEmail(tx, {
    ...toFreelancer(studio),
    kind: "deadlines.at-risk",
    dedupeKey,
    ...promisesAtRisk(studioLocaleOf(studio.language), {
      freelancerName: studio.freelancerName,
      risks,
      today,
    }),
    sendAt: now,
  });
  await record(tx, {
    freelancerId: studio.freelancerId,
    actor: "UPTOMARK",
    kind: "deadlines.warned",
    at: now,
  });
}
