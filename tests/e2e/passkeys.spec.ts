import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { openStudio, signInByEmail } from "@tests/support/new-studio";
import { expectAccessible } from "@tests/support/axe";
import { take } from "@tests/support/pictures";
import { startResend, type Resend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";

let stack: Stack;
let resend: Resend;
test.beforeAll(async () => {
  resend = await startResend();
  stack = await startStack({
    before: asAppRole,
    env: {
      RESEND_API_KEY: "re_test_only",
      RESEND_BASE_URL: resend.url,
      MAIL_FROM: "emails@studio.example.com",
    },
  });
});
test.afterAll(async () => {
  await stack.stop();
  await resend.stop();
});

/** A device of the browser's own that keeps passkeys, and whose person says yes or no at once. */
async function addDevice(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    say: (isYes: boolean) =>
      cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: isYes }),
    forget: () => cdp.send("WebAuthn.clearCredentials", { authenticatorId }),
    count: async () =>
      (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

/** Whoever signs in again is where they were. */
const IN_THE_STUDIO = /\/(today|settings\/sign-in)$/;
const mira = "mira@example.com";
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
/** What is said of what went wrong. Next has an alert of its own, which reads out titles. */
const said = (page: Page, words: string) =>
  expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
const arrived = (subject: string) =>
  until(
    () => resend.to(mira, subject).length > 0,
    () =>
      `No email “${subject}”. Those that came: ${resend.accepted.map((one) => one.body.subject)}`,
  );

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies({ name: "next-auth.session-token" });
  await page.goto(`${stack.url}/sign-in`);
}

test("a freelancer adds a passkey, signs in with it, renames it, and removes it", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const device = await addDevice(page);

  await test.step("a person who says no is told that nothing happened", async () => {
    await signInByEmail(page, stack, resend, mira);
    await openStudio(page);
    await page.goto(`${stack.url}/settings`);
    await page.getByRole("link", { name: "Ways to sign in" }).click();
    await device.say(false);
    await button(page, "Add a passkey").click();
    await said(page, "Nothing happened");
    expect(await device.count()).toBe(0);
  });

  await test.step("it is added under its device's name, and an email says so", async () => {
    await device.say(true);
    await button(page, "Add a passkey").click();
    await expect(page.getByRole("status")).toContainText("Added as “Linux”");
    await expect(page.getByText("Not used yet.")).toBeVisible();
    expect(await device.count()).toBe(1);
    await expectAccessible(page);
    await take(page, "settings");
    await arrived("A passkey was added");
    await button(page, "Add a passkey").click();
    await said(page, "already has a passkey");
  });

  await test.step("it signs in with one press", async () => {
    await signOut(page);
    await expect(button(page, "Sign in with a passkey")).toBeVisible();
    await expectAccessible(page);
    await take(page, "sign-in");
    await button(page, "Sign in with a passkey").click();
    await expect(page).toHaveURL(IN_THE_STUDIO);
    const [passkey] = await stack.sql<{ counter: string }>(`SELECT "counter" FROM "Passkey"`);
    expect(Number(passkey!.counter)).toBeGreaterThan(0);
    expect(await stack.sql(`SELECT 1 FROM "PasskeyChallenge" WHERE "sessionId" IS NULL`)).toEqual(
      [],
    );
  });

  await test.step("a challenge that has run out says to try again", async () => {
    await signOut(page);
    // The device answers only once the challenge has run out.
    await page.route("**/api/passkeys/sign-in", async (route) => {
      const offered = await route.fetch();
      await stack.sql(`UPDATE "PasskeyChallenge" SET "expires" = now() - interval '1 second'`);
      await route.fulfill({ response: offered });
    });
    await button(page, "Sign in with a passkey").click();
    await said(page, "That took too long");
    await page.unroute("**/api/passkeys/sign-in");
    await button(page, "Sign in with a passkey").click();
    await expect(page).toHaveURL(IN_THE_STUDIO);
  });

  await test.step("it is renamed", async () => {
    await page.goto(`${stack.url}/settings/sign-in`);
    await page.getByText("Rename or remove").click();
    await page.getByLabel("Name").fill("Grey laptop");
    await button(page, "Save").click();
    await expect(page.getByRole("listitem").getByText("Grey laptop").first()).toBeVisible();
  });

  await test.step("a removed one no longer signs in, whatever the device thinks", async () => {
    await page.reload();
    await page.getByText("Rename or remove").click();
    await page.getByText("Remove", { exact: true }).click();
    await button(page, "Remove it").click();
    await expect(page.getByText("Grey laptop")).toHaveCount(0);
    await arrived("A passkey was removed");
    await signOut(page);
    expect(await device.count()).toBe(1);
    await button(page, "Sign in with a passkey").click();
    await said(page, "isn’t known here");
  });

  await test.step("a device without any says so", async () => {
    await device.forget();
    await button(page, "Sign in with a passkey").click();
    await said(page, "Nothing happened");
    await expectAccessible(page);
    await take(page, "refused");
  });
});

