import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Client } from "pg";
import { db } from "@/db/client";
import { claimSteps, claimUpTo, LOOKED_AT, type ClaimStep } from "@/features/emails/delivery/sql";
import { freelancer } from "@tests/support/factories";

// Every test is one transaction that is rolled back: what it puts into the outbox is there for its steps alone.
let tx: Client;
let ada: string;
let ben: string;
let cleo: string;
beforeAll(async () => {
  tx = new Client({ connectionString: process.env.DATABASE_URL });
  await tx.connect();
  const ids = [await freelancer(), await freelancer(), await freelancer()]
    .map(({ freelancerId }) => freelancerId)
    .toSorted();
  [ada, ben, cleo] = ids as [string, string, string];
});
afterAll(() => tx.end());
beforeEach(async () => {
  await tx.query("BEGIN");
  return async () => {
    await tx.query("ROLLBACK");
  };
});

type Given = { room?: number; ownPace?: number; installPace?: number };

/** The rows of one step, for a claim with this much room and these paces. */
async function rowsOf(step: ClaimStep, { room = 10, ownPace = 0, installPace = 0 }: Given = {}) {
  const { rows } = await tx.query<Record<string, unknown>>(
    `${claimUpTo(step)} SELECT one.* FROM ${step} one, (SELECT $1::int, $2::float8, $3::float8) given`,
    [room, ownPace, installPace],
  );
  return rows;
}

/** Runs the steps up to one that writes. */
async function run(step: ClaimStep, { room = 10, ownPace = 0, installPace = 0 }: Given = {}) {
  await tx.query(`${claimUpTo(step)} SELECT $1::int, $2::float8, $3::float8`, [
    room,
    ownPace,
    installPace,
  ]);
}

type NewEmail = { dueFor?: number; settled?: boolean; leased?: boolean; writtenFor?: number };

/** An email of a freelancer's, or of nobody's: a sign-in email. Due for a minute, if nothing else is said. */
async function email(who: string | null, over: NewEmail = {}): Promise<string> {
  const { dueFor = 1, settled = false, leased = false, writtenFor = 1 } = over;
  const id = randomUUID();
  await tx.query(
    `INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "fromName", "toName", "toAddress", "subject",
      "wordsCipher", "sendAt", "createdAt", "settledAt", "leasedUntil")
     VALUES ($1::uuid, $2::uuid, 'message.posted', $1::text, 'A', 'B', 'b@example.com', 'C', '\\x00',
      now() - make_interval(mins => $3::int), now() - make_interval(mins => $4::int),
      CASE WHEN $5 THEN now() END, CASE WHEN $6 THEN now() + interval '1 minute' END)`,
    [id, who, dueFor, writtenFor, settled, leased],
  );
  return id;
}

/** So many due emails of one freelancer's. */
async function emails(who: string, count: number, dueFor = 1) {
  for (let i = 0; i < count; i += 1) await email(who, { dueFor });
}

/** Up to whom the last claim went round. */
const wentRoundTo = (who: string) =>
  tx.query(
    `INSERT INTO "Outbox" ("id", "systemIdentifier", "timeline", "databaseOid", "wentRoundTo") VALUES (1, 'a', 'b', 'c', $1)
      ON CONFLICT ("id") DO UPDATE SET "wentRoundTo" = excluded."wentRoundTo"`,
    [who],
  );

const installRests = () =>
  tx.query(
    `UPDATE "MailAccount" SET "freeAt" = now() + interval '1 minute' WHERE "id" = 'install'`,
  );

/** An account that a freelancer brought, free since, or in, so many seconds. */
async function account(who: string, freeFor = 60): Promise<string> {
  const id = `own-${who}`;
  await tx.query(
    `INSERT INTO "MailAccount" ("id", "freelancerId", "freeAt") VALUES ($1, $2, now() - make_interval(secs => $3))`,
    [id, who, freeFor],
  );
  return id;
}

/** When a freelancer's emails were last taken, so many minutes ago. */
const turn = (who: string, minutesAgo: number) =>
  tx.query(
    `INSERT INTO "EmailTurn" ("freelancerId", "takenAt") VALUES ($1, now() - make_interval(mins => $2))`,
    [who, minutesAgo],
  );

/** Closes the outbox, so many minutes ago. */
const close = (minutesAgo: number) =>
  tx.query(
    `INSERT INTO "Outbox" ("id", "systemIdentifier", "timeline", "databaseOid", "quarantinedAt")
      VALUES (1, 'a', 'b', 'c', now() - make_interval(mins => $1))
      ON CONFLICT ("id") DO UPDATE SET "quarantinedAt" = excluded."quarantinedAt"`,
    [minutesAgo],
  );

const ids = (rows: Record<string, unknown>[]) => rows.map(({ id }) => id);

