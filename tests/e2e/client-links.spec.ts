import { expect, test } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
import { startStack, type Stack } from "@tests/support/stack";
import { storedToken } from "@/auth/stored-token";
import { clientPath, shortId } from "@/lib/client-paths";
import { hashToken, newToken } from "@/lib/tokens";

let stack: Stack;
let ines: string;
let lighthouse: string;
const survey = newToken();
const unsubscribe = newToken();

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  ines = await tokenOf(stack, "Ines Duarte");
  [{ id: lighthouse }] = (await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  )) as [{ id: string }];
  await stack.sql(
    `UPDATE "Survey" SET "tokenHash" = $1, "expiresAt" = now() + interval '9 days'
     WHERE "id" = (SELECT "id" FROM "Survey" LIMIT 1)`,
    [Buffer.from(hashToken(survey))],
  );
  await stack.sql(`UPDATE "Contact" SET "unsubscribeHash" = $1 WHERE "name" = 'Ines Duarte'`, [
    Buffer.from(hashToken(unsubscribe)),
  ]);
});
test.afterAll(async () => stack.stop());

const ask = (path: string, method = "GET") =>
  fetch(stack.url + path, { method, redirect: "manual" });

const tails = [".", ")", "%2E", "&utm_source=x", "&amp;", "%22%3E", "%E2%80%9D,"];

test("a link with something of the text around it leads to the page that was meant", async () => {
  const whole = [
    `/p/${ines}`,
    `/p/${ines}/${lighthouse}`,
    clientPath.statusPage(ines, lighthouse),
    `/s/${survey}`,
    `/u/${unsubscribe}`,
  ];
  for (const path of whole) {
    // The control: as it was sent, it is the page itself.
    expect((await ask(path)).status, path).toBe(200);
    for (const tail of tails)
      for (const method of ["GET", "HEAD"]) {
        const answer = await ask(path + tail, method);
        expect([answer.status, answer.headers.get("location")], method + path + tail).toEqual([
          308,
          path,
        ]);
      }
  }
  expect((await ask(`/p/${ines}?utm_source=x`)).status).toBe(200);
});

test("what is unknown is not found, however it ends", async ({ request }) => {
  const unknown = "A".repeat(43);
  const plain = await request.get(`${stack.url}/p/${unknown}`);
  for (const path of [
    ...tails.flatMap((tail) => ["p", "s", "u"].map((page) => `/${page}/${unknown}${tail}`)),
    `/p/${unknown}/${lighthouse.slice(0, 20)}`,
    `/p/${ines.slice(0, 42)}`,
  ]) {
    const answer = await request.get(stack.url + path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).toBe(await plain.text());
  }
});

test("a link whose project was cut opens the contact's own page, and takes nothing", async ({
  request,
}) => {
  for (const cut of [lighthouse.slice(0, 20), shortId(lighthouse).slice(0, 9), "not-an-id"]) {
    const answer = await ask(`/p/${ines}/${cut}`);
    expect([answer.status, answer.headers.get("location")], cut).toEqual([302, `/p/${ines}`]);
    const post = await request.post(`${stack.url}/p/${ines}/${cut}`, {
      form: { text: "x", formKey: "01a1ffe0-0000-7000-8000-000000000009" },
      maxRedirects: 0,
    });
    expect(post.status(), cut).toBe(404);
  }
});

test("a project's page has one address for its forms, whichever form of its id was opened", async () => {
  const forms = async (path: string) =>
    [...(await (await ask(path)).text()).matchAll(/action="([^"]+)"/g)].map((match) => match[1]);
  const short = await forms(clientPath.statusPage(ines, lighthouse));
  expect(short[0]).toBe(`${clientPath.statusPage(ines, lighthouse)}/files`);
  expect(await forms(`/p/${ines}/${lighthouse}`)).toEqual(short);
});

test("a sign-in link is its token, and a damaged one says what may have happened", async ({
  page,
}) => {
  const token = newToken();
  await stack.sql(
    `INSERT INTO "VerificationToken" ("identifier", "token", "expires")
       VALUES ('first@example.com', $1, now() + interval '9 minutes')`,
    [storedToken(token)],
  );
  const button = page.getByRole("button", { name: /^Sign in as / });
  for (const path of [
    `/${token}`,
    `/${token}.`,
    `/${token})`,
    `/${token}&amp;`,
    `?token=${token}.`,
    `?address=mira%40example.com&amp;token=${token}`,
  ]) {
    await page.goto(`${stack.url}/sign-in/confirm${path}`);
    await expect(button, path).toBeVisible();
  }
  for (const path of ["", `/${token.slice(0, 40)}`, `/${newToken()}`, "?token="]) {
    await page.goto(`${stack.url}/sign-in/confirm${path}`);
    await expect(page.getByText(/some mail programs shorten long links/), path).toBeVisible();
    await expect(button).toHaveCount(0);
  }
  await page.goto(`${stack.url}/sign-in/confirm/${token}.`);
  await button.click();
  await expect(page).toHaveURL(/\/first-steps$/);
});

test.describe("the look of a page", () => {
  test.use({ javaScriptEnabled: true });

  for (const colorScheme of ["light", "dark"] as const)
    test(`every link is underlined at 3:1 at least, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await stack.sql(
        `INSERT INTO "File" ("id", "freelancerId", "projectId", "name", "mediaType", "bytes",
          "storeKey", "startedAt", "storedAt")
         VALUES (gen_random_uuid(), (SELECT "freelancerId" FROM "Project"
           WHERE "id" = $1), $1, 'plan.txt', 'text/plain', 1, gen_random_uuid()::text, now(),
           now())`,
        [lighthouse],
      );
      await page.goto(`${stack.url}/p/${ines}`);
      const contrasts = await page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d", {
          willReadFrequently: true,
        })!;
        const light = (color: string) => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data]
            .map((one) => one / 255)
            .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        const ground = light(getComputedStyle(document.documentElement).backgroundColor);
        return [...document.querySelectorAll("a")].map((link) => {
          const style = getComputedStyle(link);
          const line = light(style.textDecorationColor);
          return {
            line: style.textDecorationLine,
            contrast: (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05),
          };
        });
      });
      expect(contrasts.length).toBeGreaterThan(0);
      for (const { line, contrast } of contrasts) {
        expect(line).toBe("underline");
        expect(contrast).toBeGreaterThanOrEqual(3);
      }
    });

  test("printed, each heading has something below it and stays with it", async ({ page }) => {
    await page.emulateMedia({ media: "print" });
    await page.goto(`${stack.url}/p/${ines}`);
    const parts = page.locator("section:visible");
    expect(await parts.count()).toBeGreaterThan(1);
    for (const part of await parts.all()) {
      const heading = part.getByRole("heading", { level: 2 });
      await expect(heading).toHaveCSS("break-after", "avoid");
      expect((await part.innerText()).trim()).not.toBe((await heading.innerText()).trim());
    }
    // The control: what is only a form is on the screen alone.
    await expect(page.locator("#updates")).toBeHidden();
    await page.emulateMedia({ media: "screen" });
    await expect(page.locator("#updates")).toBeVisible();
  });
});
