import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { withCleanup } from "@tests/support/cleanup";
import { makeCertificate } from "@tests/support/proxies";
import { startSmtp, textOf } from "@tests/support/smtp";
import { startStack, until } from "@tests/support/stack";

/** A mail server by TLS, whose certificate no known authority has signed, and what a studio needs to reach it. */
async function startMailServer(after: (stop: () => Promise<void> | void) => void) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-smtp-"));
  after(() => rmSync(folder, { recursive: true }));
  const { certificate, key } = makeCertificate(folder);
  const server = await startSmtp({
    secure: true,
    cert: readFileSync(certificate),
    key: readFileSync(key),
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      username === "mira" && password === "the password of the mailbox"
        ? done(null, { user: username })
        : done(Object.assign(new Error("Bad password"), { responseCode: 535 })),
  });
  after(server.stop);
  const env = {
    SMTP_HOST: "localhost",
    SMTP_PORT: String(server.port),
    SMTP_TLS: "tls",
    SMTP_USER: "mira",
    SMTP_PASSWORD: "the password of the mailbox",
    SMTP_CA_FILE: certificate,
    MAIL_FROM: "studio@portal.example.com",
  };
  return { server, env };
}

test("a studio signs in by an email that its own mail server sent", ({ page }) =>
  withCleanup(async (after) => {
    const { server, env } = await startMailServer(after);
    const stack = await startStack({ env });
    after(stack.stop);
    await page.goto(`${stack.url}/sign-in`);
    await page.getByLabel("Email address").fill("mira@example.com");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await expect(page.getByText("on its way by email")).toBeVisible();
    await until(
      () => server.taken.length > 0,
      () => `No email came:\n${stack.printed()}`,
    );
    const [link] = /https?:\S+\/sign-in\/confirm\S+/.exec(textOf(server.taken[0]!))!;
    await page.goto(link);
    await page.getByRole("button", { name: /Sign in as/ }).click();
    await expect(page).toHaveURL(/\/first-steps$/);
    expect(stack.printed()).not.toContain("the password of the mailbox");
  }));

test("a certificate that nobody knows is refused, and the sign-in page says that emails wait", ({
  page,
}) =>
  withCleanup(async (after) => {
    const { server, env } = await startMailServer(after);
    const stack = await startStack({ env: { ...env, SMTP_CA_FILE: "" } });
    after(stack.stop);
    const ask = async () => {
      await page.goto(`${stack.url}/sign-in`);
      await page.getByLabel("Email address").fill("mira@example.com");
      await page.getByRole("button", { name: "Send me a link" }).click();
    };
    await ask();
    await until(
      async () =>
        (
          await stack.sql(
            `SELECT 1 FROM "MailAccount" WHERE "trouble" ~* 'certificate|self-signed'`,
          )
        ).length > 0,
      () => `No trouble was noted:\n${stack.printed()}`,
    );
    await ask();
    await expect(page.getByText("Emails can’t be sent right now")).toBeVisible();
    expect(server.taken).toEqual([]);
  }));
