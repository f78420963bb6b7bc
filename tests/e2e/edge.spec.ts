import { connect } from "node:net";
import { once } from "node:events";
import { request as openRequest, type IncomingMessage } from "node:http";
import { expect, test } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
import { sendRaw } from "@tests/support/raw";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let chidi: string;
test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  chidi = await tokenOf(stack, "Chidi Okafor");
});
test.afterAll(() => stack.stop());

const ask = (asked: Parameters<typeof sendRaw>[1]) => sendRaw(stack.url, asked);
const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("what no page uses is not there, and writes no log", async () => {
  const before = stack.printed();
  for (const [method, path] of [
    ["POST", "/api/auth/_log"],
    ["GET", "/api/auth/verify-request"],
    ["GET", "/api/auth/session"],
    ["GET", "/api/auth/providers"],
    ["GET", "/api/auth/signin"],
    ["GET", "/api/auth/callback/google"],
    ["POST", "/api/auth/signin/google"],
    ["GET", `/_next/image?url=%2Fp%2F${chidi}&w=64&q=75`],
    ["GET", "/_next/webpack-hmr"],
    ["GET", "/_next/data/build/today.json"],
  ]) {
    const headers = { ...FORM, origin: stack.url };
    const { status } = await ask({ method, path, headers, body: method === "POST" ? "a=1" : "" });
    expect(status, `${method} ${path}`).toBe(404);
  }
  expect(stack.printed()).toBe(before);
  // The control: what pages use is there.
  const page = await (await fetch(`${stack.url}/sign-in`)).text();
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(page)!;
  expect((await fetch(`${stack.url}${script}`)).status).toBe(200);
  expect((await fetch(`${stack.url}${script}.map`)).status).toBe(404);
});

test("what is no proper request is told so, and is no error of ours", async () => {
  const before = stack.printed();
  const status = async (asked: Parameters<typeof ask>[0]) => (await ask(asked)).status;
  expect(await status({ method: "TRACE", path: "/" })).toBe(405);
  expect(await status({ method: "DELETE", path: "/today" })).toBe(405);
  expect(await status({ method: "OPTIONS", path: "*" })).toBe(204);
  expect(await status({ path: "/p/%ff" })).toBe(400);
  expect(await status({ path: `/p/${chidi}/%E0%A4%A` })).toBe(400);
  expect(await status({ path: "/sign-in/%00" })).toBe(404);
  expect(await status({ path: "http://elsewhere.example/" })).toBe(400);
  for (const origin of ["https://elsewhere.example", "null", stack.url.replace("http", "https")]) {
    const headers = { ...FORM, origin, host: new URL(origin, stack.url).host || "x" };
    expect(await status({ method: "POST", path: "/sign-in", headers, body: "a=1" })).toBe(403);
  }
  expect(await status({ method: "POST", path: "/sign-in", headers: FORM, body: "a=1" })).toBe(403);
  expect(stack.printed()).toBe(before);
});

test("a body past the largest form is refused in a sentence", async () => {
  const post = (path: string, size: number, more: Record<string, string>) =>
    ask({
      method: "POST",
      path,
      headers: { ...FORM, origin: stack.url, ...more },
      body: Buffer.alloc(size, "a"),
    });
  const chunked = { "transfer-encoding": "chunked" };
  for (const path of ["/sign-in", "/api/webhooks/resend", "/api/auth/_log"]) {
    const said = await post(path, 1_100_001, { "content-length": "1100001" });
    expect([said.status, said.text], path).toEqual([
      413,
      "This is larger than 1 MB, which is the most for a form. Please shorten it.\n",
    ]);
  }
  const before = stack.printed();
  expect((await post("/sign-in", 9_000_000, chunked)).status).toBe(413);
  expect(stack.printed()).toBe(before);
  // The control: what is within it reaches the page, which finds no message in it, whether or not it says its length.
  expect((await post(`/p/${chidi}`, 1_000, { "content-length": "1000" })).status).toBe(422);
  expect((await post(`/p/${chidi}`, 1_000, chunked)).status).toBe(422);
});

