import { beforeAll, afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { type Point } from "@/features/emails/delivery/prepare";
import { enqueueEmail, type NewEmail } from "@/features/emails/commands";
import { relinkEmails } from "@/features/emails/contacts/commands";
import { editEmail } from "@/features/emails/waiting/commands";
import { correctContact } from "@/workflows/change-contact/commands";
import { claimDueEmails } from "@/features/emails/delivery/claim";
import { giveBack, storeFrozen } from "@/features/emails/delivery/record";
import { findStall, readOutbox, readOutboxFigures } from "@/features/emails/outbox/queries";
import { checkOutbox, closeOutbox } from "@/features/emails/quarantine/commands";
import { releaseOutbox } from "@/workflows/release-outbox/commands";
import { getEmail } from "@/features/emails/queries";
import { signInEmail } from "@/features/emails/emails";
import { tryEmailAgain } from "@/features/emails/review/commands";
import { log, plainError } from "@/lib/log";
import { installAccount } from "@/mail/transport";
import { seal } from "@/lib/tokens";
import { freeze } from "@/mail/freeze";
import { client, freelancer, project, newEmail } from "@tests/support/factories";
import { startResend, type Resend } from "@tests/support/resend";

// The provider's key comes before anything reads the environment.
let provider: Resend;
beforeAll(async () => {
  provider = await startResend();
  Object.assign(process.env, {
    RESEND_API_KEY: "re_of_the_install",
    RESEND_BASE_URL: provider.url,
    MAIL_FROM: "emails@portal.example.com",
    EMAILS_PER_SECOND: "0",
  });
});
afterAll(async () => {
  await provider.stop();
  for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM", "EMAILS_PER_SECOND"])
    delete process.env[name];
});
beforeEach(async () => {
  await db().email.deleteMany();
  await db().mailAccount.updateMany({
    data: { freeAt: new Date(0), trouble: null, troubleSince: null },
  });
});

const past = (minutes = 1) => new Date(Date.now() - minutes * 60_000);
const enqueue = (one: NewEmail) => inTransaction((tx) => enqueueEmail(tx, one));
const read = (id: string) => db().email.findUniqueOrThrow({ where: { id } });
const takenFor = (id: string) => provider.accepted.filter((one) => one.key === id);

describe("what a lease's holder looks at once more", () => {
  test("an address that bounced stops the email, for that freelancer alone", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    await db().suppression.create({
      data: {
        freelancerId: mine.freelancerId,
        address: "ines@example.com",
        cause: "BOUNCED",
        suppressedAt: past(),
      },
    });
    const stopped = await enqueue(newEmail(mine, { toAddress: "Ines@Example.com" }));
    const fine = await enqueue(newEmail(theirs, { toAddress: "Ines@Example.com" }));
    await deliverDueEmails();
    expect(await read(stopped)).toMatchObject({
      sentAt: null,
      skippedAt: expect.any(Date),
      lastError: expect.stringContaining("bounced"),
    });
    expect(await read(fine)).toMatchObject({ sentAt: expect.any(Date) });
    expect(takenFor(stopped)).toEqual([]);
  });

  test("a no to surveys that comes after the email was written still counts", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const survey = await enqueue(
      newEmail(scope, { contactId: person.contactId, kind: "survey.invited" }),
    );
    const about = await enqueue(newEmail(scope, { contactId: person.contactId }));
    await db().contact.update({ where: { id: person.contactId }, data: { optedOutAt: past() } });
    await deliverDueEmails();
    expect(await read(survey)).toMatchObject({ sentAt: null, skippedAt: expect.any(Date) });
    expect(await read(about)).toMatchObject({ sentAt: expect.any(Date) });
  });

  test("an email for working hours waits for them; one sent now does not", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    // Hours that ended a minute ago, whatever the clock says.
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { followUpsFrom: "00:00", followUpsUntil: "00:00" },
    });
    const waits = await enqueue(newEmail(scope, { contactId: person.contactId, inHours: true }));
    const now = await enqueue(newEmail(scope, { contactId: person.contactId }));
    await deliverDueEmails();
    expect(await read(waits)).toMatchObject({
      sentAt: null,
      settledAt: null,
      frozenAt: null,
      attempts: 0,
      postponedFrom: expect.any(Date),
    });
    expect((await read(waits)).sendAt.getTime()).toBeGreaterThan(Date.now());
    expect(await read(now)).toMatchObject({ sentAt: expect.any(Date) });
  });

  test("an email refers to the earlier ones of its thread", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const projectId = await project(scope, person);
    const first = await enqueue(newEmail(scope, { contactId: person.contactId, projectId }));
    await deliverDueEmails();
    await db().email.update({
      where: { id: first },
      data: { messageId: "<one@mail.example.com>" },
    });
    const second = await enqueue(newEmail(scope, { contactId: person.contactId, projectId }));
    await deliverDueEmails();
    const sent = takenFor(second)[0]!.body as unknown as {
      headers: Record<string, string>;
      tags: unknown;
    };
    expect(sent.headers).toEqual({
      "Auto-Submitted": "auto-generated",
      "In-Reply-To": "<one@mail.example.com>",
      References: "<one@mail.example.com>",
    });
    expect(sent.tags).toEqual([{ name: "email", value: second }]);
  });

  test("an email that an older version froze keeps that version's tag", async () => {
    const id = await enqueue(newEmail(await freelancer()));
    const { tag: _tag, ...older } = await freeze(
      { fromName: "Mira", replyTo: null, toName: "Ines", toAddress: "i@example.com", subject: "S" },
      { greeting: "Dear Ines,", paragraphs: ["First."], closing: "Best,", signature: "Mira" },
    );
    await db().email.update({
      where: { id },
      data: {
        frozenAt: past(),
        accountId: "install",
        frozenCipher: seal("email", JSON.stringify(older)),
      },
    });
    await deliverDueEmails();
    expect(takenFor(id)[0]!.body).toMatchObject({ tags: [{ name: "letter", value: id }] });
  });
});

