import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "@tests/support/axe";
import { startStack, type Stack } from "@tests/support/stack";
import { clientPath, wallPath } from "@/lib/client-paths";
import { hashToken, newToken } from "@/lib/tokens";

let stack: Stack;
/** Ines was asked about her map, and has not said anything yet. */
const token = newToken();
const page_ = clientPath.testimonial(token);
const slug = "studio-holm";
const words =
  "Every lighthouse is where it is.\n<b>Nine</b> of nine & one path, wide enough for two.";

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  await stack.sql(
    `INSERT INTO "Testimonial" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt")
     SELECT gen_random_uuid(), "freelancerId", "id", "contactId", $1, now() FROM "Project"
     WHERE "title" = 'The lighthouse map'`,
    [Buffer.from(hashToken(token))],
  );
  await stack.sql(
    `WITH asked AS (
       INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "expiresAt")
       SELECT gen_random_uuid(), "freelancerId", "id", "contactId", $1, now(), now() FROM "Project"
       WHERE "title" = 'The lighthouse map' RETURNING "id", "freelancerId")
     INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "answeredAt")
     SELECT gen_random_uuid(), "freelancerId", "id", 1, 'NEARLY', now() FROM asked`,
    [Buffer.from(hashToken(newToken()))],
  );
});
test.afterAll(async () => stack.stop());

type Counts = { asked: number; answered: number; others: number };

/** How many were asked, how many answered, and how many beside the one of this file are shown with their words. */
async function counted(): Promise<Counts> {
  const [counts] = await stack.sql<Counts>(
    `SELECT (SELECT count(*)::int FROM "Survey") AS "asked",
       (SELECT count(DISTINCT "surveyId")::int FROM "Answer") AS "answered",
       (SELECT count(*)::int FROM "Testimonial" WHERE "givenAt" IS NOT NULL AND "tokenHash" <> $1) AS "others"`,
    [Buffer.from(hashToken(token))],
  );
  return counts!;
}

const on = (path: string) => stack.url + path;
const textOf = async (request: APIRequestContext, path: string) =>
  (await request.get(on(path))).text();
const rowOf = async () => {
  const [row] = await stack.sql<Record<string, unknown>>(
    `SELECT "text", "consent", "consentedAt", "givenAt", "editedAt", "removedAt" FROM "Testimonial"
     WHERE "tokenHash" = $1`,
    [Buffer.from(hashToken(token))],
  );
  return row!;
};

async function signIn(page: Page): Promise<void> {
  await page.goto(on("/"));
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
}

test("what only opens a link agrees to nothing and removes nothing", async ({ browser }) => {
  const before = await rowOf();
  for (const path of [page_, `${page_}?edit`, `${page_}/remove`])
    for (const method of ["GET", "HEAD", "OPTIONS"])
      for (let n = 0; n < 20; n += 1) await fetch(on(path), { method, redirect: "manual" });
  // A scanner that runs scripts and stays for a while.
  const scanner = await browser.newPage();
  await scanner.goto(on(page_), { waitUntil: "networkidle" });
  await scanner.close();
  expect(await rowOf()).toEqual(before);
  expect(before.givenAt).toBeNull();
});

