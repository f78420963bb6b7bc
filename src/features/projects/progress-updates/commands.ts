import { db, inTransaction, type Prisma, type Tx } from "@/db/client";
import type { UpdateFrequency } from "@/db/enums";
import { lock, lockShared } from "@/db/locks";
import { unsubscribeLinkOf } from "@/features/clients/links/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { isMuted } from "@/features/projects/work-notes/rules";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { links } from "@/lib/links";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { workShown } from "./emails";
import { gathersUntil, isTold } from "./rules";

/**
 * Gathers shown work into at most one email per contact and day, in their late afternoon, and marks
 * it as gathered in the same transaction. Writes no email when there is nothing to tell, or for
 * contacts who chose "important only" or have no working link. Gathers nothing while a case is
 * open. Each contact has their own transaction. Returns how many emails were written.
 */
export async function gatherWork(now: Date, stopped: () => boolean = () => false): Promise<number> {
  let written = 0;
  for (const contact of await listContactsToTell(now)) {
    if (stopped()) break;
    try {
      if (
        gathersUntil(contact.updateFrequency, contact.zone, now) &&
        (await gatherFor(contact.id, now))
      )
        written += 1;
    } catch (error) {
      log().error(
        { contact: contact.id, ...plainError(error) },
        "shown work could not be gathered; the next run tries again",
      );
    }
  }
  return written;
}

/**
 * Contacts whose shown work has not been gathered: two index ranges, only as long as what waits.
 */
function listContactsToTell(now: Date) {
  return db().$queryRaw<{ id: string; zone: string; updateFrequency: UpdateFrequency }[]>`
    SELECT c."id", c."zone", c."updateFrequency"::text AS "updateFrequency" FROM "Contact" c WHERE c."id" IN (
      SELECT p."contactId" FROM "WorkNote" n JOIN "Project" p ON p."id" = n."projectId"
        WHERE n."gatheredAt" IS NULL AND n."shownAt" <= ${now}
      UNION
      SELECT p."contactId" FROM "Extra" e JOIN "Project" p ON p."id" = e."projectId"
        WHERE e."gatheredAt" IS NULL AND e."shownAt" <= ${now})
    ORDER BY c."id"`;
}

async function gatherFor(contactId: string, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const contact = await lockContact(tx, contactId);
    const { studio } = contact.client;
    const until = gathersUntil(contact.updateFrequency, contact.zone, now);
    const dedupeKey = `work.shown:${contact.id}:${dayIn(contact.zone, now)}`;
    // What came in between a day's email and the end of its hour waits for the next.
    if (!until || isMuted(contact.client) || (await tx.email.count({ where: { dedupeKey } })) > 0)
      return false;
    const projects = await gather(tx, contact.projects, until, now);
    if (projects.length === 0 || !isTold(contact)) return false;
    await enqueueEmail(tx, {
      ...toContact(studio, contact),
      ...(await writeUpdate(tx, contact, projects)),
      kind: "work.shown",
      dedupeKey,
      projectId: projects.length === 1 ? projects[0]!.projectId : undefined,
      createdAt: now,
      sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
    });
    await record(tx, {
      freelancerId: contact.freelancerId,
      actor: "UPTOMARK",
      kind: "work.gathered",
      at: now,
      clientId: contact.clientId,
      contactId: contact.id,
    });
    return true;
  });
}

type Contact = Awaited<ReturnType<typeof lockContact>>;

/**
 * A contact, locked, with their client kept as it is: one is gathered for by one transaction at a
 * time, and the second finds everything stamped.
 */
async function lockContact(tx: Tx, contactId: string) {
  const found = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { freelancerId: true, clientId: true },
  });
  await lockShared(tx, found, { client: found.clientId });
  await lock(tx, found, { contact: contactId });
  return tx.contact.findUniqueOrThrow({ where: { id: contactId }, select: aboutContact });
}

async function writeUpdate(tx: Tx, contact: Contact, projects: Awaited<ReturnType<typeof gather>>) {
  const page = links.statusPage(unseal("contact-link", contact.linkCipher), projects[0]!.projectId);
  return workShown(
    localeOf(languageOf(contact.language)),
    { freelancerName: contact.client.studio.freelancerName, contactName: contact.name, projects },
    page,
    contact.updateFrequency === "WEEKLY" ? "WEEKLY" : "DAILY",
    await unsubscribeLinkOf(tx, contact.id),
  );
}

const aboutContact = {
  id: true,
  freelancerId: true,
  clientId: true,
  name: true,
  address: true,
  zone: true,
  language: true,
  updateFrequency: true,
  linkCipher: true,
  linkRevokedAt: true,
  optedOutAt: true,
  client: {
    select: {
      caseOpenedAt: true,
      studio: { select: { ...studioEnvelope, emailHoldSeconds: true } },
    },
  },
  projects: { select: { id: true, title: true }, orderBy: [{ createdAt: "desc" }, { id: "desc" }] },
} satisfies Prisma.ContactSelect;

/**
 * Marks work shown until an instant as gathered, and returns it project by project, oldest first,
 * in its words at that moment.
 */
async function gather(tx: Tx, projects: { id: string; title: string }[], until: Date, now: Date) {
  const where = {
    projectId: { in: projects.map((project) => project.id) },
    gatheredAt: null,
    shownAt: { lte: until },
  };
  const asked = {
    where,
    data: { gatheredAt: now },
    select: { projectId: true, text: true, shownAt: true },
  } as const;
  const [notes, extras] = [
    await tx.workNote.updateManyAndReturn(asked),
    await tx.extra.updateManyAndReturn(asked),
  ];
  const textsOf = (project: string, rows: typeof notes) =>
    rows
      .filter((row) => row.projectId === project)
      .toSorted((a, b) => Number(a.shownAt) - Number(b.shownAt))
      .map((row) => row.text);
  return projects
    .map(({ id, title }) => ({
      projectId: id,
      projectTitle: title,
      notes: textsOf(id, notes),
      extras: textsOf(id, extras),
    }))
    .filter((project) => project.notes.length + project.extras.length > 0);
}
