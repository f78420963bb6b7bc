import type { Scope } from "@/auth/scope";
import { db, inTransaction, Prisma, type Tx } from "@/db/client";
import { unsubscribeLinkOf } from "@/features/clients/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { notifyProject } from "@/live/notify";
import { workShown } from "./emails";
import { hasOpenCase } from "./queries";
import { gathersUntil, isMuted, isTold, mayChange, type UpdateFrequency } from "./rules";

/**
 * Saves a work note: a draft, or shown to the client at once. Showing is refused while a case with
 * them is open.
 */
export async function writeNote(
  scope: Scope,
  input: { projectId: string; text: string; as: "draft" | "shown" },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await tx.project.findUnique({
      where: { id: input.projectId, freelancerId: scope.freelancerId },
      select: { freelancerId: true, clientId: true },
    });
    if (!project) throw notFound("project");
    if (input.as === "shown") await refuseMuted(project);
    await tx.workNote.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId: input.projectId,
        text: input.text,
        createdAt: now,
        shownAt: input.as === "shown" ? now : null,
      },
    });
    await notifyProject(tx, input.projectId);
  });
}

/**
 * Shows a note to the client. A note that is already shown stays as it is. Refused while a case is
 * open.
 */
export async function showNote(scope: Scope, noteId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, scope, noteId);
    if (note.shownAt) return;
    await refuseMuted(note.project);
    await tx.workNote.update({ where: { id: noteId }, data: { shownAt: now } });
    await notifyProject(tx, note.project.id);
  });
}

/** Edits a note; a shown one changes on the page at once. Refused once it is in an email. */
export async function rewordNote(
  scope: Scope,
  input: { noteId: string; text: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, scope, input.noteId);
    if (!mayChange(note)) throw stands();
    await tx.workNote.update({ where: { id: input.noteId }, data: { text: input.text } });
    await notifyProject(tx, note.project.id);
  });
}

/** Deletes a note, draft or shown. Refused once it is in an email. */
export async function removeNote(scope: Scope, noteId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, scope, noteId);
    if (!mayChange(note)) throw stands();
    await tx.workNote.delete({ where: { id: noteId } });
    await notifyProject(tx, note.project.id);
  });
}

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
      SELECT p."contactId" FROM "WorkNote" n JOIN "Project" p ON p."id" = n."projectId" WHERE n."gatheredAt" IS NULL AND n."shownAt" <= ${now}
      UNION
      SELECT p."contactId" FROM "Extra" e JOIN "Project" p ON p."id" = e."projectId" WHERE e."gatheredAt" IS NULL AND e."shownAt" <= ${now})
    ORDER BY c."id"`;
}

async function gatherFor(contactId: string, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    // One transaction at a time gathers for a contact; a second one finds everything marked.
    await tx.$queryRaw(
      Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid FOR NO KEY UPDATE`,
    );
    const contact = await tx.contact.findUniqueOrThrow({
      where: { id: contactId },
      select: aboutContact,
    });
    const { studio } = contact.client;
    const until = gathersUntil(contact.updateFrequency, contact.zone, now);
    const dedupeKey = `work.shown:${contact.id}:${dayIn(contact.zone, now)}`;
    // Work shown between a day's email and the end of its hour waits for the next one.
    if (
      !until ||
      isMuted(await hasOpenCase(contact)) ||
      (await tx.email.count({ where: { dedupeKey } })) > 0
    )
      return false;
    const told = await gather(tx, contact.projects, until, now);
    if (told.length === 0 || !isTold(contact)) return false;
    const page = links.statusPage(unseal("contact-link", contact.linkCipher), told[0]!.projectId);
    await enqueueEmail(tx, {
      freelancerId: contact.freelancerId,
      kind: "work.shown",
      dedupeKey,
      projectId: told.length === 1 ? told[0]!.projectId : undefined,
      contactId: contact.id,
      fromName: studio.freelancerName,
      replyTo: studio.replyTo,
      toName: contact.name,
      toAddress: contact.address,
      ...workShown(
        localeOf(languageOf(contact.language)),
        { freelancerName: studio.freelancerName, contactName: contact.name, told },
        page,
        contact.updateFrequency === "WEEKLY" ? "WEEKLY" : "DAILY",
        await unsubscribeLinkOf(tx, contact.id),
      ),
      purpose: "DIGEST",
      createdAt: now,
      sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
    });
    return true;
  });
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
      studio: { select: { freelancerName: true, replyTo: true, emailHoldSeconds: true } },
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

async function lockNote(tx: Tx, scope: Scope, noteId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "WorkNote" WHERE "id" = ${noteId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR UPDATE`,
  );
  const note = await tx.workNote.findUnique({
    where: { id: noteId, freelancerId: scope.freelancerId },
    select: {
      shownAt: true,
      gatheredAt: true,
      project: { select: { id: true, freelancerId: true, clientId: true } },
    },
  });
  if (!note) throw notFound("work note");
  return note;
}

type Whose = { freelancerId: string; clientId: string };

async function refuseMuted(whose: Whose): Promise<void> {
  if (isMuted(await hasOpenCase(whose)))
    throw new Refusal(
      "not-allowed",
      "A case is open with this client, so nothing new is shown until it is closed. Save it as a draft.",
    );
}

function stands(): Refusal {
  return new Refusal(
    "too-late",
    "This note is already in an email, so it can’t be edited. Add another one instead.",
  );
}
