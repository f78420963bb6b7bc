import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { rawEmail, receivedEvent, type RawEmail } from "@tests/support/inbound";
import { startResend, type Resend } from "@tests/support/resend";
import { saved } from "@tests/support/saved";
import { startStack, until, type Stack } from "@tests/support/stack";
import { newWebhookSecret, signedRequest } from "@tests/support/webhooks";

const SECRET = newWebhookSecret();

/** A studio that is always open, so that nothing waits for its hours, and whose emails wait for "Send now". */
const alwaysOpen = (stack: Stack) =>
  stack.sql(`UPDATE "Studio" SET "batchSeconds" = 900, "hours" = (
    SELECT json_object_agg(day::text, '[["00:00","23:59"]]'::json) FROM generate_series(1, 7) day)`);

/** The newest email about a message leaves its hold. */
async function sendNow(page: Page, stack: Stack, subject: RegExp): Promise<void> {
  await page.goto(`${stack.url}/emails`);
  await page.getByRole("link", { name: subject }).first().click();
  await page.getByRole("button", { name: "Send now" }).click();
  await expect(page.getByRole("button", { name: "Send now" })).toHaveCount(0);
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel("Write to Ines Duarte").fill(text);
  await page.getByRole("button", { name: "Send to Ines Duarte" }).click();
  await expect(page.getByText(text)).toBeVisible();
}