test("a client's form that is too large comes back in their language, with the text", async () => {
  const haru = await tokenOf(stack, "Haru Tanaka");
  await stack.sql(`UPDATE "Contact" SET "language" = 'de' WHERE "name" = 'Haru Tanaka'`);
  const [project] = await stack.sql<{ id: string }>(
    `SELECT p."id" FROM "Project" p JOIN "Contact" c ON c."id" = p."contactId"
     WHERE c."name" = 'Haru Tanaka' LIMIT 1`,
  );
  const begin = "text=Anfang+meines+Texts+";
  for (const [size, more] of [
    [1_200_000, { "content-length": "1200000" }],
    [1_200_000, { "transfer-encoding": "chunked" }],
    [3_000_000, { "content-length": "3000000" }],
  ] as const) {
    const { status, text } = await ask({
      method: "POST",
      path: `/p/${haru}/${project!.id}`,
      headers: { ...FORM, origin: stack.url, ...more },
      body: Buffer.from(begin.padEnd(size, "a")),
    });
    expect(status).toBe(413);
    expect(text).toContain("Das ist mehr als 1 MB, und mehr nimmt ein Formular nicht an.");
    expect(text).toMatch(/<textarea[^>]*>Anfang meines Texts a{900000}/);
  }
});

test("every answer has the security headers", async () => {
  const answers: [string, Parameters<typeof ask>[0]][] = [
    ["a studio's page", { path: "/sign-in" }],
    ["a client's page", { path: `/p/${chidi}` }],
    ["a redirect", { path: "/letters/1" }],
    ["a page for the signed-in", { path: "/today" }],
    ["a refused method", { method: "PUT", path: "/today" }],
    ["a question for methods", { method: "OPTIONS", path: "/today" }],
    ["a calendar", { path: "/calendar/none.ics" }],
    ["a refused stream", { path: "/api/live" }],
    ["a download", { path: "/files/none" }],
    ["health", { path: "/healthz" }],
    ["nothing", { path: "/there-is-no-such-page" }],
    ["a script", { path: "/mark.svg" }],
  ];
  for (const [name, asked] of answers) {
    const { headers } = await ask(asked);
    expect(headers, name).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.any(String),
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    // The demo is not served by https.
    expect(headers["strict-transport-security"], name).toBeUndefined();
  }
});

