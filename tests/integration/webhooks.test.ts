import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import * as route from "@/app/api/webhooks/resend/[[...account]]/route";
import { db, inTransaction } from "@/db/client";
import { correctContact } from "@/workflows/change-contact/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { forgetOldEvents } from "@/features/emails/events/commands";
import { signInEmail } from "@/features/emails/emails";
import { emailStatusOf } from "@/features/emails/rules";
import { liftSuppression } from "@/features/emails/suppressions/commands";
import { findSuppression } from "@/features/emails/suppressions/queries";
import { listToday } from "@/features/today/queries";
import { seal } from "@/lib/tokens";
import type { Scope } from "@/auth/scope";
import { client, freelancer, emailsOf, project, type Person } from "@tests/support/factories";
import {
  eventAbout,
  newWebhookSecret,
  signedRequest,
  type EventType,
} from "@tests/support/webhooks";

const [SECRET, FORMER] = [newWebhookSecret(), newWebhookSecret()];
const URL_OF = "http://localhost:3000/api/webhooks/resend";

beforeAll(() => {
  process.env.RESEND_WEBHOOK_SECRET = SECRET;
  process.env.RESEND_WEBHOOK_SECRET_FORMER = FORMER;
});

const post = async (request: Request, account?: string) =>
  (
    await route.POST(request, {
      params: Promise.resolve({ account: account ? [account] : undefined }),
    })
  ).status;
const bring = (
  type: EventType,
  email: { id: string },
  over: Parameters<typeof eventAbout>[2] & { id?: string } = {},
) =>
  post(
    signedRequest(URL_OF, SECRET, eventAbout(type, email, over), over.id ? { id: over.id } : {}),
  );
const read = (id: string) => db().email.findUniqueOrThrow({ where: { id } });

/** An email of a freelancer's to a contact that was sent by an account, as the worker stores it. */
async function sent(
  scope: Scope,
  person: Person,
  over: { accountId?: string; inDoubt?: boolean } = {},
) {
  const { accountId = "install", inDoubt = false } = over;
  const left = new Date(Date.now() - 60_000);
  const id = await inTransaction((tx) =>
    enqueueEmail(tx, {
      freelancerId: scope.freelancerId,
      kind: "message.posted",
      dedupeKey: randomUUID(),
      contactId: person.contactId,
      fromName: "Mira Holm",
      replyTo: "mira@example.com",
      toName: "Ines Duarte",
      toAddress: "ines@example.com",
      subject: "The new dates",
      words: {
        greeting: "Dear Ines,",
        paragraphs: ["First."],
        closing: "Best,",
        signature: "Mira",
      },
      sendAt: left,
    }),
  );
  const settled = inDoubt
    ? {
        doubtSince: left,
        leaseToken: randomUUID(),
        leasedUntil: new Date(Date.now() + 60_000),
        lastError: "The provider could not be reached.",
      }
    : { sentAt: left, settledAt: left, transport: "RESEND" as const, providerId: `email-of-${id}` };
  return db().email.update({
    where: { id },
    data: {
      frozenAt: left,
      frozenCipher: seal("email", "{}"),
      accountId,
      attempts: 1,
      ...settled,
    },
  });
}

async function studioWithEmail(over: Parameters<typeof sent>[2] = {}) {
  const scope = await freelancer();
  const ines = await client(scope);
  return { scope, ines, email: await sent(scope, ines, over) };
}

async function ownAccount(scope: Scope) {
  const [secret, former] = [newWebhookSecret(), newWebhookSecret()];
  const { id } = await db().mailAccount.create({
    data: {
      freelancerId: scope.freelancerId,
      webhookCipher: seal("webhook-secret", secret),
      formerWebhookCipher: seal("webhook-secret", former),
    },
  });
  return { id, secret, former };
}

const needs = async (scope: Scope) =>
  listToday(
    scope,
    await db().studio.findUniqueOrThrow({ where: { freelancerId: scope.freelancerId } }),
    new Date(),
  );