test.describe("a client who never opens the page", () => {
  let stack: Stack;
  let resend: Resend;
  test.beforeAll(async () => {
    resend = await startResend();
    stack = await startStack({
      env: {
        RESEND_API_KEY: "re_test_only",
        RESEND_BASE_URL: resend.url,
        RESEND_WEBHOOK_SECRET: SECRET,
        MAIL_FROM: "emails@studio.example.com",
        INBOUND_DOMAIN: "in.example.com",
      },
    });
  });
  test.afterAll(async () => {
    await stack.stop();
    await resend.stop();
  });

  const arrived = async (subject: string) => {
    await until(
      () => resend.to("ines@example.com", subject).length > 0,
      () => `No email “${subject}” arrived.`,
    );
    return resend.to("ines@example.com", subject).at(-1)!.body;
  };
  const bring = async (to: string, email: RawEmail) => {
    const id = resend.receive({ raw: rawEmail({ to, ...email }), to: [to] });
    const event = receivedEvent(id, { to: [to], from: email.from });
    return (await fetch(signedRequest(`${stack.url}/api/webhooks/resend`, SECRET, event))).status;
  };

  test("does everything by email", async ({ page: studio }) => {
    test.setTimeout(180_000);
    let project = "";

    await test.step("a studio, a client and a project", async () => {
      await studio.goto(`${stack.url}/sign-in`);
      await studio.getByLabel("Email address").fill("mira@example.com");
      await studio.getByRole("button", { name: "Send me a link" }).click();
      await until(
        () => resend.to("mira@example.com").length > 0,
        () => "No sign-in link arrived.",
      );
      const [signIn] = resend.to("mira@example.com");
      await studio.goto(/https?:\/\/\S+/.exec(signIn!.body.text)![0]);
      await studio.getByRole("button", { name: /Sign in as mira@example.com/ }).click();
      await studio.getByLabel("Your name").fill("Mira Holm");
      await studio.getByLabel("Studio name").fill("Studio Holm");
      await studio.getByRole("button", { name: "Create my studio" }).click();
      await expect(studio).toHaveURL(/\/today$/);
      await alwaysOpen(stack);
      await studio.goto(`${stack.url}/clients/new`);
      await studio.getByLabel("Client", { exact: true }).fill("Duarte Lighthouse Tours");
      await studio.getByLabel("Contact’s name").fill("Ines Duarte");
      await studio.getByLabel("Email address").fill("ines@example.com");
      await studio.getByRole("button", { name: "Add client" }).click();
      await expect(studio).toHaveURL(/\/clients\/[\w-]{36}$/);
      await studio.goto(`${stack.url}/projects/new`);
      await studio.getByLabel("Project").fill("The lighthouse map");
      await studio.getByRole("button", { name: "Create project" }).click();
      await expect(studio.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
      project = studio.url();
    });

    let replyTo = "";
    await test.step("the freelancer writes, and the client answers from a mail program", async () => {
      await write(studio, "Does Friday suit you?");
      await sendNow(studio, stack, /Mira Holm wrote about/);
      const email = await arrived("Mira Holm wrote about");
      replyTo = email.reply_to!;
      expect(replyTo).toMatch(/^reply\+[a-z2-7]{32}@in\.example\.com$/);
      await studio.goto(project);
      await expect(studio.getByText("Does Friday suit you?")).toBeVisible();
      const quote = email.text.replaceAll(/^/gm, "> ");
      const text = `Friday is perfect.\n\nOn 27 Nov 2026, Mira Holm wrote:\n${quote}`;
      expect(await bring(replyTo, { text })).toBe(200);
      await saved(stack, "Friday is perfect.");
      // On the open page within two seconds, without its quote.
      await expect(studio.getByText("Friday is perfect.")).toBeVisible({ timeout: 2_000 });
      await expect(studio.getByText("> Does Friday suit you?")).toBeHidden();
      await studio.getByText("Show what was quoted").click();
      await expect(studio.getByText("> Does Friday suit you?")).toBeVisible();
      await expectAccessible(studio);
      await studio.getByRole("link", { name: "Show the original text" }).click();
      await expect(studio.getByText("In the thread")).toBeVisible();
      await expectAccessible(studio);
    });

    await test.step("a file comes with the next one", async () => {
      await studio.goto(project);
      const bytes = Buffer.from("%PDF-1.7 a sketch");
      const attachments = [{ name: "sketch.pdf", type: "application/pdf", bytes }];
      expect(await bring(replyTo, { text: "Here is my sketch.", attachments })).toBe(200);
      await saved(stack, "Here is my sketch.");
      await expect(studio.getByText("Here is my sketch.")).toBeVisible({ timeout: 2_000 });
      await expect(studio.getByRole("link", { name: "sketch.pdf" }).first()).toBeVisible();
    });

    await test.step("an out-of-office reply is shown, and nobody waits for an answer to it", async () => {
      await write(studio, "Thank you, it is in.");
      const headers = ["Auto-Submitted: auto-replied"];
      expect(await bring(replyTo, { headers, text: "I am away until Monday." })).toBe(200);
      await saved(stack, "I am away until Monday.");
      await expect(studio.getByText("I am away until Monday.")).toBeVisible({ timeout: 2_000 });
      await expect(studio.getByText("Automatic reply")).toBeVisible();
      await studio.goto(`${stack.url}/today`);
      await expect(studio.getByText("Waiting for your reply")).toHaveCount(0);
    });

    await test.step("a stranger is held, and put into the thread by hand", async () => {
      const stranger = { from: "Rui Costa <rui@elsewhere.example>", subject: "Ines asked me" };
      const text = "I print the map. Which paper?";
      expect(await bring("hello@in.example.com", { ...stranger, text })).toBe(200);
      await until(
        async () =>
          (await stack.sql(`SELECT 1 FROM "InboundEmail" WHERE "heldAt" IS NOT NULL`)).length > 0,
        () => "The email was never held.",
      );
      await expect(studio.getByText("Received, in no thread yet")).toBeVisible({ timeout: 2_000 });
      await studio.goto(`${stack.url}/emails`);
      await expectAccessible(studio);
      await studio.getByRole("link", { name: "Ines asked me" }).click();
      await expect(studio.getByText("None of your contacts has this address.")).toBeVisible();
      await expectAccessible(studio);
      await studio.getByLabel("Put it in the thread of").selectOption({ index: 0 });
      await studio.getByRole("button", { name: "Put it in the thread" }).click();
      await expect(studio.getByText("In the thread", { exact: true })).toBeVisible();
      await studio.goto(project);
      await expect(studio.getByText("Which paper?")).toBeVisible();
      await expect(
        studio.getByText("Sent from rui@elsewhere.example by the reply address of Ines Duarte."),
      ).toBeVisible();
    });
  });
});

test.describe("the local mailbox", () => {
  let stack: Stack;
  test.beforeAll(async () => {
    stack = await startStack({ demo: true });
  });
  test.afterAll(() => stack.stop());

  test("shows the whole circle without a provider", async ({ page: studio }) => {
    test.setTimeout(120_000);
    await studio.goto(`${stack.url}/sign-in`);
    await studio.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(studio).toHaveURL(/\/today$/);
    await alwaysOpen(stack);
    await studio.goto(`${stack.url}/projects`);
    await studio.getByRole("link", { name: /map/i }).first().click();
    await expect(studio.getByLabel(/^Write to /)).toBeVisible();
    const project = studio.url();
    await studio.getByLabel(/^Write to /).fill("Shall I send you the proof?");
    await studio.getByRole("button", { name: /^Send to / }).click();
    await expect(studio.getByText("Shall I send you the proof?")).toBeVisible();
    await sendNow(studio, stack, / wrote about /);
    await expect(studio.getByRole("heading", { name: /^Reply as / })).toBeVisible({
      timeout: 15_000,
    });
    await expectAccessible(studio);
    await studio.getByLabel("Reply", { exact: true }).fill("Yes please, by Thursday.");
    await studio.getByRole("button", { name: "Send reply" }).click();
    await expect(studio.getByText("Answered. The reply is in the thread.")).toBeVisible();
    await studio.goto(project);
    await expect(studio.getByText("Yes please, by Thursday.")).toBeVisible();
    await studio.getByText("Show what was quoted").last().click();
    await expect(studio.getByText("> Shall I send you the proof?")).toBeVisible();
  });
});
