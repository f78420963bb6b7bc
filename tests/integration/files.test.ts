import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { renewLink, revokeLink } from "@/workflows/change-contact/commands";
import { removeFile, sweepFiles } from "@/features/files/commands";
import { attachFile, attachFileFromContact } from "@/features/files/uploads/commands";
import { getFile, getFileForContact, listFiles } from "@/features/files/queries";
import { receive } from "@/store/incoming";
import { store } from "@/store/store";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  pageOf,
  project,
  type Person,
} from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-files-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const at = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1000);
const clock =
  (seconds = 0) =>
  () =>
    at(seconds);
const notFound = { code: "not-found" };

async function* of(...chunks: (string | Error)[]) {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield Buffer.from(chunk);
  }
}

const file = (projectId: string, text = "a map", name = "map.txt") => ({
  projectId,
  name,
  mediaType: "text/plain",
  bytes: Buffer.byteLength(text),
  chunks: of(text),
});

async function setting() {
  const scope = await freelancer();
  const person = await client(scope);
  return { scope, person, id: await project(scope, person) };
}

/** Every file that lies anywhere below the store's folder for this project, and all that is coming in. */
async function onDisk(projectId?: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() &&
        (!projectId ||
          entry.parentPath.includes(projectId) ||
          entry.parentPath.endsWith("incoming")),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a contact's page shows of a project's files. */
async function shownTo(person: Person, projectId: string) {
  return (await pageOf(person, projectId))?.files;
}

async function readAll(storeKey: string): Promise<string> {
  return new Response(await store().read(storeKey)).text();
}

test("what is attached is fetched again, byte by byte, by both", async () => {
  const { scope, person, id } = await setting();
  await attachFile(scope, file(id, "from the studio"), clock(1));
  await attachFileFromContact(person.scope, file(id, "from the client", "../photo.png"), clock(2));
  const rows = await listFiles(scope, id);
  expect(rows).toMatchObject([
    { name: "photo.png", by: "Ines Duarte", bytes: 15 },
    { name: "map.txt", by: null, bytes: 15 },
  ]);
  expect(await shownTo(person, id)).toEqual(
    rows.map((row) => ({ ...row, projectId: id, isOwn: row.by !== null })),
  );
  expect(await readAll((await getFile(scope, rows[0]!.id)).storeKey)).toBe("from the client");
  expect(await readAll((await getFileForContact(person.scope, id, rows[1]!.id)).storeKey)).toBe(
    "from the studio",
  );
  expect(await onDisk(id)).toHaveLength(2);
});

test("what a contact sends tells the freelancer once for several", async () => {
  const { scope, person, id } = await setting();
  await attachFileFromContact(person.scope, file(id, "one", "one.txt"), clock(0));
  await attachFileFromContact(person.scope, file(id, "two", "two.txt"), clock(60));
  expect(await emailsOf(id)).toMatchObject([
    {
      kind: "file.received",
      toAddress: "mira@example.com",
      sendAt: at(300),
      subject: "Ines Duarte sent 2 files for The lighthouse map",
      words: { paragraphs: ["Ines Duarte sent:", "one.txt (3 bytes)", "two.txt (3 bytes)"] },
    },
  ]);
  // The control: what the freelancer attaches does not tell the freelancer.
  await attachFile(scope, file(id), clock(90));
  const mine = (await emailsOf(id)).filter(({ contactId }) => contactId === null);
  expect(mine).toHaveLength(1);
});

test("what the freelancer sends tells the contact once for several, without what was removed", async () => {
  const { scope, person, id } = await setting();
  await attachFile(scope, file(id, "one", "one.txt"), clock(0));
  await attachFile(scope, file(id, "wrong", "wrong.txt"), clock(30));
  await attachFile(scope, file(id, "two", "two.txt"), clock(60));
  const email = (names: string[]) => ({
    kind: "file.sent",
    contactId: person.contactId,
    toAddress: "ines@example.com",
    sendAt: at(300),
    words: { paragraphs: ["There are new files on your page:", ...names] },
  });
  const [one, wrong, two] = ["one.txt (3 bytes)", "wrong.txt (5 bytes)", "two.txt (3 bytes)"];
  expect(await emailsOf(id)).toMatchObject([email([one!, wrong!, two!])]);
  const remove = async (name: string) => {
    const { id: fileId } = (await listFiles(scope, id)).find((row) => row.name === name)!;
    await removeFile(scope, fileId, at(90));
  };
  await remove("wrong.txt");
  expect(await emailsOf(id)).toMatchObject([email([one!, two!])]);
  await remove("one.txt");
  await remove("two.txt");
  expect(await emailsOf(id)).toMatchObject([{ cancelledAt: at(90), sentAt: null }]);
});

test("a file sent to nobody with a living link tells nobody", async () => {
  const { scope, person, id } = await setting();
  await revokeLink(scope, person.contactId, MONDAY);
  await attachFile(scope, file(id), clock(0));
  expect(await emailsOf(id)).toEqual([]);
});

test("an empty, a too large and a broken upload leave nothing behind", async () => {
  const { scope, id } = await setting();
  async function* endless() {
    const chunk = Buffer.alloc(1_000_000);
    for (let i = 0; i < 101; i += 1) yield chunk;
  }
  await expect(attachFile(scope, { ...file(id), chunks: of() }, clock())).rejects.toThrow(
    "This file is empty",
  );
  await expect(
    attachFile(scope, { ...file(id), bytes: undefined, chunks: endless() }, clock()),
  ).rejects.toThrow("larger than 100 MB");
  await expect(
    attachFile(scope, { ...file(id), chunks: of("half", new Error("aborted")) }, clock()),
  ).rejects.toThrow("aborted");
  await expect(
    attachFile(
      scope,
      { ...file(id), chunks: of("half", Object.assign(new Error("full"), { code: "ENOSPC" })) },
      clock(),
    ),
  ).rejects.toMatchObject({
    code: "not-allowed",
    message: expect.stringContaining("no space left"),
  });
  expect(await onDisk(id)).toEqual([]);
  expect(await db().file.count({ where: { projectId: id } })).toBe(0);
});

const disk = mkdtempSync(join(tmpdir(), "uptomark-disk-"));
// A small disk of its own needs the right to mount one; the test above goes the same way without.
const hasDisk = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;
afterAll(() => {
  if (hasDisk) spawnSync("umount", [disk]);
  rmdirSync(disk);
});

test.runIf(hasDisk)("a disk that is full takes nothing and says so", async () => {
  const chunks = of("x".repeat(600_000), "y".repeat(600_000));
  await expect(
    receive(disk, chunks, { most: 5_000_000, tooLarge: "fileTooLarge", empty: "fileEmpty" }),
  ).rejects.toMatchObject({
    code: "not-allowed",
    message: expect.stringContaining("no space left"),
  });
  expect(await readdir(join(disk, "incoming"))).toEqual([]);
  // The control: what fits is taken.
  expect(
    await receive(disk, of("z".repeat(600_000)), {
      most: 5_000_000,
      tooLarge: "fileTooLarge",
      empty: "fileEmpty",
    }),
  ).toMatchObject({ bytes: 600_000 });
});

test("of two uploads that no longer fit together one is refused", async () => {
  const { scope, person, id } = await setting();
  const key = () => `${scope.freelancerId}/${id}/${randomUUID()}`;
  const held = (bytes: number) => ({
    freelancerId: scope.freelancerId,
    projectId: id,
    name: "film.mp4",
    mediaType: "video/mp4",
    bytes,
    storeKey: key(),
    storedAt: MONDAY,
  });
  await db().file.create({ data: held(1_950_000_000) });
  const big = () => ({ ...file(id), bytes: 40_000_000 });
  let go: () => void = () => undefined;
  const gate = new Promise<void>((open) => (go = open));
  async function* slow() {
    yield Buffer.from("first half");
    await gate;
  }
  const running = attachFile(scope, { ...big(), chunks: slow() }, clock());
  await expect.poll(() => db().file.count({ where: { projectId: id, storedAt: null } })).toBe(1);
  await expect(attachFileFromContact(person.scope, big(), clock())).rejects.toThrow(
    "a project holds 2 GB",
  );
  go();
  await running;
  // The control: once the first has ended it takes no more than it is.
  await attachFileFromContact(person.scope, big(), clock());
});

test("twenty at once never hold more than the project may", async () => {
  const { scope, id } = await setting();
  await db().file.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId: id,
      name: "film.mp4",
      mediaType: "video/mp4",
      bytes: 1_600_000_000,
      storeKey: randomUUID(),
      storedAt: MONDAY,
    },
  });
  let go: () => void = () => undefined;
  const gate = new Promise<void>((open) => (go = open));
  async function* slow() {
    yield Buffer.from("x");
    await gate;
  }
  let refused = 0;
  const count = (error: unknown) => {
    refused += 1;
    throw error;
  };
  const answers = Promise.allSettled(
    Array.from({ length: 20 }, () =>
      attachFile(scope, { ...file(id), bytes: 100_000_000, chunks: slow() }, clock()).catch(count),
    ),
  );
  const onTheirWay = () => db().file.count({ where: { projectId: id, storedAt: null } });
  // Each of them has begun or has been refused, and none has ended.
  await expect.poll(async () => (await onTheirWay()) + refused, { timeout: 10_000 }).toBe(20);
  expect([await onTheirWay(), refused]).toEqual([4, 16]);
  go();
  await answers;
});

