import { expect, test, type Page } from "@playwright/test";
import { gzipSync } from "node:zlib";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

async function enterDemo(page: Page): Promise<void> {
  await page.goto(`${stack.url}/`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

async function openProject(page: Page): Promise<void> {
  await enterDemo(page);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: "The lighthouse map" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
}

test("the first page is one light document without script", async ({ page, browser }) => {
  const answer = await fetch(`${stack.url}/`);
  const html = await answer.text();
  expect(html).not.toContain("<script");
  const [sheet] = /\/client\.[0-9a-f]{8}\.css/.exec(html)!;
  const css = await (await fetch(stack.url + sheet)).text();
  expect(gzipSync(html).length + gzipSync(css).length).toBeLessThanOrEqual(15_000);
  await page.goto(`${stack.url}/`);
  await expectAccessible(page);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await enterDemo(plain);
  await context.close();
});

test("the demo's button is refused from elsewhere", async () => {
  const sent = (origin?: string) =>
    fetch(`${stack.url}/`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...(origin ? { origin } : {}),
      },
    });
  for (const origin of [undefined, "null", "https://example.com"]) {
    const { status, headers } = await sent(origin);
    expect(status).not.toBe(303);
    expect(headers.get("set-cookie")).toBeNull();
  }
  expect((await sent(stack.url)).headers.get("location")).toBe("/today");
});

test("a Latin reader's fonts are preloaded and within 90 kB", async ({ page }) => {
  const fonts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") fonts.push(new URL(request.url()).pathname);
  });
  await openProject(page);
  await page.reload({ waitUntil: "networkidle" });
  const unique = [...new Set(fonts)];
  const sizes = await Promise.all(
    unique.map(async (path) => (await (await fetch(stack.url + path)).arrayBuffer()).byteLength),
  );
  expect(unique.toSorted()).toEqual([
    "/fonts/inter-latin-wght-normal.woff2",
    "/fonts/newsreader-latin-400-normal.woff2",
  ]);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(90_000);
  for (const path of unique)
    await expect(page.locator(`head link[rel=preload][href="${path}"]`)).toHaveCount(1);
  await stack.sql(`UPDATE "Client" SET "name" = 'Kovač' WHERE "name" = 'Duarte Lighthouse Tours'`);
  await page.reload({ waitUntil: "networkidle" });
  expect(fonts).toContain("/fonts/inter-latin-ext-wght-normal.woff2");
});

test("a tab is titled by its thing", async ({ page }) => {
  await openProject(page);
  await expect(page).toHaveTitle("The lighthouse map · Uptomark");
  const project = page.url();
  await page
    .getByRole("main")
    .getByRole("link", { name: /Kovač|Duarte/ })
    .first()
    .click();
  await expect(page).toHaveTitle(/^(Kovač|Duarte Lighthouse Tours) · Uptomark$/);
  const missing = await page.goto(`${project.slice(0, -4)}0000`);
  expect(missing!.status()).toBe(404);
});

test("a link shows within 100 ms that it was pressed", async ({ page }) => {
  // The page listens for changes once its scripts run: from then on a link is theirs.
  const listens = page.waitForRequest("**/api/live");
  await enterDemo(page);
  await listens;
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/clients**", async (route) => {
    await held;
    await route.continue();
  });
  const shownAfter = await page.evaluate(async () => {
    const from = performance.now();
    document.querySelector<HTMLElement>('nav a[href="/clients"]')!.click();
    return new Promise<number>((done) => {
      const look = () =>
        document.querySelector('[role="status"].fixed')
          ? done(performance.now() - from)
          : requestAnimationFrame(look);
      look();
    });
  });
  expect(shownAfter).toBeLessThanOrEqual(100);
  answer();
  await expect(page.getByRole("heading", { name: "Clients", level: 1 })).toBeVisible();
  await expect(page.getByText("Opening…")).toHaveCount(0);
});

test("the keyboard goes to settings, begins a project and sends a message", async ({ page }) => {
  await openProject(page);
  const box = page.getByLabel("Write to Ines Duarte");
  await box.fill("Sent by the keyboard.");
  await box.press("Control+Enter");
  await expect(
    page.getByRole("listitem").filter({ hasText: "Sent by the keyboard." }),
  ).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await expect(page.getByLabel("Project", { exact: true })).toBeFocused();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/settings$/);
});

