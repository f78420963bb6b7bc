import { expect, test, type Browser, type Page } from "@playwright/test";
import { studioDay } from "@tests/support/days";
import { expectAccessible } from "@tests/support/axe";
import { startResend, type Resend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";

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

/** A client on a phone, with scripts off. */
async function client(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  return context.newPage();
}

/** The same for a page with scripts off: the check itself is a script. */
async function expectDocumentAccessible(browser: Browser, shown: Page): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(shown.url());
  await expectAccessible(page);
  await page.close();
}

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)![0];
const INES = "ines@example.com";

async function arrived(address: string, subject: string, nth = 1) {
  await until(
    () => resend.to(address, subject).length >= nth,
    () =>
      `No email “${subject}”. Those that came: ${resend.accepted.map((one) => one.body.subject)}`,
  );
  return resend.to(address, subject)[nth - 1]!.body;
}

async function openStudio(studio: Page): Promise<void> {
  await studio.goto(`${stack.url}/sign-in`);
  await studio.getByLabel("Email address").fill("mira@example.com");
  await studio.getByRole("button", { name: "Send me a link" }).click();
  await studio.goto(linkIn((await arrived("mira@example.com", "Your sign-in link")).text));
  await studio.getByRole("button", { name: /Sign in as/ }).click();
  await studio.getByLabel("Your name").fill("Mira Holm");
  await studio.getByLabel("Studio name").fill("Studio Holm");
  await studio.getByRole("button", { name: "Create my studio" }).click();
  await expect(studio).toHaveURL(/\/today$/);
  await studio.goto(`${stack.url}/clients/new`);
  await studio.getByLabel("Client", { exact: true }).fill("Duarte Lighthouse Tours");
  await studio.getByLabel("Contact’s name").fill("Ines Duarte");
  await studio.getByLabel("Email address").fill(INES);
  await studio.getByRole("button", { name: "Add client" }).click();
  await expect(studio).toHaveURL(/\/clients\/[\w-]{36}$/);
}

async function begin(studio: Page, title: string): Promise<string> {
  await studio.goto(`${stack.url}/projects/new`);
  await studio.getByLabel("Project").fill(title);
  await studio.getByRole("button", { name: "Create project" }).click();
  await expect(studio.getByRole("heading", { level: 1 })).toHaveText(title);
  return studio.url();
}

/** Completes a project, thanks and asks at once. Returns the question's link. */
async function completeAndAsk(studio: Page, nth: number): Promise<string> {
  await studio.getByRole("button", { name: "Complete project" }).click();
  await studio.getByRole("button", { name: "Send the thank-you now" }).click();
  await arrived(INES, "Thank you: ", nth);
  await studio.getByRole("button", { name: "Send the check-back now" }).click();
  return linkIn((await arrived(INES, "Was it up to mark?", nth)).text);
}

test.use({ actionTimeout: 20_000 });

