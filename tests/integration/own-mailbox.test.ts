import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo, type Server as NetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { rememberErased } from "@/features/emails/erased/commands";
import { hashOfReplyAddress } from "@/features/emails/erased/hashes";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { claimMailboxes, endLook } from "@/features/inbound/mailboxes/own/commands";
import { noteFound } from "@/features/inbound/mailboxes/commands";
import { removeMailbox } from "@/features/inbound/own-mailbox/commands";
import { findOwnMailbox } from "@/features/inbound/own-mailbox/queries";
import { openSealed } from "@/features/inbound/own-mailbox/sealed";
import { listToday } from "@/features/today/queries";
import { hashToken } from "@/lib/tokens";
import { tryMailbox } from "@/mail/imap-check";
import { closeMailboxes } from "@/mail/mailbox";
import { closeSmtp } from "@/mail/smtp";
import { fetchArrivals } from "@/workflows/receive-email/arrivals/commands";
import { watchOwnMailboxes } from "@/workflows/receive-email/imap/own/commands";
import { PASSWORD, startDovecot, USER, type Dovecot } from "@tests/support/dovecot";
import { freelancer } from "@tests/support/factories";
import { rawEmail, type RawEmail } from "@tests/support/inbound";
import {
  held,
  linesOf,
  look,
  mailboxOf,
  save,
  startOwn,
  typed,
  writeOnce,
  type Own,
  type Typed,
} from "@tests/support/own-mailboxes";
import { startSmtp } from "@tests/support/smtp";
import { until } from "@tests/support/stack";

let first: Dovecot;
let second: Dovecot;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
/** Takes connections, and never says a word. */
let silent: NetServer;
let folder: string;

beforeAll(async () => {
  [first, second, smtp] = await Promise.all([startDovecot(), startDovecot(), startSmtp()]);
  silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  folder = await mkdtemp(join(tmpdir(), "uptomark-own-mailbox-"));
  Object.assign(process.env, {
    FILES_DIR: folder,
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: `${smtp.port}`,
    SMTP_TLS: "none",
    MAIL_FROM: "portal@example.com",
    EMAILS_PER_SECOND: "0",
    ALLOW_PRIVATE_HOSTS: "1",
  });
});
afterAll(async () => {
  closeMailboxes();
  closeSmtp();
  silent.close();
  await Promise.all([first.stop(), second.stop(), smtp.stop(), rm(folder, { recursive: true })]);
});
beforeEach(async () => {
  closeMailboxes();
  smtp.taken.length = 0;
  await db().inboundArrival.deleteMany();
  await db().inboundMailbox.deleteMany();
  await db().mailAccount.updateMany({ data: { freeAt: new Date(0) } });
});

const work = () => fetchArrivals(() => false);
const bring = (own: Own, email: RawEmail) =>
  own.dovecot.deliver(rawEmail({ to: own.replyTo, ...email }));
/** What comes into a mailbox now is looked at, fetched and filed. */
const take = async (own: Own) => (await look(own.scope), await work());

