import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { removeAccount, saveAccount, saveWebhookSecret } from "@/features/emails/accounts/commands";
import { findMailSettings, listWebhookSecrets } from "@/features/emails/accounts/queries";
import { savedAccount, savedWebhookSecret } from "@/features/emails/accounts/schema";
import { listToday } from "@/features/today/queries";
import { unseal } from "@/lib/tokens";
import type { Scope } from "@/auth/scope";
import { freelancer } from "@tests/support/factories";
import { startResend, type Resend } from "@tests/support/resend";
import { newWebhookSecret } from "@tests/support/webhooks";

let resend: Resend;

beforeAll(async () => {
  resend = await startResend();
  process.env.RESEND_BASE_URL = resend.url;
});
afterAll(() => resend.stop().catch(() => undefined));

const NOW = new Date("2026-11-23T09:00:00Z");
const KEY = "re_full_access_1234";
const FROM = "mira@studio.example.com";
const row = (scope: Scope) =>
  db().mailAccount.findUnique({ where: { freelancerId: scope.freelancerId } });

test("a good key is kept encrypted, and told by its last four alone", async () => {
  const scope = await freelancer();
  expect(await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW)).toBe(true);
  expect(await findMailSettings(scope, NOW)).toMatchObject({
    own: { keyLastFour: "1234", fromAddress: FROM, savedAt: NOW, hasWebhookSecret: false },
    trouble: null,
  });
  expect(JSON.stringify(await findMailSettings(scope, NOW))).not.toContain(KEY);
  expect(unseal("mail-account", (await row(scope))!.keyCipher!)).toBe(KEY);
  const [whole] = await db().$queryRaw<
    { whole: string }[]
  >`SELECT "MailAccount"::text || encode("keyCipher", 'escape') AS "whole" FROM "MailAccount"
    WHERE "freelancerId" = ${scope.freelancerId}::uuid`;
  expect(whole!.whole).not.toContain("full_access");
  expect((await findMailSettings(await freelancer(), NOW)).own).toBeNull();
});

test("a key for sending only is good, its domain not looked at", async () => {
  const scope = await freelancer();
  expect(
    await saveAccount(
      scope,
      { secretKey: "re_sending_5678", fromAddress: "mira@elsewhere.example" },
      NOW,
    ),
  ).toBe(false);
  expect(await row(scope)).toMatchObject({ keyLastFour: "5678" });
});

test.each([
  [
    "a key that is not known",
    { secretKey: "re_other_1234", fromAddress: FROM },
    "secretKey",
    "does not accept this key",
  ],
  [
    "a domain that is not verified",
    { secretKey: KEY, fromAddress: "mira@new.example.com" },
    "fromAddress",
    "new.example.com is not a verified domain of this account. Verify it at Resend under " +
      "Domains, or use an address at studio.example.com.",
  ],
  [
    "a domain below a verified one",
    { secretKey: KEY, fromAddress: "mira@mail.studio.example.com" },
    "fromAddress",
    "is not a verified domain",
  ],
  ["no key at all", { secretKey: "", fromAddress: FROM }, "secretKey", "please paste one"],
])(
  "%s is refused beside its field, and nothing has changed",
  async (_case, input, field, message) => {
    const scope = await freelancer();
    await expect(saveAccount(scope, input, NOW)).rejects.toMatchObject({
      code: "invalid",
      field,
      message: expect.stringContaining(message),
    });
    expect(await row(scope)).toBeNull();
  },
);

test.each([401, 403])("a key cancelled with %i is refused", async (status) => {
  resend.failNext(status);
  await expect(
    saveAccount(await freelancer(), { secretKey: KEY, fromAddress: FROM }, NOW),
  ).rejects.toMatchObject({ code: "invalid", field: "secretKey" });
});

