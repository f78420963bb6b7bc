import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import sharp from "sharp";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { take } from "@tests/support/pictures";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let folder: string;
let ines: string;
let lighthouse: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-look-"));
  stack = await startStack({
    demo: true,
    before: asAppRole,
    env: { FILES_DIR: join(folder, "store") },
  });
  ines = await tokenOf(stack, "Ines Duarte");
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  lighthouse = project!.id;
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

const on = (path: string) => stack.url + path;
const clientPage = () => on(`/p/${ines}/${lighthouse}`);

async function signIn(page: Page): Promise<void> {
  await page.goto(on("/sign-in"));
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await page.waitForURL("**/today");
}

/** A client's own browser beside the studio's. */
async function asClient(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  opened.push(context);
  return context.newPage();
}
const opened: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});

/** A wordmark in dark ink on nothing. */
const wordmark = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="180"><rect x="0" y="20" width="140" ' +
        'height="140" rx="30" fill="#1a237e"/><rect x="180" y="50" width="700" height="80" fill="#1c1a17"/></svg>',
    ),
  )
    .png()
    .toBuffer();

/** How many bytes a page's own request takes, as a browser asks. */
async function packed(page: Page, path: string): Promise<number> {
  const answer = await page.context().newCDPSession(page);
  await answer.send("Network.enable");
  const sizes: number[] = [];
  answer.on("Network.loadingFinished", ({ encodedDataLength }) => sizes.push(encodedDataLength));
  await page.goto(path, { waitUntil: "load" });
  return sizes[0]!;
}

