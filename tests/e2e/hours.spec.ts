import { expect, test } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { studioDay } from "@tests/support/days";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
});
test.afterAll(() => stack.stop());

async function saved() {
  const [studio] = await stack.sql<{ hours: Record<string, unknown>; daysOff: string[] }>(
    `SELECT "hours", "daysOff" FROM "Studio"`,
  );
  return studio!;
}

test("hours are chosen by the clock and days off by the calendar; a wrong one keeps the rest", async ({
  page,
}) => {
  await page.goto(`${stack.url}/`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  const last = `${new Date().getUTCFullYear() - 1}-12-24`;
  await stack.sql(`UPDATE "Studio" SET "daysOff" = $1`, [JSON.stringify([last])]);
  await page.goto(`${stack.url}/settings`);
  const monday = page.getByRole("group", { name: "Monday" });
  const sunday = page.getByRole("group", { name: "Sunday" });
  const off = page.getByRole("group", { name: "Own days off" });
  const save = page.getByRole("button", { name: "Save", exact: true });

  await test.step("a day that has passed is kept, and not shown", async () => {
    await expect(off.getByText("None to come.")).toBeVisible();
  });

  await test.step("closed, split, and days from one to another, by keyboard", async () => {
    await sunday.getByLabel("Closed").focus();
    await page.keyboard.press("Space");
    await expect(sunday.getByLabel("Sunday, from")).toHaveCount(0);
    await monday.getByLabel("Monday, from").fill("09:00");
    await monday.getByLabel("Monday, until").fill("17:30");
    await monday.getByRole("button", { name: "Split the day" }).press("Enter");
    await expect(monday.getByLabel("Monday, until").first()).toHaveValue("12:00");
    await monday.getByLabel("Monday, from").nth(1).fill("11:00");
    await off.getByLabel("From").fill(studioDay(20));
    await off.getByLabel("Until").fill(studioDay(22));
    await off.getByRole("button", { name: "Add days off" }).press("Enter");
    await expect(off.getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page);
    await take(page, "hours");
  });

  await test.step("overlapping parts are refused beside the day, and nothing typed is lost", async () => {
    await save.click();
    await expect(monday.getByText("after the one before it")).toBeVisible();
    await expect(monday.getByLabel("Monday, from").nth(1)).toHaveValue("11:00");
    await expect(monday.getByLabel("Monday, from").first()).toBeFocused();
    await expect(off.getByRole("listitem")).toHaveCount(1);
  });

  await test.step("what is typed is still there after a reload, and is saved as chosen", async () => {
    await monday.getByLabel("Monday, from").nth(1).fill("13:00");
    await page.reload();
    await expect(monday.getByLabel("Monday, from").nth(1)).toHaveValue("13:00");
    await expect(off.getByRole("listitem")).toHaveCount(1);
    await save.click();
    await expect(page.getByText("Saved.").first()).toBeVisible();
    const { hours, daysOff } = await saved();
    expect(hours).toMatchObject({
      "1": [
        ["09:00", "12:00"],
        ["13:00", "17:30"],
      ],
      "7": [],
    });
    expect(daysOff).toEqual([last, studioDay(20), studioDay(21), studioDay(22)]);
  });

  await test.step("a range is removed at once", async () => {
    await off.getByRole("button", { name: /^Remove/ }).click();
    await expect(off.getByText("None to come.")).toBeVisible();
    await save.click();
    await expect.poll(async () => (await saved()).daysOff).toEqual([last]);
  });
});
