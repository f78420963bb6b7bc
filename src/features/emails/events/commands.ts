import { record } from "@/features/history/commands";
import { studioEnvelope, toFreelancer } from "@/features/emails/envelope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import type { SignedEvent } from "@/mail/webhook";
import { INSTALL } from "@/mail/transport";
import { enqueueEmail } from "@/features/emails/commands";
import { emailCameBack } from "@/features/emails/emails";
import { suppress } from "@/features/emails/suppressions/commands";
import { retold, stored } from "@/language/stored";
import { studioLocaleOf } from "@/language/studio";
import { links } from "@/lib/links";
import { log } from "@/lib/log";
import { factIn, withFact, type Fact } from "./rules";
import { emailTag, providerEvent, type ProviderEvent } from "./schema";

/**
 * Applies a provider event to an email sent by this account, in one transaction: its times, the
 * suppression of a bad address, and an email that tells the freelancer why. An event is applied
 * once, however often it arrives, and any order of events gives the same result. An event also
 * settles an email whose outcome was unknown, so that nobody sends it again. An event about no
 * email of this account changes nothing.
 */
export async function takeEvent(accountId: string, signed: SignedEvent, now: Date): Promise<void> {
  const event = readEvent(signed.body);
  if (!event) return;
  // The provider's clock may be ahead, so times in the future are cut to now.
  const at = event.created_at < now ? event.created_at : now;
  await inTransaction(async (tx) => {
    const email = await lockEmailOf(tx, accountId, event);
    if (!email) return;
    const { count } = await tx.providerEvent.createMany({
      data: [{ accountId, id: signed.id, receivedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.mailAccount.updateMany({
      where: { id: accountId, eventsRefusedAt: { not: null } },
      data: { eventsRefusedAt: null },
    });
    const fact = factIn(event);
    await settle(tx, { ...email, accountId: email.accountId ?? accountId }, event, fact, at);
    if (email.freelancerId === null) return;
    if ("isForGood" in fact)
      await tellWhy(tx, { ...email, freelancerId: email.freelancerId }, fact, at, now);
    await record(tx, {
      freelancerId: email.freelancerId,
      actor: "UPTOMARK",
      kind: "email.reported",
      at: now,
      projectId: email.projectId ?? undefined,
      contactId: email.contactId ?? undefined,
      subcontractorId: email.subcontractorId ?? undefined,
      subjectId: email.id,
      data: { subject: email.subject, fact: fact.kind },
    });
  });
}

/**
 * Notes, and logs once, that an account's events come with a signature that does not fit: the signing
 * secret is wrong. Only an event that names an email of this account counts, which nobody but the
 * provider can know of; a good event ends it.
 */
export async function noteRefusedEvent(accountId: string, body: string, now: Date): Promise<void> {
  const event = readEvent(body);
  if (!event) return;
  const isNew = await inTransaction(async (tx) => {
    if (!(await lockEmailOf(tx, accountId, event))) return false;
    await tx.mailAccount.createMany({ data: [{ id: accountId }], skipDuplicates: true });
    const { count } = await tx.mailAccount.updateMany({
      where: { id: accountId, eventsRefusedAt: null },
      data: { eventsRefusedAt: now },
    });
    return count > 0;
  });
  if (isNew)
    log().error(
      { account: accountId },
      "events of the mail provider cannot be verified: the webhook's signing secret is wrong",
    );
}

function readEvent(body: string): ProviderEvent | null {
  let event: unknown;
  try {
    event = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = providerEvent.safeParse(event);
  if (parsed.success) return parsed.data;
  // Other event types are ignored. One of our types in an unknown shape is logged and accepted: the
  // provider would only repeat it.
  if (!parsed.error.issues.some((issue) => issue.path[0] === "type"))
    log().warn(
      { at: parsed.error.issues.map((issue) => issue.path.join(".")) },
      "an event of the mail provider could not be read",
    );
  return null;
}

const about = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  subcontractorId: true,
  subject: true,
  toName: true,
  toAddress: true,
  accountId: true,
  providerId: true,
  messageId: true,
  sentAt: true,
  settledAt: true,
  deliveredAt: true,
  bouncedAt: true,
  complainedAt: true,
  lastError: true,
} as const;
type About = Prisma.EmailGetPayload<{ select: typeof about }>;

/**
 * Returns the email an event is about, locked: one sent by this very account, never the demo's.
 * After a restore, an email that is not marked as sent is matched through its studio's account.
 */
async function lockEmailOf(
  tx: Tx,
  accountId: string,
  { data }: ProviderEvent,
): Promise<About | null> {
  const tagged = emailTag.safeParse(data.tags?.email ?? data.tags?.letter);
  const found = await tx.email.findFirst({
    where: {
      ...(tagged.success ? { id: tagged.data } : { providerId: data.email_id }),
      AND: [
        {
          OR: [
            { accountId },
            {
              accountId: null,
              ...(accountId === INSTALL ? {} : { studio: { mailAccount: { id: accountId } } }),
            },
          ],
        },
        { OR: [{ freelancerId: null }, { studio: { seededAt: null } }] },
      ],
    },
    select: { id: true },
  });
  if (!found) return null;
  // Not by the lock of a freelancer's rows: a sign-in email belongs to none.
  await tx.$executeRaw`SELECT 1 FROM "Email" WHERE "id" = ${found.id}::uuid FOR NO KEY UPDATE`;
  return tx.email.findUnique({ where: { id: found.id }, select: about });
}

/**
 * Notes that an email came back, as a mail server wrote to the address that answers go to: the one it names,
 * else the last that went to this person in this thread within three days. It never suppresses the address,
 * since anyone who has the address could have written that. False where there is no such email.
 */
export async function noteBounce(
  freelancerId: string,
  { contactId, projectId }: { contactId: string; projectId: string | null },
  messageIds: string[],
  now: Date,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const found = await tx.email.findFirst({
      where: {
        freelancerId,
        contactId,
        transport: "RESEND",
        bouncedAt: null,
        OR: [
          { messageId: { in: messageIds } },
          { projectId, sentAt: { gt: new Date(now.getTime() - 3 * 86_400_000) } },
        ],
      },
      orderBy: [{ sentAt: "desc" }, { id: "desc" }],
      select: { id: true },
    });
    if (!found) return false;
    await lock(tx, { freelancerId }, { email: found.id });
    const email = await tx.email.findUniqueOrThrow({ where: { id: found.id }, select: about });
    const fact = {
      kind: "bounced",
      isForGood: false,
      why: stored("serverCouldNot"),
      detail: "",
    } as const;
    await tx.email.update({ where: { id: email.id }, data: withFact(email, fact, now) });
    await tellWhy(tx, { ...email, freelancerId }, fact, now, now);
    await record(tx, {
      freelancerId,
      actor: "UPTOMARK",
      kind: "email.reported",
      at: now,
      projectId: email.projectId ?? undefined,
      contactId,
      subjectId: email.id,
      data: { subject: email.subject, fact: fact.kind },
    });
    return true;
  });
}

async function settle(
  tx: Tx,
  email: About,
  { data }: ProviderEvent,
  fact: Fact,
  at: Date,
): Promise<void> {
  // A sign-in email contains a secret, so its words are deleted once it is settled.
  if (email.freelancerId === null) {
    await tx.email.delete({ where: { id: email.id } });
    return;
  }
  await tx.email.update({
    where: { id: email.id },
    data: {
      ...withFact(email, fact, at),
      transport: "RESEND",
      accountId: email.accountId,
      providerId: email.providerId ?? data.email_id,
      messageId: email.messageId ?? data.message_id,
      needsReviewAt: null,
      doubtSince: null,
      leaseToken: null,
      leasedUntil: null,
    },
  });
}

async function tellWhy(
  tx: Tx,
  email: About & { freelancerId: string },
  fact: Exclude<Fact, { kind: "sent" | "delivered" }>,
  at: Date,
  now: Date,
): Promise<void> {
  const cause = fact.kind === "complained" ? "COMPLAINED" : "BOUNCED";
  if (fact.isForGood)
    await suppress(tx, {
      freelancerId: email.freelancerId,
      address: email.toAddress,
      cause,
      detail: fact.detail,
      emailId: email.id,
      suppressedAt: at,
    });
  // If the email was to the freelancer, only the studio shows it: a second email would not arrive
  // either.
  if (email.contactId === null && email.subcontractorId === null) return;
  const studio = await tx.studio.findUniqueOrThrow({
    where: { freelancerId: email.freelancerId },
    select: studioEnvelope,
  });
  const locale = studioLocaleOf(studio.language);
  const kind = fact.kind === "complained" ? "email.complained" : "email.bounced";
  await enqueueEmail(tx, {
    ...toFreelancer(studio),
    kind,
    dedupeKey: `${kind}:${email.id}`,
    ...emailCameBack(
      locale,
      { freelancerName: studio.freelancerName, ...email, ...fact, why: retold(locale.t, fact.why) },
      await pageOfReader(tx, email),
    ),
    createdAt: now,
    sendAt: now,
  });
}

/** Where the studio has the person an email is written to. */
async function pageOfReader(tx: Tx, email: About): Promise<string> {
  if (email.subcontractorId) return links.subcontractor(email.subcontractorId);
  const contact = email.contactId
    ? await tx.contact.findUnique({ where: { id: email.contactId }, select: { clientId: true } })
    : null;
  return contact ? links.client(contact.clientId) : links.email(email.id);
}

/** How long an applied event is remembered: longer than the provider retries. */
const REMEMBERED_MS = 30 * 86_400_000;

/** Deletes remembered events that will not come again. */
export async function forgetOldEvents(now: Date): Promise<void> {
  await inTransaction((tx) =>
    tx.providerEvent.deleteMany({
      where: { receivedAt: { lt: new Date(now.getTime() - REMEMBERED_MS) } },
    }),
  );
}
