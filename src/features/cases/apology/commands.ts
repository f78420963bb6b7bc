import type { Tx } from "@/db/client";
import { cancelEmail, enqueueEmail, openWords, type Written } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { languageOf } from "@/language/languages";
import { say } from "@/language/say";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { aboutCase, lockedCase, noteResponse, type LockedCase } from "@/features/cases/commands";
import { Refusal } from "@/lib/errors";

/**
 * Keeps the freelancer's text of an apology, in the transaction that holds its case. A draft that another tab has
 * saved since `version` was read is not overwritten: refused, with what was typed still in the form.
 */
export async function saveText(
  tx: Tx,
  one: LockedCase,
  draft: { version: number; text: string | null },
): Promise<void> {
  if (one.draftVersion !== draft.version)
    throw new Refusal("already", say("cases.refused.changed"), "text");
  await tx.case.update({
    where: { id: one.id },
    data: { apologyText: draft.text, draftVersion: { increment: 1 } },
  });
  await record(tx, { ...aboutCase(one), kind: "case.apologyDrafted" });
}

/**
 * Whether an apology is on its way: written as an email that has neither been sent nor cancelled. One that needs
 * review is decided about on its own page, so that no second one is written beside it.
 */
export function isOnItsWay({ email, apologizedAt }: Pick<LockedCase, "email" | "apologizedAt">) {
  if (apologizedAt || !email) return false;
  return !email.settledAt || email.sentAt !== null || email.needsReviewAt !== null;
}

/**
 * Writes the apology's email, held for the studio's time to undo, in the transaction that holds its case. Each draft
 * is one email: one that was undone leaves its case a draft again.
 */
export async function enqueueApology(
  tx: Tx,
  one: LockedCase,
  written: Written,
  now: Date,
): Promise<void> {
  const contact = await tx.contact.findUniqueOrThrow({
    where: { id: one.contactId },
    select: {
      id: true,
      name: true,
      address: true,
      client: { select: { studio: { select: { ...studioEnvelope, emailHoldSeconds: true } } } },
    },
  });
  const { studio } = contact.client;
  const emailId = await enqueueEmail(tx, {
    ...toContact(studio, contact),
    ...written,
    kind: "case.apologized",
    projectId: one.projectId ?? undefined,
    dedupeKey: `case.apologized:${one.id}:${one.draftVersion + 1}`,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
  });
  await tx.case.update({ where: { id: one.id }, data: { apologyEmailId: emailId } });
  await record(tx, { ...aboutCase(one), kind: "case.apologyWritten", at: now });
}

/** Undoes an apology that waits, in the transaction that holds its case. False when it is too late. */
export async function cancelApology(tx: Tx, one: LockedCase, now: Date): Promise<boolean> {
  if (!one.apologyEmailId || !(await cancelEmail(tx, one.apologyEmailId, now))) return false;
  await tx.case.update({ where: { id: one.id }, data: { apologyEmailId: null } });
  await record(tx, { ...aboutCase(one), kind: "case.apologyUndone", at: now });
  return true;
}

/** The apology has been sent, in the transaction that holds its case: the first word, where there was none before. */
export async function markApologized(tx: Tx, one: LockedCase, sentAt: Date): Promise<void> {
  await tx.case.update({ where: { id: one.id }, data: { apologizedAt: sentAt } });
  await noteResponse(tx, one, sentAt);
  await record(tx, { ...aboutCase(one), kind: "case.apologized", at: sentAt });
}

/** Who the apology is written to: their language, and the page where they answer. */
export async function readerOf(tx: Tx, one: LockedCase) {
  const { language, linkCipher, linkRevokedAt, ...contact } = await tx.contact.findUniqueOrThrow({
    where: { id: one.contactId },
    select: { name: true, language: true, linkCipher: true, linkRevokedAt: true },
  });
  const page = linkRevokedAt
    ? null
    : links.statusPage(unseal("contact-link", linkCipher), one.projectId ?? undefined);
  return { ...contact, language: languageOf(language), page };
}

/** As many as one run finishes; the next has the rest. */
const MOST = 100;

/**
 * Returns the cases whose apology has been sent but is not counted yet, with the text as it was sent and the thread
 * that it belongs in: the case's project, else the client's latest.
 */
export async function listSentApologies(tx: Pick<Tx, "case">, caseId?: string) {
  const found = await tx.case.findMany({
    where: {
      ...(caseId ? { id: caseId } : {}),
      apologizedAt: null,
      email: { sentAt: { not: null } },
    },
    orderBy: { id: "asc" },
    take: MOST,
    select: {
      ...lockedCase,
      email: { select: { ...lockedCase.email.select, id: true, wordsCipher: true } },
      client: {
        select: { projects: { orderBy: { createdAt: "desc" }, take: 1, select: { id: true } } },
      },
    },
  });
  return found.map(({ email, client, ...one }) => ({
    ...one,
    email,
    emailId: email!.id,
    sentAt: email!.sentAt!,
    text: openWords(email!.wordsCipher).paragraphs.join("\n\n"),
    threadId: one.projectId ?? client.projects[0]?.id ?? null,
  }));
}
