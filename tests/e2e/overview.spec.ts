import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { gzipSync } from "node:zlib";
import { asAppRole } from "@tests/support/app-role";
import { studioDay } from "@tests/support/days";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
  await stack.keepOpen();
});
test.afterAll(async () => stack.stop());

async function enterDemo(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

/** Moves a promise of the demo's, by title, to a day so many days from today. */
const moveTo = (title: string, days: number) =>
  stack.sql(`UPDATE "Deadline" SET "promisedOn" = $2::date WHERE "title" = $1`, [
    title,
    studioDay(days),
  ]);

const searchBox = (page: Page) => page.getByRole("searchbox", { name: "Search by name" });

const titles = (page: Page) =>
  page.getByRole("main").locator('li a[href^="/projects/"]').allTextContents();

async function pictures(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const path = test.info().outputPath(`${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

/** What axe finds with its best-practice rules, in both schemes and at each width: nothing, and nothing too wide. */
async function expectNothingToMend(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [320, 390, 768, 1280, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page })
        .options({ rules: { "label-content-name-mismatch": { enabled: true } } })
        .setLegacyMode()
        .analyze();
      const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map((one) => one.html) }));
      expect(found, `${page.url()} in ${colorScheme} at ${width} px`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
    }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(size);
}

test("all open projects are seen at a glance, and narrowed by the address", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await enterDemo(page);
  await moveTo("Plan in Farbe", -2);
  await stack.sql(`UPDATE "Deadline" SET "atRiskAt" = now() WHERE "title" LIKE 'Four labels%'`);
  await page.goto(`${stack.url}/projects`);
  const row = (title: string) => page.getByRole("listitem").filter({ hasText: title });

  await test.step("the late one is first, each says whose turn it is and what waits", async () => {
    await expect(row("Wegweiser durch die Buchhandlung")).toContainText("Late Plan in Farbe");
    expect((await titles(page))[0]).toBe("Wegweiser durch die Buchhandlung");
    await expect(row("Market-day website")).toContainText("Waiting for your reply since");
    await expect(row("Labels for the spring teas")).toContainText("With the client");
    await expect(row("Labels for the spring teas")).toContainText("At risk Four labels");
    await expectNothingToMend(page);
    await pictures(page, "list");
  });

  await test.step("by state, by sorting and by name, and all of it stays in the address", async () => {
    await page.getByRole("link", { name: "With the client" }).click();
    await expect(page).toHaveURL(/state=theirs/);
    await expect(page.getByRole("link", { name: "With the client" })).toHaveAttribute(
      "aria-current",
      "true",
    );
    expect(await titles(page)).toEqual(["Labels for the spring teas"]);
    await page.getByRole("link", { name: "Open", exact: true }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await page.getByLabel("Sort by").selectOption({ label: "Name" });
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/sort=name/);
    const sorted = await titles(page);
    expect(sorted).toEqual(sorted.toSorted());
    await searchBox(page).fill("MAP");
    await searchBox(page).press("Enter");
    await expect(page).toHaveURL(/q=MAP/);
    expect(await titles(page)).toEqual(["The lighthouse map"]);
    await page.reload();
    await expect(searchBox(page)).toHaveValue("MAP");
    await expect(page.getByLabel("Sort by")).toHaveValue("name");
    await searchBox(page).fill("no such thing");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("No project matches.")).toBeVisible();
    await page.getByRole("link", { name: "Show all open projects" }).click();
    await expect(page).toHaveURL(/\/projects$/);
  });

  await test.step("completed ones are a press away, as is the list as a file", async () => {
    await page.getByRole("link", { name: "Completed", exact: true }).click();
    await expect(row("Tin labels for the sencha")).toContainText("Completed");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the list (CSV)" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^projects-.*\.csv$/);
  });

  await test.step("it works without script", async () => {
    const plain = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const bare = await plain.newPage();
    await bare.goto(`${stack.url}/projects`);
    await bare.getByLabel("Client").selectOption({ label: "Tanaka Tea" });
    await bare.getByRole("button", { name: "Show" }).click();
    await expect.poll(() => titles(bare)).toEqual(["Labels for the spring teas"]);
    await plain.close();
  });

  await test.step("what is no id, and what does not exist, is not found", async () => {
    for (const query of ["client=1", "after=x", "from=2026-02-30", `client=${crypto.randomUUID()}`])
      expect((await page.goto(`${stack.url}/projects?${query}`))!.status()).toBe(404);
  });
});

test("the weeks ahead are drawn, reached by keyboard, and printed", async ({ page }) => {
  test.setTimeout(180_000);
  await enterDemo(page);
  await moveTo("Plan in Farbe", -2);
  await moveTo("Files for the printer and the website", 9);
  await moveTo("Order form, ready to try", 9);
  await stack.sql(`UPDATE "Deadline" SET "targetOn" = $1::date WHERE "title" = $2`, [
    studioDay(6),
    "Order form, ready to try",
  ]);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page).toHaveURL(/view=timeline/);
  const drawing = page.getByRole("group", { name: "The weeks ahead" });

  await test.step("each date is a link that says what it is", async () => {
    await expect(
      drawing.getByRole("link", { name: /^Order form, ready to try, .* Promised for .* With you/ }),
    ).toBeVisible();
    await expect(
      drawing.getByRole("link", { name: /^Order form, .* Your own target, / }),
    ).toBeVisible();
    await expect(drawing.getByRole("link", { name: /^Plan in Farbe, .* Late\.$/ })).toBeVisible();
    const close = page.getByRole("link", { name: /^\d+ promised dates / });
    await expect(close.first()).toBeVisible();
    await expectNothingToMend(page);
    await pictures(page, "timeline");
  });

  await test.step("by keyboard", async () => {
    await page.getByRole("link", { name: "Later weeks" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const mark = drawing.getByRole("link", { name: /^Plan in Farbe/ });
    await expect(mark).toBeFocused();
    expect(await mark.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe("solid");
    await page.screenshot({ path: test.info().outputPath("focus.png") });
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/projects\/[\w-]+#promises$/);
    await page.goBack();
  });

  await test.step("on a phone there is the day-by-day table alone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(drawing).toBeHidden();
    const table = page.getByRole("table", { name: "Day by day" });
    await expect(table.getByRole("link", { name: "Plan in Farbe" })).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step("on paper there is the drawing and the table, and nothing to press", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(drawing).toBeVisible();
    await expect(page.getByRole("table", { name: "Day by day" })).toBeVisible();
    await expect(page.getByRole("navigation").first()).toBeHidden();
    await expect(page.getByRole("button", { name: "Show" })).toBeHidden();
    await expect(page.getByRole("link", { name: "Search" })).toBeHidden();
    await page.pdf({ path: test.info().outputPath("weeks.pdf"), format: "A4" });
    await page.screenshot({ path: test.info().outputPath("print.png"), fullPage: true });
    await page.emulateMedia({ media: null });
  });

  await test.step("later weeks, and back", async () => {
    await page.getByRole("link", { name: "Later weeks" }).click();
    await expect(page).toHaveURL(/from=/);
    await expect(page.getByText("No dates in these weeks.")).toBeVisible();
    await page.getByRole("link", { name: "Earlier weeks" }).click();
    await expect(drawing).toBeVisible();
  });
});

test("Today has the next seven days below what needs one now", async ({ page }) => {
  await enterDemo(page);
  await moveTo("Photographs of the six loaves", 5);
  await moveTo("Plan in Farbe", -2);
  await page.goto(`${stack.url}/today`);
  const ahead = page.getByRole("region", { name: "Coming up" });
  await expect(
    ahead.getByRole("listitem").filter({ hasText: "Photographs of the six loaves" }),
  ).toContainText(/in 5 days.*Market-day website · Okafor Bakery.*With the client/);
  // What is late is a need, and is said once.
  await expect(page.getByText("Plan in Farbe")).toHaveCount(1);
  await expect(ahead.getByText("Plan in Farbe")).toHaveCount(0);
  await expectNothingToMend(page);
  await pictures(page, "today");
  await ahead.getByRole("link", { name: "The weeks ahead" }).click();
  await expect(page).toHaveURL(/\/projects\?view=timeline$/);
});

test("a client is found by name, and those with open projects", async ({ page }) => {
  await enterDemo(page);
  await page.goto(`${stack.url}/clients`);
  const names = () => page.getByRole("main").locator('li a[href^="/clients/"]').allTextContents();
  const clients = async () => (await names()).filter((name) => !/projects|All/.test(name));
  expect((await clients()).length).toBeGreaterThan(3);
  await searchBox(page).fill("haru");
  await searchBox(page).press("Enter");
  await expect(page).toHaveURL(/q=haru/);
  expect(await clients()).toEqual(["Tanaka Tea"]);
  await page.getByRole("link", { name: "With open projects" }).click();
  await expect(page).toHaveURL(/q=haru&state=open/);
  expect(await clients()).toEqual(["Tanaka Tea"]);
  await searchBox(page).fill("nobody at all");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "Show all clients" }).click();
  await expect(page).toHaveURL(/\/clients$/);
  await expectNothingToMend(page);
  await pictures(page, "clients");
});

test("the studio's first load is within 170 kB of script, and the drawing adds none", async ({
  page,
}) => {
  await enterDemo(page);
  const scriptsOf = async (path: string) => {
    const html = await (await page.request.get(stack.url + path)).text();
    // Browsers that know modules, all since 2018, leave the polyfills' script alone.
    const tags = html.match(/<(?:script|link)\b[^>]*>/g)!.filter((tag) => !/nomodule/i.test(tag));
    return new Set(tags.flatMap((tag) => tag.match(/"(\/_next\/[^"]+\.js[^"]*)"/)?.[1] ?? []));
  };
  const sizeOf = async (files: Set<string>) => {
    let bytes = 0;
    for (const file of files)
      bytes += gzipSync(await (await page.request.get(stack.url + file)).body()).length;
    return bytes;
  };
  const [today, list, timeline] = await Promise.all(
    ["/today", "/projects", "/projects?view=timeline"].map(scriptsOf),
  );
  expect(today!.size).toBeGreaterThan(3);
  expect(await sizeOf(today!)).toBeLessThanOrEqual(170_000);
  expect(await sizeOf(list!)).toBeLessThanOrEqual(170_000);
  expect(timeline).toEqual(list);
});
