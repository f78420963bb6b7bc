import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { copyOut, listTables, LEFT_OUT, rowCounter } from "@/db/whole/tables";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { encrypt } from "@/store/backups/encryption";
import { eraseClient } from "@/workflows/erase-client/commands";
import {
  backUp,
  begin,
  keepFile,
  namesIn,
  newFolder,
  newInstall,
  readFiles,
  readTables,
  restore,
  run,
  until,
  type Install,
} from "@tests/support/backups";
import { client, freelancer, project } from "@tests/support/factories";
import { fullStudio } from "@tests/support/full-studio";
import { newDatabase, onServer } from "@tests/support/new-database";
import { migrate, readMigrations } from "../../scripts/migrate.mjs";

const SECRET = "a secret for the tests alone, of no worth";
// Each runs several programs, which take long on a machine that is busy.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let install: Install;
let file: string;

let list: string;

beforeAll(async () => {
  list = await mkdtemp(join(tmpdir(), "uptomark-list-"));
  process.env.FILES_DIR = list;
  // Before the first email, as the worker does: the outbox knows which database it is in.
  await checkOutbox();
  await fullStudio();
}, 60_000);
afterAll(() => rm(list, { recursive: true }));

/** This file's own database, with every file that its rows name. */
async function fullInstall(): Promise<Install> {
  const made = { url: process.env.DATABASE_URL!, files: await newFolder() };
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT "storeKey" AS "key" FROM "File" WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL
    UNION ALL SELECT "storeKey" FROM "AssignmentFile" WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL
    UNION ALL SELECT "rawKey" FROM "InboundEmail" WHERE "rawKey" IS NOT NULL`;
  for (const { key } of rows) await keepFile(made, key, randomBytes(70_000));
  return made;
}

/** A backup of everything there is. */
async function backedUp() {
  install = await fullInstall();
  folder = await newFolder();
  const made = await backUp(install, folder);
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining("Saved uptomark-") });
  file = join(folder, (await namesIn(folder))[0]!);
  return made.said;
}

/** The tables that a backup has. */
async function readCopied(one: Install): Promise<Record<string, string>> {
  const tables = await readTables(one);
  for (const name of [...Object.keys(LEFT_OUT), "Outbox"]) delete tables[name];
  return tables;
}

const withRows = (tables: Record<string, string>) =>
  Object.entries(tables).filter(([, said]) => !said.startsWith("0 "));

/** Nothing came of it: no row but what a migration writes, no file, no list. */
async function expectNothing(one: Install): Promise<void> {
  const tables = withRows(await readCopied(one)).map(([name]) => name);
  expect(tables).toEqual(["MailAccount"]);
  expect(await readFiles(one)).toEqual({});
  expect(
    (await namesIn(one.files)).filter((name) => name !== "kept" && name !== "incoming"),
  ).toEqual([]);
}

test("a restored install has the same rows and the same files", async () => {
  const said = await backedUp();
  const fresh = await newInstall();
  const restored = await restore(fresh, file);
  expect(restored).toMatchObject({ code: 0 });
  const before = await readCopied(install);
  expect(await readCopied(fresh)).toEqual(before);
  // The control: there is something in it.
  expect(withRows(before).length).toBeGreaterThan(50);
  const files = await readFiles(fresh);
  expect(files).toEqual(await readFiles(install));
  expect(Object.keys(files).length).toBeGreaterThan(2);
  const [, rows] = /(\d+) rows/.exec(said)!;
  expect(restored.said).toContain(`${rows} rows, as many and the same as in the backup`);

  // It is used like any other, and is not filled twice.
  expect(await backUp(fresh, await newFolder())).toMatchObject({ code: 0 });
  const again = await restore(fresh, file);
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining("is not empty") });
  expect(await readCopied(fresh)).toEqual(before);
});

test("a restored install sends nothing before a person has looked", async () => {
  await backedUp();
  const fresh = await newInstall();
  await restore(fresh, file);
  const state = await run(["scripts/command.mjs", "emails"], fresh);
  expect(state.said).toMatch(/^Closed since /m);
  expect(state.said).toMatch(/^ +[1-9]\d* /m);
  // The control: the original is open.
  expect((await run(["scripts/command.mjs", "emails"], install)).said).toMatch(/^Open\.$/m);
});

test("who was erased since the backup is erased again", async () => {
  const scope = await freelancer();
  const { clientId } = await client(scope, { name: "Duarte Lighthouse Tours" });
  await backedUp();
  await eraseClient(scope, { clientId, name: "Duarte Lighthouse Tours" }, databaseNow());
  const [fresh, control] = [await newInstall(), await newInstall()];
  await copyFile(join(list, "erasures.jsonl"), join(fresh.files, "erasures.jsonl"));
  for (const one of [fresh, control]) {
    const restored = await restore(one, file);
    expect(restored.code, restored.said).toBe(0);
  }
  const count = ({ url }: Install) =>
    onServer(
      async (it) => (await it.query(`SELECT 1 FROM "Client" WHERE "id" = $1`, [clientId])).rowCount,
      url,
    );
  expect(await count(fresh)).toBe(0);
  // The control: without the list nobody could know.
  expect(await count(control)).toBe(1);
});

test("nothing that goes along refers to what is left out", async () => {
  const all = await db().$queryRaw<{ from: string; to: string }[]>`
    SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  const plain = (name: string) => name.replaceAll('"', "");
  const toLeftOut = all.filter(({ to }) => plain(to) in LEFT_OUT).map(({ from }) => plain(from));
  expect(toLeftOut.filter((from) => !(from in LEFT_OUT))).toEqual([]);
  // The control: there is one that would be found.
  expect(toLeftOut).toContain("PasskeyChallenge");
});

