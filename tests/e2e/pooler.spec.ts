import { expect, test } from "@playwright/test";
import { settleRole } from "../../scripts/migrate.mjs";
import { withCleanup } from "@tests/support/cleanup";
import { tokenOf } from "@tests/support/links";
import { startPgBouncer } from "@tests/support/proxies";
import { freePort, startStack } from "@tests/support/stack";

type Mode = "transaction" | "session";

/** The demo with a PgBouncer before its database. `direct`: whether it knows the address past it, too. */
function startPooled(
  after: (stop: () => Promise<void>) => void,
  { mode, direct = true, settled = true }: { mode: Mode; direct?: boolean; settled?: boolean },
) {
  return startStack({
    demo: direct && settled,
    env: { LOG_LEVEL: "info" },
    before: async (database) => {
      if (settled) await settleRole(database);
      const port = await freePort();
      const pooler = await startPgBouncer(port, database, mode);
      after(pooler.stop);
      const pooled = new URL(database);
      pooled.port = String(port);
      return { DATABASE_URL: pooled.href, ...(direct ? { DIRECT_DATABASE_URL: database } : {}) };
    },
  });
}

for (const [mode, sessions] of [
  ["transaction", "shared"],
  ["session", "own"],
] as const)
  test(`all goes on behind a pooler in ${mode} mode`, ({ page, browser }) =>
    withCleanup(async (after) => {
      test.setTimeout(200_000);
      const stack = await startPooled(after, { mode });
      after(stack.stop);
      await test.step("it is found out how sessions are handed out", () => {
        expect(stack.printed()).toContain(`"sessions":"${sessions}"`);
      });
      await page.goto(`${stack.url}/sign-in`);
      await page.getByRole("button", { name: "Open the demo studio" }).click();
      await expect(page).toHaveURL(/\/today$/);
      await test.step("no page of the client's or the studio's fails, however many at once", async () => {
        const token = await tokenOf(stack, "Ines Duarte");
        const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`);
        const paths = ["/today", "/projects", "/clients", "/emails", `/p/${token}`, `/p/${token}`];
        const asked = Array.from({ length: 120 }, (_, n) => paths[n % paths.length]!);
        const answers = await Promise.all(
          asked.map((path) => fetch(stack.url + path, { headers: { cookie: cookie.join("; ") } })),
        );
        const failed = answers.filter(({ status }) => status !== 200);
        expect(failed.map(({ status, url }) => `${status} ${new URL(url).pathname}`)).toEqual([]);
      });
      await test.step("a message of the client's is on the open page of the studio", async () => {
        const client = await browser.newPage();
        await client.goto(`${stack.url}/p/${await tokenOf(stack, "Ines Duarte")}`);
        const field = client.getByRole("textbox").first();
        await field.fill("Is the pooler in the way?");
        await client.getByRole("button", { name: "Send", exact: true }).first().click();
        await expect(page.getByText("Is the pooler in the way?").first()).toBeVisible();
        await client.close();
      });
      await test.step("the worker sends what is due", async () => {
        // The freelancer's about that message: it waits for more of them.
        const due = await stack.sql<{ id: string }>(
          `UPDATE "Email" SET "sendAt" = now() WHERE "kind" = 'message.posted' AND "contactId" IS NULL
            AND "settledAt" IS NULL RETURNING "id"`,
        );
        expect(due).toHaveLength(1);
        const isSent = async () => {
          const [email] = await stack.sql(`SELECT "sentAt" FROM "Email" WHERE "id" = $1`, [
            due[0]!.id,
          ]);
          return Boolean(email?.sentAt);
        };
        // Nothing wakes the worker for a change by hand: it looks each minute.
        await expect.poll(isSent, { timeout: 75_000 }).toBe(true);
      });
      expect(stack.printed()).not.toMatch(/prepared statement|"level":50/);
    }));

test("a pooler that was not told of is named, with its cure", () =>
  withCleanup(async (after) => {
    const started = startPooled(after, { mode: "transaction", direct: false });
    await expect(started).rejects.toThrow(/DATABASE_URL leads to a pooler.*DIRECT_DATABASE_URL/s);
  }));

test("sessions without limits are refused, with the statements that give them", () =>
  withCleanup(async (after) => {
    const started = startPooled(after, { mode: "transaction", settled: false });
    await expect(started).rejects.toThrow(/ALTER ROLE \w+ SET timezone = 'UTC'|statement_timeout/);
  }));

test("addresses of different databases are refused", () =>
  withCleanup(async (after) => {
    const other = await startStack();
    after(other.stop);
    const started = startStack({
      before: async (database) => {
        await settleRole(database);
        return { DATABASE_URL: database, DIRECT_DATABASE_URL: other.database };
      },
    });
    await expect(started).rejects.toThrow("lead to different databases");
  }));
