import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startResend, type Resend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";
import {
  eventAbout,
  newWebhookSecret,
  signedRequest,
  type EventType,
} from "@tests/support/webhooks";

const SECRET = newWebhookSecret();
let stack: Stack;
let resend: Resend;

test.beforeAll(async () => {
  resend = await startResend();
  stack = await startStack({
    env: {
      RESEND_API_KEY: "re_test_only",
      RESEND_BASE_URL: resend.url,
      MAIL_FROM: "emails@studio.example.com",
      RESEND_WEBHOOK_SECRET: SECRET,
      LOG_LEVEL: "debug",
    },
  });
});
test.afterAll(async () => {
  await stack.stop();
  await resend.stop();
});

const arrived = async (address: string, subject: string) => {
  await until(
    () => resend.to(address, subject).length > 0,
    () =>
      `No email “${subject}” arrived. Those that did: ${resend.accepted.map((one) => one.body.subject).join(", ")}`,
  );
  return resend.to(address, subject).at(-1)!;
};

const webhook = (account = "") => `${stack.url}/api/webhooks/resend${account}`;
const bring = async (type: EventType, email: { id: string }, secret = SECRET, account = "") =>
  (await fetch(signedRequest(webhook(account), secret, eventAbout(type, email)))).status;

/** A studio of their own, by the link in an email. */
async function signIn(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel("Email address").fill("mira@example.com");
  await page.getByRole("button", { name: "Send me a link" }).click();
  const email = await arrived("mira@example.com", "Your sign-in link");
  await page.goto(/https?:\/\/\S+/.exec(email.body.text)![0]);
  await page.getByRole("button", { name: /Sign in as mira@example.com/ }).click();
  await expect(page).toHaveURL(/\/first-steps$/);
  await page.getByLabel("Your name").fill("Mira Holm");
  await page.getByLabel("Studio name").fill("Studio Holm");
  await page.getByRole("button", { name: "Create my studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await stack.keepOpen();
}

async function beginWork(page: Page): Promise<{ client: string; project: string }> {
  await page.goto(`${stack.url}/clients/new`);
  await page.getByLabel("Client", { exact: true }).fill("Duarte Lighthouse Tours");
  await page.getByLabel("Contact’s name").fill("Ines Duarte");
  await page.getByLabel("Email address").fill("ines@example.com");
  await page.getByLabel("Time zone").focus();
  await page.getByLabel("Time zone").selectOption("Europe/Lisbon");
  await page.getByRole("button", { name: "Add client" }).click();
  await expect(page).toHaveURL(/\/clients\/[\w-]{36}$/);
  const client = page.url();
  await page.goto(`${stack.url}/projects/new`);
  await page.getByLabel("Project").fill("The lighthouse map");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
  return { client, project: page.url() };
}

async function write(page: Page, project: string, text: string): Promise<void> {
  await page.goto(project);
  await page.getByLabel("Write to Ines Duarte").fill(text);
  await page.getByRole("button", { name: "Send to Ines Duarte" }).click();
  await expect(page.getByText(text).first()).toBeVisible();
  await page.goto(`${stack.url}/emails`);
}

/** Opens a page of the studio and waits until it listens for changes. */
async function watch(page: Page, url: string): Promise<void> {
  const listening = page.waitForResponse((response) => response.url().endsWith("/api/live"));
  await page.goto(url);
  await listening;
}

/** A reader with scripts blocked, who is not signed in. */
async function reader(browser: Browser): Promise<Page> {
  return (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  ).newPage();
}

test("an email is read, edited and sent, one undone; a bounce arrives, is corrected, and a client says no", async ({
  page: studio,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(studio);
  const { client, project } = await beginWork(studio);
  let emailId = "";

  await test.step("a held email is read, edited, and sent with the new words and its tag", async () => {
    await write(studio, project, "The draft is on its way.");
    await studio.getByRole("link", { name: /Mira Holm wrote about/ }).click();
    await expect(studio.getByText("Scheduled", { exact: true })).toBeVisible();
    await expect(
      studio.frameLocator("iframe[title='The email']").getByText("The draft is on its way."),
    ).toBeVisible();
    await studio.getByLabel("Text").fill("The draft is with you on Tuesday.");
    await studio.getByRole("button", { name: "Save", exact: true }).click();
    await expect(studio.getByText("Saved. It will be sent with these words.")).toBeVisible();
    await studio.getByRole("button", { name: "Send now" }).click();
    const { key, body } = await arrived("ines@example.com", "Mira Holm wrote about");
    expect(body.text).toContain("The draft is with you on Tuesday.");
    emailId = key;
    expect(body.tags).toEqual([{ name: "email", value: emailId }]);
  });

  await test.step("another is undone while it is held", async () => {
    await write(studio, project, "Never mind the last line.");
    await studio
      .getByRole("link", { name: /Mira Holm wrote about/ })
      .first()
      .click();
    await studio.getByRole("button", { name: "Skip this email" }).click();
    await expect(studio.getByText("Skipped")).toBeVisible();
    expect(resend.to("ines@example.com")).toHaveLength(1);
  });

  await test.step("delivered, then bounced: the open page shows it unasked", async () => {
    await watch(studio, `${stack.url}/emails`);
    const row = studio
      .getByRole("listitem")
      .filter({ has: studio.locator(`a[href="/emails/${emailId}"]`) });
    await expect(row.getByText("Sent")).toBeVisible();
    expect(await bring("email.delivered", { id: emailId })).toBe(200);
    await expect(row.getByText("Delivered")).toBeVisible();
    expect(await bring("email.bounced", { id: emailId })).toBe(200);
    await expect(row.getByText("Bounced")).toBeVisible();
    await expectAccessible(studio);
    await row.getByRole("link").click();
    await expect(studio.getByText("Nothing is sent to this address any more")).toBeVisible();
    await expectAccessible(studio);
    const message = await arrived("mira@example.com", "Bounced: your email to Ines Duarte");
    expect(message.body.text).toContain("There is no such mailbox.");
  });

  await test.step("Today leads to the contact; tried again it is free, bounced again it is corrected", async () => {
    await studio.goto(`${stack.url}/today`);
    await expect(studio.getByText("Email bounced")).toBeVisible();
    await expectAccessible(studio);
    await studio.getByRole("link", { name: "Check address: Ines Duarte" }).click();
    await expect(studio).toHaveURL(client);
    await expect(studio.getByText("Nothing is sent to this address any more")).toBeVisible();
    await expectAccessible(studio);
    await studio.getByRole("button", { name: "Try this address again: ines@example.com" }).click();
    await expect(studio.getByText("Nothing is sent to this address any more")).toHaveCount(0);
    expect(
      (
        await fetch(
          signedRequest(
            webhook(),
            SECRET,
            eventAbout("email.bounced", { id: emailId }, { at: new Date().toISOString() }),
          ),
        )
      ).status,
    ).toBe(200);
    // The client's page is open: it shows it unasked.
    await expect(studio.getByText("Nothing is sent to this address any more")).toBeVisible();
    await studio.getByText("Edit Ines Duarte").click();
    await studio.getByLabel("Email address").first().fill("ines.duarte@example.com");
    await studio.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(studio.getByText("ines.duarte@example.com ·")).toBeVisible();
    await expect(studio.getByText("Nothing is sent to this address any more")).toHaveCount(0);
    await studio.goto(`${stack.url}/today`);
    await expect(studio.getByText("Email bounced")).toHaveCount(0);
  });

  await test.step("the thank-you says where it is stopped; opening that stops nothing, one click does", async () => {
    await studio.goto(project);
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByText(/The thank-you to Ines Duarte/)).toBeVisible();
    await studio.getByRole("button", { name: "Send the thank-you now" }).click();
    const { body } = await arrived(
      "ines.duarte@example.com",
      "Thank you: The lighthouse map is done",
    );
    expect(body.headers).toMatchObject({
      "List-Unsubscribe": expect.stringMatching(/^<http:\/\/localhost:\d+\/u\/[\w-]{43}>$/),
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const stop = body.headers!["List-Unsubscribe"]!.slice(1, -1);
    expect(body.text).toContain(stop);
    const optedOut = async () =>
      (await stack.sql(`SELECT 1 FROM "Contact" WHERE "optedOutAt" IS NOT NULL`)).length;
    const ines = await reader(browser);
    await ines.goto(stop);
    for (const method of ["GET", "HEAD"]) expect((await fetch(stop, { method })).status).toBe(200);
    await expect(ines.getByRole("heading", { level: 1 })).toHaveText(
      "Unsubscribe from surveys and progress updates?",
    );
    await expect(ines.locator("script")).toHaveCount(0);
    expect(await optedOut()).toBe(0);
    await watch(studio, client);
    const answer = await fetch(stop, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
      redirect: "manual",
    });
    expect([
      answer.status,
      answer.headers.get("cache-control"),
      answer.headers.get("set-cookie"),
    ]).toEqual([200, "no-store", null]);
    await expect(studio.getByText("Unsubscribed from surveys and progress updates")).toBeVisible();
    await expectAccessible(studio);
    expect(await optedOut()).toBe(1);

    await ines.reload();
    await expect(ines.getByRole("heading", { level: 1 })).toHaveText("Unsubscribed.");
    await ines.getByRole("button", { name: "Subscribe again" }).click();
    await expect(
      ines.getByRole("button", { name: "Unsubscribe from surveys and progress updates" }),
    ).toBeVisible();
    expect(await optedOut()).toBe(0);
    await ines
      .getByRole("button", { name: "Unsubscribe from surveys and progress updates" })
      .click();
    await expect(ines.getByRole("heading", { level: 1 })).toHaveText("Unsubscribed.");
    expect(await optedOut()).toBe(1);
    await ines.context().close();

    const seen = await browser.newPage();
    await seen.goto(stop);
    await expectAccessible(seen);
    await seen.getByRole("button", { name: "Subscribe again" }).click();
    await expect(
      seen.getByRole("button", { name: "Unsubscribe from surveys and progress updates" }),
    ).toBeVisible();
    await expectAccessible(seen);
    await seen.close();

    const again = async (headers: Record<string, string>) =>
      (
        await fetch(`${stop}/again`, {
          method: "POST",
          headers,
          body: new URLSearchParams(),
          redirect: "manual",
        })
      ).status;
    for (const origin of ["https://evil.example", "null"])
      expect(await again({ origin })).toBe(422);
    // The control: a text browser names no Origin, and the secret address is what lets it in.
    expect(await again({})).toBe(303);
    for (const path of [
      stop.replace(/[\w-]{43}$/, "A".repeat(43)),
      `${stop}/more`,
      `${stop}/again/more`,
      stop.replace("/u/", "/p/"),
      stop.replace("/u/", "/s/"),
    ])
      expect(
        (
          await fetch(path, {
            method: "POST",
            headers: { origin: stack.url },
            body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
          })
        ).status,
        path,
      ).toBe(404);
    expect(
      (
        await fetch(stop, {
          method: "POST",
          body: new URLSearchParams({ "List-Unsubscribe": "Perhaps" }),
        })
      ).status,
    ).toBe(422);
    expect(await optedOut()).toBe(0);
  });

  await test.step("whoever has no signature is told nothing, and a GET changes nothing", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE"])
      expect((await fetch(webhook(), { method })).status, method).toBe(405);
    const answers = await Promise.all([
      bring("email.bounced", { id: emailId }, newWebhookSecret()),
      bring("email.bounced", { id: emailId }, SECRET, `/${emailId}`),
      bring("email.bounced", { id: emailId }, SECRET, "/install"),
    ]);
    expect(answers).toEqual([401, 404, 404]);
    const unsigned = await fetch(webhook(), { method: "POST", body: "{}" });
    expect([unsigned.status, await unsigned.text(), unsigned.headers.get("set-cookie")]).toEqual([
      401,
      "",
      null,
    ]);
    for (const secret of ["ines@example.com", "ines.duarte", "no such mailbox", "whsec_"])
      expect(stack.printed().toLowerCase()).not.toContain(secret);
  });

  await test.step("an account of one's own: a wrong key is named beside its field and not stored", async () => {
    await studio.goto(`${stack.url}/settings#mail`);
    const mail = studio.getByRole("region", { name: "Sending email" });
    await expect(
      mail.getByText("Your emails are sent from emails@studio.example.com"),
    ).toBeVisible();
    await expectAccessible(studio);
    await mail.getByText("Connect Resend").click();
    await mail.getByLabel("Resend key").fill("re_wrong_0000_secret");
    await mail.getByRole("textbox", { name: "Emails come from" }).fill("mira@studio.example.com");
    await mail.getByRole("button", { name: "Check and save" }).click();
    await expect(mail.getByText("Resend does not accept this key.").first()).toBeVisible();
    await expect(mail.getByRole("textbox", { name: "Emails come from" })).toHaveValue(
      "mira@studio.example.com",
    );
    await expect(mail.getByLabel("Resend key")).toHaveValue("");
    await mail.getByLabel("Resend key").fill("re_full_access_4321");
    await mail.getByRole("button", { name: "Check and save" }).click();
    await expect(mail.getByText("Its key ends in 4321")).toBeVisible();
    await expectAccessible(studio);
    const secret = newWebhookSecret();
    await mail.getByLabel("Signing secret").fill(secret);
    await mail.getByRole("button", { name: "Save secret" }).click();
    await expect(mail.getByText("Resend reports what happened to each email.")).toBeVisible();
    expect(await studio.content()).not.toMatch(/re_(full|wrong)|whsec_[A-Za-z0-9+/]{8}/);
    const address = await mail.getByRole("textbox", { name: "Webhook address" }).inputValue();
    const account = `/${address.split("/").at(-1)}`;

    await write(studio, project, "By my own account.");
    await studio
      .getByRole("link", { name: /Mira Holm wrote about/ })
      .first()
      .click();
    await studio.getByRole("button", { name: "Send now" }).click();
    const { key: id, body } = await arrived("ines.duarte@example.com", "Mira Holm wrote about");
    expect(body.from).toBe('"Mira Holm" <mira@studio.example.com>');
    await expect(studio.getByText("Sent", { exact: true })).toBeVisible();
    expect([
      await bring("email.delivered", { id }),
      await bring("email.delivered", { id }, SECRET, account),
    ]).toEqual([200, 401]);
    await expect(studio.getByText("Sent", { exact: true })).toBeVisible();
    expect(await bring("email.delivered", { id }, secret, account)).toBe(200);
    await expect(studio.getByText("Delivered", { exact: true })).toBeVisible();
    for (const secret of ["re_full", "re_wrong", "whsec_"])
      expect(stack.printed()).not.toContain(secret);
  });
});
