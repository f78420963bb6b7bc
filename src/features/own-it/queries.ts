import type { Scope } from "@/auth/scope";
import { db, type Prisma, type Tx } from "@/db/client";
import { emailTimes } from "@/features/emails/queries";
import { languageOf } from "@/language/languages";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { hasNotice, wasOpenThen, type FailureDays } from "./rules";

const failureFields = {
  id: true,
  what: true,
  doing: true,
  beganOn: true,
  endedOn: true,
  foundOn: true,
  goodwillKind: true,
  hundredths: true,
  currency: true,
  goodwillText: true,
  notices: {
    orderBy: [{ toldAt: "asc" }, { contact: { name: "asc" } }],
    select: {
      contactId: true,
      ownLine: true,
      toldAt: true,
      contact: { select: { name: true, client: { select: { id: true, name: true } } } },
      email: { select: { id: true, lastError: true, ...emailTimes } },
    },
  },
  goodwill: { select: { kind: true, hundredths: true, currency: true, text: true } },
} satisfies Prisma.FailureSelect;

/** Returns one failure of the freelancer's, with who was told and who answered since. */
export async function getFailure(scope: Scope, failureId: string) {
  const { freelancerId } = scope;
  const found = await db().failure.findUnique({
    where: { id: failureId, freelancerId },
    select: failureFields,
  });
  if (!found) throw notFound("page");
  const { beganOn, endedOn, foundOn, notices, ...rest } = found;
  const answers = await listAnswers(freelancerId, failureId);
  return {
    ...rest,
    days: {
      beganOn: fromDateColumn(beganOn),
      endedOn: endedOn && fromDateColumn(endedOn),
      foundOn: foundOn && fromDateColumn(foundOn),
    },
    notices: notices.map((notice) => ({
      ...notice,
      answer: answers.get(notice.contactId) ?? null,
    })),
  };
}

export type FailureFacts = Awaited<ReturnType<typeof getFailure>>;

type FirstAnswer = { contactId: string; projectId: string; at: Date };

/** The first message of each person after they were told, in any thread. */
async function listAnswers(
  freelancerId: string,
  failureId: string,
): Promise<Map<string, FirstAnswer>> {
  const rows = await db().$queryRaw<FirstAnswer[]>`
    SELECT n."contactId", m."projectId", m."writtenAt" AS "at"
    FROM "FailureNotice" n CROSS JOIN LATERAL (SELECT w."projectId", w."writtenAt" FROM "Message" w
      WHERE w."freelancerId" = n."freelancerId" AND w."contactId" = n."contactId"
        AND w."writtenAt" > n."toldAt"
      ORDER BY w."writtenAt" LIMIT 1) m
    WHERE n."freelancerId" = ${freelancerId}::uuid AND n."failureId" = ${failureId}::uuid`;
  return new Map(rows.map((row) => [row.contactId, row]));
}

/**
 * Returns everyone who could be told about a failure and has no email about it: first those whose project was open
 * then, which are proposed, and what each should be known by: a link that no longer works, an address that nothing is
 * sent to.
 */
export async function listPeople(
  scope: Scope,
  failure: Pick<FailureFacts, "days" | "notices">,
  zone: string,
  now: Date,
) {
  const { freelancerId } = scope;
  const contacts = await db().contact.findMany({
    where: { freelancerId, removedAt: null },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      address: true,
      language: true,
      linkRevokedAt: true,
      linkLastOn: true,
      client: { select: { name: true } },
      projects: { select: { title: true, createdAt: true, completedAt: true } },
    },
  });
  const suppressed = await listSuppressedAmong(
    db(),
    freelancerId,
    contacts.map(({ address }) => address),
  );
  const today = dayIn(zone, now);
  const toldIds = failure.notices.filter(hasNotice).map(({ contactId }) => contactId);
  const people = contacts
    .filter(({ id }) => !toldIds.includes(id))
    .map(({ projects, linkRevokedAt, linkLastOn, address, language, ...contact }) => ({
      ...contact,
      language: languageOf(language),
      openThen: projects
        .filter((project) => wasOpenThen(project, failure.days, zone))
        .map(({ title }) => title),
      hasNoLink:
        linkRevokedAt !== null || (linkLastOn !== null && fromDateColumn(linkLastOn) < today),
      suppressedFor: suppressed.get(address.toLowerCase()) ?? null,
      ownLine: failure.notices.find((one) => one.contactId === contact.id)?.ownLine ?? "",
    }));
  return people.toSorted((a, b) => Number(b.openThen.length > 0) - Number(a.openThen.length > 0));
}

export type AffectedPerson = Awaited<ReturnType<typeof listPeople>>[number];

/** Returns which of the addresses nothing is sent to any more, and why. */
export async function listSuppressedAmong(
  within: Pick<Tx, "suppression">,
  freelancerId: string,
  addresses: string[],
) {
  const rows = await within.suppression.findMany({
    where: {
      freelancerId,
      address: { in: addresses.map((address) => address.toLowerCase()) },
      liftedAt: null,
    },
    select: { address: true, cause: true },
  });
  return new Map(rows.map(({ address, cause }) => [address, cause]));
}

/** As many as one run finishes; the next has the rest. */
const MOST = 100;

const noticeFields = {
  id: true,
  freelancerId: true,
  contactId: true,
  failureId: true,
  failure: {
    select: {
      what: true,
      beganOn: true,
      endedOn: true,
      foundOn: true,
      goodwillKind: true,
      hundredths: true,
      currency: true,
      goodwillText: true,
      studio: { select: { zone: true } },
    },
  },
  email: { select: { id: true, sentAt: true, wordsCipher: true } },
  contact: {
    select: {
      clientId: true,
      projects: {
        orderBy: { createdAt: "desc" },
        select: { id: true, createdAt: true, completedAt: true },
      },
    },
  },
} satisfies Prisma.FailureNoticeSelect;

/**
 * Returns the people whose email has been sent but is not counted yet, with the thread that it belongs in: of the
 * project that was open then, else their latest.
 */
export async function listSentNotices(tx: Pick<Tx, "failureNotice">, noticeId?: string) {
  const found = await tx.failureNotice.findMany({
    where: {
      ...(noticeId ? { id: noticeId } : {}),
      toldAt: null,
      email: { sentAt: { not: null } },
    },
    orderBy: { id: "asc" },
    take: MOST,
    select: noticeFields,
  });
  return found.map(({ failure, email, contact, ...notice }) => {
    const { beganOn, endedOn, studio } = failure;
    const days: FailureDays = {
      beganOn: fromDateColumn(beganOn),
      endedOn: endedOn && fromDateColumn(endedOn),
      foundOn: null,
    };
    const open = contact.projects.find((project) => wasOpenThen(project, days, studio.zone));
    return {
      ...notice,
      clientId: contact.clientId,
      what: failure.what,
      goodwill: failure.goodwillKind && {
        kind: failure.goodwillKind,
        hundredths: failure.hundredths,
        currency: failure.currency,
        text: failure.goodwillText,
      },
      emailId: email!.id,
      wordsCipher: email!.wordsCipher,
      sentAt: email!.sentAt!,
      threadId: (open ?? contact.projects[0])?.id ?? null,
    };
  });
}
