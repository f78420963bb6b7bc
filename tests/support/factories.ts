import { randomUUID } from "node:crypto";
import {
  contactScope,
  freelancerScope,
  subcontractorScope,
  type ContactScope,
  type Scope,
  type SubcontractorScope,
} from "@/auth/scope";
import { db } from "@/db/client";
import type { NewEmail } from "@/features/emails/commands";
import { addClient } from "@/features/clients/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { openStatusPage } from "@/features/projects/status/queries";
import { openStudio } from "@/features/studio/commands";
import { addSubcontractor } from "@/features/subcontractors/commands";
import type { Language } from "@/language/languages";
import { unseal } from "@/lib/tokens";

/** A Monday, 10:00 in Copenhagen. */
export const MONDAY = new Date("2026-11-23T09:00:00Z");

/** A freelancer of the test's own: tenancy is what keeps tests apart. */
export async function freelancer(
  studio: { zone?: string; language?: Language } = {},
): Promise<Scope> {
  const made = await db().user.create({ data: { email: `${randomUUID()}@example.com` } });
  const scope = freelancerScope(made.id);
  await openStudio(scope, {
    freelancerName: "Mira Holm",
    name: "Studio Holm",
    zone: studio.zone ?? "Europe/Copenhagen",
    replyTo: "mira@example.com",
    language: studio.language ?? "en",
    workDays: ["1", "2", "3", "4", "5"],
    opensAt: "09:00",
    closesAt: "17:00",
  });
  return scope;
}

export type Person = { scope: ContactScope; contactId: string; clientId: string; token: string };

export async function client(
  scope: Scope,
  person: {
    name?: string;
    contactName?: string;
    address?: string;
    zone?: string;
    language?: Language;
  } = {},
): Promise<Person> {
  const clientId = await addClient(scope, {
    name: person.name ?? "Duarte Lighthouse Tours",
    contactName: person.contactName ?? "Ines Duarte",
    address: person.address ?? "ines@example.com",
    zone: person.zone ?? "Europe/Lisbon",
    language: person.language,
  });
  const contact = await db().contact.findFirstOrThrow({ where: { clientId } });
  return {
    scope: contactScope({ freelancerId: scope.freelancerId, clientId, contactId: contact.id }),
    contactId: contact.id,
    clientId,
    token: unseal("contact-link", contact.linkCipher),
  };
}

export async function project(
  scope: Scope,
  person: Person,
  title = "The lighthouse map",
): Promise<string> {
  return beginProject(scope, { contactId: person.contactId, title, summary: "A printed map." });
}

/** What a contact's own link opens: their page about a project. Null where it opens none. */
export async function pageOf(person: Person, projectId: string | null) {
  return (await openStatusPage(person.token, projectId, new Date())).facts;
}

/** An email about a message, as a room would write it, and what is to be different about it. */
export function newEmail(scope: Scope, over: Partial<NewEmail> = {}): NewEmail {
  return {
    freelancerId: scope.freelancerId,
    kind: "message.posted",
    dedupeKey: `test:${randomUUID()}`,
    fromName: "Mira Holm",
    replyTo: "mira@example.com",
    toName: "Ines Duarte",
    toAddress: "ines@example.com",
    subject: "An email",
    words: { greeting: "Dear Ines,", paragraphs: ["First."], closing: "Best,", signature: "Mira" },
    sendAt: new Date(Date.now() - 60_000),
    ...over,
  };
}

/** The words of a project's emails, oldest first, as they are or as they were sent. */
export async function emailsOf(projectId: string) {
  const rows = await db().email.findMany({
    where: { projectId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    ...row,
    words: JSON.parse(unseal("email", row.wordsCipher)) as {
      paragraphs: string[];
      link?: { url: string };
    },
  }));
}

/** The time of a project's waiting emails has come, at whatever hour and on whatever day the tests run. */
export async function timeHasCome(projectId: string): Promise<void> {
  await db().email.updateMany({
    where: { projectId, settledAt: null },
    data: { sendAt: new Date(Date.now() - 1000), inHours: false },
  });
}

/** The token in an email's link. */
export function tokenIn(url: string): string {
  return new URL(url).pathname.split("/")[2]!;
}

export type Helper = { scope: SubcontractorScope; subcontractorId: string; token: string };

/** Somebody who works for a freelancer, with their link. */
export async function subcontractor(
  scope: Scope,
  person: { name?: string; address?: string; zone?: string; language?: Language } = {},
): Promise<Helper> {
  const subcontractorId = await addSubcontractor(scope, {
    contactName: person.name ?? "Bo Lind",
    address: person.address ?? "bo@example.com",
    zone: person.zone ?? "Europe/Stockholm",
    language: person.language,
  });
  const { linkCipher } = await db().subcontractor.findUniqueOrThrow({
    where: { id: subcontractorId },
  });
  const { freelancerId } = scope;
  return {
    scope: subcontractorScope({ freelancerId, subcontractorId }),
    subcontractorId,
    token: unseal("subcontractor-link", linkCipher),
  };
}