describe("an account", () => {
  const bring = (scope: Scope, key = "re_of_her_own") =>
    db().mailAccount.upsert({
      where: { freelancerId: scope.freelancerId },
      create: {
        freelancerId: scope.freelancerId,
        keyCipher: seal("mail-account", key),
        fromAddress: "hello@holm.example",
      },
      update: { keyCipher: seal("mail-account", key) },
    });

  test("of a freelancer's own carries their emails from its address, and no other's", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    await bring(mine);
    const [own, other] = [await enqueue(newEmail(mine)), await enqueue(newEmail(theirs))];
    await deliverDueEmails();
    expect(takenFor(own)[0]!.body.from).toBe('"Mira Holm" <hello@holm.example>');
    expect(takenFor(other)[0]!.body.from).toBe('"Mira Holm" <emails@portal.example.com>');
  });

  test(
    "that is refused rests; its emails wait with the reason, cost no attempt and are still the " +
      "freelancer's",
    async () => {
      const scope = await freelancer();
      const ids = [await enqueue(newEmail(scope)), await enqueue(newEmail(scope))];
      provider.failNext(401, 401);
      await deliverDueEmails();
      const account = await db().mailAccount.findUniqueOrThrow({ where: { id: "install" } });
      expect(account).toMatchObject({
        trouble: expect.stringContaining("The provider said"),
        troubleSince: expect.any(Date),
      });
      expect(account.freeAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
      for (const id of ids)
        expect(await read(id)).toMatchObject({
          settledAt: null,
          frozenAt: null,
          attempts: 0,
          doubtSince: null,
          leasedUntil: null,
        });
      await editEmail(
        scope,
        { emailId: ids[0]!, subject: "Edited meanwhile", text: "Anew." },
        new Date(),
      );
      await db().mailAccount.update({ where: { id: "install" }, data: { freeAt: new Date(0) } });
      await deliverDueEmails();
      expect(takenFor(ids[0]!)[0]!.body.subject).toBe("Edited meanwhile");
      expect(await db().mailAccount.findUniqueOrThrow({ where: { id: "install" } })).toMatchObject({
        trouble: null,
        troubleSince: null,
      });
    },
  );

  test("that changes while an email is in doubt: a person decides, nothing goes to a second party", async () => {
    const scope = await freelancer();
    const id = await enqueue(newEmail(scope));
    provider.failNext(500);
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({
      settledAt: null,
      doubtSince: expect.any(Date),
      attempts: 1,
      accountId: "install",
    });
    await bring(scope);
    await db().email.update({ where: { id }, data: { sendAt: past() } });
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({
      sentAt: null,
      needsReviewAt: expect.any(Date),
      lastError: expect.stringContaining("sending account has changed"),
    });
    expect(takenFor(id)).toEqual([]);
  });

  test("that takes a mail server's place: what the server may have is asked about, not repeated", async () => {
    const scope = await freelancer();
    const left = async (transport: "SMTP" | null) => {
      const id = await enqueue(newEmail(scope));
      provider.failNext(500);
      await deliverDueEmails();
      await db().email.update({
        where: { id },
        data: { transport, sendAt: past(), leasedUntil: past(), lastError: null },
      });
      await deliverDueEmails();
      return id;
    };
    const asked = await left("SMTP");
    expect(await read(asked)).toMatchObject({
      needsReviewAt: expect.any(Date),
      lastError: expect.stringContaining("An attempt was cut short"),
    });
    expect(takenFor(asked)).toEqual([]);
    // The control: the provider's own attempt is repeated under its key.
    expect(await read(await left(null))).toMatchObject({ sentAt: expect.any(Date) });
    // A person's word makes a new email of it, by the account of today.
    await tryEmailAgain(scope, asked, new Date());
    await deliverDueEmails();
    expect(await read(asked)).toMatchObject({ sentAt: expect.any(Date), transport: "RESEND" });
  });

  test("of the provider's is never reached by the demo's emails", async () => {
    const demo = await freelancer();
    await db().studio.update({
      where: { freelancerId: demo.freelancerId },
      data: { seededAt: new Date() },
    });
    const id = await enqueue(newEmail(demo));
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ transport: "LOCAL", sentAt: expect.any(Date) });
    expect(takenFor(id)).toEqual([]);
  });
});