test("a freelancer signs in with another address, once its owner has confirmed it", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const [karin, holm] = ["karin@example.com", "karin@holm.example"];
  await stack.sql(`INSERT INTO "Invitation" ("id", "address") VALUES (gen_random_uuid(), $1)`, [
    karin,
  ]);
  const linkTo = async (address: string) => {
    const emails = () => resend.to(address, "Confirm your new address");
    await until(
      () => emails().length > 0,
      () => `No link came to ${address}.`,
    );
    return /https?:\/\/\S+\/sign-in\/address\/\S+/.exec(emails().at(-1)!.body.text)![0];
  };

  await test.step("it is asked for in the settings; the present address is told", async () => {
    await signInByEmail(page, stack, resend, karin);
    await openStudio(page);
    await page.goto(`${stack.url}/settings/sign-in`);
    await page.getByLabel("New email address").fill("karin");
    await button(page, "Send a link there").click();
    await expect(page.getByLabel("New email address")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("New email address").fill(holm);
    await button(page, "Send a link there").click();
    await expect(page.getByText(`${holm} waits to be confirmed`)).toBeVisible();
    await expectAccessible(page);
    await take(page, "address");
    await until(
      () => resend.to(karin, "A new address for signing in was asked for").length > 0,
      () => "The present address was told nothing.",
    );
    await expect(page.getByText(`Sign-in links go to ${karin}.`)).toBeVisible();
  });

  await test.step("opening the link changes nothing; the press of its button does", async () => {
    const link = await linkTo(holm);
    for (let one = 0; one < 3; one++) expect((await fetch(link)).status).toBe(200);
    const elsewhere = await browser.newContext({ javaScriptEnabled: false });
    const other = await elsewhere.newPage();
    await other.goto(link);
    await button(other, `Sign in with ${holm}`).click();
    await expect(other.getByText("Your address has changed.")).toBeVisible();
    await other.goto(link);
    await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await elsewhere.close();
    await until(
      () => resend.to(karin, "You sign in with another address now").length > 0,
      () => "The earlier address was told nothing.",
    );
  });

  await test.step("a link from the shell is for the new address alone", async () => {
    const command = (address: string) =>
      promisify(execFile)(process.execPath, ["dist/sign-in-link.mjs", address]);
    expect((await command(holm)).stdout).toContain(`${stack.url}/sign-in/confirm/`);
    await expect(command(karin)).rejects.toMatchObject({
      stderr: expect.stringContaining("may not sign in here"),
    });
  });

  await test.step("who is signed in stays so, and the new address gets the links", async () => {
    await page.reload();
    await expect(page.getByText(`Sign-in links go to ${holm}.`)).toBeVisible();
    await page.context().clearCookies({ name: "next-auth.session-token" });
    await signInByEmail(page, stack, resend, holm);
    await expect(page).toHaveURL(IN_THE_STUDIO);
  });
});

test("without script, and in a browser that knows none, there is no button", async ({
  browser,
}) => {
  const without = await browser.newContext({ javaScriptEnabled: false });
  const page = await without.newPage();
  await page.goto(`${stack.url}/sign-in`);
  await expect(button(page, "Send me a link")).toBeVisible();
  await expect(button(page, "Sign in with a passkey")).toHaveCount(0);
  await without.close();
  const older = await browser.newContext();
  await older.addInitScript("delete window.PublicKeyCredential");
  const old = await older.newPage();
  await old.goto(`${stack.url}/sign-in`);
  await old.getByLabel("Email address").fill(mira);
  await expect(button(old, "Sign in with a passkey")).toHaveCount(0);
  await older.close();
});

test("at http:// and a name other than localhost there are none, and the server says why", async () => {
  const other = await startStack({ env: { APP_URL: "http://portal.example.com" } });
  try {
    const asked = await fetch(`http://127.0.0.1:${new URL(other.url).port}/api/passkeys/sign-in`, {
      method: "POST",
      headers: { origin: "http://portal.example.com" },
    });
    expect(asked.status).toBe(422);
    expect(((await asked.json()) as { message: string }).message).toContain(
      "Passkeys don’t work at this address",
    );
  } finally {
    await other.stop();
  }
});