test("Today's reply leads into the box, beside what was written", async ({ page }) => {
  await enterDemo(page);
  await page
    .getByRole("link", { name: /^Reply: / })
    .first()
    .click();
  const box = page.getByLabel(/^Write to /);
  await expect(box).toBeFocused();
  await expect(box).toBeInViewport();
});

test("a client's page is light, and what is dangerous asks by name", async ({ page }) => {
  await enterDemo(page);
  await page.goto(`${stack.url}/clients`);
  await page.getByRole("link", { name: /Kovač|Duarte/ }).click();
  await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
  const html = await (await page.request.get(page.url())).text();
  expect(gzipSync(html).length).toBeLessThanOrEqual(25_000);

  await page.getByText("Replace or revoke the link").first().click();
  const link = page.getByRole("textbox", { name: "Ines Duarte’s page" });
  const first = await link.inputValue();
  await page.getByLabel("Make a new link: Ines Duarte").press("Enter");
  await expect(page.getByText("Make a new link for Ines Duarte?")).toBeVisible();
  await expect(link).toHaveValue(first);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replace it: Ines Duarte" }).press("Enter");
  await expect(link).not.toHaveValue(first);
});

test("a long name, forty dates and a thread fit 320 px and close", async ({ page }) => {
  await openProject(page);
  const [project] = await stack.sql<{ id: string; freelancerId: string }>(
    `UPDATE "Client" SET "name" = repeat('Donaudampfschifffahrt', 5)
     WHERE "id" = (SELECT "clientId" FROM "Contact" WHERE "name" = 'Ines Duarte')
     RETURNING "id", "freelancerId"`,
  );
  expect(project).toBeDefined();
  const id = new URL(page.url()).pathname.split("/")[2];
  await stack.sql(
    `INSERT INTO "Deadline" ("id", "freelancerId", "projectId", "title", "promisedOn", "holder")
     SELECT gen_random_uuid(), "freelancerId", "id", 'Sheet ' || n, DATE '2027-01-01' + n, 'FREELANCER'
     FROM "Project", generate_series(1, 40) AS n WHERE "id" = $1`,
    [id],
  );
  await page.reload();
  await expect(page.getByText(/^3\d more$/)).toBeVisible();
  const top = (await page.getByLabel(/^Write to /).boundingBox())!.y;
  expect(top).toBeLessThanOrEqual(1600);
  await expectAccessible(page);
});

test("an Arabic title and message are read from the right", async ({ page }) => {
  await openProject(page);
  await page.getByLabel("Write to Ines Duarte").fill("مرحبا بكم");
  await page.getByRole("button", { name: "Send to Ines Duarte" }).click();
  const line = page
    .getByRole("paragraph")
    .filter({ hasText: /^مرحبا بكم$/ })
    .last();
  await expect(line).toBeVisible();
  expect(await line.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
});

test("a project prints without what is to be pressed", async ({ page }) => {
  await openProject(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button").filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole("navigation").filter({ visible: true })).toHaveCount(0);
});

test("figures in running text keep their hyphens narrow", async ({ page }) => {
  await openProject(page);
  expect(
    await page.evaluate(() => getComputedStyle(document.documentElement).fontVariantNumeric),
  ).toBe("normal");
});

test("of styles our files alone are applied, and what an email brings along", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (line) => {
    if (/content security policy/i.test(line.text())) refused.push(line.text());
  });
  await openProject(page);
  for (const path of ["/today", "/clients", "/follow-ups", "/settings", "/projects/new", "/emails"])
    await page.goto(stack.url + path);
  await page.getByRole("main").getByRole("link").first().click();
  const email = page.frameLocator('iframe[title="The email"]');
  await expect(email.locator("body")).toHaveCSS("background-color", "rgb(251, 249, 244)");
  expect(refused).toEqual([]);
  // The control: what is put into the page has no effect, and is refused aloud.
  const outline = await page.evaluate(() => {
    const sheet = document.createElement("style");
    sheet.textContent = "body { outline: 7px solid red }";
    document.head.append(sheet);
    return getComputedStyle(document.body).outlineWidth;
  });
  expect(outline).not.toBe("7px");
  expect(refused).toHaveLength(1);
});
