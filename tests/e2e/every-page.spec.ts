import AxeBuilder from "@axe-core/playwright";
import { globSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { tokenOf } from "@tests/support/links";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true, before: asAppRole });
});
test.afterAll(async () => stack.stop());

/** The id of a row of the demo studio's, whichever it is. */
async function idOf(table: string, where = "true"): Promise<string> {
  const [row] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "${table}" WHERE ${where} ORDER BY "id" LIMIT 1`,
  );
  if (!row) throw new Error(`The demo has no ${table} with ${where}.`);
  return row.id;
}

/** Where each page of the studio is: under its place in the code, with a row of the demo where it is about one. */
const studioPages: Record<string, () => Promise<string> | string | null> = {
  archive: () => "/archive",
  cases: () => "/cases",
  "cases/[id]": async () => `/cases/${await idOf("Case")}`,
  "cases/new": () => "/cases/new",
  clients: () => "/clients",
  "clients/[id]": async () => `/clients/${await idOf("Client", `"name" LIKE 'Duarte%'`)}`,
  "clients/[id]/erase": async () => `/clients/${await idOf("Client")}/erase`,
  "clients/new": () => "/clients/new",
  emails: () => "/emails",
  "emails/[id]": async () => `/emails/${await idOf("Email", `"contactId" IS NOT NULL`)}`,
  // Nothing has come in by email in the demo: the journeys of emails that come in look at this one.
  "emails/received/[id]": () => null,
  "follow-ups": () => "/follow-ups",
  "follow-ups/[id]": async () => `/follow-ups/${await idOf("FollowUp", `"settledAt" IS NULL`)}`,
  ledger: () => "/ledger",
  "ledger/[id]": async () => `/ledger/${await idOf("LedgerEntry")}`,
  "ledger/new": () => "/ledger/new",
  "messages/[id]": async () =>
    `/messages/${await idOf("Message", `"contactId" IS NULL AND "heldUntil" IS NULL`)}`,
  "own-it/[id]": async () => `/own-it/${await idOf("Failure")}`,
  "own-it/new": () => "/own-it/new",
  projects: () => "/projects",
  "projects/[id]": async () => `/projects/${await theMap()}`,
  "projects/[id]/[list]": async () => `/projects/${await theMap()}/messages`,
  "projects/[id]/delay/[deadline]": async () =>
    `/projects/${await theMap()}/delay/${await openDate()}`,
  "projects/[id]/history": async () => `/projects/${await theMap()}/history`,
  "projects/[id]/promise/[deadline]": async () =>
    `/projects/${await theMap()}/promise/${await openDate()}`,
  "projects/new": async () => `/projects/new?from=project:${await theMap()}`,
  quality: () => "/quality",
  "quality/[figure]": () => "/quality/deliveries",
  search: () => "/search?q=map",
  settings: () => "/settings",
  "settings/data": () => "/settings/data",
  "settings/data/erase": () => "/settings/data/erase",
  "settings/follow-ups": () => "/settings/follow-ups",
  "settings/other-programs": () => "/settings/other-programs",
  // The demo sends nothing to anybody: the journey of other programs looks at this one.
  "settings/other-programs/[id]": () => null,
  "settings/look": () => "/settings/look",
  "settings/saved-replies": () => "/settings/saved-replies",
  "settings/sign-in": () => "/settings/sign-in",
  subcontractors: () => "/subcontractors",
  "subcontractors/[id]": async () => `/subcontractors/${await idOf("Subcontractor")}`,
  "subcontractors/assignments/[id]": async () =>
    `/subcontractors/assignments/${await idOf("Assignment")}`,
  "subcontractors/assignments/new": async () =>
    `/subcontractors/assignments/new?project=${await theMap()}`,
  "subcontractors/new": () => "/subcontractors/new",
  today: () => "/today",
  wall: () => "/wall",
};

/** A subcontractor with an assignment, and a failure that hit several. */
async function addWhatTheDemoLacks(page: Page): Promise<void> {
  await page.goto(`${stack.url}/subcontractors/new`);
  await page.getByLabel("Name", { exact: true }).fill("Bodil Lind");
  await page.getByLabel("Email address").fill("bodil@example.com");
  await page.getByRole("button", { name: "Add subcontractor" }).click();
  await expect(page.getByRole("heading", { name: "Bodil Lind" })).toBeVisible();
  await page.goto(`${stack.url}/projects/${await theMap()}`);
  await page.getByRole("link", { name: "New assignment" }).click();
  await page.getByLabel("What they do").fill("Ink the skerries");
  await page.getByLabel("Brief").fill("Nine skerries, in ink.");
  await page.getByRole("button", { name: "Give assignment" }).click();
  await expect(page.getByRole("heading", { name: "Ink the skerries" })).toBeVisible();
  await page.goto(`${stack.url}/own-it/new`);
  await page.getByLabel("What happened").fill("The disk with this week’s work failed.");
  await page.getByLabel("What you are doing about it").fill("A second copy is made each night.");
  await page.getByRole("button", { name: "Save and choose who was affected" }).click();
  await expect(page).toHaveURL(/\/own-it\/[0-9a-f-]{36}$/);
}

const theMap = () => idOf("Project", `"title" = 'The lighthouse map'`);
const openDate = async () =>
  idOf("Deadline", `"projectId" = '${await theMap()}' AND "metAt" IS NULL`);

/** In both schemes, on the narrowest phone and on a wide screen: nothing is found, and nothing scrolls sideways. */
async function expectFaultless(page: Page, path: string): Promise<void> {
  const answer = await page.goto(`${stack.url}${path}`);
  expect(answer!.status(), path).toBe(200);
  await expect(page).toHaveTitle(/./);
  for (const width of [320, 1440])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page })
        .options({ rules: { "label-content-name-mismatch": { enabled: true } } })
        .setLegacyMode()
        .exclude("iframe[sandbox]")
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      const found = violations.map(({ id, nodes }) => [
        id,
        nodes.map((one) => one.target.join(" ")),
      ]);
      const where = `${path.replace(/[\w-]{43}/, "…")} at ${width} px in ${colorScheme}`;
      expect.soft(found, where).toEqual([]);
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(scrolls, where).toBeLessThanOrEqual(width);
    }
}

test("each page of the studio is known here", () => {
  const pages = globSync("src/app/(studio)/**/page.tsx").map((file) =>
    file
      .replaceAll("\\", "/")
      .replace("src/app/(studio)/", "")
      .replace(/\/?page\.tsx$/, ""),
  );
  expect(pages.length).toBeGreaterThan(30);
  expect(pages.toSorted()).toEqual(Object.keys(studioPages).toSorted());
});

test("no page of the studio has anything that axe finds, in any size and scheme", async ({
  page,
}) => {
  test.setTimeout(900_000);
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await addWhatTheDemoLacks(page);
  for (const [place, pathOf] of Object.entries(studioPages))
    await test.step(place, async () => {
      const path = await pathOf();
      if (path) await expectFaultless(page, path);
    });
});

test("nor has any page that a stranger or a client opens", async ({ page }) => {
  test.setTimeout(300_000);
  const ines = await tokenOf(stack, "Ines Duarte");
  for (const path of [
    "/",
    "/sign-in",
    `/p/${ines}`,
    `/p/${ines}/${await theMap()}`,
    `/w/${(await stack.sql<{ slug: string }>('SELECT "slug" FROM "Wall" LIMIT 1'))[0]!.slug}`,
  ])
    await test.step(path.replace(/[\w-]{43}/, "…"), () => expectFaultless(page, path));
});
