import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
});
test.afterAll(async () => stack.stop());

async function enterDemo(page: Page): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

const projectPath = async (title: string) => {
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = $1`,
    [title],
  );
  return `${stack.url}/projects/${project!.id}`;
};

const messages = async (text: string) =>
  Number(
    (
      await stack.sql<{ count: string }>(
        `SELECT count(*) FROM "Message" WHERE "contactId" IS NULL AND "text" = $1`,
        [text],
      )
    )[0]!.count,
  );

/** The part of the page with the messages. */
const thread = (page: Page) => page.getByRole("region", { name: "Messages" });
const box = (page: Page) => thread(page).getByRole("textbox");
const found = (page: Page) => thread(page).getByRole("group", { name: "Before you send" });
const sendButton = (page: Page) => thread(page).getByRole("button", { name: /^Send to / });

test("what is typed is looked at, and is sent when its writer says so", async ({ page }) => {
  test.setTimeout(120_000);
  const scripts: string[] = [];
  page.on("response", (answer) => {
    if (answer.url().includes("/api/pre-send")) scripts.push(answer.url());
  });
  await enterDemo(page);
  await page.goto(await projectPath("The lighthouse map"));
  const text = "Hi Chidi, the map of [place] is ready!! You’ll have it by 31 November.";

  await test.step("nothing is fetched before somebody writes", async () => {
    await expect(box(page)).toBeVisible();
    expect(scripts).toEqual([]);
    await box(page).focus();
    await expect.poll(() => scripts.length).toBe(1);
  });

  await test.step("three findings at most, the weightiest first", async () => {
    await box(page).fill(text);
    await expect(found(page).getByRole("listitem")).toHaveCount(4);
    await expect(found(page).getByRole("listitem").nth(0)).toContainText(
      "“[place]” is still to be filled in. Fill it in, or delete it.",
    );
    await expect(found(page).getByRole("listitem").nth(1)).toContainText(
      "“Chidi” is another client",
    );
    await expect(found(page).getByRole("listitem").nth(2)).toContainText("“31 November” is not in");
    await expect(found(page).getByRole("listitem").nth(3)).toHaveText("And 1 more.");
    await expectAccessible(page);
  });

  await test.step("one that is ignored makes room, and stays ignored after a reload", async () => {
    await page.getByRole("button", { name: /^Ignore: “\[place\]”/ }).focus();
    await page.keyboard.press("Enter");
    await expect(found(page).getByRole("listitem")).toHaveCount(3);
    await expect(found(page)).not.toContainText("[place]");
    await expect(found(page)).toContainText("shouting");
    await page.reload();
    await expect(box(page)).toHaveValue(text);
    await expect(found(page).getByRole("listitem")).toHaveCount(3);
    await expect(found(page)).not.toContainText("[place]");
  });

  await test.step("sent, it is asked about once; sent again, it goes out", async () => {
    await sendButton(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "before this goes out" })).toBeFocused();
    await expect(box(page)).toHaveValue(text);
    await expect(found(page)).not.toContainText("[place]");
    expect(await messages(text)).toBe(0);
    await expectAccessible(page);
    await thread(page).getByRole("button", { name: "Send to Ines Duarte anyway" }).click();
    await expect(thread(page).getByRole("listitem").filter({ hasText: text })).toBeVisible();
    expect(await messages(text)).toBe(1);
    await expect(box(page)).toHaveValue("");
  });

  await test.step("the next text begins anew, and what is corrected is gone", async () => {
    await box(page).fill("The map of [place] is ready.");
    await expect(found(page)).toContainText("[place]");
    await box(page).fill("The map of the coast is ready.");
    await expect(found(page)).toBeEmpty();
    await sendButton(page).click();
    await expect(box(page)).toHaveValue("");
    expect(await messages("The map of the coast is ready.")).toBe(1);
  });

  await test.step("a plainer word is offered, and never asked about", async () => {
    await box(page).fill("I’ll change the DNS on Monday.");
    await expect(found(page)).toContainText("Your client may not know “DNS”.");
    await sendButton(page).click();
    await expect(box(page)).toHaveValue("");
    expect(await messages("I’ll change the DNS on Monday.")).toBe(1);
  });
});

test("offline the text is looked at once it arrives", async ({ page, context }) => {
  await enterDemo(page);
  await page.goto(await projectPath("The lighthouse map"));
  await page.route("**/api/pre-send**", (route) => route.abort());
  await box(page).fill("Hello [name].");
  await sendButton(page).click();
  await expect(found(page)).toContainText("“[name]” is still to be filled in.");
  expect(await messages("Hello [name].")).toBe(0);
  await page.unroute("**/api/pre-send**");
  await context.setOffline(false);
});

test("an email that waits, and the own texts, are looked at too", async ({ page }) => {
  test.setTimeout(90_000);
  await enterDemo(page);
  await page.goto(`${stack.url}/settings/follow-ups`);
  const form = page.getByRole("form", { name: "thank-you email" });
  await form.getByRole("textbox", { name: "Text" }).fill("Thank you, {first name}, for [project].");
  await expect(form.getByRole("group", { name: "Before you send" })).toContainText("“[project]”");
  await expect(form.getByRole("group", { name: "Before you send" })).not.toContainText(
    "first name",
  );
  await form.getByRole("button", { name: "Save: Thank-you email" }).click();
  await expect(form.getByRole("button", { name: "Save anyway: Thank-you email" })).toBeVisible();
  await form.getByRole("textbox", { name: "Text" }).fill("Thank you, {first name}, for {project}.");
  await form.getByRole("button", { name: /^Save.*thank-you email$/i }).click();
  await expect(
    form.getByText("Saved. The next thank-you is written with these words."),
  ).toBeVisible();
  await expectAccessible(page);
});

test("a saved reply is written, refused, changed, put in by keyboard and deleted", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await enterDemo(page);

  await test.step("one is saved, with variables that are known", async () => {
    await page.goto(`${stack.url}/settings`);
    await page.getByRole("link", { name: "Your replies" }).click();
    await expectAccessible(page);
    const form = page.getByRole("form", { name: "New reply" });
    await form.getByLabel("Name").fill("On its way");
    await form.getByLabel("Text").fill("Dear {first name}, {project} comes on {date}.");
    await form.getByRole("button", { name: "Save reply" }).click();
    await expect(form.getByText(/\{date\} is not known/).first()).toBeVisible();
    await expect(form.getByLabel("Text")).toHaveValue(/comes on \{date\}/);
    await expectAccessible(page);
    await form.getByLabel("Text").fill("Dear {first name}, {project} is next. Yours, {my name}");
    await form.getByRole("button", { name: "Save reply" }).click();
    await expect(page.getByText("On its way", { exact: true })).toBeVisible();
    await expect(form.getByLabel("Name")).toHaveValue("");
  });

  await test.step("it is put into a message by keyboard, filled in", async () => {
    await page.goto(await projectPath("The lighthouse map"));
    await thread(page).getByText("Saved replies").focus();
    await page.keyboard.press("Enter");
    await expectAccessible(page);
    await thread(page).getByRole("link", { name: "On its way", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(box(page)).toBeFocused();
    await expect(box(page)).toHaveValue("Dear Ines, The lighthouse map is next. Yours, Mira Holm");
    await page.keyboard.type(" (and Rui)");
    await expect(box(page)).toHaveValue(/Mira Holm \(and Rui\)$/);
    await box(page).fill("");
  });

  await test.step("it is deleted after a question that names it", async () => {
    await page.goto(`${stack.url}/settings/saved-replies`);
    await page.getByText("On its way", { exact: true }).click();
    await page.getByLabel("Delete reply: On its way").click();
    await expect(page.getByText("Delete “On its way”?")).toBeVisible();
    await page.getByRole("button", { name: "Delete it: On its way" }).click();
    await expect(page.getByText("On its way", { exact: true })).toHaveCount(0);
  });
});

test("without script a text is asked about, kept, and sent as it is", async ({ page, browser }) => {
  test.setTimeout(90_000);
  await enterDemo(page);
  const cookies = await page.context().cookies();
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(cookies);
  const plain = await context.newPage();
  const path = await projectPath("The lighthouse map");

  await test.step("a saved reply comes by a link", async () => {
    await plain.goto(path);
    await thread(plain).getByText("Saved replies").click();
    await thread(plain).getByRole("link", { name: "Looking into it" }).click();
    await expect(box(plain)).toHaveValue(/^Thank you, Ines\. I’ll look into it/);
  });

  await test.step("what is found is said beside what was typed", async () => {
    await box(plain).fill("Sorry, but I’ve attached [it].");
    await sendButton(plain).click();
    await expect(found(plain).getByRole("listitem")).toHaveCount(3);
    await expect(found(plain)).toContainText("“[it]” is still to be filled in.");
    await expect(box(plain)).toHaveValue("Sorry, but I’ve attached [it].");
    expect(await messages("Sorry, but I’ve attached [it].")).toBe(0);
  });

  await test.step("pressed again, it is sent; something new is asked about first", async () => {
    await box(plain).fill("Sorry, but I’ve attached [it] and [that].");
    await sendButton(plain).click();
    await expect(found(plain).getByRole("listitem")).toHaveCount(1);
    await expect(found(plain)).toContainText("“[that]”");
    await thread(plain).getByRole("button", { name: "Send to Ines Duarte anyway" }).click();
    await expect.poll(() => messages("Sorry, but I’ve attached [it] and [that].")).toBe(1);
  });
  await context.close();
});
