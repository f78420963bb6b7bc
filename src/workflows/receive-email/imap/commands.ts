import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { addressParser } from "postal-mime";
import { databaseNow, wakeClock } from "@/db/clock";
import { readAddresses, testAddressOf } from "@/features/emails/reply-addresses/addresses";
import {
  endWatch,
  noteFound,
  noteTrouble,
  takeWatch,
  type Place,
  type Watch,
} from "@/features/inbound/mailboxes/commands";
import { notePlus } from "@/features/inbound/mailboxes/own/commands";
import { isAnswerToOurs } from "@/features/inbound/mailboxes/queries";
import { readHeaders, type ReadEmail } from "@/features/inbound/reading/read";
import type { Announced } from "@/features/inbound/schema";
import { cut } from "@/lib/cut";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { MailboxFailed, openMailbox, type Listed, type Mailbox } from "@/mail/imap";
import { idIn, installMailbox } from "@/mail/mailbox";

/** As often a worker looks whether the mailbox is watched, and keeps its own watch. */
const TURN_MS = 30_000;
/** As many turns an open mailbox that speaks up by itself goes without being asked. */
const QUIET_TURNS = 10;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** As many emails are noted at once. */
const AT_ONCE = 50;
/** Emails are searched by the day: those of the day before are looked at too. */
const DAY_MS = 86_400_000;

/** Where a look at a mailbox is, told as it gets there: what the fault tests cut at. */
export type LookPoint = "listed" | "looked at" | "noted";

/**
 * Watches the install's mailbox until `stop`: each email that comes in is noted, to be fetched and filed as one that
 * the provider announces. Of all workers one watches. A mailbox that cannot be read is tried again, after two seconds,
 * four, eight, up to five minutes; nothing is missed meanwhile, since it is read on from where it was left. Returns at
 * once where no mailbox is named. Never throws.
 */