test("a studio gives its clients' pages its own look, and takes it back", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const client = await asClient(browser);
  await signIn(page);

  await test.step("without one, nothing of it is on the page", async () => {
    await client.goto(clientPage());
    await expect(client.locator("img")).toHaveCount(0);
    expect(await client.locator('link[href^="/look/"]').count()).toBe(0);
  });

  await test.step("what is no logo is refused, with what to do", async () => {
    await page.goto(on("/settings"));
    await page.getByRole("link", { name: "Look" }).click();
    await page.waitForURL("**/settings/look");
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel("Choose a logo").setInputFiles({ name, mimeType: "image/png", buffer });
    await choose("logo.png", Buffer.from("I am a logo, honestly."));
    await expect(page.locator("main p[role=alert]")).toContainText("no PNG, JPEG or WebP picture");
    await choose("logo.svg", Buffer.from("<svg><script>alert(1)</script></svg>"));
    await expect(page.locator("main p[role=alert]")).toContainText(
      "SVG drawing, which can hold scripts",
    );
    await choose("logo.png", Buffer.alloc(6_000_000));
    await expect(page.locator("main p[role=alert]")).toContainText("larger than 5 MB");
  });

  await test.step("a logo, a colour, a welcome and a site are saved", async () => {
    const buffer = await wordmark();
    const logo = { name: "bright.png", mimeType: "image/png", buffer };
    await page.getByLabel("Choose a logo").setInputFiles(logo);
    await expect(page.getByText("The logo is saved.")).toBeVisible();
    await expect(page.getByText(/As shown it weighs/)).toBeVisible();
    await page.getByRole("textbox", { name: "Colour", exact: true }).fill("red;}");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/please write it as # and six characters/).first()).toBeVisible();
    await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#ffd54f");
    await page
      .getByLabel("Welcome line")
      .fill("Good to have you here. Everything is in one place.");
    await page.getByLabel("Your site").fill("brightpages.example");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your look is saved.")).toBeVisible();
    await expect(page.getByLabel("Your site")).toHaveValue("https://brightpages.example/");
    await expectAccessible(page);
    await take(page, "settings");
  });

  await test.step("the client sees it, and can read it in both modes", async () => {
    await client.goto(clientPage());
    const logo = client.getByRole("link", { name: /./ }).locator("img").first();
    await expect(logo).toBeVisible();
    await expect(client.getByText("Good to have you here.")).toBeVisible();
    expect(await logo.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(600);
    const accent = await client.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--accent"),
    );
    expect(accent.trim()).not.toMatch(/^(#1f6b4f|#ffd54f)$/i);
    await expectAccessible(client);
    await take(client, "status");
  });

  await test.step("the page keeps its weight, and the logo is fetched once", async () => {
    const bytes = await packed(client, clientPage());
    expect(bytes).toBeLessThan(30_000);
    const src = await client.locator("img").first().getAttribute("src");
    const answer = await client.request.get(on(src!));
    expect(answer.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect((await answer.body()).byteLength).toBeLessThan(10_000);
  });

  await test.step("the wall has it, and an email that is sent", async () => {
    const [wall] = await stack.sql<{ slug: string }>(`SELECT "slug" FROM "Wall" LIMIT 1`);
    await client.goto(on(`/w/${wall!.slug}`));
    await expect(client.locator("img").first()).toBeVisible();
    await take(client, "wall");
    await page.goto(on(`/projects/${lighthouse}`));
    const files = page.locator("#files");
    await files.getByText("Add link").first().click();
    await files.getByLabel("Link name").fill("The proof");
    await files.getByLabel("Address").fill("https://proofs.example/1");
    await files.getByRole("button", { name: "Add link" }).click();
    await expect(files.getByRole("link", { name: "The proof" })).toBeVisible();
    const [email] = await stack.sql<{ id: string }>(
      `SELECT "id" FROM "Email" WHERE "kind" = 'file.sent' ORDER BY "createdAt" DESC LIMIT 1`,
    );
    await page.goto(on(`/emails/${email!.id}`));
    const sheet = page.frameLocator("iframe").first();
    await expect(sheet.locator("img")).toHaveAttribute("alt", /./);
    expect(
      await sheet.locator("img").evaluate((one) => (one as HTMLImageElement).naturalWidth),
    ).toBe(600);
    await take(page, "email");
  });

  await test.step("removed, it is gone", async () => {
    await page.goto(on("/settings/look"));
    await page.getByText("Remove logo").first().click();
    await page.getByRole("button", { name: /^Remove logo/ }).click();
    await expect(page.getByLabel("Choose a logo")).toBeVisible();
    await page.getByRole("textbox", { name: "Colour", exact: true }).fill("");
    await page.getByLabel("Welcome line").fill("");
    await page.getByLabel("Your site").fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your look is saved.")).toBeVisible();
    await client.goto(clientPage());
    await expect(client.locator("img")).toHaveCount(0);
    await expect(client.getByText("Good to have you here.")).toHaveCount(0);
  });
});

test("a link beside the files is added, changed and removed", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const client = await asClient(browser);
  await signIn(page);
  await page.goto(on(`/projects/${lighthouse}`));
  const files = page.locator("#files");
  const adding = files.locator('form:has(input[name="projectId"])');
  await files.getByText("Add link").first().click();
  await adding.getByLabel("Link name").fill("The board with all sketches");
  for (const [address, why] of [
    ["http://figma.com/1", "please use an address that begins"],
    // No two alike after each other: each answer is waited for.
    ["https://me:secret@figma.com/1", "name or password"],
    ["javascript:alert(1)", "please use an address that begins"],
  ] as const) {
    await adding.getByLabel("Address").fill(address);
    await adding.getByRole("button", { name: "Add link" }).click();
    await expect(files.getByText(why).first()).toBeVisible();
  }
  await adding.getByLabel("Address").fill("https://www.figma.com/file/1");
  await adding.getByRole("button", { name: "Add link" }).click();
  await expect(files.getByRole("link", { name: "The board with all sketches" })).toBeVisible();
  await expectAccessible(page);
  await take(page, "project");

  await client.goto(clientPage());
  const link = client.getByRole("link", { name: "The board with all sketches" });
  await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  await expect(client.getByText(/link to figma\.com/)).toBeVisible();
  await expectAccessible(client);
  await client.locator("#files").screenshot({ path: test.info().outputPath("files.png") });

  await files.getByText("Change link").first().click();
  const form = files.getByRole("form", { name: "Change link: The board with all sketches" });
  await form.getByLabel("Link name").fill("The board");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(files.getByRole("link", { name: "The board", exact: true })).toBeVisible();
  await client.reload();
  await expect(client.getByRole("link", { name: "The board", exact: true })).toBeVisible();

  await files.getByText("Remove link").first().click();
  await files.getByRole("button", { name: /^Remove it/ }).click();
  await expect(files.getByRole("link", { name: "The board", exact: true })).toHaveCount(0);
  await client.reload();
  await expect(client.getByRole("link", { name: "The board", exact: true })).toHaveCount(0);
});

test("a file sent again under its name is a version of it", async ({ browser }) => {
  const client = await asClient(browser);
  await client.goto(clientPage());
  for (const text of ["one", "two", "three"]) {
    await client.getByLabel(/^Send a file to/).setInputFiles({
      name: "sketch.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    });
    await client.getByRole("button", { name: "Send file" }).click();
    await client.waitForURL(/#files$/);
    await client.goto(clientPage());
  }
  const files = client.locator("#files");
  await expect(files.getByRole("link", { name: "sketch.txt" })).toHaveCount(1);
  await files.getByText("2 earlier versions").click();
  await expect(files.getByRole("link", { name: "sketch.txt" })).toHaveCount(3);
  await expectAccessible(client);
  const [newest] = await Promise.all([
    client.waitForEvent("download"),
    files.getByRole("link", { name: "sketch.txt" }).first().click(),
  ]);
  const stream = await newest.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe("three");
});

test("the studio hears that a person was on their page, until it is turned off", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const openedOn = async () =>
    (
      await stack.sql<{ day: string | null }>(
        `SELECT "openedOn"::text AS "day" FROM "Contact" WHERE "name" = 'Ines Duarte'`,
      )
    )[0]!.day;
  await stack.sql(`UPDATE "Contact" SET "openedOn" = NULL`);
  const beacon = () => on(`/p/${ines}/opened`);
  const client = await asClient(browser);
  await client.goto(clientPage());

  await test.step("a visit without a person's hand says nothing", async () => {
    await client.mouse.move(200, 300);
    await client.mouse.wheel(0, 1500);
    await client.evaluate(() => document.body.dispatchEvent(new Event("pointerdown")));
    for (const origin of [undefined, "null", "https://elsewhere.example"]) {
      const headers = origin ? { origin } : undefined;
      const answer = await fetch(beacon(), { method: "POST", headers });
      expect([403, 404]).toContain(answer.status);
    }
    // By a GET it only leads to the page.
    await fetch(beacon(), { headers: { origin: stack.url } });
    // As long as the script waits after a sign, and a second more.
    await client.waitForTimeout(4_000);
    expect(await openedOn()).toBeNull();
  });

  await test.step("a person's does, and the page told them", async () => {
    await expect(client.getByText(/sees on which day you were last here/)).toBeVisible();
    const said = client.waitForResponse(/\/opened$/);
    await client.getByRole("heading", { level: 1 }).click();
    expect((await said).status()).toBe(204);
    expect(await openedOn()).not.toBeNull();
    await signIn(page);
    await page.goto(on(`/projects/${lighthouse}`));
    await expect(page.getByText(/Ines Duarte was on the page/)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath("seen.png") });
    await page.getByRole("link", { name: "Duarte" }).first().click();
    await expect(page.getByText(/Ines Duarte was on the page/)).toBeVisible();
  });

  await test.step("turned off, nothing is left and nothing is sent", async () => {
    await page.goto(on("/settings#seen"));
    await page.getByRole("button", { name: "Turn off and delete" }).click();
    await expect(page.getByText("what was known is deleted")).toBeVisible();
    expect(await openedOn()).toBeNull();
    await client.goto(clientPage());
    await expect(client.getByText(/sees on which day you were last here/)).toHaveCount(0);
    expect(await client.locator("script[data-seen]").count()).toBe(0);
    // A page that was open before says it still: it is not written down.
    await fetch(beacon(), { method: "POST", headers: { origin: stack.url } });
    expect(await openedOn()).toBeNull();
    await page.getByRole("button", { name: "Turn on" }).click();
    await expect(page.getByText("It is on from now.")).toBeVisible();
  });
});
