import { toFreelancer } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { promisesAtRisk } from "@/features/deadlines/emails";
import { enqueueEmail } from "@/features/emails/commands";
import { daysOffOf, hoursOf } from "@/features/studio/rules";
import { studioLocaleOf } from "@/language/studio";
import { dayIn, fromDateColumn, nextOpening, toDateColumn } from "@/lib/dates";
import { log, plainError } from "@/lib/log";
import { listRisks } from "./queries";

/**
 * Records every promise of the freelancer that passed its day, in the studio's zone, without being
 * done and without the client being told. Each is recorded once, however often this runs. Returns
 * how many were new.
 */
export async function noteMisses(now: Date): Promise<number> {
  const zones = await db().studio.findMany({ distinct: ["zone"], select: { zone: true } });
  let noted = 0;
  for (const { zone } of zones) noted += await noteMissesIn(zone, now);
  return noted;
}

async function noteMissesIn(zone: string, now: Date): Promise<number> {
  const missed = await db().deadline.findMany({
    where: {
      metAt: null,
      droppedAt: null,
      holder: "FREELANCER",
      promisedOn: { lt: toDateColumn(dayIn(zone, now)) },
      // What was delivered in time waits for the client.
      signOffs: { none: { closedAt: null } },
      project: { completedAt: null, client: { studio: { zone } } },
    },
    select: { id: true, freelancerId: true, promisedOn: true, title: true, projectId: true },
  });
  return inTransaction(async (tx) => {
    const rows = missed.map(({ id, freelancerId, promisedOn }) => ({
      freelancerId,
      deadlineId: id,
      promisedOn,
      missedAt: now,
    }));
    const noted = await tx.deadlineMiss.createManyAndReturn({
      data: rows,
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
        data: { title, on: fromDateColumn(promisedOn) },
      });
    }
    return noted.length;
  });
}

/** For so long after the opening the morning email is still a morning email. */
const MORNING_MS = 3 * 3_600_000;

/**
 * Emails each freelancer, at the start of a working day, which promises are at risk: at most one
 * email a day, and none when nothing is. Returns how many were written.
 */
export async function writeMorningEmails(now: Date): Promise<number> {
  const studios = await db().studio.findMany();
  let written = 0;
  for (const studio of studios) {
    const opening = nextOpening(
      new Date(now.getTime() - MORNING_MS),
      hoursOf(studio.hours),
      studio.zone,
      daysOffOf(studio),
    );
    if (!opening || opening > now || opening.getTime() <= now.getTime() - MORNING_MS) continue;
    try {
      if (await inTransaction((tx) => writeMorningEmail(tx, studio, now))) written += 1;
    } catch (error) {
      log().error(
        { studio: studio.freelancerId, ...plainError(error) },
        "a morning email could not be written; the next run tries again",
      );
    }
  }
  return written;
}

type Studio = Awaited<ReturnType<ReturnType<typeof db>["studio"]["findFirstOrThrow"]>>;

async function writeMorningEmail(tx: Tx, studio: Studio, now: Date): Promise<boolean> {
  const today = dayIn(studio.zone, now);
  const dedupeKey = `deadlines.at-risk:${studio.freelancerId}:${today}`;
  if (await tx.email.findUnique({ where: { dedupeKey }, select: { id: true } })) return false;
  const risks = await listRisks(freelancerScope(studio.freelancerId), studio, now, tx);
  if (risks.length === 0) return false;
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
  return true;
}
