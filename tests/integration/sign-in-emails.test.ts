import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sendSignInLink, tellWhereLinkIs } from "@/app/(auth)/sign-in/send-link";
import { admit } from "@/auth/admission";
import { count } from "@/auth/limits";
import { endTrouble, restAccount } from "@/features/emails/delivery/record";
import { db } from "@/db/client";
import { log } from "@/lib/log";

const NOW = new Date("2026-11-23T09:00:00Z");

beforeAll(() => {
  Object.assign(process.env, {
    RESEND_API_KEY: "re_of_the_install",
    MAIL_FROM: "studio@example.com",
  });
});
afterAll(() => {
  for (const name of ["RESEND_API_KEY", "MAIL_FROM"]) delete process.env[name];
});
beforeEach(async () => {
  await db().user.deleteMany();
  await db().email.deleteMany();
  await db().rateLimiterFlexible.deleteMany();
  await endLinks();
  await admit("mira@example.com");
});

const endLinks = () => db().verificationToken.deleteMany();
const emails = (toAddress?: string) => db().email.count({ where: toAddress ? { toAddress } : {} });

test("a fourth link is not sent while three are good", async () => {
  for (let one = 0; one < 6; one++) await sendSignInLink("mira@example.com", NOW);
  expect(await emails()).toBe(3);
  // The control: once one has been used, there is room for one more.
  const [link] = await db().verificationToken.findMany();
  await db().verificationToken.deleteMany({ where: { token: link!.token } });
  for (let one = 0; one < 3; one++) await sendSignInLink("mira@example.com", NOW);
  expect(await emails()).toBe(4);
});

test("ten at once are three", async () => {
  await Promise.all(Array.from({ length: 10 }, () => sendSignInLink("mira@example.com", NOW)));
  expect(await emails()).toBe(3);
});

test("an address has fifteen sign-in emails a day", async () => {
  await db().invitation.create({ data: { address: "guest@example.com" } });
  for (let one = 0; one < 18; one++) {
    await endLinks();
    await sendSignInLink("mira@example.com", NOW);
  }
  expect(await emails()).toBe(15);
  // The controls: another address has its own, and the next day is another.
  await sendSignInLink("guest@example.com", NOW);
  expect(await emails("guest@example.com")).toBe(1);
  await db().rateLimiterFlexible.updateMany({ data: { expire: new Date(0) } });
  await endLinks();
  await sendSignInLink("mira@example.com", NOW);
  expect(await emails("mira@example.com")).toBe(16);
});

test("an install has eighty, and the log says so once", async () => {
  const error = vi.spyOn(log(), "error");
  const send = async (address: string) => {
    await endLinks();
    await sendSignInLink(address, NOW);
  };
  for (let one = 0; one < 78; one++) await count("sign-in-emails", "sent");
  // Strangers' addresses use up nothing.
  for (let one = 0; one < 5; one++) await send(`stranger${one}@example.com`);
  for (let one = 0; one < 5; one++) await send("mira@example.com");
  expect(await emails()).toBe(2);
  expect(error.mock.calls.map(([words]) => words)).toEqual([
    expect.stringContaining("80 sign-in emails of the day"),
  ]);
});

test("an address that may not sign in leaves nothing but a link nobody has", async () => {
  await sendSignInLink("someone@example.com", NOW);
  expect(await emails()).toBe(0);
  expect(await db().verificationToken.count({ where: { identifier: "someone@example.com" } })).toBe(
    1,
  );
});

test("known and unknown addresses cost the same statements", async () => {
  const query = vi.spyOn(pg.Client.prototype, "query");
  const statementsFor = async (address: string) => {
    // The first time opens the queue and plans what is asked.
    for (const _time of ["first", "second"]) {
      await endLinks();
      query.mockClear();
      await sendSignInLink(address, NOW);
    }
    return query.mock.calls.map(([asked]) => textOf(asked));
  };
  const existing = await statementsFor("mira@example.com");
  const unknown = await statementsFor("someone@example.com");
  expect(unknown).toEqual(
    existing.map((text) =>
      text === "RELEASE SAVEPOINT email" ? "ROLLBACK TO SAVEPOINT email" : text,
    ),
  );
  expect(unknown.filter((text) => text.startsWith("INSERT")).length).toBeGreaterThan(3);
});

function textOf(asked: unknown): string {
  if (typeof asked === "string") return asked;
  return typeof asked === "object" && asked && "text" in asked ? String(asked.text) : "";
}

test("a refused account is said to whoever asks, and what waits is kept", async () => {
  await db().mailAccount.createMany({ data: [{ id: "install" }], skipDuplicates: true });
  await restAccount("install", 0, "The provider said: invalid_api_key.", NOW);
  const answers = [];
  for (const address of ["mira@example.com", "stranger@example.com"]) {
    await sendSignInLink(address, NOW);
    const refusal = await tellWhereLinkIs(address).catch((error: Error) => error.message);
    expect(refusal).toContain(`npm run sign-in-link -- ${address}`);
    answers.push(refusal.replace(address, "…"));
  }
  expect(answers[0]).toBe(answers[1]);
  // What waits is what finds out that the account is accepted again.
  expect(await emails("mira@example.com")).toBe(1);
  // The control: once it is, the link is on its way.
  await endTrouble("install");
  expect(await tellWhereLinkIs("mira@example.com")).toContain("on its way");
});
