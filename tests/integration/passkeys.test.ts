import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { freelancerScope, type Scope } from "@/auth/scope";
import { askForNewPasskey } from "@/auth/passkeys/register";
import { askForPasskey, redeemPasskey } from "@/auth/passkeys/sign-in";
import { passkeySite } from "@/auth/passkeys/site";
import { sweepExpired } from "@/auth/sweep";
import { eraseUser } from "@/auth/erase";
import { db, inTransaction } from "@/db/client";
import {
  addPasskey,
  MOST_PASSKEYS,
  removePasskey,
  renamePasskey,
} from "@/features/sign-in/passkeys/commands";
import { listPasskeys } from "@/features/sign-in/passkeys/queries";
import { unseal } from "@/lib/tokens";
import { freelancer, MONDAY } from "@tests/support/factories";
import { makeDevice } from "@tests/support/passkeys";

const site = passkeySite()!;
let scope: Scope;
let sessionId: string;

beforeEach(async () => {
  scope = await freelancer();
  sessionId = await openSession(scope);
});
afterAll(() => db().passkeyChallenge.deleteMany());

async function openSession({ freelancerId: userId }: Scope): Promise<string> {
  const expires = new Date(Date.now() + 86_400_000);
  const { id } = await db().session.create({
    data: { userId, sessionToken: randomUUID(), expires },
  });
  return id;
}

type Said = Parameters<ReturnType<typeof makeDevice>["use"]>[1];

async function add(device = makeDevice(site), said: Said = {}, name = "Telephone") {
  const { options, token } = await askForNewPasskey(scope, sessionId);
  const answer = device.register(options.challenge, said);
  await addPasskey(scope, { answer, token, sessionId, name }, MONDAY);
  return device;
}

async function enter(device: ReturnType<typeof makeDevice>, said: Said = {}) {
  const { options, token } = await askForPasskey();
  return redeemPasskey(device.use(options.challenge, said), token);
}

const onlyPasskey = async () => (await listPasskeys(scope))[0]!;
const emails = (kind: string) => db().email.findMany({ where: { kind } });
const refused = (code: string, words: string) => ({
  code,
  message: expect.stringContaining(words) as string,
});

