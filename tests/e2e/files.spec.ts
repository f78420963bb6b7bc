import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request as send } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseDisposition } from "content-disposition";
import sharp from "sharp";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { startStack, until, type Stack } from "@tests/support/stack";

let stack: Stack;
let folder: string;
let ines: string;
let lighthouse: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-files-"));
  stack = await startStack({ demo: true, env: { FILES_DIR: join(folder, "store") } });
  ines = await tokenOf(stack, "Ines Duarte");
  lighthouse = (
    await stack.sql<{ id: string }>(
      `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
    )
  )[0]!.id;
});
test.afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

const page_ = () => `${stack.url}/p/${ines}/${lighthouse}`;
const sha = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const onDisk = async () =>
  (await readdir(join(folder, "store"), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const rows = () =>
  stack.sql<{ id: string; name: string; storedAt: Date | null }>(
    `SELECT "id", "name", "storedAt" FROM "File" ORDER BY "startedAt" DESC`,
  );

async function signIn(page: Page) {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await page.waitForURL("**/today");
}

/** A form's POST with one file, written by hand: the name goes out exactly as told. */
function formOf(name: string, bytes: Buffer, type = "application/octet-stream") {
  const head =
    `--mark\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ` +
    `${type}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--mark--\r\n")]),
    headers: { "content-type": "multipart/form-data; boundary=mark", origin: stack.url },
  };
}

async function post(
  form: { body: Buffer; headers: Record<string, string> },
  url = `${page_()}/files`,
) {
  const answer = await fetch(url, {
    method: "POST",
    headers: form.headers,
    body: new Uint8Array(form.body),
    redirect: "manual",
  });
  return { status: answer.status, text: await answer.text() };
}

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a client's file arrives in the studio byte by byte", async ({ page, browser }) => {
    const bytes = randomBytes(12_000_000);
    await writeFile(join(folder, "harbour plan.bin"), bytes);
    await page.goto(page_());
    await page
      .getByLabel("Send a file to Mira Holm")
      .setInputFiles(join(folder, "harbour plan.bin"));
    await page.getByRole("button", { name: "Send file" }).click();
    await expect(page).toHaveURL(/#files$/);
    await expect(page.getByRole("link", { name: "harbour plan.bin" }).first()).toBeVisible();
    await expect(
      page.getByText(/^12 MB · from Ines Duarte · \w{3} \d+ \w{3}, today$/),
    ).toBeVisible();

    const studio = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    await signIn(studio);
    await studio.goto(`${stack.url}/projects/${lighthouse}`);
    const download = studio.waitForEvent("download");
    await studio.getByRole("link", { name: "harbour plan.bin" }).first().click();
    expect(sha(await readFile(await (await download).path()))).toBe(sha(bytes));
    await expect(studio.getByText("Ines Duarte sent a file for The lighthouse map")).toBeVisible();
    await studio.context().close();
  });

  test("a picture is shown small on both sides, drawn anew", async ({ page, browser }) => {
    test.setTimeout(180_000);
    const text = "51.5074 N, where the photographer lives";
    const photo = await sharp({
      create: { width: 1600, height: 900, channels: 3, background: "#6a8d73" },
    })
      .withExif({ IFD0: { ImageDescription: text } })
      .jpeg()
      .toBuffer();
    expect(photo.includes(text)).toBe(true);
    await writeFile(join(folder, "harbour.jpg"), photo);
    await page.goto(page_());
    await page.getByLabel("Send a file to Mira Holm").setInputFiles(join(folder, "harbour.jpg"));
    await page.getByRole("button", { name: "Send file" }).click();
    await expect(page).toHaveURL(/#files$/);
    const item = page.getByRole("listitem").filter({ hasText: "harbour.jpg" });
    const picture = item.locator("img");
    // The worker draws them once a minute.
    await expect
      .poll(
        async () => {
          await page.reload();
          return picture.count();
        },
        { timeout: 100_000 },
      )
      .toBe(1);
    const src = (await picture.getAttribute("src"))!;
    const small = await (await page.request.get(new URL(src, page.url()).href)).body();
    expect(small.length).toBeLessThan(photo.length);
    expect(small.includes(text)).toBe(false);
    expect((await sharp(small).metadata()).width).toBeLessThan(1600);

    const studio = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    await signIn(studio);
    await studio.goto(`${stack.url}/projects/${lighthouse}`);
    const shown = studio.getByRole("listitem").filter({ hasText: "harbour.jpg" }).locator("img");
    await shown.scrollIntoViewIfNeeded();
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await studio.context().close();
  });

  test("a file of 101 MB is refused in a sentence and leaves nothing", async ({ page }) => {
    const before = { disk: (await onDisk()).length, rows: (await rows()).length };
    await writeFile(join(folder, "film.mov"), Buffer.alloc(101_000_000, 1));
    await page.goto(page_());
    await page.getByLabel("Send a file to Mira Holm").setInputFiles(join(folder, "film.mov"));
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await page.getByRole("button", { name: "Send file" }).click();
    expect((await answer).status()).toBe(413);
    await expect(page.getByRole("alert")).toHaveText(
      "▲ This file is larger than 100 MB, the most for one file. Please send it in parts.",
    );
    expect({ disk: (await onDisk()).length, rows: (await rows()).length }).toEqual(before);
  });

  test("an empty file and no file at all are refused in a sentence", async ({ page }) => {
    await writeFile(join(folder, "empty.txt"), "");
    await page.goto(page_());
    await page.getByLabel("Send a file to Mira Holm").setInputFiles(join(folder, "empty.txt"));
    await page.getByRole("button", { name: "Send file" }).click();
    await expect(page.getByRole("alert")).toHaveText(
      "▲ This file is empty. Please choose another one.",
    );
    expect(await post(formOf("", Buffer.alloc(0)))).toMatchObject({
      status: 422,
      text: expect.stringContaining("Choose a file first."),
    });
  });
});