describe("a mailbox of a freelancer's own", () => {
  test("is saved once it could be opened, sealed, and never told with its password", async () => {
    const scope = await freelancer();
    expect(await save(scope, first)).toEqual({ address: USER, test: "sent" });
    const row = (await mailboxOf(scope))!;
    expect(openSealed(row.serverCipher!)).toMatchObject({ user: USER, password: PASSWORD });
    expect(Buffer.from(row.serverCipher!).toString("latin1")).not.toContain(PASSWORD);
    const facts = await findOwnMailbox(scope);
    expect(facts).toMatchObject({ address: USER, server: { host: "localhost", user: USER } });
    expect(JSON.stringify(facts)).not.toContain(PASSWORD);
    const where = { freelancerId: scope.freelancerId, kind: "mailbox.connected" };
    expect(await db().historyEntry.count({ where })).toBe(1);
  });

  test("is named for answers once a test email with a + was found in it, and not before", async () => {
    const scope = await freelancer();
    await save(scope, first);
    const tested = smtp.taken.at(-1)!;
    expect(tested.to[0]).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    const before = await writeOnce(scope, smtp);
    expect(before.replyTo).not.toContain("+");
    await look(scope);
    expect((await findOwnMailbox(scope))!.plusSeenAt).toBeNull();
    first.deliver(Buffer.from(tested.raw));
    await look(scope);
    expect((await findOwnMailbox(scope))!.plusSeenAt).not.toBeNull();
    // It is nobody's answer.
    expect(await db().inboundArrival.count()).toBe(0);
    expect((await writeOnce(scope, smtp)).replyTo).toMatch(/^studio\+[a-z2-7]{32}@example\.com$/);
    // Saved once more in the same place it stays so; at another address it has to be shown anew.
    expect((await save(scope, first)).test).toBe("seen before");
    const { id } = (await mailboxOf(scope))!;
    await save(scope, first, { mailboxAddress: "mira@example.com" });
    expect((await mailboxOf(scope))!.id).not.toBe(id);
    expect((await findOwnMailbox(scope))!.plusSeenAt).toBeNull();
  });

  test("is read no more once it is removed, and its password is gone", async () => {
    const own = await startOwn(first, smtp);
    bring(own, { text: "Noted, and not fetched." });
    await look(own.scope);
    await removeMailbox(own.scope);
    await work();
    expect(await mailboxOf(own.scope)).toBeNull();
    expect(await linesOf(own)).toEqual([]);
    expect((await writeOnce(own.scope, smtp)).replyTo).not.toContain("+");
  });

  test("without a password typed keeps the saved one, for the same server and user alone", async () => {
    const scope = await freelancer();
    const noPassword = { secretPassword: "" };
    await expect(save(scope, first, noPassword)).rejects.toMatchObject({
      field: "secretPassword",
      message: "Password: please type it.",
    });
    await save(scope, first);
    await save(scope, first, { ...noPassword, authServer: "mail.example.com" });
    expect(openSealed((await mailboxOf(scope))!.serverCipher!)).toMatchObject({
      password: PASSWORD,
      authServer: "mail.example.com",
    });
    for (const other of [
      { host: "127.0.0.1" },
      { port: `${second.port}` },
      { user: "ines@example.com" },
    ])
      await expect(save(scope, first, { ...noPassword, ...other })).rejects.toMatchObject({
        field: "secretPassword",
        message: expect.stringContaining("type the password again"),
      });
  });
});

describe("what is refused says why beside its field, and changes nothing", () => {
  async function refused(over: Typed, field: string | undefined, says: RegExp) {
    const scope = await freelancer();
    const error = await save(scope, first, over).then(
      () => null,
      (why: { field?: string; message: string }) => why,
    );
    expect(error?.message).toMatch(says);
    expect(error!.field).toBe(field);
    expect(error!.message).not.toContain(over.secretPassword ?? PASSWORD);
    expect(await mailboxOf(scope)).toBeNull();
    expect(smtp.taken).toEqual([]);
  }
  const cases: [what: string, over: Typed, field: string | undefined, says: RegExp][] = [
    [
      "a wrong password, in the server's words",
      { secretPassword: "entirely wrong" },
      "secretPassword",
      /^Password: the server doesn’t accept this user and password\. It said: Authentication failed\./,
    ],
    [
      "a folder that is not there",
      { folder: "Missing" },
      "folder",
      /^Folder: the server opens none called Missing\. It said: Mailbox doesn't exist/,
    ],
    [
      "no STARTTLS where it is asked for",
      { tls: "starttls" },
      "tls",
      /^Encryption: localhost doesn’t/,
    ],
    ["TLS where there is none", { tls: "tls" }, "tls", /^Encryption: localhost doesn’t/],
    [
      "a port that nobody listens on",
      { port: "1" },
      "port",
      /^Port: localhost takes no connection/,
    ],
    [
      "a name that nobody has",
      { host: "imap.example.invalid", tls: "tls" },
      "host",
      /^Mailbox server: no server called imap\.example\.invalid was found\./,
    ],
    [
      "no encryption to another machine",
      { host: "imap.example.com" },
      "tls",
      /^Encryption: without it anybody on the way could read your password/,
    ],
    [
      "a user that is no address, where none is typed",
      { user: "mira" },
      "mailboxAddress",
      /^Email address of the mailbox: the user isn’t one/,
    ],
    [
      "an authority that is none",
      { authority: "-----BEGIN CERTIFICATE-----\nPEM" },
      "authority",
      /^Own authority: this is no/,
    ],
  ];
  test.each(cases)("%s", (_what, over, field, says) => refused(over, field, says));

  test("a server that takes connections and says nothing, within its time", async () => {
    const { port } = silent.address() as AddressInfo;
    const from = performance.now();
    await refused({ port: `${port}` }, "host", /said nothing on port \d+ for 10 seconds\./);
    expect(performance.now() - from).toBeLessThan(15_000);
  }, 20_000);

  test("a host in a private network", async () => {
    const server = { host: "localhost", port: first.port, tls: "none" as const, folder: "INBOX" };
    const signedIn = { ...server, user: USER, password: PASSWORD };
    expect(await tryMailbox({ ...signedIn, isPublicOnly: true })).toMatchObject({
      kind: "refused",
      trouble: "private",
    });
    // The control: without the bound the same mailbox is opened.
    expect(await tryMailbox(signedIn)).toMatchObject({ kind: "good" });
  });

  test("and what is typed is looked at first", () => {
    const wrong = typed(first, { mailboxAddress: "with+plus@example.com", folder: "", user: "" });
    expect(() => save({} as Scope, first, wrong)).toThrow(/no \+[^]*Folder|Folder[^]*no \+/);
  });
});