describe("only the provider's own word is taken", () => {
  test("one bit of body, id, time or signature, and it is not", async () => {
    const { email } = await studioWithEmail();
    const body = eventAbout("email.delivered", email);
    const whole = signedRequest(URL_OF, SECRET, body);
    const bytes = Buffer.from(body);
    for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      for (const bit of [1, 128]) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= bit;
        expect(
          await post(
            new Request(whole.url, { method: "POST", headers: whole.headers, body: flipped }),
          ),
        ).toBe(401);
      }
    }
    for (const name of ["svix-id", "svix-timestamp", "svix-signature"]) {
      const headers = new Headers(whole.headers);
      const value = headers.get(name)!;
      headers.set(
        name,
        `${value.slice(0, -3)}${value.at(-3) === "1" ? "2" : "1"}${value.slice(-2)}`,
      );
      expect(await post(new Request(whole.url, { method: "POST", headers, body })), name).toBe(401);
      headers.delete(name);
      expect(await post(new Request(whole.url, { method: "POST", headers, body })), name).toBe(401);
    }
    expect(await read(email.id)).toMatchObject({ deliveredAt: null });
    expect(await post(whole)).toBe(200);
    expect(await read(email.id)).toMatchObject({ deliveredAt: expect.any(Date) });
  });

  test.each([
    ["six minutes old", -360_000, 401],
    ["six minutes ahead", 360_000, 401],
    ["four minutes old", -240_000, 200],
  ])("a signature %s", async (_case, off, status) => {
    const { email } = await studioWithEmail();
    expect(
      await post(
        signedRequest(URL_OF, SECRET, eventAbout("email.delivered", email), {
          at: new Date(Date.now() + off),
        }),
      ),
    ).toBe(status);
  });

  test("the former secret is good while it is known, another is not", async () => {
    const { email } = await studioWithEmail();
    const body = eventAbout("email.delivered", email);
    expect([
      await post(signedRequest(URL_OF, newWebhookSecret(), body)),
      await post(signedRequest(URL_OF, FORMER, body)),
    ]).toEqual([401, 200]);
  });

  test("what is too large is not read to its end", async () => {
    const { email } = await studioWithEmail();
    const body = eventAbout("email.delivered", email, { data: { padding: "x".repeat(256_000) } });
    expect(await post(signedRequest(URL_OF, SECRET, body))).toBe(401);
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64_000).fill(++pulled)),
    });
    const { headers } = signedRequest(URL_OF, SECRET, body);
    expect(
      await post(
        new Request(URL_OF, {
          method: "POST",
          headers,
          body: endless,
          duplex: "half",
        } as RequestInit),
      ),
    ).toBe(401);
    expect(pulled).toBeLessThan(10);
  });

  test("an account is unknown, malformed or without a secret: not found", async () => {
    const { email, scope } = await studioWithEmail();
    const request = () => signedRequest(URL_OF, SECRET, eventAbout("email.delivered", email));
    const { id } = await db().mailAccount.create({ data: { freelancerId: scope.freelancerId } });
    for (const account of [randomUUID(), "install", "x", id])
      expect(await post(request(), account), account).toBe(404);
    expect(
      (await route.POST(request(), { params: Promise.resolve({ account: [id, "more"] }) })).status,
    ).toBe(404);
    expect(await read(email.id)).toMatchObject({ deliveredAt: null });
  });

  test("one account's secret moves no email of another, in either direction", async () => {
    const [mine, theirs] = [await studioWithEmail(), await studioWithEmail()];
    const account = await ownAccount(theirs.scope);
    const own = await sent(theirs.scope, theirs.ines, { accountId: account.id });
    for (const email of [mine.email, theirs.email]) {
      for (const data of [{}, { tags: {} }])
        expect(
          await post(
            signedRequest(URL_OF, account.secret, eventAbout("email.bounced", email, { data })),
            account.id,
          ),
        ).toBe(200);
      expect(await read(email.id)).toMatchObject({ bouncedAt: null });
    }
    expect(await bring("email.bounced", own)).toBe(200);
    expect(
      await post(signedRequest(URL_OF, account.secret, eventAbout("email.bounced", own))),
    ).toBe(401);
    expect(
      await post(signedRequest(URL_OF, SECRET, eventAbout("email.bounced", own)), account.id),
    ).toBe(401);
    expect(await read(own.id)).toMatchObject({ bouncedAt: null });
    expect(
      await post(
        signedRequest(URL_OF, account.former, eventAbout("email.bounced", own)),
        account.id,
      ),
    ).toBe(200);
    expect(await read(own.id)).toMatchObject({ bouncedAt: expect.any(Date) });
  });

  test("the demo's emails hear of nothing", async () => {
    const { scope, email } = await studioWithEmail();
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { seededAt: new Date() },
    });
    expect(await bring("email.bounced", email)).toBe(200);
    expect(await read(email.id)).toMatchObject({ bouncedAt: null });
  });

  test.each([
    [
      "a type that is none of ours",
      { type: "email.opened", created_at: "2026-11-23T10:00:00Z", data: { email_id: "x" } },
    ],
    ["a shape that is not known", { type: "email.sent", data: null }],
    [
      "an unknown email",
      {
        type: "email.sent",
        created_at: "2026-11-23T10:00:00Z",
        data: { email_id: "x", tags: { email: randomUUID() } },
      },
    ],
    [
      "a tag that is no id",
      {
        type: "email.sent",
        created_at: "2026-11-23T10:00:00Z",
        data: { email_id: "x", tags: { email: "' OR 1=1" } },
      },
    ],
  ])("%s is taken, and changes nothing", async (_case, told) => {
    const before = await db().providerEvent.count();
    expect(await post(signedRequest(URL_OF, SECRET, JSON.stringify(told)))).toBe(200);
    expect(await post(signedRequest(URL_OF, SECRET, "no json"))).toBe(200);
    expect(await db().providerEvent.count()).toBe(before);
  });

  test("only a POST is taken", () =>
    expect(Object.keys(route).filter((name) => /^[A-Z]+$/.test(name))).toEqual(["POST"]));
});

