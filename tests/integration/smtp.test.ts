import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { tryEmailAgain } from "@/features/emails/review/commands";
import { closeSmtp, handOverBySmtp } from "@/mail/smtp";
import type { FrozenEmail } from "@/mail/words";
import { freelancer, newEmail } from "@tests/support/factories";
import { startSmtp } from "@tests/support/smtp";

type Server = Awaited<ReturnType<typeof startSmtp>>;
let server: Server;

// The server's address comes before anything reads the environment.
beforeAll(async () => {
  server = await startSmtp();
  Object.assign(process.env, {
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(server.port),
    SMTP_TLS: "none",
    MAIL_FROM: "emails@portal.example.com",
    EMAILS_PER_SECOND: "0",
  });
});
afterAll(async () => {
  closeSmtp();
  await server.stop();
  for (const name of ["SMTP_HOST", "SMTP_PORT", "SMTP_TLS", "MAIL_FROM", "EMAILS_PER_SECOND"])
    delete process.env[name];
});
beforeEach(async () => {
  server.taken.length = 0;
  server.turns.length = 0;
  await db().email.deleteMany();
  await rested();
});

const rested = () =>
  db().mailAccount.updateMany({ data: { freeAt: new Date(0), trouble: null, troubleSince: null } });
const read = (id: string) => db().email.findUniqueOrThrow({ where: { id } });

async function enqueued(over: Parameters<typeof newEmail>[1] = {}) {
  const scope = await freelancer();
  const id = await inTransaction((tx) => enqueueEmail(tx, newEmail(scope, over)));
  return { scope, id };
}

describe("by a mail server", () => {
  test("an email arrives with both its halves and a Message-ID of ours", async () => {
    const { id } = await enqueued({
      subject: "Grüße aus Kopenhagen",
      toAddress: "ines@example.com",
    });
    await deliverDueEmails();
    const email = await read(id);
    expect(email).toMatchObject({ transport: "SMTP", sentAt: expect.any(Date), lastError: null });
    expect(email.messageId).toBe(`<${id}@portal.example.com>`);
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]).toMatchObject({
      from: "emails@portal.example.com",
      to: ["ines@example.com"],
    });
    expect(server.taken[0]!.raw).toContain(`Message-ID: ${email.messageId}`);
    expect(server.taken[0]!.raw).toMatch(/text\/plain[^]*text\/html/);
    expect(server.taken[0]!.raw).toContain("Auto-Submitted: auto-generated");
  });

  test("many emails share connections", async () => {
    const scope = await freelancer();
    await inTransaction(async (tx) => {
      for (let n = 0; n < 60; n += 1) await enqueueEmail(tx, newEmail(scope));
    });
    const before = server.connections();
    await deliverDueEmails();
    expect(server.taken).toHaveLength(60);
    expect(server.connections() - before).toBeLessThanOrEqual(16);
  });

  test("one that was closed meanwhile is made again, and the email is sent once", async () => {
    await enqueued();
    await deliverDueEmails();
    server.hangUp();
    const { id } = await enqueued();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date) });
    expect(server.taken).toHaveLength(2);
  });
});

describe("what was certainly not accepted", () => {
  test("for good waits for a person, with the server's words", async () => {
    for (const turn of ["no such reader", "no to the words"] as const) {
      server.turns.push(turn);
      const { id } = await enqueued();
      await deliverDueEmails();
      expect(await read(id)).toMatchObject({
        needsReviewAt: expect.any(Date),
        doubtSince: null,
        lastError: expect.stringMatching(
          /The mail server said: 55\d (No such user here|Looks like spam)/,
        ),
      });
    }
    expect(server.taken).toEqual([]);
  });

  test("for now is tried later, and holds up no other", async () => {
    server.turns.push("not now");
    const { id } = await enqueued();
    await deliverDueEmails();
    const waits = await read(id);
    expect(waits).toMatchObject({ settledAt: null, frozenAt: null, doubtSince: null });
    expect(waits.lastError).toContain("450 Greylisted");
    expect(waits.sendAt.getTime()).toBeGreaterThan(Date.now());
    const other = await enqueued();
    await deliverDueEmails();
    expect(await read(other.id)).toMatchObject({ sentAt: expect.any(Date) });
    await db().email.update({ where: { id }, data: { sendAt: new Date(Date.now() - 1000) } });
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date) });
    expect(server.taken).toHaveLength(2);
  });

  test("a connection that ends before the words costs nothing", async () => {
    server.turns.push("hang up early");
    const { id } = await enqueued();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ settledAt: null, doubtSince: null, attempts: 0 });
    await rested();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date) });
    expect(server.taken).toHaveLength(1);
  });
});

