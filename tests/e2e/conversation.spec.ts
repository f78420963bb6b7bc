import { randomUUID } from "node:crypto";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
import { saved } from "@tests/support/saved";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let ines: string;
let project: string;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  ines = await tokenOf(stack, "Ines Duarte");
  const [row] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  project = row!.id;
});
test.afterAll(async () => stack.stop());

async function openStudio(browser: Browser, path = `/projects/${project}`): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await page.goto(`${stack.url}${path}`);
  return page;
}

async function openClient(browser: Browser, token = ines, path = `/${project}`): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const streaming = page.waitForResponse((one) => one.url().endsWith("/live") && one.ok());
  await page.goto(`${stack.url}/p/${token}${path}`);
  await streaming;
  return page;
}

/** On the other side's open page a message appears within two seconds of being saved. */
const SOON = { timeout: 2_000 };

const thread = (page: Page) => page.getByRole("region", { name: "Messages" });
const clientBox = (page: Page) => page.getByLabel("Write to Mira Holm");
const write = async (page: Page, text: string) => {
  await clientBox(page).fill(text);
  await thread(page).getByRole("button", { name: "Send", exact: true }).click();
};
const line = (page: Page, text: string) =>
  thread(page).getByRole("listitem").filter({ hasText: text });

test("studio and client talk side by side", async ({ browser }) => {
  const [studio, client] = [await openStudio(browser), await openClient(browser)];
  await test.step("a question appears on the studio's open page", async () => {
    await write(client, "Could the legend be larger? My mother cannot read it.");
    await saved(stack, "Could the legend be larger?");
    await expect(line(studio, "Could the legend be larger?")).toBeVisible(SOON);
  });
  await test.step("one press says when they hear", async () => {
    const form = studio.getByRole("form", { name: "Tell Ines Duarte when they’ll hear" });
    await expect(form.getByLabel("I’ll look into")).toHaveValue("Could the legend be larger?");
    await form.getByRole("button", { name: "Say when they’ll hear" }).click();
    await saved(stack, "I’ll look into “Could the legend be larger?”");
    await expect(
      thread(client).getByText("I’m looking into “Could the legend be larger?”."),
    ).toBeVisible(SOON);
    await expect(thread(studio).getByText("Ines Duarte hears by")).toBeVisible();
  });
  await test.step("a reply keeps the word, and the client sees it", async () => {
    await expect(studio.getByRole("checkbox", { name: /This tells them about/ })).toBeChecked();
    await studio.getByLabel("Write to Ines Duarte").fill("It is larger now: 12 points.");
    await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
    await saved(stack, "It is larger now");
    await expect(line(client, "It is larger now: 12 points.")).toBeVisible(SOON);
    await expect(thread(client).getByText("I’m looking into")).toHaveCount(0);
    await expect(thread(studio).getByText("Ines Duarte hears by")).toHaveCount(0);
  });
  await test.step("that it was read, a press alone says", async () => {
    await client.reload();
    await expect(line(studio, "It is larger now")).not.toContainText("read");
    await client.getByRole("button", { name: "Mark as read" }).click();
    await expect(line(studio, "It is larger now")).toContainText("read");
  });
  await test.step("a call that was noted is in both threads", async () => {
    await studio.getByText("Log a call or meeting").click();
    await studio.getByLabel("What was said").fill("The path stays as wide as it is.");
    await studio.getByLabel("What was said").press("Control+Enter");
    await expect(line(studio, "The path stays as wide as it is.")).toContainText("by phone");
    await expect(line(client, "The path stays as wide as it is.")).toContainText(
      "noted by Mira Holm",
    );
  });
});

test("a file goes with its message, both ways, and is below it", async ({ browser }) => {
  const [studio, client] = [await openStudio(browser), await openClient(browser)];
  const txt = (name: string) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(`all of ${name}`),
  });
  await test.step("the client's, without a script", async () => {
    await thread(client)
      .getByLabel("Files")
      .setInputFiles([txt("path.txt"), txt("shore.txt")]);
    await write(client, "The path as we walked it.");
    await saved(stack, "The path as we walked it.");
    for (const name of ["path.txt", "shore.txt"]) {
      const below = line(studio, "The path as we walked it.").getByRole("link", { name });
      await expect(below).toBeVisible(SOON);
      const fetched = await studio.request.get(`${stack.url}${await below.getAttribute("href")}`);
      expect(await fetched.text()).toBe(`all of ${name}`);
    }
  });
  await test.step("the freelancer's", async () => {
    await thread(studio).getByLabel("Attach files").setInputFiles(txt("legend.txt"));
    await expect(thread(studio).getByText("storing…")).toHaveCount(0);
    await studio.getByLabel("Write to Ines Duarte").fill("The legend, larger.");
    await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
    await saved(stack, "The legend, larger.");
    const below = line(client, "The legend, larger.").getByRole("link", { name: "legend.txt" });
    await expect(below).toBeVisible(SOON);
    const fetched = await client.request.get(`${stack.url}${await below.getAttribute("href")}`);
    expect(await fetched.text()).toBe("all of legend.txt");
    // The next message begins without it.
    await expect(thread(studio).getByRole("button", { name: "Remove legend.txt" })).toHaveCount(0);
  });
});

