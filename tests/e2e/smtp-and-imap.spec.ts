import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { expect, test, type Page } from "@playwright/test";
import type { SMTPServerOptions } from "smtp-server";
import { expectAccessible } from "@tests/support/axe";
import { withCleanup } from "@tests/support/cleanup";
import { PASSWORD, startDovecot, USER } from "@tests/support/dovecot";
import { rawEmail, type RawEmail } from "@tests/support/inbound";
import { makeCertificate } from "@tests/support/proxies";
import { startSmtp, textOf } from "@tests/support/smtp";
import { startStack, until, type Stack } from "@tests/support/stack";

type After = (stop: () => Promise<void> | void) => void;

const signedIn: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === USER && password === PASSWORD
      ? done(null, { user: username })
      : done(Object.assign(new Error("Bad password"), { responseCode: 535 })),
};

/** A mail server and a mailbox, both by TLS and with a sign-in, and what an install needs to reach them. */
async function startMail(after: After) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-mail-"));
  after(() => rmSync(folder, { recursive: true }));
  const files = makeCertificate(folder);
  const [key, cert] = [readFileSync(files.key), readFileSync(files.certificate)];
  const smtp = await startSmtp({ ...signedIn, secure: true, key, cert });
  after(smtp.stop);
  const dovecot = await startDovecot();
  after(dovecot.stop);
  const imapPort = await beforeByTls(dovecot.port, { key, cert }, after);
  const env = {
    SMTP_HOST: "localhost",
    SMTP_PORT: `${smtp.port}`,
    SMTP_TLS: "tls",
    SMTP_USER: USER,
    SMTP_PASSWORD: PASSWORD,
    SMTP_CA_FILE: files.certificate,
    MAIL_FROM: USER,
    IMAP_HOST: "localhost",
    IMAP_PORT: `${imapPort}`,
    IMAP_USER: USER,
    IMAP_PASSWORD: PASSWORD,
    IMAP_CA_FILE: files.certificate,
    IMAP_ADDRESS: USER,
    ALLOW_PRIVATE_HOSTS: "1",
  };
  return { smtp, dovecot, env, certificate: cert.toString() };
}

