import type { Client } from "pg";
import { log, plainError } from "@/lib/log";
import { openOwnConnection } from "./connection";

/** Takes what one may do at a time, for as long as this connection lives. False where somebody has it. */
export async function takeTurn(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "free"`,
    [name],
  );
  return rows[0]!.free;
}

/** Ends a connection with its turn: the next one may begin as soon as this returns. */
export async function endTurn(client: Client): Promise<void> {
  await client
    .query("ROLLBACK; SELECT pg_advisory_unlock_all()")
    .catch((error: unknown) => log().warn(plainError(error), "a turn ended with its connection"));
  await client.end();
}

/**
 * Does what one may do at a time, in whatever process. Null where it is being done already: then nothing is called. If
 * the process ends, so does its turn.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<{ done: T } | null> {
  const client = openOwnConnection("uptomark turn");
  client.on("error", (error) => log().warn(plainError(error), "a turn lost its connection"));
  await client.connect();
  try {
    return (await takeTurn(client, name)) ? { done: await work() } : null;
  } finally {
    await endTurn(client);
  }
}
