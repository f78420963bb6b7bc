import { databaseNow } from "@/db/clock";
import { readBackups, type Backups } from "@/features/backups/queries";
import { log, plainError } from "@/lib/log";
import { shared } from "@/lib/shared";
import { within } from "@/lib/within";

/** Anybody may ask: one look serves all within a second. */
const look = shared(() => readBackups(databaseNow()), 1_000);

export const dynamic = "force-dynamic";

/**
 * The install is backed up: 503 when the last backup is too old, there is none, or it cannot be looked up. Where
 * nobody asked for backups that is said, with 200. For outside monitoring.
 */
export async function GET(): Promise<Response> {
  try {
    const backups = await within(2_000, look());
    return answer(backups ? sentence(backups) : "Backups are not set up.", backups?.isTooOld);
  } catch (error) {
    log().warn(plainError(error), "when the last backup was made cannot be read");
    return answer("The database cannot be reached.", true);
  }
}

function answer(said: string, isBad = false): Response {
  return new Response(`${said}\n`, {
    status: isBad ? 503 : 200,
    headers: { "content-type": "text/plain", "cache-control": "no-store" },
  });
}

function sentence({ madeAt, failedAt, isTooOld }: Backups): string {
  const last = madeAt
    ? `The last backup was made at ${madeAt.toISOString()}.`
    : "There is no backup yet.";
  const old = madeAt && isTooOld ? " That is too long ago." : "";
  return last + old + (failedAt ? ` One failed at ${failedAt.toISOString()}.` : "");
}
