import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { LANGUAGE } from "@/features/follow-ups/queries";

/** The freelancer's own words, by kind. */
export async function listOwnTexts(scope: Scope) {
  const rows = await db().ownText.findMany({ where: { freelancerId: scope.freelancerId, language: LANGUAGE }, select: { kind: true, subject: true, text: true } });
  return new Map(rows.map(({ kind, ...own }) => [kind, own]));
}

/** Somebody real to try the words on: the contact of the project begun last; null while there is none. */
export async function findSomebody(scope: Scope) {
  const project = await db().project.findFirst({ where: { freelancerId: scope.freelancerId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { title: true, contact: { select: { name: true } } } });
  return project && { contactName: project.contact.name, projectTitle: project.title };
}