describe("a permanent refusal", () => {
  test("is not tried again by itself; sent again it goes as it is now, and once", async () => {
    const scope = await freelancer();
    const id = await enqueue(newEmail(scope));
    provider.failNext(422);
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ needsReviewAt: expect.any(Date), attempts: 1 });
    await deliverDueEmails();
    expect(takenFor(id)).toEqual([]);
    await db().email.update({ where: { id }, data: { toAddress: "corrected@example.com" } });
    await tryEmailAgain(scope, id, past());
    await deliverDueEmails();
    expect(takenFor(id).map((one) => one.body.to)).toEqual([
      '"Ines Duarte" <corrected@example.com>',
    ]);
    expect((await getEmail(scope, id)).frozen.to).toContain("corrected@example.com");
  });
});

test("why an email cannot be sent is in the operator's log, without its words", async () => {
  const lines: Record<string, unknown>[] = [];
  vi.spyOn(log(), "error").mockImplementation((line: unknown) => void lines.push(line as never));
  const scope = await freelancer();
  const [damaged, strange, fine] = [
    await enqueue(newEmail(scope)),
    await enqueue(newEmail(scope)),
    await enqueue(newEmail(scope)),
  ];
  await db().email.update({ where: { id: damaged }, data: { wordsCipher: Buffer.alloc(64, 7) } });
  await db().email.update({
    where: { id: strange },
    data: { wordsCipher: seal("email", '{"greeting": 7}') },
  });
  await deliverDueEmails();
  vi.restoreAllMocks();
  expect(lines.find((line) => line.emailId === damaged)).toMatchObject({
    cause: "its words were encrypted under another APP_SECRET, or are damaged",
  });
  expect(lines.find((line) => line.emailId === strange)).toMatchObject({
    cause: "its words are not in the form this version writes",
  });
  // The control: one that can be read is sent beside them, and not told of.
  expect(await read(fine)).toMatchObject({ sentAt: expect.any(Date) });
  expect(lines.some((line) => line.emailId === fine)).toBe(false);
});

test("what PostgreSQL says went wrong is told by its code", async () => {
  const error = await db().$queryRaw`SELECT 1 / 0`.catch((failure: unknown) => failure);
  expect(plainError(error)).toMatchObject({ code: "P2010", sqlState: "22012" });
});

