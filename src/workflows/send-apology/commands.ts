import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import {
  cancelApology,
  enqueueApology,
  isOnItsWay,
  listSentApologies,
  markApologized,
  readerOf,
  saveText,
} from "@/features/cases/apology/commands";
import { apologyEmail } from "@/features/cases/apology/emails";
import { findApologyFacts } from "@/features/cases/apology/queries";
import { faultsIn, goodwillOf } from "@/features/cases/apology/rules";
import type { DraftedApology } from "@/features/cases/apology/schema";
import { lockCase, type LockedCase } from "@/features/cases/commands";
import { addLine, lockThread } from "@/features/messages/commands";
import { saveWait } from "@/features/projects/commands";
import { promise, propose } from "@/features/remedies/commands";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { oneByOne } from "@/lib/one-by-one";

/**
 * Keeps the draft of an apology with the remedy and the goodwill it will name. Nothing is sent or promised. Refused
 * once it is on its way: what its email says is what will be promised.
 */
export async function saveApology(scope: Scope, draft: DraftedApology, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, draft.caseId);
    if (one.apologizedAt || isOnItsWay(one))
      throw new Refusal("too-late", say("cases.refused.onItsWay"));
    await saveParts(tx, one, draft, now);
  });
}

/**
 * Sends the apology: an email, held for the studio's time to undo. It is checked against the rules of a good apology
 * first; with a fault it refuses with "asks-again", naming each, until it is sent anyway. Pressing twice is one email.
 * What it promises is promised once the email has been sent.
 */
export async function sendApology(scope: Scope, draft: DraftedApology, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, draft.caseId);
    const { text } = draft;
    if (!text) throw new Refusal("invalid", say("cases.refused.empty"), "text");
    if (one.apologizedAt) throw new Refusal("too-late", say("cases.refused.sentAlready"));
    if (isOnItsWay(one)) return;
    const { offered } = await saveParts(tx, one, draft, now);
    const facts = await findApologyFacts(tx, one);
    const { page, ...contact } = await readerOf(tx, one);
    const written = { text, remedy: offered.remedy };
    const faults = draft.anyway ? [] : faultsIn(written, facts, contact.language, say);
    if (faults.length > 0)
      throw new Refusal("asks-again", faults.map(({ why }) => why).join(" "), faults[0]!.field);
    const email = apologyEmail(
      localeOf(contact.language),
      {
        freelancerName: facts.freelancerName,
        contactName: contact.name,
        projectTitle: facts.projectTitle,
        text,
        ...offered,
      },
      page,
    );
    await enqueueApology(tx, one, email, now);
  });
}

/** Undoes an apology that has not been sent yet: it is a draft again. Refused once it is too late. */
export async function undoApology(scope: Scope, caseId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, caseId);
    if (!(await cancelApology(tx, one, now)))
      throw new Refusal("too-late", say("cases.refused.cannotUndo"));
  });
}

async function saveParts(tx: Tx, one: LockedCase, draft: DraftedApology, now: Date) {
  const { caseId, version, text = null, remedy = null } = draft;
  const offered = { remedy, goodwill: goodwillOf(draft) };
  await saveText(tx, one, { version, text });
  const { freelancerId, clientId } = one;
  await propose(tx, { freelancerId, clientId, caseId }, offered, now);
  return { offered };
}

/**
 * Finishes the apologies whose email has been sent, each in a transaction of its own, so that one that fails holds up
 * no other: the apology is a line of the thread, its remedy is promised and its goodwill given, and the case counts
 * its first word. Doing it again changes nothing, so that a process that dies in between loses nothing.
 */
export async function settleApologies(now: Date): Promise<void> {
  const failed = "an apology that was sent could not be settled";
  await oneByOne(await listSentApologies(db()), failed, ({ id }) =>
    inTransaction((tx) => settleApology(tx, id, now)),
  );
}

async function settleApology(tx: Tx, caseId: string, now: Date): Promise<void> {
  const sent = await listSentApologies(tx, caseId);
  const apology = sent[0];
  if (!apology) return;
  await lock(tx, apology, { client: apology.clientId });
  const thread = apology.threadId
    ? await lockThread(tx, { freelancerId: apology.freelancerId, projectId: apology.threadId })
    : null;
  // Whoever held the client before may have settled it.
  if ((await listSentApologies(tx, caseId)).length === 0) return;
  await markApologized(tx, apology, apology.sentAt);
  await promise(tx, { ...apology, caseId }, apology.sentAt);
  if (!thread) return;
  const line = { text: apology.text, formKey: apology.emailId };
  if (await addLine(tx, thread, null, line, now)) await saveWait(tx, apology.threadId!, null);
}
