import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET } from "@/app/healthz/backup/route";
import { db } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { readBackups } from "@/features/backups/queries";
import { bucketTarget } from "@/store/backups/bucket";
import { folderTarget } from "@/store/backups/folder";
import { BackupProblem } from "@/store/backups/problem";
import { backupTarget } from "@/store/backups/target";
import { backUpWhenDue, dropOldBackups, makeBackup } from "@/workflows/back-up/commands";
import { namesIn, newFolder, newInstall, restore, until } from "@tests/support/backups";
import { client, freelancer, project } from "@tests/support/factories";
import { startS3 } from "@tests/support/s3";

const account = { region: "eu-north-1", keyId: "AKIDUPTOMARK", secret: "of no worth" };
const names: Record<string, string> = {};
let s3: Awaited<ReturnType<typeof startS3>>;
const disk = mkdtempSync(join(tmpdir(), "uptomark-disk-"));
// Where this may be mounted the disk is really full; else only what an error of it leads to is tried.
const hasDisk = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;

beforeAll(async () => {
  s3 = await startS3(account);
  Object.assign(names, {
    S3_ENDPOINT: s3.url,
    S3_BUCKET: "uptomark",
    S3_REGION: account.region,
    S3_ACCESS_KEY_ID: account.keyId,
    S3_SECRET_ACCESS_KEY: account.secret,
  });
  const backups = { BACKUP_BUCKET: "uptomark-backups", BACKUP_AT: "03:30", BACKUP_KEEP: "2" };
  Object.assign(process.env, { ...names, ...backups, FILES_DIR: disk });
});
beforeEach(async () => {
  await db().backupState.deleteMany();
  await db().file.deleteMany();
  s3.objects.clear();
});
afterAll(async () => {
  await s3.stop();
  if (hasDisk) spawnSync("umount", [disk]);
  await rm(disk, { recursive: true });
});

/** A file that a project has, in the store. */
async function stored(bytes: number): Promise<string> {
  const scope = await freelancer();
  const projectId = await project(scope, await client(scope));
  const storeKey = `${scope.freelancerId}/${randomUUID()}`;
  s3.objects.set(`/uptomark/${storeKey}`, randomBytes(bytes));
  const kind = { name: "Map.pdf", mediaType: "application/pdf", bytes: BigInt(bytes) };
  await db().file.create({
    data: { freelancerId: scope.freelancerId, projectId, ...kind, storeKey, storedAt: new Date() },
  });
  return storeKey;
}

const inBucket = () =>
  [...s3.objects.keys()].filter((path) => path.startsWith("/uptomark-backups/")).toSorted();

/** In one sentence, which is noted too. */
async function expectProblem(work: Promise<unknown>, said: RegExp): Promise<void> {
  const problem = await work.catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(BackupProblem);
  expect((problem as Error).message).toMatch(said);
  expect(await readBackups(databaseNow())).toMatchObject({ why: (problem as Error).message });
}

test("a backup goes to a bucket in parts, and is restored from there by its name", async () => {
  const key = await stored(20_000_000);
  const made = await makeBackup(backupTarget()!);
  expect(inBucket()).toEqual([`/uptomark-backups/backups/${made!.name}`]);
  expect(s3.uploads.size).toBe(0);
  const fresh = await newInstall();
  const theirs = { ...names, S3_BUCKET: "another", BACKUP_BUCKET: "uptomark-backups" };
  expect(await restore(fresh, made!.name, theirs)).toMatchObject({ code: 0 });
  const restored = s3.objects.get(`/another/${key}`);
  expect(restored?.equals(s3.objects.get(`/uptomark/${key}`)!)).toBe(true);
}, 60_000);

const REFUSED = /^The file store refused: the bucket \S+ answered 403\.$/;
const A_FILE = /^A stored file cannot be read\. The file store answered 403 to a reading\.$/;

test("a bucket that refuses is told in one sentence, and the last good one stays", async () => {
  await stored(1_000);
  const good = await makeBackup(backupTarget()!);
  // The list of what was broken off, the beginning, a stored file, a part, and the end.
  for (let step = 0; step < 5; step += 1) {
    const answers = Array.from({ length: step }, () => 0);
    s3.failNext(...answers, 403);
    const tried = makeBackup(backupTarget()!);
    await expectProblem(tried, step === 2 ? A_FILE : REFUSED);
    expect(inBucket()).toEqual([`/uptomark-backups/backups/${good!.name}`]);
    expect(s3.uploads.size).toBe(0);
  }
});

