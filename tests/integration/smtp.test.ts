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
  server.points.addressed = server.points.arrived = async () => {};
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
});

describe("a worker that is gone", () => {
  /** Has one attempt come to a point at the server, lets its lease end, has another made, and lets the first go on. */
  async function overtaken(point: "addressed" | "arrived") {
    const { id } = await enqueued();
    let goOn = () => {};
    const waits = new Promise<void>((done) => (goOn = done));
    let first: Promise<number> | undefined;
    await new Promise<void>((reached) => {
      server.points[point] = async () => {
        server.points[point] = async () => {};
        reached();
        await waits;
      };
      first = deliverDueEmails();
    });
    await db().email.update({ where: { id }, data: { leasedUntil: new Date(Date.now() - 1000) } });
    await deliverDueEmails();
    // The first one looks for due emails too, and may be who takes it.
    await expect.poll(async () => (await read(id)).settledAt).not.toBeNull();
    const meanwhile = await read(id);
    goOn();
    await first;
    return { meanwhile, email: await read(id) };
  }

  test("before the words were passed on asks nobody: another sends it, and the first passes nothing on", async () => {
    const { meanwhile, email } = await overtaken("addressed");
    expect(meanwhile).toMatchObject({ sentAt: expect.any(Date), doubtSince: null });
    expect(email).toEqual(meanwhile);
    expect(server.taken).toHaveLength(1);
  });

  test("after that leaves a question, and no second email", async () => {
    const { meanwhile } = await overtaken("arrived");
    expect(meanwhile).toMatchObject({
      needsReviewAt: expect.any(Date),
      doubtSince: expect.any(Date),
      sentAt: null,
    });
    expect(server.taken).toHaveLength(1);
  });

  /** As it lies there after a kill: fixed, and its lease is over. */
  async function left(over: { unsentSince: Date | null; doubtSince?: Date }) {
    const { id } = await enqueued();
    server.turns.push("take and hang up");
    await deliverDueEmails();
    const { frozenCipher } = await read(id);
    server.taken.length = 0;
    await db().email.update({
      where: { id },
      data: {
        settledAt: null,
        needsReviewAt: null,
        doubtSince: null,
        lastError: null,
        frozenCipher,
        frozenAt: FIXED,
        transport: null,
        leasedUntil: new Date(Date.now() - 1000),
        ...over,
      },
    });
    await rested();
    await deliverDueEmails();
    return read(id);
  }
  const FIXED = new Date(Date.now() - 60_000);

  test("is asked about only without the proof that nothing was passed on", async () => {
    expect(await left({ unsentSince: FIXED })).toMatchObject({ sentAt: expect.any(Date) });
    expect(server.taken).toHaveLength(1);
    const cases = [
      // Passed on, or fixed by a version that noted no proof.
      { unsentSince: null },
      // The proof of another fixing is none.
      { unsentSince: new Date(FIXED.getTime() - 1) },
      { unsentSince: FIXED, doubtSince: FIXED },
    ];
    for (const over of cases) {
      expect(await left(over)).toMatchObject({
        needsReviewAt: expect.any(Date),
        doubtSince: expect.any(Date),
        sentAt: null,
      });
      expect(server.taken).toEqual([]);
    }
  });

  test("what fails here before the words were passed on is tried again without a question", async () => {
    const { id } = await enqueued();
    await deliverDueEmails(undefined, (point) => {
      if (point === "handing over") throw new Error("the attempt ends here");
    });
    expect(await read(id)).toMatchObject({ settledAt: null, doubtSince: null });
    await db().email.update({ where: { id }, data: { sendAt: new Date(Date.now() - 1000) } });
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date) });
    expect(server.taken).toHaveLength(1);
  });
});

describe("where it cannot be written down that the words are passed on", () => {
  const forbid = async () => {
    await db().$executeRawUnsafe(`CREATE FUNCTION no_mark() RETURNS trigger LANGUAGE plpgsql AS
      $$BEGIN RAISE 'not now'; END$$`);
    await db()
      .$executeRawUnsafe(`CREATE TRIGGER no_mark BEFORE UPDATE OF "unsentSince" ON "Email" FOR EACH ROW
      WHEN (NEW."transport" = 'SMTP') EXECUTE FUNCTION no_mark()`);
  };
  const allow = () => db().$executeRawUnsafe(`DROP FUNCTION IF EXISTS no_mark CASCADE`);
  afterEach(allow);

  test("they are not: the email is tried later, and sent once", async () => {
    const { id } = await enqueued();
    await forbid();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ settledAt: null, doubtSince: null, frozenAt: null });
    expect(server.taken).toEqual([]);
    await allow();
    await db().email.update({ where: { id }, data: { sendAt: new Date(Date.now() - 1000) } });
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date), lastError: null });
    expect(server.taken).toHaveLength(1);
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
    handOverBySmtp(email, randomUUID(), to, async () => {});

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