export async function watchMailbox(stop: AbortSignal, turnMs = TURN_MS): Promise<void> {
  const here = installMailbox();
  if (!here) return;
  const watch = { accountId: here.accountId, token: randomUUID() };
  let wait = SHORTEST_PAUSE_MS;
  while (!stop.aborted) {
    try {
      await wakeClock();
      const place = await takeWatch(watch);
      if (place) {
        const mailbox = await openMailbox(here.server);
        await lookOn(mailbox, watch, place, { stop, turnMs }).finally(() => mailbox.close());
      }
      wait = place ? SHORTEST_PAUSE_MS : turnMs;
    } catch (error) {
      await tell(watch, error);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
    await pause(wait, undefined, { signal: stop }).catch(() => {});
  }
  await endWatch(watch).catch(() => {});
}

async function tell(watch: Watch, error: unknown): Promise<void> {
  const why = error instanceof MailboxFailed ? error.message : undefined;
  log().warn(
    { ...plainError(error), at: undefined, why },
    "the mailbox could not be read; it is tried again",
  );
  if (why) await noteTrouble(watch, why, databaseNow()).catch(() => {});
}

export type Patience = {
  stop: AbortSignal;
  turnMs: number;
  /** Ends a wait early: something about a mailbox was changed. */
  changed?: () => AbortSignal;
};

/**
 * Looks at an open mailbox, again and again, until its connection ends, another worker watches it, or it is saved anew
 * or removed.
 */
export async function lookOn(
  mailbox: Mailbox,
  watch: Watch,
  first: Place,
  { stop, turnMs, changed = () => stop }: Patience,
): Promise<void> {
  let place: Place | null = first;
  let mayHaveMore = true;
  let heard = changed();
  const isAsBefore = () => place?.savedAt?.getTime() === first.savedAt?.getTime();
  for (let turn = 0; place && isAsBefore() && !stop.aborted && !mailbox.isClosed; turn += 1) {
    if (mayHaveMore || !mailbox.tells || turn % QUIET_TURNS === 0)
      await lookOnce(mailbox, watch, place);
    mayHaveMore = await mailbox.wait(turnMs, heard);
    // What is changed after this is heard of in the next wait.
    heard = changed();
    await wakeClock();
    place = await takeWatch(watch);
  }
}

/**
 * Notes what came in since the last look, and how far the mailbox has been read. What was there before the first look
 * is left alone. Where the server numbers its emails anew, those of the last look's day and later are noted once more;
 * what is in a thread already is known by its Message-ID, sender and words.
 */
export async function lookOnce(
  mailbox: Mailbox,
  watch: Watch,
  place: Place,
  reached: (point: LookPoint) => void = () => {},
): Promise<void> {
  const { uidValidity, uidNext } = mailbox;
  if (!place.lookedAt) {
    await noteFound(watch, { uidValidity, lastUid: uidNext - 1 }, [], databaseNow());
    return;
  }
  const isSame = place.uidValidity === uidValidity && uidNext > place.lastUid;
  const uids = isSame
    ? await mailbox.listAbove(place.lastUid)
    : await mailbox.listSince(new Date(place.lookedAt.getTime() - DAY_MS));
  reached("listed");
  let lastUid = isSame ? place.lastUid : 0;
  for (let from = 0; from < uids.length; from += AT_ONCE) {
    const some = uids.slice(from, from + AT_ONCE);
    const found = await choose(mailbox, watch, await mailbox.look(some));
    reached("looked at");
    lastUid = some.at(-1)!;
    await noteFound(watch, { uidValidity, lastUid }, found, databaseNow());
    reached("noted");
  }
  if (uids.length === 0)
    await noteFound(
      watch,
      { uidValidity, lastUid: isSame ? lastUid : uidNext - 1 },
      [],
      databaseNow(),
    );
}

/**
 * Those that are for a studio. The catch-all of a domain has no others; a mailbox of a person's own has, and of these
 * nothing is noted: neither were they sent to an address of ours, nor do they answer an email of ours. In a
 * freelancer's own mailbox "ours" is what is of that freelancer.
 */
async function choose(mailbox: Mailbox, watch: Watch, listed: Listed[]) {
  const found: { id: string; facts: Announced }[] = [];
  for (const { uid, headers } of listed) {
    const email = await readHeaders(headers);
    const addresses = addressesOf(email);
    if (await isTest(watch, addresses)) continue;
    const answers = [...email.inReplyTo, ...email.references].slice(-50);
    if (await isOurs(watch, addresses, answers))
      found.push({ id: idIn(mailbox, uid), facts: factsOf(email, addresses) });
  }
  return found;
}

async function isOurs({ own }: Watch, addresses: string[], answers: string[]): Promise<boolean> {
  if (!own && env().INBOUND_DOMAIN !== undefined) return true;
  if (readAddresses(addresses, own?.address ?? null).isOurs) return true;
  return isAnswerToOurs(answers, own?.freelancerId);
}

/** Whether it is the test email of an own mailbox: it came to the address with a +, and so answers may. */
async function isTest(watch: Watch, addresses: string[]): Promise<boolean> {
  if (!watch.own) return false;
  const at = testAddressOf(watch.accountId, watch.own.address);
  if (!addresses.some((one) => one.trim().toLowerCase() === at)) return false;
  await notePlus(watch);
  return true;
}

const DELIVERED = ["delivered-to", "x-original-to", "envelope-to"];
const MOST_ADDRESSES = 100;

/** The addresses it came by: first those that the mail server names, then those that its writer did. */
function addressesOf({ headers, to, cc }: ReadEmail): string[] {
  const delivered = headers
    .filter(({ key }) => DELIVERED.includes(key))
    .flatMap(({ value }) => addressParser(value, { flatten: true }));
  return [...delivered, ...to, ...cc]
    .flatMap(({ address }) => address ?? [])
    .filter((address) => address.length <= 1000)
    .slice(0, MOST_ADDRESSES);
}

function factsOf({ from, subject, messageId }: ReadEmail, addresses: string[]): Announced {
  return {
    from: cut(from ? `${from.name} <${from.address}>` : "", 500),
    subject: cut(subject, 500),
    messageId: cut(messageId ?? "", 500),
    addresses,
  };
}
