import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";
import { tracesOf, tracesOfEach } from "@tests/support/traces";
import { unsealed } from "@tests/support/unsealed";

let stack: Stack;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-erasure-journey-"));
  stack = await startStack({ demo: true, before: asAppRole, env: { FILES_DIR: folder } });
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

const on = (path: string) => stack.url + path;
const query = <Row>(text: string) => stack.sql(text) as Promise<Row[]>;
const traces = (token: string) => tracesOf(token, { query, folder, unsealed });
const tracesOfAll = (tokens: string[]) => tracesOfEach(tokens, { query, folder, unsealed });

async function signIn(page: Page): Promise<void> {
  await page.goto(on("/"));
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

/** The words that only this client's rows have: names, addresses, titles and what was written. */
async function wordsOf(clientId: string): Promise<string[]> {
  const rows = await stack.sql<{ words: string }>(
    `SELECT "name" AS "words" FROM "Client" WHERE "id" = $1
     UNION SELECT "name" FROM "Contact" WHERE "clientId" = $1 UNION SELECT "address" FROM "Contact" WHERE "clientId" = $1
     UNION SELECT "title" FROM "Project" WHERE "clientId" = $1
     UNION SELECT "text" FROM "Message" WHERE "clientId" = $1 AND length("text") > 20`,
    [clientId],
  );
  return rows.map(({ words }) => words);
}

test("a client is erased: what goes is shown before, and nothing is left of it", async ({
  page,
}) => {
  await signIn(page);
  const [client] = await stack.sql<{ id: string; name: string }>(
    `SELECT c."id", c."name" FROM "Client" c JOIN "Message" m ON m."clientId" = c."id"
      GROUP BY c."id" ORDER BY count(*) DESC LIMIT 1`,
  );
  const { id, name } = client!;
  const words = await wordsOf(id);
  await test.step("the client's page leads to it", async () => {
    await page.goto(on(`/clients/${id}`));
    await page.getByRole("link", { name: "Erase this client…" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Erase ${name}`);
  });
  await test.step("it says what goes, what is cancelled and what stays", async () => {
    const goes = page.getByRole("region", { name: "What goes" });
    await expect(goes).toContainText(/\d+ messages/);
    await expect(page.getByRole("region", { name: "What is cancelled" })).toBeVisible();
    const stays = page.getByRole("region", { name: "What stays, as numbers" });
    await expect(stays).toContainText(/How long \d+ repl/);
    await expect(page.getByRole("link", { name: "Take everything along first" })).toBeVisible();
    await expectAccessible(page);
    await take(page, "erase-client");
  });
  await test.step("another name erases nothing, and is kept in the field", async () => {
    await page.getByRole("textbox").fill("Somebody else");
    await page.getByRole("button", { name: "Erase client" }).click();
    await expect(page.getByRole("textbox")).toHaveAccessibleDescription(new RegExp(name));
    await expect(page.getByRole("textbox")).toHaveValue("Somebody else");
    // The control: the search finds each of the words.
    const found = await tracesOfAll(words);
    expect(words.filter((one) => found[one]!.length === 0)).toEqual([]);
  });
  await test.step("the name does", async () => {
    await page.getByRole("textbox").fill(name.toLowerCase());
    await page.getByRole("button", { name: "Erase client" }).click();
    await expect(page).toHaveURL(/\/settings\/data/);
    await expect(page.getByRole("region", { name: "Erased clients" })).toContainText(
      "A client was erased on",
    );
  });
  await test.step("the page is not found, and no word of theirs is left anywhere", async () => {
    expect((await page.goto(on(`/clients/${id}`)))?.status()).toBe(404);
    const left = await tracesOfAll(words);
    expect(Object.entries(left).filter(([, places]) => places.length > 0)).toEqual([]);
  });
});

test("for how long things are kept is chosen on one screen", async ({ page }) => {
  await signIn(page);
  await page.goto(on("/settings"));
  await page.getByRole("link", { name: "Your data", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your data");
  await page.getByLabel("Words of emails").selectOption({ label: "6 months" });
  await page.getByLabel("History").selectOption({ label: "For ever" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Words of emails")).toHaveValue("6");
  await expect(page.getByLabel("History")).toHaveValue("");
  await expectAccessible(page);
  await take(page, "data");
  const [email] = await stack.sql<{ id: string }>(
    `UPDATE "Email" SET "forgottenAt" = now() WHERE "id" = (SELECT "id" FROM "Email" WHERE "sentAt" IS NOT NULL
      AND "freelancerId" IS NOT NULL LIMIT 1) RETURNING "id"`,
  );
  await page.goto(on(`/emails/${email!.id}`));
  await expect(page.getByText("The words of this email have been forgotten")).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("a studio is erased a day after it was asked for, and can be kept until then", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  const [studio] = await stack.sql<{ name: string; freelancerId: string; email: string }>(
    `UPDATE "Studio" s SET "seededAt" = NULL FROM "User" u WHERE u."id" = s."freelancerId"
      RETURNING s."name", s."freelancerId", u."email"`,
  );
  const { name, freelancerId, email } = studio!;
  const ask = async () => {
    await page.goto(on("/settings/data"));
    await page.getByRole("link", { name: "Erase the whole studio…" }).click();
    await page.getByRole("textbox").fill(name);
    await page.getByRole("button", { name: "Erase studio" }).click();
    await expect(page.getByText("This studio will be erased on")).toBeVisible();
  };
  await test.step("the page says what happens", async () => {
    await page.goto(on("/settings/data/erase"));
    await expect(page.getByText("24 hours after you ask")).toBeVisible();
    await expectAccessible(page);
    await take(page, "erase-studio");
  });
  await test.step("asked for, it can be kept", async () => {
    await ask();
    await expectAccessible(page);
    await take(page, "erase-studio-asked");
    await page.getByRole("button", { name: "Keep my studio" }).click();
    await expect(page.getByRole("link", { name: "Erase the whole studio…" })).toBeVisible();
  });
  await test.step("once its day is over everything is gone, and nobody is signed in", async () => {
    await ask();
    const words = await stack.sql<{ words: string }>(
      `SELECT "name" AS "words" FROM "Client" UNION SELECT "title" FROM "Project"`,
    );
    await stack.sql(`UPDATE "Studio" SET "eraseAt" = now()`);
    // The worker looks once a minute.
    await expect
      .poll(async () => (await stack.sql(`SELECT 1 FROM "User"`)).length, { timeout: 150_000 })
      .toBe(0);
    await page.goto(on("/today"));
    await expect(page).toHaveURL(/\/sign-in/);
    const left = await tracesOfAll(words.map((one) => one.words));
    expect(Object.entries(left).filter(([, places]) => places.length > 0)).toEqual([]);
    expect(await traces(freelancerId)).toEqual([
      "public.Erasure.freelancerId",
      "store: erasures.jsonl",
    ]);
    // The last email is deleted once it is sent.
    await expect.poll(() => traces(email), { timeout: 90_000 }).toEqual([]);
  });
});
