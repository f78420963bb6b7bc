import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { makeZip } from "client-zip";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freelancerScope, type Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { TABLES } from "@/db/portable/tables";
import { keepRaw } from "@/features/inbound/commands";
import { tell } from "@/features/today/needs";
import { listToday } from "@/features/today/queries";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { seal, unseal } from "@/lib/tokens";
import { freeze } from "@/mail/freeze";
import { store, storeArriving } from "@/store/store";
import { openArchive } from "@/workflows/export-studio/archive";
import { moveIn } from "@/workflows/import-studio/commands";
import { freelancer } from "@tests/support/factories";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";
import {
  comparable,
  contentsOf,
  isOwn,
  rowsOf,
  unpack,
  type Unpacked,
} from "@tests/support/archives";
import { exportTo } from "@tests/support/moving";

let folder: string;
let studio: FullStudio;
let zip: string;
let whole: Unpacked;
const LINK = `http://localhost:3000/p/${"k".repeat(43)}`;
const PICTURE = Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1A\n", "latin1"),
  Buffer.alloc(200_000, 7),
]);
const RAW = Buffer.from("Subject: as it came\r\n\r\nHello\r\n");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-moving-"));
  process.env.FILES_DIR = join(folder, "files");
  studio = await fullStudio();
  await addBytes(studio);
  zip = await exportTo(folder, studio.scope);
  whole = await unpack(zip);
});
afterAll(() => rm(folder, { recursive: true }));

/** The bytes of a full studio's file and of an email that came in, and an email as it was sent. */
async function addBytes({ scope, ids }: FullStudio) {
  const where = { id: ids.fileId! };
  const { storeKey } = await db().file.update({
    where,
    data: { mediaType: "image/png", bytes: PICTURE.byteLength, name: "chart: north/south.png" },
  });
  const bounds = { most: 1e6, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
  await storeArriving(storeKey, chunksOf(PICTURE), bounds);
  // A row of the whole studio that has no bytes; the one that is missing on purpose comes next.
  await db().file.delete({ where: { id: ids.ownFileId! } });
  await db().file.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId: ids.projectId!,
      name: "lost.pdf",
      mediaType: "application/pdf",
      bytes: 3,
      storeKey: `${scope.freelancerId}/0`,
      storedAt: new Date(),
    },
  });
  const staged = await db().file.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId: ids.projectId!,
      messageId: ids.heldMessageId!,
      name: "with-it.txt",
      mediaType: "text/plain",
      bytes: 5,
      storeKey: `${scope.freelancerId}/1`,
      stagedAt: new Date(),
    },
  });
  await storeArriving(staged.storeKey, chunksOf(Buffer.from("Hello")), bounds);
  const { freelancerId } = scope;
  const ofAssignment = await db().assignmentFile.findFirstOrThrow({ where: { freelancerId } });
  await storeArriving(ofAssignment.storeKey, chunksOf(Buffer.from("%PDF-1.7 H")), bounds);
  const rawKey = await keepRaw(scope.freelancerId, ids.inboundId!, RAW);
  await db().inboundEmail.update({ where: { id: ids.inboundId! }, data: { rawKey } });
  const frozen = await freeze(
    {
      fromName: "Mira Hølm",
      toName: "Inês",
      toAddress: "ines@example.com",
      subject: "Done: the map ✓",
      replyTo: `reply+${"a".repeat(32)}@in.example.com`,
    },
    {
      greeting: "Hi Inês,",
      paragraphs: ["It’s done."],
      link: { sentence: "See it here:", url: LINK },
      signature: "Mira",
    },
  );
  const sentAt = new Date("2026-11-20T09:00:00Z");
  await db().email.updateMany({
    where: { freelancerId: scope.freelancerId, kind: "survey.invited" },
    data: { frozenAt: sentAt, sentAt, frozenCipher: seal("email", JSON.stringify(frozen)) },
  });
}

async function* chunksOf(bytes: Uint8Array) {
  yield bytes;
}

/** A studio that has only just been opened. */
const newStudio = () => freelancer();

