import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-requests-journey-"));
  stack = await startStack({ demo: true, before: asAppRole, env: { FILES_DIR: folder } });
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${stack.url}/`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

/** An open project of the demo's that has a date of the freelancer's, and its client's own page. */
async function openProject(page: Page): Promise<{ id: string; href: string }> {
  const [row] = await stack.sql<{ id: string }>(
    `SELECT p."id" FROM "Project" p JOIN "Deadline" d ON d."projectId" = p."id" AND d."metAt" IS NULL
       AND d."holder" = 'FREELANCER' JOIN "Contact" c ON c."id" = p."contactId" AND c."language" = 'en'
     WHERE p."completedAt" IS NULL ORDER BY p."createdAt" LIMIT 1`,
  );
  await page.goto(`${stack.url}/projects/${row!.id}`);
  const href = await page.locator('a[href^="/p/"]').first().getAttribute("href");
  return { id: row!.id, href: `${stack.url}${href}` };
}

type Asked = { kind: "FILE" | "ANSWER" | "DECISION"; title: string; options?: string };

async function ask(page: Page, { kind, title, options }: Asked): Promise<void> {
  const part = page.getByRole("region", { name: "What you need from the client" });
  const form = part.locator("details", { hasText: "Ask for something" }).last();
  if (!(await form.getByLabel("In one line").isVisible()))
    await part.getByText("Ask for something").click();
  await form.getByLabel(/^What do you need from/).selectOption(kind);
  await form.getByLabel("In one line").fill(title);
  if (options) await form.getByLabel("Options").fill(options);
  await form.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(part.getByText(title).first()).toBeVisible();
}

/** A phone of the client's, on which nothing runs. */
async function withoutScript(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  return context.newPage();
}

test("what is needed is asked, answered without script, and read", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await signIn(page);
  const { id, href } = await openProject(page);
  await page.goto(`${stack.url}/projects/${id}`);

  await test.step("a decision without options is refused beside its field, with what was typed", async () => {
    const part = page.getByRole("region", { name: "What you need from the client" });
    await part.getByText("Ask for something").click();
    await part.getByLabel(/^What do you need from/).selectOption("DECISION");
    await part.getByLabel("In one line").fill("The colour of the sea");
    await part.getByLabel("Options").fill("Blue");
    await part.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(part.getByText(/please name at least two/).first()).toBeVisible();
    await expect(part.getByLabel("Options")).toHaveValue("Blue");
    await part.getByLabel("Options").fill("Blue\nGreen");
    await part.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(part.getByText("Blue · Green")).toBeVisible();
  });

  await ask(page, { kind: "FILE", title: "Your logo" });
  await ask(page, { kind: "ANSWER", title: "The opening hours" });
  await expectAccessible(page);
  await take(page, "studio-asked");

  const phone = await withoutScript(browser);
  const part = phone.locator("#requests");
  const open = async (title: string) => {
    const needed = part.locator("li", { hasText: title });
    await needed.locator("summary").click();
    return needed;
  };
  await test.step("the client sees all of it above the dates, each with one button", async () => {
    await phone.goto(href);
    await expect(part.getByText("What I need from you")).toBeVisible();
    await expect(part.locator("summary")).toHaveText([/^Choose/, /^Send the file/, /^Write the/]);
    const top = async (css: string) => (await phone.locator(css).boundingBox())!.y;
    expect(await top("#requests")).toBeLessThan(await top("#dates"));
    await take(phone, "client-asked");
  });

  await test.step("a file goes without script", async () => {
    const needed = await open("Your logo");
    await needed.getByLabel("Your file").setInputFiles({
      name: "empty.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.alloc(0),
    });
    await needed.getByLabel("Anything to add").fill("In black, too.");
    await needed.getByRole("button", { name: "Send" }).click();
    await expect(part.getByText("This file is empty.", { exact: false })).toBeVisible();
    await expect(needed.getByLabel("Anything to add")).toHaveValue("In black, too.");
    await take(phone, "client-refused");
    await needed.getByLabel("Your file").setInputFiles({
      name: "logo.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7 a logo"),
    });
    await needed.getByRole("button", { name: "Send" }).click();
    await expect(phone).toHaveURL(/#requests$/);
    await expect(part.getByText("1 thing is done")).toBeVisible();
    await expect(phone.locator("#thread").getByText("Answer to “Your logo”")).toBeVisible();
    await expect(phone.locator("#thread").getByText("logo.pdf").first()).toBeVisible();
  });

  await test.step("a decision is one of the options, and nothing else", async () => {
    const needed = await open("The colour of the sea");
    await needed.getByLabel("Green").check();
    await needed.getByRole("button", { name: "Send" }).click();
    await expect(part.getByText("2 things are done")).toBeVisible();
  });

  await test.step("of two tabs one answers, and the other is told that its words are kept", async () => {
    const second = await phone.context().newPage();
    await second.goto(href);
    await (await open("The opening hours")).getByLabel("Your answer").fill("From nine.");
    const other = second.locator("#requests li", { hasText: "The opening hours" });
    await other.locator("summary").click();
    await other.getByLabel("Your answer").fill("From nine to five.");
    await part.getByRole("button", { name: "Send" }).click();
    await expect(part.getByText("3 things are done")).toBeVisible();
    await other.getByRole("button", { name: "Send" }).click();
    await expect(
      second.getByText("This had been answered already.", { exact: false }),
    ).toBeVisible();
    await expect(second.locator("#thread").getByText("From nine to five.")).toBeVisible();
    await take(second, "client-too-late");
  });

  await test.step("Today has each answer, and one press says that it was read", async () => {
    await page.goto(`${stack.url}/today`);
    await expect(page.getByText(/: Your logo$/)).toBeVisible();
    await take(page, "today-answered");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Got it: Your logo" }).click();
    await expect(page.getByText(/: Your logo$/)).toHaveCount(0);
    await phone.reload();
    await expect(phone.locator("#thread").getByText(/read /).first()).toBeVisible();
  });
});

test("a late request marks the next date, and a delay notice cites it", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  const { id, href } = await openProject(page);
  await page.goto(`${stack.url}/projects/${id}`);
  await ask(page, { kind: "FILE", title: "The harbour photos" });
  await stack.sql(
    `UPDATE "Request" SET "dueOn" = current_date - 3 WHERE "title" = 'The harbour photos'`,
  );

  const client = await (await browser.newContext()).newPage();
  await client.goto(href);
  await expect(client.getByText(/This has been waiting for you since/).first()).toBeVisible();
  await expectAccessible(client);
  await take(client, "client-late");

  await page.reload();
  await expect(page.getByText(/^▲ Waiting for .* since/).first()).toBeVisible();
  const row = page.locator("#promises a", { hasText: "Move the date" }).first();
  await row.click();
  await expect(page).toHaveURL(/\/delay\//);
  await page.getByRole("button", { name: "Because of “The harbour photos”" }).click();
  await expect(page.getByLabel("Reason")).toHaveValue(
    "To go on I still need “The harbour photos” from you.",
  );
  await expect(page.getByRole("region", { name: "What your client will read" })).toContainText(
    "The harbour photos",
  );
  // Nothing in it is asked about before it is sent.
  await expect(page.getByRole("button", { name: /^Ignore/ })).toHaveCount(0);
  await expectAccessible(page);
  await take(page, "delay-reason");

  await test.step("the client answers in an open page while the studio looks on", async () => {
    await page.goto(`${stack.url}/projects/${id}`);
    const needed = client.locator("#requests li", { hasText: "The harbour photos" });
    await needed.locator("summary").click();
    await needed.getByLabel("Your file").setInputFiles({
      name: "harbour.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7 photos"),
    });
    await needed.getByRole("button", { name: "Send" }).click();
    await expect(client.getByText(/This has been waiting for you since/)).toHaveCount(0);
    await expect(page.getByText("Answer to “The harbour photos”")).toBeVisible();
  });
});
