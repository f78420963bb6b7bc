import { expect, test, type Page } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
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

/** Refuses the page's stream, and writes down when each was asked for. */
async function refuseStreams(page: Page, retryAfter: string): Promise<number[]> {
  const asked: number[] = [];
  await page.route("**/live", async (route) => {
    if (route.request().resourceType() === "eventsource") asked.push(performance.now());
    await route.fulfill({ status: 429, headers: { "retry-after": retryAfter } });
  });
  return asked;
}

for (const [whose, open] of [
  ["studio", async (page: Page) => enterDemo(page)],
  [
    "client",
    async (page: Page) => {
      await page.goto(`${stack.url}/p/${await tokenOf(stack, "Ines Duarte")}`);
    },
  ],
] as const)
  test(`a refused stream of the ${whose} comes back when it was asked to`, async ({ page }) => {
    const asked = await refuseStreams(page, "9");
    await open(page);
    await expect.poll(() => asked.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    // By itself it would have come back after two seconds, or five.
    expect(asked[1]! - asked[0]!).toBeGreaterThan(8_500);
  });

test("a file that a proxy refuses gets a sentence of ours", async ({ page }) => {
  await enterDemo(page);
  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: "The lighthouse map" }).click();
  await page.route("**/api/files**", (route) =>
    route.fulfill({ status: 413, contentType: "text/html", body: "<h1>413</h1>" }),
  );
  const file = { name: "map.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(2_000_000) };
  await page.getByLabel("Add files").setInputFiles(file);
  await expect(page.getByRole("alert").filter({ hasText: "2 MB" })).toContainText(
    "A server in front of Uptomark refuses a file of 2 MB.",
  );
});
