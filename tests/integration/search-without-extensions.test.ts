import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { findAll, hasExtensions } from "@/features/search/queries";
import { readQuery } from "@/features/search/rules";
import type { Scope } from "@/auth/scope";
import { say } from "@/language/say";
import { client, freelancer, project } from "@tests/support/factories";
import { newDatabase, onServer } from "@tests/support/new-database";
import { bundleOptions } from "../../scripts/build.mjs";
import { migrate } from "../../scripts/migrate.mjs";

const database = newDatabase();
const role = `uptomark_plain_${randomBytes(6).toString("hex")}`;
const password = randomBytes(12).toString("hex");
const plain = new URL(database.url);
plain.username = role;
plain.password = password;

// A database whose owner is another: this role may make tables, and no extension.
beforeAll(async () => {
  await onServer(async (server) => {
    await server.query(`CREATE ROLE "${role}" LOGIN PASSWORD '${password}'`);
    await server.query(`CREATE DATABASE "${database.name}"`);
  });
  await database.sql(`GRANT CREATE, USAGE ON SCHEMA public TO "${role}"`);
  await migrate(plain.href);
  process.env.DATABASE_URL = plain.href;
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
  await onServer((server) => server.query(`DROP ROLE "${role}"`));
});

async function found(scope: Scope, typed: string): Promise<string[]> {
  const asked = readQuery(typed, say);
  if (asked.state !== "terms") throw new Error(`${typed} asks for nothing.`);
  const groups = await findAll(scope, asked.terms);
  return groups.flatMap(({ kind, results }) =>
    results.map((one) => `${kind}: ${one.parts.map(({ text }) => text).join("")}`),
  );
}

async function cafe() {
  const scope = await freelancer();
  const person = await client(scope, { name: "Café Noir", contactName: "Ana" });
  const { freelancerId } = scope;
  const projectId = await project(scope, person);
  await db().message.create({
    data: {
      freelancerId,
      clientId: person.clientId,
      projectId,
      text: "The Café opens, says Müller.",
      formKey: randomUUID(),
      writtenAt: new Date(),
    },
  });
  return scope;
}

const CLIENT = "clients: Café Noir";
const MESSAGE = "messages: The Café opens, says Müller.";

test("search falls back where the extensions may not be made, and uses them once they are there", async () => {
  const scope = await cafe();
  expect(await hasExtensions()).toBe(false);
  // As it was written, in other capitals, by its beginning, and a part of a name.
  expect(await found(scope, "CAFÉ")).toEqual([CLIENT, MESSAGE]);
  expect(await found(scope, "caf")).toEqual([CLIENT, MESSAGE]);
  expect(await found(scope, "oir")).toEqual([CLIENT]);
  expect(await found(scope, "mueller")).toEqual([MESSAGE]);
  expect(await found(scope, "cafe")).toEqual([]);

  // The worker says so, with the cure.
  expect(await firstWords()).toContain("search is limited");

  // The cure, and the next start.
  await database.sql("CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm");
  await migrate(plain.href);
  expect(await hasExtensions()).toBe(true);
  expect(await found(scope, "cafe")).toEqual([CLIENT, MESSAGE]);
  expect(await found(scope, "oir")).toEqual([CLIENT]);
  expect(await firstWords()).not.toContain("search is limited");
});

/**
 * What a worker logs until it goes on to the queue, whose tables this role may not make: the last thing that it says is
 * that it cannot begin yet.
 */
async function firstWords(): Promise<string> {
  const folder = await mkdtemp(join(process.cwd(), "node_modules/.worker-"));
  await build({ ...bundleOptions(["worker"]), outdir: folder } as BuildOptions);
  const env = { ...process.env, LOG_LEVEL: "info", DATABASE_URL: plain.href };
  const worker = spawn(process.execPath, [join(folder, "worker.mjs")], { env });
  let said = "";
  worker.stdout.on("data", (chunk) => (said += String(chunk)));
  try {
    await expect.poll(() => said, { timeout: 20_000 }).toContain("the worker cannot begin yet");
    return said;
  } finally {
    worker.kill("SIGTERM");
    await once(worker, "exit");
    await rm(folder, { recursive: true });
  }
}