/** Dovecot as it runs here has no TLS of its own: this speaks it before it. */
async function beforeByTls(port: number, tls: { key: Buffer; cert: Buffer }, after: After) {
  const open = new Set<Socket>();
  const server = createServer(tls, (socket) => {
    const inner = connect(port, "127.0.0.1");
    for (const one of [socket, inner]) {
      open.add(one);
      one.on("error", () => {});
      one.on("close", () => (socket.destroy(), inner.destroy()));
    }
    socket.pipe(inner).pipe(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    open.forEach((socket) => socket.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

type Mail = Awaited<ReturnType<typeof startMail>>;

/** The newest email to somebody whose subject begins so, once it is there. */
async function arrived({ smtp }: Mail, to: string, subject: RegExp) {
  const find = () =>
    smtp.taken.filter((one) => one.to.includes(to) && subject.test(subjectOf(one.raw))).at(-1);
  await until(
    () => find() !== undefined,
    () => `No email to ${to} about ${subject} came.`,
  );
  return find()!;
}

const subjectOf = (raw: string) =>
  (/^Subject: ([^]*?)\r\n(?=\S)/m.exec(raw)?.[1] ?? "").replace(/\r\n /g, " ");

/** The freelancer signs in by an emailed link, and has a studio with a project for Ines. */
async function begin(page: Page, stack: Stack, mail: Mail): Promise<string> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel("Email address").fill("mira@example.com");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("on its way by email")).toBeVisible();
  const signIn = await arrived(mail, "mira@example.com", /./);
  await page.goto(/https?:\S+\/sign-in\/confirm\S+/.exec(textOf(signIn))![0]);
  await page.getByRole("button", { name: /Sign in as/ }).click();
  await page.getByLabel("Your name").fill("Mira Holm");
  await page.getByLabel("Studio name").fill("Studio Holm");
  await page.getByRole("button", { name: "Create my studio" }).click();
  await expect(page).toHaveURL(/\/today$/);
  await stack.keepOpen();
  await stack.sql(`UPDATE "Studio" SET "batchSeconds" = 900`);
  await page.goto(`${stack.url}/clients/new`);
  await page.getByLabel("Client", { exact: true }).fill("Duarte Lighthouse Tours");
  await page.getByLabel("Contact’s name").fill("Ines Duarte");
  await page.getByLabel("Email address").fill("ines@example.com");
  await page.getByRole("button", { name: "Add client" }).click();
  await expect(page).toHaveURL(/\/clients\/[\w-]{36}$/);
  await page.goto(`${stack.url}/projects/new`);
  await page.getByLabel("Project").fill("The lighthouse map");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The lighthouse map");
  return page.url();
}

/** The freelancer writes in the thread, and the email about it is sent. Returns it. */
async function write(page: Page, stack: Stack, mail: Mail, text: string) {
  await page.getByLabel("Write to Ines Duarte").fill(text);
  await page.getByRole("button", { name: "Send to Ines Duarte" }).click();
  await expect(page.getByText(text)).toBeVisible();
  await page.goto(`${stack.url}/emails`);
  await page
    .getByRole("link", { name: /Mira Holm wrote about/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Send now" }).click();
  return arrived(mail, "ines@example.com", /^Mira Holm wrote about/);
}

const replyTo = ({ raw }: { raw: string }) => /^Reply-To: (\S+)/im.exec(raw)![1]!;

test("from the first sign-in to an answer by email, by a mail server and a mailbox alone", ({
  page,
}) =>
  withCleanup(async (after) => {
    test.setTimeout(180_000);
    const mail = await startMail(after);
    const stack = await startStack({ env: mail.env });
    after(stack.stop);
    const project = await begin(page, stack, mail);
    const email = await write(page, stack, mail, "Does Friday suit you?");
    expect(replyTo(email)).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    await page.goto(project);
    await expect(page.getByText("Does Friday suit you?")).toBeVisible();
    const bring = (one: RawEmail) => mail.dovecot.deliver(rawEmail({ to: replyTo(email), ...one }));
    // A person's own mailbox: what else is in it stays there.
    bring({
      to: USER,
      from: "shop@example.org",
      subject: "The weekly offers",
      text: "All for less.",
    });
    const quote = textOf(email).replaceAll(/^/gm, "> ");
    bring({ text: `Friday is perfect.\n\nOn 27 Nov 2026, Mira Holm wrote:\n${quote}` });
    // On the open page, by itself, and without its quote.
    await expect(page.getByText("Friday is perfect.")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText("> Does Friday suit you?")).toBeHidden();
    expect(mail.dovecot.unread()).toHaveLength(2);
    expect(await stack.sql(`SELECT 1 FROM "InboundArrival"`)).toHaveLength(1);
    await page.goto(`${stack.url}/today`);
    await expect(page.getByText("Friday is perfect.").first()).toBeVisible();
    expect(stack.printed()).not.toContain(PASSWORD);
    expect(stack.printed()).not.toContain("Friday is perfect.");
  }));

test("a freelancer brings a mail server of their own, and hears in its words what is wrong", ({
  page,
}) =>
  withCleanup(async (after) => {
    test.setTimeout(180_000);
    const mail = await startMail(after);
    const stack = await startStack({ env: mail.env });
    after(stack.stop);
    const project = await begin(page, stack, mail);
    await page.goto(`${stack.url}/settings#mail`);
    const region = page.getByRole("region", { name: "Sending email" });
    const field = (name: string | RegExp) => region.getByRole("textbox", { name });
    await region.getByText("Connect a mail server").click();
    await expectAccessible(page);
    await field("Mail server").fill("localhost");
    await region.getByRole("spinbutton", { name: "Port" }).fill(mail.env.SMTP_PORT);
    await region.getByLabel("Encryption").selectOption("tls");
    await field("User").fill(USER);
    await region.getByLabel("Password").fill(PASSWORD);
    await field("Emails come from").fill("mira@own.example.com");
    const save = async () => {
      await region.getByRole("button", { name: "Send a test email and save" }).click();
    };
    await save();
    await expect(
      region.getByText(/nobody who is known here has signed the certificate/).first(),
    ).toBeVisible();
    // What was typed stays; the password does not come back.
    await expect(field("Mail server")).toHaveValue("localhost");
    await expect(region.getByLabel("Password")).toHaveValue("");
    await field(/^Own authority/).fill(mail.certificate);
    await region.getByLabel("Password").fill("of no use at all");
    await save();
    await expect(region.getByText(/It said: 535/).first()).toBeVisible();
    await expectAccessible(page);
    expect(await stack.sql(`SELECT 1 FROM "MailAccount" WHERE "serverCipher" IS NOT NULL`)).toEqual(
      [],
    );
    await region.getByLabel("Password").fill(PASSWORD);
    await save();
    await expect(
      region.getByText(
        "Your emails come from mira@own.example.com, through the mail server localhost.",
      ),
    ).toBeVisible();
    const tried = await arrived(mail, "mira@example.com", /^Test email of your mail server/);
    expect(tried.from).toBe("mira@own.example.com");
    await expectAccessible(page);
    expect(await page.content()).not.toContain(PASSWORD);

    await page.goto(project);
    const email = await write(page, stack, mail, "By my own server.");
    expect(email.from).toBe("mira@own.example.com");
    await page.goto(`${stack.url}/settings#mail`);
    await region.getByText("Remove this mail server").click();
    await region.getByRole("button", { name: "Remove the mail server localhost" }).click();
    await expect(region.getByText(`Your emails are sent from ${USER}`)).toBeVisible();
    expect(stack.printed()).not.toContain(PASSWORD);
    expect(stack.printed()).not.toContain("of no use at all");
  }));

/** Brings a mail server of the freelancer's own in the open settings. */
async function bringServer(page: Page, mail: Mail) {
  const region = page.getByRole("region", { name: "Sending email" });
  await region.getByText("Connect a mail server").click();
  await region.getByRole("textbox", { name: "Mail server" }).fill("localhost");
  await region.getByRole("spinbutton", { name: "Port" }).fill(mail.env.SMTP_PORT);
  await region.getByLabel("Encryption").selectOption("tls");
  await region.getByRole("textbox", { name: "User" }).fill(USER);
  await region.getByLabel("Password").fill(PASSWORD);
  await region.getByRole("textbox", { name: /^Own authority/ }).fill(mail.certificate);
  await region.getByRole("textbox", { name: "Emails come from" }).fill(USER);
  await region.getByRole("button", { name: "Send a test email and save" }).click();
  await expect(region.getByText(`Your emails come from ${USER}`)).toBeVisible();
}

test("a freelancer brings the mailbox too, and answers come into the thread from it", ({ page }) =>
  withCleanup(async (after) => {
    test.setTimeout(180_000);
    const mail = await startMail(after);
    // The install has a mail server and no mailbox.
    const env = Object.entries(mail.env).filter(([name]) => !name.startsWith("IMAP_"));
    const stack = await startStack({ env: Object.fromEntries(env) });
    after(stack.stop);
    const project = await begin(page, stack, mail);
    await page.goto(`${stack.url}/settings#mail`);
    await bringServer(page, mail);
    const region = page.getByRole("region", { name: "Receiving email" });
    const field = (name: string | RegExp) => region.getByRole("textbox", { name });
    await region.getByText("Connect a mailbox of your own").click();
    await expectAccessible(page);
    await field("Mailbox server").fill("localhost");
    await region.getByRole("spinbutton", { name: "Port" }).fill(mail.env.IMAP_PORT);
    // Who signs in to the mail server mostly does to the mailbox.
    await expect(field("User")).toHaveValue(USER);
    await region.getByLabel("Password").fill("of no use at all");
    const save = () => region.getByRole("button", { name: "Open the mailbox and save" }).click();
    await save();
    const unsigned = /nobody who is known here has signed the certificate/;
    await expect(region.getByText(unsigned).first()).toBeVisible();
    await expect(region.getByLabel("Password")).toHaveValue("");
    await field(/^Own authority/).fill(mail.certificate);
    await region.getByLabel("Password").fill("of no use at all");
    await save();
    await expect(region.getByText(/It said: Authentication failed/).first()).toBeVisible();
    await expectAccessible(page);
    expect(await stack.sql(`SELECT 1 FROM "InboundMailbox"`)).toEqual([]);
    await region.getByLabel("Password").fill(PASSWORD);
    await save();
    await expect(
      region.getByText(`Answers to your emails are read from ${USER}, on localhost.`),
    ).toBeVisible();
    await expect(region.getByText("Your emails don’t name this mailbox")).toBeVisible();
    await expectAccessible(page);
    expect(await page.content()).not.toContain(PASSWORD);

    // Its server takes an address with a +: the open page says so by itself.
    const tested = mail.smtp.taken.find(({ raw }) => raw.includes("Test email of your mailbox"))!;
    expect(tested.to[0]).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    mail.dovecot.deliver(Buffer.from(tested.raw));
    await expect(region.getByText("Your emails name this mailbox for answers.")).toBeVisible({
      timeout: 20_000,
    });
    await page.goto(project);
    const email = await write(page, stack, mail, "Does Friday suit you?");
    expect(email.from).toBe(USER);
    expect(replyTo(email)).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    await page.goto(project);
    await expect(page.getByText("Does Friday suit you?")).toBeVisible();
    mail.dovecot.deliver(rawEmail({ to: replyTo(email), text: "Friday is perfect." }));
    await expect(page.getByText("Friday is perfect.")).toBeVisible({ timeout: 20_000 });
    // Another worker goes on where one died.
    await stack.killWorker();
    mail.dovecot.deliver(rawEmail({ to: replyTo(email), text: "At ten, please." }));
    await stack.sql(`UPDATE "InboundMailbox" SET "leasedUntil" = now()`);
    stack.startWorker();
    await expect(page.getByText("At ten, please.")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("Friday is perfect.")).toHaveCount(1);

    await page.goto(`${stack.url}/settings#receiving`);
    await region.getByText("Remove this mailbox").click();
    await region.getByRole("button", { name: `Remove the mailbox ${USER}` }).click();
    await expect(region.getByText("Connect a mailbox of your own")).toBeVisible();
    expect(await stack.sql(`SELECT 1 FROM "InboundMailbox"`)).toEqual([]);
    expect(stack.printed()).not.toContain(PASSWORD);
    expect(stack.printed()).not.toContain("of no use at all");
    expect(stack.printed()).not.toContain("Friday is perfect.");
  }));

test("a worker that is killed again and again loses no answer and has none twice", ({ page }) =>
  withCleanup(async (after) => {
    test.setTimeout(180_000);
    const mail = await startMail(after);
    const stack = await startStack({ env: mail.env });
    after(stack.stop);
    await begin(page, stack, mail);
    const email = await write(page, stack, mail, "How many are there?");
    const first = `SELECT 1 FROM "InboundMailbox" WHERE "lookedAt" IS NOT NULL`;
    await until(
      async () => (await stack.sql(first)).length > 0,
      () => `Nobody looked into the mailbox:\n${stack.printed()}`,
    );
    // Thirty from one contact within ten minutes are no program's.
    const COUNT = 28;
    let brought = 0;
    const count = async (what: string) =>
      (
        await stack.sql<{ n: number }>(
          `SELECT ${what}::int AS n FROM "Message" WHERE "channel" = 'EMAIL'`,
        )
      )[0]!.n;
    for (let kill = 0; kill < 7; kill += 1) {
      for (let n = 0; n < COUNT / 7; n += 1, brought += 1)
        mail.dovecot.deliver(rawEmail({ to: replyTo(email), text: `Number ${brought}.` }));
      // While it lists, notes, fetches or files: each time a little later.
      await new Promise((later) => setTimeout(later, 40 * kill));
      await stack.killWorker();
      // Neither the lease of the watch nor that of a fetch is waited for.
      await stack.sql(`UPDATE "InboundMailbox" SET "leasedUntil" = now()`);
      await stack.sql(
        `UPDATE "InboundArrival" SET "nextTryAt" = now() WHERE "nextTryAt" IS NOT NULL`,
      );
      stack.startWorker();
    }
    await until(
      async () => (await count("count(*)")) >= COUNT,
      () => `Answers are missing:\n${stack.printed()}`,
    );
    expect([await count("count(*)"), await count('count(DISTINCT "text")')]).toEqual([
      COUNT,
      COUNT,
    ]);
    // The control: everything noted once more is known again, and a place that is put forward loses one.
    const all = `SELECT count(*)::int AS n FROM "InboundArrival" WHERE "nextTryAt" IS NULL`;
    await stack.killWorker();
    await stack.sql(`DELETE FROM "InboundArrival"`);
    await stack.sql(`UPDATE "InboundMailbox" SET "lastUid" = 0, "leasedUntil" = now()`);
    stack.startWorker();
    await until(
      async () => (await stack.sql<{ n: number }>(all))[0]!.n === COUNT,
      () => `Not all were noted once more:\n${stack.printed()}`,
    );
    expect(await count("count(*)")).toBe(COUNT);
    await stack.killWorker();
    mail.dovecot.deliver(rawEmail({ to: replyTo(email), text: "Passed over." }));
    mail.dovecot.deliver(rawEmail({ to: replyTo(email), text: "The last one." }));
    await stack.sql(`UPDATE "InboundMailbox" SET "lastUid" = "lastUid" + 1, "leasedUntil" = now()`);
    stack.startWorker();
    const last = `SELECT "text" FROM "Message" WHERE "text" IN ('Passed over.', 'The last one.')`;
    await until(
      async () => (await stack.sql(last)).length > 0,
      () => `The last one did not come:\n${stack.printed()}`,
    );
    expect(await stack.sql(last)).toEqual([{ text: "The last one." }]);
  }));
