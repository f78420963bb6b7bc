import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { newDataDir, processesNaming, start } from "./studio-process";

const root = resolve(import.meta.dirname, "../..");

function run(
  script: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const blank = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...env,
    } as unknown as NodeJS.ProcessEnv;
    const child = execFile(
      process.execPath,
      [`scripts/${script}.mjs`, ...args],
      { cwd: root, env: blank },
      (error, stdout, stderr) =>
        done({
          code: typeof error?.code === "number" ? error.code : error ? 1 : 0,
          output: stdout + stderr,
        }),
    );
    child.stdin?.end();
  });
}

test("migrating and inviting bring the database up and leave nothing running", async () => {
  const DATA_DIR = await newDataDir();
  const migrated = await run("db", ["migrate"], { DATA_DIR });
  expect(migrated).toMatchObject({
    code: 0,
    output: expect.stringContaining("The database is up to date."),
  });
  const invited = await run("command", ["invite", "nadia@example.com"], { DATA_DIR });
  expect(invited).toMatchObject({ code: 0, output: expect.stringContaining("nadia@example.com") });
  const again = await run("command", ["sign-in-link", "nadia@example.com"], { DATA_DIR });
  for (const { output } of [invited, again])
    expect(output).toMatch(/^ {2}http:\/\/localhost:3000\/sign-in\/confirm\/[A-Za-z0-9_-]{43}$/m);
  const third = await run("command", ["sign-in-link", "nadia@example.com"], { DATA_DIR });
  expect(third.code).toBe(0);
  const fourth = await run("command", ["sign-in-link", "nadia@example.com"], { DATA_DIR });
  expect(fourth).toMatchObject({
    code: 1,
    output: expect.stringContaining("3 sign-in links for nadia@example.com work already."),
  });
  // A domain in another alphabet is taken as the forms take it.
  const abroad = await run("command", ["invite", "anna@münchen.example"], { DATA_DIR });
  expect(abroad).toMatchObject({
    code: 0,
    output: expect.stringContaining("anna@xn--mnchen-3ya.example may now sign in"),
  });
  // The first to sign in becomes the freelancer; a stranger beside an invitation may too, until somebody has.
  const unclear = await run("command", ["sign-in-link", "nadia"], { DATA_DIR });
  expect(unclear.code).toBe(1);
  expect(unclear.output).toContain("For whom? Write one email address");
  expect(processesNaming(DATA_DIR)).toEqual([]);
});

test("the outbox is looked at, closed, opened and tried again from the command line", async () => {
  const DATA_DIR = await newDataDir();
  const emails = (...args: string[]) => run("command", ["emails", ...args], { DATA_DIR });
  const fresh = await emails();
  expect(fresh.code).toBe(0);
  expect(fresh.output).toContain("Open.\nNo email is due.");
  expect((await emails("close", "A disk is being moved.")).output).toContain("Closed.");
  const closed = await emails();
  expect(closed.output).toMatch(/Closed since \S+: only sign-in emails are sent/);
  expect(closed.output).toContain("Why: A disk is being moved.");
  expect((await emails("release")).output).toContain(
    "Open. Waiting for a decision in their studios, because they may already have been sent: 0.",
  );
  expect((await emails("release")).output).toContain("It was already open.");
  expect((await emails("retry", "all")).output).toContain("There is nothing to try again.");
  const unclear = await emails("retry", "them");
  expect(unclear.code).toBe(1);
  expect(unclear.output).toContain("Unknown command. Use npm run emails, or add: -- close");
  expect(processesNaming(DATA_DIR)).toEqual([]);
}, 120_000);

test("a reset asks, and where nobody can answer deletes nothing", async () => {
  const DATA_DIR = await newDataDir();
  await run("db", ["migrate"], { DATA_DIR });
  const refused = await run("db", ["reset"], { DATA_DIR });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("There is no terminal to ask for confirmation.");
  const meant = await run("db", ["reset", "--yes"], { DATA_DIR });
  expect(meant).toMatchObject({
    code: 0,
    output: expect.stringContaining("Database reset successful"),
  });
  expect(processesNaming(DATA_DIR)).toEqual([]);
});

test("a database of your own is not reset without --yes", async () => {
  const refused = await run("db", ["reset"], {
    DATA_DIR: await newDataDir(),
    DATABASE_URL: "postgresql://a:hidd3n@127.0.0.1:1/theirs",
  });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("The database theirs on 127.0.0.1 is not the embedded one.");
  expect(refused.output).not.toContain("hidd3n");
});

test("while a studio runs its database is used, and not reset", async () => {
  const DATA_DIR = await newDataDir();
  const studio = start({ DATA_DIR, PORT: String(30_300 + (process.pid % 400) * 5) });
  const [, address] = await studio.until(/Uptomark is at (\S+)/);
  const invited = await run("command", ["invite", "nadia@example.com"], { DATA_DIR });
  expect(invited.code).toBe(0);
  const refused = await run("db", ["reset", "--yes"], { DATA_DIR });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`already runs at ${address}`);
});
