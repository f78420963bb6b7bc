import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Prisma, type Tx } from "@/db/client";
import type { UpdateFrequency } from "@/db/enums";
import { lock, lockShared } from "@/db/locks";
import { unsubscribeLinkOf } from "@/features/clients/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { changesIn, type Seen } from "@/lib/seen";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { workShown } from "./emails";
import { gathersUntil, isMuted, isTold, mayChange } from "./rules";

/**
 * Saves a work note: a draft, or shown to the client at once. Showing is refused while a case with
 * them is open.
 */
export async function writeNote(
  scope: Scope,
  input: { projectId: string; text: string; as: "draft" | "shown" },
  now: Date,
): Promise<void> {
  const { projectId, text } = input;
  const isShown = input.as === "shown";
  await inTransaction(async (tx) => {
    const client = await lockClientOf(tx, scope, { id: projectId });
    if (isShown) refuseMuted(client);
    const note = await tx.workNote.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId,
        text,
        createdAt: now,
        shownAt: isShown ? now : null,
      },
      select: { id: true },
    });
    const kind = isShown ? "workNote.shown" : "workNote.drafted";
    await record(tx, { ...byFreelancer(scope), kind, at: now, projectId, subjectId: note.id });
  });
}

/**
 * Shows a note to the client. A note that is already shown stays as it is. Refused while a case is
 * open.
 */
export async function showNote(scope: Scope, noteId: string, now: Date): Promise<void> {
  await onNote(scope, noteId, "workNote.shown", async (tx, note) => {
    if (note.shownAt) return false;
    refuseMuted(note.project.client);
    await tx.workNote.update({ where: { id: noteId }, data: { shownAt: now } });
  });
}

/** Other words for a note, on the page at once. Refused once it has been gathered: it stays then. */
export async function rewordNote(
  scope: Scope,
  { noteId, text }: { noteId: string; text: string },
  seen: Seen = {},
): Promise<void> {
  await onNote(scope, noteId, "workNote.changed", async (tx, note) => {
    if (!mayChange(note)) throw isGathered();
    const data = changesIn({ text }, note, seen, { text: "Your words" });
    await tx.workNote.update({ where: { id: noteId }, data });
  });
}

/** Deletes a note, draft or shown. Refused once it is in an email. */
export async function removeNote(scope: Scope, noteId: string): Promise<void> {
  await onNote(scope, noteId, "workNote.removed", async (tx, note) => {
    if (!mayChange(note)) throw isGathered();
    await tx.workNote.delete({ where: { id: noteId } });
  });
}

type Note = Awaited<ReturnType<typeof lockNote>>;

async function onNote(
  scope: Scope,
  noteId: string,
  kind: "workNote.shown" | "workNote.changed" | "workNote.removed",
  /** False where nothing was changed. */
  work: (tx: Tx, note: Note) => Promise<void | false>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, scope, noteId);
    if ((await work(tx, note)) === false) return;
    const projectId = note.project.id;
    await record(tx, { ...byFreelancer(scope), kind, projectId, subjectId: noteId });
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

/** A note of the freelancer's, locked, with its client kept as it is: no case is opened meanwhile. */
async function lockNote(tx: Tx, scope: Scope, noteId: string) {
  const where = { id: noteId, freelancerId: scope.freelancerId };
  const found = await tx.workNote.findUnique({ where, select: { projectId: true } });
  if (!found) throw notFound("work note");
  await lockClientOf(tx, scope, { id: found.projectId });
  await lock(tx, scope, { workNote: noteId });
  return tx.workNote.findUniqueOrThrow({
    where,
    select: {
      text: true,
      shownAt: true,
      gatheredAt: true,
      project: { select: { id: true, client: { select: { caseOpenedAt: true } } } },
    },
  });
}

/** The client of a project of the freelancer's, kept as it is until the transaction ends. */
async function lockClientOf(tx: Tx, scope: Scope, project: { id: string }) {
  const found = await tx.project.findUnique({
    where: { id: project.id, freelancerId: scope.freelancerId },
    select: { clientId: true },
  });
  if (!found) throw notFound("project");
  await lockShared(tx, scope, { client: found.clientId });
  return tx.client.findUniqueOrThrow({
    where: { id: found.clientId },
    select: { caseOpenedAt: true },
  });
}

function refuseMuted(client: { caseOpenedAt: Date | null }): void {
  if (isMuted(client))
    throw new Refusal(
      "not-allowed",
      "A case is open with this client, so nothing new is shown until it is closed. Save it as a draft.",
    );
}

function isGathered(): Refusal {
  return new Refusal(
    "too-late",
    "This note is already in an email, so it can’t be edited. Add another one instead.",
  );
}
