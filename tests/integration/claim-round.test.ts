import { beforeEach, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { claimDueEmails, msUntilNext } from "@/features/emails/delivery/claim";
import { LOOKED_AT } from "@/features/emails/delivery/sql";
import { freelancer, newEmail } from "@tests/support/factories";

/** More freelancers than a claim looks at. */
const MANY = LOOKED_AT + 8;
const MINUTE = 60_000;

let ids: string[];
beforeEach(async () => {
  await db().email.deleteMany();
  await db().mailAccount.deleteMany({ where: { id: { not: "install" } } });
  await rest("install", -MINUTE);
  ids = [];
  for (let i = 0; i < MANY; i += 1) ids.push((await freelancer()).freelancerId);
});

const write = (freelancerId: string) =>
  inTransaction((tx) => enqueueEmail(tx, newEmail({ freelancerId } as Scope)));

const rest = (id: string, ms: number) =>
  db().mailAccount.update({ where: { id }, data: { freeAt: new Date(Date.now() + ms) } });

/** An account of a freelancer's own, which rests for so long. */
const account = (freelancerId: string, ms: number) =>
  db().mailAccount.create({ data: { freelancerId, freeAt: new Date(Date.now() + ms) } });

/** Claims again and again, as a worker does while there is something. Returns whose emails it got, claim by claim. */
async function claims(most: number, room = 10): Promise<string[][]> {
  const all: string[][] = [];
  for (let i = 0; i < most && (await msUntilNext()) === 0; i += 1)
    all.push((await claimDueEmails(room)).map(({ freelancerId }) => freelancerId!));
  return all;
}

test("of more freelancers than a claim looks at everybody has a turn before the claims have gone round", async () => {
  const busy = ids[3]!;
  for (const id of ids) await write(id);
  for (let i = 0; i < 60; i += 1) await write(busy);
  const all = await claims(8);
  expect(new Set(all.flat())).toEqual(new Set(ids));
  // The one with many had a turn more only where nobody else on the way was waiting.
  expect(all.flat().filter((id) => id !== busy)).toHaveLength(MANY - 1);
});

test("one by one too, whatever is asked while the account rests", async () => {
  for (const id of ids) for (let i = 0; i < 3; i += 1) await write(id);
  const served: string[] = [];
  for (let turn = 0; turn < MANY * 1.5; turn += 1) {
    served.push(...(await claims(1, 1)).flat());
    await rest("install", MINUTE);
    for (let i = 0; i < 7; i += 1) expect(await claimDueEmails(1)).toEqual([]);
    await rest("install", -MINUTE);
  }
  expect(served).toHaveLength(MANY * 1.5);
  expect(new Set(served).size).toBe(MANY);
});

test("while an account rests with many due, nobody asks in vain, and another account is not kept waiting", async () => {
  for (const id of ids) await write(id);
  await rest("install", 10 * MINUTE);
  expect(await msUntilNext()).toBeGreaterThan(9 * MINUTE);
  // The youngest email of all, beyond what a claim looks at.
  const other = (await freelancer()).freelancerId;
  await account(other, -MINUTE);
  await write(other);
  expect((await claims(10)).flat()).toEqual([other]);
  expect(await msUntilNext()).toBeGreaterThan(9 * MINUTE);
});

test("an email that a hung worker holds keeps nobody from their turn", async () => {
  await write(ids[0]!);
  expect((await claims(1, 1)).flat()).toEqual([ids[0]]);
  await write(ids[1]!);
  await write(ids[2]!);
  await write(ids[1]!);
  expect((await claims(3, 1)).flat()).toEqual([ids[1], ids[2], ids[1]]);
});