test.each([
  ["revoked", (scope: Scope, id: string) => revokeLink(scope, id, MONDAY)],
  ["renewed", renewLink],
])("a link %s while the bytes come keeps nothing", async (_what, change) => {
  const { scope, person, id } = await setting();
  async function* slow() {
    yield Buffer.from("half");
    await change(scope, person.contactId);
    yield Buffer.from("more");
  }
  await expect(
    attachFileFromContact(person.scope, { ...file(id), bytes: undefined, chunks: slow() }, clock()),
  ).rejects.toMatchObject(notFound);
  expect(await onDisk(id)).toEqual([]);
});

test("an upload that is saved while it is swept away keeps its bytes", async () => {
  const { scope, id } = await setting();
  await attachFile(scope, file(id), clock());
  const [row] = await listFiles(scope, id);
  const unfinished = { storedAt: null, startedAt: at(-100_000) };
  await db().file.update({ where: { id: row!.id }, data: unfinished });
  let sweep: Promise<void> | undefined;
  await inTransaction(async (tx) => {
    await tx.file.update({ where: { id: row!.id }, data: { storedAt: at(0) } });
    const [{ pid }] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS "pid"`;
    sweep = sweepFiles(at(0));
    await vi.waitFor(async () => {
      const waiting = await db().$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE ${pid}::int = ANY(pg_blocking_pids("pid"))`;
      expect(waiting).toHaveLength(1);
    }, 5_000);
  });
  await sweep;
  expect(await listFiles(scope, id)).toHaveLength(1);
  expect(await storedFor(id)).toHaveLength(1);
});

