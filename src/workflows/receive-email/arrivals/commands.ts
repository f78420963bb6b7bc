import { databaseNow } from "@/db/clock";
import { keyOf } from "@/features/emails/accounts/queries";
import {
  noteArrival,
  postponeArrival,
  settleArrival,
  takeDueArrivals,
  type Arrival,
} from "@/features/inbound/arrivals/commands";
import { receivedEvent } from "@/features/inbound/schema";
import { stored } from "@/language/stored";
import { log, plainError } from "@/lib/log";
import { fetchFromMailbox, isMailbox, isOwnMailbox } from "@/mail/mailbox";
import { fetchReceived, NotFetched, type Fetched } from "@/mail/receive";
import { receiveEmail } from "@/workflows/receive-email/commands";
import type { Incoming } from "@/workflows/receive-email/incoming";
import { receiverOf, type Receiver } from "./receiver";

/**
 * Writes down the email that a signed event announces, and wakes the worker, who fetches and files it. Returns false
 * for any other event. Once it is written down nothing depends on the provider's patience: the worker tries for three
 * days. The same event again changes nothing.
 */
export async function noteAnnounced(accountId: string, body: string, now: Date): Promise<boolean> {
  const event = eventIn(body);
  if (!event) return false;
  const { email_id, from, to, cc, received_for, subject, message_id } = event.data;
  const addresses = received_for.length > 0 ? received_for : [...to, ...cc];
  const facts = { from, subject, messageId: message_id, addresses: addresses.map(bareAddress) };
  await noteArrival(accountId, email_id, facts, now);
  return true;
}

function eventIn(body: string) {
  try {
    const event = receivedEvent.safeParse(JSON.parse(body));
    return event.success ? event.data : null;
  } catch {
    return null;
  }
}

const bareAddress = (text: string) => /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;

/** Fetches one and files it. Returns what became of it; null where it is tried again later. */
async function takeArrival(arrival: Arrival): Promise<"taken" | "unclaimed" | null> {
  const about = { accountId: arrival.accountId, inboundId: arrival.id };
  try {
    const receiver = await receiverOf(arrival.accountId);
    if (!receiver) return "unclaimed";
    const content = await fetch(arrival, receiver);
    // It is noted once more, under its new number.
    if (content.kind === "renumbered") return "unclaimed";
    if (await receiveEmail(incomingOf(arrival, receiver, content), databaseNow())) return "taken";
    log().warn(about, "an email came in for which no studio was found");
    return "unclaimed";
  } catch (error) {
    const why = error instanceof NotFetched ? error.message : stored("arrivalNotSaved");
    // What a freelancer's own server says may name somebody.
    const said = isOwnMailbox(arrival.accountId) ? {} : { why };
    log().error({ ...about, ...said, ...plainError(error) }, "an email that came in was not taken");
    await postponeArrival(arrival, why, databaseNow());
    return null;
  }
}

async function fetch(
  { accountId, id, isGivenUp }: Arrival,
  { place }: Receiver,
): Promise<Incoming["content"] | { kind: "renumbered" }> {
  if (isGivenUp) return { kind: "not fetched" };
  if (isMailbox(accountId) && place?.accountId !== accountId)
    throw new NotFetched(stored("otherMailbox"));
  const fetched = place ? await fetchFromMailbox(place, id) : await fetchByKey(accountId, id);
  // Who deleted it or moved it away may be the freelancer, or a program of theirs: they see that it came.
  return fetched.kind === "gone" ? { kind: "not fetched" } : fetched;
}

async function fetchByKey(accountId: string, id: string): Promise<Fetched> {
  const apiKey = await keyOf(accountId);
  if (!apiKey) throw new NotFetched(stored("noKeyToFetch"));
  return fetchReceived(apiKey, id);
}

function incomingOf(
  { accountId, id, facts, announcedAt }: Arrival,
  { onlyFor, mailbox }: Receiver,
  content: Incoming["content"],
): Incoming {
  return {
    accountId,
    providerId: id,
    receivedAt: announcedAt,
    addresses: facts.addresses,
    onlyFor,
    mailbox,
    isCertain: false,
    announced: facts,
    content,
  };
}

/**
 * How many emails the worker fetches and files at the same time: each may have 20 MB, and holds a database connection
 * while it is filed; the emails that go out need some too.
 */
const ABREAST = 6;

/** As many as one of them takes on, one after the other, before it notes what became of them. */
const IN_A_TURN = 5;

/** As many of them may be busy with freelancers' own mailboxes: whatever is slow there, the others go on. */
const ABREAST_OWN = 4;

/** Fetches and files every email whose time has come, until `stopped` says so. */
export async function fetchArrivals(stopped: () => boolean): Promise<void> {
  await Promise.all(Array.from({ length: ABREAST }, () => takeTurns(stopped)));
}

/** The own mailboxes that one of them is busy with: each has one connection, and nobody else waits for it. */
const busy = new Set<string>();
let claiming: Promise<unknown> = Promise.resolve();

/** Takes some of one account, one of them after the other: the next one knows by then which mailbox is busy. */
function claim(): Promise<Arrival[]> {
  const claimed = claiming.then(async () => {
    const but = { accountIds: [...busy], anyOwn: busy.size >= ABREAST_OWN };
    const due = await takeDueArrivals(IN_A_TURN, databaseNow(), but);
    for (const { accountId } of due) if (isOwnMailbox(accountId)) busy.add(accountId);
    return due;
  });
  claiming = claimed.catch(() => {});
  return claimed;
}

async function takeTurns(stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const due = await claim();
    if (due.length === 0) return;
    try {
      await takeAll(due, stopped);
    } finally {
      busy.delete(due[0]!.accountId);
    }
  }
}

async function takeAll(due: Arrival[], stopped: () => boolean): Promise<void> {
  for (const arrival of due) {
    if (stopped()) return;
    const outcome = await takeArrival(arrival);
    // At once: what is taken twice, such as a bounce, may say something of another email.
    if (outcome) await settleArrival(arrival, outcome, databaseNow());
  }
}