test.describe("with scripts off, on a phone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  test.describe.configure({ mode: "serial" });

  test("a form that is not whole comes back with what was typed", async ({ page, request }) => {
    await page.goto(on(page_));
    await expect(page.getByRole("checkbox")).not.toBeChecked();
    await expect(page.getByLabel("Name shown with them")).toHaveValue("Ines Duarte");
    const consent = await page.getByRole("checkbox").getAttribute("value");
    const whole = { quote: words, shownName: "Ines, Lisbon", consent: consent! };
    const markup = "<script>alert(1)</script>".repeat(400);
    for (const [name, value, sentence] of [
      ["quote", " ", "Your words: please write something."],
      ["quote", markup, "Your words: please keep them under 1,000 characters."],
      ["quote", "a\u0000b", "there is a control character"],
      ["shownName", "", "Name: please enter one."],
      ["shownName", "👨‍👩‍👧‍👦".repeat(101), "Name: please use at most 100 characters."],
      ["shownName", "https://example.com", "Name: please enter a name on one line"],
      ["consent", "", "Your agreement: please read the sentence and tick the box."],
      ["consent", "I agree to anything.", "Your agreement: please read the sentence"],
    ] as const) {
      const answer = await request.post(on(page_), {
        headers: { origin: stack.url },
        form: { ...whole, [name]: value },
        maxRedirects: 0,
      });
      const html = await answer.text();
      expect([answer.status(), html.includes(sentence)], `${name}: ${sentence}`).toEqual([
        422,
        true,
      ]);
      expect(html).toContain(
        name === "quote" ? "Ines, Lisbon" : "Every lighthouse is where it is.",
      );
      expect(html).not.toContain("<script");
    }
    const elsewhere = await request.post(on(page_), {
      headers: { origin: "https://example.com" },
      form: whole,
    });
    expect(elsewhere.status()).toBe(422);
    expect((await rowOf()).givenAt).toBeNull();
  });

  test("a person gives their words, and they are on the wall as they wrote them", async ({
    page,
  }) => {
    await page.goto(on(page_));
    await page.getByLabel("Your words").fill(words);
    await page.getByLabel("Name shown with them").fill("👨‍👩‍👧‍👦 Ines, Lisbon");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Publish my words" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Thank you. Your words are public.",
    );
    expect((await rowOf()).consent).toContain("I agree that Mira Holm shows these words");
    await page.getByRole("link", { name: "See the page" }).click();
    await expect(page).toHaveURL(on(wallPath.page(slug)));
    const first = page.getByRole("listitem").first();
    await expect(first.locator("blockquote")).toHaveText(words, { useInnerText: true });
    const { asked, answered, others } = await counted();
    await expect(
      page.getByText(
        `${asked} asked, ${answered} answered, ${others + 1} shown, none hidden for its score.`,
      ),
    ).toBeVisible();
    await expect(page.locator("blockquote[lang=de]")).toHaveText(/^Zwölf Lesezeichen/);
  });

  test("changing them shows the new ones at once", async ({ page, request }) => {
    await page.goto(on(page_));
    await page.getByRole("link", { name: "Change my words" }).click();
    await page.getByLabel("Your words").fill("Nine of nine.");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Change my words" }).click();
    await expect(page.locator("blockquote")).toHaveText("Nine of nine.");
    for (const path of Object.values(wallPath)) {
      const text = await textOf(request, path(slug));
      expect([text.includes("Nine of nine."), text.includes("wide enough")], path(slug)).toEqual([
        true,
        false,
      ]);
    }
  });
});

test("what its author and anybody opens is accessible", async ({ page }) => {
  for (const path of [page_, `${page_}?edit`, wallPath.page(slug), wallPath.embed(slug)]) {
    await page.goto(on(path));
    await expectAccessible(page);
  }
});

test("the freelancer replies in public, hides with a reason and shows again", async ({ page }) => {
  await signIn(page);
  await page.goto(on("/wall"));
  const mine = page.getByRole("listitem").filter({ hasText: "Nine of nine." });
  await test.step("a reply, with the time it took", async () => {
    await mine.getByText("Reply in public").click();
    await mine.getByRole("textbox", { name: "Public reply" }).fill("Thank you, Ines.");
    await mine.getByRole("button", { name: /^Save public reply/ }).click();
    await expect(mine.getByText("Saved. It is on your wall.")).toBeVisible();
    await page.goto(on(wallPath.page(slug)));
    const quote = page.getByRole("listitem").first();
    await expect(quote).toContainText("Mira Holm answered within 1 working hour");
    await expect(quote).toContainText("Thank you, Ines.");
    await expect(page.getByText(/answered within 3 working hours/)).toBeVisible();
  });
  await test.step("nothing is hidden without one of two reasons", async () => {
    await page.goto(on("/wall"));
    await mine.locator("summary", { hasText: "Hide" }).click();
    await mine.getByRole("button", { name: /^Hide/ }).click();
    await expect(mine.getByText(/Nothing is hidden for being critical/).first()).toBeVisible();
    await mine.getByLabel("Reason").selectOption("OFF_TOPIC");
    await mine.getByLabel("What exactly").fill("It is about another map.");
    await mine.getByRole("button", { name: /^Hide/ }).click();
    await expect(mine.getByText("Hidden", { exact: true })).toBeVisible();
    await page.goto(on(wallPath.page(slug)));
    const { asked, answered, others } = await counted();
    await expect(
      page.getByText(
        `${asked} asked, ${answered} answered, ${others} shown, 1 hidden (1 off topic), none for its score.`,
      ),
    ).toBeVisible();
    await expect(page.getByText("Nine of nine.")).toHaveCount(0);
    await page.goto(on(page_));
    await expect(
      page.getByText("hidden them as off topic: It is about another map."),
    ).toBeVisible();
  });
  await test.step("and it is shown again", async () => {
    await page.goto(on("/wall"));
    await mine.getByRole("button", { name: /^Show on the wall again/ }).click();
    await expect(mine.getByText("On your wall, changed")).toBeVisible();
    await expectAccessible(page);
  });
});

