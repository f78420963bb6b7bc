import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { RequestKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { cancelWaitingOf, enqueueEmail, isWaiting, rewriteEmail } from "@/features/emails/commands";
import { toContact } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { dayIn, toDateColumn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { findRequest, lockRequest, toldOf, type Request } from "./asked";
import { requestAsked } from "./emails";
import { planNudges } from "./nudges/commands";
import { faultInOptions, MOST_OPTIONS } from "./rules";

type NewRequest = {
  projectId: string;
  kind: RequestKind;
  title: string;
  details?: string;
  options: string[];
  dueOn: Day;
  formKey: string;
};

/** As many as can be open in one project. */
const MOST_OPEN = 20;

/**
 * Asks the project's contact for something by a day, today or later in the studio's zone: on their page at once, by an
 * email after the studio's hold, and with its two reminders. The same form sent twice is one request.
 */
export async function askFor(scope: Scope, input: NewRequest, now: Date): Promise<void> {
  await inTransaction((tx) => askWithin(tx, scope, input, now));
}

/** The same in the caller's transaction. `at` is the place in a form that its fields have, if there are several. */
export async function askWithin(
  tx: Tx,
  scope: Scope,
  input: NewRequest,
  now: Date,
  at = (field: "dueOn" | "options"): string => field,
): Promise<void> {
  const { projectId, kind, title, details = "", dueOn, formKey } = input;
  const { freelancerId } = scope;
  const options = kind === "DECISION" ? input.options : [];
  await lock(tx, scope, { project: projectId });
  const made = { freelancerId_formKey: { freelancerId, formKey } };
  if (await tx.request.findUnique({ where: made, select: { id: true } })) return;
  const project = await openProject(tx, scope, projectId);
  refusePast(dueOn, project.zone, now, at("dueOn"));
  if (kind === "DECISION") refuseOptions(options, at("options"));
  await refuseMore(tx, projectId);
  const { clientId, contactId } = project;
  const { id } = await tx.request.create({
    data: {
      freelancerId,
      clientId,
      projectId,
      contactId,
      kind,
      title,
      details,
      options,
      formKey,
      dueOn: toDateColumn(dueOn),
      askedAt: now,
    },
    select: { id: true },
  });
  const request = (await findRequest(tx, { id, freelancerId }))!;
  await emailRequest(tx, request, now);
  await planNudges(tx, request, now);
  await recordRequest(tx, request, "request.asked", now);
}

async function openProject(tx: Tx, { freelancerId }: Scope, projectId: string) {
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId },
    select: {
      clientId: true,
      contactId: true,
      completedAt: true,
      client: { select: { studio: { select: { zone: true } } } },
    },
  });
  if (!project) throw notFound("project");
  if (project.completedAt) throw new Refusal("not-allowed", say("requests.refused.completed"));
  return { ...project, zone: project.client.studio.zone };
}

function refusePast(dueOn: Day, zone: string, now: Date, field = "dueOn"): void {
  if (dueOn < dayIn(zone, now)) throw new Refusal("invalid", say("requests.refused.past"), field);
}

function refuseOptions(options: string[], field: string): void {
  const fault = faultInOptions(options);
  if (!fault) return;
  const words = say(`requests.refused.${fault}`, { most: MOST_OPTIONS });
  throw new Refusal("invalid", words, field);
}

async function refuseMore(tx: Tx, projectId: string): Promise<void> {
  const open = { projectId, answeredAt: null, cancelledAt: null };
  if ((await tx.request.count({ where: open })) >= MOST_OPEN)
    throw new Refusal("too-many", say("requests.refused.full", { most: MOST_OPEN }));
}

const keyOf = ({ id }: Request) => `request.asked:${id}`;

async function emailRequest(tx: Tx, request: Request, now: Date): Promise<void> {
  const { id, projectId, studio, contact } = request;
  const { locale, facts, page } = toldOf(request, now);
  await enqueueEmail(tx, {
    ...toContact(studio, contact),
    ...requestAsked(locale, facts, page),
    kind: "request.asked",
    projectId,
    requestId: id,
    dedupeKey: keyOf(request),
    createdAt: now,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
  });
}

type Changed = { requestId: string; title: string; details?: string; dueOn: Day };

/**
 * Changes what an open request says, and its day. The client sees it on their page at once; emails about it that wait
 * say it too, unless the freelancer has edited them, and its reminders move with the day.
 */
export async function changeRequest(scope: Scope, input: Changed, now: Date): Promise<void> {
  const { requestId, title, details = "", dueOn } = input;
  await inTransaction(async (tx) => {
    const before = await lockOpen(tx, scope, requestId);
    if (dueOn !== before.dueOn) refusePast(dueOn, before.studio.zone, now);
    if (title === before.title && details === before.details && dueOn === before.dueOn) return;
    await tx.request.update({
      where: { id: requestId },
      data: { title, details, dueOn: toDateColumn(dueOn), changedAt: now },
    });
    const request = { ...before, title, details, dueOn };
    const waiting = await tx.email.findFirst({
      where: { dedupeKey: keyOf(request), ...isWaiting, editedAt: null },
      select: { id: true },
    });
    const { locale, facts, page } = toldOf(request, now);
    if (waiting) await rewriteEmail(tx, waiting.id, requestAsked(locale, facts, page));
    await planNudges(tx, request, now);
    await recordRequest(tx, request, "request.changed", now);
  });
}

/** The freelancer needs it no longer: it is off the client's page, and what waits of its emails is cancelled. */
export async function cancelRequest(scope: Scope, requestId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockOpen(tx, scope, requestId);
    await tx.request.update({ where: { id: requestId }, data: { cancelledAt: now } });
    await cancelWaitingOf(tx, { freelancerId: scope.freelancerId, requestId }, now);
    await recordRequest(tx, request, "request.cancelled", now);
  });
}

/**
 * Opens a request again that was cancelled, or whose answer was none: what was sent stays in the thread. A reminder
 * whose time is to come is planned again.
 */
export async function reopenRequest(scope: Scope, requestId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, scope, requestId);
    if (request.project.completedAt)
      throw new Refusal("not-allowed", say("requests.refused.completed"));
    if (!request.answeredAt && !request.cancelledAt) return;
    await refuseMore(tx, request.projectId);
    await tx.request.update({
      where: { id: requestId },
      data: { answeredAt: null, notedAt: null, cancelledAt: null },
    });
    await tx.requestReply.updateMany({ where: { requestId }, data: { acceptedAt: null } });
    await planNudges(tx, request, now);
    await recordRequest(tx, request, "request.reopened", now);
  });
}

/** A request that is open, with its project locked. Refuses one that is not. */
async function lockOpen(tx: Tx, scope: Scope, requestId: string): Promise<Request> {
  const request = await lockRequest(tx, scope, requestId);
  if (request.standing !== "open")
    throw new Refusal("already", say(`requests.refused.${request.standing}`));
  return request;
}

type Told = "request.asked" | "request.changed" | "request.cancelled" | "request.reopened";

async function recordRequest(tx: Tx, request: Request, kind: Told, at: Date): Promise<void> {
  const { id, clientId, projectId, title, dueOn } = request;
  const about = { ...byFreelancer(request), clientId, projectId, subjectId: id, at };
  if (kind === "request.asked" || kind === "request.changed")
    return record(tx, { ...about, kind, data: { title, on: dueOn } });
  await record(tx, { ...about, kind, data: { title } });
}
