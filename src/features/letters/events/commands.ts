import { inTransaction, Prisma, type Tx } from "@/db/client";
import type { SignedEvent } from "@/email/webhook";
import { INSTALL } from "@/email/door";
import { enqueueLetter } from "@/features/letters/commands";
import { letterCameBack } from "@/features/letters/letters";
import { suppress } from "@/features/letters/suppressions/commands";
import { links } from "@/lib/links";
import { log } from "@/lib/log";
import { notifyStudio } from "@/live/notify";
import { factIn, withFact, type Fact } from "./rules";
import { letterTag, providerEvent, type ProviderEvent } from "./schema";

/**
 * Takes the provider's word about a letter that left by this account: its own times, the suppression of an
 * address that is at fault, and a letter that tells the freelancer why, together or not at all. An event is
 * taken once, however often it comes; any order of events ends alike. A letter whose outcome nobody knew is
 * settled by it, so that nobody sends it again. What is about no letter of this account changes nothing.
 */
export async function takeEvent(accountId: string, signed: SignedEvent, now: Date): Promise<void> {
  const event = readEvent(signed.body);
  if (!event) return;
  // The provider's clock may be ahead; nothing here is told from the future.
  const at = event.created_at < now ? event.created_at : now;
  await inTransaction(async (tx) => {
    const letter = await lockLetterOf(tx, accountId, event);
    if (!letter) return;
    const { count } = await tx.providerEvent.createMany({
      data: [{ accountId, id: signed.id, receivedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const fact = factIn(event);
    await settle(tx, { ...letter, accountId: letter.accountId ?? accountId }, event, fact, at);
    if (letter.freelancerId === null) return;
    if ("isForGood" in fact)
      await tellWhy(tx, { ...letter, freelancerId: letter.freelancerId }, fact, at, now);
    await notifyStudio(tx, letter.freelancerId);
  });
}

function readEvent(body: string): ProviderEvent | null {
  let told: unknown;
  try {
    told = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = providerEvent.safeParse(told);
  if (parsed.success) return parsed.data;
  // Other types are none of ours. One of ours in a shape that is not known is worth a look; the provider would only repeat it.
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
  contactId: true,
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
type About = Prisma.LetterGetPayload<{ select: typeof about }>;

/**
 * The letter an event is about, locked: one that left by this very account, never the demo's. One that is not
 * known to have left at all, since the database was restored from before, may have left by its studio's.
 */
async function lockLetterOf(
  tx: Tx,
  accountId: string,
  { data }: ProviderEvent,
): Promise<About | null> {
  const tagged = letterTag.safeParse(data.tags?.letter);
  const found = await tx.letter.findFirst({
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
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Letter" WHERE "id" = ${found.id}::uuid FOR NO KEY UPDATE`,
  );
  return tx.letter.findUnique({ where: { id: found.id }, select: about });
}

async function settle(
  tx: Tx,
  letter: About,
  { data }: ProviderEvent,
  fact: Fact,
  at: Date,
): Promise<void> {
  // A sign-in letter holds a way in: nothing of it is kept once it is settled.
  if (letter.freelancerId === null) {
    await tx.letter.delete({ where: { id: letter.id } });
    return;
  }
  await tx.letter.update({
    where: { id: letter.id },
    data: {
      ...withFact(letter, fact, at),
      door: "RESEND",
      accountId: letter.accountId,
      providerId: letter.providerId ?? data.email_id,
      messageId: letter.messageId ?? data.message_id,
      needsReviewAt: null,
      doubtSince: null,
      leaseToken: null,
      leasedUntil: null,
    },
  });
}

async function tellWhy(
  tx: Tx,
  letter: About & { freelancerId: string },
  fact: Exclude<Fact, { kind: "sent" | "delivered" }>,
  at: Date,
  now: Date,
): Promise<void> {
  const cause = fact.kind === "complained" ? "COMPLAINED" : "BOUNCED";
  if (fact.isForGood)
    await suppress(tx, {
      freelancerId: letter.freelancerId,
      address: letter.toAddress,
      cause,
      detail: fact.detail,
      letterId: letter.id,
      suppressedAt: at,
    });
  // One that was to the freelancer is told by the studio alone: a second letter would not arrive either.
  if (letter.contactId === null) return;
  const contact = await tx.contact.findUnique({
    where: { id: letter.contactId },
    select: { clientId: true },
  });
  const { freelancerName, replyTo } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId: letter.freelancerId },
    select: { freelancerName: true, replyTo: true },
  });
  const kind = fact.kind === "complained" ? "letter.complained" : "letter.bounced";
  await enqueueLetter(tx, {
    freelancerId: letter.freelancerId,
    kind,
    dedupeKey: `${kind}:${letter.id}`,
    fromName: "Uptomark",
    replyTo: null,
    toName: freelancerName,
    toAddress: replyTo,
    ...letterCameBack(
      { freelancerName, ...letter, ...fact },
      contact ? links.client(contact.clientId) : links.letter(letter.id),
    ),
    createdAt: now,
    leavesAt: now,
  });
}

/** For how long a taken event is remembered: longer than the provider tries to bring one. */
const REMEMBERED_MS = 30 * 86_400_000;

/** Forgets events that nobody brings any more. */
export async function forgetOldEvents(now: Date): Promise<void> {
  await inTransaction((tx) =>
    tx.providerEvent.deleteMany({
      where: { receivedAt: { lt: new Date(now.getTime() - REMEMBERED_MS) } },
    }),
  );
}