test("a client's draft survives a live refresh and a closed tab, and is gone once sent", async ({
  browser,
}) => {
  const client = await openClient(browser);
  await clientBox(client).fill("Half a thought");
  const studio = await openStudio(browser);
  await studio.getByLabel("Write to Ines Duarte").fill("A word in between.");
  await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
  await expect(line(client, "A word in between.")).toBeVisible();
  await expect(clientBox(client)).toHaveValue("Half a thought");
  const context = client.context();
  await client.close();
  const again = await context.newPage();
  await again.goto(`${stack.url}/p/${ines}/${project}`);
  await expect(clientBox(again)).toHaveValue("Half a thought");
  await write(again, "A whole thought.");
  await expect(line(again, "A whole thought.")).toBeVisible();
  await expect(clientBox(again)).toHaveValue("");
  await again.reload();
  await expect(clientBox(again)).toHaveValue("");
});

test("what is written while the studio is closed stays off the client's page", async ({
  browser,
}) => {
  const [kept] = await stack.sql<{ hours: object }>(`SELECT "hours" FROM "Studio"`);
  // Open on the day after tomorrow alone.
  const day = ((new Date().getUTCDay() + 1) % 7) + 1;
  const hours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [], [day]: [["09:00", "17:00"]] };
  await stack.sql(`UPDATE "Studio" SET "hours" = $1`, [JSON.stringify(hours)]);
  const [studio, client] = [await openStudio(browser), await openClient(browser)];
  await studio.getByLabel("Write to Ines Duarte").fill("Written at night.");
  await studio.getByRole("button", { name: /^Send to Ines Duarte .* 09:00$/ }).click();
  await expect(thread(studio).getByText(/^Goes out/)).toBeVisible();
  await client.reload();
  await expect(thread(client)).toBeVisible();
  await expect(line(client, "Written at night.")).toHaveCount(0);
  await test.step("it can be changed, and sent at once", async () => {
    await studio.getByText("Change it: Written at night.").click();
    await studio.getByLabel("Message", { exact: true }).fill("Written at night, and better.");
    await studio.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(thread(studio).getByText("Written at night, and better.").first()).toBeVisible();
    await studio.getByRole("button", { name: "Send now: Written at night, and better." }).click();
    await expect(line(client, "Written at night, and better.")).toBeVisible();
    await expect(thread(studio).getByText(/^Goes out/)).toHaveCount(0);
  });
  await stack.sql(`UPDATE "Studio" SET "hours" = $1`, [JSON.stringify(kept!.hours)]);
});

test("a client has a thread before there is a project", async ({ browser }) => {
  const studio = await openStudio(browser, "/clients/new");
  await studio.getByLabel("Client", { exact: true }).fill("Brandt Barometers");
  await studio.getByLabel("Contact’s name").fill("Ottilie Brandt");
  await studio.getByLabel("Email address").fill("ottilie@example.com");
  await studio.getByRole("button", { name: "Add client" }).click();
  await expect(studio).toHaveURL(/\/clients\/[\w-]{36}$/);
  const client = await openClient(browser, await tokenOf(stack, "Ottilie Brandt"), "");
  await write(client, "Do you draw instruments?");
  await expect(line(studio, "Do you draw instruments?")).toBeVisible();
  await studio.getByLabel("Write to Ottilie Brandt").fill("Since last year, yes.");
  await studio.getByRole("button", { name: "Send to Ottilie Brandt" }).click();
  await expect(line(client, "Since last year, yes.")).toBeVisible();
  await test.step("what is known of their business is kept beside it", async () => {
    await expect(studio.getByText("A good question to ask next")).toBeVisible();
    await studio.getByText("Note something").click();
    await studio.getByLabel("What they sell").fill("Barometers");
    await studio.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(studio.getByText("Who buys from you, and how do they find you?")).toBeVisible();
  });
});

test("ten messages a minute are taken; the next one waits with its text", async ({ browser }) => {
  const token = await tokenOf(stack, "Chidi Okafor");
  const page = await openClient(browser, token, "");
  const path = await page.locator("#thread form").last().getAttribute("action");
  const post = (text: string) =>
    fetch(`${stack.url}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: stack.url },
      body: new URLSearchParams({ text, formKey: randomUUID() }),
    });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => post(`Message ${n}.`)));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(10);
  expect(refused).toHaveLength(20);
  expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  const [count] = await stack.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Message" WHERE "text" ~ '^Message [0-9]+[.]$'`,
  );
  expect(count!.n).toBe(10);
  await write(page, "One too many.");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(clientBox(page)).toHaveValue("One too many.");
});

test("a reply by a revoked link is not taken, and its text can be copied", async ({ browser }) => {
  const token = await tokenOf(stack, "Ottilie Brandt");
  const page = await openClient(browser, token, "");
  await clientBox(page).fill("A reply after all.");
  await stack.sql(`UPDATE "Contact" SET "linkRevokedAt" = now() WHERE "name" = 'Ottilie Brandt'`);
  await thread(page).getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("What you wrote was not saved.")).toBeVisible();
  await expect(page.getByText("A reply after all.")).toBeVisible();
  const [count] = await stack.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Message" WHERE "text" = 'A reply after all.'`,
  );
  expect(count!.n).toBe(0);
});
