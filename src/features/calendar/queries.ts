import type { ContactScope, Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { CalendarDay } from "@/document/calendar";
import type { Language } from "@/language/languages";
import { studioLocaleOf } from "@/language/studio";
import { clientPath } from "@/lib/client-paths";
import { fromDateColumn } from "@/lib/dates";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { daysOf, type Promised } from "./rules";

/** How long a finished or deleted promise stays in a feed, so that every calendar is updated. */
const REMEMBERED_MS = 90 * 86_400_000;
/** More than anybody has open; it keeps a feed small enough for a phone. */
const MOST = 2000;

const shown = {
  id: true,
  title: true,
  promisedOn: true,
  targetOn: true,
  sequence: true,
  metAt: true,
  droppedAt: true,
  createdAt: true,
  moves: { orderBy: { movedAt: "desc" as const }, take: 1, select: { movedAt: true } },
  project: { select: { id: true, title: true, client: { select: { name: true } } } },
} as const;

/** Returns the freelancer's calendar: every open promise, and the private target date before it. */
export async function listStudioDays(
  scope: Scope,
  now: Date,
  language: Language,
): Promise<CalendarDay[]> {
  const { t } = studioLocaleOf(language);
  const { promises, gone } = await listPromises({ freelancerId: scope.freelancerId }, now);
  return [
    ...promises.flatMap((promise) =>
      daysOf({
        ...promise,
        about: `${promise.project.title}\n${promise.project.client.name}`,
        url: links.project(promise.project.id),
        target: t("calendar.target", { title: promise.title }),
      }),
    ),
    ...gone,
  ];
}

/**
 * Returns a contact's calendar: what their client was promised, never the freelancer's private
 * target dates.
 */
export async function listContactDays(scope: ContactScope, now: Date): Promise<CalendarDay[]> {
  const { promises, gone } = await listPromises(
    { freelancerId: scope.freelancerId, clientId: scope.clientId },
    now,
  );
  return [
    ...promises.flatMap((promise) =>
      daysOf({ ...promise, targetOn: null, about: promise.project.title }),
    ),
    ...gone,
  ];
}

async function listPromises(whose: { freelancerId: string; clientId?: string }, now: Date) {
  const since = new Date(now.getTime() - REMEMBERED_MS);
  const { freelancerId } = whose;
  const [deadlines, tombstones] = await Promise.all([
    db().deadline.findMany({
      where: {
        freelancerId,
        OR: [
          { metAt: null, droppedAt: null, project: { ...whose, completedAt: null } },
          { droppedAt: { gte: since }, project: whose },
          { metAt: { gte: since }, project: whose },
        ],
      },
      orderBy: [{ promisedOn: "desc" }, { id: "asc" }],
      take: MOST,
      select: shown,
    }),
    db().calendarTombstone.findMany({
      where: { freelancerId, project: whose, cancelledAt: { gte: since } },
      orderBy: { id: "asc" },
      take: MOST,
    }),
  ]);
  const promises = deadlines.map(
    ({ promisedOn, targetOn, moves, ...deadline }): Promised & typeof deadline => ({
      ...deadline,
      promisedOn: fromDateColumn(promisedOn),
      targetOn: targetOn ? fromDateColumn(targetOn) : null,
      movedAt: moves[0]?.movedAt ?? null,
    }),
  );
  const gone = tombstones.map(({ id, title, promisedOn, sequence, cancelledAt }): CalendarDay => ({
    id,
    title,
    on: fromDateColumn(promisedOn),
    about: "",
    sequence,
    changedAt: cancelledAt,
    isCancelled: true,
  }));
  return { promises, gone };
}

/** Returns the path of the studio's feed, or null when there is none. */
export async function findStudioCalendar(scope: Scope): Promise<string | null> {
  const studio = await db().studio.findUnique({
    where: { freelancerId: scope.freelancerId },
    select: { calendarCipher: true },
  });
  return pathOf(studio?.calendarCipher ?? null);
}

/** Returns the feed paths of a client's contacts, by contact; null where there is none. */
export async function listContactCalendars(
  scope: Scope,
  clientId: string,
): Promise<Map<string, string | null>> {
  const contacts = await db().contact.findMany({
    where: { clientId, freelancerId: scope.freelancerId },
    select: { id: true, calendarCipher: true },
  });
  return new Map(contacts.map(({ id, calendarCipher }) => [id, pathOf(calendarCipher)]));
}

function pathOf(cipher: Uint8Array | null): string | null {
  return cipher ? clientPath.calendar(unseal("calendar-link", cipher)) : null;
}
