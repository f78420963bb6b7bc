import { expect, test, type Browser, type Page } from "@playwright/test";
import { studioDay } from "@tests/support/days";
import { expectAccessible } from "@tests/support/axe";
import { startResend, type Resend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";

/** A client on a phone, with scripts blocked and a session of their own. */
async function client(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    timezoneId: "Europe/Lisbon",
  });
  return context.newPage();
}

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)![0];

test.describe("from a promise to an answer, by a mail provider", () => {
  let stack: Stack;
  let resend: Resend;

  test.beforeAll(async () => {
    resend = await startResend();
    stack = await startStack({
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

  const arrived = async (address: string, subject: string) => {
    await until(
      () => resend.to(address, subject).length > 0,
      () =>
        `No email “${subject}” arrived. Those that did: ${resend.accepted.map((one) => one.body.subject).join(", ")}`,
    );
    return resend.to(address, subject)[0]!;
  };

  test("the whole main job", async ({ page, browser }) => {
    test.setTimeout(240_000);
    const studio = page;

    await test.step("the first freelancer signs in by a link that a person must confirm", async () => {
      await studio.goto(`${stack.url}/sign-in`);
      await expect(studio.getByRole("button", { name: "Open the demo studio" })).toHaveCount(0);
      await expectAccessible(studio);
      await studio.getByLabel("Email address").fill("mira@example.com");
      await studio.getByRole("button", { name: "Send me a link" }).click();
      await expect(studio.getByRole("status")).toContainText("on its way by email");
      const email = await arrived("mira@example.com", "Your sign-in link");
      const link = linkIn(email.body.text);
      // A scanner follows the link, more than once: it stays good.
      for (let i = 0; i < 3; i += 1) expect((await fetch(link)).status).toBe(200);
      await studio.goto(link);
      await expectAccessible(studio);
      await studio.getByRole("button", { name: /Sign in as mira@example.com/ }).click();
      await expect(studio).toHaveURL(/\/first-steps$/);
      // Single use.
      const late = await browser.newPage();
      await late.goto(link);
      await expect(late.getByRole("button", { name: /Sign in as/ })).toHaveCount(0);
      await late.close();
    });

    await test.step("first steps: what was typed stays when something is wrong", async () => {
      await expectAccessible(studio);
      await studio.getByLabel("Your name").fill("Mira Holm");
      await studio.getByRole("button", { name: "Create my studio" }).click();
      await expect(studio.getByText("Enter a name for your studio.").first()).toBeVisible();
      await expect(studio.getByLabel("Your name")).toHaveValue("Mira Holm");
      await expect(studio.getByLabel("Time zone")).toHaveValue("Europe/Copenhagen");
      await studio.getByLabel("Studio name").fill("Studio Holm");
      await studio.getByRole("button", { name: "Create my studio" }).click();
      await expect(studio).toHaveURL(/\/today$/);
      // The journey is made at any hour, and a message waits until the studio opens.
      await stack.keepOpen();
      // A new studio is shown its first step, and not told that all is well.
      await expect(studio.getByText("Add your first client")).toBeVisible();
      await expect(studio.getByRole("link", { name: "Add client" })).toBeVisible();
      await expect(studio.getByText("All clear")).toHaveCount(0);
      await expectAccessible(studio);
    });

    await test.step("a client, a project and its promises", async () => {
      await studio.goto(`${stack.url}/clients/new`);
      await studio.getByLabel("Client", { exact: true }).fill("Duarte Lighthouse Tours");
      await studio.getByLabel("Contact’s name").fill("Ines Duarte");
      await studio.getByLabel("Email address").fill("ines@example.com");
      await studio.getByLabel("Time zone").focus();
      await studio.getByLabel("Time zone").selectOption("Europe/Lisbon");
      await studio.getByRole("button", { name: "Add client" }).click();
      await expect(studio).toHaveURL(/\/clients\/[\w-]{36}$/);
      await expectAccessible(studio);
      await studio.goto(`${stack.url}/projects/new`);
      await studio.getByLabel("Project").fill("The lighthouse map");
      await studio.getByLabel("What was agreed").fill("A printed map of the nine lighthouses.");
      await studio.getByRole("button", { name: "Create project" }).click();
      await expect(studio.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
      for (const [title, days] of [
        ["Coloured draft", 3],
        ["Files for the printer", 10],
      ] as const) {
        const form = studio.getByRole("textbox", { name: "What is promised" });
        if (!(await form.isVisible())) await studio.getByText("Add a promise").click();
        await form.fill(title);
        await studio.getByLabel("Promised for").fill(studioDay(days));
        await studio.getByRole("button", { name: "Add promise", exact: true }).click();
        await expect(studio.getByRole("list").getByText(title).first()).toBeVisible();
      }
      await expectAccessible(studio);
    });

    const project = studio.url();
    const ines = await client(browser);

    await test.step("the client sees it by a secret link, with scripts off", async () => {
      const href = await studio.getByRole("link", { name: /View as client/ }).getAttribute("href");
      await ines.goto(`${stack.url}${href}`);
      await expect(
        ines.getByText(/^Next from me: Coloured draft, by .+, in 3 days\.$/),
      ).toBeVisible();
    });

    await test.step("the thread: each side writes, each is told by one email", async () => {
      await ines.getByLabel("Write to Mira Holm").fill("Could the path be a little wider?");
      await ines.getByRole("button", { name: "Send", exact: true }).click();
      await expect(ines.getByText("Could the path be a little wider?")).toBeVisible();
      // It shows in the open studio unasked.
      await expect(studio.getByText("Could the path be a little wider?")).toBeVisible();
      await studio.goto(`${stack.url}/today`);
      await expect(studio.getByText("Waiting for your reply")).toBeVisible();
      await studio.goto(project);
      await studio.getByLabel("Write to Ines Duarte").fill("Yes, it is done.");
      await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
      await expect(studio.getByText("Yes, it is done.")).toBeVisible();
      await expect(studio.getByLabel("Write to Ines Duarte")).toHaveValue("");
      await studio.getByLabel("Write to Ines Duarte").fill("You see it in the draft.");
      await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
      await expect(studio.getByText("You see it in the draft.")).toBeVisible();
      await ines.reload();
      await expect(ines.getByText("You see it in the draft.")).toBeVisible();
      await studio.goto(`${stack.url}/emails`);
      await studio.getByRole("link", { name: /Mira Holm wrote about/ }).click();
      await expectAccessible(studio);
      await studio.getByRole("button", { name: "Send now" }).click();
      const email = await arrived("ines@example.com", "Mira Holm wrote about");
      expect(email.body.text).toContain("Yes, it is done.\n\nYou see it in the draft.");
      expect(email.body.reply_to).toBe("mira@example.com");
      expect(resend.to("ines@example.com", "Mira Holm wrote about")).toHaveLength(1);
    });

    await test.step("completed, undone, and completed again: one thank-you", async () => {
      await studio.goto(project);
      await studio.getByRole("button", { name: "Complete project" }).click();
      await expect(
        studio.getByText(
          new RegExp(
            "The thank-you to Ines Duarte will be sent (at|on) .*\\d\\d:\\d\\d" +
              "(, in their working hours)?\\. You can undo until then\\.",
          ),
        ),
      ).toBeVisible();
      await studio.getByRole("button", { name: "Undo", exact: true }).click();
      await expect(studio.getByText("Cancelled").first()).toBeVisible();
      await studio.getByRole("button", { name: "Complete project" }).click();
      await expect(studio.getByText(/will be sent (at|on)/).first()).toBeVisible();
      await expectAccessible(studio);
      expect(resend.to("ines@example.com", "Thank you")).toHaveLength(0);
      // The provider stumbles once: the email is tried again under the same key.
      resend.failNext(500);
      await studio.getByRole("button", { name: "Send the thank-you now" }).click();
      const thanks = await arrived("ines@example.com", "Thank you: The lighthouse map is done");
      expect(thanks.body.text).toContain("Dear Ines,");
      expect(thanks.body.from).toBe('"Mira Holm" <emails@studio.example.com>');
      await expect(studio.getByText("Thank-you sent to Ines Duarte.")).toBeVisible();
      expect(resend.to("ines@example.com", "Thank you")).toHaveLength(1);
    });

    let survey = "";
    await test.step("the check-back is sent, and its link commits nothing to scanners", async () => {
      await expect(
        studio.getByText(/5 working days after completion, in Ines Duarte’s morning/),
      ).toBeVisible();
      await studio.getByRole("button", { name: "Send the check-back now" }).click();
      const email = await arrived("ines@example.com", "Was it up to mark?");
      survey = linkIn(email.body.text);
      expect(email.body.html).toContain(survey);
      for (const method of ["GET", "HEAD", "GET"])
        expect((await fetch(survey, { method })).status).toBe(200);
      // A scanner that submits the form as it is has chosen nothing.
      const blind = await fetch(survey, {
        method: "POST",
        redirect: "manual",
        headers: { origin: stack.url, "content-type": "application/x-www-form-urlencoded" },
        body: "effort=&words=",
      });
      expect(blind.status).toBe(422);
      expect(await stack.sql(`SELECT 1 FROM "Answer"`)).toEqual([]);
    });

    await test.step("the client answers in two taps and a line", async () => {
      await studio.goto(`${stack.url}/today`);
      await ines.goto(survey);
      await expect(ines.getByRole("heading", { name: "Was it up to mark?" })).toBeVisible();
      await ines.getByText("Nearly").click();
      await ines.getByLabel("In your words").fill("The captions were wrong on three slides.");
      await ines.getByRole("button", { name: "Send my answer" }).click();
      await expect(
        ines.getByRole("heading", { name: "Thank you. Your answer has arrived." }),
      ).toBeVisible();
      await expect(ines.getByText(/I’ll look at it and write to you/)).toBeVisible();
      await expect(ines.getByText("What wasn’t right?")).toBeVisible();
    });

    await test.step("it is first on Today at once, and the freelancer is told", async () => {
      const first = studio.getByRole("main").getByRole("listitem").first();
      await expect(first).toContainText("Nearly");
      await expect(first).toContainText("The captions were wrong on three slides.");
      await expectAccessible(studio);
      expect((await arrived("mira@example.com", "Ines Duarte: nearly")).body.text).toContain(
        "The captions were wrong on three slides.",
      );
      await first.getByRole("link", { name: /^Write the apology: / }).click();
      await expect(studio.getByLabel("Your apology")).toHaveValue(
        /“The captions were wrong on three slides\.”/,
      );
      await studio.goto(project);
      await studio
        .getByLabel("Write to Ines Duarte")
        .fill("I am sorry about the captions. You get a corrected file tomorrow.");
      await studio.getByRole("button", { name: "Send to Ines Duarte" }).click();
      await expect(studio.getByText("You get a corrected file tomorrow.")).toBeVisible();
      await studio.goto(`${stack.url}/today`);
      await expect(studio.getByRole("link", { name: /^Write the apology: / })).toHaveCount(0);
      await expect(studio.getByText("Case open")).toBeVisible();
    });

    await test.step("a later answer is kept beside the first", async () => {
      await ines.goto(survey);
      await ines.getByRole("link", { name: "change your answer" }).click();
      await expect(ines.getByLabel("In your words")).toHaveValue(
        "The captions were wrong on three slides.",
      );
      await ines.getByText("It is what we agreed, or better.").click();
      await ines.getByRole("button", { name: "Send my answer" }).click();
      await expect(ines.getByText("I’m glad.")).toBeVisible();
      await studio.goto(project);
      await expect(studio.getByText("Nearly", { exact: true })).toBeVisible();
      await expect(studio.getByText(/a later answer/)).toBeVisible();
    });

    await test.step("sign-in emails are not shown anywhere, and no token reached the log", async () => {
      await studio.goto(`${stack.url}/emails`);
      await expect(studio.getByText("Was it up to mark?")).toBeVisible();
      await expect(studio.getByText("Your sign-in link")).toHaveCount(0);
      expect(stack.printed()).not.toContain(survey.split("/s/")[1]!);
      expect(stack.printed()).not.toContain("ines@example.com");
    });

    await test.step("signed out everywhere is signed out", async () => {
      await studio.goto(`${stack.url}/settings`);
      await expectAccessible(studio);
      await studio.getByRole("button", { name: /sign out everywhere/i }).click();
      await expect(studio).toHaveURL(/\/sign-in$/);
      await studio.goto(project);
      await expect(studio).toHaveURL(/\/sign-in$/);
      expect(await stack.sql(`SELECT 1 FROM "Session"`)).toEqual([]);
    });
    await ines.context().close();
  });
});

test.describe("the demo, by the local mailbox", () => {
  let stack: Stack;
  test.beforeAll(async () => {
    stack = await startStack({ demo: true });
  });
  test.afterAll(async () => stack.stop());

  test("is lived through in a minute", async ({ page, browser }) => {
    test.setTimeout(120_000);
    await page.goto(stack.url);
    await page.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(page).toHaveURL(/\/today$/);
    await page.goto(`${stack.url}/projects`);
    await page.getByRole("link", { name: /The lighthouse map/ }).click();
    await page.getByRole("button", { name: "Complete project" }).click();
    await expect(page.getByText(/will be sent (at|on)/).first()).toBeVisible();
    const timer = page.getByRole("timer");
    const first = (await timer.textContent()) ?? "";
    expect(first).toMatch(/^0:\d\d left$/);
    await expect(timer).not.toHaveText(first);
    // The demo's hold of twenty seconds passes by itself, and the worker carries the email.
    await expect(page.getByText("Thank-you sent to Ines Duarte.")).toBeVisible({
      timeout: 45_000,
    });
    await page.getByRole("button", { name: "Send the check-back now" }).click();
    await page.getByRole("link", { name: /^Read email.*Check-back$/ }).click();
    await expect(page.getByText("Delivered").first()).toBeVisible();
    const email = page.frameLocator("iframe[title='The email']");
    await expect(
      email.getByText("You’ve had The lighthouse map for a few days now."),
    ).toBeVisible();
    const [survey] = await Promise.all([
      page.context().waitForEvent("page"),
      email.getByRole("link", { name: "Give my answer" }).click(),
    ]);
    await survey.getByText("Not up to mark").click();
    await survey.getByRole("button", { name: "Send my answer" }).click();
    await expect(
      survey.getByRole("heading", { name: "Thank you. Your answer has arrived." }),
    ).toBeVisible();
    await page.goto(`${stack.url}/today`);
    // The complaint that came before it is answered first.
    const unanswered = page.getByRole("main").getByRole("listitem");
    await expect(unanswered.nth(0)).toContainText("Elina Aalto");
    await expect(unanswered.nth(1)).toContainText("Not up to mark");
    // The button is there on loopback alone, without a proxy between; and so is the session it made.
    const stranger = await browser.newContext();
    for (const path of ["/", "/sign-in"]) {
      const seenBy = async (headers: Record<string, string>) =>
        (await stranger.request.get(stack.url + path, { headers })).text();
      expect(await seenBy({})).toContain("Open the demo studio");
      expect(await seenBy({ host: "studio.example.com" })).not.toContain("Open the demo studio");
      expect(await seenBy({ "x-forwarded-for": "1.2.3.4" })).not.toContain("Open the demo studio");
    }
    await stranger.close();
    const inside = await page.context().request.get(`${stack.url}/today`, { maxRedirects: 0 });
    expect(inside.status()).toBe(200);
    const through = await page.context().request.get(`${stack.url}/today`, {
      headers: { "x-forwarded-host": "studio.example.com" },
      maxRedirects: 0,
    });
    expect([303, 307]).toContain(through.status());
  });
});