async function storedKeys({ freelancerId }: Scope): Promise<string[]> {
  const at = join(folder, "files", "kept", freelancerId);
  const names = await readdir(at, { recursive: true, withFileTypes: true }).catch(() => []);
  return names.filter((one) => one.isFile()).map((one) => one.name);
}

describe("an export", () => {
  test("has each table with all its rows", async () => {
    expect(Object.keys(whole.manifest.tables)).toEqual(TABLES);
    for (const table of TABLES) {
      const [{ count } = { count: -1 }] = await db().$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS "count" FROM "${table}" WHERE "freelancerId" = $1::uuid`,
        studio.scope.freelancerId,
      );
      expect([table, rowsOf(whole, table).length]).toEqual([table, count]);
      expect([table, count > 0]).toEqual([table, true]);
    }
  });

  test("has a checksum that fits for everything in it", () => {
    const { tables, emails, files, received } = whole.manifest;
    const listed = [...Object.values(tables), ...emails, ...files, ...received];
    for (const { path, bytes, sha256 } of listed) {
      const found = whole.files.get(path)!;
      expect(found.byteLength).toBe(bytes);
      expect(createHash("sha256").update(found).digest("hex")).toBe(sha256);
    }
    const named = new Set([...listed.map(({ path }) => path), "README.txt", "manifest.json"]);
    expect([...whole.files.keys()].filter((path) => !named.has(path))).toEqual([]);
  });

  test("has the files, under names that any system can write", () => {
    const { files } = whole.manifest;
    const words = files.map(({ path }) => whole.files.get(path)!).filter((one) => one.length < 100);
    expect(words.map(String).toSorted()).toEqual(["%PDF-1.7 H", "Hello"]);
    expect(files).toHaveLength(3);
    const file = files.find(({ id }) => id === studio.ids.fileId);
    expect(file!.path).toBe(`files/${studio.ids.fileId}-chart_ north_south.png`);
    expect(whole.files.get(file!.path)).toEqual(PICTURE);
    expect(whole.files.get(whole.manifest.received[0]!.path)).toEqual(RAW);
  });

  test("names a file that the store has lost, and goes on", () => {
    expect(whole.manifest.missing).toEqual([
      { id: expect.any(String), name: "lost.pdf", why: "not-in-store" },
    ]);
  });

  test("has each email as it was sent, which a mail program can read", async () => {
    const [listed] = whole.manifest.emails;
    expect(listed!.path).toMatch(/^emails\/2026-11-20-.*\.eml$/);
    const email = await PostalMime.parse(whole.files.get(listed!.path)!);
    expect(email.from).toEqual({ name: "Mira Hølm", address: "emails@uptomark.example" });
    expect(email.to).toEqual([{ name: "Inês", address: "ines@example.com" }]);
    expect(email.subject).toBe("Done: the map ✓");
    expect(email.text).toContain("It’s done.");
    expect(email.html).toContain("It’s done.");
    expect(new Date(email.date!)).toEqual(new Date("2026-11-20T09:00:00Z"));
  });

  test("has no live link, no key and no session in it", async () => {
    const text = [...whole.files.values()].map((one) => one.toString("latin1")).join("\n");
    const eml = await PostalMime.parse(whole.files.get(whole.manifest.emails[0]!.path)!);
    const contact = await db().contact.findUniqueOrThrow({ where: { id: studio.ids.contactId! } });
    const account = await db().mailAccount.findFirstOrThrow({
      where: { freelancerId: studio.scope.freelancerId },
    });
    const secrets = [
      unseal("contact-link", contact.linkCipher),
      unseal("calendar-link", contact.calendarCipher!),
      Buffer.from(contact.linkHash).toString("hex"),
      Buffer.from(account.keyCipher!).toString("hex"),
      "k".repeat(43),
      "a".repeat(32),
    ];
    for (const secret of secrets) {
      expect(text).not.toContain(secret);
      expect(`${eml.text}${eml.html}${JSON.stringify(eml.headers)}`).not.toContain(secret);
    }
    // The control: the link is there, without what opens it.
    expect(eml.text).toContain("http://localhost:3000/p/…");
    expect(whole.manifest.notIncluded.join("\n")).toContain("MailAccount: keys and secrets");
  });

  test("has nothing of another studio's", async () => {
    const other = await fullStudio();
    const mine = await unpack(await exportTo(folder, studio.scope, "mine"));
    const text = [...mine.files.values()].map((one) => one.toString("latin1")).join("\n");
    expect(other.marks.filter((mark) => text.includes(mark))).toEqual([]);
    expect(studio.marks.some((mark) => text.includes(mark))).toBe(true);
  });

  test("is refused while another one runs, and not after that was cancelled half-way", async () => {
    const first = await openArchive(studio.scope, { name: "", readme: "" });
    const reader = first.getReader();
    await reader.read();
    const second = () => openArchive(studio.scope, { name: "", readme: "" });
    await expect(second()).rejects.toThrow(/under way already/);
    await reader.cancel();
    const third = await second();
    await third.cancel();
    const countOpen = () => db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity
      WHERE application_name = 'uptomark export' AND datname = current_database()`;
    await expect.poll(countOpen).toEqual([]);
  });

  test("is refused while a client is being erased", async () => {
    const scope = await newStudio();
    const { freelancerId } = scope;
    const begun = { freelancerId, clientId: randomUUID(), askedAt: databaseNow() };
    const { id } = await db().erasure.create({ data: begun });
    await expect(openArchive(scope, { name: "", readme: "" })).rejects.toMatchObject({
      code: "already",
    });
    await db().erasure.update({ where: { id }, data: { finishedAt: databaseNow() } });
    await (await openArchive(scope, { name: "", readme: "" })).cancel();
  });

  test("is of one moment, however long reading it takes", async () => {
    const scope = await newStudio();
    const chunks = (await openArchive(scope, { name: "", readme: "" })).values();
    await chunks.next();
    await db().client.create({ data: { freelancerId: scope.freelancerId, name: "Too late" } });
    const all: Uint8Array[] = [];
    for await (const chunk of chunks) all.push(chunk);
    expect(Buffer.concat(all).toString("latin1")).not.toContain("Too late");
  });
});

describe("an export that is read into a new studio", () => {
  let moved: Scope;
  let again: Unpacked;
  beforeAll(async () => {
    moved = await newStudio();
    const done = await moveIn(moved, zip, databaseNow());
    expect(done).toMatchObject({ files: 4, missing: 1, isWallTaken: true });
    again = await unpack(await exportTo(folder, moved, "again"));
  });

  test("is the same when it is exported again, but for ids and what waited", () => {
    expect(comparable(again)).toEqual(comparable(whole));
    const ids = (one: Unpacked) => rowsOf(one, "Project").map(({ id }) => id);
    expect(ids(again).filter((id) => ids(whole).includes(id))).toEqual([]);
    const bytes = (one: Unpacked) => one.manifest.files.map(({ sha256 }) => sha256).toSorted();
    expect(bytes(again)).toEqual(bytes(whole));
    expect(again.files.get(again.manifest.received[0]!.path)).toEqual(RAW);
  });

  test("is not erased where the studio that it came from is to be", async () => {
    const [row] = rowsOf(whole, "Studio");
    expect(row).not.toHaveProperty("eraseAt");
    const { freelancerId } = moved;
    expect(await db().studio.findUnique({ where: { freelancerId } })).toMatchObject({
      eraseAt: null,
    });
  });

  test("is exactly the same from then on", async () => {
    const third = await newStudio();
    const { freelancerId } = third;
    // Forgetting has looked at it while it was empty: what comes in may be old.
    await db().studioDue.deleteMany({ where: { freelancerId } });
    await moveIn(third, join(folder, "again.zip"), databaseNow());
    // The row of Retention makes it due by a trigger too, from the beginning of time: the import itself, from now.
    const byImport = { freelancerId, task: "FORGET" as const, dueAt: { gt: new Date(0) } };
    expect(await db().studioDue.count({ where: byImport })).toBe(1);
    const last = contentsOf(await unpack(await exportTo(folder, third, "last")));
    const before = contentsOf(again);
    const history = (lines: string[]) => lines.filter((line) => !isOwn(line));
    expect({ ...last, HistoryEntry: history(last.HistoryEntry!) }).toEqual({
      ...before,
      HistoryEntry: history(before.HistoryEntry!),
    });
  });

  test("sends nothing by itself: what waited is cancelled or held, in words", async () => {
    const { freelancerId } = moved;
    expect(await db().email.count({ where: { freelancerId, settledAt: null } })).toBe(0);
    expect(
      await db().email.count({ where: { freelancerId, lastError: say("importStudio.moved") } }),
    ).toBe(2);
    expect(
      await db().followUp.count({ where: { freelancerId, settledAt: null, heldAt: null } }),
    ).toBe(0);
    expect(await db().message.count({ where: { freelancerId, heldUntil: { not: null } } })).toBe(0);
    // A file that waited for its message is there with it.
    expect(await db().file.count({ where: { freelancerId, storedAt: null } })).toBe(0);
    expect(
      await db().workNote.count({
        where: { freelancerId, shownAt: { not: null }, gatheredAt: null },
      }),
    ).toBe(0);
    // The control: where it came from all of it waits as before.
    const before = { freelancerId: studio.scope.freelancerId };
    expect(await db().email.count({ where: { ...before, settledAt: null } })).toBe(1);
    expect(await db().message.count({ where: { ...before, heldUntil: { not: null } } })).toBe(1);
  });

  test("asks on Today about follow-ups that were planned, in other words than about late ones", async () => {
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: moved.freelancerId },
    });
    const now = new Date();
    const clock = { zone: studio.zone, now, locale: studioLocaleOf("en") };
    const needs = (await listToday(moved, studio, now)).filter(
      ({ kind }) => kind === "follow-up held",
    );
    const shown = needs.map((need) => tell(need, clock)).map(({ word, head }) => [word, head]);
    expect(shown.toSorted()).toEqual([
      ["Overdue", "This check-back is overdue. Send it or skip it?"],
      ["Your decision", "This was planned before your studio moved here. Send it or skip it?"],
    ]);
  });

  test("has links of its own", async () => {
    const links = async ({ freelancerId }: Scope) =>
      (await db().contact.findMany({ where: { freelancerId } })).map(({ linkCipher }) =>
        unseal("contact-link", linkCipher),
      );
    const mine = await links(moved);
    expect(mine).toHaveLength(2);
    expect(mine.filter((token) => token.length !== 43)).toEqual([]);
    const theirs = await links(studio.scope);
    expect(mine.filter((token) => theirs.includes(token))).toEqual([]);
  });

  test("is found by search", async () => {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS "count" FROM "Project"
      WHERE "freelancerId" = ${moved.freelancerId}::uuid AND "searchWords" IS NULL`;
    expect(row).toEqual({ count: 0 });
  });
});

describe("an import is refused, and nothing of it stays,", () => {
  const nothingStays = async (scope: Scope) => {
    const { freelancerId } = scope;
    expect(await db().client.count({ where: { freelancerId } })).toBe(0);
    expect(await db().email.count({ where: { freelancerId } })).toBe(0);
    expect(await storedKeys(scope)).toEqual([]);
  };

  /** An archive with these files, as another program would make it. */
  async function zipOf(files: Iterable<[string, Uint8Array | string]>): Promise<string> {
    const path = join(folder, `made-${Math.random()}.zip`);
    const parts: Uint8Array[] = [];
    for await (const chunk of makeZip(Array.from(files, ([name, input]) => ({ name, input }))))
      parts.push(chunk);
    await writeFile(path, Buffer.concat(parts));
    return path;
  }

  /** The whole export, with one file changed and, where asked for, its checksum with it. */
  async function changed(name: string, to: string, isSigned = false): Promise<string> {
    const files = new Map<string, Uint8Array | string>(whole.files);
    files.set(name, to);
    const manifest = structuredClone(whole.manifest);
    if (isSigned)
      for (const one of Object.values(manifest.tables))
        if (one.path === name) {
          one.bytes = Buffer.byteLength(to);
          one.sha256 = createHash("sha256").update(to).digest("hex");
          one.rows = to.split("\n").length - 1;
        }
    if (name !== "manifest.json") files.set("manifest.json", JSON.stringify(manifest));
    return zipOf(files);
  }
  const textOf = (name: string) => String(whole.files.get(name));

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      "of a web page",
      async () => pathOf("<!doctype html><html></html>"),
      /isn’t an export of Uptomark/,
    ],
    ["of another zip", () => zipOf([["a.txt", "a"]]), /isn’t an export of Uptomark/],
    [
      "that is cut off",
      async () => pathOf((await readFile(zip)).subarray(0, -900)),
      /isn’t an export/,
    ],
    [
      "with a changed row",
      () => changed("tables/Client.jsonl", textOf("tables/Client.jsonl").replace("Tours", "Tourz")),
      /was changed.*tables\/Client/,
    ],
    [
      "from a newer version",
      () =>
        changed("manifest.json", JSON.stringify({ ...whole.manifest, schema: "20991231_later" })),
      /newer version/,
    ],
    [
      "with a column that is not known",
      () => changed("tables/Client.jsonl", '{"id":"0","colour":"red"}\n', true),
      /newer version/,
    ],
    [
      "with a row whose parent is not there",
      () => changed("tables/Client.jsonl", "", true),
      /was changed.*\(tables\)/,
    ],
    [
      "with a value of the wrong kind",
      () =>
        changed(
          "tables/SavedReply.jsonl",
          textOf("tables/SavedReply.jsonl").replace(/"id":"[^"]*"/, '"id":"no"'),
          true,
        ),
      /was changed.*\(tables\)/,
    ],
    [
      "with a name that leads elsewhere",
      async () =>
        pathOf(
          replaceAll(await readFile(await changed("a/evil.txt", "x")), "a/evil.txt", "../vil.txt"),
        ),
      /was changed.*\(zip\)/,
    ],
  ])("%s", async (_what, make, words) => {
    const scope = await newStudio();
    await expect(moveIn(scope, await make(), databaseNow())).rejects.toThrow(words);
    await nothingStays(scope);
  });

  test("that would unpack to far more than it is", async () => {
    const path = await pathOf(bombOf(deflateRawSync(Buffer.alloc(300_000_000))));
    const scope = await newStudio();
    await expect(moveIn(scope, path, databaseNow())).rejects.toThrow(/was changed.*\(zip\)/);
  });

  test("into a studio that has something in it", async () => {
    const other = await fullStudio();
    await expect(moveIn(other.scope, zip, databaseNow())).rejects.toThrow(
      /only be read into a new studio/,
    );
    expect(await db().project.count({ where: other.scope })).toBe(5);
  });

  test("while another one comes into the same studio", async () => {
    const scope = await newStudio();
    const both = await Promise.allSettled([
      moveIn(scope, zip, databaseNow()),
      moveIn(scope, zip, databaseNow()),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db().project.count({ where: { freelancerId: scope.freelancerId } })).toBe(5);
    expect(await storedKeys(scope)).toHaveLength(4);
  });

  async function pathOf(bytes: Uint8Array | string): Promise<string> {
    const path = join(folder, `bytes-${Math.random()}.zip`);
    await writeFile(path, bytes);
    return path;
  }
});

function replaceAll(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
}

/** A zip of one packed entry, by hand: local header, bytes, central directory. */
function bombOf(packed: Buffer): Buffer {
  const name = Buffer.from("manifest.json");
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.byteLength, 18);
  head.writeUInt32LE(300_000_000, 22);
  head.writeUInt16LE(name.byteLength, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.byteLength, 20);
  entry.writeUInt32LE(300_000_000, 24);
  entry.writeUInt16LE(name.byteLength, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.byteLength, 12);
  end.writeUInt32LE(30 + name.byteLength + packed.byteLength, 16);
  return Buffer.concat([head, name, packed, entry, name, end]);
}

test("a store that fails on the way leaves nothing behind", async () => {
  const scope = freelancerScope((await newStudio()).freelancerId);
  const { keep } = store();
  let count = 0;
  store().keep = async (...args) => {
    count += 1;
    if (count === 2) throw new Error("The store is gone.");
    return keep(...args);
  };
  try {
    await expect(moveIn(scope, zip, databaseNow())).rejects.toThrow("The store is gone.");
  } finally {
    store().keep = keep;
  }
  expect(await storedKeys(scope)).toEqual([]);
  expect(await db().client.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
});
