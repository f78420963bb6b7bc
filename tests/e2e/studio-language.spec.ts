import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { startResend, type Resend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";

let stack: Stack;
let resend: Resend;

test.use({ locale: "de-DE" });
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

const lang = (page: Page) => page.locator("html").getAttribute("lang");
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

async function signIn(page: Page, address: string): Promise<void> {
  await page.getByLabel("E-Mail-Adresse").fill(address);
  await page.getByRole("button", { name: "Link senden" }).click();
  await expect(page.getByRole("status")).toContainText("ein Link per E-Mail unterwegs");
  await until(
    () => resend.to(address, "Ihr Anmeldelink").length > 0,
    () => `No email in German. Those that came: ${resend.accepted.map((one) => one.body.subject)}`,
  );
  const { text, html } = resend.to(address, "Ihr Anmeldelink")[0]!.body;
  expect(html).toContain('<html lang="de">');
  await page.goto(/https?:\/\/\S+/.exec(text)![0]);
  await page.getByRole("button", { name: `Als ${address} anmelden` }).click();
  await expect(page).toHaveURL(/\/first-steps$/);
}

test("a freelancer whose browser is German works in German, and changes to French", async ({
  page,
}) => {
  test.setTimeout(180_000);

  await test.step("what a stranger sees is in the browser's language", async () => {
    await page.goto(stack.url);
    expect(await lang(page)).toBe("de");
    await page.getByRole("link", { name: "Anmelden" }).click();
    await expect(heading(page, "Anmelden")).toBeVisible();
    expect(await lang(page)).toBe("de");
    await expectAccessible(page);
    await signIn(page, "mira@example.com");
  });

  await test.step("the first steps are, and say what is missing beside its field", async () => {
    await expect(heading(page, "Erste Schritte")).toBeVisible();
    await page.getByLabel("Ihr Name").fill("Mira Holm");
    await page.getByRole("button", { name: "Mein Studio anlegen" }).click();
    await expect(page.getByLabel("Name des Studios")).toHaveAccessibleDescription(
      "Bitte geben Sie Ihrem Studio einen Namen.",
    );
  });

  await test.step("another language is shown at once, with what was typed", async () => {
    await page.getByRole("button", { name: "Français" }).click();
    await expect(heading(page, "Premiers pas")).toBeVisible();
    expect(await lang(page)).toBe("fr");
    await expect(page.getByLabel("Votre nom")).toHaveValue("Mira Holm");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await expect(heading(page, "Erste Schritte")).toBeVisible();
    await page.getByLabel("Name des Studios").fill("Studio Holm");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Mein Studio anlegen" }).click();
    await expect(page).toHaveURL(/\/today$/);
  });

  await test.step("the studio is in the language that was chosen", async () => {
    expect(await lang(page)).toBe("de");
    await expect(page.getByRole("link", { name: "Heute", exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await page
      .getByRole("navigation", { name: "Studio" })
      .getByRole("link", { name: "Einstellungen" })
      .click();
    await expect(heading(page, "Einstellungen")).toBeVisible();
    const monday = page.getByRole("group", { name: "Montag" });
    await monday.getByLabel("Montag, bis").fill("");
    await page.getByRole("button", { name: "Speichern", exact: true }).first().click();
    await expect(monday).toHaveAccessibleDescription(
      /Montag: Jeder Zeitraum braucht Beginn und Ende, etwa 09:00 und 17:00\./,
    );
    await monday.getByLabel("Montag, bis").fill("17:00");
  });

  await test.step("and in another as soon as it is saved", async () => {
    await page.getByLabel("Sprache des Studios").selectOption({ label: "Français" });
    await page.getByRole("button", { name: "Speichern", exact: true }).first().click();
    await expect(heading(page, "Réglages")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Enregistré." })).toBeVisible();
    expect(await lang(page)).toBe("fr");
    await expect(page.getByLabel("Lundi, de")).toHaveValue("09:00");
    await expect(page.getByLabel("Lundi, à")).toHaveValue("17:00");
    await expect(page.getByRole("link", { name: "Aujourd’hui", exact: true })).toBeVisible();
  });
});

const LANGUAGES = { de: "Deutsch", fr: "Français", es: "Español", pt: "Português" };
const PAGES = [
  "/today",
  "/projects",
  "/clients",
  "/emails",
  "/follow-ups",
  "/ledger",
  "/settings",
  "/settings/follow-ups",
  "/settings/saved-replies",
];

test("longer words break no layout, on a phone or a wide screen", async ({ page }) => {
  test.setTimeout(240_000);
  const demo = await startStack({ demo: true });
  try {
    await page.goto(demo.url);
    await page.getByRole("button", { name: "Demo-Studio öffnen" }).click();
    await expect(page).toHaveURL(/\/today$/);
    for (const [tag, name] of Object.entries(LANGUAGES)) {
      await page.goto(`${demo.url}/settings`);
      await page.locator("select[name=language]").selectOption({ label: name });
      await page.locator("form:has(select[name=language]) button[type=submit]").click();
      await expect(page.locator(`html[lang^=${tag}]`)).toBeAttached();
      for (const path of PAGES) {
        await page.goto(demo.url + path);
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 844 });
          expect(await tooWide(page), `${path} in ${name} at ${width} px`).toBeLessThanOrEqual(0);
        }
      }
    }
  } finally {
    await demo.stop();
  }
});

/** By how many pixels a page is wider than its window. */
const tooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