describe("each fact is its own time", () => {
  const T = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
  const events: [EventType, string][] = [
    ["email.sent", T(0)],
    ["email.delivered", T(1)],
    ["email.bounced", T(2)],
    ["email.complained", T(3)],
  ];
  const orders = <E>(all: E[]): E[][] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, index) => orders(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

  test("any order, any number of times, ends alike", { timeout: 120_000 }, async () => {
    const { scope, ines } = await studioWithEmail();
    const ends = new Set<string>();
    for (const order of orders(events)) {
      const email = await sent(scope, ines, { inDoubt: true });
      const again = order.map(([type, at]) => [type, at, randomUUID()] as const);
      for (const [type, at, id] of [
        ...again,
        ...again,
        ...again.map(([type, at]) => [type, at, randomUUID()] as const),
      ])
        expect(await bring(type, email, { at, id })).toBe(200);
      const {
        sentAt,
        settledAt,
        deliveredAt,
        bouncedAt,
        complainedAt,
        needsReviewAt,
        doubtSince,
        leaseToken,
        lastError,
        transport,
        ...rest
      } = await read(email.id);
      ends.add(
        JSON.stringify({
          sentAt,
          settledAt,
          deliveredAt,
          bouncedAt,
          complainedAt,
          needsReviewAt,
          doubtSince,
          leaseToken,
          lastError,
          transport,
          status: emailStatusOf(
            { ...rest, sentAt, settledAt, deliveredAt, bouncedAt, complainedAt, needsReviewAt },
            new Date(),
          ),
        }),
      );
      expect(
        await db().email.findMany({
          where: { dedupeKey: { endsWith: email.id } },
          select: { kind: true },
          orderBy: { kind: "asc" },
        }),
      ).toEqual([{ kind: "email.bounced" }, { kind: "email.complained" }]);
    }
    expect([...ends].map((end) => JSON.parse(end) as unknown)).toEqual([
      {
        sentAt: T(0),
        settledAt: T(0),
        deliveredAt: T(1),
        bouncedAt: T(2),
        complainedAt: T(3),
        needsReviewAt: null,
        doubtSince: null,
        leaseToken: null,
        lastError: "The reader marked it as spam.",
        transport: "RESEND",
        status: "complained",
      },
    ]);
    expect(await findSuppression(scope, "Ines@example.com")).toMatchObject({
      cause: "COMPLAINED",
      suppressedAt: new Date(T(3)),
    });
  });

  test("one event a hundred times at once has one effect", async () => {
    const { scope, email } = await studioWithEmail();
    const id = `msg_${randomUUID()}`;
    const body = eventAbout("email.bounced", email);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => post(signedRequest(URL_OF, SECRET, body, { id }))),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await db().providerEvent.count({ where: { id } })).toBe(1);
    expect(
      await db().email.count({
        where: { freelancerId: scope.freelancerId, kind: "email.bounced" },
      }),
    ).toBe(1);
    expect(await db().suppression.count({ where: { freelancerId: scope.freelancerId } })).toBe(1);
  });

  test.each<[string, EventType]>([
    ["sent", "email.sent"],
    ["delivered", "email.delivered"],
    ["delayed", "email.delivery_delayed"],
    ["bounced", "email.bounced"],
  ])("an email in doubt is settled by %s, and nobody sends it again", async (_case, type) => {
    const { email } = await studioWithEmail({ inDoubt: true });
    await bring(type, email);
    expect(await read(email.id)).toMatchObject({
      sentAt: expect.any(Date),
      settledAt: expect.any(Date),
      doubtSince: null,
      leaseToken: null,
      leasedUntil: null,
      transport: "RESEND",
      providerId: `email-of-${email.id}`,
      messageId: `<${email.id}@mail.example>`,
    });
  });

  test("one that needed review, or was skipped, was sent after all", async () => {
    const { scope, ines, email } = await studioWithEmail({ inDoubt: true });
    await db().email.update({
      where: { id: email.id },
      data: { needsReviewAt: new Date(), settledAt: new Date(), leaseToken: null },
    });
    const letBe = await sent(scope, ines, { inDoubt: true });
    await db().email.update({
      where: { id: letBe.id },
      data: { skippedAt: new Date(), settledAt: new Date() },
    });
    for (const one of [email, letBe]) {
      await bring("email.delivered", one);
      expect(emailStatusOf(await read(one.id), new Date())).toBe("delivered");
    }
    expect((await needs(scope)).map((need) => need.kind)).toEqual([]);
  });

  test("one restored from before it was frozen was sent by its studio's account", async () => {
    const { scope, ines, email } = await studioWithEmail({ inDoubt: true });
    const other = await ownAccount((await studioWithEmail()).scope);
    await db().email.update({
      where: { id: email.id },
      data: { frozenAt: null, frozenCipher: null, accountId: null, doubtSince: null },
    });
    expect(
      await post(signedRequest(URL_OF, other.secret, eventAbout("email.sent", email)), other.id),
    ).toBe(200);
    expect(await read(email.id)).toMatchObject({ sentAt: null });
    await bring("email.sent", email);
    expect(await read(email.id)).toMatchObject({ sentAt: expect.any(Date), accountId: "install" });
    expect(ines.contactId).toBe(email.contactId);
    expect(scope.freelancerId).toBe(email.freelancerId);
  });

  test("an email without its tag is known by the provider's id", async () => {
    const { email } = await studioWithEmail();
    await bring("email.delivered", email, { data: { tags: undefined } });
    expect(await read(email.id)).toMatchObject({ deliveredAt: expect.any(Date) });
  });

  test("a sign-in email in doubt is purged, as when it is sent", async () => {
    const id = await inTransaction((tx) =>
      enqueueEmail(tx, signInEmail("mira@example.com", "http://localhost:3000/x", new Date())),
    );
    await db().email.update({
      where: { id },
      data: { accountId: "install", frozenAt: new Date() },
    });
    expect([await bring("email.sent", { id }), await bring("email.delivered", { id })]).toEqual([
      200, 200,
    ]);
    expect(await db().email.findUnique({ where: { id } })).toBeNull();
  });

  test("taken events are forgotten after thirty days", async () => {
    const { email } = await studioWithEmail();
    const id = `msg_${randomUUID()}`;
    await bring("email.sent", email, { id });
    await forgetOldEvents(new Date(Date.now() + 29 * 86_400_000));
    expect(await db().providerEvent.count({ where: { id } })).toBe(1);
    await forgetOldEvents(new Date(Date.now() + 31 * 86_400_000));
    expect(await db().providerEvent.count({ where: { id } })).toBe(0);
  });
});

