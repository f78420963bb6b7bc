import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { deleteContact, markRemoved } from "@/features/clients/removal/commands";
import { skipAllTo } from "@/features/emails/contacts/commands";
import { leaveProjects } from "@/features/projects/people/commands";
import { say } from "@/language/say";
import { stored } from "@/language/stored";
import { notFound, Refusal } from "@/lib/errors";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

type Removed = {
  name: string;
  /** Whether nothing is left of them, since they never had to do with anything. */
  isDeleted: boolean;
  /** How many emails are being sent to them just now. */
  onTheirWay: number;
};

/**
 * Removes a person at a client: their link is dead at once, and nothing that waits for them is sent. What they wrote,
 * and what was sent to them, stays. One who never had to do with anything is deleted. Refused for a client's only
 * person, for one whom an open project is for, and while a case with them is open.
 */
export async function removeContact(scope: Scope, contactId: string, now: Date): Promise<Removed> {
  const { freelancerId } = scope;
  return inTransaction(async (tx) => {
    const person = await lockPerson(tx, scope, contactId);
    const { clientId, name } = person;
    if (person.removedAt) return { name, isDeleted: false, onTheirWay: 0 };
    await refuseNeeded(tx, scope, { clientId, contactId, name });
    await leaveProjects(tx, scope, contactId);
    if (await isUntouched(tx, contactId)) {
      await deleteContact(tx, scope, { clientId, contactId });
      return { name, isDeleted: true, onTheirWay: 0 };
    }
    const why = stored("contactRemoved");
    await cancelFollowUps(tx, { freelancerId, contactId }, why, now);
    const onTheirWay = await skipAllTo(tx, contactId, why, now);
    await markRemoved(tx, scope, { clientId, contactId }, now);
    return { name, isDeleted: false, onTheirWay };
  });
}

async function lockPerson(tx: Tx, scope: Scope, contactId: string) {
  const where = { id: contactId, freelancerId: scope.freelancerId };
  const found = await tx.contact.findUnique({ where, select: { clientId: true } });
  if (!found) throw notFound("contact");
  // With the client held, the last two of them are not removed at once.
  await lock(tx, scope, { client: found.clientId, contact: contactId });
  const person = await tx.contact.findUnique({
    where,
    select: { clientId: true, name: true, removedAt: true },
  });
  if (!person) throw notFound("contact");
  return person;
}

type Person = { clientId: string; contactId: string; name: string };

async function refuseNeeded(tx: Tx, { freelancerId }: Scope, person: Person): Promise<void> {
  const { clientId, contactId, name } = person;
  const others = { freelancerId, clientId, removedAt: null, id: { not: contactId } };
  if ((await tx.contact.count({ where: others })) === 0)
    throw new Refusal("not-allowed", say("clients.remove.last", { name }));
  const project = await tx.project.findFirst({
    where: { freelancerId, contactId, completedAt: null },
    orderBy: { createdAt: "asc" },
    select: { title: true },
  });
  if (project)
    throw new Refusal("not-allowed", say("clients.remove.holds", { name, title: project.title }));
  if ((await tx.case.count({ where: { freelancerId, contactId, closedAt: null } })) > 0)
    throw new Refusal("not-allowed", say("clients.remove.case", { name }));
}

/** Whether a person never had to do with anything: a mistyped one, mostly. */
async function isUntouched(tx: Tx, contactId: string): Promise<boolean> {
  const none = { none: {} } as const;
  const untouched = await tx.contact.count({
    where: {
      id: contactId,
      projects: none,
      messages: none,
      openedOn: null,
      pledges: none,
      signOffs: none,
      requests: none,
      followUps: none,
      surveys: none,
      files: none,
      emails: none,
      cases: none,
      complaints: none,
      failureNotices: none,
      quietChecks: none,
      testimonials: none,
      inboundEmails: none,
    },
  });
  return untouched === 1;
}
