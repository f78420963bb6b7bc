import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { promisesAtRisk } from "@/features/deadlines/emails";
import { enqueueEmail } from "@/features/emails/commands";
import { daysOffOf, hoursOf } from "@/features/studio/rules";
import { dayIn, nextOpening, toDateColumn } from "@/lib/dates";
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
  for (const { zone } of zones) {
    const missed = await db().deadline.findMany({
      where: {
        metAt: null,
        holder: "FREELANCER",
        promisedOn: { lt: toDateColumn(dayIn(zone, now)) },
        project: { completedAt: null, client: { studio: { zone } } },
      },
      select: { id: true, freelancerId: true, promisedOn: true },
    });
    const { count } = await db().deadlineMiss.createMany({
      data: missed.map(({ id, ...rest }) => ({ ...rest, deadlineId: id, missedAt: now })),
      skipDuplicates: true,
    });
    noted += count;
  }
  return noted;
}

/** How long after opening time a morning email may still be sent. */
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
    freelancerId: studio.freelancerId,
    kind: "deadlines.at-risk",
    dedupeKey,
    fromName: "Uptomark",
    replyTo: null,
    toName: studio.freelancerName,
    toAddress: studio.replyTo,
    ...promisesAtRisk({ freelancerName: studio.freelancerName, risks, today }),
    sendAt: now,
  });
  return true;
}
