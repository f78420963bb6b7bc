import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { listPlanned } from "@/features/follow-ups/queries";
import { kindNames } from "@/features/follow-ups/rules";
import { judge } from "@/features/emails/outbox/rules";
import { emailTimes } from "@/features/emails/queries";
import { contactHoursOf } from "@/lib/contact-hours";
import { foresee, reminderAfter, whyThen } from "./rules";

/** How many days ahead and back the follow-ups page looks. */
export const DAYS = 14;
const DAY_MS = 86_400_000;
/** The most of each kind the page shows. */
const MOST = 100;

/** Something that will be sent, or that won't be and why. */
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
 * Returns what will be sent within fourteen days, and what won't and why: waiting emails and
 * planned follow-ups, judged by the worker's own rules. Only reads: nothing is stored and nothing
 * is sent.
 */
export async function dryRun(scope: Scope, now: Date) {
  const until = new Date(now.getTime() + DAYS * DAY_MS);
  const planned = await listForeseen(
    { freelancerId: scope.freelancerId, settledAt: null, dueAt: { lte: until } },
    now,
  );
  const [emails, outbox] = await Promise.all([
    listWaitingEmails(scope, now, until),
    db().outbox.findUnique({ where: { id: 1 }, select: { quarantinedAt: true } }),
  ]);
  const ahead = [
    ...emails,
    ...planned.filter((one) => !one.isLate).flatMap((one) => told(one, until)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return {
    leaving: ahead.filter((one) => !one.whyNot),
    notLeaving: ahead.filter((one) => one.whyNot),
    isClosed: outbox?.quarantinedAt != null,
    isMore: planned.length === MOST || emails.length === MOST,
  };
}

type Foreseen = Awaited<ReturnType<typeof listForeseen>>[number];

/** Returns the planned follow-ups, the first due first, each with what the worker will do. */
export async function listForeseen(where: Prisma.FollowUpWhereInput, now: Date) {
  const planned = await listPlanned(db(), where, MOST);
  return foresee(
    planned.map((one) => ({ ...one, reminderDays: one.project.client.studio.reminderDays })),
    now,
  );
}

/** Returns a planned follow-up in words; a check-back also brings the reminder that follows it. */
function told(one: Foreseen, until: Date): Ahead[] {
  const base = {
    zone: one.contactHours.zone,
    toName: one.contact.name,
    client: one.project.client.name,
    project: one.project.title,
    href: `/follow-ups/${one.id}`,
  };
  const own = {
    ...base,
    key: one.id,
    at: one.sendAt,
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
  "message.posted": { what: "Email about your message", why: "You wrote a message" },
  "deadline.moved": { what: "Delay notice", why: "A promised date moved" },
  "work.shown": { what: "Progress update", why: "You posted work notes" },
};

/** Returns the waiting emails to contacts, as the worker would judge each when it falls due. */
async function listWaitingEmails(scope: Scope, now: Date, until: Date): Promise<Ahead[]> {
  const emails = await db().email.findMany({
    where: {
      freelancerId: scope.freelancerId,
      contactId: { not: null },
      settledAt: null,
      sendAt: { lte: until },
    },
    orderBy: [{ sendAt: "asc" }, { id: "asc" }],
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
      sendAt: true,
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
      where: { ...mine, id: { in: present(emails.map((email) => email.contactId)) } },
      select: {
        id: true,
        zone: true,
        country: true,
        optedOutAt: true,
        client: { select: { name: true } },
      },
    }),
    db().project.findMany({
      where: { ...mine, id: { in: present(emails.map((email) => email.projectId)) } },
      select: { id: true, title: true },
    }),
    db().suppression.findMany({
      where: {
        ...mine,
        liftedAt: null,
        address: { in: emails.map((email) => email.toAddress.toLowerCase()) },
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
  return emails.flatMap((email) => {
    const contact = contacts.find((one) => one.id === email.contactId);
    if (!contact) return [];
    const contactHours = contactHoursOf(contact, studio);
    const at = email.sendAt > now ? email.sendAt : now;
    const verdict = judge(
      {
        email,
        accountId: email.accountId ?? "",
        contactHours: studio.seededAt ? null : contactHours,
        optedOutAt: contact.optedOutAt,
        suppressed:
          suppressed.find((one) => one.address === email.toAddress.toLowerCase())?.cause ?? null,
      },
      at,
    );
    return {
      key: email.id,
      href: `/emails/${email.id}`,
      at: verdict.kind === "later" ? verdict.until : at,
      zone: contactHours.zone,
      what: becauses[email.kind]?.what ?? email.subject,
      why: becauses[email.kind]?.why ?? "It is waiting to be sent",
      toName: email.toName,
      client: contact.client.name,
      project: projects.find((one) => one.id === email.projectId)?.title ?? null,
      whyNot: "why" in verdict ? verdict.why : null,
    };
  });
}

/** Returns what was sent to contacts within the last fourteen days, the latest first. */
export async function listLeft(scope: Scope, now: Date) {
  return db().email.findMany({
    where: {
      freelancerId: scope.freelancerId,
      contactId: { not: null },
      sentAt: { gte: new Date(now.getTime() - DAYS * DAY_MS) },
    },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: 30,
    select: { id: true, subject: true, toName: true, ...emailTimes },
  });
}

function present(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
