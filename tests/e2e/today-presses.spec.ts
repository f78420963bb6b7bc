import { expect, test, type Locator, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { studioDay } from "@tests/support/days";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
});
test.afterAll(async () => stack.stop());

const PRINT = "Files for the printer and the website";
const needOf = (page: Page, head: string | RegExp) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: head });

/** What Today asks for, and how it is done: each press goes through `press`, and what is typed is no press. */
const acts: [name: string, head: RegExp, act: (page: Page, press: Press) => Promise<void>][] = [
  [
    "a message is answered",
    /Chidi Okafor, Market-day website/,
    async (page, press) => {
      await press(page.getByRole("link", { name: /^Reply: Chidi Okafor/ }));
      await page.getByLabel("Write to Chidi Okafor").fill("Thursdays it is. I change it today.");
      await press(page.getByRole("button", { name: "Send to Chidi Okafor" }));
      await expect(page.getByText("Thursdays it is. I change it today.").first()).toBeVisible();
    },
  ],
  [
    "a late date is moved, and its client told",
    new RegExp(PRINT),
    async (page, press) => {
      await press(page.getByRole("link", { name: new RegExp(`^Tell the client: ${PRINT}`) }));
      await page.getByLabel("New date").fill(studioDay(6));
      await page
        .getByLabel("Reason", { exact: true })
        .fill("The printer closes for two days, and opens on Monday.");
      await press(page.getByRole("button", { name: "Move and tell the client" }));
      await expect(page).toHaveURL(/#promises$/);
    },
  ],
  [
    "a date at risk is done",
    /Four labels, ready to print/,
    async (page, press) => {
      await press(page.getByRole("button", { name: /^Mark as done: Four labels/ }));
      await expect(page.getByRole("button", { name: /^Undo: Four labels/ })).toBeVisible();
    },
  ],
  [
    "a complaint is answered by phone",
    /Elina Aalto, Chart of the practice harbour/,
    async (page, press) => {
      await press(page.locator("summary").filter({ hasText: "Handled by phone" }));
      await press(page.getByRole("button", { name: /^Log the call/ }));
      const answered = `SELECT 1 FROM "Case" WHERE "firstRespondedAt" IS NOT NULL AND "closedAt" IS NULL`;
      await expect.poll(async () => (await stack.sql(answered)).length).toBe(1);
    },
  ],
];

type Press = (control: Locator) => Promise<void>;

test("whatever needs the freelancer on Today is done in two presses at most", async ({ page }) => {
  test.setTimeout(120_000);
  await stack.sql(
    `UPDATE "Deadline" SET "promisedOn" = current_date - 3 WHERE "title" = '${PRINT}'`,
  );
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  for (const [name, head, act] of acts)
    await test.step(name, async () => {
      await page.goto(`${stack.url}/today`);
      await expect(needOf(page, head).first()).toBeVisible();
      let presses = 0;
      await act(page, async (control) => {
        presses += 1;
        await control.click();
      });
      expect(presses).toBeLessThanOrEqual(2);
      if (name.includes("phone")) return;
      await page.goto(`${stack.url}/today`);
      await expect(
        needOf(page, head).filter({ hasText: /Late|At risk|Waiting for your reply/ }),
      ).toHaveCount(0);
    });
});
