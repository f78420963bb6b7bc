import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { endWatch, noteFound, takeWatch } from "@/features/inbound/mailboxes/commands";
import { findMailboxTrouble } from "@/features/inbound/mailboxes/queries";
import { openMailbox } from "@/mail/imap";
import { closeMailboxes, installMailbox } from "@/mail/mailbox";
import { closeSmtp } from "@/mail/smtp";
import { writeToClient } from "@/workflows/post-message/commands";
import { fetchArrivals } from "@/workflows/receive-email/arrivals/commands";
import { lookOnce, watchMailbox, type LookPoint } from "@/workflows/receive-email/imap/commands";
import { PASSWORD, startDovecot, USER, type Dovecot } from "@tests/support/dovecot";
import { client, freelancer, project, timeHasCome } from "@tests/support/factories";
import { rawEmail, type RawEmail } from "@tests/support/inbound";
import { startSmtp } from "@tests/support/smtp";
import { until } from "@tests/support/stack";

const OWN = "mail.example.com";
/** What the mailbox's own server writes where it vouches for the sender. */
const VOUCHED = `${OWN}; dkim=pass header.d=example.com; dmarc=pass header.from=example.com`;

let dovecot: Dovecot;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let folder: string;

beforeAll(async () => {
  [dovecot, smtp] = await Promise.all([startDovecot(), startSmtp()]);
  folder = await mkdtemp(join(tmpdir(), "uptomark-imap-"));
  Object.assign(process.env, {
    FILES_DIR: folder,
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: `${smtp.port}`,
    SMTP_TLS: "none",
    MAIL_FROM: USER,
    EMAILS_PER_SECOND: "0",
    ...dovecot.env,
    IMAP_ADDRESS: USER,
    IMAP_AUTH_SERVER: OWN,
  });
});
afterAll(async () => {
  closeMailboxes();
  closeSmtp();
  await Promise.all([dovecot.stop(), smtp.stop(), rm(folder, { recursive: true })]);
});

let one: Started;
beforeEach(async () => {
  smtp.taken.length = 0;
  await db().inboundArrival.deleteMany();
  await db().inboundMailbox.deleteMany();
  await db().mailAccount.updateMany({ data: { freeAt: new Date(0) } });
  one = await start();
  // What is there so far was there before the first look.
  await look();
});

type Started = { scope: Scope; projectId: string; replyTo: string; messageId: string };

/** A project whose freelancer has written once: the email about it has been sent, with its reply address. */
async function start(): Promise<Started> {
  const scope = await freelancer();
  const person = await client(scope, { address: "ines@example.com" });
  const projectId = await project(scope, person);
  const text = "Does Friday suit you?";
  await writeToClient(scope, { projectId, text, formKey: randomUUID(), isNow: true }, new Date());
  await timeHasCome(projectId);
  await deliverDueEmails();
  const { raw } = smtp.taken.find(({ to }) => to.includes("ines@example.com"))!;
  return {
    scope,
    projectId,
    replyTo: /^Reply-To: (\S+)/im.exec(raw)![1]!,
    messageId: /^Message-ID: (\S+)/im.exec(raw)![1]!,
  };
}

const here = () => installMailbox()!;
const watch = () => ({ accountId: here().accountId, token: randomUUID() });

/** One look at the mailbox, as a worker's, which may end at a point. */
async function look(reached?: (point: LookPoint) => void): Promise<void> {
  const mine = watch();
  const place = await takeWatch(mine);
  const mailbox = await openMailbox(here().server);
  try {
    await lookOnce(mailbox, mine, place!, reached);
  } finally {
    mailbox.close();
    await endWatch(mine);
  }
}

const work = () => fetchArrivals(() => false);
const bring = (email: RawEmail) => dovecot.deliver(rawEmail({ to: one.replyTo, ...email }));
const linesOf = async ({ projectId }: Started) =>
  (
    await db().message.findMany({
      where: { projectId, contactId: { not: null } },
      orderBy: { writtenAt: "asc" },
      select: { text: true },
    })
  ).map(({ text }) => text);
const held = ({ scope }: Started) =>
  db().inboundEmail.findMany({
    where: { freelancerId: scope.freelancerId, heldAt: { not: null } },
    select: { heldFor: true, subject: true },
  });

describe("what comes into the mailbox", () => {
  test("by a secret address with a + is in its thread, as from the provider", async () => {
    expect(one.replyTo).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    bring({ text: "Friday is perfect." });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["Friday is perfect."]);
    // Another look finds nothing new.
    await look();
    await work();
    expect(await linesOf(one)).toHaveLength(1);
  });

  test("is left as it was there, neither read nor moved", async () => {
    bring({ text: "Is it unread?" });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["Is it unread?"]);
    expect(dovecot.unread()).toContainEqual(expect.stringContaining("Is it unread?"));
  });

  test("and is a person's own, not a studio's, is not noted at all", async () => {
    bring({ to: USER, subject: "The weekly offers", from: "shop@example.org" });
    bring({ to: "studio+newsletter@example.org" });
    await look();
    expect(await db().inboundArrival.count()).toBe(0);
  });

  test("before the first look is left alone", async () => {
    await db().inboundMailbox.deleteMany();
    bring({ text: "From before." });
    await look();
    bring({ text: "From after." });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["From after."]);
  });

  test("as an answer to an email of ours is believed where the mailbox's server vouches for it", async () => {
    const answer = { to: USER, inReplyTo: one.messageId };
    bring({ ...answer, text: "By the id.", results: VOUCHED });
    bring({ ...answer, subject: "Re: forged", results: `other.example.com; dmarc=pass` });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["By the id."]);
    expect(await held(one)).toEqual([{ heldFor: "UNVERIFIED", subject: "Re: forged" }]);
  });

  test("at the address of a studio is that studio's", async () => {
    const to = studioAddress(one.scope.freelancerId, null)!;
    expect(to).toMatch(/^studio\+[a-z2-7]{26}@example\.com$/);
    bring({ to, text: "To the studio.", results: VOUCHED });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["To the studio."]);
  });

  test("and is larger than 20 MB is held, with its sender and subject", async () => {
    bring({ subject: "All the pictures", text: "x".repeat(21_000_000) });
    await look();
    await work();
    expect(await held(one)).toEqual([{ heldFor: "TOO_LARGE", subject: "All the pictures" }]);
  });

  test("and is deleted before it was fetched is held, and said to have come", async () => {
    bring({ subject: "Deleted at once" });
    await look();
    dovecot.empty();
    await work();
    expect(await held(one)).toEqual([{ heldFor: "NOT_FETCHED", subject: "Deleted at once" }]);
  });
});

