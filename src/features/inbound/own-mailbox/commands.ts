import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { findAccount } from "@/features/emails/delivery/queries";
import { testAddressOf } from "@/features/emails/reply-addresses/addresses";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { studioLocaleOf, type StudioLocale } from "@/language/studio";
import { isAuthority } from "@/lib/authority";
import { notFound, Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { isLoopback } from "@/lib/loopback";
import { tellMailboxes } from "@/live/notify";
import { freeze } from "@/mail/freeze";
import { tryMailbox, type MailboxTrouble } from "@/mail/imap-check";
import { keptPassword } from "@/mail/kept-password";
import { newMailboxId } from "@/mail/mailbox";
import { handOver } from "@/mail/transport";
import { mailboxTested } from "./emails";
import { isMailboxAddress, type SavedMailbox } from "./schema";
import { openSealed, reachableMailbox, sealMailbox, type OwnMailbox } from "./sealed";

/** What became of the email that shows whether answers may come to the mailbox's address with a +. */
export type Tested = { address: string; test: "seen before" | "sent" | "not sent" };

/**
 * Saves a mailbox as the freelancer's own that answers come to. It has just been signed in to, and its folder was
 * opened for reading alone. Without a password typed the stored one stays, where it is for the same server and user. A
 * refusal changes nothing, and says in the server's words what was wrong. In another place it is another mailbox, which
 * is read from now on; a test email goes to its address with a +, and once that is found in it, answers are to come
 * there. Ends within a minute.
 */
export async function saveMailbox(scope: Scope, input: SavedMailbox, now: Date): Promise<Tested> {
  const { freelancerId } = scope;
  const studio = await db().studio.findUnique({
    where: { freelancerId },
    select: {
      seededAt: true,
      language: true,
      freelancerName: true,
      ownMailbox: { select: { serverCipher: true } },
    },
  });
  if (!studio) throw notFound("studio");
  if (studio.seededAt) throw new Refusal("not-allowed", say("mailAccount.refused.demo"));
  const stored = studio.ownMailbox?.serverCipher;
  const mailbox = mailboxOf(input, stored ? openSealed(stored) : null);
  const address = addressOf(input);
  const check = await tryMailbox(reachableMailbox(mailbox));
  if (check.kind === "refused") throw refusalOf(check, mailbox);
  const { id, isProven } = await inTransaction((tx) =>
    store(tx, scope, { mailbox, address, ...check.at }, now),
  );
  if (isProven) return { address, test: "seen before" };
  const locale = studioLocaleOf(studio.language);
  const isSent = await sendTest(scope, { id, address, ...studio }, locale);
  return { address, test: isSent ? "sent" : "not sent" };
}

type Saved = { mailbox: OwnMailbox; address: string; uidValidity: string; uidNext: number };

async function store(
  tx: Tx,
  scope: Scope,
  { mailbox, address, uidValidity, uidNext }: Saved,
  now: Date,
): Promise<{ id: string; isProven: boolean }> {
  const { freelancerId } = scope;
  // Of two forms at once the later one finds what the first has saved.
  await lock(tx, scope, { studio: true });
  const before = await tx.inboundMailbox.findUnique({
    where: { freelancerId },
    select: { id: true, address: true, serverCipher: true, plusSeenAt: true },
  });
  const data = { serverCipher: sealMailbox(mailbox), savedAt: now, nextLookAt: now, tries: 0 };
  const well = { trouble: null, troubleSince: null };
  const isSame =
    before?.serverCipher &&
    before.address === address &&
    isSamePlace(openSealed(before.serverCipher), mailbox);
  const id = isSame ? before.id : newMailboxId();
  if (isSame)
    await tx.inboundMailbox.update({ where: { freelancerId }, data: { ...data, ...well } });
  else {
    // Its emails have numbers of their own, and what is there already is left alone.
    await tx.inboundMailbox.deleteMany({ where: { freelancerId } });
    const read = { uidValidity, lastUid: uidNext - 1, lookedAt: now };
    await tx.inboundMailbox.create({ data: { id, freelancerId, address, ...data, ...read } });
  }
  await record(tx, { ...byFreelancer(scope), kind: "mailbox.connected", at: now });
  await tellMailboxes(tx);
  return { id, isProven: Boolean(isSame && before.plusSeenAt) };
}

const isSamePlace = (one: OwnMailbox, other: OwnMailbox) =>
  (["host", "port", "user", "folder"] as const).every((name) => one[name] === other[name]);

type Test = { id: string; address: string; freelancerName: string };

/** Sends it by whatever sends the freelancer's emails. False where that does not take it. */
async function sendTest(
  scope: Scope,
  { id, address, freelancerName }: Test,
  locale: StudioLocale,
): Promise<boolean> {
  const account = await findAccount(scope);
  if (account.by === "LOCAL") return false;
  const { subject, words } = mailboxTested(locale, { freelancerName, address });
  const to = { toName: freelancerName, toAddress: testAddressOf(id, address) };
  const { fromAddress } = account;
  const from = { fromName: "Uptomark", fromAddress, replyTo: null };
  const email = await freeze({ ...from, ...to, subject }, words);
  // Sent once and never again by itself, so nothing has to be noted first.
  const outcome = await handOver(email, randomUUID(), account, async () => {});
  if (outcome.kind !== "sent")
    log().warn({ accountId: id, why: outcome.why }, "the test email of a mailbox was not sent");
  return outcome.kind === "sent";
}

/**
 * Removes the freelancer's own mailbox with its password: nobody reads it any more. What was noted in it and not yet
 * fetched stays there. Removing twice does nothing more.
 */
export async function removeMailbox(scope: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.inboundMailbox.deleteMany({
      where: { freelancerId: scope.freelancerId },
    });
    if (count === 0) return;
    await record(tx, { ...byFreelancer(scope), kind: "mailbox.removed" });
    await tellMailboxes(tx);
  });
}

