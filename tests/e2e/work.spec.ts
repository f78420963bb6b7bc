import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

/** A client on a phone, with scripts blocked. */
async function clientPage(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto(`${stack.url}/p/${await tokenOf(stack, name)}`);
  return page;
}

async function studioAt(page: Page, project: string): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: project }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(project);
}

test("work notes, a checklist that asks, an extra on delivery", async ({
  page: studio,
  browser,
}) => {
  test.setTimeout(180_000);
  await studioAt(studio, "The lighthouse map");
  const ines = await clientPage(browser, "Ines Duarte");
  const notes = studio.getByRole("region", { name: "Work notes" });
  const said = (text: string) => notes.getByRole("paragraph").filter({ hasText: text });
  const checklist = studio.getByRole("region", { name: "Checklist" });

  await test.step("a draft is the freelancer's own; shown, the client reads it with scripts off", async () => {
    await expectAccessible(studio);
    await notes.getByLabel("What was done").fill("The printer has the files, and has opened them.");
    await notes.getByRole("button", { name: "Save draft" }).click();
    await expect(
      notes
        .getByRole("list", { name: "Drafts" })
        .getByRole("paragraph")
        .filter({ hasText: "The printer has the files" }),
    ).toBeVisible();
    await expect(notes.getByLabel("What was done")).toHaveValue("");
    await ines.reload();
    await expect(ines.getByRole("region", { name: "Progress" })).not.toContainText(
      "The printer has the files",
    );
    await notes.getByRole("button", { name: /^Post now: The printer/ }).click();
    await expect(notes.getByRole("list", { name: "Drafts" })).toHaveCount(0);
    await notes.getByLabel("What was done").fill("Second line, shown at once. مرحبا 🥖");
    await notes.getByRole("button", { name: "Post", exact: true }).click();
    await expect(said("Second line, shown at once.")).toBeVisible();
    await ines.reload();
    const feed = ines.getByRole("region", { name: "Progress" });
    await expect(feed.getByRole("heading", { level: 3 }).first()).toHaveText("Today");
    await expect(feed.getByRole("listitem").first()).toContainText("Second line, shown at once.");
    await expect(feed.getByRole("listitem").nth(1)).toContainText("The printer has the files");
  });

  await test.step("a note is empty or too long: a clear word, nothing lost", async () => {
    await notes.getByRole("button", { name: "Post", exact: true }).click();
    await expect(notes.getByText("Work note: please write something.").first()).toBeVisible();
  });

  await test.step("a shown note can be reworded until it is gathered, and the seeded ones stay", async () => {
    const item = notes.getByRole("listitem").filter({ hasText: /second line/i });
    await item.locator("summary").first().click();
    await item.getByLabel("Text").fill("The second line, reworded.");
    await item.getByRole("button", { name: /^Save: / }).click();
    await expect(said("The second line, reworded.")).toBeVisible();
    await expect(
      notes
        .getByRole("listitem")
        .filter({ hasText: "The cliffs are coloured." })
        .locator("summary"),
    ).toHaveCount(0);
    await stack.sql(
      `UPDATE "WorkNote" SET "gatheredAt" = now() WHERE "text" = 'The second line, reworded.'`,
    );
    await studio.reload();
    await expect(said("The second line, reworded.")).toBeVisible();
    await expect(item.locator("summary")).toHaveCount(0);
  });

  await test.step("the list by keyboard: written, moved, ticked", async () => {
    const field = checklist.getByLabel("Add an item");
    for (const text of ["Postcard to the lighthouse keeper", "Files opened once more"]) {
      await field.focus();
      await studio.keyboard.type(text);
      await studio.keyboard.press("Enter");
      await expect(checklist.getByRole("button", { name: `Tick: ${text}` })).toBeVisible();
      await expect(field).toBeFocused();
      await expect(field).toHaveValue("");
    }
    await checklist.getByText("Edit list").click();
    const rows = checklist.getByRole("button", { name: /^(Tick|Untick): / });
    const down = checklist.getByRole("button", {
      name: "Move down: Postcard to the lighthouse keeper",
    });
    await down.focus();
    await studio.keyboard.press("Enter");
    await expect(rows.nth(3)).toHaveAccessibleName("Tick: Files opened once more");
    // The row went to the end: the button that is left there has the focus.
    await expect(
      checklist.getByRole("button", { name: "Move up: Postcard to the lighthouse keeper" }),
    ).toBeFocused();
    await expectAccessible(studio);
    await checklist.getByRole("button", { name: "Tick: Files opened once more" }).press("Enter");
    await expect(
      checklist.getByRole("button", { name: "Untick: Files opened once more" }),
    ).toBeFocused();
    await checklist.getByText("Save as template").click();
    await checklist.getByLabel("Name of the template").fill("Maps");
    await checklist.getByRole("button", { name: "Save template" }).click();
    await expect(checklist.getByText("Saved as “Maps”.")).toBeVisible();
    await expect(ines.locator("body")).not.toContainText("lighthouse keeper");
  });

  await test.step("completion asks about what is open, goes back, and then goes on anyway", async () => {
    const extra = "The nine lighthouses as small stamps";
    await expect(ines.locator("body")).not.toContainText(extra);
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(
      studio.getByText("Still open on your checklist: “Postcard to the lighthouse keeper”."),
    ).toBeVisible();
    await expectAccessible(studio);
    await studio.getByRole("link", { name: "Back" }).click();
    await expect(studio.getByText("Still open on your checklist")).toHaveCount(0);
    expect(
      await stack.sql(
        `SELECT 1 FROM "Project" WHERE "title" = 'The lighthouse map' AND "completedAt" IS NOT NULL`,
      ),
    ).toEqual([]);
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByRole("checkbox", { name: /as a surprise/ })).toBeChecked();
    await studio.getByRole("button", { name: "Complete anyway" }).click();
    await expect(
      studio.getByText(
        /The thank-you to Ines Duarte (will be sent|is being sent)|^Thank-you sent to Ines Duarte/,
      ),
    ).toBeVisible();
    await ines.reload();
    await expect(ines.getByRole("region", { name: "A little extra" })).toContainText(extra);
    await studio.getByRole("link", { name: /^Read email.*Thank-you$/ }).click();
    await expect(
      studio
        .frameLocator("iframe[title='The email']")
        .getByText(`And a little extra, beyond what we agreed: ${extra}`),
    ).toBeVisible();
  });
  await ines.context().close();
});

