import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { endLink } from "@/features/clients/links/commands";
import { listIdleLinks } from "@/features/clients/retention/queries";
import { forgetEmailWords } from "@/features/emails/retention/commands";
import { deleteLater } from "@/features/files/deletions/commands";
import { forgetHistory } from "@/features/history/retention/commands";
import { forgetReceived } from "@/features/inbound/retention/commands";
import { DEFAULT_RETENTION, forgottenBefore } from "@/features/retention/rules";
import type { RetentionChoice } from "@/features/retention/schema";
import { oneByOne } from "@/lib/one-by-one";

/** As many rows as one transaction forgets: it is over in a moment, and nobody waits for it. */
const MOST = 500;

/**
 * Forgets for each freelancer what is older than they keep it: words of settled emails, received emails as they came,
 * history, and links of people with whom nothing is going on. In small transactions, until nothing is left or `stopped`
 * says so; the next run goes on. The facts that are counted stay.
 */
export async function forgetOld(now: Date, stopped: () => boolean = () => false): Promise<void> {
  const studios = await db().studio.findMany({
    select: { freelancerId: true, retention: true },
  });
  const rows = studios.map((studio) => ({ ...studio, id: studio.freelancerId }));
  await oneByOne(rows, "what is old could not be forgotten", async ({ id, retention }) => {
    if (!stopped()) await forgetFor(id, retention ?? DEFAULT_RETENTION, now, stopped);
  });
}

async function forgetFor(
  freelancerId: string,
  keep: RetentionChoice,
  now: Date,
  stopped: () => boolean,
): Promise<void> {
  const emails = forgottenBefore(keep.emailMonths, now);
  const received = forgottenBefore(keep.receivedMonths, now);
  const history = forgottenBefore(keep.historyMonths, now);
  const links = forgottenBefore(keep.linkMonths, now);
  const all = async (work: (tx: Tx) => Promise<number>) => {
    while (!stopped() && (await inTransaction(work)) === MOST);
  };
  if (emails) await all((tx) => forgetEmailWords(tx, freelancerId, emails, MOST, now));
  if (history) await all((tx) => forgetHistory(tx, freelancerId, history, MOST));
  if (received)
    await all(async (tx) => {
      const { count, storeKeys } = await forgetReceived(tx, freelancerId, received, MOST, now);
      await deleteLater(tx, { stored: storeKeys }, now);
      return count;
    });
  if (links) await endIdleLinks(freelancerId, links, now, stopped);
}

async function endIdleLinks(
  freelancerId: string,
  before: Date,
  now: Date,
  stopped: () => boolean,
): Promise<void> {
  const scope = freelancerScope(freelancerId);
  for (const { id } of await listIdleLinks(freelancerId, before, MOST)) {
    if (stopped()) return;
    await inTransaction((tx) => endLink(tx, scope, id, now, "UPTOMARK"));
  }
}
