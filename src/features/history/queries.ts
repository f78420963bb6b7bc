import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Actor } from "@/db/enums";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import type { Telling } from "./rules";
import { kinds, type HistoryKind } from "./kinds";

/** As many facts as a page of a project's history has. */
const PAGE = 30;

/** The kinds that are an event in a project's life. */
const shown = (Object.keys(kinds) as HistoryKind[]).filter((kind) => kinds[kind].tell !== null);

/**
 * What happened in a project, newest first, thirty at a time or as many as are asked for, each as a sentence.
 * `after` is the last id of the page before. The language is the studio's, and so is the day it is.
 */
export async function listHistory(
  scope: Scope,
  projectId: string,
  { language, today }: { language: string; today: Day },
  { after, take = PAGE }: { after?: string; take?: number } = {},
) {
  const { t, dayName } = studioLocaleOf(language);
  const where = { projectId, freelancerId: scope.freelancerId, kind: { in: shown } };
  if (after && !(await db().historyEntry.count({ where: { ...where, id: after } })))
    throw notFound("page");
  const rows = await db().historyEntry.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: take + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: {
      id: true,
      at: true,
      actor: true,
      kind: true,
      data: true,
      contact: { select: { name: true } },
      subcontractor: { select: { name: true } },
    },
  });
  const entries = rows.slice(0, take).map(({ id, at, actor, kind, data, ...people }) => ({
    id,
    at,
    sentence: sentenceOf(kind as HistoryKind, {
      t,
      who: whoOf(actor, people, t("history.yourClient")),
      whom: people.subcontractor?.name ?? "",
      day: (on) => dayName(on, today),
      data,
    }),
  }));
  return { entries, more: rows.length > take ? entries.at(-1)!.id : null };
}

type Named = { name: string } | null;

function whoOf(
  actor: Actor,
  people: { contact: Named; subcontractor: Named },
  unnamed: string,
): string | null {
  if (actor === "SUBCONTRACTOR") return people.subcontractor?.name ?? unnamed;
  return actor === "CONTACT" ? (people.contact?.name ?? unnamed) : null;
}

/** The data of an entry is what its kind was recorded with. */
function sentenceOf(kind: HistoryKind, telling: Telling<unknown>): string {
  const tell = kinds[kind].tell as ((telling: Telling<unknown>) => string) | null;
  return tell?.(telling) ?? "";
}

export type HistoryRow = Awaited<ReturnType<typeof listHistory>>["entries"][number];