test("from a bad answer to a client who stays", async ({ page: studio, browser }) => {
  test.setTimeout(300_000);
  const ines = await client(browser);
  await openStudio(studio);
  await studio.goto(`${stack.url}/wall`);
  await studio.getByRole("textbox", { name: "Address", exact: true }).fill("studio-holm");
  await studio.getByRole("button", { name: "Open the wall" }).click();
  await expect(studio.getByText("Your wall is open at this address.")).toBeVisible();
  let survey = "";
  let secondSurvey = "";
  let next = "";

  await test.step("a promise, moved with a reason, then done", async () => {
    await begin(studio, "The lighthouse map");
    const promised = studio.getByRole("textbox", { name: "What is promised" });
    if (!(await promised.isVisible())) await studio.getByText("Add a promise").click();
    await promised.fill("Coloured draft");
    await studio.getByLabel("Promised for").fill(studioDay(3));
    await studio.getByRole("button", { name: "Add promise", exact: true }).click();
    await studio.getByRole("link", { name: /^Move the date/ }).click();
    await studio.getByLabel("New date").fill(studioDay(7));
    await studio
      .getByLabel("Reason", { exact: true })
      .fill("The licence for the coast arrived two days late.");
    await studio.getByRole("button", { name: "Move and tell the client" }).click();
    await expect(studio.getByText(/Moved from/).first()).toBeVisible();
    await studio.getByRole("button", { name: /^Mark as done/ }).click();
    await expect(studio.getByRole("button", { name: /^Undo/ }).first()).toBeVisible();
  });

  await test.step("thanked and asked; the same question is on the status page", async () => {
    survey = await completeAndAsk(studio, 1);
    const href = await studio.getByRole("link", { name: /View as client/ }).getAttribute("href");
    await ines.goto(`${stack.url}${href}`);
    await expect(ines.getByText("Was it up to mark?")).toBeVisible();
  });

  await test.step("a bad answer opens a case on the open Today within two seconds", async () => {
    await studio.goto(`${stack.url}/today`);
    await ines.goto(survey);
    await ines.getByText("Not up to mark").click();
    await ines.getByLabel("In your words").fill("The captions were wrong.");
    const sentAt = Date.now();
    await ines.getByRole("button", { name: "Send my answer" }).click();
    const first = studio.getByRole("main").getByRole("listitem").first();
    await expect(first).toContainText("The captions were wrong.", { timeout: 2_000 });
    test.info().annotations.push({
      type: "answer to Today",
      description: `${Date.now() - sentAt} ms`,
    });
    await expect(first).toContainText("Not up to mark");
    await expectAccessible(studio);
    const email = await arrived("mira@example.com", "Ines Duarte: not up to mark");
    expect(email.text).toMatch(/\/cases\/[\w-]{36}/);
  });

  await test.step("the client is asked what exactly, on the same page, and says nothing twice", async () => {
    await expectDocumentAccessible(browser, ines);
    await expect(ines.getByText("The captions were wrong.")).toBeVisible();
    await expect(ines.getByText(/You’ll hear from me by/)).toBeVisible();
    await ines.getByRole("button", { name: "Send", exact: true }).click();
    await expect(ines.getByRole("alert")).toContainText("Tick one, or write what it was.");
    await ines.getByLabel("The result").check();
    await ines.getByLabel("What exactly?").fill("Three slides had the captions of another map.");
    await ines.getByRole("button", { name: "Send", exact: true }).click();
    await expect(ines.getByText("That tells me what to put right.")).toBeVisible();
    await arrived("mira@example.com", "Ines Duarte says what wasn’t right");
  });

  await test.step("three actions from Today: the case, the remedy, the apology", async () => {
    await studio.getByRole("link", { name: /^Write the apology/ }).click();
    await expect(studio.getByRole("heading", { level: 1 })).toContainText("The lighthouse map");
    await expect(studio.getByText(/of working time left/)).toBeVisible();
    await expect(studio.getByLabel("Your apology")).toHaveValue(
      /“Three slides had the captions of another map\.”/,
    );
    await expectAccessible(studio);
    await studio
      .getByLabel("One remedy for the next assignment")
      .fill("I’ll send you a proof a day ahead, at no charge.");
    await studio.getByRole("button", { name: "Send apology" }).click();
    await expect(studio.getByText(/The apology will be sent/)).toBeVisible();
  });

  await test.step("undone, it is a draft again; with an excuse it asks once more", async () => {
    await studio.getByRole("button", { name: "Undo" }).click();
    const text = studio.getByLabel("Your apology");
    const drafted = await text.inputValue();
    await text.fill(`${drafted}\n\nBut I was busy.`);
    await studio.getByRole("button", { name: "Send apology" }).click();
    await expect(studio.getByRole("alert").first()).toContainText("reads as an excuse");
    await expect(text).toHaveValue(/But I was busy\.$/);
    await text.fill(drafted);
    await studio.getByRole("button", { name: "Send anyway" }).click();
    await expect(studio.getByText(/The apology will be sent/)).toBeVisible();
    await studio.getByRole("link", { name: "Read email" }).click();
    await studio.getByRole("button", { name: "Send now" }).click();
    const email = await arrived(INES, "The lighthouse map: I’m sorry");
    expect(email.text).toContain("“Three slides had the captions of another map.”");
    expect(email.text).toContain("For our next project: I’ll send you a proof a day ahead");
  });

  await test.step("it is in the thread; the client answers there", async () => {
    const page = linkIn((await arrived(INES, "The lighthouse map: I’m sorry")).text);
    await expect(async () => {
      await ines.goto(page);
      await expect(ines.getByText(/a proof a day ahead/)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
    await ines.getByLabel("Write to Mira Holm").fill("Thank you. That is good of you.");
    await ines.getByRole("button", { name: "Send", exact: true }).last().click();
    await expect(ines.getByText("That is good of you.")).toBeVisible();
  });

  await test.step("the case is closed: kept", async () => {
    await studio.goto(`${stack.url}/today`);
    await studio.getByRole("link", { name: /^Open the case/ }).click();
    await expect(studio.getByText(/Ines Duarte wrote/)).toBeVisible();
    await studio.getByLabel("What went wrong, and why").fill("I skipped the last proof.");
    await studio.getByRole("button", { name: "Close case" }).click();
    await expect(studio.getByText("Client kept")).toBeVisible();
    await expectAccessible(studio);
  });

  await test.step("the next project opens with the remedy on top, for both", async () => {
    next = await begin(studio, "The harbour map");
    await expect(studio.getByRole("region", { name: "Promised for this project" })).toContainText(
      "a proof a day ahead",
    );
    await expectAccessible(studio);
    const href = await studio.getByRole("link", { name: /View as client/ }).getAttribute("href");
    await ines.goto(`${stack.url}${href}`);
    await expect(ines.getByRole("region", { name: "My promise for this project" })).toContainText(
      "a proof a day ahead",
    );
    await expectDocumentAccessible(browser, ines);
  });

  await test.step("it cannot be overlooked at the completion, and the check-back names it", async () => {
    await stack.sql(`UPDATE "Survey" SET "invitedAt" = "invitedAt" - interval '70 days'`);
    await stack.sql(
      `UPDATE "Email" SET "sentAt" = "sentAt" - interval '70 days' WHERE "kind" = 'survey.invited'`,
    );
    await studio.getByRole("button", { name: "Complete project" }).click();
    await expect(studio.getByRole("main").getByRole("alert").first()).toContainText(
      "Tick it if you kept it, or say why not.",
    );
    await studio.getByRole("checkbox", { name: /a proof a day ahead/ }).check();
    secondSurvey = await completeAndAsk(studio, 2);
    const asked = await arrived(INES, "Was it up to mark?", 2);
    expect(asked.text).toContain("“I’ll send you a proof a day ahead, at no charge.”");
  });

  await test.step("and it was up to mark", async () => {
    await ines.goto(secondSurvey);
    await ines.getByText("It is what we agreed, or better.").click();
    await ines.getByRole("button", { name: "Send my answer" }).click();
    await expect(ines.getByText("I’m glad.")).toBeVisible();
    await studio.goto(`${stack.url}/today`);
    await expect(studio.getByText("Up to mark", { exact: true })).toBeVisible();
  });

  await test.step("she gives her words, they are replied to, and the wall counts them", async () => {
    await studio.goto(next);
    await studio.getByRole("button", { name: /^Send the testimonial invitation now/ }).click();
    const invited = await arrived(INES, "Would you say a few words in public?");
    await ines.goto(linkIn(invited.text));
    await ines.getByLabel("Your words").fill("She heard what was wrong, and kept her word.");
    await ines.getByRole("checkbox").check();
    await ines.getByRole("button", { name: "Publish my words" }).click();
    await expect(ines.getByText("Your words are public.")).toBeVisible();
    await studio.goto(`${stack.url}/wall`);
    await studio.getByText("Reply in public").click();
    await studio.getByRole("textbox", { name: "Public reply" }).fill("Thank you, Ines.");
    await studio.getByRole("button", { name: /^Save public reply/ }).click();
    await expect(studio.getByText("Saved. It is on your wall.")).toBeVisible();
    await ines.goto(`${stack.url}/w/studio-holm`);
    await expect(ines.getByText("Thank you, Ines.")).toBeVisible();
    await expect(
      ines.getByText("2 asked, 2 answered, 1 shown, none hidden for its score."),
    ).toBeVisible();
  });
});