describe("what comes into it", () => {
  let own: Own;
  let other: Own;
  beforeEach(async () => {
    own = await startOwn(first, smtp);
    other = await startOwn(second, smtp, { mailboxAddress: "office@example.com" });
  });

  test("by a secret address with a + is in its thread, and stays unread there", async () => {
    bring(own, { text: "Friday is perfect." });
    await take(own);
    expect(await linesOf(own)).toEqual(["Friday is perfect."]);
    await take(own);
    expect(await linesOf(own)).toHaveLength(1);
    expect(first.unread()).toContainEqual(expect.stringContaining("Friday is perfect."));
  });

  test("and is a person's own is not noted, whatever it has after a +", async () => {
    bring(own, { to: USER, subject: "The weekly offers", from: "shop@example.org" });
    bring(own, { to: "studio+newsletter@example.com", from: "shop@example.org" });
    await look(own.scope);
    expect(await db().inboundArrival.count()).toBe(0);
  });

  test("as an answer to an email of theirs is believed where the server they named vouches", async () => {
    const { address } = await db().contact.findFirstOrThrow({
      where: { freelancerId: own.scope.freelancerId },
    });
    const results = "mail.example.com; dmarc=pass header.from=example.com";
    const answer = { to: USER, from: address, inReplyTo: own.messageId, results };
    bring(own, { ...answer, subject: "Nobody vouches" });
    await take(own);
    expect(await held(own)).toMatchObject([{ heldFor: "UNVERIFIED", subject: "Nobody vouches" }]);
    await save(own.scope, first, { authServer: "mail.example.com" });
    bring(own, { ...answer, text: "By the id." });
    await take(own);
    expect(await linesOf(own)).toEqual(["By the id."]);
  });

  test("by another studio's secret address is not found, as one that nobody has", async () => {
    const stranger = /\+([a-z2-7]{32})@/.exec(other.replyTo)![1]!;
    const nobodys = "a".repeat(32);
    for (const token of [stranger, nobodys])
      bring(own, { to: `studio+${token}@example.com`, subject: "Guessed" });
    await take(own);
    expect(await linesOf(other)).toEqual([]);
    expect(await held(other)).toEqual([]);
    const [one, two] = await held(own);
    expect(one).toMatchObject({ heldFor: "UNKNOWN_SENDER", route: "NONE" });
    expect(two).toEqual(one);
    // The control: in the mailbox of whose it is, it is in the thread.
    bring(other, { text: "In its own." });
    await take(other);
    expect(await linesOf(other)).toEqual(["In its own."]);
  });

  test("by the studio address of another is the mailbox's own, and held", async () => {
    const to = studioAddress(other.scope.freelancerId, USER)!;
    bring(own, { to, subject: "To the other" });
    await take(own);
    expect(await held(other)).toEqual([]);
    expect(await held(own)).toMatchObject([{ subject: "To the other", route: "NONE" }]);
  });

  test("by the secret address of whom another studio erased says nothing of it, nor counts", async () => {
    const token = /\+([a-z2-7]{32})@/.exec(other.replyTo)![1]!;
    const hash = hashOfReplyAddress(hashToken(token));
    await db().$transaction((tx) => rememberErased(tx as never, other.scope, [hash], new Date()));
    bring(own, { to: `studio+${token}@example.com`, subject: "Guessed" });
    await take(own);
    expect(await held(own)).toMatchObject([{ subject: "Guessed" }]);
    const refused = () => db().erasedAddress.findFirstOrThrow({ where: { hash } });
    expect((await refused()).refused).toBe(0);
    // The control: in that studio's own mailbox nothing of it is kept.
    bring(other, { subject: "From nobody" });
    await take(other);
    expect(await held(other)).toEqual([]);
    expect((await refused()).refused).toBe(1);
  });

  test("as an answer to another studio's email is not even noted", async () => {
    bring(own, { to: USER, inReplyTo: other.messageId });
    await look(own.scope);
    expect(await db().inboundArrival.count()).toBe(0);
    // The control: their own email's is.
    bring(own, { to: USER, inReplyTo: own.messageId });
    await look(own.scope);
    expect(await db().inboundArrival.count()).toBe(1);
  });
});