describe("nothing is lost and nothing comes twice", () => {
  test.each(["listed", "looked at", "noted"] as const)(
    "where the worker ends at “%s”",
    async (cutAt) => {
      for (let n = 0; n < 60; n += 1) bring({ text: `Number ${n}.` });
      await look((point) => {
        if (point === cutAt) throw new Error("the worker ends here");
      }).catch(() => undefined);
      await look();
      await work();
      // The contact may send thirty within ten minutes; the rest is held, and none is missing.
      const lines = await linesOf(one);
      const rest = await held(one);
      expect(lines.length + rest.length).toBe(60);
      expect(new Set(lines).size).toBe(lines.length);
    },
    30_000,
  );

  test("the control: a place that is written down before the emails loses them", async () => {
    bring({ text: "Between the two." });
    const mine = watch();
    const place = (await takeWatch(mine))!;
    const { uidValidity } = place;
    await noteFound(
      mine,
      { uidValidity: uidValidity!, lastUid: place.lastUid + 1 },
      [],
      new Date(),
    );
    await endWatch(mine);
    await look();
    await work();
    expect(await linesOf(one)).toEqual([]);
  });

  test("where what was noted is noted again", async () => {
    bring({ text: "Once." });
    await look();
    await work();
    await db().inboundMailbox.updateMany({ data: { lastUid: 0 } });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["Once."]);
    // Nor where its id is forgotten: it is known by what it says.
    await db().inboundArrival.deleteMany();
    await db().inboundMailbox.updateMany({ data: { lastUid: 0 } });
    await look();
    await work();
    expect(await linesOf(one)).toEqual(["Once."]);
  });

  test("where the server numbers its emails anew", async () => {
    bring({ text: "Before." });
    await look();
    await work();
    bring({ text: "Noted under its old number." });
    await look();
    await dovecot.renumber();
    bring({ text: "Meanwhile." });
    await work();
    await look();
    await work();
    expect((await linesOf(one)).toSorted()).toEqual([
      "Before.",
      "Meanwhile.",
      "Noted under its old number.",
    ]);
  }, 30_000);

  test("where another worker has the watch by now, nothing is written", async () => {
    const first = watch();
    const place = (await takeWatch(first))!;
    expect(await takeWatch(watch())).toBeNull();
    await db().inboundMailbox.updateMany({ data: { leasedUntil: new Date(0) } });
    const second = watch();
    expect(await takeWatch(second)).not.toBeNull();
    const found = { uidValidity: place.uidValidity!, lastUid: 999 };
    await expect(noteFound(first, found, [], new Date())).rejects.toThrow();
    expect((await takeWatch(second))!.lastUid).toBe(place.lastUid);
    await endWatch(second);
  });
});

describe("a worker that watches", () => {
  test("hears of an email at once, and goes on when the server comes back", async () => {
    const stop = new AbortController();
    // The second one waits for its turn.
    const both = [watchMailbox(stop.signal), watchMailbox(stop.signal, 200)];
    const comes = async (text: string) => {
      await until(
        async () => (await work(), (await linesOf(one)).includes(text)),
        () => `“${text}” did not come into the thread.`,
      );
    };
    bring({ text: "While it watches." });
    await comes("While it watches.");
    await dovecot.end();
    const { accountId } = here();
    await until(
      async () => (await findMailboxTrouble(accountId)) !== null,
      () => "No trouble was noted.",
    );
    expect((await findMailboxTrouble(accountId))!.why).toContain("ECONNREFUSED");
    bring({ text: "While it was away." });
    await dovecot.startAgain();
    await comes("While it was away.");
    expect(await findMailboxTrouble(accountId)).toBeNull();
    expect(await linesOf(one)).toHaveLength(2);
    stop.abort();
    await Promise.all(both);
  }, 60_000);

  test("that is refused is told why in the server's words, without the password", async () => {
    const wrong = { ...here().server, password: "entirely wrong" };
    const error = await openMailbox(wrong).then(
      () => null,
      (why: Error) => why,
    );
    expect(error!.message).toBe("The mailbox’s server said: Authentication failed.");
    await expect(openMailbox({ ...here().server, folder: "Missing" })).rejects.toThrow(
      /^The mailbox’s server said: Mailbox doesn't exist/,
    );
    await expect(openMailbox({ ...here().server, tls: "starttls" })).rejects.toThrow(
      /does not support STARTTLS/,
    );
    expect(error!.message).not.toContain(PASSWORD);
  });
});