/** One test of its own for each step; a step without one does not compile. */
const tests: Record<ClaimStep, () => Promise<void>> = {
  async closed() {
    expect(await rowsOf("closed")).toEqual([]);
    await close(5);
    const [row] = await rowsOf("closed");
    expect(Date.now() - (row!.since as Date).getTime()).toBeGreaterThanOrEqual(5 * 60_000);
  },

  async oldest() {
    await email(ada, { dueFor: 2 });
    await email(ben, { dueFor: 3 });
    await email(cleo, { dueFor: -1 });
    await email(cleo, { settled: true });
    await email(null);
    expect((await rowsOf("oldest")).map((row) => row.who)).toEqual([ben, ada, null]);
    await close(5);
    expect(await rowsOf("oldest")).toEqual([]);
  },

  async is_busy() {
    await emails(ada, LOOKED_AT - 1);
    expect(await rowsOf("is_busy")).toMatchObject([{ yes: false }]);
    await email(ada);
    await wentRoundTo(ben);
    expect(await rowsOf("is_busy")).toMatchObject([{ yes: true, rests: false, from_id: ben }]);
    await installRests();
    expect(await rowsOf("is_busy")).toMatchObject([{ yes: true, rests: true, from_id: null }]);
  },

  async round() {
    await emails(ada, LOOKED_AT - 1);
    expect(await rowsOf("round")).toEqual([]);
    await email(ben);
    await email(cleo);
    const round = async () => (await rowsOf("round")).map((row) => row.who);
    expect(await round()).toEqual([ada, ben, cleo]);
    await wentRoundTo(ada);
    expect(await round()).toEqual([ben, cleo, ada]);
    await wentRoundTo(cleo);
    expect(await round()).toEqual([ada, ben, cleo]);
  },

  async due_freelancer() {
    await email(ada);
    await email(ada);
    await email(ben, { dueFor: -1 });
    await email(ben, { settled: true });
    await email(cleo);
    await email(null);
    const who = async () => (await rowsOf("due_freelancer")).map((row) => row.who).filter(Boolean);
    expect((await who()).toSorted()).toEqual([ada, cleo]);
    // More than a claim looks at, none of them Cleo's: she has her turn with the others.
    await emails(ada, LOOKED_AT, 5);
    expect((await who()).toSorted()).toEqual([ada, cleo]);
    await close(5);
    expect(await who()).toEqual([]);
  },

  async rested_account() {
    await email(ada);
    await email(ben);
    const own = await account(ada);
    await account(ben, -60);
    await account(cleo);
    expect(await rowsOf("rested_account", { ownPace: 2, installPace: 5 })).toEqual([
      { id: "install", pace: 5 },
      { id: own, pace: 2 },
    ]);
  },

  async allowance() {
    await email(ada);
    await account(ada);
    const most = async (given: Given) =>
      Object.fromEntries((await rowsOf("allowance", given)).map((row) => [row.id, row.most]));
    const own = `own-${ada}`;
    expect(await most({ room: 10, ownPace: 2, installPace: 20 })).toEqual({ install: 5, [own]: 1 });
    expect(await most({ room: 3, ownPace: 0, installPace: 20 })).toEqual({ install: 3, [own]: 3 });
  },

  async sign_in() {
    await email(ada);
    await email(null, { dueFor: -1 });
    await email(null, { leased: true });
    await email(null, { settled: true });
    const [late, early] = [await email(null), await email(null, { dueFor: 3, writtenFor: 9 })];
    expect(ids(await rowsOf("sign_in"))).toEqual([early, late]);
    expect(ids(await rowsOf("sign_in", { installPace: 4 }))).toEqual([early]);
    await close(5);
    expect(ids(await rowsOf("sign_in"))).toEqual([late]);
  },

  async turn() {
    for (const who of [ada, ben, cleo]) await email(who);
    await turn(ada, 1);
    await turn(ben, 9);
    await account(cleo);
    const turns = await rowsOf("turn", { room: 10, ownPace: 0, installPace: 20 });
    const places = turns.map(({ who, account: by, place, share }) => [
      who,
      by,
      Number(place),
      share,
    ]);
    // The install's five are shared by two; who has not had a turn yet is first on her own account.
    expect(places.toSorted((one, other) => Number(one[2]) - Number(other[2]))).toEqual(
      expect.arrayContaining([
        [ben, "install", 1, 3],
        [ada, "install", 2, 3],
        [cleo, `own-${cleo}`, 1, 10],
      ]),
    );
    expect(places).toHaveLength(3);
  },

  async next_turn() {
    for (const who of [ada, ben, cleo]) await email(who);
    await turn(ada, 1);
    await turn(ben, 9);
    const who = async (given: Given) => (await rowsOf("next_turn", given)).map((row) => row.who);
    expect(await who({})).toEqual([cleo, ben, ada]);
    expect(await who({ room: 2 })).toEqual([cleo, ben]);
    expect(await who({ installPace: 4 })).toEqual([cleo]);
  },

  async picked() {
    const [second, first] = [await email(ada, { dueFor: 2 }), await email(ada, { dueFor: 3 })];
    await email(ada, { dueFor: 1 });
    await email(ada, { dueFor: 9, leased: true });
    const other = await email(ben);
    await turn(ben, 1);
    // Of an allowance of four each of the two has a share of two.
    const picked = await rowsOf("picked", { installPace: 16 });
    expect(picked.map(({ id, who, nth }) => [id, who, Number(nth)])).toEqual([
      [first, ada, 1],
      [second, ada, 2],
      [other, ben, 3],
    ]);
  },

  async affordable() {
    const signIn = await email(null);
    const [first] = [await email(ada, { dueFor: 9 }), await email(ada)];
    const own = await email(ben);
    await account(ben);
    // Two of the install's: the sign-in email takes one of them, and nothing of another account's.
    const rows = await rowsOf("affordable", { ownPace: 4, installPace: 8 });
    expect(new Set(ids(rows))).toEqual(new Set([signIn, first, own]));
    expect(rows.find(({ id }) => id === signIn)).toMatchObject({ account: "install", who: null });
  },

  async taken() {
    const first = await email(ada, { dueFor: 9 });
    await email(ada);
    const other = await email(ben);
    await turn(ben, 1);
    const signIn = await email(null);
    await account(ben);
    expect(ids(await rowsOf("taken", { room: 3 }))).toEqual([signIn, first, other]);
    expect(ids(await rowsOf("taken", { room: 1 }))).toEqual([signIn]);
  },

  async spent_pace() {
    await email(ada);
    await email(ada);
    await email(ben);
    await account(ben);
    const waits = async () => {
      const { rows } = await tx.query<{ id: string; ms: number }>(
        `SELECT "id", (extract(epoch FROM "freeAt" - clock_timestamp()) * 1000)::float8 AS ms FROM "MailAccount"`,
      );
      return new Map(rows.map(({ id, ms }) => [id, ms]));
    };
    await run("spent_pace", { ownPace: 0, installPace: 8 });
    const after = await waits();
    // Two emails at eight a second are a quarter of a second; without a pace nobody waits.
    expect(after.get("install")).toBeGreaterThan(0);
    expect(after.get("install")).toBeLessThanOrEqual(250);
    expect(after.get(`own-${ben}`)).toBeLessThan(0);
  },

  async taken_turn() {
    await email(ada);
    await email(null);
    await turn(ada, 9);
    await turn(ben, 9);
    await run("taken_turn");
    const { rows } = await tx.query<{ who: string; isNow: boolean }>(
      `SELECT "freelancerId" AS who, "takenAt" >= now() AS "isNow" FROM "EmailTurn" ORDER BY "freelancerId"`,
    );
    expect(rows).toEqual([
      { who: ada, isNow: true },
      { who: ben, isNow: false },
    ]);
  },

  async went_round() {
    await wentRoundTo(cleo);
    const at = async () =>
      (await tx.query<{ at: string }>(`SELECT "wentRoundTo" AS at FROM "Outbox"`)).rows[0]!.at;
    await emails(ada, LOOKED_AT - 1);
    await run("went_round");
    expect(await at()).toBe(cleo);
    await email(ben);
    await run("went_round");
    expect(await at()).toBe(ben);
    await installRests();
    await email(cleo);
    await run("went_round");
    expect(await at()).toBe(ben);
    expect(await rowsOf("is_busy")).toMatchObject([{ from_id: cleo }]);
  },
};

describe("a step of the claim:", () => {
  test.each(Object.keys(claimSteps) as ClaimStep[])("%s", (step) => tests[step]());
});

describe("a step that locks passes over what another claim holds:", () => {
  test.each(["sign_in", "picked"] as const)("%s", async (step) => {
    const who = step === "sign_in" ? null : ada;
    const [held, free] = [await email(who), await email(who)];
    await tx.query("COMMIT");
    const other = new Client({ connectionString: process.env.DATABASE_URL });
    await other.connect();
    try {
      await other.query("BEGIN");
      await other.query(`SELECT 1 FROM "Email" WHERE "id" = $1 FOR UPDATE`, [held]);
      await tx.query("BEGIN");
      expect(ids(await rowsOf(step))).toEqual([free]);
      await other.query("ROLLBACK");
      expect(new Set(ids(await rowsOf(step)))).toEqual(new Set([held, free]));
    } finally {
      await other.end();
      await tx.query("ROLLBACK");
      await db().email.deleteMany();
    }
  });
});
