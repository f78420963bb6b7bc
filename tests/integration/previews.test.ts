import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { previewResponse } from "@/app/file-response";
import { db } from "@/db/client";
import { deleteDue } from "@/features/files/deletions/commands";
import { removeFile } from "@/features/files/commands";
import { drawPreviews } from "@/features/files/previews/commands";
import { previewKeyOf } from "@/features/files/previews/rules";
import { getFile, listFiles } from "@/features/files/queries";
import { attachFile } from "@/features/files/uploads/commands";
import { store } from "@/store/store";
import { eraseClient } from "@/workflows/erase-client/commands";
import { client, freelancer, MONDAY, pageOf, project, type Person } from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-previews-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

let scope: Scope;
let person: Person;
let projectId: string;
beforeEach(async () => {
  await db().file.deleteMany();
  scope = await freelancer();
  person = await client(scope);
  projectId = await project(scope, person);
});

const photo = (width = 1600, height = 900) =>
  sharp({ create: { width, height, channels: 3, background: "#6a8d73" } });
async function* of(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
async function attach(bytes: Uint8Array, name = "harbour.jpg"): Promise<string> {
  const arriving = { projectId, name, mediaType: "", bytes: bytes.byteLength, chunks: of(bytes) };
  await attachFile(scope, arriving, () => MONDAY);
  return (await listFiles(scope, projectId)).find((file) => file.name === name)!.id;
}
const sizeOf = async (id: string) => {
  const file = (await listFiles(scope, projectId)).find((one) => one.id === id)!;
  return [file.previewWidth, file.previewHeight];
};
const previewOf = async (id: string) => {
  const { storeKey } = await getFile(scope, id);
  const stream = await store().read(previewKeyOf(storeKey));
  return stream && new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());
};
const objects = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (one) => one.isFile() && one.parentPath.startsWith(join(folder, "kept")),
  ).length;

describe("a picture gets a small one", () => {
  test.each(["jpeg", "png", "webp"] as const)("made from its pixels alone: %s", async (kind) => {
    const file = photo().withExif({ IFD0: { Artist: "Mira Holm" } });
    const id = await attach(await file[kind]().toBuffer());
    expect(await sizeOf(id)).toEqual([null, null]);
    await drawPreviews(MONDAY);
    expect(await sizeOf(id)).toEqual([480, 270]);
    const { format, exif, width } = await sharp((await previewOf(id))!).metadata();
    expect({ format, exif, width }).toEqual({ format: "webp", exif: undefined, width: 480 });
    const page = await pageOf(person, projectId);
    expect(page!.files).toMatchObject([{ id, previewWidth: 480, previewHeight: 270 }]);
  });

  test("which is answered so that no browser takes it for anything else", async () => {
    const id = await attach(await photo().jpeg().toBuffer());
    await drawPreviews(MONDAY);
    const answer = await previewResponse(new Request("http://x"), await getFile(scope, id));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    await answer.body?.cancel();
  });

  test("and the original stays as it came", async () => {
    const bytes = await photo().png().toBuffer();
    const id = await attach(bytes, "harbour.png");
    await drawPreviews(MONDAY);
    const stream = await store().read((await getFile(scope, id)).storeKey);
    const stored = Buffer.from(await new Response(stream as BodyInit).arrayBuffer());
    expect(stored.equals(bytes)).toBe(true);
  });
});

describe("no preview, and no harm", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ["a text", () => Buffer.from("Hello")],
    ["a drawing with a script", () => Buffer.from("<svg><script>alert(1)</script></svg>")],
    ["a picture that ends early", async () => (await photo().png().toBuffer()).subarray(0, 300)],
    [
      "more pixels than are ever decoded",
      () => photo(10_001, 40).png({ compressionLevel: 9 }).toBuffer(),
    ],
  ])("of %s", async (_what, bytes) => {
    const id = await attach(await bytes(), "thing.bin");
    await drawPreviews(MONDAY);
    expect(await sizeOf(id)).toEqual([null, null]);
    expect(await previewOf(id)).toBeNull();
  });

  test("a broken one is tried once, and the next is drawn", async () => {
    const broken = (await photo().png().toBuffer()).subarray(0, 300);
    const first = await attach(broken, "broken.png");
    const second = await attach(await photo().png().toBuffer(), "whole.png");
    await drawPreviews(MONDAY);
    expect([await sizeOf(first), await sizeOf(second)]).toEqual([
      [null, null],
      [480, 270],
    ]);
    const { previewTriedAt } = await db().file.findUniqueOrThrow({ where: { id: first } });
    expect(previewTriedAt).toEqual(MONDAY);
  });
});

describe("a preview goes with its file", () => {
  test("when it is deleted", async () => {
    const before = await objects();
    const id = await attach(await photo().jpeg().toBuffer());
    await drawPreviews(MONDAY);
    expect(await objects()).toBe(before + 2);
    await removeFile(scope, id, MONDAY);
    expect(await objects()).toBe(before);
  });

  test("when its client is erased", async () => {
    const before = await objects();
    await attach(await photo().jpeg().toBuffer());
    await drawPreviews(MONDAY);
    await eraseClient(
      scope,
      { clientId: person.clientId, name: "Duarte Lighthouse Tours" },
      new Date(),
    );
    await deleteDue(new Date(Date.now() + 60_000));
    expect(await objects()).toBe(before);
  });

  test("a file that was deleted while it was drawn leaves none", async () => {
    const before = await objects();
    const id = await attach(await photo().jpeg().toBuffer());
    await removeFile(scope, id, MONDAY);
    await drawPreviews(MONDAY);
    expect(await objects()).toBe(before);
  });
});
