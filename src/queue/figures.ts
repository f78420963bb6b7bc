import { db } from "@/db/client";

/** Of one queue: for how many seconds its oldest job waits or is worked on, and when one was last done and last failed. */
export type JobFigures = {
  queue: string;
  waitingSeconds: number;
  workingSeconds: number;
  doneAt: Date | null;
  failedAt: Date | null;
};

/**
 * Returns how the scheduled work goes, by queue. A job is kept for an hour after its end: of what runs once a day
 * there is nothing to say for most of it. Empty before the first worker has started.
 */
export async function readJobs(): Promise<JobFigures[]> {
  const [schema] = await db().$queryRaw<{ isThere: boolean }[]>`
    SELECT to_regclass('pgboss.job') IS NOT NULL AS "isThere"`;
  if (!schema?.isThere) return [];
  const age = `coalesce(extract(epoch FROM now() - min(`;
  return db().$queryRawUnsafe<JobFigures[]>(`
    SELECT "name" AS "queue",
      ${age}"start_after") FILTER (WHERE "state" = 'created' AND "start_after" <= now())), 0)::float8 AS "waitingSeconds",
      ${age}"started_on") FILTER (WHERE "state" = 'active')), 0)::float8 AS "workingSeconds",
      max("completed_on") FILTER (WHERE "state" = 'completed') AS "doneAt",
      max("completed_on") FILTER (WHERE "state" = 'failed') AS "failedAt"
    FROM pgboss.job WHERE "name" NOT LIKE '\\_\\_%' GROUP BY 1 ORDER BY 1`);
}
