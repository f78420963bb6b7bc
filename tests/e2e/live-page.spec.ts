import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type BrowserContext, type Page, type Request } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
import { startStack, until, type Stack } from "@tests/support/stack";

let stack: Stack;
let ines: string;
let lighthouse: { id: string; clientId: string; freelancerId: string };

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  ines = await tokenOf(stack, "Ines Duarte");
  [lighthouse] = (await stack.sql<typeof lighthouse>(
    `SELECT "id", "clientId", "freelancerId" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  )) as [typeof lighthouse];
});
test.afterAll(async () => stack.stop());

let changes = 0;
/** Changes what the page says, as a command does: the row, and the word to whoever has the page open. */
async function change(): Promise<string> {
  const summary = `The summary after change ${++changes}.`;
  await stack.sql(`UPDATE "Project" SET "summary" = $1 WHERE "id" = $2`, [summary, lighthouse.id]);
  await stack.sql(`SELECT pg_notify('uptomark_live', $1)`, [lighthouse.clientId]);
  return summary;
}

let moves = 0;
/** Moves one date of the page by a day, with a reason of its own. */
async function move(): Promise<void> {
  await stack.sql(
    `INSERT INTO "DeadlineMove" ("id", "freelancerId", "deadlineId", "fromOn", "toOn", "reason", "movedAt")
     SELECT gen_random_uuid(), "freelancerId", "id", "promisedOn", "promisedOn" + 1, $1, now() FROM "Deadline"
     WHERE "projectId" = $2 AND "metAt" IS NULL ORDER BY "id" LIMIT 1`,
    [`Reason ${++moves}.`, lighthouse.id],
  );
  await change();
}

const streamOf = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/live") && response.ok());

/** An open page that hears of changes. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const streaming = streamOf(page);
  await page.goto(`${stack.url}/p/${ines}`);
  await streaming;
  return page;
}

/** The tab goes behind another, or comes back: a browser that is driven never hides one by itself. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

const box = (page: Page) => page.getByLabel("Write to Mira Holm");
const chosenFile = (page: Page) =>
  page
    .getByLabel("Send a file to Mira Holm")
    .evaluate((field: HTMLInputElement) => [...field.files!].map((file) => file.name));

for (const [status, type, body] of [
  [502, "text/html", "<h1>Bad gateway</h1>"],
  [429, "text/html", "<h1>Slow down</h1>"],
  [404, "text/html", "<body><main><h1>Nothing here, says a proxy</h1></main>"],
  [200, "text/html", "<body data-page=gone><main><h1>Sign in to the network</h1></main>"],
] as const)
  test(`an answer of ${status} that is not the page changes nothing, and what comes after it is shown`, async ({
    context,
  }) => {
    const page = await openPage(context);
    await box(page).pressSequentially("Half a sentence, ");
    // What a hand in the page brings about is over before anything is compared.
    await expect(page.getByText(await change())).toBeVisible();
    // A form that nobody uses has a key of its own with each look at the page.
    const shown = async () =>
      (await page.locator("main").innerHTML()).replace(/(name="formKey" value=")[^"]*/g, "$1");
    const before = await shown();
    let refused = 0;
    await page.route(/\/p\//, (route) => {
      if (route.request().resourceType() !== "fetch") return route.fallback();
      refused += 1;
      return route.fulfill({ status, contentType: type, body });
    });
    const first = await change();
    await until(
      () => refused > 1,
      () => "It was not asked for again.",
    );
    expect(await shown()).toBe(before);
    await expect(page.getByText(first)).toHaveCount(0);
    await page.unrouteAll();
    await expect(page.getByText(await change())).toBeVisible();
    await page.keyboard.type("still being written");
    await expect(box(page)).toHaveValue("Half a sentence, still being written");
    await page.close();
  });

/** The key of the form that a message is written in. */
const keyOf = (page: Page) => page.locator("form", { has: box(page) }).locator("[name=formKey]");

test("focus and caret stay where they are while other words on the page change", async ({
  context,
}) => {
  const page = await openPage(context);
  await box(page).fill("one three");
  await box(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4));
  const key = await keyOf(page).inputValue();
  await expect(page.getByText(await change())).toBeVisible();
  await page.keyboard.type("two ");
  await expect(box(page)).toHaveValue("one two three");
  expect(await keyOf(page).inputValue()).toBe(key);
  // The control: a form that nobody uses comes new, its key with it.
  await box(page).fill("");
  await box(page).blur();
  await expect(page.getByText(await change())).toBeVisible();
  expect(await keyOf(page).inputValue()).not.toBe(key);
  await page.close();
});

test("a chosen file and an unsaved choice outlast a change and a look at another tab", async ({
  context,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-live-"));
  await writeFile(join(folder, "harbour plan.txt"), "a plan");
  const page = await openPage(context);
  await page.getByLabel("Send a file to Mira Holm").setInputFiles(join(folder, "harbour plan.txt"));
  const saved = await page.locator("[name=updateFrequency]:checked").getAttribute("value");
  const other = page.locator(`[name=updateFrequency]:not([value=${saved}])`).first();
  await other.check();
  await other.blur();
  await expect(page.getByText(await change())).toBeVisible();
  expect(await chosenFile(page)).toEqual(["harbour plan.txt"]);
  await expect(other).toBeChecked();

  await setHidden(page, true);
  const unheard = await change();
  await setHidden(page, false);
  await expect(page.getByText(unheard)).toBeVisible();
  expect(await chosenFile(page)).toEqual(["harbour plan.txt"]);
  await expect(other).toBeChecked();

  // The control: what was sent arrives, so the kept file was more than a name.
  await page.getByRole("button", { name: "Send file" }).click();
  await expect(page.getByRole("link", { name: "harbour plan.txt" }).first()).toBeVisible();
  await rm(folder, { recursive: true });
  await page.close();
});

test("a page that shows why a form was refused keeps saying so, and goes on hearing of changes", async ({
  context,
}) => {
  const page = await openPage(context);
  await page
    .locator("[name=updateFrequency]:not(:checked)")
    .first()
    .evaluate((field: HTMLInputElement) => {
      field.value = "HOURLY";
      field.checked = true;
    });
  const streaming = streamOf(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  // Its address is the form's now, where nothing can be read.
  await expect(page).toHaveURL(/\/updates$/);
  await streaming;
  await expect(page.getByText(await change())).toBeVisible();
  await expect(page.getByRole("alert")).toHaveText("▲ Please choose one of the three options.");
  await page.close();
});

test("what is open stays open, and what is new is in its place", async ({ context }) => {
  const page = await openPage(context);
  await move();
  await expect(page.getByText("Reason 1.").first()).toBeAttached();
  const history = page.getByText("All date changes");
  await history.click();
  await expect(page.getByText("Reason 1.").last()).toBeVisible();
  const messages = page.getByRole("region", { name: "Messages" }).getByRole("listitem");
  const before = await messages.allInnerTexts();
  await stack.sql(
    `INSERT INTO "Message" ("id", "freelancerId", "clientId", "projectId", "text", "formKey", "writtenAt")
     SELECT gen_random_uuid(), $1, "clientId", "id", 'A new line of mine.', gen_random_uuid(), now()
     FROM "Project" WHERE "id" = $2`,
    [lighthouse.freelancerId, lighthouse.id],
  );
  await move();
  await expect(page.getByText("Reason 2.").last()).toBeVisible();
  await expect(messages).toHaveCount(before.length + 1);
  await expect(messages.last()).toContainText("A new line of mine.");
  // The reply is promised from the minute at which the page was made.
  const shown = async () =>
    (await page.locator("main").innerText()).replace(/(reply by .*) \d\d:\d\d your/, "$1 your");
  const whole = await shown();
  await page.reload();
  await history.click();
  expect(await shown()).toBe(whole);
  await page.close();
});

test("a link revoked while its page is open says so, and what was typed can still be copied", async ({
  context,
}) => {
  const haru = await tokenOf(stack, "Haru Tanaka");
  const page = await context.newPage();
  const streaming = streamOf(page);
  await page.goto(`${stack.url}/p/${haru}`);
  await streaming;
  await box(page).fill("Nearly finished when it");
  const [contact] = await stack.sql<{ clientId: string }>(
    `UPDATE "Contact" SET "linkRevokedAt" = now() WHERE "name" = 'Haru Tanaka' RETURNING "clientId"`,
  );
  await stack.sql(`SELECT pg_notify('uptomark_live', $1)`, [contact!.clientId]);
  await expect(page.getByRole("alert")).toContainText("There is no page here.");
  await expect(page.getByRole("alert")).toBeInViewport();
  await expect(box(page)).toHaveValue("Nearly finished when it");
  await page.close();
});

/** The streams that pages of this context have asked for, and how many of them are open. */
function streamsIn(context: BrowserContext) {
  const open = new Set<Request>();
  // Of a window that is closed nobody is told how its requests ended.
  const isOpen = (request: Request) => !request.frame().page().isClosed();
  const counts = { asked: 0, open: () => [...open].filter(isOpen).length };
  context.on("request", (request) => {
    if (!request.url().endsWith("/live")) return;
    counts.asked += 1;
    open.add(request);
  });
  context.on("requestfailed", (request) => open.delete(request));
  context.on("requestfinished", (request) => open.delete(request));
  return counts;
}

test("seven windows of a page share one stream, and each shows a change", async ({ context }) => {
  const streams = streamsIn(context);
  const pages = [await openPage(context)];
  while (pages.length < 7) {
    const page = await context.newPage();
    await page.goto(`${stack.url}/p/${ines}`);
    pages.push(page);
  }
  const first = await change();
  for (const page of pages) await expect(page.getByText(first)).toBeVisible();
  expect([streams.asked, streams.open()]).toEqual([1, 1]);

  // The one that had it is closed: another takes over, and looks at what was missed in between.
  await pages.shift()!.close();
  await until(
    () => streams.asked === 2,
    () => "No other window took over.",
  );
  const second = await change();
  for (const page of pages) await expect(page.getByText(second)).toBeVisible();
  expect([streams.asked, streams.open()]).toEqual([2, 1]);
  for (const page of pages) await page.close();
});

test("where windows cannot speak to each other each has a stream of its own", async ({
  context,
}) => {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, "locks", { value: undefined }),
  );
  const streams = streamsIn(context);
  const pages = [await openPage(context), await openPage(context)];
  const summary = await change();
  for (const page of pages) await expect(page.getByText(summary)).toBeVisible();
  expect([streams.asked, streams.open()]).toEqual([2, 2]);
  // Which is why they are shared: a browser has six connections for one site, and the seventh window waits.
  while (pages.length < 6) pages.push(await openPage(context));
  const seventh = await context.newPage();
  await expect(seventh.goto(`${stack.url}/p/${ines}`, { timeout: 3_000 })).rejects.toThrow(
    /Timeout/,
  );
  for (const page of [seventh, ...pages]) await page.close();
});

test("refused, hidden and shown again, a page has exactly one stream", async ({ context }) => {
  const streams = streamsIn(context);
  const page = await context.newPage();
  await page.clock.install();
  await page.route(/\/live$/, (route) => route.fulfill({ status: 502, body: "" }));
  const refused = page.waitForResponse((response) => response.status() === 502);
  await page.goto(`${stack.url}/p/${ines}`);
  await refused;
  await setHidden(page, true);
  await page.unrouteAll();
  const asked = streams.asked;
  const streaming = streamOf(page);
  await setHidden(page, false);
  await streaming;
  await expect(page.getByText(await change())).toBeVisible();
  // Longer than any pause after a refusal: a timer that lived on would ask now.
  await page.clock.runFor(120_000);
  await expect(page.getByText(await change())).toBeVisible();
  expect([streams.asked - asked, streams.open()]).toEqual([1, 1]);

  // Hidden, it has none.
  await setHidden(page, true);
  await until(
    () => streams.open() === 0,
    () => "The stream stayed open.",
  );
  await page.close();
});
