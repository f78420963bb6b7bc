import { expect, test, type Browser, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let ines: string;
let mapId: string;
const PRINT = "Files for the printer and the website";

test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
  ines = await tokenOf(stack, "Ines Duarte");
  const [map] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  mapId = map!.id;
});
test.afterAll(async () => stack.stop());

const on = (path: string) => stack.url + path;

async function signIn(page: Page): Promise<void> {
  await page.goto(on("/sign-in"));
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

/** Ines's page on a phone, in a browser of her own. */
async function openPhone(browser: Browser, path = ""): Promise<Page> {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    timezoneId: "Europe/Lisbon",
  });
  const client = await phone.newPage();
  const streaming = client.waitForResponse((response) => response.url().endsWith("/live"));
  await client.goto(on(`/p/${ines}${path}`));
  await streaming;
  return client;
}

/** Opens what is closed at first, by its words. */
const open = (page: Page, title: string | RegExp) =>
  page.locator("summary").filter({ hasText: title }).first().click();

test("dates: done from Today and undone, changed, dropped with a word, and done by the client", async ({
  page,
  browser,
}) => {
  const client = await openPhone(browser);
  await signIn(page);
  await test.step("the client's own date has a button", async () => {
    await stack.sql(`UPDATE "Deadline" SET "holder" = 'CLIENT' WHERE "title" = $1`, [PRINT]);
    await client.reload();
    await take(client, "next-from-you");
    await client.getByRole("button", { name: "Done" }).click();
    await expect(client.getByText(`Done: ${PRINT}`)).toBeVisible();
    await page.goto(on("/today"));
    await expect(page.getByRole("listitem").filter({ hasText: `Done: ${PRINT}` })).toBeVisible();
  });
  await test.step("marked as done on Today, it can be undone there", async () => {
    await stack.sql(
      `UPDATE "Deadline" SET "holder" = 'FREELANCER', "metAt" = NULL, "promisedOn" = current_date - 2
       WHERE "title" = $1`,
      [PRINT],
    );
    await page.goto(on("/today"));
    const late = page.getByRole("listitem").filter({ hasText: PRINT });
    await late.getByRole("button", { name: `Mark as done: ${PRINT}` }).click();
    await page.getByRole("button", { name: `Undo: ${PRINT}` }).click();
    await expect(page.getByRole("button", { name: `Mark as done: ${PRINT}` })).toBeVisible();
    await expectAccessible(page);
    await take(page, "today");
  });
  await test.step("its title is changed, on the client's open page too", async () => {
    await page.goto(on(`/projects/${mapId}`));
    await page.getByRole("link", { name: new RegExp(`^Edit or drop ?: ${PRINT}`) }).click();
    await page.getByLabel("What is promised").fill("Files for the printer");
    await page.getByRole("button", { name: /^Save/ }).click();
    await expect(client.getByText("Files for the printer", { exact: true }).first()).toBeVisible();
  });
  await test.step("it is dropped, and the client reads why", async () => {
    await page
      .getByLabel("What Ines Duarte reads (optional)")
      .fill("The printer takes the files from the website, so you need none from me.");
    await expectAccessible(page);
    await take(page, "promise");
    await page.getByRole("button", { name: /^Drop promise/ }).click();
    await expect(client.getByText(/Dropped · promised for/)).toBeVisible();
    await expect(client.getByText("The printer takes the files")).toBeVisible();
    await page.getByRole("link", { name: "The lighthouse map" }).click();
    await page.getByRole("button", { name: /^Bring back/ }).click();
    await expect(client.getByText(/Dropped · promised for/)).toHaveCount(0);
  });
  await client.context().close();
});

test("a message is corrected: once it was read both see what it said before", async ({
  page,
  browser,
}) => {
  const client = await openPhone(browser);
  await client.getByRole("button", { name: "Mark as read" }).click();
  await signIn(page);
  await page.goto(on(`/projects/${mapId}`));
  const said = page.getByRole("listitem").filter({ hasText: "Good morning Ines" });
  await said.getByRole("link", { name: /^Correct/ }).click();
  await page
    .getByRole("textbox", { name: "Message" })
    .fill("Good morning Ines, the cliffs are finished now.");
  await page.getByRole("button", { name: /^Save correction/ }).click();
  await expect(page.getByText("Corrected. Your client sees the correction")).toBeVisible();
  await expect(client.getByText("the cliffs are finished now.")).toBeVisible();
  await client.getByText(/^corrected /).click();
  await expect(client.getByText(/The cliffs took two tries/)).toBeVisible();
  await expectAccessible(client);
  await take(client, "corrected");
  await client.context().close();
});

