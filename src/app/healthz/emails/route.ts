import { databaseNow } from "@/db/clock";
import { findStall } from "@/features/emails/outbox/queries";
import { log, plainError } from "@/lib/log";
import { shared } from "@/lib/shared";
import { within } from "@/lib/within";

/** Anybody may ask: one look serves all within a second. */
const look = shared(() => findStall(databaseNow()), 1_000);

export const dynamic = "force-dynamic";

/**
 * Emails are sent: 503 when one has been due for longer than two minutes, or when it cannot be
 * checked. For outside monitoring.
 */
export async function GET(): Promise<Response> {
  const headers = { "content-type": "text/plain", "cache-control": "no-store" };
  try {
    const stall = await within(2_000, look());
    if (!stall) return new Response("ok\n", { headers });
    const seconds = Math.floor((databaseNow().getTime() - stall.since.getTime()) / 1000);
    return new Response(
      `The oldest due email has waited for ${seconds} s.${stall.closedWhy ? " The outbox is closed." : ""}\n`,
      { status: 503, headers },
    );
  } catch (error) {
    log().warn(plainError(error), "the outbox cannot be read");
    return new Response("The database cannot be reached.\n", { status: 503, headers });
  }
}