describe("what nobody can know", () => {
  test.each(["take and hang up", "hang up unheard", "take and say nothing"] as const)(
    "is asked about at once: %s",
    async (turn) => {
      server.turns.push(turn);
      const { id } = await enqueued();
      await deliverDueEmails();
      expect(await read(id)).toMatchObject({
        needsReviewAt: expect.any(Date),
        doubtSince: expect.any(Date),
        sentAt: null,
        lastError: expect.stringContaining("before it said whether it had accepted the email"),
      });
      const had = server.taken.length;
      await rested();
      await deliverDueEmails();
      // The control for "once": no second attempt was made.
      expect(server.taken).toHaveLength(had);
    },
    40_000,
  );

  test("a person sends it again, once", async () => {
    server.turns.push("take and hang up");
    const { id, scope } = await enqueued();
    await deliverDueEmails();
    await tryEmailAgain(scope, id, new Date());
    await rested();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date), needsReviewAt: null });
    expect(server.taken).toHaveLength(2);
  });

  test("an attempt whose worker is gone is asked about, not repeated", async () => {
    const { id } = await enqueued();
    // As a worker that was killed leaves it: frozen, leased, and the lease over.
    await deliverDueEmails(undefined, (point) => {
      if (point === "handing over") throw new Error("the worker ends here");
    }).catch(() => undefined);
    await db().email.update({
      where: { id },
      data: { leasedUntil: null, sendAt: new Date(Date.now() - 1000) },
    });
    const had = server.taken.length;
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ needsReviewAt: expect.any(Date), sentAt: null });
    expect(server.taken).toHaveLength(had);
  });
});

describe("a server that takes nobody's emails", () => {
  const email: FrozenEmail = {
    from: '"Mira Holm" <emails@portal.example.com>',
    to: "ines@example.com",
    replyTo: null,
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    headers: {},
    tag: "email",
  };
  let other: Server | undefined;
  afterEach(async () => {
    closeSmtp();
    await other?.stop();
    other = undefined;
  });
  const at = (port: number) => ({ host: "localhost", port, tls: "none" as const });
  const hand = (to: Parameters<typeof handOverBySmtp>[2]) =>
    handOverBySmtp(email, randomUUID(), to);

  test("because of the password says so in its words, and never the password", async () => {
    other = await startSmtp({
      authOptional: false,
      onAuth: ({ password }, _session, done) =>
        password === "right"
          ? done(null, { user: "mira" })
          : done(Object.assign(new Error("Bad password"), { responseCode: 535 })),
      allowInsecureAuth: true,
    });
    const wrong = await hand({ ...at(other.port), user: "mira", password: "of no use" });
    expect(wrong).toMatchObject({ kind: "not now", isTrouble: true });
    expect(JSON.stringify(wrong)).toContain("535");
    expect(JSON.stringify(wrong)).not.toContain("of no use");
    const right = await hand({ ...at(other.port), user: "mira", password: "right" });
    expect(right).toMatchObject({ kind: "sent" });
  });

  test("without STARTTLS is not trusted with an email", async () => {
    const result = await hand({ ...at(server.port), tls: "starttls" });
    expect(result).toMatchObject({ kind: "not now", isTrouble: true });
  });

  test("because it is not there is tried again", async () => {
    const result = await hand(at(1));
    expect(result).toMatchObject({ kind: "not now", isTrouble: true });
    expect(JSON.stringify(result)).toContain("ECONNREFUSED");
  });
});
