import { get, request as httpRequest, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let ines: string;
let chidi: string;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  ines = await tokenOf(stack, "Ines Duarte");
  chidi = await tokenOf(stack, "Chidi Okafor");
});
test.afterAll(async () => stack.stop());

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("the status page says what is next, by when, with whom, and takes a message", async ({
    page,
  }) => {
    await page.goto(`${stack.url}/p/${chidi}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Market-day website");
    await expect(
      page.getByText(/^Next from you: Photographs of the six loaves, by .+, in \d+ days\.$/),
    ).toBeVisible();
    await expect(
      page.getByText(/reply by \w{3} \d+ \w{3}, \d\d:\d\d your time \(London time\)\./),
    ).toBeVisible();
    await page.getByLabel("Write to Mira Holm").fill("<b>Bold</b> & ‮right to left‬ 🥖 مرحبا");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page).toHaveURL(/\/p\/[\w-]{43}\/[\w-]{22}#sent$/);
    await expect(page.getByText("<b>Bold</b> &")).toBeVisible();
    await page.reload();
    await expect(page.getByText("<b>Bold</b> &")).toHaveCount(1);
  });

  test("a message that is empty or too long comes back with what was typed", async ({ page }) => {
    await page.goto(`${stack.url}/p/${ines}`);
    const box = page.getByLabel("Write to Mira Holm");
    const path = new URL(page.url()).pathname;
    const form = await page.locator("form", { has: box }).getAttribute("action");
    expect(form).toMatch(/^\/p\//);
    const send = (text: string) =>
      page.request.post(`${stack.url}${form}`, {
        headers: { origin: stack.url },
        form: { text, formKey: "01a1ffe0-0000-7000-8000-000000000000" },
        maxRedirects: 0,
      });
    const long = await send("long ".repeat(2000));
    expect(long.status()).toBe(422);
    expect(await long.text()).toContain("Message: please keep it under 8,000 characters.");
    expect(await long.text()).toContain("long long long");
    const empty = await send("   ");
    expect(empty.status()).toBe(422);
    expect(await empty.text()).toContain("Write a message first.");
    const control = await send("a\u0000b");
    expect(control.status()).toBe(422);
    expect(path).toContain(ines);
  });
});

test("the client's documents are accessible", async ({ page }) => {
  await page.goto(`${stack.url}/p/${ines}`);
  await expectAccessible(page);
  await page.goto(`${stack.url}/p/unknown`);
  await expectAccessible(page);
});

test("somebody else's project and one that is gone are one answer, and take nothing", async ({
  request,
}) => {
  const [theirs] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'Market-day website'`,
  );
  const bodies = new Set<string>();
  for (const id of [theirs!.id, "01a1ffe0-0000-7000-8000-000000000001"]) {
    const opened = await request.get(`${stack.url}/p/${ines}/${id}`);
    expect(opened.status()).toBe(404);
    bodies.add(await opened.text());
    const form = { text: "Is it there?", formKey: "01a1ffe0-0000-7000-8000-000000000002" };
    const posted = await request.post(`${stack.url}/p/${ines}/${id}`, {
      headers: { origin: stack.url },
      form,
    });
    // What was typed comes back on the person's own page.
    expect(posted.status()).toBe(422);
    expect(await posted.text()).toContain("Is it there?");
  }
  expect(bodies.size).toBe(1);
  expect([...bodies][0]).not.toContain("Market-day");
  const written = await stack.sql(`SELECT 1 FROM "Message" WHERE "text" = 'Is it there?'`);
  expect(written).toEqual([]);
});

