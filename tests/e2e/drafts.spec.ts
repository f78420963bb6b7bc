import { expect, test, type Page } from "@playwright/test";
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

async function openProject(page: Page): Promise<string> {
  await enterDemo(page);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: "The lighthouse map" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
  return page.url();
}

const box = (page: Page) => page.getByLabel("Write to Ines Duarte");
const sendMessage = (page: Page) =>
  page.getByRole("button", { name: "Send to Ines Duarte" }).click();
const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":draft:")));

const EARLIER = "You typed this earlier. It has not been sent yet.";

/** Sends what the box holds, and shows that nothing of it is left to be sent again. */
async function sendAndExpectNoDraft(page: Page, text: string): Promise<void> {
  expect(await drafts(page)).toHaveLength(1);
  await sendMessage(page);
  await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  await expect(box(page)).toHaveValue("");
  expect(await drafts(page)).toEqual([]);
  await page.reload();
  await expect(box(page)).toHaveValue("");
  await expect(page.getByText(EARLIER)).toHaveCount(0);
  const [row] = await stack.sql<{ count: string }>(
    `SELECT count(*) FROM "Message" WHERE "text" = $1`,
    [text],
  );
  expect(row).toEqual({ count: "1" });
}

test("a message sent offline stays and is sent later", async ({ page, context }) => {
  await openProject(page);
  await box(page).fill("Typed on a train.");
  await context.setOffline(true);
  await sendMessage(page);
  await expect(
    page.getByRole("alert").filter({ hasText: "You seem to be offline." }),
  ).toBeVisible();
  await expect(box(page)).toHaveValue("Typed on a train.");
  await context.setOffline(false);
  await sendAndExpectNoDraft(page, "Typed on a train.");
});

test("an expired session leads back to the text", async ({ page }) => {
  const url = await openProject(page);
  await box(page).fill("Typed before the session ended.");
  await stack.sql(`DELETE FROM "Session"`);
  await sendMessage(page);
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(url);
  await expect(box(page)).toHaveValue("Typed before the session ended.");
  await expect(page.getByText(EARLIER)).toBeVisible();
  await sendAndExpectNoDraft(page, "Typed before the session ended.");
});

test("navigation away and back keeps the text, and discarding it drops it", async ({ page }) => {
  await openProject(page);
  await box(page).fill("Half a sentence");
  await page.getByRole("link", { name: "Clients" }).click();
  await expect(page.getByRole("heading", { name: "Clients", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(box(page)).toHaveValue("Half a sentence");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(box(page)).toHaveValue("");
  expect(await drafts(page)).toEqual([]);
  // Only what differs from what the form began with is kept.
  await box(page).fill("x");
  expect(await drafts(page)).toHaveLength(1);
  await box(page).fill("");
  expect(await drafts(page)).toEqual([]);
});

test("a closed tab keeps the text, in whatever is closed too", async ({ page, context }) => {
  const url = await openProject(page);
  await box(page).fill("Typed before the tab was closed.");
  await page.getByText("Edit title or summary").click();
  await page.getByLabel("What was agreed").fill("A map of every lighthouse, and a small poster.");
  await page.close();
  const again = await context.newPage();
  await again.goto(url);
  await expect(box(again)).toHaveValue("Typed before the tab was closed.");
  await expect(again.getByLabel("What was agreed")).toBeVisible();
  await expect(again.getByLabel("What was agreed")).toHaveValue(/a small poster/);
  const form = again.locator("form", { has: again.getByLabel("What was agreed") });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("status")).toContainText("Saved.");
  await sendAndExpectNoDraft(again, "Typed before the tab was closed.");
});

test("an error page gives the text back", async ({ page }) => {
  await openProject(page);
  await box(page).fill("Typed before the error.");
  await stack.sql(`ALTER TABLE "ChecklistItem" RENAME TO "ChecklistItemGone"`);
  await page.reload();
  await expect(page.getByText("Trying again… Your text is still here.")).toBeVisible();
  await stack.sql(`ALTER TABLE "ChecklistItemGone" RENAME TO "ChecklistItem"`);
  await expect(box(page)).toHaveValue("Typed before the error.");
  await sendAndExpectNoDraft(page, "Typed before the error.");
});

test("an update of the page keeps the text and says so", async ({ page }) => {
  await openProject(page);
  await box(page).fill("Typed over an update.");
  // As a server of another build answers: it does not know the action.
  await page.route(
    "**/projects/*",
    (route) =>
      route.continue({ headers: { ...route.request().headers(), "next-action": "00".repeat(21) } }),
    { times: 1 },
  );
  await sendMessage(page);
  await expect(page.getByText("This page was updated. Send it again.")).toBeVisible();
  await expect(box(page)).toHaveValue("Typed over an update.");
  await sendAndExpectNoDraft(page, "Typed over an update.");
});

test("signing out forgets what was typed", async ({ page }) => {
  await openProject(page);
  await box(page).fill("Nobody after me should read this.");
  expect(await drafts(page)).toHaveLength(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${stack.url}/`);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
