import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { open, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { comparable, rowsOf, unpack } from "@tests/support/archives";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-moving-"));
  stack = await startStack({
    demo: true,
    before: asAppRole,
    env: { FILES_DIR: join(folder, "store") },
  });
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

async function enterDemo(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await page.waitForURL("**/today");
}

/** A browser that is signed in to a studio of its own, which was only just opened. */
async function newStudio(browser: Browser): Promise<BrowserContext> {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest("base64url");
  const [user] = await stack.sql<{ id: string }>(
    `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), $1) RETURNING "id"`,
    [`${stored.slice(0, 8)}@example.com`],
  );
  await stack.sql(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      VALUES (gen_random_uuid(), $1, $2, now() + interval '30 days')`,
    [stored, user!.id],
  );
  await stack.sql(
    `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
      SELECT $1, 'New', 'New', 'Europe/Copenhagen', 'new@example.com', "hours" FROM "Studio" LIMIT 1`,
    [user!.id],
  );
  const context = await browser.newContext();
  await context.addCookies([
    { name: "next-auth.session-token", value: token, url: stack.url, httpOnly: true },
  ]);
  return context;
}

/** Pictures to look at, where they are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  const to = process.env.PICTURES;
  if (!to) return;
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: join(to, `${name}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 720 });
}

const dataPage = (page: Page) => page.goto(`${stack.url}/settings/data`);

test("a studio is taken along into a new one, and is the same there", async ({ page, browser }) => {
  const zip = join(folder, "studio.zip");
  await test.step("everything is downloaded", async () => {
    await enterDemo(page);
    await page.goto(`${stack.url}/settings`);
    await page.getByRole("link", { name: "Your data" }).click();
    await expect(page.getByText("This one already has something in it")).toBeVisible();
    await expectAccessible(page);
    await picture(page, "demo");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download everything" }).click();
    expect((await download).suggestedFilename()).toMatch(/^uptomark-\d{4}-\d\d-\d\d\.zip$/);
    await (await download).saveAs(zip);
  });
  const before = await unpack(zip);
  expect(rowsOf(before, "Project").length).toBeGreaterThan(5);
  expect(before.manifest.emails.length).toBeGreaterThan(0);

  const context = await newStudio(browser);
  const other = await context.newPage();
  await test.step("and read into a new studio", async () => {
    await dataPage(other);
    await expectAccessible(other);
    await picture(other, "new");
    await other.getByLabel("Choose the zip file").setInputFiles(zip);
    await expect(other.getByText(/^Your studio is here\. Rows: \d+/)).toBeVisible();
    await expect(other.getByText("Private links are new")).toBeVisible();
    await expectAccessible(other);
    await picture(other, "moved");
    await other.getByRole("link", { name: "Go to Today" }).click();
    await other.goto(`${stack.url}/projects`);
    await expect(other.getByRole("link", { name: "The lighthouse map" })).toBeVisible();
  });
  await test.step("where it is the same", async () => {
    const answer = await context.request.get(`${stack.url}/files/everything`);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    await writeFile(join(folder, "again.zip"), await answer.body());
    const [was, is] = [comparable(before), comparable(await unpack(join(folder, "again.zip")))];
    // The worker may have noted something meanwhile: nothing that was is missing.
    expect(is.HistoryEntry).toEqual(expect.arrayContaining(was.HistoryEntry!));
    expect({ ...is, HistoryEntry: [] }).toEqual({ ...was, HistoryEntry: [] });
  });
  await test.step("and a second time is refused", async () => {
    const refused = await context.request.post(`${stack.url}/api/import/studio`, {
      headers: { origin: stack.url },
      data: Buffer.from("not a zip"),
    });
    expect(refused.status()).toBe(422);
    // Whatever is sent: it is said before it is read.
    expect(await refused.json()).toMatchObject({
      message: expect.stringContaining("already has something in it"),
    });
  });
  await context.close();
});