test("the embed may be framed anywhere, and the wall by no page", async ({ page, request }) => {
  const headersOf = async (path: string) => (await request.get(on(path))).headers();
  const [wall, embed, json] = await Promise.all(
    Object.values(wallPath).map((path) => headersOf(path(slug))),
  );
  expect(wall!["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(wall!["x-frame-options"]).toBe("DENY");
  expect(embed!["content-security-policy"]).toContain("frame-ancestors *");
  expect(embed!["x-frame-options"]).toBeUndefined();
  expect(json!["access-control-allow-origin"]).toBe("*");
  for (const headers of [wall!, embed!, json!]) {
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["set-cookie"]).toBeUndefined();
    // It is answered without Next.
    expect(headers.vary).not.toContain("rsc");
  }
  // As a page that claims to be ours has it, at another place.
  const other = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    const frame = (path: string, title: string) =>
      `<iframe src="${on(path)}" title="${title}"></iframe>`;
    response.end(
      `<h1>Uptomark</h1>${frame(wallPath.embed(slug), "embed")}${frame(wallPath.page(slug), "wall")}`,
    );
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  const frame = page.frameLocator("iframe[title=embed]");
  await expect(frame.getByRole("link")).toHaveAttribute("href", on(wallPath.page(slug)));
  await expect(frame.getByText("These words come from the wall of Studio Holm.")).toBeVisible();
  await expect(frame.locator("form, input, button, script")).toHaveCount(0);
  // The control: the wall itself is refused there.
  await expect(
    page.frameLocator("iframe[title=wall]").getByRole("heading", { level: 1 }),
  ).toHaveCount(0);
  other.close();
});

test("each form has no script, and is sent in 20 kB at most without its fonts", async () => {
  for (const path of [wallPath.page(slug), wallPath.embed(slug), page_]) {
    const page = await sent(path);
    expect(page.text).not.toMatch(/<script|javascript:| on\w+=/i);
    expect(page.text).not.toMatch(/schema\.org|AggregateRating|itemscope|ld\+json/i);
    const [, sheet] = /href="(\/client\.\w+\.css)"/.exec(page.text)!;
    const sum = page.bytes + (await sent(sheet!)).bytes;
    expect(sum, path).toBeGreaterThan(2_000);
    expect(sum, path).toBeLessThanOrEqual(20_000);
  }
});

/** An answer as a browser asks for it: how many bytes are sent, and what it says. */
async function sent(path: string): Promise<{ bytes: number; text: string }> {
  const headers = { "accept-encoding": "gzip, deflate, br, zstd" };
  const answer = await new Promise<IncomingMessage>((done, failed) =>
    get(on(path), { headers }, done).on("error", failed),
  );
  const { byteLength } = Buffer.concat(await answer.toArray());
  expect([answer.statusCode, answer.headers["content-encoding"] ?? "none"], path).toEqual([
    200,
    expect.stringMatching(/^(br|gzip|zstd)$/),
  ]);
  return { bytes: byteLength, text: await (await fetch(on(path))).text() };
}

test("its author removes it, and it is gone everywhere with the next request", async ({
  page,
  request,
}) => {
  await page.goto(on(page_));
  await page.getByRole("button", { name: "Remove my words" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your words have been removed.");
  const { asked, answered, others } = await counted();
  const counts = `${asked} asked, ${answered} answered, ${others} shown, none hidden for its score.`;
  for (const path of Object.values(wallPath)) {
    const text = await textOf(request, path(slug));
    expect(text, path(slug)).not.toContain("Nine of nine.");
    expect(text, path(slug)).not.toContain("Thank you, Ines.");
    expect(text, path(slug)).toContain(counts);
  }
  expect(await rowOf()).toMatchObject({ text: "" });
  // The control: what a bare repeat of the press finds is the same page.
  const again = await request.post(on(`${page_}/remove`), { headers: { origin: stack.url } });
  expect(again.status()).toBe(422);
});

test("the wall's address is chosen, moved and closed", async ({ page, request }) => {
  await signIn(page);
  await page.goto(on("/wall"));
  const address = page.getByRole("textbox", { name: "Address", exact: true });
  for (const [typed, sentence] of [
    ["ab", "at least 3 characters"],
    ["Mira & Holm", "please use a to z, digits and single hyphens"],
    ["support", "“support” is reserved"],
  ]) {
    await address.fill(typed!);
    await page.getByRole("button", { name: "Change address" }).click();
    await expect(page.getByText(sentence!).first()).toBeVisible();
    await expect(address).toHaveValue(typed!);
  }
  await address.fill("Mira-Holm");
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText("Saved. Your wall is open at this address.")).toBeVisible();
  for (const path of Object.values(wallPath)) {
    expect((await request.get(on(path(slug)))).status()).toBe(404);
    expect((await request.get(on(path("mira-holm")))).status()).toBe(200);
  }
  expect((await request.get(on("/w/Mira-Holm"))).url()).toBe(on("/w/mira-holm"));
  await page.getByLabel("Close: your wall").click();
  await page.getByRole("button", { name: "Close it: your wall" }).click();
  await expect(page.getByRole("button", { name: "Open the wall" })).toBeVisible();
  expect((await request.get(on(wallPath.page("mira-holm")))).status()).toBe(404);
});
