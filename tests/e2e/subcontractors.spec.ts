import { expect, test, type Browser, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
});
test.afterAll(async () => stack.stop());

/** Pictures of a page, as a phone and a screen show it by day and by night. */
async function pictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [390, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const path = test.info().outputPath(`${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

/** A subcontractor's own browser: a phone that runs no script. */
async function phone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  return context.newPage();
}

const addDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a subcontractor works beside the studio, without a script and without sight of the client", async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  const [project] = await stack.sql<{ id: string; title: string }>(
    `SELECT "id", "title" FROM "Project" WHERE "completedAt" IS NULL ORDER BY "createdAt" LIMIT 1`,
  );

  await test.step("she is added, from the list that clients lead to", async () => {
    await page.goto(`${stack.url}/clients`);
    await page.getByRole("link", { name: "Subcontractors", exact: true }).click();
    await expect(page.getByText("No subcontractors yet.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Add subcontractor" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Bodil Lind");
    await page.getByLabel("Email address").fill("bodil at example");
    await page.getByRole("button", { name: "Add subcontractor" }).click();
    await expect(page.getByText(/not an email address/).first()).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Bodil Lind");
    await page.getByLabel("Email address").fill("bodil@example.com");
    await page.getByRole("button", { name: "Add subcontractor" }).click();
    await expect(page.getByRole("heading", { name: "Bodil Lind" })).toBeVisible();
    await expectAccessible(page);
  });
  const link = await page.getByRole("textbox", { name: "Bodil Lind’s page" }).inputValue();

  await test.step("she is given work in a project", async () => {
    await page.goto(`${stack.url}/projects/${project!.id}`);
    await page.getByRole("link", { name: "New assignment" }).click();
    await page.getByLabel("What they do").fill("Ink the skerries");
    await page.getByLabel("Brief").fill("Nine skerries, in ink, on the paper I’ll send you.");
    await page.getByLabel("I need it by (optional)").fill(addDays(20));
    await page.getByLabel("I pay by (optional)").fill(addDays(30));
    await page.getByLabel("Amount (optional)").fill("450");
    await page.getByRole("button", { name: "Give assignment" }).click();
    // The amount has no currency: the form says so and keeps what was typed.
    await expect(
      page.getByText("Currency: write its code too, such as EUR.").first(),
    ).toBeVisible();
    await expect(page.getByLabel("What they do")).toHaveValue("Ink the skerries");
    await expectAccessible(page);
    await page.getByLabel("Currency").fill("eur");
    await page.getByRole("button", { name: "Give assignment" }).click();
    await expect(page.getByRole("heading", { name: "Ink the skerries" })).toBeVisible();
    await page.getByText("Add date", { exact: true }).first().click();
    await page.getByLabel("What", { exact: true }).fill("The paper");
    await page.getByLabel("Date", { exact: true }).fill(addDays(5));
    await page.getByRole("button", { name: "Add date" }).click();
    await expect(page.getByText("The paper", { exact: true }).first()).toBeVisible();
  });

  const desk = await phone(browser);
  await test.step("her page has it, and nothing of the client", async () => {
    const answer = await desk.goto(link);
    expect(answer!.headers()["cache-control"]).toBe("no-store");
    await expect(desk.getByRole("heading", { name: "Ink the skerries" })).toBeVisible();
    await expect(desk.getByText("Nine skerries, in ink")).toBeVisible();
    await expect(desk.getByText("€450.00")).toBeVisible();
    const html = await desk.content();
    const names = await stack.sql<{ name: string }>(
      `SELECT "name" FROM "Client" UNION SELECT "name" FROM "Contact" UNION SELECT "title" FROM "Project"`,
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter(({ name }) => html.includes(name))).toEqual([]);
    // The control: her own name is there.
    expect(html).toContain("Bodil");
  });

  await test.step("she writes and sends a file, and the studio beside it shows both", async () => {
    // Nothing at all is refused by the browser, blanks by us.
    await desk.getByLabel("Write to Mira Holm").fill("  ");
    await desk.getByRole("button", { name: "Send", exact: true }).click();
    await expect(desk.getByRole("alert")).toHaveText(/Write a message first/);
    await desk.getByLabel("Write to Mira Holm").fill("Does the ninth have a beacon?");
    await desk.getByRole("button", { name: "Send", exact: true }).click();
    await expect(desk.getByText("Does the ninth have a beacon?")).toBeVisible();
    await expect(page.getByText("Does the ninth have a beacon?")).toBeVisible();
    await desk.getByLabel("Send a file to Mira Holm").setInputFiles({
      name: "sketch.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("nine skerries"),
    });
    await desk.getByRole("button", { name: "Send file" }).click();
    await expect(desk.getByRole("link", { name: "sketch.txt" })).toBeVisible();
    await expect(page.getByRole("link", { name: "sketch.txt" })).toBeVisible();
    await page.goto(`${stack.url}/today`);
    await page.getByRole("link", { name: "Reply: Bodil Lind, Ink the skerries" }).click();
    await page.getByLabel("Write to Bodil Lind").fill("Yes, and it is white.");
    await page.getByRole("button", { name: "Send to Bodil Lind" }).click();
    await expect(page.getByText("Yes, and it is white.")).toBeVisible();
    await desk.reload();
    await expect(desk.getByText("Yes, and it is white.")).toBeVisible();
    await desk.getByRole("button", { name: "Mark as read" }).click();
    await expect(desk.getByRole("button", { name: "Mark as read" })).toHaveCount(0);
  });

  await test.step("a text that names a client is looked at before it is sent", async () => {
    const [client] = await stack.sql<{ name: string }>(
      `SELECT "name" FROM "Client" WHERE length("name") > 8 ORDER BY "name" LIMIT 1`,
    );
    await page.getByLabel("Write to Bodil Lind").fill(`It is for ${client!.name}, by the way.`);
    await page.getByRole("button", { name: "Send to Bodil Lind" }).click();
    await expect(page.getByText("Have a look at what is said below").first()).toBeVisible();
    expect(
      await stack.sql(`SELECT 1 FROM "AssignmentMessage" WHERE "text" LIKE '%by the way%'`),
    ).toEqual([]);
    await page.getByLabel("Write to Bodil Lind").fill("");
  });

  await test.step("a date moves with a reason, and she sees the old one struck through", async () => {
    const dates = page.getByRole("region", { name: "Dates" });
    await dates.getByText("Move the date: The paper").click();
    const form = dates.getByRole("form", { name: "The paper" }).last();
    await form.getByLabel("New date").fill(addDays(9));
    await form.getByRole("button", { name: "Move and tell them" }).click();
    await expect(form.getByText(/say why it takes longer/).first()).toBeVisible();
    await form.getByLabel("Reason").fill("The mill was closed for a week.");
    await form.getByRole("button", { name: "Move and tell them" }).click();
    await expect(dates.locator("del")).toHaveCount(1);
    await expectAccessible(page);
    await pictures(page, "assignment");
    await desk.reload();
    await expect(desk.locator("#dates del")).toHaveCount(1);
    await expect(desk.getByText("The mill was closed for a week.")).toBeVisible();
  });

  await test.step("it is done: she is thanked, asked, and answers once", async () => {
    await page.getByRole("button", { name: "Mark as done", exact: true }).click();
    await expect(page.getByText(/Bodil Lind will be asked/)).toBeVisible();
    await stack.sql(`UPDATE "AssignmentQuestion" SET "dueAt" = now()`);
    await expect
      .poll(
        async () =>
          (await stack.sql(`SELECT 1 FROM "AssignmentQuestion" WHERE "askedAt" IS NOT NULL`))
            .length,
        {
          timeout: 150_000,
        },
      )
      .toBe(1);
    await desk.reload();
    // As a program does that does not look at what a form needs: the refusal is ours.
    const form = desk.locator("form").filter({ has: desk.getByRole("radio") });
    await form.evaluate((one: HTMLFormElement) => (one.noValidate = true));
    await desk.getByRole("button", { name: "Send my answer" }).click();
    await expect(desk.getByRole("alert")).toHaveText(/Please choose one of the three answers/);
    await desk.getByRole("radio", { name: /^No/ }).check();
    await desk.getByLabel(/In your words/).fill("The paper came late.");
    await desk.getByRole("button", { name: "Send my answer" }).click();
    await expect(desk.getByText("Your answer has arrived.")).toBeVisible();
    await expect(desk.getByRole("radio")).toHaveCount(0);
    await page.goto(`${stack.url}/today`);
    await page.getByRole("link", { name: "Read answer: Bodil Lind, Ink the skerries" }).click();
    await expect(page.getByText("The paper came late.")).toBeVisible();
    await page.getByRole("button", { name: "Mark as read" }).click();
    await expect(page.getByRole("button", { name: "Mark as read" })).toHaveCount(0);
  });

  await test.step("her page is accessible, and follows changes where scripts may run", async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const open = await context.newPage();
    await open.goto(link);
    await expectAccessible(open);
    await pictures(open, "desk");
    await page.getByLabel("Write to Bodil Lind").fill("Thank you for the ninth.");
    await page.getByRole("button", { name: "Send to Bodil Lind" }).click();
    await expect(open.getByText("Thank you for the ninth.")).toBeVisible();
    await context.close();
  });

  await test.step("the project, its client’s page and a closed link say what they should", async () => {
    await page.goto(`${stack.url}/projects/${project!.id}`);
    await expect(page.getByRole("link", { name: "Ink the skerries", exact: true })).toBeVisible();
    await expectAccessible(page);
    await pictures(page.getByRole("region", { name: "Who helps me" }).page(), "project");
    await page.goto(`${stack.url}/subcontractors`);
    await pictures(page, "subcontractors");
    await page.getByRole("link", { name: "Bodil Lind" }).click();
    await page.getByText("Limit, replace or revoke the link").click();
    await page.getByLabel("Revoke the link: Bodil Lind").click();
    await page.getByRole("button", { name: "Revoke it: Bodil Lind" }).click();
    await expect(page.getByText("Link revoked", { exact: true })).toBeVisible();
    const gone = await desk.reload();
    expect(gone!.status()).toBe(404);
  });
});
