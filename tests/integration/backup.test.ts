import { createHash, randomBytes } from "node:crypto";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { LEFT_OUT } from "@/db/whole/tables";
import {
  backUp,
  keepFile,
  namesIn,
  newFolder,
  newInstall,
  readFiles,
  readTables,
  restore,
  run,
  type Install,
} from "@tests/support/backups";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";

let studio: FullStudio;

beforeAll(async () => {
  studio = await fullStudio();
});

/** This file's own database, with every file that its rows name. */
async function fullInstall(): Promise<Install> {
  const install = { url: process.env.DATABASE_URL!, files: await newFolder() };
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT "storeKey" AS "key" FROM "File" WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL
    UNION ALL SELECT "storeKey" FROM "AssignmentFile" WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL
    UNION ALL SELECT "rawKey" FROM "InboundEmail" WHERE "rawKey" IS NOT NULL`;
  for (const { key } of rows) await keepFile(install, key, randomBytes(70_000));
  return install;
}

async function backedUp() {
  const [install, folder] = [await fullInstall(), await newFolder()];
  const made = await backUp(install, folder);
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining("Saved uptomark-") });
  return { install, folder, file: join(folder, (await namesIn(folder))[0]!), made };
}

test("a restored install has the same rows and the same files", async () => {
  const { install, file } = await backedUp();
  const fresh = await newInstall();
  expect(await restore(fresh, file)).toMatchObject({ code: 0 });
  const [before, after] = [await readTables(install), await readTables(fresh)];
  for (const name of [...Object.keys(LEFT_OUT), "Outbox"]) {
    delete before[name];
    delete after[name];
  }
  expect(after).toEqual(before);
  // The control: there is something in it.
  expect(Object.values(before).filter((one) => !one.startsWith("0 ")).length).toBeGreaterThan(50);
  const files = await readFiles(fresh);
  expect(files).toEqual(await readFiles(install));
  expect(Object.keys(files).length).toBeGreaterThan(2);
});
