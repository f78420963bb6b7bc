import { once } from "node:events";
import { createServer, type AddressInfo, type Server as NetServer } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { removeAccount, saveAccount } from "@/features/emails/accounts/commands";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { saveServer } from "@/features/emails/accounts/server/commands";
import { savedServer } from "@/features/emails/accounts/server/schema";
import { openServer } from "@/features/emails/accounts/server/sealed";
import { enqueueEmail } from "@/features/emails/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { findPublicHost } from "@/mail/public-host";
import { closeSmtp, handOverBySmtp, type SmtpServer } from "@/mail/smtp";
import type { FrozenEmail } from "@/mail/words";
import { freelancer, newEmail } from "@tests/support/factories";
import { startResend, type Resend } from "@tests/support/resend";
import { startSmtp } from "@tests/support/smtp";

const PASSWORD = "the password of the mailbox";
const NOW = new Date("2026-11-27T09:00:00Z");

type Server = Awaited<ReturnType<typeof startSmtp>>;
let server: Server;
let resend: Resend;
/** Takes connections, and never says a word. */
let silent: NetServer;

beforeAll(async () => {
  server = await startSmtp({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "mira" && password === PASSWORD
        ? done(null, { user: username })
        : done(Object.assign(new Error(`Bad password ${password}`), { responseCode: 535 })),
  });
  silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  resend = await startResend();
  Object.assign(process.env, { ALLOW_PRIVATE_HOSTS: "1", RESEND_BASE_URL: resend.url });
});
afterAll(async () => {
  closeSmtp();
  silent.close();
  await Promise.all([server.stop(), resend.stop()]);
  delete process.env.ALLOW_PRIVATE_HOSTS;
});
beforeEach(async () => {
  closeSmtp();
  server.taken.length = 0;
  server.turns.length = 0;
  await db().email.deleteMany();
});

const row = (scope: Scope) =>
  db().mailAccount.findUnique({ where: { freelancerId: scope.freelancerId } });

const typed = (over: Partial<Record<keyof typeof savedServer.shape, string>> = {}) => ({
  host: "localhost",
  port: `${server.port}`,
  tls: "none",
  user: "mira",
  secretPassword: PASSWORD,
  authority: "",
  fromAddress: "mira@studio.example.com",
  ...over,
});
const save = async (scope: Scope, over: Parameters<typeof typed>[0] = {}) =>
  saveServer(scope, savedServer.parse(typed(over)), NOW);

test("a server is saved once it accepted a test email to the address one signs in with", async () => {
  const scope = await freelancer();
  const user = await db().user.findUniqueOrThrow({ where: { id: scope.freelancerId } });
  expect(await save(scope)).toBe(user.email);
  expect(server.taken).toHaveLength(1);
  expect(server.taken[0]).toMatchObject({ from: "mira@studio.example.com", to: [user.email] });
  expect(server.taken[0]!.raw).toContain("Subject: Test email of your mail server");
  const saved = await row(scope);
  expect(saved).toMatchObject({ keyCipher: null, fromAddress: "mira@studio.example.com" });
  expect(openServer(saved!.serverCipher!)).toMatchObject({ user: "mira", password: PASSWORD });
  expect(Buffer.from(saved!.serverCipher!).toString("latin1")).not.toContain(PASSWORD);
  const settings = await findMailSettings(scope, NOW);
  expect(settings.own).toMatchObject({ server: { host: "localhost", hasPassword: true } });
  expect(JSON.stringify(settings)).not.toContain(PASSWORD);
});

test("emails go by it, from its address, under a Message-ID of ours", async () => {
  const scope = await freelancer();
  await save(scope);
  const id = await inTransaction((tx) => enqueueEmail(tx, newEmail(scope)));
  await deliverDueEmails();
  expect(await db().email.findUniqueOrThrow({ where: { id } })).toMatchObject({
    transport: "SMTP",
    sentAt: expect.any(Date),
    messageId: `<${id}@studio.example.com>`,
  });
  expect(server.taken.at(-1)!.from).toBe("mira@studio.example.com");
});

test("what may have arrived by it is asked about and not sent again", async () => {
  const scope = await freelancer();
  await save(scope);
  server.turns.push("take and hang up");
  const id = await inTransaction((tx) => enqueueEmail(tx, newEmail(scope)));
  await deliverDueEmails();
  expect(await db().email.findUniqueOrThrow({ where: { id } })).toMatchObject({
    needsReviewAt: expect.any(Date),
    doubtSince: expect.any(Date),
  });
  // Nor by an account of another kind: that has an id of its own.
  const before = (await row(scope))!.id;
  await saveAccount(
    scope,
    { secretKey: "re_full_access_1234", fromAddress: "mira@studio.example.com" },
    NOW,
  );
  expect(await row(scope)).toMatchObject({ serverCipher: null, keyLastFour: "1234" });
  expect((await row(scope))!.id).not.toBe(before);
  await save(scope);
  expect(await row(scope)).toMatchObject({ keyCipher: null, keyLastFour: null });
});