test("what an operator watches: what waits, however old, and the others of one day", async () => {
  const scope = await freelancer();
  const at = { sendAt: past(10) };
  const settled = { settledAt: past(5), sentAt: past(5) };
  const old = { settledAt: past(3_000) };
  for (const change of [
    {},
    { sendAt: new Date(Date.now() + 60_000) },
    { leasedUntil: new Date(Date.now() + 60_000) },
    settled,
    { ...settled, deliveredAt: past() },
    { ...settled, deliveredAt: past(), bouncedAt: past() },
    { settledAt: past(), cancelledAt: past() },
    { ...old, sentAt: past(3_000) },
    { ...old, needsReviewAt: past(3_000) },
    { settledAt: past(), needsReviewAt: past() },
  ]) {
    const id = await enqueue(newEmail(scope, at));
    await db().email.update({ where: { id }, data: change });
  }
  const { states, oldestDueSeconds, isClosed, lastSentAt } = await readOutboxFigures();
  expect(states).toEqual({
    due: 1,
    held: 1,
    "being sent": 1,
    sent: 1,
    delivered: 1,
    bounced: 1,
    cancelled: 1,
    "needs review": 2,
  });
  expect(oldestDueSeconds).toBeGreaterThan(599);
  expect(oldestDueSeconds).toBeLessThan(660);
  expect(isClosed).toBe(false);
  expect(lastSentAt!.getTime()).toBeGreaterThan(past(6).getTime());
});

describe("a closed outbox", () => {
  test("gives nothing but new sign-in emails; released, what was due before is asked about", async () => {
    const scope = await freelancer();
    expect(await checkOutbox()).toBe(true);
    const [due, later] = [
      await enqueue(newEmail(scope, { sendAt: past(60) })),
      await enqueue(newEmail(scope, { sendAt: new Date(Date.now() + 60_000) })),
    ];
    const stale = await enqueue(signInEmail("old@example.com", "http://localhost:3000/x", past()));
    await closeOutbox("A restore begins.", new Date());
    const fresh = await enqueue(signInEmail("mira@example.com", "http://localhost:3000/x", past()));
    await deliverDueEmails();
    expect(
      await db().email.findMany({ where: { id: { in: [stale, fresh] } }, select: { id: true } }),
    ).toEqual([{ id: stale }]);
    expect(await read(due)).toMatchObject({ attempts: 0, sentAt: null });
    expect(await readOutbox()).toMatchObject({
      closedWhy: "A restore begins.",
      counts: { due: 2, held: 1 },
    });
    expect(await findStall(new Date(), scope.freelancerId)).toMatchObject({
      closedWhy: "A restore begins.",
    });

    expect(await releaseOutbox(new Date())).toBe(1);
    expect(await releaseOutbox(new Date())).toBeNull();
    await db().email.update({ where: { id: later }, data: { sendAt: past() } });
    await deliverDueEmails();
    expect(await read(due)).toMatchObject({
      sentAt: null,
      needsReviewAt: expect.any(Date),
      lastError: expect.stringContaining("restored"),
    });
    expect(await read(later)).toMatchObject({ sentAt: expect.any(Date) });
  });

  test("closes by itself where emails are there and nothing says where they came from", async () => {
    const scope = await freelancer();
    const id = await enqueue(newEmail(scope));
    // A copy made before the outbox knew its database, as an older version could leave one.
    await db().outbox.deleteMany();
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: null, attempts: 0 });
    expect(takenFor(id)).toEqual([]);
    expect(await readOutbox()).toMatchObject({
      closedWhy: expect.stringContaining("has no record of its original server"),
    });
    // Another email does not open it: it is not the first.
    await enqueue(newEmail(scope));
    expect(await checkOutbox()).toBe(false);

    // The control: the very first email of an install takes the word with it.
    await db().email.deleteMany();
    await db().outbox.deleteMany();
    const first = await enqueue(newEmail(scope));
    expect(await db().outbox.count()).toBe(1);
    await deliverDueEmails();
    expect(await read(first)).toMatchObject({ sentAt: expect.any(Date) });
  });

  test("says which database it is in with the first email, or with neither", async () => {
    await db().outbox.deleteMany();
    const scope = await freelancer();
    const undone = inTransaction(async (tx) => {
      await enqueueEmail(tx, newEmail(scope));
      await enqueueEmail(tx, newEmail(scope));
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect([await db().outbox.count(), await db().email.count()]).toEqual([0, 0]);
    // Two firsts at once: one word, and both emails.
    await Promise.all([enqueue(newEmail(scope)), enqueue(newEmail(scope))]);
    expect([await db().outbox.count(), await db().email.count()]).toEqual([1, 2]);
    expect(await checkOutbox()).toBe(true);
  });

  test("closes by itself where the database is another one", async () => {
    await checkOutbox();
    await db().outbox.update({ where: { id: 1 }, data: { databaseOid: "1" } });
    const scope = await freelancer();
    const id = await enqueue(newEmail(scope));
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: null });
    await db().outbox.update({ where: { id: 1 }, data: { quarantinedAt: null } });
    await deliverDueEmails();
    expect(await read(id)).toMatchObject({ sentAt: expect.any(Date) });
  });
});