test("removed by two at once is one fact", async () => {
  const { scope, id } = await setting();
  await attachFile(scope, file(id), clock());
  const [row] = await listFiles(scope, id);
  await Promise.all([1, 2, 3].map((n) => removeFile(scope, row!.id, at(n))));
  const where = { projectId: id, kind: "file.removed" };
  expect(await db().historyEntry.count({ where })).toBe(1);
});

test("a removed file is gone for both, and from the disk", async () => {
  const { scope, person, id } = await setting();
  await attachFile(scope, file(id), clock());
  const [row] = await listFiles(scope, id);
  await removeFile(scope, row!.id, at(1));
  await removeFile(scope, row!.id, at(2));
  expect(await shownTo(person, id)).toEqual([]);
  await expect(getFile(scope, row!.id)).rejects.toMatchObject(notFound);
  await expect(getFileForContact(person.scope, id, row!.id)).rejects.toMatchObject(notFound);
  expect(await onDisk(id)).toEqual([]);
  expect(await db().file.findUniqueOrThrow({ where: { id: row!.id } })).toMatchObject({
    removedAt: at(1),
    bytes: 0n,
  });
});

test("a stranger's file is not found in any verb", async () => {
  const { scope, person, id } = await setting();
  await attachFile(scope, file(id), clock());
  const [row] = await listFiles(scope, id);
  const theirs = await freelancer();
  const stranger = await client(theirs);
  const sibling = await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" });
  const another = await project(scope, person, "Another map");
  expect(await listFiles(theirs, id)).toEqual([]);
  for (const other of [stranger, sibling]) {
    expect(await shownTo(other, id)).toBeUndefined();
    await expect(getFileForContact(other.scope, id, row!.id)).rejects.toMatchObject(notFound);
    await expect(attachFileFromContact(other.scope, file(id), clock())).rejects.toMatchObject(
      notFound,
    );
  }
  await expect(getFile(theirs, row!.id)).rejects.toMatchObject(notFound);
  await expect(removeFile(theirs, row!.id, MONDAY)).rejects.toMatchObject(notFound);
  await expect(attachFile(theirs, file(id), clock())).rejects.toMatchObject(notFound);
  // Of the same client, but not of this project.
  await expect(getFileForContact(person.scope, another, row!.id)).rejects.toMatchObject(notFound);
  expect(await onDisk(id)).toHaveLength(1);
});

