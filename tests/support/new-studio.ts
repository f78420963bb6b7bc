import { expect, type Page } from "@playwright/test";
import type { Resend } from "./resend";
import { until } from "./stack";

/** Signs in by an email's link: the page is at the first steps, or in the studio. */
export async function signInByEmail(
  page: Page,
  stack: { url: string },
  resend: Resend,
  address: string,
): Promise<void> {
  const count = () => resend.to(address, "Your sign-in link").length;
  const before = count();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await until(
    () => count() > before,
    () => `No sign-in link came to ${address}.`,
  );
  const { text } = resend.to(address, "Your sign-in link").at(-1)!.body;
  await page.goto(/https?:\/\/\S+\/sign-in\/confirm\S+/.exec(text)![0]);
  await page.getByRole("button", { name: `Sign in as ${address}` }).click();
  await expect(page).toHaveURL(/\/(first-steps|today)$/);
}

/** Makes a studio at the first steps. */
export async function openStudio(page: Page): Promise<void> {
  await page.getByLabel("Your name").fill("Mira Holm");
  await page.getByLabel("Studio name").fill("Studio Holm");
  await page.getByRole("button", { name: "Create my studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}
