import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Holder } from "@/db/enums";
import { listRisks } from "@/features/deadlines/risk/queries";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { answersBy } from "@/features/studio/rules";
import {
  addDays,
  dayIn,
  fromDateColumn,
  instantAt,
  isZone,
  toDateColumn,
  type Day,
} from "@/lib/dates";
import { MOST } from "./need";
import { rank, type Need } from "./needs";
import { listGoodAnswers } from "./answers/queries";
import { listCases, type StudioHours } from "./cases/queries";
import { listBounced, listEmailsToSee, listHeldEmails, listUnread } from "./emails/queries";
import { listNewWork, listWaiting } from "./messages/queries";
import { listPledges } from "./pledges/queries";
import { listQuietAnswers } from "./quiet/queries";
import { listRequestNeeds } from "./requests/queries";
import { listOffWebhooks } from "./webhooks/queries";
import { listSubcontractorNeeds } from "./subcontractors/queries";

/**
 * Returns what needs the freelancer now, ranked. None of it is stored: each need ends when its
 * cause does.
 */
export async function listToday(scope: Scope, studio: StudioHours, now: Date): Promise<Need[]> {
  const today = dayIn(studio.zone, now);
  const [
    cases,
    good,
    quiet,
    deadlines,
    risks,
    pledges,
    messages,
    emails,
    bounced,
    settings,
    held,
    lostZones,
    inbound,
    subcontractors,
    newWork,
    requests,
    webhooks,
    unread,
  ] = await Promise.all([
    listCases(scope, studio),
    listGoodAnswers(scope, now),
    listQuietAnswers(scope),
    listDeadlines(scope, today),
    listRisks(scope, studio, now),
    listPledges(scope, endOf(today, studio.zone)),
    listWaiting(scope),
    listEmailsToSee(scope),
    listBounced(scope, now),
    findMailSettings(scope, now),
    listHeld(scope),
    listLostZones(scope),
    listHeldEmails(scope),
    listSubcontractorNeeds(scope, studio, today),
    listNewWork(scope, studio),
    listRequestNeeds(scope, today),
    listOffWebhooks(scope),
    listUnread(scope, now),
  ]);
  // What was sent to a request is told as that, and not as a message once more.
  const requestLines = new Set(requests.map((one) => ("at" in one ? keyOfLine(one) : "")));
  const atRisk = new Set(risks.map((risk) => risk.deadlineId));
  return rank([
    ...cases,
    ...quiet.map((answer) => ({ kind: "quiet client answered" as const, ...answer })),
    ...good.map((answer) => ({ kind: "good answer" as const, ...answer })),
    // One that is at risk today shows why.
    ...deadlines.filter((one) => one.kind !== "deadline due today" || !atRisk.has(one.deadlineId)),
    ...risks.map((risk) => ({ kind: "deadline at risk" as const, ...risk })),
    ...pledges.map((pledge) => ({ kind: "pledge due" as const, ...pledge })),
    ...messages
      .filter((message) => !requestLines.has(keyOfLine(message)))
      .map((message) => ({
        kind: "message waiting" as const,
        ...message,
        answerBy: answersBy(studio, message.at),
      })),
    ...newWork,
    ...requests,
    ...emails,
    ...inbound,
    ...subcontractors,
    ...webhooks,
    ...unread,
    ...held.map((followUp) => ({ kind: "follow-up held" as const, ...followUp })),
    ...bounced.map((address) => ({ kind: "email bounced" as const, ...address })),
    ...(settings.trouble ? [{ kind: "emails stuck" as const, ...settings.trouble }] : []),
    ...(settings.unheard ? [{ kind: "emails unheard" as const, ...settings.unheard }] : []),
    ...(lostZones.length > 0 ? [{ kind: "zone unknown" as const, people: lostZones }] : []),
  ]);
}

const keyOfLine = ({ projectId, at }: { projectId: string | null; at: Date }) =>
  `${projectId} ${at.getTime()}`;

const endOf = (today: Day, zone: string) => instantAt(addDays(today, 1), "00:00", zone);

/**
 * The open promises whose day is over, or is today: late ones, those due today (until they are done, whatever has been
 * posted), and those that the client has let pass.
 */
async function listDeadlines(scope: Scope, today: Day) {
  const rows = await db().deadline.findMany({
    where: {
      freelancerId: scope.freelancerId,
      metAt: null,
      droppedAt: null,
      promisedOn: { lte: toDateColumn(today) },
      project: { completedAt: null },
      // What was put before the client waits for them.
      signOffs: { none: { closedAt: null } },
    },
    orderBy: { promisedOn: "asc" },
    take: MOST,
    select: {
      id: true,
      title: true,
      promisedOn: true,
      holder: true,
      project: { select: { id: true, title: true, client: { select: { name: true } } } },
    },
  });
  return rows.flatMap(({ id, title, promisedOn, holder, project }) => {
    const kind = kindOf(holder, fromDateColumn(promisedOn), today);
    if (!kind) return [];
    return {
      kind,
      deadlineId: id,
      title,
      promisedOn: fromDateColumn(promisedOn),
      projectId: project.id,
      project: project.title,
      who: project.client.name,
    };
  });
}

/** What the client holds is no need of the freelancer's on its day: only when it is over. */
function kindOf(
  holder: Holder,
  promisedOn: Day,
  today: Day,
): "client late" | "deadline late" | "deadline due today" | null {
  if (holder === "CLIENT") return promisedOn < today ? "client late" : null;
  return promisedOn < today ? "deadline late" : "deadline due today";
}

/** Returns the check-backs and reminders that are overdue. */
async function listHeld(scope: Scope) {
  const rows = await db().followUp.findMany({
    where: { freelancerId: scope.freelancerId, settledAt: null, heldAt: { not: null } },
    orderBy: { dueAt: "asc" },
    take: MOST,
    select: {
      id: true,
      kind: true,
      dueAt: true,
      contact: { select: { name: true } },
      project: { select: { title: true } },
    },
  });
  return rows.map(({ id, kind, dueAt, contact, project }) => ({
    followUpId: id,
    what: kind,
    at: dueAt,
    who: contact.name,
    project: project?.title ?? "",
  }));
}

/** Returns the people whose zone this machine no longer knows. */
async function listLostZones({ freelancerId }: Scope) {
  const zones = await db().contact.groupBy({ by: ["zone"], where: { freelancerId } });
  const unknown = zones.map(({ zone }) => zone).filter((zone) => !isZone(zone));
  if (unknown.length === 0) return [];
  return db().contact.findMany({
    where: { freelancerId, removedAt: null, zone: { in: unknown } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { name: true, zone: true, clientId: true },
  });
}
