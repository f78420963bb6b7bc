import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { LANGUAGES, type Language } from "@/language/languages";

/** Returns the freelancer's own words in a language, by kind. */
export async function listOwnTexts(scope: Scope, language: Language) {
  const rows = await db().ownText.findMany({
    where: { freelancerId: scope.freelancerId, language },
    select: { kind: true, subject: true, text: true },
  });
  return new Map(rows.map(({ kind, ...own }) => [kind, own]));
}

/**
 * Returns the languages the freelancer's contacts read, in our order, English always among them.
 */
export async function listLanguages(scope: Scope): Promise<Language[]> {
  const read = await db().contact.findMany({
    where: { freelancerId: scope.freelancerId },
    distinct: ["language"],
    select: { language: true },
  });
  return LANGUAGES.filter(
    (language) => language === "en" || read.some((one) => one.language === language),
  );
}

/**
 * Returns a real contact to preview the words with, who reads the language: from the newest
 * project; null while there is none.
 */
export async function findSomebody(scope: Scope, language: Language) {
  const project = await db().project.findFirst({
    where: { freelancerId: scope.freelancerId, contact: { language } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { title: true, contact: { select: { name: true } } },
  });
  return project && { contactName: project.contact.name, projectTitle: project.title };
}
