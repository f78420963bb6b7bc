import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { migrate } from "../../scripts/migrate.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { withCleanup } from "@tests/support/cleanup";
import { tokenOf } from "@tests/support/links";
import { startStack, until } from "@tests/support/stack";

test("when the database goes, pages say so and come back by themselves", ({ page }) =>
  withCleanup(async (after) => {
    test.setTimeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), "uptomark-gone-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const dataDir = join(folder, "postgres");
    let server = await startPostgres({ dataDir, durable: false });
    after(() => server.stop());
    await migrate(server.url("uptomark_template"));
    const stack = await startStack({ demo: true, server: server.url("postgres") });
    after(stack.stop);
    const status = async (path: string) => (await fetch(`${stack.url}${path}`)).status;
    const chidi = await tokenOf(stack, "Chidi Okafor");
    await page.goto(`${stack.url}/sign-in`);
    await page.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(page).toHaveURL(/\/today$/);
    await page.goto(`${stack.url}/projects`);
    await page.getByRole("link", { name: /The lighthouse map/ }).click();
    await page.getByLabel("Write to Ines Duarte").fill("Typed before it went.");
    expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 200]);

    await server.stop();
    await until(
      async () => (await status("/readyz")) === 503,
      () => "/readyz did not notice",
    );
    expect(await status("/healthz")).toBe(200);
    expect([await status("/"), await status("/sign-in")]).toEqual([200, 200]);
    const client = await fetch(`${stack.url}/p/${chidi}`);
    expect(client.status).toBe(503);
    expect(client.headers.get("refresh")).toBe("10");
    expect(await client.text()).toContain("This page isn’t available right now.");
    // What was typed is still there after a write that could not be.
    await page.getByRole("button", { name: "Send to Ines Duarte" }).click();
    await expect(
      page.getByText(/That didn’t work just now\. What you typed is still here/),
    ).toBeVisible();
    await expect(page.getByLabel("Write to Ines Duarte")).toHaveValue("Typed before it went.");
    await page.goto(`${stack.url}/today`);
    await expect(page.getByText(/can’t reach its database right now/)).toBeVisible();
    expect(stack.printed()).not.toContain(chidi);

    server = await startPostgres({ dataDir, port: server.port, durable: false });
    await until(
      async () => (await status("/readyz")) === 200,
      () => "/readyz did not recover",
    );
    expect((await fetch(`${stack.url}/p/${chidi}`)).status).toBe(200);
    // The page tries again by itself, still signed in.
    await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible({
      timeout: 30_000,
    });
    // And the worker works on, in the same process: an email that falls due now is sent.
    await stack.sql(`UPDATE "Project" SET "completedAt" = NULL`);
    await page.goto(`${stack.url}/projects`);
    await page.getByRole("link", { name: /The lighthouse map/ }).click();
    await page.getByRole("button", { name: "Complete project" }).click();
    await page.getByRole("button", { name: "Send the thank-you now" }).click();
    await expect(page.getByText("Thank-you sent to Ines Duarte.")).toBeVisible({
      timeout: 90_000,
    });
    expect(stack.isAlive()).toBe(true);
  }));

test("a database session that is not in UTC stops the start", async () => {
  const url = new URL(process.env.TEST_DATABASE_URL!);
  url.pathname = "/uptomark_template";
  const start = async (file: string, database: URL) => {
    const env = {
      ...process.env,
      DATABASE_URL: database.href,
      APP_URL: "http://localhost:1",
      APP_SECRET: "a secret for the tests alone, of no worth",
      PORT: "1",
      NODE_ENV: "production" as const,
    };
    const child = spawn(process.execPath, [file], { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "exit")) as [number];
    return { code, said };
  };
  const elsewhere = new URL(url);
  elsewhere.searchParams.set("options", "-c timezone=America/New_York");
  for (const file of ["dist/web.mjs", "dist/worker.mjs"]) {
    const { code, said } = await start(file, elsewhere);
    expect(code).toBe(1);
    expect(said).toContain("The database session is in America/New_York, not UTC.");
    expect(said).not.toContain(url.password);
  }
});

test("a worker started by itself reads its settings from .env", () =>
  withCleanup(async (after) => {
    const stack = await startStack();
    after(stack.stop);
    const folder = mkdtempSync(join(tmpdir(), "uptomark-worker-"));
    after(() => rmSync(folder, { recursive: true }));
    const worker = () =>
      spawn(process.execPath, [resolve("dist/worker.mjs")], {
        cwd: folder,
        env: { PATH: process.env.PATH, NODE_ENV: "production", LOG_LEVEL: "info" },
        stdio: ["ignore", "pipe", "pipe"],
      });
    // The control: without it the worker says what is missing.
    const without = worker();
    let said = "";
    without.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(without, "exit")).not.toEqual([0, null]);
    expect(said).toContain("DATABASE_URL is missing");
    const secret = "a secret for the browser journeys alone, of no worth";
    const settings = { DATABASE_URL: stack.database, APP_URL: stack.url, APP_SECRET: secret };
    const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"`);
    writeFileSync(join(folder, ".env"), lines.join("\n"));
    const within = worker();
    after(async () => {
      within.kill("SIGTERM");
      if (within.exitCode === null) await once(within, "exit");
    });
    let printed = "";
    within.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await until(
      () => printed.includes("worker is at work"),
      () => `The worker did not begin: ${printed}`,
    );
  }));
