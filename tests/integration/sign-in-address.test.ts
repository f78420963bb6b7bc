import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findAddressLink } from "@/auth/address-change";
import { admit } from "@/auth/admission";
import { eraseUser } from "@/auth/erase";
import type { Scope } from "@/auth/scope";
import { issueSignInLink, redeemSignInLink } from "@/auth/sign-in-link";
import { sweepExpired } from "@/auth/sweep";
import { db, inTransaction } from "@/db/client";
import { askForAddress, confirmAddress, dropNewAddress } from "@/features/sign-in/address/commands";
import { findNewAddress } from "@/features/sign-in/address/queries";
import { unseal } from "@/lib/tokens";
import { freelancer, MONDAY } from "@tests/support/factories";

const configured = { RESEND_API_KEY: "re_of_the_install", MAIL_FROM: "studio@example.com" };
let scope: Scope;
let before: string;
let address: string;

beforeAll(() => Object.assign(process.env, configured));
afterAll(() => {
  for (const name of Object.keys(configured)) delete process.env[name];
});
beforeEach(async () => {
  await db().rateLimiterFlexible.deleteMany();
  scope = await freelancer();
  before = await addressOf(scope);
  address = `${randomUUID()}@example.com`;
});

const addressOf = async ({ freelancerId }: Scope) =>
  (await db().user.findUniqueOrThrow({ where: { id: freelancerId } })).email;

const emailsTo = (toAddress: string) =>
  db().email.findMany({ where: { toAddress }, orderBy: { createdAt: "asc" } });

/** Asks for the address, and returns the token in the email that it is sent. */
async function ask(wanted = address): Promise<string> {
  await askForAddress(scope, { address: wanted }, MONDAY);
  const emails = await emailsTo(wanted);
  const words = unseal("email", emails.at(-1)!.wordsCipher);
  return /\/sign-in\/address\/([A-Za-z0-9_-]{43})"/.exec(words)![1]!;
}

const tooLate = { code: "too-late" };

test("nothing changes before the link is used; then both addresses are told, and sessions stay", async () => {
  const open = { userId: scope.freelancerId, expires: new Date(Date.now() + 86_400_000) };
  const { id } = await db().session.create({ data: { ...open, sessionToken: randomUUID() } });
  const token = await ask();
  expect(await addressOf(scope)).toBe(before);
  expect((await emailsTo(address)).map(({ kind }) => kind)).toEqual(["signInAddress.confirm"]);
  expect((await emailsTo(before)).map(({ kind }) => kind)).toEqual(["signInAddress.asked"]);
  expect(JSON.stringify(await db().addressChange.findMany())).not.toContain(token);
  expect(await findAddressLink(token)).toEqual({ address, scope });

  await confirmAddress(scope, { token });
  expect(await addressOf(scope)).toBe(address);
  expect((await emailsTo(before)).map(({ kind }) => kind)).toEqual([
    "signInAddress.asked",
    "signInAddress.changed",
  ]);
  expect(await db().session.count({ where: { id } })).toBe(1);
  expect(await findNewAddress(scope)).toBeNull();
});

test("a link works once, also when it is pressed twice at once", async () => {
  const token = await ask();
  const both = await Promise.allSettled([1, 2].map(() => confirmAddress(scope, { token })));
  expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(confirmAddress(scope, { token })).rejects.toMatchObject(tooLate);
  expect(await findAddressLink(token)).toBeNull();
});

test("a newer link, an hour, and keeping the present address each end it", async () => {
  const first = await ask();
  const second = await ask();
  await expect(confirmAddress(scope, { token: first })).rejects.toMatchObject(tooLate);
  const userId = scope.freelancerId;
  await db().addressChange.update({ where: { userId }, data: { expires: new Date(0) } });
  await expect(confirmAddress(scope, { token: second })).rejects.toMatchObject(tooLate);
  await sweepExpired(new Date());
  expect(await db().addressChange.count({ where: { userId } })).toBe(0);
  const third = await ask();
  await dropNewAddress(scope, MONDAY);
  await expect(confirmAddress(scope, { token: third })).rejects.toMatchObject(tooLate);
  // The control: one that is neither old nor dropped.
  await confirmAddress(scope, { token: await ask() });
  expect(await addressOf(scope)).toBe(address);
});

