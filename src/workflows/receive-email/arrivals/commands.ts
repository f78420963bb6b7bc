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
import { fetchReceived, NotFetched } from "@/mail/receive";
import { ownerOf, receiveEmail, type Incoming } from "@/workflows/receive-email/commands";

/** The provider has the email, but it could not be fetched or saved just now. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
}

/**
 * Takes the email that a signed event announces: writes down that it is there, fetches and files it. Returns
 * false for any other event. Throws NotTaken where that fails: the provider then says it again, and the worker
 * tries again too, so that nothing depends on the provider's patience. An email that was taken is not fetched
 * again.
 */
export async function takeAnnounced(accountId: string, body: string, now: Date): Promise<boolean> {
  const event = eventIn(body);
  if (!event) return false;
  const { email_id, from, to, cc, received_for, subject, message_id } = event.data;
  const addresses = received_for.length > 0 ? received_for : [...to, ...cc];
  const facts = { from, subject, messageId: message_id, addresses: addresses.map(bareAddress) };
  const arrival = await noteArrival(accountId, email_id, facts, now);
  if (arrival.isOver) return true;
  if (!(await inTurn(() => takeArrival(arrival)))) throw new NotTaken();
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

/**
 * How many emails one process fetches and reads at the same time: each may have 20 MB, and holds a database
 * connection while it is filed; the pages need some too.
 */
const ABREAST = 6;
let underWay = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= ABREAST) await new Promise<void>((turn) => waiting.push(turn));
  else underWay += 1;
  try {
    return await work();
  } finally {
    // The place goes to whoever waited longest.
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

/** Fetches one and files it. False when it has to be tried again. */
async function takeArrival(arrival: Arrival): Promise<boolean> {
  const about = { accountId: arrival.accountId, inboundId: arrival.id };
  try {
    const incoming = await fetch(arrival);
    const isOurs = await receiveEmail(incoming, databaseNow());
    if (!isOurs) log().warn(about, "an email came in for which no studio was found");
    await settleArrival(arrival, isOurs ? "taken" : "unclaimed", databaseNow());
    return true;
  } catch (error) {
    const why = error instanceof NotFetched ? error.message : stored("arrivalNotSaved");
    log().error({ ...about, why, ...plainError(error) }, "an email that came in was not taken");
    await postponeArrival(arrival, why, databaseNow());
    return false;
  }
}

async function fetch({ accountId, id, facts, announcedAt, isGivenUp }: Arrival): Promise<Incoming> {
  const apiKey = await keyOf(accountId);
  const content = isGivenUp || !apiKey ? null : await fetchReceived(apiKey, id);
  if (!content && !isGivenUp) throw new NotFetched(stored("noKeyToFetch"));
  return {
    accountId,
    providerId: id,
    receivedAt: announcedAt,
    addresses: facts.addresses,
    onlyFor: await ownerOf(accountId),
    isCertain: false,
    announced: facts,
    content: content ?? { kind: "not fetched" },
  };
}

/** As many as a run of the worker takes at most. */
const IN_A_RUN = 200;

/** Fetches again what could not be fetched when it was announced, until `stopped` says so. */
export async function fetchArrivals(stopped: () => boolean): Promise<void> {
  for (let taken = 0; taken < IN_A_RUN && !stopped();) {
    const due = await takeDueArrivals(4, databaseNow());
    if (due.length === 0) return;
    await Promise.all(due.map((arrival) => inTurn(() => takeArrival(arrival))));
    taken += due.length;
  }
}