describe("nothing is lost and nothing comes twice", () => {
  test.each(["listed", "looked at", "noted"] as const)(
    "where the worker ends at “%s”",
    async (cutAt) => {
      const own = await startOwn(first, smtp);
      for (let n = 0; n < 60; n += 1) bring(own, { text: `Number ${n}.` });
      await look(own.scope, (point) => {
        if (point === cutAt) throw new Error("the worker ends here");
      }).catch(() => undefined);
      await take(own);
      const [lines, rest] = [await linesOf(own), await held(own)];
      expect(lines.length + rest.length).toBe(60);
      expect(new Set(lines).size).toBe(lines.length);
    },
    30_000,
  );

  test("the control: a place that is written down before the emails loses them", async () => {
    const own = await startOwn(first, smtp);
    bring(own, { text: "Between the two." });
    await db().inboundMailbox.updateMany({ data: { nextLookAt: new Date(0) } });
    const [claimed] = await claimMailboxes(1);
    const { watch, place } = claimed!;
    const further = { uidValidity: place.uidValidity!, lastUid: place.lastUid + 1 };
    await noteFound(watch, further, [], new Date());
    await endLook(watch, 0);
    await take(own);
    expect(await linesOf(own)).toEqual([]);
  });

  test("of several workers one has a mailbox to itself", async () => {
    const own = await startOwn(first, smtp);
    await db().inboundMailbox.updateMany({ data: { nextLookAt: new Date(0) } });
    const claims = await Promise.all([claimMailboxes(5), claimMailboxes(5), claimMailboxes(5)]);
    expect(claims.flat()).toHaveLength(1);
    // Whoever died with it is replaced, and writes nothing more should they wake.
    await db().inboundMailbox.updateMany({ data: { leasedUntil: new Date(0) } });
    expect(await claimMailboxes(5)).toHaveLength(1);
    const { watch, place } = claims.flat()[0]!;
    const stale = { uidValidity: place.uidValidity!, lastUid: 999 };
    await expect(noteFound(watch, stale, [], new Date())).rejects.toThrow();
    expect(Number((await mailboxOf(own.scope))!.lastUid)).toBe(place.lastUid);
  });
});

