import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(() => stack.stop());

async function openStudio(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

const field = (page: Page) => page.getByRole("searchbox");
const group = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("search by keyboard, from any page to a line of a thread", async ({ page }) => {
  await openStudio(page);
  await test.step("the key leads to the field", async () => {
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(page).toHaveURL(/\/search$/, { timeout: 500 });
    }).toPass();
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue("");
  });
  await test.step("what is typed finds umlauts, and marks them", async () => {
    await page.keyboard.type("jubilaeum");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/search\?q=jubilaeum$/);
    const projects = group(page, "Projects");
    await expect(projects.getByRole("link", { name: "Lesezeichen zum Jubiläum" })).toBeVisible();
    await expect(projects.locator("mark").first()).toHaveText("Jubiläum");
    await expectAccessible(page);
  });
  await test.step("the key leads back to the field, with what is in it selected", async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(field(page)).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.type("kestrel/heron");
    await expect(field(page)).toHaveValue("kestrel/heron");
  });
  await test.step("a message leads to its line", async () => {
    const [line] = await stack.sql<{ id: string; word: string }>(
      `SELECT "id", substring("text" FROM '[A-Za-z]{9,}') AS "word" FROM "Message"
        WHERE "projectId" IS NOT NULL AND "text" ~ '[A-Za-z]{9,}' ORDER BY "writtenAt" DESC LIMIT 1`,
    );
    await field(page).fill(line!.word);
    await page.keyboard.press("Enter");
    const found = group(page, "Messages").locator(`a[href$="#m-${line!.id}"]`);
    await found.click();
    await expect(page).toHaveURL(new RegExp(`#m-${line!.id}$`));
    await expect(page.locator(`#m-${line!.id}`)).toBeInViewport();
  });
});

test("what cannot be searched for is said, and kept", async ({ page }) => {
  await openStudio(page);
  const cases = [
    ["a", "2 characters at least"],
    ["%_\\'\"", "signs alone"],
    ["🙂", "signs alone"],
    ["x".repeat(500), "200 characters or fewer: you typed 500"],
  ] as const;
  for (const [typed, problem] of cases) {
    await page.goto(`${stack.url}/search?q=${encodeURIComponent(typed)}`);
    await expect(page.getByRole("alert").filter({ hasText: problem })).toBeVisible();
    await expect(field(page)).toHaveValue(typed);
  }
  await page.goto(`${stack.url}/search?q=zq%00qz`);
  await expect(page.getByText("Nothing found.")).toBeVisible();
  await page.goto(`${stack.url}/search?q=zzyzx`);
  await expect(page.getByText("Nothing found.")).toBeVisible();
});

test("search with scripts off", async ({ browser }) => {
  const signedIn = await browser.newContext();
  await openStudio(await signedIn.newPage());
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`${stack.url}/today`);
  await page.getByRole("link", { name: "Search", exact: true }).click();
  await field(page).fill("lighthouse");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(group(page, "Projects").locator("mark").first()).toHaveText(/lighthouse/i);
  await page.screenshot({ path: test.info().outputPath("search.png"), fullPage: true });
});
