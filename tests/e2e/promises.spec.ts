import { expect, test } from "@playwright/test";
import { studioDay } from "@tests/support/days";
import { expectAccessible } from "@tests/support/axe";
import { tokenOf } from "@tests/support/links";
import { hashToken, newToken } from "@/lib/tokens";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let ines: string;

test.beforeAll(async () => {
  stack = await startStack({ demo: true });
  ines = await tokenOf(stack, "Ines Duarte");
});
test.afterAll(async () => stack.stop());

test("a moved date arrives at the client's open page unasked, with its reason", async ({
  page,
  browser,
}) => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    timezoneId: "Europe/Lisbon",
  });
  const client = await phone.newPage();
  const streaming = client.waitForResponse((response) => response.url().endsWith("/live"));
  await client.goto(`${stack.url}/p/${ines}`);
  await streaming;
  await client.getByLabel("Write to Mira Holm").fill("Half a sentence, still being");

  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole("button", { name: "Open the demo studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await test.step("what is marked at risk is on Today, with the notice one click away", async () => {
    await page.goto(`${stack.url}/projects`);
    await page.getByRole("link", { name: /The lighthouse map/ }).click();
    await page
      .getByRole("button", { name: "At risk: Files for the printer and the website" })
      .click();
    await expect(
      page.getByRole("button", { name: "Not at risk: Files for the printer and the website" }),
    ).toBeVisible();
    await page.goto(`${stack.url}/today`);
    const risk = page
      .getByRole("listitem")
      .filter({ hasText: "Files for the printer and the website" });
    await expect(risk).toContainText("You marked it as at risk.");
    await risk.getByRole("link", { name: /Tell the client/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      "Files for the printer and the website",
    );
    await expectAccessible(page);
  });

  await test.step("an empty reason is refused, and what was typed stays", async () => {
    await page.getByLabel("New date").fill(studioDay(9));
    await page.getByLabel("Reason", { exact: true }).fill("tbd");
    await page.getByLabel("What you are doing").fill("I call the printer on Monday.");
    await page.getByRole("button", { name: "Move and tell the client" }).click();
    // The preview says so while it is typed; this is the form's own answer.
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "Reason: tell your client what happened",
    );
    await expect(page.getByLabel("Reason", { exact: true })).toHaveValue("tbd");
    await expect(page.getByLabel("What you are doing")).toHaveValue(
      "I call the printer on Monday.",
    );
    await expect(page.getByLabel("New date")).toHaveValue(studioDay(9));
  });

  const reason = "The licence for the coast line arrived two days late.";
  await test.step("the preview says what the email and the page will say", async () => {
    await page.getByLabel("Reason", { exact: true }).fill(reason);
    const preview = page.getByRole("region", { name: "What your client will read" });
    // Once in the email, once on the page.
    await expect(preview.getByText(`Reason: ${reason}`)).toHaveCount(2);
    await expect(preview).toContainText("What I’m doing: I call the printer on Monday.");
    await page.getByRole("button", { name: "Move and tell the client" }).click();
    await expect(page).toHaveURL(/\/projects\/[\w-]{36}#promises$/);
  });

  await test.step("the client sees it within two seconds, and what was being typed is still there", async () => {
    await expect(client.getByText(`Reason: ${reason}`)).toBeVisible({ timeout: 2_000 });
    await expect(client.locator("s").first()).toBeVisible();
    await expect(client.getByLabel("Write to Mira Holm")).toHaveValue(
      "Half a sentence, still being",
    );
    await client.getByText("All date changes").click();
    await expect(client.getByText("I call the printer on Monday.")).toBeVisible();
    await expectAccessible(client);
  });

  await test.step("the email waits, and says the same", async () => {
    await page.goto(`${stack.url}/emails`);
    await page.getByRole("link", { name: /A new date: Files for the printer/ }).click();
    const email = page.frameLocator("iframe[title='The email']");
    await expect(email.getByText(`Reason: ${reason}`)).toBeVisible();
  });

  await test.step("a link revoked while its page is open is dead there too", async () => {
    await page.goto(`${stack.url}/clients`);
    await page.getByRole("link", { name: /Duarte Lighthouse Tours/ }).click();
    await page.getByText("Replace or revoke the link").first().click();
    await page.getByLabel("Revoke the link: Ines Duarte").click();
    await page.getByRole("button", { name: "Revoke it: Ines Duarte" }).click();
    await expect(client.getByRole("heading", { name: "There is no page here." })).toBeVisible({
      timeout: 5_000,
    });
    expect((await client.request.get(`${stack.url}/p/${ines}/live`)).status()).toBe(404);
  });
  await phone.close();
});

test("without script the page is whole, and the survey and status pages load none or next to none", async ({
  browser,
}) => {
  const chidi = await tokenOf(stack, "Chidi Okafor");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await page.goto(`${stack.url}/p/${chidi}`);
  await expect(page.getByText(/^Next from you:/)).toBeVisible();
  await expect(page.getByLabel("Write to Mira Holm")).toBeVisible();
  expect(scripts).toEqual([]);
  const html = await (await fetch(`${stack.url}/p/${chidi}`)).text();
  const sources = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map((match) => match[1]!);
  expect(sources).toHaveLength(1);
  const { gzipSync } = await import("node:zlib");
  const script = gzipSync(
    Buffer.from(await (await fetch(`${stack.url}${sources[0]}`)).arrayBuffer()),
  );
  expect(script.byteLength).toBeLessThanOrEqual(2_500);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_000);
  await context.close();
});