test("whoever is signed in, or has a link to do so, has to ask anew", async () => {
  const scope = await freelancer();
  await db().session.create({
    data: { userId: scope.freelancerId, sessionToken: "a hash", expires: databaseNow() },
  });
  await backedUp();
  const fresh = await newInstall();
  await restore(fresh, file);
  expect((await readTables(fresh)).Session).toMatch(/^0 /);
  expect((await readTables(install)).Session).not.toMatch(/^0 /);
});

test("a backup that is not as it was written is refused, and nothing comes of it", async () => {
  await backedUp();
  const bytes = await readFile(file);
  const changed = (at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = copy[at]! ^ 1;
    return copy;
  };
  const chunk = 65_536 + 16;
  const swapped = Buffer.concat([
    bytes.subarray(0, 73),
    bytes.subarray(73 + chunk, 73 + 2 * chunk),
    bytes.subarray(73, 73 + chunk),
    bytes.subarray(73 + 2 * chunk),
  ]);
  expect(bytes.length).toBeGreaterThan(73 + 3 * chunk);
  const wrong: [what: string, copy: Buffer, said: string][] = [
    ["a byte of the head", changed(20), "The backup is damaged"],
    ["a byte in the middle", changed(bytes.length >> 1), "The backup is damaged"],
    ["a byte near its end", changed(bytes.length - 40), "The backup is damaged"],
    ["chunks swapped", swapped, "The backup is damaged"],
    ["its last byte missing", bytes.subarray(0, -1), "The backup is cut short"],
    ["half of it missing", bytes.subarray(0, bytes.length >> 1), "The backup is cut short"],
    ["nearly all of it missing", bytes.subarray(0, 30), "The backup is cut short"],
    ["nothing in it", Buffer.alloc(0), "The backup is cut short"],
    ["something else", randomBytes(5_000), "This file is not a backup of Uptomark."],
  ];
  const fresh = await newInstall();
  for (const [what, copy, said] of wrong) {
    const path = join(folder, "copy");
    await writeFile(path, copy);
    const tried = await restore(fresh, path);
    expect(tried, what).toMatchObject({ code: 1, said: expect.stringContaining(said) });
    expect(tried.said.trim().split("\n"), what).toHaveLength(1);
    await expectNothing(fresh);
  }
  // The control: the backup itself is good.
  expect(await restore(fresh, file)).toMatchObject({ code: 0 });
});

