import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import {
  cancelEmail,
  cancelWaitingOf,
  enqueueEmail,
  isWaiting,
  rescheduleEmail,
  rewriteEmail,
} from "@/features/emails/commands";
import { toContact } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { toldOf, type Request } from "@/features/requests/asked";
import { requestNudged } from "@/features/requests/emails";
import { nudgesOf, type Nudge } from "@/features/requests/rules";
import { saveNudgeSwitch } from "@/features/studio/commands";

/**
 * Plans the reminders of an open request as emails that wait for their time, or moves those that wait: one before its
 * day and one after, and never a second of either. Where the freelancer has turned them off none is planned. In the
 * transaction that holds the request's project.
 */
export async function planNudges(tx: Tx, request: Request, now: Date): Promise<void> {
  const { studio, dueOn } = request;
  const { contactHours } = toldOf(request, now);
  const times = nudgesOf({ dueOn, studioZone: studio.zone }, contactHours, now);
  for (const nudge of ["before", "after"] as const)
    await planNudge(tx, request, nudge, studio.nudgesOffAt ? null : times[nudge], now);
}

async function planNudge(
  tx: Tx,
  request: Request,
  nudge: Nudge,
  sendAt: Date | null,
  now: Date,
): Promise<void> {
  const { id, projectId, studio, contact } = request;
  const dedupeKey = `request.nudged:${id}:${nudge}`;
  const waiting = await tx.email.findFirst({
    where: { dedupeKey, ...isWaiting },
    select: { id: true, editedAt: true },
  });
  if (!sendAt) {
    if (waiting) await cancelEmail(tx, waiting.id, now);
    return;
  }
  const inHours = studio.seededAt === null;
  const { locale, facts, page } = toldOf(request, now);
  const written = requestNudged(locale, nudge, facts, page);
  if (waiting) {
    await rescheduleEmail(tx, waiting.id, sendAt, inHours);
    if (!waiting.editedAt) await rewriteEmail(tx, waiting.id, written);
    return;
  }
  await enqueueEmail(tx, {
    ...toContact(studio, contact),
    ...written,
    kind: "request.nudged",
    projectId,
    requestId: id,
    dedupeKey,
    createdAt: now,
    sendAt,
    inHours,
  });
}

/** Turns reminders of requests on or off. Those that wait are cancelled; on, they come with the next request. */
export async function switchNudges(scope: Scope, isOn: boolean, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    if (!(await saveNudgeSwitch(tx, scope, isOn ? null : now))) return;
    if (!isOn) {
      const which = { freelancerId: scope.freelancerId, kind: "request.nudged" as const };
      await cancelWaitingOf(tx, which, now);
    }
    await record(tx, { ...byFreelancer(scope), kind: "nudges.switched", at: now, data: { isOn } });
  });
}
