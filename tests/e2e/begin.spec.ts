import { expect, test } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { studioDay } from "@tests/support/days";
import { startResend, type Resend } from "@tests/support/resend";
import { take } from "@tests/support/pictures";
import { startStack, until, type Stack } from "@tests/support/stack";

const MOST_SECONDS = 90;
const MOST_FIELDS = 12;
/** A person's time to think before a field or a button, and for each key (Card, Moran and Newell, 1980). */
const THINK_SECONDS = 1.35;
const KEY_SECONDS = 0.28;

test.describe("from the first page of a new install", () => {
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

  test(`to a client's link on the clipboard: at most ${MOST_SECONDS} s and ${MOST_FIELDS} fields`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.url });
    let [fields, keys, presses] = [0, 0, 0];
    const fill = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: true }).fill(text);
      fields += 1;
      keys += text.length;
    };
    const press = async (role: "button" | "link", name: string | RegExp) => {
      await page.getByRole(role, { name }).first().click();
      presses += 1;
    };
    const from = Date.now();
    await page.goto(`${stack.url}/sign-in`);
    await fill("Email address", "mira@example.com");
    await press("button", "Send me a link");
    await until(
      () => resend.to("mira@example.com", "Your sign-in link").length > 0,
      () => "No sign-in link came.",
    );
    const [email] = resend.to("mira@example.com", "Your sign-in link");
    await page.goto(/https?:\/\/\S+/.exec(email!.body.text)![0]);
    presses += 1;
    await press("button", /Sign in as/);
    await expect(page).toHaveURL(/\/first-steps$/);
    await fill("Your name", "Mira Holm");
    await fill("Studio name", "Studio Holm");
    await press("button", "Create my studio");
    await expect(page).toHaveURL(/\/today$/);
    await page.goto(`${stack.url}/projects/new`);
    presses += 1;
    // A project needs a client; once there is one, the new project is where one goes on.
    await press("link", "Add client");
    await fill("Client", "Duarte Lighthouse Tours");
    await fill("Contact’s name", "Ines Duarte");
    await fill("Email address", "ines@example.com");
    await press("button", "Add client");
    await expect(page).toHaveURL(/\/projects\/new$/);
    await fill("Project", "The lighthouse map");
    await press("button", "Create project");
    await press("button", "Copy: Ines Duarte’s page");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const seconds =
      (Date.now() - from) / 1000 + keys * KEY_SECONDS + (fields + presses) * THINK_SECONDS;
    test.info().annotations.push({
      type: "measured",
      description: `${Math.round(seconds)} s, ${fields} fields, ${presses} presses`,
    });
    expect((await fetch(link)).status).toBe(200);
    expect(fields).toBeLessThanOrEqual(MOST_FIELDS);
    expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
  });
});

test.describe("like an earlier project", () => {
  let stack: Stack;
  test.beforeAll(async () => {
    stack = await startStack({ demo: true, before: asAppRole });
  });
  test.afterAll(() => stack.stop());

  test("its dates and checklist come along, and the client is welcomed", async ({
    page: studio,
    browser,
  }) => {
    test.setTimeout(120_000);
    await studio.goto(`${stack.url}/`);
    await studio.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(studio).toHaveURL(/\/today$/);
    const [earlier] = await stack.sql<{ id: string; title: string }>(
      `SELECT p."id", p."title" FROM "Project" p JOIN "Deadline" d ON d."projectId" = p."id"
         WHERE d."droppedAt" IS NULL AND EXISTS (SELECT FROM "ChecklistItem" c WHERE c."projectId" = p."id")
         GROUP BY p."id" HAVING count(*) >= 3 ORDER BY p."title" LIMIT 1`,
    );
    const { id, title } = earlier!;
    const places = studio.getByRole("group", { name: "First dates" }).getByRole("listitem");

    await test.step("an earlier project has nothing to welcome anybody to, and one like it can begin", async () => {
      await studio.goto(`${stack.url}/projects/${id}`);
      await expect(studio.getByRole("button", { name: "Send welcome email" })).toHaveCount(0);
      await studio.getByRole("link", { name: "New project like this one" }).click();
      await expect(studio.getByLabel("Start from", { exact: true })).toHaveValue(`project:${id}`);
      expect(await places.count()).toBeGreaterThanOrEqual(3);
      await expectAccessible(studio);
      await take(studio, "like-an-earlier");
    });

    await test.step("from another first day its dates are others; one is left out, one is wrong", async () => {
      const first = places.first().getByLabel("Promised for");
      const before = await first.inputValue();
      await studio.getByLabel("First day").fill(studioDay(28));
      await studio.getByRole("button", { name: "Show its dates" }).click();
      await expect(first).not.toHaveValue(before);
      await places.nth(1).getByLabel("Promised for").fill("");
      const left = await places.nth(1).getByRole("textbox").first().inputValue();
      await studio.getByLabel("Project", { exact: true }).fill("A map like the last one");
      await first.fill("2020-01-01");
      await studio.getByRole("button", { name: "Create project" }).click();
      await expect(studio.getByText("this day has passed").first()).toBeVisible();
      await expect(studio.getByLabel("Project", { exact: true })).toHaveValue(
        "A map like the last one",
      );
      await first.fill(studioDay(30));
      await studio.getByRole("button", { name: "Create project" }).click();
      await expect(studio.getByRole("heading", { level: 1 })).toHaveText("A map like the last one");
      await expect(studio.getByRole("main")).not.toContainText(left);
      const list = studio.getByRole("region", { name: "Checklist" });
      expect(await list.getByRole("button", { name: /^Tick: / }).count()).toBeGreaterThan(0);
      await expect(list.getByRole("button", { name: /^Untick: / })).toHaveCount(0);
      await expect(studio.getByRole("main")).not.toContainText(title);
      await expectAccessible(studio);
      await take(studio, "to-welcome");
    });

    await test.step("the welcome email is held, can be changed, and leads to the page", async () => {
      await stack.sql(`UPDATE "Studio" SET "emailHoldSeconds" = 600`);
      await studio.getByRole("button", { name: "Send welcome email" }).click();
      await expect(studio.getByRole("button", { name: "Send welcome email" })).toHaveCount(0);
      await studio.getByRole("link", { name: /Your page for A map like the last one/ }).click();
      await expect(studio.getByRole("main")).toContainText("I’m glad we’re working on");
      const isSettled = async () =>
        (
          await stack.sql<{ at: Date | null }>(
            `SELECT "settledAt" AS "at" FROM "Email" WHERE "kind" = 'project.welcomed'`,
          )
        )[0]!.at !== null;
      expect(await isSettled()).toBe(false);
      await studio.getByRole("button", { name: "Send now" }).click();
      await until(isSettled, () => "The welcome email was not sent.");
      const email = studio.frameLocator("iframe[title='The email']");
      const link = (await email
        .getByRole("link", { name: "Open your page" })
        .getAttribute("href"))!;
      const phone = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width: 390, height: 844 },
      });
      const client = await phone.newPage();
      await client.goto(link);
      await expect(client.getByRole("heading", { level: 1 })).toContainText(
        "A map like the last one",
      );
      await phone.close();
    });
  });
});