test.each([429, 500, 503])(
  "answered with %i it could not be checked, and what was there stays",
  async (status) => {
    const scope = await freelancer();
    await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW);
    resend.failNext(status);
    await expect(
      saveAccount(scope, { secretKey: "re_full_access_9999", fromAddress: FROM }, NOW),
    ).rejects.toMatchObject({
      code: "not-allowed",
      message: expect.stringContaining("Nothing has changed"),
    });
    expect(await row(scope)).toMatchObject({ keyLastFour: "1234" });
  },
);

test("no key typed keeps the one there; saving ends a trouble and lets what waits be sent", async () => {
  const scope = await freelancer();
  await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW);
  const before = await row(scope);
  await db().mailAccount.update({
    where: { id: before!.id },
    data: {
      trouble: "The provider said: invalid_api_key.",
      troubleSince: NOW,
      freeAt: new Date("2026-11-23T12:00:00Z"),
    },
  });
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  expect(await listToday(scope, studio, NOW)).toMatchObject([
    { kind: "emails stuck", why: "The provider said: invalid_api_key.", at: NOW },
  ]);
  await saveAccount(scope, { secretKey: "", fromAddress: "emails@studio.example.com" }, NOW);
  expect(await row(scope)).toMatchObject({
    id: before!.id,
    keyLastFour: "1234",
    fromAddress: "emails@studio.example.com",
    trouble: null,
    troubleSince: null,
    freeAt: NOW,
  });
  expect(await listToday(scope, studio, NOW)).toEqual([]);
});

test("a new signing secret leaves the one before good, and no third", async () => {
  const scope = await freelancer();
  const [first, second, third] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  await expect(saveWebhookSecret(scope, first, NOW)).rejects.toMatchObject({ code: "not-found" });
  await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW);
  const { id } = (await row(scope))!;
  expect(await listWebhookSecrets(id)).toEqual([]);
  await saveWebhookSecret(scope, first, NOW);
  await saveWebhookSecret(scope, second, NOW);
  await saveWebhookSecret(scope, second, NOW);
  expect(await listWebhookSecrets(id)).toEqual([second, first]);
  await saveWebhookSecret(scope, third, NOW);
  expect(await listWebhookSecrets(id)).toEqual([third, second]);
});

test("removed, the account is forgotten; a new one is another", async () => {
  const scope = await freelancer();
  await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW);
  const { id } = (await row(scope))!;
  await saveWebhookSecret(scope, newWebhookSecret(), NOW);
  await removeAccount(await freelancer());
  expect(await row(scope)).not.toBeNull();
  await removeAccount(scope);
  await removeAccount(scope);
  expect([await row(scope), await listWebhookSecrets(id)]).toEqual([null, []]);
  await saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW);
  expect((await row(scope))!.id).not.toBe(id);
});

test("the demo takes no key", async () => {
  const scope = await freelancer();
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { seededAt: NOW },
  });
  await expect(
    saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW),
  ).rejects.toMatchObject({
    code: "not-allowed",
    message: expect.stringContaining("never leave this computer"),
  });
  expect(await row(scope)).toBeNull();
});

test.each([
  ["re_good_123456", true],
  ["  re_good_123456 ", true],
  ["", true],
  ["sk_live_123456", false],
  ["re_good 123456", false],
  ["re_good_123456\r\nX-Header: 1", false],
  [`re_${"x".repeat(300)}`, false],
])("the key %j is taken: %s", (secretKey, taken) =>
  expect(savedAccount.safeParse({ secretKey, fromAddress: FROM }).success).toBe(taken),
);

test.each([
  ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true],
  ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false],
  ["whsec_<script>", false],
])("the signing secret %j is taken: %s", (secretWebhook, taken) =>
  expect(savedWebhookSecret.safeParse({ secretWebhook }).success).toBe(taken),
);

test("a provider that cannot be reached leaves all as it was", async () => {
  const scope = await freelancer();
  await resend.stop();
  await expect(
    saveAccount(scope, { secretKey: KEY, fromAddress: FROM }, NOW),
  ).rejects.toMatchObject({ code: "not-allowed" });
  expect(await row(scope)).toBeNull();
});
