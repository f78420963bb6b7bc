import { test, type Page } from "@playwright/test";

/** Takes a page's picture on a phone and on a wide screen, light and dark: to be looked at, and kept with the results. */
export async function take(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const width of [390, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const path = test.info().outputPath(`${name}-${width}-${colorScheme}.png`);
      // A change of colours would else be seen half-way.
      await page.screenshot({ path, fullPage: true, animations: "disabled" });
    }
  if (size) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: null });
}