test("sign-in links of the earlier address are dead, and the new one's work", async () => {
  const issue = (to: string) => inTransaction((tx) => issueSignInLink(tx, to));
  const tokenIn = (url: string) => new URL(url).pathname.split("/").at(-1)!;
  const old = await issue(before);
  expect(old!.isAllowed).toBe(true);
  await confirmAddress(scope, { token: await ask() });
  await expect(redeemSignInLink(tokenIn(old!.url))).rejects.toMatchObject(tooLate);
  expect((await issue(before))!.isAllowed).toBe(false);
  await expect(admit(before)).rejects.toMatchObject({ code: "not-allowed" });
  const fresh = await issue(address);
  expect(fresh!.isAllowed).toBe(true);
  expect(await redeemSignInLink(tokenIn(fresh!.url))).toMatchObject({ id: scope.freelancerId });
});

test("another freelancer's address: the same answer and row, no email to them, and no link works", async () => {
  const other = await freelancer();
  const taken = await addressOf(other);
  await expect(askForAddress(scope, { address: taken }, MONDAY)).resolves.toBeUndefined();
  await expect(askForAddress(scope, { address }, MONDAY)).resolves.toBeUndefined();
  await askForAddress(scope, { address: taken }, MONDAY);
  expect(await emailsTo(taken)).toEqual([]);
  expect(await findNewAddress(scope)).toMatchObject({ address: taken });
  expect(await emailsTo(address)).toHaveLength(1);
  expect(await addressOf(other)).toBe(taken);
});

test("an address that became somebody's meanwhile is not changed to", async () => {
  const token = await ask();
  await db().user.create({ data: { email: address } });
  await expect(confirmAddress(scope, { token })).rejects.toMatchObject(tooLate);
  expect(await addressOf(scope)).toBe(before);
});

test("of two who confirm one address at once one has it", async () => {
  const mine = await ask();
  const first = scope;
  scope = await freelancer();
  const theirs = await ask();
  const both = await Promise.allSettled([
    confirmAddress(first, { token: mine }),
    confirmAddress(scope, { token: theirs }),
  ]);
  expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a stranger's link is none, and the present address and the demo's are refused", async () => {
  const token = await ask();
  await expect(confirmAddress(await freelancer(), { token })).rejects.toMatchObject(tooLate);
  expect(await addressOf(scope)).toBe(before);
  await expect(askForAddress(scope, { address: before }, MONDAY)).rejects.toMatchObject({
    code: "already",
    field: "address",
  });
  const where = { freelancerId: scope.freelancerId };
  await db().studio.update({ where, data: { seededAt: MONDAY } });
  await expect(askForAddress(scope, { address }, MONDAY)).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(confirmAddress(scope, { token })).rejects.toMatchObject({ code: "not-allowed" });
  await db().studio.update({ where, data: { seededAt: null } });
});

test("an address gets fifteen such emails a day", async () => {
  for (let one = 0; one < 17; one++) await askForAddress(scope, { address }, MONDAY);
  expect(await emailsTo(address)).toHaveLength(15);
});

test("an invitation to the new address is used, and what waits goes with the freelancer", async () => {
  await db().invitation.create({ data: { address } });
  await confirmAddress(scope, { token: await ask() });
  expect(await db().invitation.findUnique({ where: { address } })).toMatchObject({
    acceptedAt: expect.any(Date) as Date,
  });
  const { id: userId } = await db().user.create({ data: { email: `${randomUUID()}@example.com` } });
  const waiting = { address: "new@example.com", token: randomUUID(), expires: new Date() };
  await db().addressChange.create({ data: { userId, ...waiting } });
  await inTransaction((tx) => eraseUser(tx, userId));
  expect(await db().addressChange.count({ where: { userId } })).toBe(0);
});