test("an upgrade is refused and its socket closed", async () => {
  for (const path of ["/", "/_next/webpack-hmr", "/api/live"]) {
    const socket = connect(Number(new URL(stack.url).port), "127.0.0.1");
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    let said = "";
    socket.on("data", (chunk) => (said += String(chunk)));
    await once(socket, "end");
    expect(said, path).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  // The control: an offer of HTTP/2 is passed over, and the page comes.
  const headers = { connection: "upgrade, http2-settings", upgrade: "h2c", "http2-settings": "" };
  expect((await ask({ path: "/sign-in", headers })).status).toBe(200);
});

/** Opens a stream and returns what it said so far, how to close it, and whether it has ended. */
async function openStream(path: string, headers: Record<string, string> = {}) {
  const asking = openRequest(`${stack.url}${path}`, { agent: false, headers }).end();
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const stream = {
    status: response.statusCode!,
    headers: response.headers,
    said: "",
    ended: false,
  };
  response.on("data", (chunk) => (stream.said += String(chunk)));
  response.on("end", () => (stream.ended = true));
  return Object.assign(stream, { close: () => asking.destroy() });
}

test("a link has thirty streams, and the next is asked to wait", async () => {
  const ines = await tokenOf(stack, "Ines Duarte");
  const streams = await Promise.all(
    Array.from({ length: 30 }, () => openStream(`/p/${ines}/live`)),
  );
  expect(streams.map(({ status }) => status)).toEqual(Array(30).fill(200));
  const one = await openStream(`/p/${ines}/live`);
  expect([one.status, one.headers["retry-after"]]).toEqual([429, "60"]);
  // The controls: another link has its own, and one that closes makes room.
  const other = await openStream(`/p/${chidi}/live`);
  expect(other.status).toBe(200);
  streams[0]!.close();
  await expect
    .poll(async () => {
      const again = await openStream(`/p/${ines}/live`);
      streams.push(again);
      return again.status;
    })
    .toBe(200);
  for (const stream of [...streams, other]) stream.close();
});

test("a session's streams end with it, another's stay", async ({ browser }) => {
  const signIn = async () => {
    const page = await browser.newPage();
    await page.goto(`${stack.url}/sign-in`);
    await page.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(page).toHaveURL(/\/today$/);
    const cookies = await page.context().cookies();
    return { page, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  };
  const [one, other] = [await signIn(), await signIn()];
  const ending = await openStream("/api/live", { cookie: one.cookie });
  const staying = await openStream("/api/live", { cookie: other.cookie });
  await one.page.goto(`${stack.url}/settings`);
  await one.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect.poll(() => ending.ended).toBe(true);
  expect(ending.said).toContain("event: changed");
  await expect.poll(() => staying.said).toContain("event: changed");
  expect(staying.ended).toBe(false);
  staying.close();
});

test("with a provider configured, what its sign-in uses is there", async () => {
  const configured = await startStack({
    env: { GOOGLE_CLIENT_ID: "an-id", GOOGLE_CLIENT_SECRET: "a secret of no worth" },
  });
  try {
    const status = async (method: string, path: string) => {
      const headers = { ...FORM, origin: configured.url };
      return (await sendRaw(configured.url, { method, path: `/api/auth/${path}`, headers })).status;
    };
    expect(await status("GET", "providers")).toBe(200);
    expect(await status("GET", "csrf")).toBe(200);
    expect(await status("POST", "signin/google")).toBe(302);
    const before = configured.printed();
    for (const [method, path] of [
      ["POST", "_log"],
      ["POST", "signin/github"],
      ["GET", "verify-request"],
      ["GET", "session"],
      ["GET", "csrf/more"],
    ] as const)
      expect(await status(method, path), path).toBe(404);
    expect(configured.printed()).toBe(before);
  } finally {
    await configured.stop();
  }
});

test("a provider's button that gets no answer says so", async ({ page }) => {
  const configured = await startStack({
    env: { GITHUB_CLIENT_ID: "an-id", GITHUB_CLIENT_SECRET: "a secret of no worth" },
  });
  try {
    await page.goto(`${configured.url}/sign-in`);
    const button = page.getByRole("button", { name: "Continue with GitHub" });
    for (const path of ["**/api/auth/providers", "**/api/auth/signin/**"]) {
      await page.route(path, (route) => route.abort());
      await button.click();
      await expect(page.getByRole("alert").filter({ hasText: "GitHub" })).toHaveText(
        /GitHub can’t be reached right now\. Try again, or get a sign-in link by email\.$/,
      );
      await expect(page).toHaveURL(`${configured.url}/sign-in`);
      await page.unroute(path);
    }
    // The control: with an answer it leads to the provider.
    await page.route("https://github.com/**", (route) => route.fulfill({ body: "GitHub" }));
    await button.click();
    await expect(page).toHaveURL(/^https:\/\/github\.com\/login\/oauth\/authorize/);
  } finally {
    await configured.stop();
  }
});

test("a client's choice needs a project of their own, and too many wait", async () => {
  const projectOf = async (contact: string) => {
    const [row] = await stack.sql<{ id: string }>(
      `SELECT p."id" FROM "Project" p JOIN "Contact" c ON c."clientId" = p."clientId"
       WHERE c."name" = $1 LIMIT 1`,
      [contact],
    );
    return row!.id;
  };
  const [own, foreign] = [await projectOf("Chidi Okafor"), await projectOf("Ines Duarte")];
  const post = (path: string, body: string) =>
    ask({
      method: "POST",
      path: `/p/${chidi}/${path}`,
      headers: { ...FORM, origin: stack.url },
      body,
    });
  const choose = (project: string) => post(`${project}/updates`, "updateFrequency=WEEKLY");
  expect((await choose(foreign)).status).toBe(404);
  expect((await choose(own)).status).toBe(303);
  const message = (n: number) =>
    post(own, `text=Line+${n}&formKey=01a1ffe0-0000-7000-8000-0000000001${10 + n}`);
  for (let n = 0; n < 10; n++) expect((await message(n)).status).toBe(303);
  const refused = await message(10);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThanOrEqual(60);
  expect(refused.text).toContain("Line 10");
});
