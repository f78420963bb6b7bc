import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newDatabase } from "@tests/support/new-database";
import { openWords } from "@/features/emails/commands";
import { unseal } from "@/lib/tokens";
import { frozenEmail } from "@/mail/words";
import { migrate, readMigrations } from "../../scripts/migrate.mjs";

/** The last migration of the version whose words were other ones: a letter, a stop link. */
const LAST_OF_BEFORE = "20261122003000_survey_link";
const MOST_MS = 60_000;

const SECRET = "a secret for the migration's test, of no worth";
const all = readMigrations();
const database = newDatabase();
Object.assign(process.env, {
  DATABASE_URL: database.url,
  APP_URL: "http://localhost:3000",
  APP_SECRET: SECRET,
});

/** Seals as that version did, with its own labels written out: today's code has to open it. */
function sealedThen(label: string, text: string): string {
  const nonce = randomBytes(12);
  const key = Buffer.from(hkdfSync("sha256", SECRET, "uptomark", label, 32));
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("hex");
}

const stop = { sentence: "No more of these", url: "http://localhost:3000/u/then" };
const words = {
  greeting: "Dear Ines,",
  paragraphs: ["The lighthouse map is done.", "Was it up to mark?".repeat(20)],
  link: { sentence: "Answer", url: "http://localhost:3000/s/then" },
  closing: "Thank you,",
  signature: "Mira Holm",
  stop,
};
const frozen = {
  from: "Mira <m@example.com>",
  to: "ines@example.com",
  replyTo: null,
  subject: "Done",
  text: "The lighthouse map is done.",
  html: `<p>The lighthouse map is done.</p>${" ".repeat(300)}`,
  headers: { "List-Unsubscribe": `<${stop.url}>` },
};

type Counts = Record<string, number>;
const count = async (text: string) =>
  (await database.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]!.n;

let ms = 0;
let linksBefore: unknown[];

beforeAll(async () => {
  const before = all.filter(({ name }) => name <= LAST_OF_BEFORE);
  await migrate(database.url, { migrations: before });
  const earlier = await readFile(join(import.meta.dirname, "earlier-data.sql"), "utf8");
  const sealed: Record<string, string> = {
    words: sealedThen("letter", JSON.stringify(words)),
    frozen: sealedThen("letter", JSON.stringify(frozen)),
    stopLink: sealedThen("stop-link", "the token of then"),
  };
  await database.sql(
    earlier.replace(/:(words|frozen|stopLink)\b/g, (_, name: string) => `'${sealed[name]}'`),
  );
  linksBefore = await database.sql(
    `SELECT "id", "letterId" AS "emailId" FROM "FollowUp" ORDER BY "id"`,
  );
  const from = performance.now();
  const applied = await migrate(database.url);
  ms = performance.now() - from;
  expect(applied).toEqual(all.filter(({ name }) => name > LAST_OF_BEFORE).map(({ name }) => name));
});
afterAll(() => database.drop());

test("ten thousand projects are migrated within a minute", async () => {
  const projects = await count(`"Project"`);
  process.stdout.write(
    `${projects} projects and 40000 emails migrated in ${(ms / 1000).toFixed(1)} s\n`,
  );
  expect(projects).toBe(10_000);
  expect(await count(`"Email"`)).toBe(40_000);
  expect(ms).toBeLessThanOrEqual(MOST_MS);
});

test("what was turned off stays turned off", async () => {
  const switches = await database.sql(
    `SELECT s."name", w."kind", w."offAt" FROM "FollowUpSwitch" w JOIN "Studio" s USING ("freelancerId") ORDER BY 1, 2`,
  );
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  expect(switches).toEqual([
    { name: "Studio 1", kind: "THANK_YOU", offAt: at("2026-10-01") },
    { name: "Studio 2", kind: "CHECK_BACK", offAt: at("2026-10-02") },
    { name: "Studio 3", kind: "THANK_YOU", offAt: at("2026-10-01") },
    { name: "Studio 3", kind: "CHECK_BACK", offAt: at("2026-10-02") },
    { name: "Studio 3", kind: "REMINDER", offAt: at("2026-10-03") },
  ]);
});

test("every follow-up keeps its email", async () => {
  expect(linksBefore).toHaveLength(20_000);
  expect(await database.sql(`SELECT "id", "emailId" FROM "FollowUp" ORDER BY "id"`)).toEqual(
    linksBefore,
  );
  expect(
    await count(
      `"FollowUp" f JOIN "Email" e ON e."id" = f."emailId" WHERE e."projectId" = f."projectId" ` +
        `AND e."kind" = CASE f."kind" WHEN 'THANK_YOU' THEN 'project.completed' ELSE ` +
        "'survey.invited' END",
    ),
  ).toBe(20_000);
});

