import { expect, test, type Browser, type Page } from "@playwright/test";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

/** The demo's settings in a browser of its own. */
async function openSettings(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await page.goto(`${stack.url}/settings`);
  return page;
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: "Saved." });
const stored = async () => (await stack.sql(`SELECT "freelancerName", "name" FROM "Studio"`))[0];

test("two browsers keep each other's changes, and see both values", async ({ browser }) => {
  const [one, other] = [await openSettings(browser), await openSettings(browser)];
  await test.step("each changes another field", async () => {
    await field(other, "Your name").fill("Mira H.");
    await field(one, "Studio name").fill("Holm & Daughters");
    await field(one, "Studio name").press("Enter");
    await expect(saved(one)).toBeVisible();
    await field(other, "Your name").press("Enter");
    await expect(saved(other)).toBeVisible();
    expect(await stored()).toEqual({ freelancerName: "Mira H.", name: "Holm & Daughters" });
  });
  await test.step("both change the same field", async () => {
    await field(other, "Studio name").fill("Studio of the other");
    await field(one, "Studio name").fill("Studio of the one");
    await field(one, "Studio name").press("Enter");
    await expect.poll(stored).toMatchObject({ name: "Studio of the one" });
    await field(other, "Studio name").press("Enter");
    const problem = other.getByRole("alert").filter({ hasText: "while you were editing" });
    await expect(problem).toContainText("“Studio of the one”");
    await expect(problem).toContainText("“Studio of the other”");
    await expect(field(other, "Studio name")).toHaveValue("Studio of the other");
    expect(await stored()).toMatchObject({ name: "Studio of the one" });
  });
  await test.step("and saving again is meant", async () => {
    await field(other, "Studio name").press("Enter");
    await expect(saved(other)).toBeVisible();
    expect(await stored()).toEqual({ freelancerName: "Mira H.", name: "Studio of the other" });
  });
});
