import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { listPlanned } from "@/features/follow-ups/queries";
import { kindNames } from "@/features/follow-ups/rules";
import { judge } from "@/features/letters/outbox/rules";
import { letterTimes } from "@/features/letters/queries";
import { placeOf } from "@/features/letters/rules";
import { foresee, reminderAfter, whyThen } from "./rules";

/** How far ahead, and how far back, the page of follow-ups looks. */
export const DAYS = 14;
const DAY_MS = 86_400_000;
/** As many of each sort as the page shows. */
const MOST = 100;

/** Something that will leave, or that would and will not. */
export type Ahead = {
  key: string;
  href: string;
  at: Date;
  zone: string;
  what: string;
  toName: string;
  client: string;
  project: string | null;
  why: string;
  whyNot: string | null;
};

/**
 * What will leave within fourteen days by itself, and what will not and why not: the letters that wait and the
 * follow-ups that are planned, judged by the rules that the carrier and the worker use. Reads alone; nothing
 * is stored and nothing leaves.
 */
export async function dryRun(scope: Scope, now: Date) {
  const until = new Date(now.getTime() + DAYS * DAY_MS);
  const planned = await listForeseen(
    { freelancerId: scope.freelancerId, settledAt: null, dueAt: { lte: until } },
    now,
  );
  const [letters, outbox] = await Promise.all([
    listWaitingLetters(scope, now, until),
    db().outbox.findUnique({ where: { id: 1 }, select: { quarantinedAt: true } }),
  ]);
  const ahead = [
    ...letters,
    ...planned.filter((one) => !one.isLate).flatMap((one) => told(one, until)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return {
    leaving: ahead.filter((one) => !one.whyNot),
    notLeaving: ahead.filter((one) => one.whyNot),
    isClosed: outbox?.quarantinedAt != null,
    isMore: planned.length === MOST || letters.length === MOST,
  };
}

type Foreseen = Awaited<ReturnType<typeof listForeseen>>[number];

/** The planned follow-ups, the first due first, each with what the worker will do with it. */
export async function listForeseen(where: Prisma.FollowUpWhereInput, now: Date) {
  const planned = await listPlanned(db(), where, MOST);
  return foresee(
    planned.map((one) => ({ ...one, reminderDays: one.project.client.studio.reminderDays })),
    now,
  );
}

/** A planned follow-up in words; with a check-back goes the reminder that follows it. */
function told(one: Foreseen, until: Date): Ahead[] {
  const base = {
    zone: one.place.zone,
    toName: one.contact.name,
    client: one.project.client.name,
    project: one.project.title,
    href: `/follow-ups/${one.id}`,
  };
  const own = {
    ...base,
    key: one.id,
    at: one.leavesAt,
    what: kindNames[one.kind].one,
    why: one.kind === "REMINDER" ? `${whyThen(one)}, unless it is answered` : whyThen(one),
    whyNot: one.whyNot,
  };
  const reminderAt =
    one.kind === "CHECK_BACK" && !one.whyNot ? reminderAfter(one, one.project.client.studio) : null;
  if (!reminderAt || reminderAt > until) return [own];
  return [
    own,
    {
      ...base,
      key: `${one.id} reminder`,
      at: reminderAt,
      what: kindNames.REMINDER.one,
      why: "If the check-back has no answer by then",
      whyNot: null,
    },
  ];
}

const becauses: Record<string, { what: string; why: string }> = {
  "project.completed": { what: "Thank-you", why: "The project is completed" },
  "survey.invited": { what: "Check-back", why: "It asks whether it was up to mark" },
  "survey.reminded": { what: "Reminder", why: "The check-back has no answer yet" },
  "message.posted": { what: "Letter about your message", why: "You wrote in the thread" },
  "deadline.moved": { what: "Delay notice", why: "A promised date moved" },
  "work.shown": { what: "Letter about new work", why: "You showed what was done" },
};

/** The letters to contacts that wait, as the carrier would judge each when its time comes. */
async function listWaitingLetters(scope: Scope, now: Date, until: Date): Promise<Ahead[]> {
  const letters = await db().letter.findMany({
    where: {
      freelancerId: scope.freelancerId,
      contactId: { not: null },
      settledAt: null,
      leavesAt: { lte: until },
    },
    orderBy: [{ leavesAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      freelancerId: true,
      kind: true,
      subject: true,
      toName: true,
      toAddress: true,
      contactId: true,
      projectId: true,
      createdAt: true,
      leavesAt: true,
      postponedFrom: true,
      purpose: true,
      inHours: true,
      frozenAt: true,
      doubtSince: true,
      accountId: true,
      lastError: true,
    },
  });
  const mine = { freelancerId: scope.freelancerId };
  const [contacts, projects, suppressed, studio] = await Promise.all([
    db().contact.findMany({
      where: { ...mine, id: { in: present(letters.map((letter) => letter.contactId)) } },
      select: {
        id: true,
        zone: true,
        country: true,
        optedOutAt: true,
        client: { select: { name: true } },
      },
    }),
    db().project.findMany({
      where: { ...mine, id: { in: present(letters.map((letter) => letter.projectId)) } },
      select: { id: true, title: true },
    }),
    db().suppression.findMany({
      where: {
        ...mine,
        liftedAt: null,
        address: { in: letters.map((letter) => letter.toAddress.toLowerCase()) },
      },
      select: { address: true, cause: true },
    }),
    db().studio.findUniqueOrThrow({
      where: mine,
      select: {
        zone: true,
        country: true,
        followUpsFrom: true,
        followUpsUntil: true,
        seededAt: true,
      },
    }),
  ]);
  return letters.flatMap((letter) => {
    const contact = contacts.find((one) => one.id === letter.contactId);
    if (!contact) return [];
    const place = placeOf(contact, studio);
    const at = letter.leavesAt > now ? letter.leavesAt : now;
    const verdict = judge(
      {
        letter,
        accountId: letter.accountId ?? "",
        place: studio.seededAt ? null : place,
        optedOutAt: contact.optedOutAt,
        suppressed:
          suppressed.find((one) => one.address === letter.toAddress.toLowerCase())?.cause ?? null,
      },
      at,
    );
    return {
      key: letter.id,
      href: `/letters/${letter.id}`,
      at: verdict.kind === "later" ? verdict.until : at,
      zone: place.zone,
      what: becauses[letter.kind]?.what ?? letter.subject,
      why: becauses[letter.kind]?.why ?? "It waits to leave",
      toName: letter.toName,
      client: contact.client.name,
      project: projects.find((one) => one.id === letter.projectId)?.title ?? null,
      whyNot: "why" in verdict ? verdict.why : null,
    };
  });
}

/** What has left to contacts within the last fourteen days, the latest first. */
export async function listLeft(scope: Scope, now: Date) {
  return db().letter.findMany({
    where: {
      freelancerId: scope.freelancerId,
      contactId: { not: null },
      sentAt: { gte: new Date(now.getTime() - DAYS * DAY_MS) },
    },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: 30,
    select: { id: true, subject: true, toName: true, ...letterTimes },
  });
}

function present(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