test("a list becomes clients, once its columns are matched and its lines are right", async ({
  browser,
}) => {
  const context = await newStudio(browser);
  const page = await context.newPage();
  await dataPage(page);
  const choose = page.getByLabel(/^Choose (a CSV|another) file$/);
  const list = (body: string | Buffer) => ({
    name: "kunden.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(body),
  });
  await test.step("a page that says “sign in” is no list", async () => {
    await choose.setInputFiles(list("<!doctype html><title>Sign in</title>"));
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "This is a web page, not a list",
    );
  });
  await test.step("200 MB are refused while they come", async () => {
    const large = join(folder, "large.csv");
    const file = await open(large, "w");
    await file.truncate(200_000_000);
    await file.close();
    await choose.setInputFiles(large);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("larger than 10 MB");
  });
  await test.step("a wrong line is named, and stops all of it", async () => {
    await choose.setInputFiles(
      list(
        "Wer;Person;E-Mail\r\nKr\u00fcger & S\u00f6hne;J\u00f6rg;joerg@example.com\r\nHolm;Eva;eva.example.com\r\n",
      ),
    );
    await expect(page.getByText("Say which column is the client")).toHaveCount(0);
    await page.getByLabel("Wer").selectOption({ label: "Client" });
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Line 3: Email address:");
    await expect(page.getByRole("button", { name: "Import" })).toHaveCount(0);
    await expectAccessible(page);
    await picture(page, "wrong");
  });
  await test.step("corrected, as Windows writes it, it comes in", async () => {
    const right =
      "Wer;Person;E-Mail\r\nKr\u00fcger & S\u00f6hne;J\u00f6rg;joerg@example.com\r\nHolm;Eva;eva@example.com\r\n";
    await choose.setInputFiles(list(Buffer.from(right, "latin1")));
    await page.getByLabel("Wer").selectOption({ label: "Client" });
    await expect(page.getByText("Clients: 2 · Contacts: 2 · Projects: 0")).toBeVisible();
    await expect(page.getByText("Krüger & Söhne, Jörg, joerg@example.com")).toBeVisible();
    await picture(page, "preview");
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByText("Imported. Clients: 2. Contacts: 2. Projects: 0.")).toBeVisible();
  });
  await test.step("a second time its columns are known, and nothing is doubled", async () => {
    await page.reload();
    await choose.setInputFiles(
      list(
        "Wer,Person,E-Mail\nKrüger & Söhne,Jörg,joerg@example.com\nNordlys,Ida,ida@example.com\n",
      ),
    );
    await expect(page.getByLabel("Wer")).toHaveValue("client");
    await expect(page.getByText("Lines that are here already: 1")).toBeVisible();
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByRole("link", { name: "See your clients" }).click();
    for (const name of ["Krüger & Söhne", "Holm", "Nordlys"])
      await expect(page.getByRole("link", { name })).toHaveCount(1);
  });
  await test.step("and goes out again as a list", async () => {
    const csv = await context.request.get(`${stack.url}/files/lists/clients.csv`);
    expect(await csv.text()).toContain("Krüger & Söhne,Jörg,joerg@example.com");
    const nobodys = await context.request.get(`${stack.url}/files/lists/secrets.csv`);
    expect(nobodys.status()).toBe(404);
  });
  await context.close();
});

const countExports = async () =>
  (
    await stack.sql<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM pg_stat_activity
        WHERE application_name = 'uptomark export' AND datname = current_database()`,
    )
  )[0]!.count;

test("a download that is broken off closes all it had open, and one runs at a time", async ({
  browser,
}) => {
  const context = await newStudio(browser);
  const [cookie] = await context.cookies();
  const headers = { cookie: `${cookie!.name}=${cookie!.value}` };
  // More than what waits in the sockets on the way.
  await stack.sql(
    `INSERT INTO "SavedReply" ("id", "freelancerId", "name", "text")
      SELECT gen_random_uuid(), "userId", 'Reply ' || n, repeat('Thank you. ', 5000)
      FROM "Session", generate_series(1, 1000) n WHERE "sessionToken" = $1`,
    [createHash("sha256").update(cookie!.value).digest("base64url")],
  );
  const request = get(`${stack.url}/files/everything`, { headers });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  await once(answer, "readable");
  expect(await countExports()).toBe(1);
  const second = await context.request.get(`${stack.url}/files/everything`);
  expect([second.status(), await second.text()]).toEqual([
    409,
    expect.stringContaining("under way already"),
  ]);
  request.destroy();
  await expect.poll(countExports).toBe(0);
  const third = await context.request.get(`${stack.url}/files/everything`);
  expect(third.status()).toBe(200);
  await context.close();
});

test("nobody who is signed out, or elsewhere, exports or imports", async ({ request, browser }) => {
  const signedOut = await request.get(`${stack.url}/files/everything`, { maxRedirects: 0 });
  expect(signedOut.status()).toBe(307);
  const data = Buffer.from("Client,Email\nA,a@example.com\n");
  const path = `${stack.url}/api/import/list?step=import`;
  const unknown = await request.post(path, { headers: { origin: stack.url }, data });
  expect(unknown.status()).toBe(401);
  const context = await newStudio(browser);
  const elsewhere = { origin: "https://elsewhere.example" };
  expect((await context.request.post(path, { headers: elsewhere, data })).status()).toBe(403);
  const here = await context.request.post(path, { headers: { origin: stack.url }, data });
  expect(await here.json()).toEqual({ done: "Imported. Clients: 1. Contacts: 1. Projects: 0." });
  await context.close();
});