test("another secret and a file that is not there are told in one sentence", async () => {
  await backedUp();
  const fresh = await newInstall();
  const other = await restore(fresh, file, {
    APP_SECRET: "another secret of the tests, of no worth",
  });
  expect(other.code).toBe(1);
  expect(other.said.trim()).toBe(
    "The backup was made under another APP_SECRET. Set the one of the install that made it, and try again.",
  );
  const missing = join(folder, "uptomark-2026-01-01-000000.backup");
  expect(await restore(fresh, missing)).toEqual({
    code: 1,
    said: `There is no backup called ${missing}.\n`,
  });
  expect((await restore(fresh, folder)).said).toBe(
    `${folder} is not a file: name the backup in it.\n`,
  );
  await expectNothing(fresh);
});

/** A backup by hand of a database, with what it says of itself changed. */
async function written(
  url: string,
  over: Record<string, unknown> = {},
  counts: Record<string, unknown> = {},
): Promise<string> {
  const tar = pack();
  const put = (name: string, bytes: Buffer | string) => tar.entry({ name }, bytes);
  const tables = await onServer(async (it) => {
    await it.query("BEGIN");
    const all = await listTables(it);
    const { rows } = await it.query(
      `SELECT max("migration_name") AS "last" FROM "_prisma_migrations"`,
    );
    const saying = { format: 1, version: "0.0.9", migration: rows[0].last, isUnaccented: true };
    const madeAt = new Date().toISOString();
    put("begin.json", JSON.stringify({ ...saying, madeAt, tables: all, ...over }));
    const counted: Record<string, unknown> = {};
    for (const table of all) {
      const counter = rowCounter();
      const parts: Buffer[] = [];
      for await (const bytes of copyOut(it, table)) parts.push(counter.pass(bytes as Buffer));
      if (parts.length > 0) put(`tables/${table.name}/1`, Buffer.concat(parts));
      counted[table.name] = counter.counted();
    }
    return counted;
  }, url);
  const none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const files = { count: 0, bytes: 0, sha256: none, missing: 0 };
  put("manifest.json", JSON.stringify({ tables: { ...tables, ...counts }, files }));
  tar.finalize();
  const path = join(await newFolder(), "by-hand.backup");
  const plain = Readable.from(tar).pipe(createZstdCompress());
  await pipeline(encrypt(SECRET, plain), createWriteStream(path));
  return path;
}

test("a backup of an older version is migrated, and one of a newer version is refused", async () => {
  const older = newDatabase();
  try {
    const migrations = readMigrations();
    const earlier = migrations.slice(
      0,
      migrations.findIndex(({ name }) => name.endsWith("_links")),
    );
    await migrate(older.url, { migrations: earlier });
    await older.sql(
      `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), 'mira@example.com')`,
    );
    const fresh = await newInstall();
    const newest = await restore(
      fresh,
      await written(older.url, { migration: "29990101000000_next" }),
    );
    expect(newest.said.trim()).toBe(
      "The backup was made by a newer Uptomark (0.0.9): restore it with that one.",
    );
    const format = await restore(fresh, await written(older.url, { format: 2 }));
    expect(format.said.trim()).toMatch(/^The backup was made by a newer Uptomark: .*\.$/);
    await expectNothing(fresh);
    expect(await restore(fresh, await written(older.url))).toMatchObject({ code: 0 });
    expect(withRows(await readCopied(fresh)).map(([name]) => name)).toEqual([
      "MailAccount",
      "User",
    ]);
    const last = await onServer(
      (it) => it.query(`SELECT max("migration_name") AS "last" FROM "_prisma_migrations"`),
      fresh.url,
    );
    expect(last.rows[0].last).toBe(migrations.at(-1)!.name);
  } finally {
    await older.drop();
  }
});

