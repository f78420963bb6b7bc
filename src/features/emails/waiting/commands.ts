import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { hastenEmail, openWords, rewriteEmail, skipWaiting } from "@/features/emails/commands";
import { emailKind } from "@/features/emails/kinds";
import { isStillMine } from "@/features/emails/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { paragraphsOf } from "@/language/plain";
import { say } from "@/language/say";
import { changesIn, type Seen } from "@/lib/seen";
import { notFound, Refusal } from "@/lib/errors";

/**
 * The freelancer's own words for an email that waits; its greeting, link and signature stay. Refuses
 * where it was written again since it was `seen`, with one more message for example.
 */
export async function editEmail(
  scope: Scope,
  { emailId, ...input }: { emailId: string; subject: string; text: string },
  now: Date,
  seen: Seen = {},
): Promise<void> {
  await onWaiting(scope, emailId, now, "email.edited", async (tx, email) => {
    const words = openWords(email.wordsCipher);
    const before = { subject: email.subject, text: words.paragraphs.join("\n\n") };
    const labels = { subject: "emails.changes.subject", text: "emails.changes.text" } as const;
    const { subject, text } = { ...before, ...changesIn(input, before, seen, labels) };
    await rewriteEmail(tx, email.id, {
      subject,
      words: { ...words, paragraphs: paragraphsOf(text) },
    });
    await tx.email.update({ where: { id: email.id }, data: { editedAt: now } });
  });
}

/** Sends a waiting email of the freelancer's now. */
export async function sendEmailNow(scope: Scope, emailId: string, now: Date): Promise<void> {
  await onWaiting(scope, emailId, now, "email.sentByHand", async (tx) => {
    await hastenEmail(tx, emailId, now);
  });
}

/** A waiting email is not sent. It stays readable, and its key stays taken. */
export async function skipEmail(scope: Scope, emailId: string, now: Date): Promise<void> {
  await onWaiting(scope, emailId, now, "email.skipped", async (tx) => {
    await skipWaiting(tx, emailId, now);
  });
}

type Waiting = Awaited<ReturnType<typeof lockWaiting>>;

async function onWaiting(
  scope: Scope,
  emailId: string,
  now: Date,
  kind: "email.edited" | "email.sentByHand" | "email.skipped",
  work: (tx: Tx, email: Waiting) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockWaiting(tx, scope, emailId);
    if (kind !== "email.sentByHand" && emailKind(email.kind)?.isForEveryone)
      throw new Refusal("not-allowed", say("emails.refused.alike"));
    const whyNotEdited = emailKind(email.kind)?.whyNotEdited;
    if (kind === "email.edited" && whyNotEdited)
      throw new Refusal("not-allowed", say(whyNotEdited));
    await work(tx, email);
    await record(tx, {
      ...byFreelancer(scope),
      kind,
      at: now,
      projectId: email.projectId ?? undefined,
      contactId: email.contactId ?? undefined,
      subcontractorId: email.subcontractorId ?? undefined,
      subjectId: emailId,
      data: { subject: email.subject },
    });
  });
}

async function lockWaiting(tx: Tx, scope: Scope, emailId: string) {
  await lock(tx, scope, { email: emailId });
  const email = await tx.email.findUnique({
    where: { id: emailId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      kind: true,
      projectId: true,
      contactId: true,
      subcontractorId: true,
      subject: true,
      frozenAt: true,
      settledAt: true,
      wordsCipher: true,
    },
  });
  if (!email) throw notFound("email");
  if (!isStillMine(email)) throw new Refusal("too-late", say("emails.refused.tooLate"));
  return email;
}
