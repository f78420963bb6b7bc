// npm run bench: measures what the README promises, on a fresh clone of what is committed.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, say } from "../scripts/step.mjs";
import { Stopped, stopSignal } from "../scripts/stopping.mjs";
import * as backup from "./backup.mjs";
import * as busy from "./busy.mjs";
import * as erasure from "./erasure.mjs";
import * as exporting from "./export.mjs";
import * as idle from "./idle.mjs";
import * as image from "./image.mjs";
import * as importing from "./import.mjs";
import * as inbound from "./inbound.mjs";
import * as lists from "./lists.mjs";
import * as openPages from "./open-pages.mjs";
import * as overview from "./overview.mjs";
import * as start from "./start.mjs";
import * as quality from "./quality.mjs";
import * as replies from "./replies.mjs";
import * as search from "./search.mjs";
import * as preSend from "./pre-send.mjs";
import * as publicPages from "./public-pages.mjs";
import * as smtp from "./smtp.mjs";
import * as statusPage from "./status-page.mjs";
import * as thread from "./thread.mjs";

/** Each measures one thing and answers `{ name, value, unit, ratio?, beside? }[]`. */
const benches = {
  start,
  "status-page": statusPage,
  "public-pages": publicPages,
  lists,
  overview,
  thread,
  search,
  "open-pages": openPages,
  replies,
  inbound,
  smtp,
  quality,
  "pre-send": preSend,
  export: exporting,
  import: importing,
  erasure,
  backup,
  busy,
  idle,
  image,
};
const flag = process.argv.indexOf("--only");
const only = flag > 0 ? (process.argv[flag + 1] ?? "nothing") : undefined;

const changed = execFileSync("git", ["status", "--porcelain", "--", ".", ":!bench/results"], {
  cwd: root,
  encoding: "utf8",
});
if (changed && !process.argv.includes("--dirty")) {
  process.stderr.write(
    `The figures are those of the last commit, and these are not in it:\n${changed}Commit ` +
      "them, or measure the commit all the same: npm run bench -- --dirty\n",
  );
  process.exitCode = 1;
} else {
  try {
    await measureAll(stopSignal());
  } catch (error) {
    process.stderr.write(`${error instanceof Stopped ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

async function measureAll(signal) {
  const figures = [];
  for (const [name, bench] of Object.entries(benches))
    if (!only || name === only) figures.push(...(await bench.measure({ signal })));
  if (figures.length === 0)
    throw new Error(`There is no bench called ${only}: ${Object.keys(benches).join(", ")}.`);
  // One by itself is printed, not written down: the file is of one run.
  if (!only) keep(figures);
  const width = Math.max(...figures.map(({ name }) => name.length));
  say("");
  for (const { name, value, unit, ratio, beside } of figures) {
    say(
      `${name.padEnd(width)}  ${String(value).padStart(8)} ` +
        `${unit}${ratio === undefined ? "" : `  (${ratio} of ${beside})`}`,
    );
  }
}

function keep(figures) {
  mkdirSync(join(root, "bench/results"), { recursive: true });
  writeFileSync(join(root, "bench/results/latest.json"), `${JSON.stringify(figures, null, 2)}\n`);
}
