import { expect, test, type Page } from "@playwright/test";
import { dayName } from "@/lib/dates";
import { expectAccessible } from "@tests/support/axe";
import { studioDay } from "@tests/support/days";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

async function signIn(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

/** The row about a follow-up in a list. */
const row = (page: Page, section: string, what: string) =>
  page
    .getByRole("region", { name: section })
    .getByRole("listitem")
    .filter({ hasText: what })
    .last();

/** A weekday at least so many days ahead: a day to move something to, at whatever day the tests run. */
function workday(days: number): string {
  const day = studioDay(days);
  return [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) ? workday(days + 1) : day;
}

const named = (day: string) => dayName(day, studioDay(0));

test("the plan is read, changed, moved, skipped, brought back and turned off", async ({
  page: studio,
}) => {
  test.setTimeout(240_000);
  await signIn(studio);

  await test.step("what will be sent in the next fourteen days, what won't, and why", async () => {
    await studio
      .getByRole("navigation", { name: "Studio" })
      .getByRole("link", { name: "Follow-ups" })
      .click();
    await expect(studio.getByRole("heading", { level: 1 })).toHaveText("Follow-ups");
    await expect(
      row(studio, "Sending in the next 14 days", "Check-back to Chidi Okafor"),
    ).toContainText("5 working days after completion");
    await expect(
      row(studio, "Sending in the next 14 days", "Reminder to Haru Tanaka"),
    ).toContainText("Tokyo time");
    await expect(row(studio, "Not sending, and why", "Check-back to Saga Lindqvist")).toContainText(
      "This contact was asked within the last 60 days.",
    );
    await expect(row(studio, "Sent in the last 14 days", "Was it up to mark?")).toContainText(
      "Delivered",
    );
    await expectAccessible(studio);
  });

  await test.step("looking has changed nothing", async () => {
    const before = await stack.sql(`SELECT * FROM "FollowUp" ORDER BY "id"`);
    await studio.reload();
    expect(await stack.sql(`SELECT * FROM "FollowUp" ORDER BY "id"`)).toEqual(before);
  });

  await test.step("one is read as it would be sent, and gets words of its own; a wrong variable is named", async () => {
    await studio.getByRole("link", { name: "Check-back to Chidi Okafor" }).first().click();
    await expect(studio.getByRole("heading", { level: 1 })).toHaveText(
      "Check-back to Chidi Okafor",
    );
    const email = studio.getByRole("region", { name: "As it would be sent now" });
    await expect(email).toContainText("You’ve had Opening-hours sign for a few days now.");
    await expectAccessible(studio);
    await studio
      .getByLabel("Text")
      .fill("How does {projekt} look from across the street, {first name}?");
    await studio.getByRole("button", { name: "Save", exact: true }).click();
    await expect(
      studio
        .getByText("Text: {projekt} is not known. You can use {first name}, {project}, {my name}.")
        .first(),
    ).toBeVisible();
    await expect(studio.getByLabel("Text")).toHaveValue(/\{projekt\}/);
    await studio
      .getByLabel("Text")
      .fill("How does {project} look from across the street, {first name}?");
    await studio.getByRole("button", { name: "Save", exact: true }).click();
    await expect(email).toContainText(
      "How does Opening-hours sign look from across the street, Chidi?",
    );
    await expect(email).toContainText("Edited for this one");
  });

  await test.step("it is moved to another day, not to one that is over", async () => {
    const summary = studio.locator("summary", { hasText: "Move" });
    await summary.focus();
    await studio.keyboard.press("Enter");
    await studio.getByLabel("Send check-back on").fill(studioDay(-3));
    await studio.getByRole("button", { name: "Move: Check-back" }).click();
    await expect(
      studio.getByText("Day: that morning is over where Chidi Okafor is.").first(),
    ).toBeVisible();
    const day = workday(20);
    await studio.getByLabel("Send check-back on").fill(day);
    await studio.getByRole("button", { name: "Move: Check-back" }).click();
    await expect(studio.getByText(new RegExp(`Moved to ${named(day)}`))).toBeVisible();
    await expect(
      studio.getByText(new RegExp(`sends ${named(day)}.*, 09:30 London time`)),
    ).toBeVisible();
    await studio.goto(`${stack.url}/follow-ups`);
    await expect(studio.getByText("Check-back to Chidi Okafor")).toHaveCount(0);
  });

  await test.step("one is skipped from its project's timeline, and brought back", async () => {
    await studio.getByRole("link", { name: "Reminder to Haru Tanaka" }).click();
    await studio.getByRole("link", { name: "Tin labels for the sencha", exact: true }).click();
    const reminder = row(studio, "Automatic emails", "Reminder");
    await reminder.getByRole("button", { name: "Skip: Reminder" }).click();
    await expect(reminder).toContainText("You skipped it.");
    await reminder.getByRole("button", { name: "Restore: Reminder" }).click();
    await expect(reminder).toContainText("7 days after the check-back");
    await expectAccessible(studio);
  });

  await test.step("sent now against a stop rule, it says why not", async () => {
    await studio.goto(`${stack.url}/follow-ups`);
    await studio.getByRole("link", { name: "Check-back to Saga Lindqvist" }).click();
    await studio.getByRole("button", { name: "Send the check-back now" }).click();
    await expect(
      studio.getByText("It was not sent. This contact was asked within the last 60 days."),
    ).toBeVisible();
  });

  await test.step("the words of all check-backs, tried on somebody real as they are typed", async () => {
    await studio.goto(`${stack.url}/settings`);
    await studio.getByRole("link", { name: /^Follow-up emails/ }).click();
    await expectAccessible(studio);
    const form = studio.getByRole("form", { name: "check-back email" });
    await form
      .getByLabel("Text")
      .fill("Was {project} up to mark, {first name}? {my name} would like to know.");
    await expect(
      form.getByText(/Was .+ up to mark, \w+\? Mira Holm would like to know\./).last(),
    ).toBeVisible();
    await form.getByLabel("Subject").fill("A question about {project");
    await form.getByRole("button", { name: "Save: check-back" }).click();
    await expect(
      form.getByText("Subject: a brace is not closed at “{project”.").first(),
    ).toBeVisible();
    await expect(form.getByLabel("Text")).toHaveValue(/would like to know/);
    await form.getByLabel("Subject").fill("A question about {project}");
    await form.getByRole("button", { name: "Save: check-back" }).click();
    await expect(form.getByText("The next check-back is written with these words.")).toBeVisible();
    await studio.getByRole("button", { name: "Use default text: check-back" }).click();
    await expect(form.getByLabel("Subject")).toHaveValue("Was it up to mark?");
  });

  await test.step("turned off, what is planned is cancelled, and the timeline says so", async () => {
    await studio.getByLabel("Reminder", { exact: true }).uncheck();
    await studio.getByRole("button", { name: "Save", exact: true }).click();
    await expect(studio.getByText("Cancelled with it: 1 reminder.")).toBeVisible();
    await expectAccessible(studio);
    await studio.goto(`${stack.url}/follow-ups`);
    await expect(studio.getByText("Reminder to Haru Tanaka")).toHaveCount(0);
    await studio.goto(`${stack.url}/projects?state=completed`);
    await studio.getByRole("link", { name: /^Tin labels for the sencha/ }).click();
    await expect(row(studio, "Automatic emails", "Reminder")).toContainText(
      "You turned reminders off.",
    );
  });

  await test.step("what waited too long is on Today, and is decided there", async () => {
    // As the worker finds it after a long stall, without waiting for its minute.
    await stack.sql(
      `UPDATE "FollowUp" SET "dueAt" = now() - interval '15 days', "heldAt" = now()
        WHERE "kind" = 'CHECK_BACK' AND "settledAt" IS NULL AND "ownCipher" IS NOT NULL`,
    );
    await studio.goto(`${stack.url}/today`);
    await studio.getByRole("link", { name: /Decide: This check-back is overdue/ }).click();
    await expect(studio).toHaveURL(/\/follow-ups\//);
    await expect(studio.getByText("Overdue", { exact: true })).toBeVisible();
    await studio.goto(`${stack.url}/follow-ups`);
    await expectAccessible(studio);
    await row(studio, "Waiting for your decision", "Check-back to Chidi Okafor")
      .getByRole("button", { name: "Don’t send: Check-back" })
      .click();
    await expect(studio.getByRole("region", { name: "Waiting for your decision" })).toHaveCount(0);
  });
});

test("the whole plan can be decided on without script", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page);
  await page.goto(`${stack.url}/follow-ups`);
  await page.getByRole("link", { name: "Check-back to Saga Lindqvist" }).click();
  await page.locator("summary", { hasText: "Move" }).click();
  await page.getByLabel("Send check-back on").fill(workday(90));
  await page.getByRole("button", { name: "Move: Check-back" }).click();
  await expect(page.getByText(new RegExp(`sends ${named(workday(90))}`))).toBeVisible();
  await page.getByRole("button", { name: "Skip: Check-back" }).click();
  await expect(page.getByText("You skipped it.")).toBeVisible();
  await context.close();
});