describe("a stall", () => {
  test("is an email due for longer than two minutes, the freelancer's own", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    await enqueue(newEmail(mine, { sendAt: past(3) }));
    expect(await findStall(new Date(), mine.freelancerId)).toMatchObject({
      closedWhy: null,
      since: expect.any(Date),
    });
    expect(await findStall(new Date(), theirs.freelancerId)).toBeNull();
    await deliverDueEmails();
    expect(await findStall(new Date())).toBeNull();
  });
});

describe("the claim", () => {
  test("a freelancer with many emails gives way to one with one", async () => {
    const [many, one] = [await freelancer(), await freelancer()];
    for (let n = 0; n < 30; n += 1) await enqueue(newEmail(many, { sendAt: past(60) }));
    const mine = await enqueue(newEmail(one));
    await claimDueEmails(4);
    const next = await claimDueEmails(4);
    expect([
      ...(await db().email.findMany({ where: { attempts: 1 }, select: { id: true } })).map(
        ({ id }) => id,
      ),
      ...next.map(({ id }) => id),
    ]).toContain(mine);
  });
});

describe("sent again after a review", () => {
  const refuse = async (scope: Scope, contactId?: string) => {
    const id = await enqueue(newEmail(scope, { contactId }));
    provider.failNext(422);
    await deliverDueEmails();
    return id;
  };

  test("what was certainly refused follows a corrected address", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const id = await refuse(scope, person.contactId);
    await correctContact(scope, {
      contactId: person.contactId,
      contactName: "Ines Duarte",
      address: "ines.duarte@example.com",
      zone: "Europe/Lisbon",
      language: "en",
    });
    await tryEmailAgain(scope, id, past());
    await deliverDueEmails();
    expect(takenFor(id)[0]!.body.to).toBe('"Ines Duarte" <ines.duarte@example.com>');
  });

  test("what may have arrived keeps its bytes by the same account, and is written anew for another", async () => {
    const scope = await freelancer();
    const inDoubt = async () => {
      const id = await enqueue(newEmail(scope));
      provider.failNext(500);
      await deliverDueEmails();
      await db().email.update({
        where: { id },
        data: { needsReviewAt: past(), settledAt: past() },
      });
      return id;
    };
    const [same, other] = [await inDoubt(), await inDoubt()];
    const before = await read(same);
    await tryEmailAgain(scope, same, past());
    expect(await read(same)).toMatchObject({
      frozenCipher: before.frozenCipher,
      accountId: "install",
      doubtSince: before.doubtSince,
    });
    await db().mailAccount.create({
      data: {
        freelancerId: scope.freelancerId,
        keyCipher: seal("mail-account", "re_of_her_own"),
        fromAddress: "hello@holm.example",
      },
    });
    await tryEmailAgain(scope, other, past());
    expect(await read(other)).toMatchObject({
      frozenCipher: null,
      accountId: null,
      doubtSince: null,
    });
    await db().email.updateMany({ data: { sendAt: past() } });
    await deliverDueEmails();
    expect(takenFor(other)[0]!.body.from).toContain("hello@holm.example");
    // The one in doubt by the install's account is not sent by hers.
    expect(await read(same)).toMatchObject({ sentAt: null, needsReviewAt: expect.any(Date) });
  });
});

