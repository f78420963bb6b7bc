import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "@tests/support/axe";
import { studioDay } from "@tests/support/days";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  await stack.sql(`UPDATE "Studio" SET "language" = 'de'`);
});
test.afterAll(async () => stack.stop());

/** The sentences of the English message file that nothing is filled into. */
const english = sentencesIn(words("en"));
const german = new Set(sentencesIn(words("de")));

/** A message file of the studio. */
function words(language: string): object {
  const file = resolve(import.meta.dirname, `../../src/language/studio/${language}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as object;
}

function sentencesIn(tree: object): string[] {
  return Object.values(tree).flatMap((entry: string | object) =>
    typeof entry !== "string"
      ? sentencesIn(entry)
      : entry.includes(" ") && !/[{<]/.test(entry)
        ? [entry]
        : [],
  );
}

/** What the page says in English though it has German for it. */
async function englishOn(page: Page): Promise<string[]> {
  const text = await page.getByRole("main").innerText();
  // A project of the demo is also the example in the settings.
  const shown = text.replaceAll("The lighthouse map", "");
  return english.filter((sentence) => !german.has(sentence) && shown.includes(sentence));
}

test("a promise is made and moved in German, and its client reads their own language", async ({
  page,
}) => {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.getByRole("heading", { level: 1, name: "Heute" })).toBeVisible();
  expect(await englishOn(page)).toEqual([]);

  await page.goto(`${stack.url}/projects`);
  await page.getByRole("link", { name: /The lighthouse map/ }).click();
  await expect(page.getByRole("region", { name: "Zusagen" })).toBeVisible();
  expect(await englishOn(page)).toEqual([]);
  await expectAccessible(page);

  await test.step("what is missing is asked for in German", async () => {
    await page.getByText("Zusage hinzufügen").first().click();
    await page.getByLabel("Zugesagt für").fill(studioDay(5));
    await page.getByRole("button", { name: "Zusage hinzufügen" }).click();
    const title = page.getByLabel("Was zugesagt wird");
    await expect(title).toHaveAccessibleDescription(/Bitte tragen Sie ein, was Sie zusagen/);
    await title.fill("Die Legende");
    await page.getByRole("button", { name: "Zusage hinzufügen" }).click();
    await expect(page.getByText("Hinzugefügt. Die Zusage steht auf der Seite")).toBeVisible();
  });

  await test.step("the notice is written in German around the client's own words", async () => {
    const legend = page.getByRole("listitem").filter({ hasText: "Die Legende" });
    await legend.getByRole("link", { name: /^Termin verschieben/ }).click();
    await expect(page.getByRole("heading", { name: "„Die Legende“ verschieben" })).toBeVisible();
    await page.getByLabel("Neuer Termin").fill(studioDay(9));
    await page.getByLabel("Grund").fill("tbd");
    await page.getByRole("button", { name: "Verschieben und Bescheid geben" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "Grund: Sagen Sie Ihrem Kunden, was passiert ist",
    );
    await page.getByLabel("Grund").fill("The licence for the coast line came late.");
    const preview = page.getByRole("region", { name: "Was Ihr Kunde liest" });
    await expect(
      preview.getByText("Reason: The licence for the coast line came late."),
    ).toHaveCount(2);
    await page.getByRole("button", { name: "Verschieben und Bescheid geben" }).click();
    await expect(page).toHaveURL(/\/projects\/[\w-]{36}#promises$/);
  });

  await test.step("the history tells it in German", async () => {
    const history = page.getByRole("region", { name: "Was hier geschah" });
    await expect(history.getByText(/„Die Legende“ verschoben von .* auf /)).toBeVisible();
    await expect(history.getByText(/„Die Legende“ zugesagt für /)).toBeVisible();
  });
});
