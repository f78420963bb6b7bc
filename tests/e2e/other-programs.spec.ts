import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectAccessible } from "@tests/support/axe";
import { startStack, until, type Stack } from "@tests/support/stack";

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ demo: true, env: { ALLOW_PRIVATE_HOSTS: "1" } });
});
test.afterAll(async () => stack.stop());

async function openOtherPrograms(page: Page) {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await page.waitForURL("**/today");
  await page.goto(`${stack.url}/settings`);
  await page.getByRole("link", { name: "Tokens and webhooks" }).click();
  await expect(page.getByRole("heading", { name: "Other programs", level: 1 })).toBeVisible();
}

test("a program reads with a token until it is revoked", async ({ page, request }) => {
  await openOtherPrograms(page);
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByText("Please give the token a name.").first()).toBeVisible();
  await page.getByLabel("What is it for?").fill("Spreadsheet");
  await page.getByRole("button", { name: "Make a token" }).click();
  const field = page.getByRole("textbox", { name: "New token" });
  await expect(field).toHaveValue(/^upm_[\w-]{43}$/);
  await expectAccessible(page);
  const headers = { authorization: `Bearer ${await field.inputValue()}` };

  const answer = await request.get(`${stack.url}/api/v1/projects?limit=3`, { headers });
  expect(answer.status()).toBe(200);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
  expect(answer.headers()["cache-control"]).toBe("no-store");
  const { data, next } = await answer.json();
  expect(data).toHaveLength(3);
  const second = await request.get(`${stack.url}/api/v1/projects?after=${next}`, { headers });
  expect((await second.json()).data[0].id < next).toBe(true);
  const head = await request.head(`${stack.url}/api/v1/projects`, { headers });
  expect(head.status()).toBe(200);
  const written = await request.post(`${stack.url}/api/v1/projects`, { headers });
  expect([written.status(), (await written.json()).status]).toEqual([405, 405]);
  const described = await request.get(`${stack.url}/api/v1/openapi.json`);
  expect((await described.json()).openapi).toBe("3.1.0");

  await page.reload();
  await expect(field).toHaveCount(0);
  await expect(page.getByText(/Last used/)).toBeVisible();
  await page.getByLabel("Revoke: Spreadsheet").click();
  await page.getByRole("button", { name: "Revoke it: Spreadsheet" }).click();
  await expect(page.getByText(/Last used/)).toHaveCount(0);
  const refused = await request.get(`${stack.url}/api/v1/projects`, { headers });
  expect(refused.status()).toBe(401);
  expect((await refused.json()).detail).toContain("not revoked");
});

test("a program hears what happens, signed; what failed is sent again", async ({ page }) => {
  const heard: { path?: string; headers: IncomingHttpHeaders; body: string }[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push({ path: request.url, headers: request.headers, body });
      response.writeHead(status).end(status === 500 ? "Out of order" : undefined);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;

  await openOtherPrograms(page);
  await page.getByLabel("Address", { exact: true }).fill("not an address");
  await page.getByRole("button", { name: "Add this address" }).click();
  await expect(page.getByText(/Address: please write it whole/).first()).toBeVisible();
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue("not an address");
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Add this address" }).click();
  const field = page.getByRole("textbox", { name: "New webhook" });
  await expect(field).toHaveValue(/^whsec_/);
  const secret = await field.inputValue();
  await page.getByRole("link", { name: `Log and settings: ${url}` }).click();
  await expect(page.getByText("Nothing has happened yet")).toBeVisible();
  await page.getByRole("button", { name: `Show the secret: ${url}` }).click();
  await expect(page.getByRole("textbox", { name: /This is the secret/ })).toHaveValue(secret);
  await expectAccessible(page);

  await page.getByRole("button", { name: `Send a test: ${url}` }).click();
  await until(
    () => heard.length === 1,
    () => `No test came.\n${stack.printed()}`,
  );
  const message = heard[0]!;
  const verified = new Webhook(secret).verify(
    message.body,
    message.headers as Record<string, string>,
  );
  expect(verified).toMatchObject({ type: "test" });

  await page.getByText("Change the address").click();
  const address = page.getByLabel("Address", { exact: true });
  await address.fill("not an address");
  await page.getByRole("button", { name: "Save this address" }).click();
  await expect(page.getByText(/Address: please write it whole/).first()).toBeVisible();
  await address.fill(`${url}/moved`);
  await page.getByRole("button", { name: "Save this address" }).click();
  await expect(page.getByText("Saved. What happens from now on goes")).toBeVisible();
  await expectAccessible(page);

  status = 500;
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "completedAt" IS NULL ORDER BY "id" LIMIT 1`,
  );
  const log = page.url();
  await page.goto(`${stack.url}/projects/${project!.id}`);
  await page.getByText("Edit title or summary").click();
  await page.getByRole("textbox", { name: "Project", exact: true }).fill("The map, once more");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await until(
    () => heard.length > 1,
    () => `No event came.\n${stack.printed()}`,
  );
  expect(heard.map(({ path }) => path)).toEqual(["/webhook", "/webhook/moved"]);
  const failed = JSON.parse(heard[1]!.body);
  expect(failed).toMatchObject({ type: "project.described", data: { projectId: project!.id } });
  expect(heard[1]!.body).not.toContain("once more");

  await expect(async () => {
    await page.goto(log);
    await expect(page.getByText("Out of order")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByText(/Waits until/)).toBeVisible();
  await expectAccessible(page);
  status = 204;
  const before = heard.length;
  await page.getByRole("button", { name: /^Send again: project\.described/ }).click();
  await until(
    () => heard.length > before,
    () => `It was not sent again.\n${stack.printed()}`,
  );
  expect(heard.at(-1)!.headers["webhook-id"]).toBe(heard[1]!.headers["webhook-id"]);
  await expect(async () => {
    await page.goto(log);
    await expect(page.getByText("Delivered")).toHaveCount(2, { timeout: 1000 });
  }).toPass();
  server.close();
});
