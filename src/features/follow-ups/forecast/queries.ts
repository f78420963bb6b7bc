import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import type { SuppressionCause } from "@/db/enums";
import { factKey, readFactsNow } from "@/features/emails/delivery/facts/queries";
import { judge } from "@/features/emails/delivery/rules";
import { emailKind } from "@/features/emails/kinds";
import { emailTimes } from "@/features/emails/queries";
import { listPlanned } from "@/features/follow-ups/queries";
import { say, type Say } from "@/language/say";
import { contactHoursOf } from "@/lib/contact-hours";
import { foresee, reminderAfter, whyThen } from "./rules";

/** How many days ahead and back the follow-ups page looks. */
export const DAYS = 14;
const DAY_MS = 86_400_000;
/** The most of each kind the page shows. */
const MOST = 100;

/** Something that will be sent, or that would be and will not. */
export type ForecastEntry = {
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
 * What will be sent within fourteen days by itself, and what will not and why not: the emails that wait and the
 * follow-ups that are planned, judged by the rules that the delivery and the worker use. Reads alone; nothing
 * is stored and nothing is sent.
 */
export async function dryRun(scope: Scope, now: Date, t: Say = say) {
  const until = new Date(now.getTime() + DAYS * DAY_MS);
  const planned = await listForeseen(
    { freelancerId: scope.freelancerId, settledAt: null, dueAt: { lte: until } },
    now,
  );
  const [emails, outbox] = await Promise.all([
    forecastEmails(scope, now, until, t),
    db().outbox.findUnique({ where: { id: 1 }, select: { quarantinedAt: true } }),
  ]);
  const onTime = planned.filter((one) => !one.isLate);
  const entries = [...emails, ...onTime.flatMap((one) => entriesOf(one, until, t))].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  return {
    sending: entries.filter((one) => !one.whyNot),
    notSending: entries.filter((one) => one.whyNot),
    isClosed: outbox?.quarantinedAt != null,
    isMore: planned.length === MOST || emails.length === MOST,
  };
}

type Foreseen = Awaited<ReturnType<typeof listForeseen>>[number];

/** Returns the planned follow-ups, the first due first, each with what the worker will do. */
export async function listForeseen(where: Prisma.FollowUpWhereInput, now: Date) {
  const planned = await listPlanned(db(), where, MOST);
  return foresee(
    planned.map((one) => ({ ...one, reminderDays: one.studio.reminderDays })),
    now,
  );
}

/** A planned follow-up in words; with a check-back goes the reminder that follows it. */
function entriesOf(one: Foreseen, until: Date, t: Say): ForecastEntry[] {
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
    what: t(`followUps.kinds.${one.kind}.one`),
    why: whyThen(one, t),
    whyNot: one.whyNot,
  };
  const isAsking = one.kind === "CHECK_BACK" && !one.whyNot;
  const reminderAt = isAsking ? reminderAfter(one, one.studio) : null;
  if (!reminderAt || reminderAt > until) return [own];
  const reminder = {
    ...base,
    key: `${one.id} reminder`,
    at: reminderAt,
    what: t("followUps.kinds.REMINDER.one"),
    why: t("followUps.then.noAnswer"),
    whyNot: null,
  };
  return [own, reminder];
}

const waitingFields = {
  id: true,
  freelancerId: true,
  kind: true,
  subject: true,
  toName: true,
  toAddress: true,
  contactId: true,
  assignmentId: true,
  requestId: true,
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
  contact: {
    select: {
      zone: true,
      country: true,
      optedOutAt: true,
      removedAt: true,
      client: { select: { name: true } },
    },
  },
  project: { select: { title: true } },
} satisfies Prisma.EmailSelect;

type WaitingEmail = Prisma.EmailGetPayload<{ select: typeof waitingFields }>;

/** The emails to contacts that wait, as the delivery would judge each when its time comes. */
async function forecastEmails(
  scope: Scope,
  now: Date,
  until: Date,
  t: Say,
): Promise<ForecastEntry[]> {
  const mine = { freelancerId: scope.freelancerId };
  const emails = await db().email.findMany({
    where: { ...mine, contactId: { not: null }, settledAt: null, sendAt: { lte: until } },
    orderBy: [{ sendAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: waitingFields,
  });
  const addresses = emails.map((email) => email.toAddress.toLowerCase());
  const [suppressed, factsNow, studio] = await Promise.all([
    db().suppression.findMany({
      where: { ...mine, liftedAt: null, address: { in: addresses } },
      select: { address: true, cause: true },
    }),
    readFactsNow(emails),
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
  const causes = new Map(suppressed.map((one) => [one.address, one.cause]));
  return emails.flatMap((email) => forecastOf(email, { studio, causes, factsNow, now, t }));
}

type Around = {
  studio: Parameters<typeof contactHoursOf>[1] & { seededAt: Date | null };
  causes: Map<string, SuppressionCause>;
  factsNow: Awaited<ReturnType<typeof readFactsNow>>;
  now: Date;
  t: Say;
};

function forecastOf({ contact, project, ...email }: WaitingEmail, around: Around): ForecastEntry[] {
  if (!contact) return [];
  const contactHours = contactHoursOf(contact, around.studio);
  const at = email.sendAt > around.now ? email.sendAt : around.now;
  const { optedOutAt, removedAt } = contact;
  const facts = { ...deliveryFacts(email, around), optedOutAt, removedAt };
  const verdict = judge(
    { ...facts, contactHours: around.studio.seededAt ? null : contactHours },
    at,
  );
  const kind = emailKind(email.kind);
  return [
    {
      key: email.id,
      href: `/emails/${email.id}`,
      at: verdict.kind === "later" ? verdict.until : at,
      zone: contactHours.zone,
      what: kind ? around.t(kind.name) : email.subject,
      why: around.t(kind?.why ?? "followUps.then.waits"),
      toName: email.toName,
      client: contact.client.name,
      project: project?.title ?? null,
      whyNot: "why" in verdict ? verdict.why : null,
    },
  ];
}

function deliveryFacts(
  email: Omit<WaitingEmail, "contact" | "project">,
  { causes, factsNow }: Around,
) {
  return {
    email,
    accountId: email.accountId ?? "",
    // What is in doubt where it may not be repeated waits for a person, and is no forecast.
    isRepeatable: true,
    suppressed: causes.get(email.toAddress.toLowerCase()) ?? null,
    factNow: factsNow.get(factKey(email)) ?? null,
  };
}

/** Returns what was sent to contacts within the last fourteen days, the latest first. */
export async function listSent(scope: Scope, now: Date) {
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
