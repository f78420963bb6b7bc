import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lockThread, type Thread } from "@/features/messages/commands";
import type { ThreadRef } from "@/features/messages/rules";
import { addPledge, lockPledge, movePledgeTo, requireMovable } from "@/features/pledges/commands";
import { closingOn } from "@/features/studio/rules";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { dayIn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { writeLine, type Posted } from "@/workflows/post-message/commands";

type NewPledge = ThreadRef & {
  contactId: string;
  what: string;
  on: Day;
  formKey: string;
  seenId?: string;
  isNow?: boolean;
};

/**
 * The freelancer says that they will look into something and by when the client hears: a message in the client's
 * language, and a pledge until then. Outside the studio's hours it is held like any other message.
 */
export async function pledge(scope: Scope, input: NewPledge, now: Date): Promise<Posted> {
  const { contactId, what, on, ...message } = input;
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { ...message, freelancerId: scope.freelancerId });
    const reader = await getReader(tx, thread, contactId);
    const dueAt = closingOf(thread, on, now, "on");
    const text = reader.t("pledge.said", { what, ...reader.timeOf("time", dueAt, now) });
    const posted = await writeLine(tx, thread, { ...message, text }, now);
    const { lineId: messageId } = posted;
    if (messageId) await addPledge(tx, thread, { contactId, messageId, what, dueAt }, now);
    return posted;
  });
}

/**
 * The client hears later than was said, and why: a message at once, at whatever hour, since it would come too late
 * otherwise.
 */
export async function movePledge(
  scope: Scope,
  { pledgeId, on, reason, formKey }: { pledgeId: string; on: Day; reason: string; formKey: string },
  now: Date,
): Promise<Posted> {
  return inTransaction(async (tx) => {
    const found = await lockPledge(tx, scope, pledgeId);
    const { projectId, clientId, what, dueAt } = found;
    const thread = await lockThread(tx, {
      freelancerId: scope.freelancerId,
      projectId: projectId ?? undefined,
      clientId,
    });
    const toAt = closingOf(thread, on, now, "on");
    requireMovable(found, toAt);
    const reader = await getReader(tx, thread, found.contactId);
    const times = { ...reader.timeOf("from", dueAt, now), ...reader.timeOf("time", toAt, now) };
    const text = reader.t("pledge.moved", { what, reason, ...times });
    const posted = await writeLine(tx, thread, { text, formKey, isNow: true }, now);
    if (posted.lineId) await movePledgeTo(tx, found, { toAt, reason }, now);
    return posted;
  });
}

/** The end of the studio's day, by which a client hears. Refuses a day off, and one that is over. */
function closingOf({ studio }: Thread, on: Day, now: Date, field: string): Date {
  const end = closingOn(studio, on);
  if (!end) throw new Refusal("invalid", say("pledges.notWorking"), field);
  if (end <= now) throw new Refusal("invalid", say("pledges.over"), field);
  return end;
}

/** Whoever is to hear, in whose language and zone it is said. */
async function getReader(tx: Tx, { freelancerId, clientId }: Thread, contactId: string) {
  const contact = await tx.contact.findUnique({
    where: { id: contactId, freelancerId, clientId },
    select: { language: true, zone: true },
  });
  if (!contact) throw notFound("contact");
  const { zone } = contact;
  const locale = localeOf(languageOf(contact.language));
  return {
    t: locale.t,
    timeOf: (name: string, at: Date, now: Date) => ({
      [name]: locale.timeName(at, zone, dayIn(zone, now)),
      zone: locale.zoneName(zone),
    }),
  };
}