test("a renewed link waits for an email that is just being sent again, and leaves what it froze alone", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const page = `https://portal.example.com/p/${person.token}`;
  const id = await enqueue(
    newEmail(scope, {
      contactId: person.contactId,
      words: { ...newEmail(scope).words, link: { sentence: "Open your page", url: page } },
    }),
  );
  await db().email.update({ where: { id }, data: { needsReviewAt: past(), settledAt: past() } });
  const { wordsCipher } = await read(id);
  const isWaiting = async () =>
    (
      await db().$queryRaw<
        unknown[]
      >`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    ).length > 0;
  let relinking: Promise<unknown> | undefined;
  await inTransaction(async (tx) => {
    await tx.email.update({
      where: { id },
      data: {
        needsReviewAt: null,
        settledAt: null,
        frozenAt: new Date(),
        sendAt: new Date(Date.now() + 3_600_000),
      },
    });
    relinking = inTransaction((other) =>
      relinkEmails(other, { contactId: person.contactId }, person.token, "B".repeat(43)),
    );
    await expect.poll(isWaiting).toBe(true);
  });
  await relinking;
  expect((await read(id)).wordsCipher).toEqual(wordsCipher);
  // The control: one that nobody took meanwhile gets the new link.
  await db().email.update({
    where: { id },
    data: { frozenAt: null, needsReviewAt: past(), settledAt: past() },
  });
  await inTransaction((tx) =>
    relinkEmails(tx, { contactId: person.contactId }, person.token, "B".repeat(43)),
  );
  expect((await read(id)).wordsCipher).not.toEqual(wordsCipher);
});

describe("an email too old to be tried again, whose worker fails", () => {
  const failingAt = async (point: Point) => {
    const id = await enqueue(newEmail(await freelancer(), { sendAt: past(21 * 60) }));
    await deliverDueEmails(undefined, (at, emailId) => {
      if (at === point && emailId === id) throw new Error(`This worker fails at ${point}.`);
    });
    return id;
  };

  test("after it was handed over, is decided on as it was handed over", async () => {
    const id = await failingAt("answered");
    expect(takenFor(id)).toHaveLength(1);
    expect(await read(id)).toMatchObject({
      needsReviewAt: expect.any(Date),
      frozenCipher: expect.any(Uint8Array),
      accountId: "install",
      doubtSince: expect.any(Date),
    });
  });

  test("after a certain no, can be corrected first", async () => {
    provider.failNext(422);
    expect(await read(await failingAt("answered"))).toMatchObject({
      needsReviewAt: expect.any(Date),
      frozenCipher: null,
      doubtSince: null,
    });
  });

  test("before it was handed over, can be corrected first", async () => {
    const id = await failingAt("handing over");
    expect(takenFor(id)).toEqual([]);
    expect(await read(id)).toMatchObject({
      needsReviewAt: expect.any(Date),
      frozenCipher: null,
      accountId: null,
      doubtSince: null,
    });
  });
});

describe("a correction between claim and freezing", () => {
  test("is where the email goes", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const id = await enqueue(newEmail(scope, { contactId: person.contactId }));
    const [claimed] = await claimDueEmails();
    await correctContact(scope, {
      contactId: person.contactId,
      contactName: "Ines Duarte",
      address: "new@example.com",
      zone: "Europe/Lisbon",
      language: "en",
    });
    const frozen = {
      from: "a",
      to: "b",
      replyTo: null,
      subject: "s",
      text: "t",
      html: "h",
      headers: {},
      tag: "email" as const,
    };
    expect(
      await storeFrozen([{ claimed: claimed!, frozen, account: installAccount() }], new Date()),
    ).toEqual(new Set());
    await giveBack([claimed!]);
    await deliverDueEmails();
    expect(takenFor(id)[0]!.body.to).toContain("new@example.com");
  });
});

describe("a sign-in email", () => {
  test("keeps the account's rest, as every email does", async () => {
    await db().mailAccount.update({
      where: { id: "install" },
      data: { freeAt: new Date(Date.now() + 60_000) },
    });
    await enqueue(signInEmail("mira@example.com", "http://localhost:3000/x", past()));
    expect(await claimDueEmails()).toEqual([]);
    await db().mailAccount.update({ where: { id: "install" }, data: { freeAt: new Date(0) } });
    expect(await claimDueEmails()).toHaveLength(1);
  });
});

describe("an email that goes to the provider", () => {
  test("shows its freelancer all but the secret part of its links", async () => {
    const scope = await freelancer();
    const token = "s".repeat(43);
    const secret = newEmail(scope);
    const id = await enqueue({
      ...secret,
      words: {
        ...secret.words,
        link: { sentence: "Answer", url: `http://localhost:3000/s/${token}` },
      },
    });
    for (const _when of ["before it is sent", "after"]) {
      const { frozen } = await getEmail(scope, id);
      expect(`${frozen.text}${frozen.html}`).not.toContain(token);
      expect(frozen.text).toContain("http://localhost:3000/s/…");
      await deliverDueEmails();
    }
    expect(takenFor(id)[0]!.body.text).toContain(token);
  });
});
