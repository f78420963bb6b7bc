import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { processesNaming, waitFor } from "./studio-process";

const step = pathToFileURL(resolve(import.meta.dirname, "../../scripts/step.mjs")).href;

/** A process that runs one long tool, which is found by the file it writes once it is up. */
async function runningTool(then = "") {
  const up = join(tmpdir(), `uptomark-tool-${randomUUID()}`);
  onTestFinished(() => rmSync(up, { force: true }));
  const code = `
    import { runTool } from "${step}";
    const stopping = new AbortController();
    process.on("SIGTERM", () => stopping.abort(new Error("stopped")));
    const tool =
      "${then} setInterval(() => undefined, 1000); require('fs').writeFileSync(process.argv[1], '')";
    await runTool(process.execPath, ["-e", tool, "${up}"], { signal: stopping.signal })
      .catch(() => undefined);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "ignore" });
  const ended = new Promise((done) => parent.on("exit", done));
  const tools = () => processesNaming(up).filter(({ line }) => !line.includes("AbortController"));
  await waitFor(() => existsSync(up));
  expect(tools().length).toBeGreaterThan(0);
  return { parent, ended, tools };
}

test("a tool ends when the one who ran it is told to stop", async () => {
  const { parent, ended, tools } = await runningTool();
  parent.kill("SIGTERM");
  await ended;
  expect(tools()).toEqual([]);
});

test("a tool that does not listen is killed", async () => {
  const { parent, ended, tools } = await runningTool("process.on('SIGTERM', () => undefined);");
  parent.kill("SIGTERM");
  await ended;
  expect(tools()).toEqual([]);
});

test("a tool ends when the one who ran it is killed", async () => {
  const { parent, tools } = await runningTool();
  parent.kill("SIGKILL");
  await waitFor(() => tools().length === 0);
});
