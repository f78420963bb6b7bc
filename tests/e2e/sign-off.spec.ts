import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { studioDay } from "@tests/support/days";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-sign-off-journey-"));
  stack = await startStack({ demo: true, before: asAppRole, env: { FILES_DIR: folder } });
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

test.use({ actionTimeout: 20_000 });

/** The studio and a client of its own, who is on a phone with scripts off. */
async function bothSides(browser: Browser, name: string) {
  const studio = await (await browser.newContext()).newPage();
  await studio.goto(`${stack.url}/`);
  await studio.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(studio).toHaveURL(/\/today$/);
  await studio.goto(`${stack.url}/clients/new`);
  await studio.getByLabel("Client", { exact: true }).fill(`${name} Orchards`);
  await studio.getByLabel("Contact’s name").fill(name);
  await studio.getByLabel("Email address").fill(`${name.split(" ")[0]!.toLowerCase()}@example.com`);
  await studio.getByRole("button", { name: "Add client" }).click();
  await expect(studio).toHaveURL(/\/clients\/[\w-]{36}$/);
  const ownContext = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  return { studio, client: await ownContext.newPage() };
}

async function begin(studio: Page, contact: string, title: string): Promise<string> {
  await studio.goto(`${stack.url}/projects/new`);
  await studio.getByLabel("Project", { exact: true }).fill(title);
  const option = studio.getByRole("option", { name: new RegExp(`^${contact}`) });
  await studio.getByLabel("For", { exact: true }).selectOption((await option.textContent())!);
  await studio.getByRole("button", { name: "Create project" }).click();
  await expect(studio.getByRole("heading", { level: 1 })).toHaveText(title);
  return studio.url();
}

async function promise(studio: Page, title: string): Promise<void> {
  const promised = studio.getByRole("textbox", { name: "What is promised" });
  if (!(await promised.isVisible())) await studio.getByText("Add a promise").click();
  await promised.fill(title);
  await studio.getByLabel("Promised for").fill(studioDay(3));
  await studio.getByRole("button", { name: "Add promise", exact: true }).click();
  await expect(rowOf(studio, title)).toBeVisible();
}

const rowOf = (studio: Page, title: string) =>
  studio.locator("#promises li").filter({ hasText: title });

async function putBefore(studio: Page, contact: string, title: string, note: string, how = "") {
  const row = rowOf(studio, title);
  await row.getByText(`Put before ${contact}${how}`, { exact: true }).first().click();
  await row.getByLabel(`Note to ${contact} (optional)`).fill(note);
  await row.locator("form button", { hasText: "Put before" }).click();
  await expect(row.getByText(/waits for an answer/)).toBeVisible();
}

const pageOf = async (studio: Page) =>
  (await studio.locator('a[href^="/p/"]').first().getAttribute("href"))!;

/** The same for a page with scripts off: the check itself is a script. */
async function expectDocumentAccessible(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(address);
  await expectAccessible(page);
  await page.close();
}

test("a delivery is accepted, another changed, and a completion waits for the word", async ({
  browser,
}) => {
  test.setTimeout(400_000);
  const name = "Noor Haddad";
  const { studio, client } = await bothSides(browser, name);
  const project = await begin(studio, name, "The orchard map");
  const address = `${stack.url}${await pageOf(studio)}`;

  await test.step("two deliveries are put before the client", async () => {
    await promise(studio, "The draft");
    await promise(studio, "The legend");
    await putBefore(studio, name, "The draft", "Please look at the hedges.");
    await putBefore(studio, name, "The legend", "");
    await take(studio, "studio-open");
    await expectAccessible(studio);
    await client.goto(address);
    await expect(client.getByRole("heading", { name: "To sign off: The draft" })).toBeVisible();
    await expect(client.getByText("Please look at the hedges.")).toBeVisible();
    await take(client, "client-open");
    await expectDocumentAccessible(browser, address);
  });

  await test.step("one is accepted, after one more question, with scripts off", async () => {
    const draft = client.locator("#sign-off > div").filter({ hasText: "The draft" });
    await draft.getByText("Accept", { exact: true }).click();
    await draft.getByRole("button", { name: "Yes, I accept it" }).click();
    await expect(client.getByText(/Accepted by Noor Haddad on/)).toBeVisible();
    await studio.goto(project);
    await expect(rowOf(studio, "The draft").getByText(/Accepted by Noor Haddad/)).toBeVisible();
    await expect(rowOf(studio, "The draft").getByText("Done", { exact: true })).toBeVisible();
  });

  await test.step("of the other changes are asked for, with a file", async () => {
    const legend = client.locator("#sign-off > div").filter({ hasText: "The legend" });
    await legend.getByText("Ask for changes", { exact: true }).click();
    await legend.getByLabel("What exactly should I change?").fill("The wells are missing.");
    await legend
      .locator("input[type=file]")
      .setInputFiles({ name: "wells.txt", mimeType: "text/plain", buffer: Buffer.from("two") });
    await legend.getByRole("button", { name: "Send changes" }).click();
    await expect(client.getByText(/Noor Haddad asked for changes on/)).toBeVisible();
    await expect(client.getByRole("link", { name: "wells.txt" }).first()).toBeVisible();
    await studio.goto(`${stack.url}/today`);
    const need = studio.locator("li").filter({ hasText: "Wants changes" });
    await expect(need.getByText("Wants changes")).toBeVisible();
    await expect(need.getByText("The wells are missing.")).toBeVisible();
    await studio.goto(`${stack.url}/ledger`);
    await expect(studio.getByText("The legend: The wells are missing.")).toBeVisible();
  });

  await test.step("it is put before them again; their answer is noted on Today", async () => {
    await studio.goto(project);
    await putBefore(studio, name, "The legend", "Now with wells.", " again");
    await client.goto(address);
    await expect(client.getByText("1 earlier round")).toBeVisible();
    const write = client.getByLabel(/^Write to/);
    await write.fill("The wells are right now.");
    await client.getByRole("button", { name: "Send", exact: true }).click();
    await studio.goto(`${stack.url}/today`);
    const accepted = studio.getByRole("button", { name: /^They accepted “The legend”/ });
    await take(studio, "today-answer");
    await expectAccessible(studio);
    await accepted.click();
    // The button says that it is busy before the answer is saved.
    const rounds = () =>
      stack.sql<{ outcome: string | null }>(
        `SELECT s."outcome" FROM "SignOff" s JOIN "Deadline" d ON d."id" = s."deadlineId"
          WHERE d."title" = 'The legend' ORDER BY s."round" DESC LIMIT 1`,
      );
    await expect.poll(async () => (await rounds())[0]?.outcome).toBe("ACCEPTED");
    await client.goto(address);
    await expect(client.getByText(/Accepted by Noor Haddad on/)).toHaveCount(2);
  });

  await test.step("a completion waits for what is open, and goes on without it", async () => {
    await studio.goto(project);
    await promise(studio, "The frame");
    await putBefore(studio, name, "The frame", "");
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByText("Waits for sign-off", { exact: true })).toBeVisible();
    await take(studio, "studio-waits");
    await expectAccessible(studio);
    await studio.getByRole("button", { name: "Don’t complete" }).click();
    await expect(studio.getByRole("button", { name: "Complete project" })).toBeVisible();
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByText("Waits for sign-off", { exact: true })).toBeVisible();
    await client.goto(address);
    await expect(client.getByText(/complete the project without an answer on/)).toBeVisible();
    await take(client, "client-waits");
    await stack.sql(`UPDATE "Project" SET "completesAt" = now() WHERE "title" = 'The orchard map'`);
    await expect(async () => {
      await client.goto(address);
      await expect(client.getByText(/Completed without an answer on/)).toBeVisible();
    }).toPass({ timeout: 100_000 });
    await take(client, "client-unanswered");
    await expectDocumentAccessible(browser, address);
    await studio.goto(project);
    await expect(studio.getByText("Completed", { exact: true }).first()).toBeVisible();
  });
});

