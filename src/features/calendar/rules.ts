import type { Day } from "@/lib/dates";

export type Promised = {
  id: string;
  title: string;
  promisedOn: Day;
  targetOn: Day | null;
  sequence: number;
  metAt: Date | null;
  droppedAt: Date | null;
  createdAt: Date;
  movedAt: Date | null;
};

/**
 * Returns a promise's calendar entries: its promised date, under its own id, and, while it is open,
 * the private target date before it. A finished one says so; a dropped one
 * is cancelled. Times of change come from the row
 * alone, so that an unchanged promise always reads the same.
 */
export function daysOf(promise: Promised & { about: string; url?: string; target?: string }) {
  const { id, title, about, url, sequence } = promise;
  const changedAt = new Date(
    Math.max(
      ...[promise.createdAt, promise.movedAt, promise.metAt, promise.droppedAt].map(
        (at) => at?.getTime() ?? 0,
      ),
    ),
  );
  const isCancelled = promise.droppedAt !== null;
  const day = { about, url, sequence, changedAt, ...(isCancelled ? { isCancelled } : {}) };
  return [
    { ...day, id, on: promise.promisedOn, title: promise.metAt ? `✓ ${title}` : title },
    ...(promise.targetOn && !promise.metAt
      ? [
          {
            ...day,
            id: `${id}-own`,
            on: promise.targetOn,
            title: promise.target ?? title,
            isPrivate: true,
          },
        ]
      : []),
  ];
}
