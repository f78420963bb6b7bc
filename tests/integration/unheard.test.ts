import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as route from "@/app/api/webhooks/resend/[[...account]]/route";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { saveWebhookSecret } from "@/features/emails/accounts/commands";
import { listToday } from "@/features/today/queries";
import { log } from "@/lib/log";
import { seal } from "@/lib/tokens";
import { client, freelancer } from "@tests/support/factories";
import { eventAbout, newWebhookSecret, signedRequest } from "@tests/support/webhooks";

const SECRET = newWebhookSecret();
const WRONG = newWebhookSecret();
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

beforeAll(() => {
  process.env.RESEND_WEBHOOK_SECRET = SECRET;
});
beforeEach(async () => {
  await db().providerEvent.deleteMany();
  await db().mailAccount.deleteMany();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A studio with an account of its own, whose signing secret was saved some days ago. */
async function studio(savedDaysAgo = 10) {
  const scope = await freelancer();
  const person = await client(scope);
  const { id } = await db().mailAccount.create({
    data: {
      freelancerId: scope.freelancerId,
      keyCipher: seal("mail-account", "re_key"),
      keyLastFour: "_key",
      fromAddress: "mira@example.com",
    },
    select: { id: true },
  });
  await saveWebhookSecret(scope, SECRET, daysAgo(savedDaysAgo));
  const unheard = async () => (await findMailSettings(scope, new Date())).unheard;
  return { scope, person, accountId: id, unheard };
}

async function sent(scope: Scope, accountId: string, days: number) {
  return db().email.create({
    data: {
      freelancerId: scope.freelancerId,
      accountId,
      kind: "message.posted",
      dedupeKey: randomUUID(),
      fromName: "Mira Holm",
      toName: "Ines Duarte",
      toAddress: "ines@example.com",
      subject: "A new date",
      wordsCipher: seal("email", "{}"),
      sendAt: daysAgo(days),
      sentAt: daysAgo(days),
      settledAt: daysAgo(days),
      transport: "RESEND",
      providerId: randomUUID(),
    },
  });
}

const post = async (accountId: string, secret: string, email: { id: string }) => {
  const body = eventAbout("email.delivered", email);
  const request = signedRequest(`http://localhost:3000/${accountId}`, secret, body);
  return (await route.POST(request, { params: Promise.resolve({ account: [accountId] }) })).status;
};

describe("no word from the mail service", () => {
  test("is said from the third day on", async () => {
    const { scope, accountId, unheard } = await studio();
    await sent(scope, accountId, 2.9);
    expect(await unheard()).toBeNull();
    const { sentAt } = await sent(scope, accountId, 3.1);
    expect(await unheard()).toEqual({ why: "noWord", at: sentAt });
    const { studio: own } = await db()
      .user.findUniqueOrThrow({ where: { id: scope.freelancerId }, select: { studio: true } })
      .then(({ studio: found }) => ({ studio: found! }));
    const needs = await listToday(scope, own, new Date());
    expect(needs.map((need) => need.kind)).toContain("emails unheard");
  });

  test("ends with a word, and is counted from the last one", async () => {
    const { scope, accountId, unheard } = await studio();
    await sent(scope, accountId, 5);
    const receivedAt = daysAgo(4.5);
    await db().providerEvent.create({ data: { accountId, id: randomUUID(), receivedAt } });
    expect(await unheard()).toBeNull();
    await sent(scope, accountId, 4);
    expect(await unheard()).toEqual({ why: "noWord", at: receivedAt });
  });

  test("is not missed before it could come", async () => {
    const { scope, accountId, unheard } = await studio(1);
    await sent(scope, accountId, 5);
    expect(await unheard()).toBeNull();
    const install = await freelancer();
    await sent(install, "install", 5);
    expect((await findMailSettings(install, new Date())).unheard).toBeNull();
  });

  test("of the install is missed once one had come", async () => {
    const scope = await freelancer();
    const receivedAt = daysAgo(6);
    const first = { accountId: "install", id: randomUUID(), receivedAt };
    await db().providerEvent.create({ data: first });
    await sent(scope, "install", 5);
    const unheard = async () => (await findMailSettings(scope, new Date())).unheard;
    expect(await unheard()).toEqual({ why: "noWord", at: receivedAt });
  });
});

test("without a signing secret nothing is expected", async () => {
  const { scope, accountId, unheard } = await studio();
  await sent(scope, accountId, 5);
  expect(await unheard()).not.toBeNull();
  await db().mailAccount.update({ where: { id: accountId }, data: { webhookCipher: null } });
  expect(await unheard()).toBeNull();
});

describe("events with a signature that does not fit", () => {
  test("are logged once, shown, and forgotten with a good one", async () => {
    const { scope, accountId, unheard } = await studio();
    const error = vi.spyOn(log(), "error").mockImplementation(() => undefined);
    const email = await sent(scope, accountId, 1);
    for (let one = 0; one < 3; one++) expect(await post(accountId, WRONG, email)).toBe(401);
    expect(error).toHaveBeenCalledOnce();
    expect(await unheard()).toMatchObject({ why: "notVerified" });
    expect(await post(accountId, SECRET, email)).toBe(200);
    expect(await unheard()).toBeNull();
  });

  test("of a stranger, who knows no email, say nothing", async () => {
    const { accountId, unheard } = await studio();
    expect(await post(accountId, WRONG, { id: randomUUID() })).toBe(401);
    expect(await unheard()).toBeNull();
  });

  test("end when the secret is saved again", async () => {
    const { scope, accountId, unheard } = await studio();
    vi.spyOn(log(), "error").mockImplementation(() => undefined);
    await post(accountId, WRONG, await sent(scope, accountId, 1));
    await saveWebhookSecret(scope, WRONG, new Date());
    expect(await unheard()).toBeNull();
  });
});

test("a zone this machine does not know is on Today once, with whom to correct", async () => {
  const scope = await freelancer();
  const [ines, rui] = [await client(scope), await client(scope, { contactName: "Rui Duarte" })];
  const own = await db().studio.findUniqueOrThrow({ where: { freelancerId: scope.freelancerId } });
  const lost = async () =>
    (await listToday(scope, own, new Date())).filter((need) => need.kind === "zone unknown");
  expect(await lost()).toEqual([]);
  const id = { in: [ines.contactId, rui.contactId] };
  await db().contact.updateMany({ where: { id }, data: { zone: "Mars/Base" } });
  expect(await lost()).toMatchObject([
    {
      people: [
        { name: "Ines Duarte", clientId: ines.clientId },
        { name: "Rui Duarte", clientId: rui.clientId },
      ],
    },
  ]);
});