test("rows that are not those of the manifest are refused", async () => {
  const source = await newInstall();
  await migrate(source.url);
  // The control: the same, told as it is.
  expect(await restore(await newInstall(), await written(source.url))).toMatchObject({ code: 0 });
  const lost = await written(source.url, {}, { MailAccount: { rows: 2, sha256: "" } });
  const tried = await restore(await newInstall(), lost);
  expect(tried).toEqual({
    code: 1,
    said: "The table MailAccount is not as it was: 1 rows, and 2 before.\n",
  });
});

/** Makes what is backed up large enough that there is a middle. */
async function largeInstall(): Promise<Install> {
  const large = await fullInstall();
  const scope = await freelancer();
  const projectId = await project(scope, await client(scope));
  for (let n = 0; n < 60; n += 1) {
    const storeKey = `${scope.freelancerId}/${crypto.randomUUID()}`;
    await keepFile(large, storeKey, randomBytes(1_000_000));
    const stored = { storeKey, storedAt: databaseNow(), bytes: 1_000_000n };
    await db().file.create({
      data: { freelancerId: scope.freelancerId, projectId, name: "a", mediaType: "a/b", ...stored },
    });
  }
  return large;
}

test("a backup or a restore that is killed leaves nothing that counts", async () => {
  install = await largeInstall();
  folder = await newFolder();
  const killed = begin(["scripts/command.mjs", "backup", folder], install);
  await until(async () => (await namesIn(folder)).some((name) => name.endsWith(".part")));
  killed.kill();
  await killed.ended;
  expect((await namesIn(folder)).filter((name) => name.endsWith(".backup"))).toEqual([]);
  const made = await backUp(install, folder);
  expect(made.said).toMatch(/^The backup that began at \S+Z was broken off; .*deleted\.$/m);
  const names = await namesIn(folder);
  expect(names).toEqual([expect.stringMatching(/^uptomark-.*\.backup$/)]);

  const fresh = await newInstall();
  const broken = begin(["scripts/restore.mjs", join(folder, names[0]!)], fresh);
  await until(async () => Object.keys(await readFiles(fresh)).length > 5);
  broken.kill();
  await broken.ended;
  expect(withRows(await readCopied(fresh)).map(([name]) => name)).toEqual(["MailAccount"]);
  expect(await restore(fresh, join(folder, names[0]!))).toMatchObject({ code: 0 });
  expect(await readFiles(fresh)).toEqual(await readFiles(install));
  expect(await readCopied(fresh)).toEqual(await readCopied(install));
});

test("of two backups at once the second is told to wait", async () => {
  install = await largeInstall();
  folder = await newFolder();
  const first = begin(["scripts/command.mjs", "backup", folder], install);
  await until(async () => (await namesIn(folder)).some((name) => name.endsWith(".part")));
  first.stop();
  const second = await backUp(install, folder);
  expect(second).toEqual({
    code: 1,
    said: "Another backup is being made. Wait until it has ended.\n",
  });
  first.goOn();
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(await namesIn(folder)).toHaveLength(1);
});

test("a file that is not in the store is counted, and stops nothing", async () => {
  await backedUp();
  const lost = Object.keys(await readFiles(install))[0]!;
  await rm(join(install.files, "kept", lost));
  const other = await newFolder();
  const made = await backUp(install, other);
  expect(made).toMatchObject({
    code: 0,
    said: expect.stringMatching(/ 1 files the store does not have/),
  });
  const fresh = await newInstall();
  const restored = await restore(fresh, join(other, (await namesIn(other))[0]!));
  expect(restored.said).toMatch(/ 1 files were missing when it was made/);
  expect(await readFiles(fresh)).toEqual(await readFiles(install));
});
