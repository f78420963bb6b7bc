import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { daysOffOf, type OffFacts } from "@/features/studio/rules";
import { dayIn, fromDateColumn, type Day } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import {
  datesFrom,
  planOf,
  planRequests,
  requestsFrom,
  type PlannedDate,
  type PlannedRequest,
} from "./rules";
import {
  plannedDates,
  optionTexts,
  plannedRequests,
  templateItems,
  type Beginning,
} from "./schema";

/** Returns the studio's templates, by name. */
export async function listTemplates(scope: Scope) {
  const templates = await db().projectTemplate.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, items: true, plannedDates: true, plannedRequests: true },
  });
  return templates.map((template) => ({
    ...template,
    items: templateItems.parse(template.items),
    plannedDates: plannedDates.parse(template.plannedDates),
    plannedRequests: plannedRequests.parse(template.plannedRequests),
  }));
}

export type TemplateRow = Awaited<ReturnType<typeof listTemplates>>[number];

const MOST_EARLIER = 30;

/** Returns the studio's latest projects, for a choice: the newest first, and one that is asked for by its id. */
export async function listEarlierProjects(scope: Scope, wanted?: string) {
  const earlier = {
    where: { freelancerId: scope.freelancerId },
    orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }],
    select: { id: true, title: true, client: { select: { name: true } } },
  };
  const latest = await db().project.findMany({ ...earlier, take: MOST_EARLIER });
  if (!wanted || latest.some(({ id }) => id === wanted)) return latest;
  const where = { ...earlier.where, id: wanted };
  return [...latest, ...(await db().project.findMany({ ...earlier, where }))];
}

type Begun = { items: string[]; plan: PlannedDate[]; requests: PlannedRequest[] };

/**
 * Returns what a project that begins on a day takes over: the items of a checklist, and dates and requests that fall as
 * many working days after it as they did. Nothing of the earlier project's client: no answer, message or file.
 */
export async function findBeginning(
  scope: Scope,
  from: Beginning,
  beginsOn: Day,
  studio: OffFacts,
) {
  const { items, plan, requests } = await inTransaction((tx) => readBeginning(tx, scope, from));
  const isOff = daysOffOf(studio);
  return {
    items,
    dates: datesFrom(plan, beginsOn, isOff),
    requests: requestsFrom(requests, beginsOn, isOff),
  };
}

/** The same before it has days, in the caller's transaction. */
export async function readBeginning(
  tx: Tx,
  scope: Scope,
  { templateId, projectId }: Beginning,
): Promise<Begun> {
  if (projectId) return readEarlier(tx, scope, projectId);
  const found = await tx.projectTemplate.findUnique({
    where: { id: templateId, freelancerId: scope.freelancerId },
    select: { items: true, plannedDates: true, plannedRequests: true },
  });
  if (!found) throw notFound("template");
  const items = templateItems.parse(found.items);
  return {
    items,
    plan: plannedDates.parse(found.plannedDates),
    requests: plannedRequests.parse(found.plannedRequests),
  };
}

async function readEarlier(tx: Tx, scope: Scope, projectId: string): Promise<Begun> {
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: {
      createdAt: true,
      client: { select: { studio: { select: { zone: true, country: true, daysOff: true } } } },
      checklist: { orderBy: [{ position: "asc" }, { id: "asc" }], select: { text: true } },
      deadlines: {
        where: { OR: [{ droppedAt: null }, { metAt: { not: null } }] },
        orderBy: [{ promisedOn: "asc" }, { position: "asc" }, { id: "asc" }],
        select: { title: true, holder: true, promisedOn: true, targetOn: true },
      },
      requests: {
        where: { cancelledAt: null },
        orderBy: [{ dueOn: "asc" }, { id: "asc" }],
        select: { kind: true, title: true, details: true, options: true, dueOn: true },
      },
    },
  });
  if (!project) throw notFound("project");
  const { studio } = project.client;
  const dates = project.deadlines.map(({ promisedOn, targetOn, ...date }) => ({
    ...date,
    promisedOn: fromDateColumn(promisedOn),
    targetOn: targetOn && fromDateColumn(targetOn),
  }));
  const beganOn = dayIn(studio.zone, project.createdAt);
  const isOff = daysOffOf(studio);
  const requests = project.requests.map(({ dueOn, options, ...asked }) => ({
    ...asked,
    options: optionTexts.parse(options),
    dueOn: fromDateColumn(dueOn),
  }));
  return {
    items: project.checklist.map(({ text }) => text),
    plan: planOf(dates, beganOn, isOff),
    requests: planRequests(requests, beganOn, isOff),
  };
}
