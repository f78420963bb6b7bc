import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { waiting, type Waiting } from "@/features/follow-ups/commands";
import { followUpKinds, mayPick } from "@/features/follow-ups/kinds";
import { listPlanned } from "@/features/follow-ups/queries";
import { whyNot } from "@/features/follow-ups/rules";
import { refuseFaults } from "@/features/follow-ups/settings/commands";
import type { OwnWords } from "@/features/follow-ups/settings/rules/filling";
import { byFreelancer, record } from "@/features/history/commands";
import { nextMorning } from "@/lib/contact-hours";
import { say } from "@/language/say";
import { retold, stored } from "@/language/stored";
import { notFound, Refusal } from "@/lib/errors";
import { seal } from "@/lib/tokens";

/**
 * The freelancer's own words for this one alone, before it is an email; an email that waits is
 * changed on its own page. Checked as the settings' words are.
 */
export async function rewordFollowUp(
  scope: Scope,
  input: { followUpId: string } & OwnWords,
): Promise<void> {
  const { followUpId, ...own } = input;
  refuseFaults(own);
  await changePlanned(scope, followUpId, { ownCipher: seal("follow-up", JSON.stringify(own)) });
}

/** The words that all of its kind have, again. */
export async function dropWords(scope: Scope, followUpId: string): Promise<void> {
  await changePlanned(scope, followUpId, { ownCipher: null });
}

async function changePlanned(
  scope: Scope,
  followUpId: string,
  data: { ownCipher: Uint8Array<ArrayBuffer> | null },
): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (!mayPick(followUp.kind)) throw new Refusal("not-allowed", say("followUps.sameWords"));
    if (followUp.emailId && data.ownCipher) throw new Refusal("too-late", say("followUps.isEmail"));
    if (followUp.settledAt) throw tooLate();
    await tx.followUp.update({ where: { id: followUpId }, data });
    await recordDecision(tx, scope, followUp, "followUp.reworded");
  });
}

/**
 * Plans a check-back or reminder again that was skipped before it was an email: for its old time, or for the
 * client's next morning when that is over. Refused with the reason when the stop rules would skip it once more.
 */
export async function bringBackFollowUp(
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (!followUp.skippedAt || followUp.emailId || followUp.kind === "THANK_YOU")
      throw new Refusal("not-allowed", say("followUps.notRestorable"));
    const [planned] = await listPlanned(tx, { id: followUp.id }, 1);
    const dueAt = followUp.dueAt > now ? followUp.dueAt : nextMorning(now, planned!.contactHours);
    const why = whyNot(planned!.facts, dueAt);
    if (why)
      throw new Refusal("not-allowed", say("followUps.wouldSkip", { why: retold(say, why) }));
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { dueAt, skippedAt: null, settledAt: null, why: null },
    });
    await recordDecision(tx, scope, followUp, "followUp.restored");
  });
}

/** A follow-up of the freelancer's, locked, with its contact before it. Refused as not found where there is none. */
export async function lockFollowUp(tx: Tx, scope: Scope, followUpId: string): Promise<Waiting> {
  const which = { id: followUpId, freelancerId: scope.freelancerId };
  const found = await tx.followUp.findUnique({ where: which, select: { contactId: true } });
  if (!found) throw notFound("followUp");
  await lock(tx, scope, { contact: found.contactId, followUp: followUpId });
  return tx.followUp.findUniqueOrThrow({ where: which, select: waiting });
}

type Decision =
  | "followUp.skipped"
  | "followUp.sentByHand"
  | "followUp.reworded"
  | "followUp.restored";

/** Writes down what the freelancer decided about a follow-up. */
export async function recordDecision(
  tx: Tx,
  scope: Scope,
  followUp: Waiting,
  kind: Decision,
): Promise<void> {
  await record(tx, {
    ...byFreelancer(scope),
    kind,
    projectId: followUp.projectId ?? undefined,
    contactId: followUp.contactId,
    subjectId: followUp.id,
    data: { what: stored(followUpKinds[followUp.kind].name) },
  });
}

export function tooLate(): Refusal {
  return new Refusal("too-late", say("followUps.tooLate"));
}