test("the client chooses how often to hear of new work, with scripts off", async ({
  page: studio,
  browser,
}) => {
  const haru = await clientPage(browser, "Haru Tanaka");
  const form = haru.locator("form", {
    has: haru.getByRole("button", { name: "Save", exact: true }),
  });
  await expect(form.getByLabel("Daily")).toBeChecked();
  await form.getByLabel("Important only").check();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(haru).toHaveURL(/#updates$/);
  await expect(form.getByText("Currently: important only.")).toBeVisible();
  await haru.reload();
  await expect(form.getByLabel("Important only")).toBeChecked();

  const url = `${stack.url}${await form.getAttribute("action")}`;
  const post = (headers: Record<string, string>, updateFrequency: string, to = url) =>
    haru.request.post(to, { headers, form: { updateFrequency }, maxRedirects: 0 });
  for (const origin of ["https://evil.example", "null"])
    expect((await post({ origin }, "DAILY")).status()).toBe(422);
  const wrong = await post({ origin: stack.url }, "HOURLY");
  expect(wrong.status()).toBe(422);
  expect(await wrong.text()).toContain("Please choose one of the three options.");
  expect(
    (
      await post({ origin: stack.url }, "DAILY", url.replace(/p\/[\w-]{43}/, `p/${"A".repeat(43)}`))
    ).status(),
  ).toBe(404);
  // After a refused choice this is the address in the bar: it leads back to the page.
  expect((await haru.request.get(url, { maxRedirects: 0 })).status()).toBe(302);
  expect(
    await stack.sql(`SELECT "updateFrequency"::text FROM "Contact" WHERE "name" = 'Haru Tanaka'`),
  ).toEqual([{ updateFrequency: "MATTERS" }]);

  await studio.goto(`${stack.url}/sign-in`);
  await studio.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(studio).toHaveURL(/\/today$/);
  await studio.goto(`${stack.url}/clients`);
  await studio.getByRole("link", { name: /Tanaka Tea/ }).click();
  await expect(studio.getByText(/important updates only/)).toBeVisible();
  await haru.context().close();
});

test("a project begins with a kept checklist, and the settings take it out", async ({
  page: studio,
}) => {
  await studioAt(studio, "Market-day website");
  await studio.goto(`${stack.url}/projects/new`);
  await expectAccessible(studio);
  await studio.getByText("Start from a template or an earlier project").click();
  await studio
    .getByLabel("Start from", { exact: true })
    .selectOption({ label: "Template: Before a page goes live" });
  await studio.getByRole("button", { name: "Show its dates" }).click();
  await expect(studio.getByText(/^4 checks and .+ come along\./)).toBeVisible();
  await studio.getByLabel("Project", { exact: true }).fill("A page for the tea");
  await studio.getByRole("button", { name: "Create project" }).click();
  await expect(studio.getByRole("heading", { level: 1 })).toHaveText("A page for the tea");
  const checklist = studio.getByRole("region", { name: "Checklist" });
  await expect(checklist.getByRole("button", { name: /^Tick: / })).toHaveCount(4);
  await checklist.getByText("Use a saved checklist").click();
  await checklist
    .getByLabel("Template", { exact: true })
    .selectOption({ label: "Before anything goes to the printer (4)" });
  await checklist.getByRole("button", { name: "Add items" }).click();
  await expect(checklist.getByRole("button", { name: /^Tick: / })).toHaveCount(8);
  await studio.goto(`${stack.url}/settings`);
  await studio.getByText("Before a page goes live (4)").click();
  await expectAccessible(studio);
  await studio.getByLabel("Delete template: Before a page goes live").click();
  await studio.getByRole("button", { name: "Delete it: Before a page goes live" }).click();
  await expect(studio.getByText("Before a page goes live")).toHaveCount(0);
  await expect(studio.getByText("Before anything goes to the printer (4)")).toBeVisible();
});