function mailboxOf(input: SavedMailbox, before: OwnMailbox | null): OwnMailbox {
  const { host, port, tls, user, folder, authority, authServer } = input;
  if (tls === "none" && !isLoopback(host))
    throw new Refusal("invalid", say("ownMailbox.refused.open"), "tls");
  if (authority && !isAuthority(authority))
    throw new Refusal("invalid", say("mailServer.fields.authority"), "authority");
  const optional = {
    ...(authority ? { ca: authority } : {}),
    ...(authServer ? { authServer } : {}),
  };
  return { host, port, tls, user, folder, password: passwordOf(input, before), ...optional };
}

function passwordOf(input: SavedMailbox, before: OwnMailbox | null): string {
  const password = keptPassword(input, before);
  if (password) return password;
  const why = before ? "mailServer.refused.typeAgain" : "ownMailbox.refused.noPassword";
  throw new Refusal("invalid", say(why), "secretPassword");
}

function addressOf({ mailboxAddress, user }: SavedMailbox): string {
  const address = mailboxAddress || user.toLowerCase();
  if (isMailboxAddress(address)) return address;
  throw new Refusal("invalid", say("ownMailbox.refused.noAddress"), "mailboxAddress");
}

/** Beside which field each trouble is told. */
const FIELDS: Record<MailboxTrouble, keyof SavedMailbox | undefined> = {
  private: "host",
  unknown: "host",
  unreachable: "port",
  silent: "host",
  certificate: "authority",
  encryption: "tls",
  password: "secretPassword",
  folder: "folder",
  other: undefined,
};

function refusalOf(
  { trouble, detail, seconds }: { trouble: MailboxTrouble; detail: string; seconds: number },
  { host, port, folder }: OwnMailbox,
): Refusal {
  const values = { host, port: `${port}`, folder, detail, seconds };
  const sentence = say(`ownMailbox.refused.${trouble}`, values);
  return new Refusal(FIELDS[trouble] ? "invalid" : "not-allowed", sentence, FIELDS[trouble]);
}
