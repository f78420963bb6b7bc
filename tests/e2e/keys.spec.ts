import { expect, test } from "@playwright/test";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(() => stack.stop());

test("the studio by keyboard", async ({ page }) => {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  // The page listens once it is awake.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  // Behind the open dialog keys do nothing.
  await page.keyboard.press("n");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/projects$/);
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/projects\/new$/);
  // What is typed into a field stays there, as does a key with a modifier.
  const title = page.getByRole("textbox").first();
  await title.fill("");
  await title.pressSequentially("gcn?");
  await expect(title).toHaveValue("gcn?");
  await expect(page).toHaveURL(/\/projects\/new$/);
});

test("one key says by when the client hears", async ({ page }) => {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: "Market-day website" }).click();
  const messages = page.getByRole("region", { name: "Messages" });
  const form = messages.getByRole("form", { name: "Tell Chidi Okafor when they’ll hear" });
  await expect(form).toBeVisible();
  // What is typed stays typed.
  const write = messages.getByRole("textbox", { name: "Write to Chidi Okafor" });
  await write.fill("");
  await write.pressSequentially("h");
  await expect(write).toHaveValue("h");
  await expect(form).toBeVisible();
  await write.fill("");
  await write.blur();
  await page.keyboard.press("h");
  await expect(messages.getByText("Chidi Okafor hears by")).toBeVisible();
  await expect(form).toBeHidden();
});