test("a wrong secret and a store that is not there are told in one sentence", async () => {
  const at = { ...account, endpoint: s3.url, bucket: "uptomark-backups" };
  await expectProblem(makeBackup(bucketTarget({ ...at, secret: "another" })), REFUSED);
  await expectProblem(
    makeBackup(bucketTarget({ ...at, endpoint: "http://127.0.0.1:9" })),
    /^The file store with the bucket \S+ cannot be reached \(ECONNREFUSED\)\.$/,
  );
});

test("what an upload that was killed left in the store is deleted by the next", async () => {
  const path = "/uptomark-backups/backups/uptomark-2026-11-28-033000.backup";
  s3.uploads.set("old", { path, parts: new Map() });
  s3.uploads.set("other", { path: "/uptomark-backups/somebody-elses", parts: new Map() });
  await makeBackup(backupTarget()!);
  expect([...s3.uploads.keys()]).toEqual(["other"]);
  s3.uploads.clear();
});

test.skipIf(!hasDisk)(
  "a full disk is told, keeps the last good one, and nothing half",
  async () => {
    const target = folderTarget(join(disk, "backups"));
    const good = await makeBackup(target);
    await stored(3_000_000);
    await expectProblem(makeBackup(target), /^The folder for backups, \S+, is full \(ENOSPC\)\.$/);
    expect(await namesIn(join(disk, "backups"))).toEqual([good!.name]);
    expect((await readBackups(databaseNow()))?.madeAt).not.toBeNull();
  },
);

test("a folder that takes nothing is told in one sentence", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, "file"), "");
  await expectProblem(
    makeBackup(folderTarget(join(folder, "file"))),
    /^The folder for backups, \S+, is not a folder \(\w+\)\.$/,
  );
  // A folder that nobody may write to, root neither.
  await expectProblem(
    makeBackup(folderTarget("/proc/backups")),
    /^The folder for backups, \S+, (is not there|may not be used by this user) \(\w+\)\.$/,
  );
});

test("the oldest go, as many as are kept stay, and nothing else is touched", async () => {
  const folder = await newFolder();
  const target = folderTarget(folder);
  const older = [1, 2, 3].map((n) => `uptomark-2026-11-0${n}-033000.backup`);
  const others = ["notes.txt", "uptomark-2026-11-01.backup", "erasures.jsonl"];
  for (const name of [...older, ...others]) await writeFile(join(folder, name), "");
  const made = await makeBackup(target);
  expect(await dropOldBackups(target)).toBe(2);
  expect(await namesIn(folder)).toEqual([older[2]!, made!.name, ...others].toSorted());
  expect((await readFile(join(folder, made!.name))).length).toBeGreaterThan(1_000);
});

const running = () => false;
const hour = 3_600_000;

test("the worker makes the one that is due, once, and tries again an hour after a failure", async () => {
  const now = databaseNow();
  s3.failNext(500);
  await backUpWhenDue(now, running);
  expect(await readBackups(now)).toMatchObject({ madeAt: null, isTooOld: true });
  await backUpWhenDue(new Date(databaseNow().getTime() + hour / 2), running);
  expect(inBucket()).toEqual([]);
  await backUpWhenDue(new Date(databaseNow().getTime() + hour), running);
  expect(inBucket()).toHaveLength(1);
  expect(await readBackups(now)).toMatchObject({ failedAt: null, isTooOld: false });
  await backUpWhenDue(databaseNow(), running);
  expect(inBucket()).toHaveLength(1);
});

test("a worker that stops breaks its backup off", async () => {
  await expectProblem(
    makeBackup(backupTarget()!, () => true),
    /^The backup was broken off, because its process ends\.$/,
  );
  expect(inBucket()).toEqual([]);
  expect(s3.uploads.size).toBe(0);
});

test("a monitor is told when the last one was, and when it is too old", async () => {
  const asked = async () => {
    const answer = await GET();
    return `${answer.status} ${await answer.text()}`;
  };
  await until(async () => (await asked()) === "503 There is no backup yet.\n");
  await makeBackup(backupTarget()!);
  await until(async () => (await asked()).startsWith("200 "));
  expect(await asked()).toMatch(/^200 The last backup was made at \S+Z\.\n$/);
  const madeAt = new Date(databaseNow().getTime() - 37 * hour);
  await db().backupState.update({ where: { id: 1 }, data: { madeAt } });
  await until(async () => (await asked()).startsWith("503 "));
  expect(await asked()).toBe(
    `503 The last backup was made at ${madeAt.toISOString()}. That is too long ago.\n`,
  );
});