test("kinds and keys have their new names, and no two are the same", async () => {
  const kinds = await database.sql<{ kind: string; n: number; named: number }>(
    `SELECT "kind", count(*)::int AS n,
      (count(*) FILTER (WHERE "dedupeKey" LIKE "kind" || ':%'))::int AS named FROM "Email"
      GROUP BY 1 ORDER BY 1`,
  );
  expect(kinds).toEqual([
    { kind: "email.bounced", n: 5_000, named: 5_000 },
    { kind: "email.complained", n: 5_000, named: 5_000 },
    { kind: "message.posted", n: 10_000, named: 10_000 },
    { kind: "project.completed", n: 10_000, named: 10_000 },
    { kind: "survey.invited", n: 10_000, named: 10_000 },
  ]);
  expect(await count(`(SELECT DISTINCT "dedupeKey" FROM "Email") keys`)).toBe(40_000);
});

test("times and choices are where their columns went", async () => {
  expect(await count(`"Email" WHERE "cancelledAt" IS NOT NULL AND "sentAt" IS NULL`)).toBe(400);
  expect(await count(`"Email" WHERE "sendAt" IS NULL OR "transport" <> 'LOCAL'`)).toBe(0);
  expect(await count(`"Contact" WHERE "updateFrequency" = 'WEEKLY'`)).toBe(1_000);
});

test("the history says what the rows said", async () => {
  const rows = await database.sql<{ kind: string; n: number }>(
    `SELECT "kind", count(*)::int AS n FROM "HistoryEntry" GROUP BY 1`,
  );
  const counts: Counts = Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  expect(counts).toEqual({
    "project.begun": await count(`"Project"`),
    "project.completed": await count(`"Project" WHERE "completedAt" IS NOT NULL`),
    "deadline.promised": await count(`"Deadline"`),
    "deadline.moved": await count(`"DeadlineMove"`),
    "deadline.met": await count(`"Deadline" WHERE "metAt" IS NOT NULL`),
    "answer.given": await count(`"Answer"`),
  });
  expect(counts).toMatchObject({ "project.completed": 5_000, "deadline.moved": 20_000 });
  // A promise that moved was promised for the day it moved from first.
  expect(
    await count(
      `"HistoryEntry" WHERE "kind" = 'deadline.promised' AND "data"->>'on' = '2026-02-01'`,
    ),
  ).toBe(10_000);
  expect(
    await count(
      `"HistoryEntry" WHERE "kind" = 'answer.given' AND ("data"->>'isRevision')::boolean`,
    ),
  ).toBe(1_000);
});

test("every foreign key holds, and an email under another's project is refused", async () => {
  expect(await count(`pg_constraint WHERE contype = 'f' AND NOT convalidated`)).toBe(0);
  expect(await count(`pg_constraint WHERE conrelid = '"Email"'::regclass AND contype = 'f'`)).toBe(
    7,
  );
  const another = `(SELECT "id" FROM "Project" p WHERE p."freelancerId" <> "Email"."freelancerId" LIMIT 1)`;
  await expect(
    database.sql(
      `UPDATE "Email" SET "projectId" = ${another} WHERE "id" = (SELECT "id" FROM "Email" LIMIT 1)`,
    ),
  ).rejects.toThrow(/foreign key constraint "Email_freelancerId_projectId_fkey"/);
});

test("an answer below mark that waited for a word is an open case of its client", async () => {
  expect(await count(`"Case" WHERE "closedAt" IS NULL AND "openFor" = "clientId"`)).toBe(50);
  expect(await count(`"Case"`)).toBe(50);
  expect(
    await count(
      `"Complaint" o JOIN "Case" c ON c."id" = o."caseId" JOIN "Project" p ON p."id" = o."projectId" ` +
        `WHERE p."clientId" = c."clientId" AND o."surveyId" IS NOT NULL`,
    ),
  ).toBe(500);
  expect(
    await count(
      `"Client" l JOIN "Case" c ON c."clientId" = l."id" WHERE l."caseOpenedAt" = c."openedAt"`,
    ),
  ).toBe(50);
  expect(await count(`"Client" WHERE "caseOpenedAt" IS NOT NULL`)).toBe(50);
});

test("what was sealed then opens today, and stop is unsubscribe", async () => {
  const [email] = await database.sql<{ wordsCipher: Uint8Array; frozenCipher: Uint8Array }>(
    `SELECT "wordsCipher", "frozenCipher" FROM "Email" LIMIT 1`,
  );
  const { stop: _stop, ...rest } = words;
  expect(openWords(email!.wordsCipher)).toEqual({ ...rest, unsubscribe: stop });
  expect(frozenEmail.parse(JSON.parse(unseal("email", email!.frozenCipher)))).toEqual({
    ...frozen,
    tag: "letter",
  });
  const [contact] = await database.sql<{ unsubscribeCipher: Uint8Array }>(
    `SELECT "unsubscribeCipher" FROM "Contact" LIMIT 1`,
  );
  expect(unseal("unsubscribe-link", contact!.unsubscribeCipher)).toBe("the token of then");
  // Each opens under its own purpose alone.
  expect(() => unseal("email", contact!.unsubscribeCipher)).toThrow(/authenticate/);
});