describe("workers that watch", () => {
  /** Runs a worker's watch for as long as a test takes. */
  async function watching(
    work: () => Promise<void>,
    bounds?: Parameters<typeof watchOwnMailboxes>[1],
  ) {
    const stop = new AbortController();
    const ends = [watchOwnMailboxes(stop.signal, bounds), watchOwnMailboxes(stop.signal, bounds)];
    try {
      await work();
    } finally {
      stop.abort();
      await Promise.all(ends);
    }
  }

  const comes = (own: Own, text: string) =>
    until(
      async () => (await work(), (await linesOf(own)).includes(text)),
      () => `“${text}” did not come into the thread.`,
    );

  const troubleOf = async ({ scope }: Own) => (await findOwnMailbox(scope))!.trouble;

  test("hear of an email at once, and of a mailbox that fails the others know nothing", async () => {
    const own = await startOwn(first, smtp);
    const other = await startOwn(second, smtp, { mailboxAddress: "office@example.com" });
    await watching(async () => {
      bring(own, { text: "While it is watched." });
      bring(other, { text: "And this one." });
      await comes(own, "While it is watched.");
      await comes(other, "And this one.");
      await second.end();
      await until(
        async () => (await troubleOf(other)) !== null,
        () => "No trouble was noted.",
      );
      expect((await troubleOf(other))!.why).toContain("ECONNREFUSED");
      expect(await troubleOf(own)).toBeNull();
      bring(own, { text: "The other one is away." });
      await comes(own, "The other one is away.");
      bring(other, { text: "While it was away." });
      await second.startAgain();
      await comes(other, "While it was away.");
      expect(await troubleOf(other)).toBeNull();
    });
  }, 60_000);

  test("notice one that is added, changed and removed, without a turn of half a minute", async () => {
    await watching(async () => {
      const from = performance.now();
      const own = await startOwn(first, smtp, {}, async (scope) =>
        until(
          async () => (await findOwnMailbox(scope))!.plusSeenAt !== null,
          () => "The test email was not found.",
        ),
      );
      bring(own, { text: "Just added." });
      await comes(own, "Just added.");
      const leased = async () => (await mailboxOf(own.scope))?.leaseToken ?? null;
      await until(
        async () => (await leased()) !== null,
        () => "Nobody watches it.",
      );
      const token = await leased();
      await save(own.scope, first);
      await until(
        async () => ![null, token].includes(await leased()),
        () => "It is still watched as it was.",
      );
      await removeMailbox(own.scope);
      bring(own, { text: "Removed by now." });
      expect(performance.now() - from).toBeLessThan(25_000);
    });
    expect(await db().inboundMailbox.count()).toBe(0);
    expect(await db().inboundArrival.count({ where: { nextTryAt: { not: null } } })).toBe(0);
  }, 40_000);

  test("take over at once from one that ends", async () => {
    const own = await startOwn(first, smtp);
    const [one, other] = [new AbortController(), new AbortController()];
    const leased = async () => (await mailboxOf(own.scope))?.leaseToken ?? null;
    const isLeasedAnew = (before: string | null) =>
      until(
        async () => ![null, before].includes(await leased()),
        () => "Nobody watches it.",
      );
    const ending = watchOwnMailboxes(one.signal);
    await isLeasedAnew(null);
    const before = await leased();
    const staying = watchOwnMailboxes(other.signal);
    const from = performance.now();
    one.abort();
    await ending;
    await isLeasedAnew(before);
    expect(performance.now() - from).toBeLessThan(10_000);
    bring(own, { text: "By the second one." });
    await comes(own, "By the second one.");
    other.abort();
    await staying;
  }, 40_000);

  test("look into those in turn that they have no room for", async () => {
    const own = await startOwn(first, smtp);
    const other = await startOwn(second, smtp, { mailboxAddress: "office@example.com" });
    const none = { standing: 0, visiting: 1, visitSeconds: 1, turnMs: 1_000 };
    await watching(async () => {
      bring(own, { text: "One after the other." });
      bring(other, { text: "And the other one." });
      await comes(own, "One after the other.");
      await comes(other, "And the other one.");
    }, none);
  }, 40_000);

  test("one that says nothing is no reason to wait for what came into another", async () => {
    const own = await startOwn(first, smtp);
    const other = await startOwn(second, smtp, { mailboxAddress: "office@example.com" });
    bring(own, { text: "Nobody waits." });
    for (let n = 0; n < 12; n += 1) bring(other, { text: `Behind the silence, ${n}.` });
    await look(other.scope);
    await look(own.scope);
    // It goes silent after it was noted what is in it.
    const { port } = silent.address() as AddressInfo;
    const row = (await mailboxOf(other.scope))!;
    const { sealMailbox } = await import("@/features/inbound/own-mailbox/sealed");
    const moved = sealMailbox({ ...openSealed(row.serverCipher!), port });
    await db().inboundMailbox.update({ where: { id: row.id }, data: { serverCipher: moved } });
    const from = performance.now();
    const fetching = work();
    await until(
      async () => (await linesOf(own)).includes("Nobody waits."),
      () => "It did not come into the thread.",
    );
    expect(performance.now() - from).toBeLessThan(8_000);
    await fetching;
    const where = { accountId: row.id, lastError: { not: null } };
    expect(await db().inboundArrival.count({ where })).toBe(12);
  }, 40_000);

  test("a mailbox that cannot be read for a while is on Today, of its freelancer alone", async () => {
    const own = await startOwn(first, smtp);
    const stranger = await freelancer();
    const kinds = async (scope: Scope) => {
      const where = { freelancerId: scope.freelancerId };
      const studio = await db().studio.findUniqueOrThrow({ where });
      return (await listToday(scope, studio, new Date())).map(({ kind }) => kind);
    };
    const since = (minutes: number) =>
      db().inboundMailbox.updateMany({
        data: { trouble: "No.", troubleSince: new Date(Date.now() - minutes * 60_000) },
      });
    await since(2);
    expect(await kinds(own.scope)).not.toContain("mailbox unread");
    await since(11);
    expect(await kinds(own.scope)).toContain("mailbox unread");
    expect(await kinds(stranger)).not.toContain("mailbox unread");
  });
});

test("two mailboxes that are named by nobody are read by nobody", async () => {
  expect(await claimMailboxes(5)).toEqual([]);
  // The install's row has no time of a next look: it is watched by its own.
  await db().inboundMailbox.create({ data: { id: `imap-${randomUUID().slice(0, 16)}` } });
  expect(await claimMailboxes(5)).toEqual([]);
});
