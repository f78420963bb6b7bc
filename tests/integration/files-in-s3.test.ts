import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { removeFile } from "@/features/files/commands";
import { attachFile } from "@/features/files/uploads/commands";
import { getFile, listFiles } from "@/features/files/queries";
import { s3Driver } from "@/store/s3";
import { store } from "@/store/store";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";
import { startS3 } from "@tests/support/s3";

const account = { region: "eu-north-1", keyId: "AKIDUPTOMARK", secret: "of no worth" };
let s3: Awaited<ReturnType<typeof startS3>>;
let folder: string;

beforeAll(async () => {
  s3 = await startS3(account);
  folder = await mkdtemp(join(tmpdir(), "uptomark-s3-"));
  Object.assign(process.env, {
    FILES_DIR: folder,
    S3_ENDPOINT: s3.url,
    S3_BUCKET: "uptomark",
    S3_REGION: account.region,
    S3_ACCESS_KEY_ID: account.keyId,
    S3_SECRET_ACCESS_KEY: account.secret,
  });
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true });
});

async function* of(...chunks: Buffer[]) {
  yield* chunks;
}

async function setting() {
  const scope = await freelancer();
  return { scope, id: await project(scope, await client(scope)) };
}

const bytes = Buffer.alloc(3_000_000, "lighthouse ");
const file = (projectId: string) => ({
  projectId,
  name: "map.png",
  mediaType: "image/png",
  chunks: of(bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)),
});

test("a file goes to the bucket, comes back whole, and is deleted there", async () => {
  const { scope, id } = await setting();
  await attachFile(scope, file(id), () => MONDAY);
  const [row] = await listFiles(scope, id);
  const { storeKey } = await getFile(scope, row!.id);
  expect(s3.objects.get(`/uptomark/${storeKey}`)?.equals(bytes)).toBe(true);
  expect(
    Buffer.from(await new Response(await store().read(storeKey)).arrayBuffer()).equals(bytes),
  ).toBe(true);
  expect(await readdir(join(folder, "incoming"))).toEqual([]);
  await removeFile(scope, row!.id, MONDAY);
  expect(s3.objects.size).toBe(0);
  expect(await store().read(storeKey)).toBeNull();
});

test("a bucket that refuses leaves nothing behind", async () => {
  const { scope, id } = await setting();
  s3.failNext(503);
  await expect(attachFile(scope, file(id), () => MONDAY)).rejects.toThrow("503");
  expect(await db().file.count({ where: { projectId: id } })).toBe(0);
  expect(await readdir(join(folder, "incoming"))).toEqual([]);
});

test("a removal that the bucket missed is left to the sweep", async () => {
  const { scope, id } = await setting();
  await attachFile(scope, file(id), () => MONDAY);
  const [row] = await listFiles(scope, id);
  s3.failNext(500);
  await removeFile(scope, row!.id, MONDAY);
  expect(s3.objects.size).toBe(1);
  expect(await db().file.findUniqueOrThrow({ where: { id: row!.id } })).toMatchObject({
    removedAt: MONDAY,
    bytes: BigInt(bytes.byteLength),
  });
});

test("a request with a wrong secret is refused", async () => {
  const wrong = s3Driver({ ...account, secret: "another", endpoint: s3.url, bucket: "uptomark" });
  await expect(wrong.find("0/0")).rejects.toThrow("403");
});