test("a project is deleted while its client types: the text survives, and the page says so", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const [contact] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Contact" WHERE "name" = 'Ines Duarte'`,
  );
  await page.goto(on(`/projects/new?contact=${contact!.id}`));
  await page.getByLabel("Project", { exact: true }).fill("A mistyped map");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/[\w-]{36}$/);
  const client = await openPhone(browser);
  await expect(client.getByRole("heading", { level: 1 })).toHaveText("A mistyped map");
  const link = await client.locator("form[enctype]").first().getAttribute("action");
  await client.goto(on(link!.replace(/\/files$/, "")));
  await client.getByLabel("Write to Mira Holm").fill("I wonder whether the scale is right.");
  await open(page, "Archive or delete");
  await expectAccessible(page);
  await take(page, "archive-or-delete");
  await page.getByLabel("Delete project: A mistyped map").click();
  await page.getByRole("button", { name: /^Delete it for good/ }).click();
  await expect(page).toHaveURL(/\/projects$/);
  await expect(client.getByRole("alert")).toContainText("This project is not here any more.");
  await expect(client.getByLabel("Write to Mira Holm")).toHaveValue(
    "I wonder whether the scale is right.",
  );
  await client.getByRole("button", { name: "Send", exact: true }).click();
  await expect(client.getByRole("alert")).toContainText("your message was not sent");
  await expect(client.getByLabel("Write to Mira Holm")).toHaveValue(
    "I wonder whether the scale is right.",
  );
  await expectAccessible(client);
  await take(client, "project-gone");
  await client.getByRole("button", { name: "Send", exact: true }).click();
  await expect(client).toHaveURL(/#/);
  await expect(client.getByText("I wonder whether the scale is right.")).toBeVisible();
  await client.context().close();
});

test("a second contact gets the emails too, and is removed", async ({ page }) => {
  await signIn(page);
  await page.goto(on(`/projects/${mapId}`));
  await page.getByRole("link", { name: "Duarte Lighthouse Tours" }).first().click();
  await open(page, "Add a contact");
  await page.getByLabel("Contact’s name").last().fill("Rui Duarte");
  await page.getByLabel("Email address").last().fill("rui@example.com");
  await page.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByRole("heading", { name: "Rui Duarte" })).toBeVisible();
  await test.step("Rui gets the emails too", async () => {
    await page.goto(on(`/projects/${mapId}`));
    await open(page, "People");
    await page.getByLabel("Rui Duarte").check();
    await expectAccessible(page);
    await take(page, "people");
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await stack.sql(`UPDATE "Studio" SET "batchSeconds" = 300`);
    await page.getByLabel("Write to Ines Duarte").fill("The proof is with the printer.");
    await page.getByRole("button", { name: /^Send to Ines Duarte/ }).click();
    await expect
      .poll(() => stack.sql(`SELECT "toName" FROM "Email" WHERE "toName" = 'Rui Duarte'`))
      .toHaveLength(1);
  });
  await test.step("Rui is removed, and what waited for him is not sent", async () => {
    await page.getByRole("link", { name: "Duarte Lighthouse Tours" }).first().click();
    await open(page, "Remove Rui Duarte");
    await take(page, "remove-contact");
    await page.getByRole("button", { name: /^Remove contact: Rui/ }).click();
    await expect(page.getByRole("heading", { name: "Rui Duarte" })).toHaveCount(0);
    const [email] = await stack.sql<{ sent: boolean }>(
      `SELECT "sentAt" IS NOT NULL AS "sent" FROM "Email" WHERE "toName" = 'Rui Duarte'`,
    );
    expect(email).toEqual({ sent: false });
    await expectAccessible(page);
  });
});

test("a project is cancelled and archived, and comes back", async ({ page, browser }) => {
  await signIn(page);
  await test.step("the open page says that it was stopped", async () => {
    const client = await openPhone(browser);
    await page.goto(on(`/projects/${mapId}`));
    await open(page, "Cancel project");
    await expectAccessible(page);
    await take(page, "cancel-project");
    await page.getByRole("button", { name: "Cancel project" }).click();
    await expect(client.getByText("This project has been stopped.")).toBeVisible();
    await expectAccessible(client);
    await take(client, "stopped");
    await open(page, "Archive or delete");
    await page.getByRole("button", { name: "Archive project" }).click();
    await expect(page.getByRole("button", { name: "Put back into the lists" })).toBeVisible();
    await page.goto(on("/archive"));
    await expectAccessible(page);
    await take(page, "archive");
    await page.getByRole("button", { name: /^Put back into the lists/ }).click();
    await expect(page.getByText("No archived projects.")).toBeVisible();
    await client.context().close();
  });
});
