import { setTimeout as pause } from "node:timers/promises";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { claimDueEmails, msUntilNext } from "./claim";
import { prepare, type Watch } from "./prepare";
import { send } from "./send";

/** How many emails are sent at the same time. */
const ABREAST = 16;
/** A run stops before the queue would count it as dead. The next run continues. */
const LONGEST_RUN_MS = 240_000;
/** If an account's next turn is later than this, it is left to the next run. */
const LONGEST_PAUSE_MS = 5_000;
const SHORTEST_PAUSE_MS = 20;

/**
 * Sends every email whose time has come, until none is left or `stopped` says so. Returns how many
 * were settled. Any number of workers may run: each email is leased to one, by the database's clock, and
 * an account's pace holds across all of them. A worker that dies leaves its emails to the next when the
 * lease ends; the frozen bytes and the key make the second attempt the same email. An email that cannot be
 * sent holds up no other. Told to stop it takes no new lease, and ends when what is under way has:
 * within ten seconds, and by a mail server within thirty.
 */
export async function deliverDueEmails(
  stopped: () => boolean = () => false,
  watch: Watch = () => {},
): Promise<number> {
  const end = Date.now() + LONGEST_RUN_MS;
  const isOver = () => stopped() || Date.now() > end;
  const underWay = new Set<Promise<void>>();
  let settled = 0;
  await checkOutbox();
  for (;;) {
    const room = isOver() ? 0 : ABREAST - underWay.size;
    const claimed = room > 0 ? await claimDueEmails(room) : [];
    for (const email of await prepare(claimed, watch)) {
      const one = send(email, isOver, watch).then((isSettled) => {
        settled += Number(isSettled);
        underWay.delete(one);
      });
      underWay.add(one);
    }
    if (claimed.length > 0) continue;
    const wait = room > 0 ? await msUntilNext() : null;
    const causes: Promise<void>[] = [...underWay];
    if (wait !== null && wait <= LONGEST_PAUSE_MS)
      causes.push(pause(Math.max(wait, SHORTEST_PAUSE_MS)));
    if (causes.length === 0) break;
    await Promise.race(causes);
  }
  return settled;
}
