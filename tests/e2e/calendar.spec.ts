import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

async function signIn(page: Page) {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await page.waitForURL("**/today");
}

test("the studio's calendar is made, renewed and revoked in the settings", async ({
  page,
  request,
}) => {
  await signIn(page);
  await page.goto(`${stack.url}/settings`);
  await page.getByRole("button", { name: "Make a calendar address: Your calendar" }).click();
  const field = page.getByLabel("Your calendar", { exact: true });
  await expect(field).toHaveValue(/\/calendar\/[\w-]{43}\.ics$/);
  const first = await field.inputValue();
  const feed = await request.get(first);
  expect(feed.headers()).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "x-robots-tag": "noindex, nofollow",
  });
  expect(await feed.text()).toContain("BEGIN:VEVENT");
  expect(
    (await request.get(first, { headers: { "if-none-match": feed.headers()["etag"]! } })).status(),
  ).toBe(304);
  await expectAccessible(page);

  await page.getByLabel("Make a new address: Your calendar").click();
  await page.getByRole("button", { name: "Replace it: Your calendar" }).click();
  await expect(field).not.toHaveValue(first);
  expect((await request.get(first)).status()).toBe(404);
  const second = await field.inputValue();
  await page.getByLabel("Revoke the address: Your calendar").click();
  await page.getByRole("button", { name: "Revoke it: Your calendar" }).click();
  await expect(field).toHaveCount(0);
  expect((await request.get(second)).status()).toBe(404);
});

test("a person's calendar holds their client's promises alone", async ({ page, request }) => {
  await signIn(page);
  await page.goto(`${stack.url}/clients`);
  await page.getByRole("link", { name: "Okafor Bakery" }).click();
  await page.getByText("Chidi Okafor’s calendar").click();
  await page
    .getByRole("button", { name: "Make a calendar address: Chidi Okafor’s calendar" })
    .click();
  const field = page.getByLabel("Chidi Okafor’s calendar", { exact: true });
  await expect(field).toHaveValue(/\.ics$/);
  const feed = await (await request.get(await field.inputValue())).text();
  expect(feed).toContain("Market-day website");
  expect(feed).not.toContain("lighthouse");
  expect(feed).not.toContain("Private target date");
  await expectAccessible(page);
});
