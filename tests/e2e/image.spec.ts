import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import {
  makeImageRoot,
  makeVolume,
  memoryOf,
  runInImage,
  sizeOf,
} from "../../scripts/image-root.mjs";
import { withCleanup } from "@tests/support/cleanup";
import { newDatabase } from "@tests/support/new-database";
import { startCaddy } from "@tests/support/proxies";
import { freePort, until } from "@tests/support/stack";

const SECRET = "a secret for the image's journey alone, of no worth";

type InImage = Awaited<ReturnType<typeof runInImage>>;

test("the image migrates, starts, is used and stops, read-only and as nobody in particular", ({
  page,
}) =>
  withCleanup(async (after) => {
    test.setTimeout(240_000);
    const folder = mkdtempSync(join(tmpdir(), "uptomark-image-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    // Whom the image runs as has to get in.
    chmodSync(folder, 0o755);
    const root = join(folder, "root");
    await makeImageRoot(root);
    const database = newDatabase();
    after(database.drop);
    const [port, front] = [await freePort(), await freePort()];
    const address = `http://localhost:${front}`;
    const env = {
      DATABASE_URL: database.url,
      APP_SECRET: SECRET,
      APP_URL: address,
      TRUSTED_PROXIES: "1",
      PORT: String(port),
    };
    const volumes = {
      "/data": makeVolume(join(folder, "data")),
      "/backups": makeVolume(join(folder, "backups")),
    };
    const run = async (...words: string[]) => {
      const command = await runInImage(root, words, { env, volumes });
      return { code: await command.ended, printed: command.printed() };
    };

    await test.step("it is as small as was promised", () => {
      expect(sizeOf(root) / 1e6).toBeLessThan(350);
    });

    await test.step("what is missing is said in one sentence", async () => {
      const without = await runInImage(root, ["web"], { env: { ...env, DATABASE_URL: "" } });
      expect(await without.ended).toBe(1);
      expect(without.printed()).toBe(
        "DATABASE_URL is missing: the address of a PostgreSQL, 15 or newer.\n",
      );
      expect((await run("wep")).printed).toContain(
        "There is no wep here. Use one of: web, worker,",
      );
    });

    await test.step("it may write to its volumes alone, and is not root", async () => {
      const look = `
        const { writeFileSync } = require("node:fs");
        const tried = ["/app/x", "/etc/x", "/data/x", "/tmp/x"].map((path) => {
          try { writeFileSync(path, ""); return "written"; } catch (error) { return error.code; }
        });
        console.log(JSON.stringify({ tried, isRoot: process.getuid() === 0 }));`;
      const attempt = await runInImage(root, [], { env, volumes, program: ["node", "-e", look] });
      expect(await attempt.ended).toBe(0);
      expect(JSON.parse(attempt.printed())).toEqual({
        tried: ["EROFS", "EROFS", "written", "written"],
        isRoot: false,
      });
    });

    await test.step("a migration, and another that finds nothing to do", async () => {
      const first = await run("migrate");
      expect(first).toMatchObject({ code: 0, printed: expect.stringMatching(/^Applied \d{14}_/) });
      expect(await run("migrate")).toEqual({ code: 0, printed: "The database was up to date.\n" });
    });

    const started: InImage[] = [];
    after(async () => {
      for (const one of started) one.stop();
      await Promise.all(started.map((one) => one.ended));
    });
    const start = async (name: string) => {
      const one = await runInImage(root, [name], { env, volumes });
      started.push(one);
      return one;
    };
    const [web, worker] = [await start("web"), await start("worker")];
    await until(
      async () => (await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok === true,
      () => `The image did not get ready:\n${web.printed()}${worker.printed()}`,
    );
    process.env.APP_URL = address;
    process.env.UPTOMARK = `127.0.0.1:${port}`;
    const caddy = await startCaddy(front, readFileSync("docs/proxy/Caddyfile.compose", "utf8"));
    after(caddy.stop);

    await test.step("the health check says so", async () => {
      const dockerfile = readFileSync("Dockerfile", "utf8");
      const [, command] = /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(dockerfile)!;
      const check = (over: Record<string, string>) =>
        runInImage(root, [], {
          env: { ...env, ...over },
          program: JSON.parse(command!) as string[],
        }).then((one) => one.ended);
      expect(await check({})).toBe(0);
      expect(await check({ PORT: String(await freePort()) })).toBe(1);
    });

    await test.step("somebody who is invited makes a studio, behind the Caddy of compose.yaml", async () => {
      const invited = await run("invite", "mira@example.com");
      expect(invited.code).toBe(0);
      const [link] = /https?:\S+\/sign-in\/confirm\S+/.exec(invited.printed)!;
      await page.goto(link);
      await page.getByRole("button", { name: /Sign in as/ }).click();
      await expect(page).toHaveURL(`${address}/first-steps`);
      await page.getByLabel("Your name").fill("Mira Holm");
      await page.getByLabel("Studio name").fill("Studio Holm");
      await page.getByRole("button", { name: "Create my studio" }).click();
      await expect(page).toHaveURL(`${address}/today`);
      await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible();
    });

    await test.step("a backup goes to its volume", async () => {
      const made = await run("backup", "/backups");
      expect(made.printed).toMatch(/Saved uptomark-\S+\.backup/);
      expect(made.code).toBe(0);
    });

    await test.step("both idle in little memory, and end when they are told to", async () => {
      expect(memoryOf([web.pid, worker.pid])).toBeLessThan(500);
      for (const one of [web, worker]) one.stop();
      expect(await Promise.all([web.ended, worker.ended])).toEqual([0, 0]);
      started.length = 0;
    });
  }));
