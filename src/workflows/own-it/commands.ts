import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { goodwillName } from "@/features/cases/apology/emails";
import { faultsInWording, goodwillOf } from "@/features/cases/apology/rules";
import { openWords } from "@/features/emails/commands";
import { addLine, lockThread } from "@/features/messages/commands";
import {
  correctFailure,
  createFailure,
  enqueueNotice,
  lockFailure,
  markTold,
  type LockedFailure,
} from "@/features/own-it/commands";
import { ownItEmail } from "@/features/own-it/emails";
import { listSentNotices, listSuppressedAmong } from "@/features/own-it/queries";
import { withoutReasonWords } from "@/features/own-it/rules";
import type { NewFailure, ToldPeople } from "@/features/own-it/schema";
import { giveForFailure } from "@/features/remedies/goodwill/commands";
import { languageOf, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { dayIn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { oneByOne } from "@/lib/one-by-one";
import { unseal } from "@/lib/tokens";

type GoodwillFields = Parameters<typeof goodwillOf>[0];

/** Writes down a failure that hit several clients. Nobody is told yet. Returns its id. */
export async function writeFailure(
  scope: Scope,
  input: NewFailure & GoodwillFields,
  now: Date,
): Promise<string> {
  const goodwill = goodwillOf(input);
  return inTransaction((tx) => createFailure(tx, scope, input, goodwill, now));
}

/** Corrects a failure: what was sent stays as it was. Refused while an email about it waits. */
export async function changeFailure(
  scope: Scope,
  { failureId, ...input }: NewFailure & GoodwillFields & { failureId: string },
  now: Date,
): Promise<void> {
  const goodwill = goodwillOf(input);
  await inTransaction(async (tx) => {
    const failure = await lockFailure(tx, scope, failureId);
    await correctFailure(tx, failure, input, goodwill, now);
  });
}

/**
 * Tells the chosen people what went wrong: one email each, held for the studio's time to undo, in the language of its
 * reader. Who has been told already is not told again. Its wording is held to the rules of an apology: with a fault it
 * refuses with "asks-again" until it is sent anyway. An address that nothing is sent to is refused by its name.
 */
export async function tellAffected(scope: Scope, input: ToldPeople, now: Date): Promise<void> {
  const ids = [...new Set(input.contactIds)];
  await inTransaction(async (tx) => {
    const failure = await lockFailure(tx, scope, input.failureId);
    const people = await lockPeople(tx, scope, ids);
    await refuseSuppressed(tx, scope, people);
    const lineOf = (id: string) => input.lines[id] ?? "";
    if (!input.anyway) refuseWording(failure, people, lineOf);
    for (const person of people)
      await enqueueNotice(
        tx,
        failure,
        person,
        lineOf(person.id),
        writeTo(person, failure, lineOf(person.id), now),
        now,
      );
  });
}

type Person = Awaited<ReturnType<typeof lockPeople>>[number];

async function lockPeople(tx: Tx, scope: Scope, ids: string[]) {
  await lock(tx, scope, { contact: ids });
  const people = await tx.contact.findMany({
    where: { id: { in: ids }, freelancerId: scope.freelancerId },
    orderBy: { id: "asc" },
    select: {
      id: true,
      clientId: true,
      name: true,
      address: true,
      language: true,
      linkCipher: true,
      linkRevokedAt: true,
    },
  });
  if (people.length !== ids.length) throw notFound("contact");
  return people.map((person) => ({ ...person, language: languageOf(person.language) }));
}

async function refuseSuppressed(tx: Tx, scope: Scope, people: Person[]): Promise<void> {
  const addresses = people.map(({ address }) => address);
  const suppressed = await listSuppressedAmong(tx, scope.freelancerId, addresses);
  const names = people.filter(({ address }) => suppressed.has(address.toLowerCase()));
  if (names.length > 0)
    throw new Refusal(
      "not-allowed",
      say("ownIt.refused.suppressed", { names: names.map(({ name }) => name).join(", ") }),
      "contactIds",
    );
}

function refuseWording(
  failure: LockedFailure,
  people: Person[],
  lineOf: (id: string) => string,
): void {
  const languages = new Set<Language>(people.map(({ language }) => language));
  const ofAll = [...languages].flatMap((language) => [
    ...faultsInWording(withoutReasonWords(failure.what, language), language, say),
    ...faultsInWording(failure.doing, language, say),
  ]);
  const ofLines = people.flatMap(({ id, language }) => faultsInWording(lineOf(id), language, say));
  const faults = [...new Set([...ofAll, ...ofLines])];
  if (faults.length > 0) throw new Refusal("asks-again", faults.join(" "));
}

function writeTo(person: Person, failure: LockedFailure, ownLine: string, now: Date) {
  const locale = localeOf(person.language);
  const { studio, what, doing, days, goodwill } = failure;
  const facts = {
    freelancerName: studio.freelancerName,
    contactName: person.name,
    ownLine,
    what,
    doing,
    days,
    today: dayIn(studio.zone, now),
    goodwill: goodwill && goodwillName(locale, goodwill),
  };
  const page = person.linkRevokedAt
    ? null
    : links.statusPage(unseal("contact-link", person.linkCipher));
  return ownItEmail(locale, facts, page);
}

/**
 * Finishes the emails about failures that have been sent, each in a transaction of its own, so that one that fails
 * holds up no other: the person counts as told, the email is a line of their thread as it was sent, and their client
 * has the goodwill. Doing it again changes nothing, so that a process that dies in between loses nothing.
 */
export async function settleNotices(now: Date): Promise<void> {
  const failed = "an email about a failure that was sent could not be settled";
  await oneByOne(await listSentNotices(db()), failed, ({ id }) =>
    inTransaction((tx) => settleNotice(tx, id, now)),
  );
}

async function settleNotice(tx: Tx, noticeId: string, now: Date): Promise<void> {
  const [sent] = await listSentNotices(tx, noticeId);
  if (!sent) return;
  await lock(tx, sent, { client: sent.clientId });
  const { freelancerId, clientId, failureId, goodwill, threadId, emailId } = sent;
  const thread = threadId ? await lockThread(tx, { freelancerId, projectId: threadId }) : null;
  // Whoever held the client before may have settled it.
  if ((await listSentNotices(tx, noticeId)).length === 0) return;
  await markTold(tx, sent, failureId, sent.sentAt);
  if (goodwill)
    await giveForFailure(tx, { freelancerId, clientId, failureId }, goodwill, sent.sentAt);
  if (!thread) return;
  const line = {
    text: openWords(sent.wordsCipher).paragraphs.join("\n\n"),
    formKey: emailId,
  };
  await addLine(tx, thread, null, line, now);
}
