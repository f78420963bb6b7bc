import { expect, test, type Page } from "@playwright/test";
import { asAppRole } from "@tests/support/app-role";
import { expectAccessible } from "@tests/support/axe";
import { openStudio } from "@tests/support/new-studio";
import { take } from "@tests/support/pictures";
import { startOidc, type Oidc } from "@tests/support/oidc";
import { freePort, startStack, type Stack } from "@tests/support/stack";

let stack: Stack;
let oidc: Oidc;
test.beforeAll(async () => {
  oidc = await startOidc();
  stack = await startStack({ before: asAppRole, env: variables() });
});
test.afterAll(async () => {
  await stack.stop();
  await oidc.stop();
});

const variables = (over: Record<string, string> = {}) => ({
  OIDC_ISSUER: oidc.address,
  OIDC_CLIENT_ID: oidc.id,
  OIDC_CLIENT_SECRET: oidc.secret,
  OIDC_NAME: "Example ID",
  ...over,
});

async function goOn(page: Page, url = stack.url): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: "Continue with Example ID" }).click();
}

/** What is said of what went wrong. Next has an alert of its own, which reads out titles. */
async function expectRefused(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  expect(await page.context().cookies()).not.toContainEqual(
    expect.objectContaining({ name: "next-auth.session-token" }),
  );
}

const users = () => stack.sql<{ email: string }>(`SELECT "email" FROM "User" ORDER BY "email"`);

test("an unverified address signs in nobody; a verified one does, and again", async ({ page }) => {
  for (const email_verified of [false, undefined, "true"]) {
    oidc.state.person = { sub: "mira", email: "mira@example.com", email_verified };
    await goOn(page);
    await expectRefused(page, "doesn’t say that your email address is verified");
  }
  expect(await users()).toEqual([]);
  await expectAccessible(page);
  await take(page, "unverified");

  oidc.state.person = { sub: "mira", email: "Mira@Example.com", email_verified: true };
  await goOn(page);
  await expect(page).toHaveURL(/\/first-steps$/);
  await openStudio(page);
  expect(await users()).toEqual([{ email: "mira@example.com" }]);
  const sessions = await stack.sql<{ sessionToken: string }>(
    `SELECT "sessionToken" FROM "Session"`,
  );
  const cookies = await page.context().cookies();
  const { value } = cookies.find(({ name }) => name === "next-auth.session-token")!;
  expect(sessions.map((one) => one.sessionToken)).not.toContain(value);

  await page.context().clearCookies();
  await goOn(page);
  await expect(page).toHaveURL(/\/today$/);
});

test("the address that a provider says only when it is asked for it counts as well", async ({
  page,
}) => {
  oidc.state.person = { sub: "mira", email: "mira@example.com", email_verified: true };
  oidc.state.isInToken = false;
  const before = oidc.state.asked.length;
  await goOn(page);
  await expect(page).toHaveURL(/\/today$/);
  expect(oidc.state.asked.slice(before)).toContain("/userinfo");
  await page.context().clearCookies();
  oidc.state.forged = "somebody else";
  await goOn(page);
  await expectRefused(page, "The provider refused");
  oidc.state.forged = null;
  oidc.state.isInToken = true;
});

test("who is not invited is not let in, and an invited one is", async ({ page }) => {
  oidc.state.person = { sub: "guest", email: "guest@example.com", email_verified: true };
  await goOn(page);
  await expectRefused(page, "has not been invited");
  expect(await users()).toEqual([{ email: "mira@example.com" }]);
  await stack.sql(
    `INSERT INTO "Invitation" ("id", "address") VALUES (gen_random_uuid(), 'guest@example.com')`,
  );
  await goOn(page);
  await expect(page).toHaveURL(/\/first-steps$/);
});

test("a token that is another's, or made for another sign-in, is refused", async ({ page }) => {
  oidc.state.person = { sub: "mira", email: "mira@example.com", email_verified: true };
  for (const forged of ["nonce", "signature"] as const) {
    oidc.state.forged = forged;
    await goOn(page);
    await expectRefused(page, "The provider refused");
  }
  oidc.state.forged = null;
  oidc.state.isCancelled = true;
  await goOn(page);
  await expectRefused(page, "Signing in didn’t work");
  oidc.state.isCancelled = false;
  // The control: nothing forged, nothing cancelled.
  await goOn(page);
  await expect(page).toHaveURL(/\/today$/);
});

test("a wrong secret and a provider that does not answer each have their sentence, and the log no secret", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const wrong = await startStack({
    env: variables({ OIDC_CLIENT_SECRET: "not the secret of the studio" }),
  });
  try {
    await goOn(page, wrong.url);
    await expectRefused(page, "should check its client id and secret");
    expect(wrong.printed()).toContain('"why":"invalid_client"');
    expect(wrong.printed()).not.toContain("not the secret");
  } finally {
    await wrong.stop();
  }
  const silent = `http://localhost:${await freePort()}`;
  const alone = await startStack({ env: variables({ OIDC_ISSUER: silent }) });
  try {
    await goOn(page, alone.url);
    await expectRefused(page, "The provider didn’t answer");
    expect(alone.printed()).toContain("ECONNREFUSED");
    expect(alone.printed()).not.toContain(oidc.secret);
    await expectAccessible(page);
    await take(page, "no-answer");
  } finally {
    await alone.stop();
  }
});
