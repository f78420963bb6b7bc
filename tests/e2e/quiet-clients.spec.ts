import { expect, test } from "@playwright/test";
import { unseal } from "@/lib/tokens";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

const quietChecks = () =>
  stack.sql<{ id: string; name: string }>(
    `SELECT f."id", c."name" FROM "FollowUp" f JOIN "Contact" c ON c."id" = f."contactId"
      WHERE f."kind" = 'QUIET_CHECK' AND f."settledAt" IS NULL`,
  );

test("a client who has been quiet is asked once, answers without script, and is heard", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  // Half a year passes for a client whose projects are all completed.
  await stack.sql(`UPDATE "Project" SET "completedAt" = now() - interval '175 days'
    WHERE "clientId" = (SELECT p."clientId" FROM "Project" p GROUP BY p."clientId"
      HAVING bool_and(p."completedAt" IS NOT NULL) ORDER BY p."clientId" LIMIT 1)`);
  await stack.sql(`UPDATE "Studio" SET "coolDownDays" = 0`);
  await expect.poll(async () => (await quietChecks()).length, { timeout: 150_000 }).toBe(1);
  const [check] = await quietChecks();
  const name = check!.name;

  await test.step("the forecast shows it, and it is sent now", async () => {
    await page.goto(`${stack.url}/follow-ups`);
    await page.getByRole("link", { name: `Quiet-client check to ${name}` }).click();
    await expect(page.getByText("No new project since this one was completed")).toBeVisible();
    await expectAccessible(page);
    // The demo has asked others before.
    const asked = async () => (await stack.sql(`SELECT 1 FROM "QuietCheck"`)).length;
    const before = await asked();
    await page.getByRole("button", { name: "Send the quiet-client check now" }).click();
    await expect.poll(asked).toBe(before + 1);
  });

  const [email] = await stack.sql<{ wordsCipher: Buffer }>(
    `SELECT "wordsCipher" FROM "Email" WHERE "kind" = 'quietClient.asked' ORDER BY "id" DESC LIMIT 1`,
  );
  const { link } = JSON.parse(unseal("email", email!.wordsCipher)) as { link: { url: string } };
  const path = new URL(link.url).pathname;

  await test.step("the client answers on a phone without script", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const client = await context.newPage();
    const answer = await client.goto(stack.url + path);
    expect(await answer!.text()).not.toContain("<script");
    await client.getByRole("radio").nth(2).check();
    await client.getByRole("textbox").fill("I waited a week for an answer.");
    await client.getByRole("checkbox").check();
    await client.getByRole("button").click();
    await expect(client.getByRole("radio")).toHaveCount(0);
    await context.close();
  });

  await test.step("the page is accessible", async () => {
    const which = `WHERE "id" = (SELECT "id" FROM "QuietCheck" ORDER BY "askedAt" DESC, "id" DESC LIMIT 1)`;
    await stack.sql(`UPDATE "QuietCheck" SET "answeredAt" = NULL ${which}`);
    await page.goto(stack.url + path);
    await expectAccessible(page);
    await stack.sql(`UPDATE "QuietCheck" SET "answeredAt" = now() ${which}`);
    await page.goto(stack.url + path);
    await expectAccessible(page);
  });

  await test.step("the freelancer reads it on Today and on the client's page", async () => {
    await page.goto(`${stack.url}/today`);
    await page.getByRole("link", { name: new RegExp(`Read answer: ${name}`) }).click();
    await expect(page.getByText("I waited a week for an answer.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Mark as read" }).click();
    await expect(page.getByRole("button", { name: "Mark as read" })).toHaveCount(0);
    await page.goto(`${stack.url}/ledger`);
    await expect(page.getByText("I waited a week for an answer.")).toBeVisible();
  });
});
