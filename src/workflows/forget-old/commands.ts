import { freelancerScope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { endLink } from "@/features/clients/links/commands";
import { listIdleLinks, nextIdleSince } from "@/features/clients/retention/queries";
import { forgetEmailWords } from "@/features/emails/retention/commands";
import { oldestWords } from "@/features/emails/retention/queries";
import { deleteLater } from "@/features/files/deletions/commands";
import { forgetHistory } from "@/features/history/retention/commands";
import { oldestEntry } from "@/features/history/retention/queries";
import { forgetReceived } from "@/features/inbound/retention/commands";
import { oldestReceived } from "@/features/inbound/retention/queries";
import { getRetention } from "@/features/retention/queries";
import { forgottenBefore, nextForgetting } from "@/features/retention/rules";
import type { RetentionChoice } from "@/features/retention/schema";
import { forEachDue } from "@/features/studio/due/commands";

/** As many rows as one transaction forgets: it is over in a moment, and nobody waits for it. */
const MOST = 500;

/**
 * Forgets for each freelancer what is older than they keep it: words of settled emails, received emails as they came,
 * history, and links of people with whom nothing is going on. In small transactions, until nothing is left or `stopped`
 * says so; the next run goes on. The facts that are counted stay.
 */
export async function forgetOld(now: Date, stopped: () => boolean = () => false): Promise<void> {
  const failed = "what is old could not be forgotten";
  const work = (id: string) => forgetWhenDue(id, now, stopped);
  await forEachDue({ task: "FORGET", failed }, now, work, stopped);
}

/** Returns when something of the freelancer's is next too old. */
async function forgetWhenDue(
  freelancerId: string,
  now: Date,
  stopped: () => boolean,
): Promise<Date> {
  const keep = await getRetention(freelancerScope(freelancerId));
  await forgetFor(freelancerId, keep, now, stopped);
  if (stopped()) return now;
  const links = forgottenBefore(keep.linkMonths, now);
  return nextForgetting(
    [
      { since: await oldestWords(freelancerId), months: keep.emailMonths },
      { since: await oldestReceived(freelancerId), months: keep.receivedMonths },
      { since: await oldestEntry(freelancerId), months: keep.historyMonths },
      { since: links && (await nextIdleSince(freelancerId, links)), months: keep.linkMonths },
    ],
    now,
  );
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
  let idle: { id: string }[];
  do {
    idle = await listIdleLinks(freelancerId, before, MOST);
    for (const { id } of idle) {
      if (stopped()) return;
      await inTransaction((tx) => endLink(tx, scope, id, now, "UPTOMARK"));
    }
  } while (idle.length === MOST);
}