test("the page's form pressed twice sends one file", async ({ request }) => {
  const html = await (await request.get(page_())).text();
  const [, form] = /<form[^>]*multipart[^>]*>(.*?)<\/form>/s.exec(html) ?? [];
  const key = /name="formKey" value="([\w-]{36})".*type="file"/s.exec(form!)?.[1];
  const multipart = (formKey: string) => ({
    formKey,
    file: { name: "pressed.txt", mimeType: "text/plain", buffer: Buffer.from("once") },
  });
  const press = async (formKey: string) => {
    const headers = { origin: stack.url };
    const sent = { headers, multipart: multipart(formKey), maxRedirects: 0 };
    return (await request.post(`${page_()}/files`, sent)).status();
  };
  const named = async () => (await rows()).filter((row) => row.name === "pressed.txt").length;
  expect([await press(key!), await press(key!), await named()]).toEqual([303, 303, 1]);
  // The control: another form is another file.
  expect([await press("another form"), await named()]).toEqual([303, 2]);
});

test("a name is cleaned, and leads to no other place on the disk", async ({ request }) => {
  const cases: [string, string][] = [
    ["../../../../etc/cron.d/evil", "evil"],
    ["..\\\\..\\\\boot.ini", "boot.ini"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    [`${"n".repeat(396)}.pdf`, `${"n".repeat(115)}….pdf`],
    ["مرحبا 🥖.txt", "مرحبا 🥖.txt"],
  ];
  for (const [said, shown] of cases) {
    expect((await post(formOf(said, Buffer.from("a note")))).status, said).toBe(303);
    const [newest] = await rows();
    expect(newest!.name).toBe(shown);
    const { "content-disposition": disposition } = (
      await request.get(`${page_()}/files/${newest!.id}`)
    ).headers();
    expect(parseDisposition(disposition!)).toEqual({
      type: "attachment",
      parameters: expect.objectContaining({ filename: shown }),
    });
    expect(disposition).not.toMatch(/[\r\n]|[^\x20-\x7E]/);
  }
  for (const path of await onDisk())
    // A picture has its preview beside it.
    expect(path).toMatch(/store\/kept\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/[0-9a-f-]{36}(-0)?$/);
});

test("a page that calls itself a picture is never run", async ({ request }) => {
  expect(
    (await post(formOf("cat.png", Buffer.from("<html><script>alert(1)</script>"), "image/png")))
      .status,
  ).toBe(303);
  const [cat] = await rows();
  const answer = await request.get(`${page_()}/files/${cat!.id}`);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename=cat.png",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store, no-transform",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  const head = await request.head(`${page_()}/files/${cat!.id}`);
  expect([head.status(), (await head.body()).byteLength]).toEqual([200, 0]);
});

test("a file is not found by a stranger, a revoked link, or nobody", async ({ request }) => {
  await post(formOf("note.txt", Buffer.from("a note"), "text/plain"));
  const [note] = await rows();
  const chidi = await tokenOf(stack, "Chidi Okafor");
  const haru = await tokenOf(stack, "Haru Tanaka");
  await stack.sql(`UPDATE "Contact" SET "linkRevokedAt" = now() WHERE "name" = 'Haru Tanaka'`);
  const bodies = new Set<string>();
  for (const path of [
    `/p/${chidi}/${lighthouse}/files/${note!.id}`,
    `/p/${haru}/${lighthouse}/files/${note!.id}`,
    `/p/${"A".repeat(43)}/${lighthouse}/files/${note!.id}`,
    `/p/${ines}/${lighthouse}/files/x`,
    `/p/${ines}/${note!.id}/files/${note!.id}`,
  ]) {
    const answer = await request.get(`${stack.url}${path}`);
    expect(answer.status(), path).toBe(404);
    bodies.add(await answer.text());
  }
  expect(bodies.size).toBe(1);
  const before = (await rows()).length;
  for (const token of [chidi, haru, "A".repeat(43)])
    expect(
      (await post(formOf("a.txt", Buffer.from("x")), `${stack.url}/p/${token}/${lighthouse}/files`))
        .status,
    ).toBe(404);
  for (const origin of ["https://evil.example", "null"])
    expect(
      (
        await post({
          ...formOf("a.txt", Buffer.from("x")),
          headers: { ...formOf("a", Buffer.alloc(0)).headers, origin },
        })
      ).status,
    ).toBe(422);
  expect(
    (
      await post({
        body: Buffer.from("x=1"),
        headers: { "content-type": "application/x-www-form-urlencoded", origin: stack.url },
      })
    ).status,
  ).toBe(422);
  expect(await rows()).toHaveLength(before);
  // Nobody is signed in here.
  expect((await request.get(`${stack.url}/files/${note!.id}`, { maxRedirects: 0 })).status()).toBe(
    307,
  );
  expect(
    (
      await request.post(`${stack.url}/api/files?project=${lighthouse}`, {
        headers: { origin: stack.url },
        data: "x",
      })
    ).status(),
  ).toBe(401);
});

test("an upload that breaks off leaves nothing behind", async () => {
  const before = (await onDisk()).length;
  const form = formOf("half.bin", Buffer.alloc(5_000_000, 7));
  const asking = send(`${page_()}/files`, {
    method: "POST",
    headers: { ...form.headers, "content-length": form.body.byteLength },
  });
  asking.on("error", () => undefined);
  asking.write(form.body.subarray(0, 3_000_000));
  await until(
    async () => (await rows()).some((row) => row.name === "half.bin"),
    () => "the upload never began",
  );
  asking.destroy();
  await until(
    async () => !(await rows()).some((row) => row.name === "half.bin"),
    () => "the half file's row stayed",
  );
  expect(await onDisk()).toHaveLength(before);
});

test("the freelancer sends with progress, tries again, and removes", async ({ page, context }) => {
  await signIn(page);
  await page.goto(`${stack.url}/projects/${lighthouse}`);
  await writeFile(join(folder, "proof.txt"), "the proof");
  await context.setOffline(true);
  await page.getByLabel("Add files").setInputFiles(join(folder, "proof.txt"));
  await expect(
    page.getByRole("alert").filter({ hasText: "The connection was lost" }),
  ).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "proof.txt" }).first()).toBeVisible();
  await writeFile(join(folder, "empty.txt"), "");
  await page.getByLabel("Add files").setInputFiles(join(folder, "empty.txt"));
  await expect(page.getByRole("alert").filter({ hasText: "This file is empty" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  const client = await context.newPage();
  await client.goto(page_());
  await expect(client.getByText(/^9 bytes · from Mira Holm/)).toBeVisible();
  await expectAccessible(client);
  await expectAccessible(page);

  await page.getByLabel("Delete: proof.txt").click();
  await page.getByRole("button", { name: "Delete file: proof.txt" }).click();
  await expect(page.getByRole("link", { name: "proof.txt" })).toHaveCount(0);
  await client.reload();
  await expect(client.getByRole("link", { name: "proof.txt" })).toHaveCount(0);
});

test("the studio's upload checks size and project while it streams", async ({ page }) => {
  await signIn(page);
  const cookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const upload = async (project: string, size: number) => {
    const answer = await fetch(`${stack.url}/api/files?project=${project}`, {
      method: "POST",
      headers: { cookie, origin: stack.url, "x-file-name": "film.mov" },
      body: new Uint8Array(size),
    });
    return { status: answer.status, ...((await answer.json()) as { message?: string }) };
  };
  const before = (await onDisk()).length;
  expect(await upload(lighthouse, 101_000_000)).toEqual({
    status: 422,
    message: "This file is larger than 100 MB, the most for one file. Please send it in parts.",
  });
  expect(await upload(lighthouse, 0)).toMatchObject({ status: 422 });
  expect(await upload("01a1ffe0-0000-7000-8000-000000000000", 5)).toMatchObject({ status: 404 });
  expect(await onDisk()).toHaveLength(before);
  expect(await upload(lighthouse, 99_000_000)).toEqual({ status: 200 });
});