describe("a bounce", () => {
  test(
    "for good: nothing more goes there, the freelancer is told why, and Today has it until it is " +
      "corrected",
    async () => {
      const { scope, ines, email } = await studioWithEmail();
      await bring("email.bounced", email);
      const [told] = await db().email.findMany({
        where: { freelancerId: scope.freelancerId, kind: "email.bounced" },
      });
      expect(told).toMatchObject({
        toAddress: "mira@example.com",
        contactId: null,
        subject: "Bounced: your email to Ines Duarte",
      });
      expect(await needs(scope)).toMatchObject([
        {
          kind: "email bounced",
          who: "Ines Duarte",
          clientId: ines.clientId,
          why: expect.stringContaining("There is no such mailbox."),
        },
      ]);
      await correctContact(scope, {
        contactId: ines.contactId,
        contactName: "Ines Duarte",
        address: "ines.duarte@example.com",
        zone: "Europe/Lisbon",
      });
      expect(await needs(scope)).toEqual([]);
      expect(await findSuppression(scope, "ines@example.com")).toMatchObject({ cause: "BOUNCED" });
      expect(await findSuppression(scope, "ines.duarte@example.com")).toBeNull();
    },
  );

  test("for a while: the freelancer is told, the address stays in use", async () => {
    const { scope, email } = await studioWithEmail();
    await bring("email.bounced", email, {
      data: { bounce: { type: "Transient", subType: "MailboxFull", message: "Over quota." } },
    });
    expect(await findSuppression(scope, "ines@example.com")).toBeNull();
    expect(await read(email.id)).toMatchObject({
      bouncedAt: expect.any(Date),
      lastError: expect.stringContaining("Over quota."),
    });
    expect(
      await db().email.count({
        where: { freelancerId: scope.freelancerId, kind: "email.bounced" },
      }),
    ).toBe(1);
    expect(await needs(scope)).toEqual([]);
  });

  test("of an email to the freelancer is told by the studio alone", async () => {
    const { scope, email } = await studioWithEmail();
    await db().email.update({
      where: { id: email.id },
      data: { contactId: null, toAddress: "Mira@example.com" },
    });
    await bring("email.bounced", email);
    expect(
      await db().email.count({
        where: { freelancerId: scope.freelancerId, kind: "email.bounced" },
      }),
    ).toBe(0);
    expect(await needs(scope)).toMatchObject([
      { kind: "email bounced", who: null, emailId: email.id, clientId: null },
    ]);
  });

  test("lifted, it is only suppressed by what happens later", async () => {
    const { scope, ines, email } = await studioWithEmail();
    await bring("email.bounced", email);
    const { id } = (await findSuppression(scope, "ines@example.com"))!;
    await expect(liftSuppression(await freelancer(), id, new Date())).rejects.toMatchObject({
      code: "not-found",
    });
    await liftSuppression(scope, id, new Date());
    await liftSuppression(scope, id, new Date());
    expect(await findSuppression(scope, "ines@example.com")).toBeNull();
    await bring("email.bounced", await sent(scope, ines), {
      at: new Date(Date.now() - 3_600_000).toISOString(),
    });
    expect(await findSuppression(scope, "ines@example.com")).toBeNull();
    await bring("email.bounced", await sent(scope, ines), { at: new Date().toISOString() });
    expect(await findSuppression(scope, "ines@example.com")).toMatchObject({ cause: "BOUNCED" });
  });

  test("after a complaint nothing is lifted", async () => {
    const { scope, email } = await studioWithEmail();
    await bring("email.complained", email);
    const { id } = (await findSuppression(scope, "ines@example.com"))!;
    await expect(liftSuppression(scope, id, new Date())).rejects.toMatchObject({
      code: "not-allowed",
      message: expect.stringContaining("marked an email as spam"),
    });
    expect(await needs(scope)).toMatchObject([{ kind: "email bounced", cause: "COMPLAINED" }]);
  });

  test("is one freelancer's alone: another may write there", async () => {
    const [mine, theirs] = [await studioWithEmail(), await studioWithEmail()];
    await bring("email.bounced", mine.email);
    expect(await findSuppression(theirs.scope, "ines@example.com")).toBeNull();
    expect(await needs(theirs.scope)).toEqual([]);
  });

  test("what waits for a corrected address follows, what has been frozen does not", async () => {
    const { scope, ines, email } = await studioWithEmail({ inDoubt: true });
    const id = await project(scope, ines);
    const waiting = await inTransaction((tx) =>
      enqueueEmail(tx, {
        freelancerId: scope.freelancerId,
        kind: "message.posted",
        dedupeKey: randomUUID(),
        projectId: id,
        contactId: ines.contactId,
        fromName: "Mira Holm",
        replyTo: null,
        toName: "Ines Duarte",
        toAddress: "ines@example.com",
        subject: "Waits",
        words: { greeting: "Dear Ines,", paragraphs: ["x"], closing: "", signature: "Mira" },
        sendAt: new Date(Date.now() + 60_000),
      }),
    );
    await correctContact(scope, {
      contactId: ines.contactId,
      contactName: "Inês Duarte",
      address: "ines.duarte@example.com",
      zone: "Europe/Lisbon",
    });
    expect(await emailsOf(id)).toMatchObject([
      { id: waiting, toName: "Inês Duarte", toAddress: "ines.duarte@example.com" },
    ]);
    expect(await read(email.id)).toMatchObject({ toAddress: "ines@example.com" });
  });
});
