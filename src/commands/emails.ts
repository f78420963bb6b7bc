import { freelancerScope } from "@/auth/scope";
import { db } from "@/db/client";
import { databaseNow, readClock } from "@/db/clock";
import { readOutbox } from "@/features/emails/outbox/queries";
import { checkOutbox, closeOutbox } from "@/features/emails/quarantine/commands";
import { readArrivals } from "@/features/inbound/arrivals/queries";
import { findMailboxTrouble, listTroubled } from "@/features/inbound/mailboxes/queries";
import { installMailbox } from "@/mail/mailbox";
import { releaseOutbox } from "@/workflows/release-outbox/commands";
import { tryEmailAgain } from "@/features/emails/review/commands";
import { Refusal } from "@/lib/errors";
import { closeQueue } from "@/queue/boss";

/**
 * The operator's view of the outbox. `npm run emails` shows its state, `-- close` closes it (the
 * first step of a restore), `-- release` opens it, and `-- retry <id>` or `-- retry all` sends
 * emails that need review again. Shows ids and counts, never addresses or words.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Which mailboxes cannot be read, and what came in and could not be fetched or belongs to nobody. */
async function tellReceived(): Promise<void> {
  const mailbox = installMailbox();
  const stuck = mailbox && (await findMailboxTrouble(mailbox.accountId));
  if (stuck) say(`The mailbox could not be read since ${stuck.since.toISOString()}: ${stuck.why}`);
  for (const { id, trouble, troubleSince } of await listTroubled())
    say(
      `Mailbox ${id}, a freelancer's own, could not be read since ${troubleSince?.toISOString()}: ${trouble}`,
    );
  const { waiting, unclaimed } = await readArrivals();
  for (const { accountId, why, count } of waiting)
    say(`Received by account ${accountId} and not fetched yet: ${count}. ${why}`);
  if (unclaimed > 0) say(`Received for no studio, in thirty days: ${unclaimed}.`);
}

const commands: Record<string, (what?: string) => Promise<void>> = {
  async state() {
    // Looked at first: a restored copy is closed by the first who looks.
    await checkOutbox();
    const { counts, oldestDueAt, closedAt, closedWhy, troubled, toReview } = await readOutbox();
    if (closedAt) {
      say(
        `Closed since ${closedAt.toISOString()}: only sign-in emails are sent. Open it with: npm run emails -- release`,
      );
      say(`Why: ${closedWhy}`);
    } else say("Open.");
    for (const [status, count] of Object.entries(counts))
      say(`${String(count).padStart(8)} ${status}`);
    say(
      oldestDueAt
        ? `The oldest due email has waited since ${oldestDueAt.toISOString()}.`
        : "No email is due.",
    );
    for (const account of troubled)
      say(
        `Account ${account.id} has been refused since ${account.troubleSince?.toISOString()}: ${account.trouble}`,
      );
    await tellReceived();
    for (const email of toReview)
      say(`Needs review: ${email.id} (${email.kind}). ${email.lastError ?? ""}`);
  },
  async close(why) {
    await closeOutbox(why ?? "Closed by hand.", databaseNow());
    say("Closed. Only sign-in emails are sent, until: npm run emails -- release");
  },
  async release() {
    const toReview = await releaseOutbox(databaseNow());
    say(
      toReview === null
        ? "It was already open."
        : `Open. Waiting for a decision in their studios, because they may already have been sent: ${toReview}.`,
    );
  },
  async retry(which) {
    const emails = await db().email.findMany({
      where: {
        needsReviewAt: { not: null },
        freelancerId: { not: null },
        ...(which === "all" ? {} : { id: which ?? "" }),
      },
      select: { id: true, freelancerId: true },
    });
    for (const email of emails)
      await tryEmailAgain(freelancerScope(email.freelancerId!), email.id, databaseNow());
    say(emails.length > 0 ? `Trying again: ${emails.length}.` : "There is nothing to try again.");
  },
};

const [name = "state", what] = process.argv.slice(2);
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(what ?? "");
const command = commands[name];
if (!command || (name === "retry" && what !== "all" && !isId)) {
  process.stderr.write(
    "Unknown command. Use npm run emails, or add: -- close, -- release, -- retry all, -- retry <email id>\n",
  );
  process.exitCode = 1;
} else {
  try {
    // What has been sent already is decided by the time: by the database's, as the worker does.
    await readClock();
    await command(what);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await closeQueue();
    await db().$disconnect();
  }
}