test("who reads German reads German: page, preview, survey, refusals and a link that has run out", async ({
  page,
  browser,
}) => {
  const karin = await tokenOf(stack, "Karin Vogt");
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'Wegweiser durch die Buchhandlung'`,
  );
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    timezoneId: "Europe/Berlin",
    locale: "fr-FR",
  });
  const client = await context.newPage();
  const language = () => client.locator("html").getAttribute("lang");

  await test.step("the page, with its dates and hours", async () => {
    await client.goto(`${stack.url}/p/${karin}`);
    expect(await language()).toBe("de");
    await expect(client.getByText("Guten Tag Karin Vogt,")).toBeVisible();
    await expect(
      client.getByText(
        /^Als Nächstes von mir: Plan in Farbe, bis (Mo|Di|Mi|Do|Fr)\., \d+\. \S+, (in \d+ Tagen|übermorgen|morgen)$/,
      ),
    ).toBeVisible();
    await expect(
      client.getByText("Grund: Das Papier, das zu Ihren Regalen passt, kommt zwei Tage später."),
    ).toBeVisible();
    await expect(client.getByText(/Sie hören bis .+ \(Ortszeit Berlin\) von mir\./)).toBeVisible();
    await client.getByText("Alle Terminänderungen").click();
    await expectAccessible(client);
  });

  await test.step("a message that is refused, with what was typed", async () => {
    const box = client.getByLabel("An Mira Holm schreiben");
    await box.fill("Darf das Gelb etwas heller sein?");
    await client
      .locator("#thread [name=formKey]")
      .evaluate((field: HTMLInputElement) => (field.value = ""));
    await client.getByRole("button", { name: "Senden", exact: true }).click();
    await expect(client.getByRole("alert")).toContainText("Dieses Formular ist unvollständig.");
    await expect(box).toHaveValue("Darf das Gelb etwas heller sein?");
    await client.getByRole("button", { name: "Senden", exact: true }).click();
    await expect(
      client.getByRole("listitem").filter({ hasText: "Darf das Gelb etwas heller sein?" }),
    ).toBeVisible();
  });

  await test.step("the freelancer sees beforehand what she will read", async () => {
    await page.goto(`${stack.url}/sign-in`);
    await page.getByRole("button", { name: "Open the demo studio" }).click();
    await expect(page).toHaveURL(/\/today$/);
    await page.goto(`${stack.url}/projects/${project!.id}`);
    await page
      .getByRole("link", { name: /^Move the date/ })
      .first()
      .click();
    await page.getByLabel("New date").fill(studioDay(30));
    await page.getByLabel("Reason", { exact: true }).fill("Der Drucker ist krank.");
    const preview = page.getByRole("region", { name: "What your client will read" });
    await expect(preview).toContainText("Guten Tag Karin Vogt,");
    await expect(preview).toContainText(/war für .+ versprochen und kommt am .+ zu Ihnen\./);
    await expect(preview).toContainText("Grund: Der Drucker ist krank.");
    await expect(preview).toContainText("Herzliche Grüße");
    await expect(preview.locator("[lang=de]").first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the question, refused and answered", async () => {
    const token = newToken();
    await stack.sql(
      `INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "expiresAt")
       SELECT gen_random_uuid(), "freelancerId", "id", "contactId", $2, now(),
         now() + interval '90 days' FROM "Project" WHERE "id" = $1`,
      [project!.id, Buffer.from(hashToken(token))],
    );
    await client.goto(`${stack.url}/s/${token}`);
    expect(await language()).toBe("de");
    await expect(client.getByRole("heading", { name: "Hat alles gepasst?" })).toBeVisible();
    await expectAccessible(client);
    const blind = await client.request.post(`${stack.url}/s/${token}`, {
      headers: { origin: stack.url },
      form: { effort: "", words: "Fast." },
    });
    expect(blind.status()).toBe(422);
    expect(await blind.text()).toContain(
      "Hat alles gepasst? Bitte wählen Sie eine der drei Antworten.",
    );
    await client.getByText("Alles gut", { exact: true }).click();
    await client.getByRole("button", { name: "Meine Antwort senden" }).click();
    await expect(
      client.getByRole("heading", { name: "Danke. Ihre Antwort ist angekommen." }),
    ).toBeVisible();
  });

  await test.step("a link that has run out is kind in German, one that never was in the browser's French", async () => {
    await stack.sql(
      `UPDATE "Contact" SET "linkLastOn" = day_in("zone", now()) - 1 WHERE "name" = 'Karin Vogt'`,
    );
    await client.goto(`${stack.url}/p/${karin}`);
    expect(await language()).toBe("de");
    await expect(
      client.getByRole("heading", { name: "Dieser Link ist abgelaufen." }),
    ).toBeVisible();
    await client.goto(`${stack.url}/p/unknown`);
    expect(await language()).toBe("fr");
    await expect(client.getByRole("heading", { name: "Il n’y a pas de page ici." })).toBeVisible();
  });
  await context.close();
});