test("a half-finished upload goes after a day, a younger one stays", async () => {
  const { scope, id } = await setting();
  const begun = (startedAt: Date) =>
    db().file.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId: id,
        name: "half.txt",
        mediaType: "text/plain",
        bytes: 9,
        storeKey: `${scope.freelancerId}/${id}/${randomUUID()}`,
        startedAt,
      },
    });
  await begun(at(0));
  const young = await begun(at(60));
  await mkdir(join(folder, "incoming"), { recursive: true });
  const [stale, fresh] = [
    join(folder, "incoming", randomUUID()),
    join(folder, "incoming", randomUUID()),
  ];
  await Promise.all([writeFile(stale, "half"), writeFile(fresh, "half")]);
  const now = at(86_430);
  await utimes(stale, at(0), at(0));
  await utimes(fresh, at(60), at(60));
  await sweepFiles(now);
  expect((await db().file.findMany({ where: { projectId: id } })).map((row) => row.id)).toEqual([
    young.id,
  ]);
  expect([existsSync(stale), existsSync(fresh)]).toEqual([false, true]);
});

test("bytes that outlived their file's removal are swept", async () => {
  const { scope, id } = await setting();
  await attachFile(scope, file(id), clock());
  const [row] = await listFiles(scope, id);
  // As if the process had ended between the two.
  await db().file.update({ where: { id: row!.id }, data: { removedAt: MONDAY } });
  expect(await onDisk(id)).not.toEqual([]);
  await sweepFiles(at(1));
  expect((await onDisk(id)).filter((path) => path.includes(id))).toEqual([]);
});

const storedFor = async (projectId: string) =>
  (await onDisk()).filter((path) => path.includes(projectId));

test("one form pressed twice is one file, told once", async () => {
  const { scope, person, id } = await setting();
  const press = (text: string, name = "map.txt", formKey = "one form") =>
    attachFileFromContact(person.scope, { ...file(id, text, name), formKey }, clock());
  await press("a map");
  await Promise.all([press("a map"), press("a map")]);
  expect(await listFiles(scope, id)).toHaveLength(1);
  expect(await storedFor(id)).toHaveLength(1);
  expect((await emailsOf(id))[0]!.words).toMatchObject({
    paragraphs: ["Ines Duarte sent:", "map.txt (5 bytes)"],
  });
  // The controls: a page that came back with another file, or a form of its own, is another file.
  await press("a mop");
  await press("a map", "copy.txt");
  await press("a map", "map.txt", "another form");
  await attachFile(scope, { ...file(id), formKey: "one form" }, clock());
  expect(await listFiles(scope, id)).toHaveLength(5);
  const other = await setting();
  await attachFileFromContact(
    other.person.scope,
    { ...file(other.id), formKey: "one form" },
    clock(),
  );
  expect(await listFiles(other.scope, other.id)).toHaveLength(1);
});

test("two presses at once of a form are one file", async () => {
  const { scope, id } = await setting();
  const press = () => attachFile(scope, { ...file(id), formKey: "one form" }, clock());
  await Promise.all(Array.from({ length: 6 }, press));
  expect(await listFiles(scope, id)).toHaveLength(1);
  expect(await storedFor(id)).toHaveLength(1);
});