test("without a password typed the saved one stays, for the same server and user alone", async () => {
  const scope = await freelancer();
  await expect(save(scope, { secretPassword: "" })).rejects.toMatchObject({
    field: "secretPassword",
    message: expect.stringContaining("please type it"),
  });
  await save(scope);
  const { id } = (await row(scope))!;
  await save(scope, { secretPassword: "", fromAddress: "studio@studio.example.com" });
  expect(await row(scope)).toMatchObject({ id, fromAddress: "studio@studio.example.com" });
  for (const other of [{ host: "127.0.0.1" }, { port: "2525" }, { user: "ines" }])
    await expect(save(scope, { secretPassword: "", ...other })).rejects.toMatchObject({
      field: "secretPassword",
      message: expect.stringContaining("type the password again"),
    });
});

test("a server that asks for no sign-in needs none, and one that does says so", async () => {
  const open = await startSmtp();
  const scope = await freelancer();
  await save(scope, { user: "", secretPassword: "", port: `${open.port}` });
  expect(open.taken).toHaveLength(1);
  await open.stop();
  await expect(save(scope, { user: "", secretPassword: "" })).rejects.toMatchObject({
    message: expect.stringContaining("It said: 530"),
  });
});

/** What is refused says why beside its field, leaks no password and changes nothing. */
async function refused(over: Parameters<typeof typed>[0], field: string | undefined, says: RegExp) {
  const scope = await freelancer();
  const error = await save(scope, over).then(
    () => null,
    (why: { field?: string; message: string }) => why,
  );
  expect(error).not.toBeNull();
  expect(error!.message).toMatch(says);
  expect(error!.field).toBe(field);
  expect(error!.message).not.toContain(over?.secretPassword ?? PASSWORD);
  expect(await row(scope)).toBeNull();
}

test("a wrong password is told in the server's words", () =>
  refused(
    { secretPassword: "entirely wrong" },
    "secretPassword",
    /^Password: the server doesn’t accept this user and password\. It said: 535 /,
  ));

test("no STARTTLS where it is asked for", () =>
  refused({ tls: "starttls" }, "tls", /^Encryption: localhost doesn’t offer it like this/));

test("a port that nobody listens on", () =>
  refused({ port: "1" }, "port", /^Port: localhost takes no connection on port 1\./));

test("a name that nobody has", () =>
  refused(
    { host: "mail.example.invalid", tls: "tls" },
    "host",
    /^Mail server: no server called mail\.example\.invalid was found\./,
  ));

test("no encryption to another machine", () =>
  refused({ host: "mail.example.com" }, "tls", /^Encryption: without it/));

test("an address that the server does not send from", () => {
  server.turns.push("no such sender");
  return refused({}, "fromAddress", /It said: 553 Sender address rejected/);
});

test("a server that takes connections and says nothing, within its time", async () => {
  const { port } = silent.address() as AddressInfo;
  const from = performance.now();
  await refused({ port: `${port}` }, "host", /said nothing on port \d+ for 10 seconds\./);
  expect(performance.now() - from).toBeLessThan(15_000);
}, 20_000);

test("one that takes the words and says nothing more", async () => {
  server.turns.push("take and say nothing");
  await refused({}, undefined, /didn’t say within 10 seconds whether it accepts it/);
}, 20_000);

test("a host in a private network is refused, each time it is connected to", async () => {
  for (const host of ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "::1"])
    await expect(findPublicHost(host)).rejects.toThrow(/is in a private network/);
  expect(await findPublicHost("192.0.32.7")).toBe("192.0.32.7");
  const email: FrozenEmail = {
    from: "emails@portal.example.com",
    to: "ines@example.com",
    replyTo: null,
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    headers: {},
    tag: "email",
  };
  const own = { host: "localhost", port: server.port, tls: "none" as const };
  const signedIn = { ...own, user: "mira", password: PASSWORD };
  const hand = (to: SmtpServer) => handOverBySmtp(email, "one", to, async () => {});
  expect(await hand({ ...signedIn, isPublicOnly: true })).toMatchObject({
    kind: "not now",
    isTrouble: true,
    why: "The mail server localhost is in a private network, which a studio may not reach here.",
  });
  expect(server.taken).toEqual([]);
  // The control: without the bound the same server is reached.
  expect(await hand(signedIn)).toMatchObject({ kind: "sent" });
});

test("removed, its password is gone and the install's account sends again", async () => {
  const scope = await freelancer();
  await save(scope);
  await removeAccount(scope);
  expect(await row(scope)).toBeNull();
  expect((await findMailSettings(scope, NOW)).own).toBeNull();
});
