import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Holder } from "@/db/enums";
import type { Need } from "@/features/today/needs";
import { addDays, dayIn, fromDateColumn, instantAt, toDateColumn, type Day } from "@/lib/dates";
import { byDay, type Ahead } from "./rules";

const DAYS = 7;
/** As many of one kind as are shown: the weeks ahead, one press away, have all. */
const MOST = 20;

const fields = {
  id: true,
  title: true,
  promisedOn: true,
  targetOn: true,
  holder: true,
  project: { select: { id: true, title: true, client: { select: { name: true } } } },
} as const;

/**
 * Returns what comes within seven days and is no need yet, the nearest first: promised dates, the freelancer's own
 * target dates, and what clients expect to hear.
 */
export async function listComingUp(
  scope: Scope,
  zone: string,
  now: Date,
  needs: Need[],
): Promise<Ahead[]> {
  const today = dayIn(zone, now);
  const until = addDays(today, DAYS);
  const [promised, targets, pledges] = await Promise.all([
    listPromised(scope, today, until),
    listTargets(scope, today, until),
    listPledged(scope, zone, today, until),
  ]);
  return byDay([...promised, ...targets, ...pledges], new Set(needs.flatMap(subjectOf)));
}

/** The deadline or the pledge that a need is about. */
const subjectOf = (need: Need) =>
  "deadlineId" in need ? need.deadlineId : "pledgeId" in need ? need.pledgeId : [];

const during = (today: Day, until: Day) => ({ gte: toDateColumn(today), lte: toDateColumn(until) });

const openOf = ({ freelancerId }: Scope) => ({
  freelancerId,
  metAt: null,
  droppedAt: null,
  project: { completedAt: null },
});

async function listPromised(scope: Scope, today: Day, until: Day): Promise<Ahead[]> {
  const rows = await db().deadline.findMany({
    where: { ...openOf(scope), promisedOn: during(today, until) },
    orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: fields,
  });
  return rows.map((row) => asAhead("promised", row.promisedOn, row));
}

/** A target date is never after the promised one: that bound makes it a short scan. */
async function listTargets(scope: Scope, today: Day, until: Day): Promise<Ahead[]> {
  const rows = await db().deadline.findMany({
    where: {
      ...openOf(scope),
      promisedOn: { gte: toDateColumn(today) },
      targetOn: during(today, until),
    },
    orderBy: [{ targetOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: fields,
  });
  return rows.flatMap((row) => (row.targetOn ? asAhead("target", row.targetOn, row) : []));
}

/** What is to be heard today is a need. */
async function listPledged(
  { freelancerId }: Scope,
  zone: string,
  today: Day,
  until: Day,
): Promise<Ahead[]> {
  const startOf = (day: Day) => instantAt(day, "00:00", zone);
  const rows = await db().pledge.findMany({
    where: {
      freelancerId,
      keptAt: null,
      dueAt: { gte: startOf(addDays(today, 1)), lt: startOf(addDays(until, 1)) },
      message: { heldUntil: null },
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      what: true,
      dueAt: true,
      clientId: true,
      project: { select: { id: true, title: true, client: { select: { name: true } } } },
      contact: { select: { client: { select: { name: true } } } },
    },
  });
  return rows.map(({ id, what, dueAt, clientId, project, contact }) => ({
    kind: "pledge",
    id,
    on: dayIn(zone, dueAt),
    what,
    project: project?.title ?? null,
    client: contact.client.name,
    holder: "FREELANCER",
    href: project ? `/projects/${project.id}#write` : `/clients/${clientId}#write`,
  }));
}

type Row = {
  id: string;
  title: string;
  holder: Holder;
  project: { id: string; title: string; client: { name: string } };
};

const asAhead = (kind: "promised" | "target", on: Date, row: Row): Ahead => ({
  kind,
  id: row.id,
  on: fromDateColumn(on),
  what: row.title,
  project: row.project.title,
  client: row.project.client.name,
  holder: row.holder,
  href: `/projects/${row.project.id}#promises`,
});
