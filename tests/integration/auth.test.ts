import { beforeEach, describe, expect, test } from "vitest";
import { admit } from "@/auth/admission";
import { limit } from "@/auth/limits";
import { findSignInAddress, issueSignInLink, redeemSignInLink } from "@/auth/sign-in-link";
import { isSessionOpen } from "@/auth/session";
import { sweepExpired } from "@/auth/sweep";
import { db, inTransaction } from "@/db/client";
import { databaseNow } from "@/db/clock";

beforeEach(async () => {
  await db().verificationToken.deleteMany();
  await db().user.deleteMany();
  await db().invitation.deleteMany();
});

/** The link that an address is sent, or null when it may not sign in or has enough of them. */
async function issue(address: string): Promise<string | null> {
  const issued = await inTransaction((tx) => issueSignInLink(tx, address));
  return issued?.isAllowed ? issued.url : null;
}

const tokenIn = (link: string | null) => new URL(link!).pathname.split("/").at(-1)!;

describe("who may enter", () => {
  test("the first to come, and nobody after", async () => {
    expect((await admit(" Mira@Example.com ")).email).toBe("mira@example.com");
    expect(await issue("someone@example.com")).toBeNull();
    await expect(admit("someone@example.com")).rejects.toMatchObject({ code: "not-allowed" });
    expect(await issue("mira@example.com")).not.toBeNull();
  });

  test("of ten that come at once only one is the first", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => admit(`first${i}@example.com`)),
    );
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
  });

  test("an invited address, once the studio is closed", async () => {
    await admit("mira@example.com");
    await db().invitation.create({ data: { address: "guest@example.com" } });
    await redeemSignInLink(tokenIn(await issue("Guest@example.com")));
    expect(
      await db().invitation.findUnique({ where: { address: "guest@example.com" } }),
    ).toMatchObject({ acceptedAt: expect.any(Date) });
  });

  test("the demo's freelancer neither counts as the first nor gets a link", async () => {
    const demo = await db().user.create({ data: { email: "demo@example.com" } });
    await db().studio.create({
      data: {
        freelancerId: demo.id,
        freelancerName: "Demo",
        name: "Demo",
        zone: "UTC",
        replyTo: "demo@example.com",
        hours: {},
        seededAt: new Date(),
      },
    });
    expect(await issue("demo@example.com")).toBeNull();
    expect(await issue("mira@example.com")).not.toBeNull();
  });
});

describe("a sign-in link", () => {
  test("works once, and looking at it does not spend it", async () => {
    const token = tokenIn(await issue("mira@example.com"));
    expect([await findSignInAddress(token), await findSignInAddress(token)]).toEqual(
      Array(2).fill("mira@example.com"),
    );
    const both = await Promise.allSettled([redeemSignInLink(token), redeemSignInLink(token)]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await findSignInAddress(token)).toBeNull();
  });

  test("dies after ten minutes", async () => {
    const token = tokenIn(await issue("mira@example.com"));
    const [row] = await db().verificationToken.findMany();
    expect(row!.expires.getTime() - Date.now()).toBeLessThanOrEqual(600_000);
    await db().verificationToken.updateMany({ data: { expires: new Date(Date.now() - 1) } });
    expect(await findSignInAddress(token)).toBeNull();
    await expect(redeemSignInLink(token)).rejects.toMatchObject({ code: "too-late" });
  });

  test("a newer one leaves the earlier alive, and it rests as a hash", async () => {
    const first = tokenIn(await issue("mira@example.com"));
    const second = tokenIn(await issue("mira@example.com"));
    expect(await findSignInAddress(first)).toBe("mira@example.com");
    expect(await findSignInAddress(second)).toBe("mira@example.com");
    expect(JSON.stringify(await db().verificationToken.findMany())).not.toContain(second);
  });

  test("signs in the address it was made for, and nothing else is a link", async () => {
    const mira = tokenIn(await issue("mira@example.com"));
    for (const none of ["A".repeat(43), undefined, [mira], "\u0000", `${mira}.`]) {
      expect(await findSignInAddress(none)).toBeNull();
      await expect(redeemSignInLink(none)).rejects.toMatchObject({ code: "too-late" });
    }
    const { id } = await redeemSignInLink(mira);
    expect(await db().user.findUnique({ where: { id } })).toMatchObject({
      email: "mira@example.com",
    });
  });
});

test("the sixth link for one address from one place within ten minutes waits", async () => {
  for (let i = 0; i < 5; i += 1) await limit("sign-in-pair", "mira@example.com 1.2.3.4");
  await expect(limit("sign-in-pair", "mira@example.com 1.2.3.4")).rejects.toMatchObject({
    code: "too-many",
  });
  await limit("sign-in-pair", "mira@example.com 5.6.7.8");
  expect(JSON.stringify(await db().rateLimiterFlexible.findMany())).not.toContain("mira@");
});

test("what has run out is swept, what has not stays", async () => {
  await issue("mira@example.com");
  await db().verificationToken.create({
    data: { identifier: "old@example.com", token: "x", expires: new Date(0) },
  });
  await sweepExpired(new Date());
  const left = (await db().verificationToken.findMany()).map((row) => row.identifier);
  expect(left).toContain("mira@example.com");
  expect(left).not.toContain("old@example.com");
});

test("a session that has run out is no session, though its row is there", async () => {
  const user = await db().user.create({ data: { email: "mira@example.com" } });
  const open = { userId: user.id, sessionToken: "stored", expires: databaseNow() };
  open.expires.setDate(open.expires.getDate() + 1);
  const { id } = await db().session.create({ data: open });
  expect(await isSessionOpen(id)).toBe(true);
  await db().session.update({ where: { id }, data: { expires: databaseNow() } });
  expect(await isSessionOpen(id)).toBe(false);
  await db().session.delete({ where: { id } });
  expect(await isSessionOpen(id)).toBe(false);
});