test("unknown, malformed and revoked are one answer", async ({ request }) => {
  const haru = await tokenOf(stack, "Haru Tanaka");
  await stack.sql(`UPDATE "Contact" SET "linkRevokedAt" = now() WHERE "name" = 'Haru Tanaka'`);
  const bodies = new Set<string>();
  for (const path of [
    `/p/${"A".repeat(43)}`,
    "/p/x",
    "/p/..%2f..%2fetc",
    `/p/${ines}/01a1ffe0-0000-7000-8000-000000000001/more`,
    `/p/${haru}`,
    `/s/${"A".repeat(43)}`,
    `/s/${ines}`,
    "/s/%00",
  ]) {
    const response = await request.get(`${stack.url}${path}`);
    expect(response.status(), path).toBe(404);
    bodies.add(await response.text());
    const post = await request.post(`${stack.url}${path}`, {
      headers: { origin: stack.url },
      form: { text: "x", verdict: "NEARLY", formKey: "01a1ffe0-0000-7000-8000-000000000001" },
    });
    // A page of this shape that takes no POST at all says so; none takes it.
    expect([404, 405], `POST ${path}`).toContain(post.status());
  }
  expect(bodies.size).toBe(1);
  expect(stack.printed()).not.toContain(haru);
});

test("nothing keeps, indexes or frames a document, and no script runs in it but our own file", async ({
  request,
}) => {
  const { headers } = { headers: (await request.get(`${stack.url}/p/${ines}`)).headers() };
  expect(headers).toMatchObject({
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("script-src 'self';");
  const scripts = (await (await request.get(`${stack.url}/p/${ines}`)).text()).match(
    /<script.*?<\/script>/gs,
  );
  expect(scripts).toEqual([
    expect.stringMatching(
      /^<script src="\/[\w.-]+\.js" data-path="[^"]+" data-live="[^"]+" data-seen="[^"]+" defer=""><\/script>$/,
    ),
  ]);
  // A page that has nothing to hear has no script at all.
  const other = await request.get(`${stack.url}/p/unknown`);
  expect(other.headers()["content-security-policy"]).not.toContain("script-src");
  expect(await other.text()).not.toContain("<script");
});

test(
  "a status page is answered whole at each address that links have, to HEAD without its body, " +
    "and by Next at none",
  async () => {
    const [project] = await stack.sql<{ id: string }>(
      `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
    );
    const ask = async (path: string, method = "GET") => {
      const answer = await new Promise<IncomingMessage>((done, failed) =>
        httpRequest(`${stack.url}${path}`, { method }, done).on("error", failed).end(),
      );
      return {
        status: answer.statusCode,
        vary: answer.headers.vary,
        length: answer.headers["content-length"],
        bytes: Buffer.concat(await answer.toArray()),
      };
    };
    const pages = [`/p/${ines}`, `/p/${ines}?from=a-email`, `/p/${ines}/${project!.id}`];
    for (const path of pages) {
      const whole = await ask(path);
      expect(whole, path).toMatchObject({
        status: 200,
        vary: "Accept-Encoding",
        length: String(whole.bytes.byteLength),
      });
      expect(whole.bytes.toString()).toContain("The lighthouse map");
      // What a GET would tell depends on how it would be packed.
      expect(await ask(path, "HEAD")).toEqual({
        status: 200,
        vary: "Accept-Encoding",
        length: undefined,
        bytes: Buffer.alloc(0),
      });
    }
    // The control: what Next finds says so.
    expect((await ask(`/p/${ines}/one/more`)).vary).toContain("rsc");
  },
);

test("what a document is dressed in is asked for once, and the document each time", async ({
  request,
}) => {
  const cached = async (path: string) =>
    (await request.get(`${stack.url}${path}`)).headers()["cache-control"];
  const html = await (await request.get(`${stack.url}/p/${ines}`)).text();
  const [stylesheet, script] = [/href="(\/client\.\w+\.css)"/, /src="(\/client\.\w+\.js)"/].map(
    (name) => name.exec(html)![1]!,
  );
  expect(await Promise.all([cached(stylesheet!), cached(script!)])).toEqual(
    Array(2).fill("public, max-age=31536000, immutable"),
  );
  expect(await cached("/fonts/inter-latin-wght-normal.woff2")).toBe("public, max-age=2592000");
  expect(await cached(`/p/${ines}`)).toBe("no-store");
});

test("a document comes smaller to who asks for that", async () => {
  const sizeOf = async (encoding: string) => {
    const answer = await new Promise<IncomingMessage>((done, failed) =>
      get(`${stack.url}/p/${ines}`, { headers: { "accept-encoding": encoding } }, done).on(
        "error",
        failed,
      ),
    );
    return {
      encoding: answer.headers["content-encoding"],
      bytes: Buffer.concat(await answer.toArray()),
    };
  };
  const [plain, small] = [await sizeOf("identity"), await sizeOf("gzip")];
  expect([plain.encoding, small.encoding]).toEqual([undefined, "gzip"]);
  expect(small.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
  expect(gunzipSync(small.bytes).toString()).toContain("The lighthouse map");
});

test("a POST from another place is refused and changes nothing", async ({ request }) => {
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  const count = async () =>
    (
      await stack.sql<{ n: string }>(`SELECT count(*) AS n FROM "Message" WHERE "projectId" = $1`, [
        project!.id,
      ])
    )[0]!.n;
  const before = await count();
  const url = `${stack.url}/p/${ines}/${project!.id}`;
  const form = { text: "From elsewhere", formKey: "01a1ffe0-0000-7000-8000-000000000002" };
  for (const origin of ["https://evil.example", "null", ""])
    expect((await request.post(url, { headers: { origin }, form })).status()).toBe(422);
  expect(
    (
      await request.post(url, { headers: { origin: stack.url }, data: JSON.stringify(form) })
    ).status(),
  ).toBe(422);
  expect(
    (
      await request.post(url, {
        headers: { origin: stack.url },
        form: { ...form, text: "x".repeat(1_050_000) },
      })
    ).status(),
  ).toBe(413);
  expect(await count()).toBe(before);
  // The control: from its own page it is taken.
  expect(
    (await request.post(url, { headers: { origin: stack.url }, form, maxRedirects: 0 })).status(),
  ).toBe(303);
  expect(Number(await count())).toBe(Number(before) + 1);
});

test("a text browser, which names no Origin, can write on each page whose address it knows", async ({
  request,
}) => {
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  const url = `${stack.url}/p/${ines}/${project!.id}`;
  const post = (to: string, sent: Parameters<typeof request.post>[1]) =>
    request.post(to, { maxRedirects: 0, ...sent });
  const line = { text: "By w3m", formKey: "01a1ffe0-0000-7000-8000-000000000003" };
  const file = { file: { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") } };
  expect((await post(url, { form: line })).status()).toBe(303);
  expect((await post(`${url}/updates`, { form: { updateFrequency: "WEEKLY" } })).status()).toBe(
    303,
  );
  expect((await post(`${url}/files`, { multipart: file })).status()).toBe(303);
  expect(
    await stack.sql(`SELECT "text" FROM "Message" WHERE "projectId" = $1 AND "text" = 'By w3m'`, [
      project!.id,
    ]),
  ).toHaveLength(1);
  // The controls: the same from another place's page, and where a cookie is what lets in.
  const headers = { origin: "https://evil.example" };
  expect((await post(`${url}/files`, { headers, multipart: file })).status()).toBe(422);
  await request
    .post(`${stack.url}/api/files?project=${project!.id}`, { data: "a" })
    .then((answer) => expect(answer.status()).toBe(403));
});

test("openings answered with and without Next count together, to 300 a minute from one place", async () => {
  const proxied = await startStack({ env: { TRUSTED_PROXIES: "1" } });
  try {
    const openings = async (path: string, count: number, from: string) => {
      const answers: number[] = [];
      for (let n = 0; n < count; n += 1)
        answers.push(
          (await fetch(proxied.url + path, { headers: { "x-forwarded-for": from } })).status,
        );
      return answers;
    };
    const [early, next] = [`/p/${"A".repeat(43)}`, "/p/x"];
    expect(await openings(early, 150, "192.0.2.1")).toEqual(Array(150).fill(404));
    expect(await openings(next, 151, "192.0.2.1")).toEqual([...Array(150).fill(404), 429]);
    expect(await openings(early, 1, "192.0.2.1")).toEqual([429]);
    // The control: another place is none the worse.
    expect([
      ...(await openings(early, 1, "192.0.2.2")),
      ...(await openings(next, 1, "192.0.2.2")),
    ]).toEqual([404, 404]);
  } finally {
    await proxied.stop();
  }
});
