import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import type { GoodwillKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { cancelEmail, enqueueEmail, type Written } from "@/features/emails/commands";
import { toContact, type StudioFacts } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { dayIn, fromDateColumn, toDateColumn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { faultInDays, hasNotice, isOnItsWay } from "./rules";
import type { NewFailure } from "./schema";

/** What each client who is told gets for the trouble. */
export type FailureGoodwill = {
  kind: GoodwillKind;
  hundredths: number | null;
  currency: string | null;
  text: string;
};

const columnsOf = (input: NewFailure, goodwill: FailureGoodwill | null) => ({
  what: input.what,
  doing: input.doing,
  beganOn: toDateColumn(input.beganOn),
  endedOn: input.endedOn ? toDateColumn(input.endedOn) : null,
  foundOn: input.foundOn ? toDateColumn(input.foundOn) : null,
  goodwillKind: goodwill?.kind ?? null,
  hundredths: goodwill?.hundredths ?? null,
  currency: goodwill?.currency ?? null,
  goodwillText: goodwill?.text ?? "",
});

/**
 * A failure of the freelancer's, written down in the caller's transaction; nobody is told yet. The same one written
 * twice, as a second press does, is one. Returns its id.
 */
export async function createFailure(
  tx: Tx,
  scope: Scope,
  input: NewFailure,
  goodwill: FailureGoodwill | null,
  now: Date,
): Promise<string> {
  const { freelancerId } = scope;
  await lock(tx, scope, { studio: true });
  const studio = await tx.studio.findUniqueOrThrow({
    where: { freelancerId },
    select: { zone: true },
  });
  refuseDays(input, studio.zone, now);
  const columns = columnsOf(input, goodwill);
  const written = await tx.failure.findFirst({
    where: { freelancerId, ...columns },
    select: { id: true },
  });
  if (written) return written.id;
  const { id } = await tx.failure.create({
    data: { freelancerId, ...columns, createdAt: now },
    select: { id: true },
  });
  await record(tx, { ...byFreelancer(scope), kind: "failure.written", at: now, subjectId: id });
  return id;
}

function refuseDays(input: NewFailure, zone: string, now: Date): void {
  const { beganOn, endedOn = null, foundOn = null } = input;
  const fault = faultInDays({ beganOn, endedOn, foundOn }, dayIn(zone, now));
  if (fault) throw new Refusal("invalid", say(fault.why), fault.field);
}

/**
 * Corrects what is known of a failure, in the transaction that holds it: what was sent stays as it was, and later
 * emails say the new words. Refused while an email waits, which would promise what is no longer written here.
 */
export async function correctFailure(
  tx: Tx,
  failure: LockedFailure,
  input: NewFailure,
  goodwill: FailureGoodwill | null,
  now: Date,
): Promise<void> {
  if (failure.notices.some(isOnItsWay))
    throw new Refusal("not-allowed", say("ownIt.refused.waiting"));
  refuseDays(input, failure.studio.zone, now);
  await tx.failure.update({ where: { id: failure.id }, data: columnsOf(input, goodwill) });
  await record(tx, { ...byFreelancer(failure), kind: "failure.changed", subjectId: failure.id });
}

/** Deletes a failure that nobody was told about, written down by mistake. */
export async function removeFailure(scope: Scope, failureId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const failure = await lockFailure(tx, scope, failureId);
    if (failure.notices.some(hasNotice)) throw new Refusal("too-late", say("ownIt.refused.told"));
    await tx.failure.delete({ where: { id: failureId } });
    await record(tx, { ...byFreelancer(scope), kind: "failure.removed", subjectId: failureId });
  });
}

const noticeSelect = {
  id: true,
  contactId: true,
  tries: true,
  toldAt: true,
  emailId: true,
  email: { select: { settledAt: true, sentAt: true, needsReviewAt: true } },
} satisfies Prisma.FailureNoticeSelect;

export type LockedFailure = Awaited<ReturnType<typeof lockFailure>>;

