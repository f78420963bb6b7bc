import { expect, test, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
  await makeHistory(stack);
});
test.afterAll(() => stack.stop());

/** Two years of promises, replies and answers, beside what the demo has. */
async function makeHistory({ sql }: Stack): Promise<void> {
  const [{ freelancerId }] = (await sql(`SELECT "freelancerId" FROM "Studio"`)) as [
    { freelancerId: string },
  ];
  const own = `'${freelancerId}'::uuid`;
  await sql(
    `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt", "completedAt")
      SELECT gen_random_uuid(), ${own}, c."clientId", c."id", 'Set of charts ' || n, at, at + interval '20 days'
      FROM generate_series(1, 24) n CROSS JOIN LATERAL (SELECT date_trunc('day', now()) - n * interval '29 days'
        - interval '25 days' + interval '9 hours' AS at) b
      CROSS JOIN (SELECT "id", "clientId" FROM "Contact" WHERE "freelancerId" = ${own} ORDER BY "id" LIMIT 1) c`,
  );
  const tables = `FROM "Project" p CROSS JOIN LATERAL (SELECT substring(p."title" FROM '\\d+$')::int AS n) t
    WHERE p."title" LIKE 'Set of charts %'`;
  await sql(
    `INSERT INTO "Deadline" ("id", "freelancerId", "projectId", "title", "promisedOn", "metAt")
      SELECT gen_random_uuid(), ${own}, p."id", 'First proof', (p."createdAt" + interval '9 days')::date,
        p."createdAt" + (CASE WHEN n % 7 = 0 THEN 12 ELSE 8 END) * interval '1 day' ${tables}`,
  );
  await sql(
    `INSERT INTO "DeadlineMove" ("id", "freelancerId", "deadlineId", "fromOn", "toOn", "reason", "movedAt",
        "toldDaysEarly")
      SELECT gen_random_uuid(), ${own}, d."id", d."promisedOn" - 3, d."promisedOn", 'The paper came late.',
        p."createdAt" + interval '3 days', CASE WHEN n % 8 = 0 THEN -2 ELSE 3 END
      FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId"
        CROSS JOIN LATERAL (SELECT substring(p."title" FROM '\\d+$')::int AS n) t
      WHERE p."title" LIKE 'Set of charts %' AND n % 4 = 0`,
  );
  await sql(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "contactId", "channel", "text", "formKey",
        "writtenAt")
      SELECT gen_random_uuid(), ${own}, p."clientId", p."id", CASE WHEN line = 0 THEN p."contactId" END,
        (CASE WHEN n % 2 = 0 THEN 'EMAIL' ELSE 'PORTAL' END)::"Channel", 'Where is the proof?', gen_random_uuid(),
        p."createdAt" + line * (n * interval '31 minutes')
      FROM generate_series(0, 1) line, "Project" p CROSS JOIN LATERAL (SELECT substring(p."title" FROM '\\d+$')::int
        AS n) t WHERE p."title" LIKE 'Set of charts %'`,
  );
  await sql(
    `WITH asked AS (INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt",
          "expiresAt")
        SELECT gen_random_uuid(), ${own}, p."id", p."contactId", sha256(p."id"::text::bytea), p."completedAt",
          p."completedAt" ${tables} RETURNING "id", "invitedAt")
      INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "effort", "answeredAt")
        SELECT gen_random_uuid(), ${own}, "id", 1, (CASE row_number() OVER () % 8 WHEN 0 THEN 'NEARLY' ELSE 'UP_TO_MARK'
          END)::"Verdict", 3 + row_number() OVER () % 3, "invitedAt" FROM asked`,
  );
}

async function openStudio(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

const TITLE = "CSQ, your customer-service quotient";
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const rows = (page: Page) => page.getByRole("main").getByRole("listitem");

test("from a figure to its rows, and from a row to where it is", async ({ page }) => {
  await openStudio(page);
  await page.getByRole("link", { name: "How you are doing (CSQ)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await test.step("a figure says how many rows it opens", async () => {
    const missed = part(page, "Promised dates").getByRole("link", { name: /missed in silence$/ });
    const count = Number((await missed.first().textContent())!.split(" ")[0]);
    expect(count).toBeGreaterThanOrEqual(3);
    await missed.first().click();
    await expect(page).toHaveURL(/\/quality\/promises\.missed$/);
    await expect(rows(page)).toHaveCount(count);
    await expect(page.getByText(`${count} rows, the latest first.`)).toBeVisible();
    await expectAccessible(page);
  });
  await test.step("a row leads to its project", async () => {
    const row = rows(page).filter({ hasText: "Set of charts 7" });
    await row.getByRole("link").click();
    await expect(page).toHaveURL(/\/projects\/[\w-]+#promises$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set of charts 7");
  });
  await test.step("the worst case opens itself alone", async () => {
    await page.goto(`${stack.url}/quality`);
    const line = part(page, "How soon you reply").getByText(/^By email:/);
    const slowest = line.getByRole("link").last();
    const took = await slowest.textContent();
    await slowest.click();
    await expect(page).toHaveURL(/replies\.EMAIL\?value=\d+$/);
    expect(await rows(page).count()).toBeGreaterThanOrEqual(1);
    for (const row of await rows(page).all()) await expect(row).toContainText(took!);
  });
  await test.step("a reply leads to its line in the thread", async () => {
    const link = rows(page).first().getByRole("link");
    const id = (await link.getAttribute("href"))!.split("#")[1]!;
    await link.click();
    await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  });
});

test("a quarter has its own figures, rows and pages", async ({ page }) => {
  await openStudio(page);
  await page.goto(`${stack.url}/quality`);
  const quarter = page
    .getByRole("navigation", { name: "Period" })
    .getByRole("link", { name: /^Q\d/ });
  await quarter.nth(1).click();
  await expect(page).toHaveURL(/\/quality\?from=\d{4}-\d\d-01$/);
  const figure = part(page, "Promised dates").getByRole("link", { name: /kept$/ }).first();
  const count = Number((await figure.textContent())!.split(" ")[0]);
  await figure.click();
  await expect(rows(page)).toHaveCount(count);
  // Under five cases there is no share.
  await page.goto(`${stack.url}/quality`);
  await expect(part(page, "Was it up to mark?")).toContainText("%");
  const answers = part(page, "Was it up to mark?").locator("tr");
  const few = answers.filter({ hasText: /^Q\d \d{4}[1-4]––$/ }).first();
  const name = /^Q\d \d{4}/.exec((await few.textContent())!)![0];
  await page.getByText("Earlier quarters").click();
  await quarter.filter({ hasText: name }).click();
  await expect(part(page, "Was it up to mark?")).not.toContainText("%");
  for (const path of [
    "?from=2026-02-30",
    "?from=nonsense",
    "/nothing",
    "/replies?after=-1",
    "/replies?value=x",
  ]) {
    const answer = await page.goto(`${stack.url}/quality${path}`);
    expect(answer!.status(), path).toBe(404);
  }
});

test("by keyboard, and at each width in both modes", async ({ page }) => {
  await openStudio(page);
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await expect(page).toHaveURL(/\/quality$/, { timeout: 500 });
  }).toPass();
  await page.getByText("The same as a table").first().click();
  for (const width of [320, 390, 768, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    if (width !== 390 && width !== 1280) continue;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const path = test.info().outputPath(`quality-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await page.emulateMedia({ colorScheme: null });
  }
});

test("with scripts off", async ({ browser }) => {
  const signedIn = await browser.newContext();
  await openStudio(await signedIn.newPage());
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`${stack.url}/quality`);
  const promises = part(page, "Promised dates");
  await expect(
    promises.getByRole("img", { name: "Promises by quarter, kept or not" }),
  ).toBeVisible();
  await promises.getByText("The same as a table").click();
  const cell = promises.getByRole("table").getByRole("link").first();
  const count = Number(await cell.textContent());
  await cell.click();
  await expect(rows(page)).toHaveCount(count);
});

test("the email about the past year is turned on in settings", async ({ page }) => {
  await openStudio(page);
  await page.goto(`${stack.url}/settings#year`);
  const section = part(page, "The past year, each January");
  await expect(section).toContainText("You don’t get it.");
  await section.getByRole("button", { name: "Send it" }).click();
  await expect(section).toContainText("You get it each January.");
  await section.getByRole("button", { name: "Don’t send it" }).click();
  await expect(section).toContainText("You don’t get it.");
});