test("a late answer says what is so, and keeps what was written", async ({ browser }) => {
  test.setTimeout(200_000);
  const name = "Tomas Vesely";
  const { studio, client } = await bothSides(browser, name);
  await begin(studio, name, "The vineyard map");
  const address = `${stack.url}${await pageOf(studio)}`;
  await promise(studio, "The draft");
  await putBefore(studio, name, "The draft", "");
  await client.goto(address);
  await client.getByText("Ask for changes", { exact: true }).click();
  await client.getByLabel("What exactly should I change?").fill("The slopes are too steep.");
  const row = rowOf(studio, "The draft");
  await row.getByText("Cancel sign-off", { exact: true }).click();
  await row.getByRole("button", { name: /^Cancel it/ }).click();
  await expect(row.getByText(/Cancelled on/)).toBeVisible();
  await client.getByRole("button", { name: "Send changes" }).click();
  await expect(
    client.getByText("I’ve cancelled this meanwhile. What you wrote has been sent to me", {
      exact: false,
    }),
  ).toBeVisible();
  await expect(client.locator("#sent").getByText("The slopes are too steep.")).toBeVisible();
  await take(client, "client-too-late");
});

test("the client asks for something new, and it becomes a project", async ({ browser }) => {
  test.setTimeout(200_000);
  const name = "Wanjiru Kamau";
  const { studio, client } = await bothSides(browser, name);
  await begin(studio, name, "The tea map");
  const address = `${stack.url}${await pageOf(studio)}`;

  await test.step("on the page of a completed project, with scripts off", async () => {
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByText("Completed", { exact: true }).first()).toBeVisible();
    await client.goto(address);
    await client.getByText("Ask for something new", { exact: true }).click();
    await client.getByLabel("What would you like?").fill("A map of the lake\nWith the ferries.");
    await take(client, "client-asks");
    await client.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(client.locator("#sent").getByText("asked for something new")).toBeVisible();
    await expectDocumentAccessible(browser, address);
  });

  await test.step("Today makes it a project in one press, with all of it filled in", async () => {
    await studio.goto(`${stack.url}/today`);
    const need = studio.locator("li").filter({ hasText: "A map of the lake" });
    await expect(need.getByText("Asks for something new")).toBeVisible();
    await take(studio, "today-ask");
    await need.getByRole("link", { name: /^Make it a project/ }).click();
    await expect(studio.getByLabel("Project", { exact: true })).toHaveValue("A map of the lake");
    await expect(studio.getByText("With the ferries.")).toBeVisible();
    await take(studio, "studio-begin");
    await expectAccessible(studio);
    await studio.getByRole("button", { name: "Create project" }).click();
    await expect(studio.getByRole("heading", { level: 1 })).toHaveText("A map of the lake");
    await client.goto(address);
    await expect(client.getByText("It became a project: A map of the lake")).toBeVisible();
  });

  await test.step("another one is turned down in one press", async () => {
    await client.getByText("Ask for something new", { exact: true }).click();
    await client.getByLabel("What would you like?").fill("A globe?");
    await client.getByRole("button", { name: "Ask", exact: true }).click();
    await studio.goto(`${stack.url}/today`);
    const need = studio.locator("li").filter({ hasText: "A globe?" });
    await need.getByRole("button", { name: /^Not now/ }).click();
    await expect(need).toHaveCount(0);
  });
});
