// The image: how large its file system is, how long it takes from the start to the first answer, and what web and
// worker take at rest. Without a container engine, as tests/e2e/image.spec.ts runs it.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { makeImageRoot, makeVolume, memoryOf, runInImage, sizeOf } from "../scripts/image-root.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { findProxies } from "../scripts/system-tools.mjs";

const STARTS = 5;
const REST_MS = 60_000;

export async function measure({ signal }) {
  await build({ signal });
  Object.assign(process.env, await findProxies({ signal }));
  const folder = mkdtempSync(join(tmpdir(), "uptomark-image-"));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  try {
    const root = join(folder, "root");
    await makeImageRoot(root, { signal });
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const starts = [];
    for (let n = 1; n < STARTS; n += 1) starts.push((await run(root, folder, database)).seconds);
    const last = await run(root, folder, database, REST_MS);
    starts.push(last.seconds);
    const mb = (bytes) => Math.round(bytes / 1e6);
    return [
      { name: "the image's file system", value: mb(sizeOf(root)), unit: "MB" },
      { name: "of that the application", value: mb(sizeOf(join(root, "app"))), unit: "MB" },
      {
        name: `from the start to ready, the slowest of ${STARTS}`,
        value: Number(Math.max(...starts).toFixed(1)),
        unit: "s",
      },
      { name: "web and worker a minute later", value: Math.round(last.memory), unit: "MB" },
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts web and worker at once, waits until web is ready, and lets both rest. */
async function run(root, folder, database, rest = 0) {
  const port = await nextFreePort("127.0.0.1", 4500);
  const options = {
    env: {
      DATABASE_URL: database,
      APP_SECRET: "a secret for the measurement alone, of no worth",
      APP_URL: `http://localhost:${port}`,
      PORT: String(port),
    },
    volumes: { "/data": makeVolume(join(folder, "data")) },
  };
  const began = performance.now();
  const both = await Promise.all(
    ["web", "worker"].map((name) => runInImage(root, [name], options)),
  );
  try {
    while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) {
      if (performance.now() - began > 60_000)
        throw new Error(`It did not get ready:\n${both.map((one) => one.printed()).join("")}`);
      await pause(20);
    }
    const seconds = (performance.now() - began) / 1000;
    await pause(rest);
    return { seconds, memory: memoryOf(both.map(({ pid }) => pid)) };
  } finally {
    for (const one of both) one.stop();
    await Promise.all(both.map((one) => one.ended));
  }
}