describe("adding one", () => {
  test("keeps the public half, the count and the flags, and says so by email", async () => {
    await db().email.deleteMany({ where: { kind: "passkey.added" } });
    await add();
    const [row] = await db().passkey.findMany({ where: { userId: scope.freelancerId } });
    expect(row).toMatchObject({
      name: "Telephone",
      counter: 0n,
      transports: ["internal", "hybrid"],
      isSyncable: true,
      isBackedUp: true,
      usedAt: null,
    });
    const [email] = await emails("passkey.added");
    const { email: address } = await db().user.findUniqueOrThrow({
      where: { id: scope.freelancerId },
    });
    expect(email).toMatchObject({ toAddress: address, freelancerId: null });
    expect(unseal("email", email!.wordsCipher)).toContain("“Telephone”");
    expect(
      await db().historyEntry.count({
        where: { freelancerId: scope.freelancerId, kind: "passkey.added" },
      }),
    ).toBe(1);
  });

  test("an answer that comes again is refused, and adds nothing", async () => {
    const device = makeDevice(site);
    const { options, token } = await askForNewPasskey(scope, sessionId);
    const answer = device.register(options.challenge);
    const given = { answer, token, sessionId, name: "Telephone" };
    const both = await Promise.allSettled([1, 2].map(() => addPasskey(scope, given, MONDAY)));
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(addPasskey(scope, given, MONDAY)).rejects.toMatchObject(
      refused("too-late", "try again"),
    );
    expect(await listPasskeys(scope)).toHaveLength(1);
  });

  test("another session's challenge is none, of the same freelancer too", async () => {
    const { options, token } = await askForNewPasskey(scope, sessionId);
    const answer = makeDevice(site).register(options.challenge);
    const other = await openSession(scope);
    await expect(
      addPasskey(scope, { answer, token, sessionId: other, name: "x" }, MONDAY),
    ).rejects.toMatchObject({ code: "too-late" });
    await addPasskey(scope, { answer, token, sessionId, name: "x" }, MONDAY);
  });

  test("a page of another origin is refused, with the one that counts", async () => {
    await expect(add(makeDevice(site), { origin: "https://evil.example" })).rejects.toMatchObject(
      refused("not-allowed", site.origin),
    );
    await expect(add(makeDevice(site), { unverified: true })).rejects.toMatchObject(
      refused("not-allowed", "couldn’t be verified"),
    );
    expect(await listPasskeys(scope)).toEqual([]);
    // The control: the same device at the right address.
    await add();
    expect(await listPasskeys(scope)).toHaveLength(1);
  });

  test("what is no answer of a device is refused", async () => {
    for (const answer of ["", "null", "{", '{"id":"x"}', "x".repeat(40_000)]) {
      const { token } = await askForNewPasskey(scope, sessionId);
      await expect(
        addPasskey(scope, { answer, token, sessionId, name: "x" }, MONDAY),
      ).rejects.toMatchObject({ code: "not-allowed" });
    }
  });

  test("the demo's passkeys can't be changed, and there is a most of them", async () => {
    const where = { freelancerId: scope.freelancerId };
    await db().studio.update({ where, data: { seededAt: MONDAY } });
    await expect(add()).rejects.toMatchObject(refused("not-allowed", "demo"));
    await db().studio.update({ where, data: { seededAt: null } });
    for (let one = 0; one < MOST_PASSKEYS; one++) await add();
    await expect(add()).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("signing in", () => {
  test("finds whose it is, and counts", async () => {
    const device = await add();
    expect(await enter(device)).toEqual({ id: scope.freelancerId });
    expect(await enter(device)).toEqual({ id: scope.freelancerId });
    const [row] = await db().passkey.findMany({ where: { userId: scope.freelancerId } });
    expect(row).toMatchObject({ counter: 2n, usedAt: expect.any(Date) as Date });
  });

  test("a device that does not count signs in again and again", async () => {
    const device = await add();
    for (let one = 0; one < 3; one++) await enter(device, { count: 0 });
  });

  test("a count that does not rise is a copy's", async () => {
    const device = await add();
    await enter(device, { count: 7 });
    await expect(enter(device, { count: 7 })).rejects.toMatchObject(
      refused("not-allowed", "copied"),
    );
    await expect(enter(device, { count: 3 })).rejects.toMatchObject({ code: "not-allowed" });
    expect(await enter(device, { count: 8 })).toEqual({ id: scope.freelancerId });
  });

  test("an answer is good once, also when it comes twice at once", async () => {
    const device = await add();
    const { options, token } = await askForPasskey();
    const answer = device.use(options.challenge);
    const both = await Promise.allSettled([1, 2].map(() => redeemPasskey(answer, token)));
    expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(redeemPasskey(answer, token)).rejects.toMatchObject({ code: "too-late" });
  });

  test("an answer to another browser's challenge is refused, and so is one without a cookie", async () => {
    const device = await add();
    const [mine, theirs] = [await askForPasskey(), await askForPasskey()];
    const answer = device.use(theirs.options.challenge);
    await expect(redeemPasskey(answer, mine.token)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(redeemPasskey(answer, undefined)).rejects.toMatchObject({ code: "too-late" });
    expect(await redeemPasskey(answer, theirs.token)).toEqual({ id: scope.freelancerId });
  });

  test("a challenge has five minutes, and is swept", async () => {
    const device = await add();
    const { options, token } = await askForPasskey();
    await db().passkeyChallenge.updateMany({ data: { expires: new Date(Date.now() - 1) } });
    await expect(redeemPasskey(device.use(options.challenge), token)).rejects.toMatchObject({
      code: "too-late",
    });
    await askForPasskey();
    await db().passkeyChallenge.updateMany({ data: { expires: new Date(Date.now() - 1) } });
    const { token: alive } = await askForPasskey();
    await sweepExpired(new Date());
    expect(await db().passkeyChallenge.count()).toBe(1);
    expect(JSON.stringify(await db().passkeyChallenge.findMany())).not.toContain(alive);
  });

  test("another origin, no finger, another's name and another's key are refused", async () => {
    const device = await add();
    await expect(enter(device, { origin: "https://evil.example" })).rejects.toMatchObject(
      refused("not-allowed", site.origin),
    );
    await expect(enter(device, { unverified: true })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(enter(device, { handle: "bm9ib2R5" })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(enter(makeDevice(site))).rejects.toMatchObject(refused("not-found", "known here"));
    const handle = Buffer.from(scope.freelancerId.replaceAll("-", ""), "hex").toString("base64url");
    expect(await enter(device, { handle })).toEqual({ id: scope.freelancerId });
  });
});

describe("what becomes of one", () => {
  test("renamed, and removed: it signs in no more, and an email says so", async () => {
    const device = await add();
    const { id: passkeyId } = await onlyPasskey();
    await renamePasskey(scope, { passkeyId, name: "Old telephone" }, MONDAY);
    expect(await onlyPasskey()).toMatchObject({ name: "Old telephone" });
    await db().email.deleteMany({ where: { kind: "passkey.removed" } });
    await removePasskey(scope, passkeyId, MONDAY);
    await expect(enter(device)).rejects.toMatchObject({ code: "not-found" });
    const [email] = await emails("passkey.removed");
    expect(unseal("email", email!.wordsCipher)).toContain("“Old telephone”");
    expect(await db().session.count({ where: { id: sessionId } })).toBe(1);
  });

  test("a stranger's is not found, and stays", async () => {
    const device = await add();
    const { id: passkeyId } = await onlyPasskey();
    const stranger = await freelancer();
    const none = { code: "not-found" };
    await expect(
      renamePasskey(stranger, { passkeyId, name: "Mine" }, MONDAY),
    ).rejects.toMatchObject(none);
    await expect(removePasskey(stranger, passkeyId, MONDAY)).rejects.toMatchObject(none);
    expect(await listPasskeys(stranger)).toEqual([]);
    expect(await enter(device)).toEqual({ id: scope.freelancerId });
  });

  test("it goes with its freelancer", async () => {
    const { id } = await db().user.create({ data: { email: `${randomUUID()}@example.com` } });
    const data = { credentialId: randomUUID(), publicKey: Buffer.from("x"), counter: 0 };
    const flags = { isSyncable: false, isBackedUp: false, name: "Key", addedAt: MONDAY };
    await db().passkey.create({ data: { userId: id, ...data, ...flags } });
    await inTransaction((tx) => eraseUser(tx, id));
    expect(await listPasskeys(freelancerScope(id))).toEqual([]);
  });
});
