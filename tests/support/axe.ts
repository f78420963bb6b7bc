import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe finds on the page as it is, in both modes: nothing. And at 320 px nothing scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a link Next sets the title once the page's facts are there, which may be after its text.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await colorsChanged(page);
    // An email lies in a frame in which no script may run, so axe cannot go there; it judges all around it.
    const { violations } = await new AxeBuilder({ page })
      // Off by itself: whoever speaks to a page says what they read on its buttons.
      .options({ rules: { "label-content-name-mismatch": { enabled: true } } })
      .setLegacyMode()
      .exclude("iframe[sandbox]")
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(" ")) })),
      `${page.url().replace(/[\w-]{43}/, "…")} in ${colorScheme}`,
    ).toEqual([]);
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    "nothing scrolls sideways at 320 px",
  ).toBeLessThanOrEqual(320);
  if (size) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** A change of colours would else be judged half-way. */
async function colorsChanged(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => one.playState === "running")
      .filter(({ effect }) => effect && effect.getComputedTiming().endTime !== Infinity);
    // One that is cancelled is over too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
