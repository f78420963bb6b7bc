// The phases of `npm test` and `npm run check`. Each runs to its end and tells how many passed and failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkLineLength } from "./line-length.mjs";
import { root, runTool, say, secondsSince, ToolFailed, toolEnv } from "./step.mjs";
import { checkWords } from "./words.mjs";

/**
 * Settings of a real studio on this machine must not reach a test: not its database, not its
 * emails.
 */
const BLANKED = [
  "DATABASE_URL",
  "APP_URL",
  "NEXTAUTH_URL",
  "APP_SECRET",
  "RESEND_API_KEY",
  "RESEND_BASE_URL",
  "MAIL_FROM",
  "SMTP_HOST",
  "IMAP_HOST",
  "IMAP_ADDRESS",
];
const PROVIDERS = [
  "GOOGLE_CLIENT_ID",
  "GOOGLE_CLIENT_SECRET",
  "GITHUB_CLIENT_ID",
  "GITHUB_CLIENT_SECRET",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
];

/** Blank and not absent, because a .env file fills in what is absent. */
export function testEnv(more) {
  const {
    PORT: _port,
    HOST: _host,
    DATA_DIR: _dataDir,
    ...env
  } = toolEnv({ TZ: "Asia/Kathmandu" });
  return {
    ...env,
    ...Object.fromEntries([...BLANKED, ...PROVIDERS].map((name) => [name, ""])),
    ...more,
  };
}

/**
 * Runs one phase and reports it, with its output when something failed. A phase that fails without
 * naming a failed test, or that runs nothing, counts as one failure.
 */
export async function phase(name, work) {
  const from = performance.now();
  say(`${name} …`);
  const heartbeat = setInterval(
    () => say(`  still at it: ${name} (${secondsSince(from)})`),
    20_000,
  );
  let { passed, failed, output } = { passed: 0, failed: 0, output: "" };
  try {
    ({ passed, failed, output } = await work());
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    output = error.message;
    failed = 1;
  } finally {
    clearInterval(heartbeat);
  }
  if (passed + failed === 0) {
    output += "\nNothing ran.";
    failed = 1;
  }
  if (failed > 0) say(output.trimEnd());
  say(`  ${name}: ${passed} passed, ${failed} failed (${secondsSince(from)})`);
  return { passed, failed };
}

/** Runs a program whose success is one check. */
async function check(command, args, options) {
  await runTool(command, args, { env: testEnv(), show: false, ...options });
  return { passed: 1, failed: 0, output: "" };
}

export const lint = (signal) => check("oxlint", [], { signal });

/** Returns whether every file is formatted as `npm run format` would, and no line is too long. */
export async function format(signal) {
  checkLineLength();
  return check("oxfmt", ["--check"], { signal });
}

/** Returns whether the tree is free of the words this project has given up. */
export async function words() {
  checkWords();
  return { passed: 1, failed: 0, output: "" };
}

export async function types(signal) {
  await runTool("next", ["typegen"], { env: testEnv(), signal });
  return check("tsc", ["--noEmit"], { signal });
}

/** Prints the last line. Returns the exit code. */
export function sum(results) {
  const [passed, failed] = ["passed", "failed"].map((word) =>
    results.reduce((total, result) => total + result[word], 0),
  );
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

export async function vitest(args, { env = {}, signal } = {}) {
  const report = reportFile(`vitest-${args.join("-").replace(/[^a-z0-9-]/gi, "")}.json`);
  const { failure, output } = await run(
    "vitest",
    ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { env: testEnv(env), signal },
  );
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = readReport(
    report,
    output,
  );
  tellSkipped(numPendingTests);
  // A file that cannot be loaded has no tests to count.
  const broken = testResults.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  return counted(numPassedTests, numFailedTests + broken, failure, output);
}

/** `only`: journeys by a part of their file's name. `show`: prints what they say, also where all hold. */
export async function playwright({ env = {}, signal, only = [], show = false } = {}) {
  const report = reportFile("playwright.json");
  const { failure, output } = await run("playwright", ["test", "--reporter=list,json", ...only], {
    env: testEnv({ ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    signal,
    show,
  });
  const { stats } = readReport(report, output);
  tellSkipped(stats.skipped);
  // A test that passes only on a retry has failed.
  return counted(stats.expected, stats.unexpected + stats.flaky, failure, output);
}

/** A test that does not run here is no pass: it is said. */
function tellSkipped(count) {
  if (count > 0) say(`  ${count} skipped`);
}

const counted = (passed, failed, failure, output) => ({
  passed,
  failed: failed || (failure ? 1 : 0),
  output,
});

async function run(command, args, options) {
  try {
    return { output: await runTool(command, args, { show: false, ...options }) };
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    return { failure: error, output: error.message };
  }
}

function reportFile(name) {
  const file = join(root, "dist", "counts", name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function readReport(file, output) {
  if (!existsSync(file)) throw new ToolFailed(`${output}\nIt ended without a report.`);
  return JSON.parse(readFileSync(file, "utf8"));
}
