import { dayIn, type Day } from "@/lib/dates";

/** Whether posted work keeps silent: effort shown beside a bad result does not help. */
export function isMuted(client: { caseOpenedAt: Date | null }): boolean {
  return client.caseOpenedAt !== null;
}

/** Returns whether a note may be edited or deleted: until it is gathered for an email. */
export function mayChange(note: { gatheredAt: Date | null }): boolean {
  return note.gatheredAt === null;
}

/** Returns notes by the day they were shown, newest first, in the reader's zone. */
export function byDay<N extends { shownAt: Date }>(
  notes: N[],
  zone: string,
): { day: Day; notes: N[] }[] {
  const days = Map.groupBy(
    notes.toSorted((a, b) => b.shownAt.getTime() - a.shownAt.getTime()),
    (note) => dayIn(zone, note.shownAt),
  );
  return [...days].map(([day, own]) => ({ day, notes: own }));
}
