import { readFileSync } from "node:fs";
import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { withCleanup } from "@tests/support/cleanup";
import { makeCertificate, startCaddy, startNginx } from "@tests/support/proxies";
import { sendRaw } from "@tests/support/raw";
import { freePort, startStack, until, type Stack } from "@tests/support/stack";

/** A stack that is reached at `address`, whatever is in front of it. */
const startBehind = (address: string) =>
  startStack({ env: { APP_URL: address, NEXTAUTH_URL: address } });

/** Signs in by the form and its link, and sends the first steps' form. */
async function beginStudio(page: Page, stack: Stack, address: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("Email address").fill("mira@example.com");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await until(
    () => /\/sign-in\/confirm\S+/.test(stack.printed()),
    () => `No link was printed:\n${stack.printed()}`,
  );
  const [link] = /https?:\S+\/sign-in\/confirm\S+/.exec(stack.printed())!;
  expect(link.startsWith(`${address}/`)).toBe(true);
  await page.goto(link);
  await page.getByRole("button", { name: /Sign in as/ }).click();
  await expect(page).toHaveURL(`${address}/first-steps`);
  await page.getByLabel("Your name").fill("Mira Holm");
  await page.getByLabel("Studio name").fill("Studio Holm");
  await page.getByRole("button", { name: "Create my studio" }).click();
  await expect(page).toHaveURL(`${address}/today`);
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible();
}

/**
 * A file of any size passes the proxy, also one that is refused then, in its reader's language: that there is no
 * such page is our own answer.
 */
async function sendFile(request: APIRequestContext, address: string): Promise<void> {
  for (const size of [2_000_000, 120_000_000]) {
    const buffer = Buffer.alloc(size, "a");
    const answer = await request.post(`${address}/p/none/none/files`, {
      headers: { "accept-language": "de" },
      multipart: { file: { name: "a.txt", mimeType: "text/plain", buffer } },
    });
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toContain("Hier ist keine Seite.");
  }
}

const post = (url: string, size: number) =>
  sendRaw(url, {
    method: "POST",
    path: "/p/none/none/files",
    headers: { "content-type": "multipart/form-data; boundary=x", "content-length": String(size) },
    body: Buffer.alloc(size, "a"),
  });

test("forms work behind nginx's shortest configuration", ({ page }) =>
  withCleanup(async (after) => {
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const stack = await startBehind(address);
    after(stack.stop);
    const nginx = await startNginx(
      port,
      () => `server { listen ${port}; location / { proxy_pass ${stack.url}; } }`,
    );
    after(nginx.stop);
    await beginStudio(page, stack, address);
    // The control for our own file: without its line nginx keeps a file out.
    expect((await post(address, 2_000_000)).status).toBe(413);
  }));

test("forms and files work behind our nginx file, by https", ({ browser }) =>
  withCleanup(async (after) => {
    const [plain, port] = [await freePort(), await freePort()];
    const address = `https://localhost:${port}`;
    const stack = await startBehind(address);
    after(stack.stop);
    const nginx = await startNginx(plain, (folder) => {
      const { certificate, key } = makeCertificate(folder);
      return readFileSync("docs/proxy/nginx.conf", "utf8")
        .replace("listen 80;", `listen ${plain};`)
        .replace("listen 443 ssl;", `listen ${port} ssl;`)
        .replaceAll("portal.example.com;", "localhost;")
        .replace(/ssl_certificate \S+;/, `ssl_certificate ${certificate};`)
        .replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${key};`)
        .replace("http://127.0.0.1:3000", stack.url.replace("localhost", "127.0.0.1"));
    });
    after(nginx.stop);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    after(() => context.close());
    const page = await context.newPage();
    await beginStudio(page, stack, address);
    const cookies = await context.cookies();
    expect(cookies.find(({ name }) => name.startsWith("__Secure-"))).toMatchObject({
      secure: true,
    });
    const answer = await context.request.get(`${address}/sign-in`);
    expect(answer.headers()["strict-transport-security"]).toBe("max-age=31536000");
    await sendFile(context.request, address);
  }));

test("forms and files work behind our Caddyfile, by https", ({ browser }) =>
  withCleanup(async (after) => {
    const port = await freePort();
    const address = `https://localhost:${port}`;
    const stack = await startBehind(address);
    after(stack.stop);
    const caddyfile = readFileSync("docs/proxy/Caddyfile", "utf8")
      .replace("portal.example.com", `localhost:${port}`)
      .replace("127.0.0.1:3000", new URL(stack.url).host);
    const own = "admin off\nauto_https disable_redirects\nskip_install_trust\nlocal_certs";
    const caddy = await startCaddy(port, `{\n${own}\n}\n${caddyfile}`);
    after(caddy.stop);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    after(() => context.close());
    await beginStudio(await context.newPage(), stack, address);
    await sendFile(context.request, address);
  }));

test("what a stranger says of hosts counts for nothing", async () => {
  const address = "https://portal.example.com";
  const stack = await startBehind(address);
  try {
    const elsewhere = "https://elsewhere.example";
    const send = (path: string, headers: Record<string, string>, method = "GET") =>
      sendRaw(stack.url, { method, path, headers, body: method === "POST" ? "a=1" : "" });
    const claims = {
      host: "elsewhere.example",
      "x-forwarded-host": "elsewhere.example",
      "x-forwarded-proto": "https",
      forwarded: "host=elsewhere.example;proto=https",
    };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const posted = (origin: string) =>
      send("/sign-in", { ...claims, ...form, origin }, "POST").then(({ status }) => status);
    expect(await posted(elsewhere)).toBe(403);
    // The control: the same claims beside the right Origin are passed over.
    expect(await posted(address)).toBe(200);
    for (const path of ["/today", "/letters/1", "/files/none", "/sign-in"]) {
      const { headers, text } = await send(path, claims);
      expect(`${headers.location} ${text}`, path).not.toContain("elsewhere.example");
      expect(headers.location ?? "/", path).toMatch(/^(\/|https:\/\/portal\.example\.com\/)/);
    }
    expect(stack.printed()).not.toContain("elsewhere.example");
  } finally {
    await stack.stop();
  }
});