/** A failure of the freelancer's with whom it was told to, locked with their studio. A stranger's is not found. */
export async function lockFailure(tx: Tx, scope: Scope, failureId: string) {
  await lock(tx, scope, { studio: true });
  const found = await tx.failure.findUnique({
    where: { id: failureId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      freelancerId: true,
      what: true,
      doing: true,
      beganOn: true,
      endedOn: true,
      foundOn: true,
      goodwillKind: true,
      hundredths: true,
      currency: true,
      goodwillText: true,
      studio: {
        select: {
          freelancerId: true,
          freelancerName: true,
          replyTo: true,
          zone: true,
          emailHoldSeconds: true,
        },
      },
      notices: { select: noticeSelect },
    },
  });
  if (!found) throw notFound("page");
  const { beganOn, endedOn, foundOn, goodwillKind, hundredths, currency, goodwillText, ...rest } =
    found;
  return {
    ...rest,
    days: {
      beganOn: fromDateColumn(beganOn),
      endedOn: endedOn && fromDateColumn(endedOn),
      foundOn: foundOn && fromDateColumn(foundOn),
    },
    goodwill: goodwillKind && { kind: goodwillKind, hundredths, currency, text: goodwillText },
  };
}

/**
 * Writes the email to one person, held for the studio's time to undo, in the transaction that holds the failure. Who
 * has one already keeps it: pressing twice is one email. One that was undone is followed by another.
 */
export async function enqueueNotice(
  tx: Tx,
  failure: LockedFailure,
  contact: { id: string; name: string; address: string; clientId: string },
  ownLine: string,
  written: Written,
  now: Date,
): Promise<void> {
  const { freelancerId, id: failureId, studio } = failure;
  const existing = failure.notices.find(({ contactId }) => contactId === contact.id);
  if (existing && hasNotice(existing)) return;
  const { id: contactId, clientId } = contact;
  const tries = (existing?.tries ?? 0) + 1;
  const emailId = await enqueueEmail(tx, {
    ...toContact(studio satisfies StudioFacts, contact),
    ...written,
    kind: "ownIt.told",
    dedupeKey: `ownIt.told:${failureId}:${contactId}:${tries}`,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
  });
  await tx.failureNotice.upsert({
    where: { failureId_contactId: { failureId, contactId } },
    create: { freelancerId, failureId, contactId, ownLine, tries, emailId },
    update: { ownLine, tries, emailId },
  });
  const about = { clientId, contactId, subjectId: failureId };
  await record(tx, { ...byFreelancer(failure), kind: "failure.noticeWritten", at: now, ...about });
}

/**
 * Undoes the emails about a failure that still wait: all, or one person's. Refused where none waits any more.
 */
export async function undoNotices(
  scope: Scope,
  { failureId, contactId }: { failureId: string; contactId?: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { notices } = await lockFailure(tx, scope, failureId);
    let undone = 0;
    for (const notice of notices) {
      if (!notice.emailId || (contactId && notice.contactId !== contactId)) continue;
      if (!(await cancelEmail(tx, notice.emailId, now))) continue;
      await tx.failureNotice.update({ where: { id: notice.id }, data: { emailId: null } });
      const about = { contactId: notice.contactId, subjectId: failureId };
      await record(tx, { ...byFreelancer(scope), kind: "failure.noticeUndone", at: now, ...about });
      undone += 1;
    }
    if (undone === 0) throw new Refusal("too-late", say("ownIt.refused.sent"));
  });
}

/** A person has been told, in the transaction that holds their client. */
export async function markTold(
  tx: Tx,
  notice: { id: string; freelancerId: string; clientId: string; contactId: string; what: string },
  failureId: string,
  sentAt: Date,
): Promise<void> {
  await tx.failureNotice.update({ where: { id: notice.id }, data: { toldAt: sentAt } });
  const { clientId, contactId } = notice;
  const about = { clientId, contactId, subjectId: failureId };
  const data = { text: notice.what };
  await record(tx, { ...byFreelancer(notice), kind: "failure.told", at: sentAt, ...about, data });
}
