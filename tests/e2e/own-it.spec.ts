import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

async function enterDemo(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

const notices = () =>
  stack.sql<{ toldAt: Date | null }>(
    `SELECT "toldAt" FROM "FailureNotice" WHERE "emailId" IS NOT NULL`,
  );

test("one failure is told to those it hit, each by an email of their own", async ({ page }) => {
  test.setTimeout(180_000);
  await enterDemo(page);

  await test.step("what happened is written down once", async () => {
    await page.goto(`${stack.url}/clients`);
    await page.getByRole("link", { name: "Something went wrong for several clients" }).click();
    await expectAccessible(page);
    await page.getByLabel("What happened").fill("The disk with this week’s work failed.");
    await page.getByLabel("What you are doing about it").fill("Unfortunately nothing yet.");
    await page.getByLabel("Last day").fill("2020-01-01");
    await page.getByLabel("What you give").selectOption("MONEY");
    await page.getByLabel("How much").fill("25");
    await page.getByLabel("Currency").fill("eur");
    await page.getByRole("button", { name: "Save and choose who was affected" }).click();
    await expect(page.getByText("this is before the first day").first()).toBeVisible();
    await expect(page.getByLabel("What happened")).toHaveValue(/The disk/);
    await page.getByLabel("Last day").fill("");
    await page.getByRole("button", { name: "Save and choose who was affected" }).click();
    await expect(page).toHaveURL(/\/own-it\/[0-9a-f-]{36}$/);
  });

  const boxes = page.getByRole("checkbox");
  await test.step("those with an open project are ticked, and some are chosen", async () => {
    await expect(page.getByRole("group", { name: "They had a project open then" })).toBeVisible();
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBeGreaterThan(1);
    await expectAccessible(page);
    for (let index = 2; index < (await boxes.count()); index += 1)
      if (await boxes.nth(index).isEnabled()) await boxes.nth(index).uncheck();
    await page
      .getByLabel(/^A line for/)
      .first()
      .fill("Your map is safe.");
  });

  await test.step("an excuse is asked about, and put right", async () => {
    await page.getByRole("button", { name: "Send an email to each" }).click();
    await expect(page.getByText("“Unfortunately” reads as an excuse.")).toBeVisible();
    await expect(page.getByLabel(/^A line for/).first()).toHaveValue("Your map is safe.");
    await page.getByText("Change what happened").click();
    await page
      .getByLabel("What you are doing about it")
      .fill("A second copy is made every evening.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved. What has been sent stays as it was.")).toBeVisible();
    await page.reload();
    for (let index = 2; index < (await boxes.count()); index += 1)
      if (await boxes.nth(index).isEnabled()) await boxes.nth(index).uncheck();
    await page
      .getByLabel(/^A line for/)
      .first()
      .fill("Your map is safe.");
    await page.getByRole("button", { name: "Send an email to each" }).click();
    await expect(page.getByRole("button", { name: "Undo all 2 emails" })).toBeVisible();
  });

  await test.step("one is undone while it is held, the other is sent, and what it cost is told", async () => {
    await page
      .getByRole("button", { name: /^Undo: / })
      .first()
      .click();
    await expect(page.getByRole("button", { name: /^Undo: / })).toHaveCount(1);
    await expectAccessible(page);
    await expect
      .poll(async () => (await notices()).some(({ toldAt }) => toldAt !== null), {
        timeout: 120_000,
      })
      .toBe(true);
    await page.reload();
    await expect(page.getByText(/1 person told within 48 hours, 1 person in all\./)).toBeVisible();
    await expect(page.getByText("€25.00 to 1 client.")).toBeVisible();
    await expectAccessible(page);
  });
});

test("what went wrong is kept, noted and found again, with script and without", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await enterDemo(page);
  await page.goto(`${stack.url}/clients`);
  await page.getByRole("link", { name: "Things gone wrong" }).click();
  await expect(page.getByText("The disk with this week’s work failed.")).toBeVisible();
  await page.getByRole("link", { name: "Add something" }).click();
  await expectAccessible(page);
  await page.getByLabel("What went wrong").fill("The old logo was on the proof.");
  await page.getByLabel("How you heard").selectOption("PHONE");
  await page.getByLabel("Client (optional)").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add to the ledger" }).click();
  await expect(page).toHaveURL(/\/ledger$/);
  await page.getByRole("link", { name: "The old logo was on the proof." }).click();
  await page.getByRole("textbox", { name: "Cause" }).fill("Two files with one name.");
  await page.getByLabel("What it cost").fill("40");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("write its code, such as EUR").first()).toBeVisible();
  await page.getByLabel("Currency").fill("EUR");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expectAccessible(page);

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await enterDemo(plain);
  await plain.goto(`${stack.url}/ledger`);
  await plain.getByLabel("Kind").selectOption("CORRECTION");
  await plain.getByLabel("How you heard").selectOption("PHONE");
  await plain.getByRole("button", { name: "Show", exact: true }).click();
  await expect(plain.getByText("1 thing went wrong: 1 correction.")).toBeVisible();
  await expect(plain.getByText("What you noted as cost: €40.00.")).toBeVisible();
  await expect(plain.getByText("The disk with this week’s work failed.")).toHaveCount(0);
  await plain.getByRole("link", { name: "Show all" }).click();
  await expect(plain.getByText("The disk with this week’s work failed.")).toBeVisible();
  await context.close();
  await page.goto(`${stack.url}/ledger`);
  await expectAccessible(page);
});
