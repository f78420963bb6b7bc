import { setTimeout as pause } from "node:timers/promises";
import { db } from "@/db/client";
import { wakeClock } from "@/db/clock";
import { WatchLost } from "@/features/inbound/mailboxes/commands";
import {
  claimMailboxes,
  endLook,
  msUntilNextLook,
  noteUnread,
  type Claimed,
} from "@/features/inbound/mailboxes/own/commands";
import { openSealed, reachableMailbox } from "@/features/inbound/own-mailbox/sealed";
import { log, plainError } from "@/lib/log";
import { listenFor } from "@/live/listen";
import { MAILBOXES, tellMailboxes } from "@/live/notify";
import { MailboxFailed, MOST_HEADER_BYTES, openMailbox, PATIENCE } from "@/mail/imap";
import { lookOn, lookOnce } from "@/workflows/receive-email/imap/commands";
import { Bell } from "./bell";

/** How many own mailboxes one worker reads at the same time, and how often. */
export type Bounds = {
  /** As many it keeps open, and hears at once what comes into them. */
  standing: number;
  /** As many of the others it looks into at the same time, one after the other. */
  visiting: number;
  /** How long after a look the next one is. */
  visitSeconds: number;
  /** As often it looks at the list of mailboxes, and keeps its watches. */
  turnMs: number;
};
const BOUNDS: Bounds = { standing: 100, visiting: 8, visitSeconds: 60, turnMs: 30_000 };

/** As many are taken at once, and how long other workers have then to take some too. */
const AT_ONCE = 4;
const SPREAD_MS = 100;

/**
 * Watches the freelancers' own mailboxes until `stop`. Each is watched by one of all workers; of those that a worker
 * has no room for each is looked into in turn. One that cannot be read is put off by itself, for two seconds, four,
 * up to five minutes, and no other waits for it. One that is added, changed or removed is noticed at once. Never
 * throws.
 */
export async function watchOwnMailboxes(stop: AbortSignal, bounds = BOUNDS): Promise<void> {
  const round = new Round(stop, bounds);
  while (!stop.aborted) {
    const begun = await round.begin().catch((error: unknown) => {
      log().warn(
        plainError(error),
        "the freelancers' mailboxes cannot be listed; it is tried again",
      );
      return 0;
    });
    if (begun > 0) await pause(SPREAD_MS, undefined, { signal: stop }).catch(() => {});
    else await round.rest();
  }
  await round.end();
}

/** Those that this worker reads just now. */
class Round {
  private readonly standing = new Set<Promise<void>>();
  private readonly visiting = new Set<Promise<void>>();
  /** Something about a mailbox was changed. */
  private readonly changed = new Bell();
  /** There may be something to begin. */
  private readonly again = new Bell();
  private readonly unlisten: () => void;

  constructor(
    private readonly stop: AbortSignal,
    private readonly bounds: Bounds,
  ) {
    const ring = () => (this.changed.ring(), this.again.ring());
    this.unlisten = listenFor(MAILBOXES, ring);
    stop.addEventListener("abort", ring);
  }

  /** Takes what there is room for, and begins to read it. Returns how many those are. */
  async begin(): Promise<number> {
    await wakeClock();
    const isStanding = this.standing.size < this.bounds.standing;
    const list = isStanding ? this.standing : this.visiting;
    const room = (isStanding ? this.bounds.standing : this.bounds.visiting) - list.size;
    if (room <= 0) return 0;
    const claimed = await claimMailboxes(Math.min(room, AT_ONCE));
    for (const one of claimed) {
      const reading = this.read(one, isStanding).finally(() => {
        list.delete(reading);
        this.again.ring();
      });
      list.add(reading);
    }
    return claimed.length;
  }

  /** Waits until something may have to be begun. */
  async rest(): Promise<void> {
    const { turnMs, standing, visiting } = this.bounds;
    const isFull = this.standing.size >= standing && this.visiting.size >= visiting;
    const ms = isFull ? turnMs : await msUntilNextLook().catch(() => null);
    await this.again.wait(Math.min(Math.max(ms ?? turnMs, SPREAD_MS), turnMs));
  }

  async end(): Promise<void> {
    this.unlisten();
    const reading = [...this.standing, ...this.visiting];
    await Promise.all(reading);
    // Other workers take over at once.
    if (reading.length > 0) await tellMailboxes(db()).catch(() => {});
  }

  private async read({ watch, place, serverCipher }: Claimed, isStanding: boolean): Promise<void> {
    const { stop, bounds, changed } = this;
    try {
      const server = reachableMailbox(openSealed(serverCipher));
      const mailbox = await openMailbox(server, PATIENCE, MOST_HEADER_BYTES);
      const patience = { stop, turnMs: bounds.turnMs, changed: () => changed.signal };
      const look = isStanding
        ? lookOn(mailbox, watch, place, patience)
        : lookOnce(mailbox, watch, place);
      await look.finally(() => mailbox.close());
      // A connection that its server ends each time at once is not made anew without a pause.
      await endLook(watch, stop.aborted ? 0 : isStanding ? 1 : bounds.visitSeconds);
    } catch (error) {
      if (!(error instanceof WatchLost)) await putOff(watch, error);
    }
  }
}

async function putOff(watch: Claimed["watch"], error: unknown): Promise<void> {
  const why = error instanceof MailboxFailed ? error.message : null;
  // Its server's words may name somebody: they are in the freelancer's settings.
  const { at, ...about } = plainError(error);
  log().warn(
    { accountId: watch.accountId, ...about, at: why === null ? at : undefined },
    "a freelancer's mailbox could not be read; it is tried again",
  );
  await noteUnread(watch, why).catch(() => {});
}
