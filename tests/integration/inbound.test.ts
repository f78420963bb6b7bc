import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { build, type BuildOptions } from "esbuild";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import * as route from "@/app/api/webhooks/resend/[[...account]]/route";
import { ADDRESS_HEADER } from "@/auth/address";
import { withinWebhookLimit } from "@/auth/limits";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { msUntilNextFetch, noteArrival } from "@/features/inbound/arrivals/commands";
import { readRaw } from "@/features/inbound/commands";
import { ignoreHeld } from "@/features/inbound/held/commands";
import { readAside } from "@/features/inbound/reading/aside";
import { readEmail, type ReadEmail } from "@/features/inbound/reading/read";
import { getInbound, listHeld } from "@/features/inbound/queries";
import { limitLink } from "@/features/clients/links/commands";
import type { Day } from "@/lib/dates";
import { listToday } from "@/features/today/queries";
import { renewLink, revokeLink } from "@/workflows/change-contact/commands";
import { links } from "@/lib/links";
import { listenFor } from "@/live/listen";
import { seal } from "@/lib/tokens";
import { fileHeld } from "@/workflows/receive-email/held/commands";
import { fetchArrivals } from "@/workflows/receive-email/arrivals/commands";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, project, timeHasCome, type Person } from "@tests/support/factories";
import { FORGED, rawEmail, receivedEvent, type RawEmail } from "@tests/support/inbound";
import { bundleOptions } from "../../scripts/build.mjs";
import { startResend, type Received, type Resend } from "@tests/support/resend";
import { eventAbout, newWebhookSecret, signedRequest } from "@tests/support/webhooks";

const SECRET = newWebhookSecret();
const URL_OF = "http://localhost:3000/api/webhooks/resend";

let provider: Resend;
let folder: string;
beforeAll(async () => {
  provider = await startResend();
  folder = await mkdtemp(join(tmpdir(), "uptomark-inbound-"));
  Object.assign(process.env, {
    FILES_DIR: folder,
    RESEND_API_KEY: "re_of_the_install",
    RESEND_BASE_URL: provider.url,
    RESEND_WEBHOOK_SECRET: SECRET,
    MAIL_FROM: "emails@portal.example.com",
    EMAILS_PER_SECOND: "0",
    INBOUND_DOMAIN: "in.example.com",
  });
});
afterAll(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  provider.refuseFetches(0);
});

const post = async (body: string, id?: string) =>
  (
    await route.POST(signedRequest(URL_OF, SECRET, body, id ? { id } : {}), {
      params: Promise.resolve({ account: undefined }),
    })
  ).status;

/** The worker fetches and files what was announced. */
const work = () => fetchArrivals(() => false);

/** Announces an email by the webhook, as the provider does. Returns the answer's status and the provider's id. */
async function announce(
  email: RawEmail & { by?: string[]; over?: Partial<Received> },
  id?: string,
): Promise<{ status: number; id: string }> {
  const { by, over, ...raw } = email;
  const to = by ?? ["someone@in.example.com"];
  const provided = provider.receive(
    { raw: rawEmail({ to: to.join(", "), ...raw }), to, ...over },
    id,
  );
  const status = await post(receivedEvent(provided, { to, from: raw.from }));
  return { status, id: provided };
}

/** The same, and the worker has it. */
async function bring(...email: Parameters<typeof announce>) {
  const announced = await announce(...email);
  await work();
  return announced;
}

type Started = { scope: Scope; person: Person; projectId: string; address: string; key: string };

/** A project whose freelancer has written once: the email about it has been sent, with its reply address. */
async function start(
  over: { address?: string; scope?: Scope; language?: "de" } = {},
): Promise<Started> {
  const scope = over.scope ?? (await freelancer());
  const address = over.address ?? "ines@example.com";
  const person = await client(scope, { address, language: over.language });
  const projectId = await project(scope, person);
  const { address: to, key } = await write(scope, projectId, address);
  return { scope, person, projectId, address: to, key };
}

/** The freelancer writes, and the email about it is sent. */
async function write(scope: Scope, projectId: string, address: string) {
  const before = provider.accepted.length;
  await writeToClient(
    scope,
    { projectId, text: "Does Friday suit you?", formKey: randomUUID(), isNow: true },
    new Date(),
  );
  await timeHasCome(projectId);
  await deliverDueEmails();
  const sent = provider.accepted.slice(before).find((one) => one.body.to.includes(address))!;
  return { address: sent.body.reply_to!, key: sent.key };
}

const week = (spans: [string, string][]) =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, spans]));
const alwaysOpen = week([["00:00", "23:59"]]);
/** Open for a minute a day that is not now. */
const closedNow = () =>
  week(new Date().getUTCHours() < 12 ? [["21:00", "21:01"]] : [["03:00", "03:01"]]);

const linesOf = ({ projectId }: { projectId: string }) =>
  db().message.findMany({
    where: { projectId, contactId: { not: null } },
    orderBy: { writtenAt: "asc" },
    include: { inboundEmail: true },
  });
const held = ({ scope }: { scope: Scope }) => listHeld(scope);
const everything = async () => [
  await db().message.count(),
  await db().inboundEmail.count(),
  await db().file.count(),
  await db().historyEntry.count(),
  await db().email.count(),
];

describe("an answer by the secret address", () => {
  test("lands in the thread, without its quote", async () => {
    const one = await start();
    expect(one.address).toMatch(/^reply\+[a-z2-7]{32}@in\.example\.com$/);
    const text = "Friday is fine.\n\nOn 27 Nov 2026, Mira Holm wrote:\n> Does Friday suit you?\n";
    expect((await bring({ by: [one.address], text })).status).toBe(200);
    const [line] = await linesOf(one);
    expect(line).toMatchObject({
      text: "Friday is fine.",
      channel: "EMAIL",
      isAutomatic: false,
      contactId: one.person.contactId,
    });
    const inbound = await getInbound(one.scope, line!.inboundEmail!.id);
    expect(inbound.words.quoted).toContain("> Does Friday suit you?");
    expect(inbound.words.text).toContain("Friday is fine.");
    // The secret link and address that a quote repeats are not shown to the freelancer.
    const secrets = `> ${links.statusPage(one.person.token)}\n> To: ${one.address}`;
    await bring({ by: [one.address], text: `On 27 Nov 2026, Mira Holm wrote:\n${secrets}\n` });
    const quoting = (await linesOf(one)).at(-1)!.inboundEmail!;
    const shown = JSON.stringify(await getInbound(one.scope, quoting.id));
    expect(shown).toContain("reply+…@in.example.com");
    expect(shown).not.toContain(one.person.token);
    // It waits for an answer, and the freelancer gets an email, as after a message on the page.
    const { waitingSince } = await db().project.findUniqueOrThrow({ where: { id: one.projectId } });
    expect(waitingSince).toEqual(line!.writtenAt);
    const toFreelancer = { projectId: one.projectId, kind: "message.posted", contactId: null };
    expect(await db().email.count({ where: toFreelancer })).toBe(1);
    // Its words rest encrypted.
    const row = await db().inboundEmail.findUniqueOrThrow({ where: { id: inbound.id } });
    expect(Buffer.from(row.wordsCipher).toString("latin1")).not.toContain("Friday");
  });

  test("works in upper case, and among other addresses", async () => {
    const one = await start();
    await bring({ by: ["studio@elsewhere.example", one.address.toUpperCase()] });
    expect(await linesOf(one)).toHaveLength(1);
  });

  test("is the same in every email of a thread, and another for each person and thread", async () => {
    const one = await start();
    const again = await write(one.scope, one.projectId, "ines@example.com");
    expect(again.address).toBe(one.address);
    const other = await project(one.scope, one.person, "The second map");
    expect((await write(one.scope, other, "ines@example.com")).address).not.toBe(one.address);
    const rows = await db().replyAddress.findMany({ where: { contactId: one.person.contactId } });
    expect(rows).toHaveLength(2);
    // The token itself is not stored.
    const token = one.address.slice("reply+".length, one.address.indexOf("@"));
    const stored = await db().email.findMany({ where: { projectId: one.projectId } });
    expect(JSON.stringify([rows, stored])).not.toContain(token);
  });

  test("from another person says who sent it", async () => {
    const one = await start();
    await bring({ by: [one.address], from: "Rui Costa <rui@elsewhere.example>", results: FORGED });
    const [line] = await linesOf(one);
    expect(line).toMatchObject({ contactId: one.person.contactId });
    expect(line!.inboundEmail).toMatchObject({
      fromName: "Rui Costa",
      fromAddress: "rui@elsewhere.example",
      isVerified: false,
    });
    expect(await held(one)).toHaveLength(0);
  });

  test("with two clients' addresses in To reaches both freelancers, once each", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await bring({ by: [one.address, other.address] });
    await post(receivedEvent(id, { to: [one.address, other.address] }));
    await work();
    expect(await linesOf(one)).toHaveLength(1);
    expect(await linesOf(other)).toHaveLength(1);
  });

  test("with two threads of one freelancer in To lands in the first alone", async () => {
    const one = await start();
    const other = await project(one.scope, one.person, "The second map");
    const second = await write(one.scope, other, "ines@example.com");
    await bring({ by: [second.address, one.address] });
    expect(await linesOf({ projectId: other })).toHaveLength(1);
    expect(await linesOf(one)).toHaveLength(0);
  });

  test.each([
    ["a revoked link", revokeLink, "LINK_REVOKED"],
    ["a renewed link", renewLink, "LINK_RENEWED"],
  ] as const)("is dead with %s: the email is held", async (_what, change, why) => {
    const one = await start();
    await change(one.scope, one.person.contactId, new Date());
    expect((await bring({ by: [one.address], text: "Still there?" })).status).toBe(200);
    expect(await linesOf(one)).toHaveLength(0);
    expect(await held(one)).toMatchObject([{ heldFor: why, subject: "Re: The lighthouse map" }]);
  });

  test("is dead once the link has run out", async () => {
    const one = await start();
    await limitLink(one.scope, { contactId: one.person.contactId, lastOn: "2026-01-31" as Day });
    await bring({ by: [one.address] });
    expect(await held(one)).toMatchObject([{ heldFor: "LINK_OVER" }]);
  });
});

describe("the freelancer answers an email of the product", () => {
  /** A client has written, and the email about it was sent to the freelancer. Returns where an answer goes. */
  async function asked(about: "project" | "client" = "project") {
    const one = await start();
    const { scope, person, projectId } = one;
    const before = provider.accepted.length;
    const line = { text: "Could it be larger?", formKey: randomUUID() };
    const in_ = about === "project" ? { projectId } : {};
    await writeToFreelancer(person.scope, { ...in_, ...line }, new Date());
    const { freelancerId } = scope;
    await db().email.updateMany({
      where: { freelancerId, settledAt: null },
      data: { sendAt: new Date(Date.now() - 1000) },
    });
    await deliverDueEmails();
    const sent = provider.accepted
      .slice(before)
      .find((email) => email.body.to.includes("mira@example.com"))!;
    return { ...one, own: sent.body.reply_to! };
  }

  const ownLines = ({ scope }: Started, text: string) =>
    db().message.findMany({ where: { freelancerId: scope.freelancerId, contactId: null, text } });
  const mira = "Mira Holm <mira@example.com>";

  test("and it is a message of theirs, with its files and without its quote", async () => {
    const one = await asked();
    expect(one.own).toMatch(/^reply\+[a-z2-7]{32}@in\.example\.com$/);
    expect(one.own).not.toBe(one.address);
    await db().studio.updateMany({
      where: { freelancerId: one.scope.freelancerId },
      data: { hours: alwaysOpen },
    });
    const quote = "On 27 Nov 2026, Uptomark wrote:\n> Could it be larger?\n";
    const text = `It is larger now.\n\n${quote}`;
    const sent = { by: [one.own.toUpperCase()], from: mira, text, attachments: [map] };
    const { id } = await bring(sent);
    const [line] = await ownLines(one, "It is larger now.");
    expect(line).toMatchObject({ channel: "EMAIL", projectId: one.projectId, heldUntil: null });
    expect(await db().file.findMany({ where: { messageId: line!.id } })).toMatchObject([
      { name: "map.pdf", contactId: null },
    ]);
    // The client waits no more, and hears of it.
    const project = await db().project.findUniqueOrThrow({ where: { id: one.projectId } });
    expect(project.waitingSince).toBeNull();
    const words = { projectId: one.projectId, contactId: one.person.contactId, settledAt: null };
    expect(await db().email.count({ where: { ...words, kind: "message.posted" } })).toBe(1);
    // Once, however often it is said.
    await post(receivedEvent(id, { to: [one.own] }));
    await work();
    expect(await ownLines(one, "It is larger now.")).toHaveLength(1);
  });

  test("in a client's own thread, too, and outside working hours it is held", async () => {
    const one = await asked("client");
    await db().studio.updateMany({
      where: { freelancerId: one.scope.freelancerId },
      data: { hours: closedNow() },
    });
    await bring({ by: [one.own], from: mira, text: "Yes, on Monday." });
    const [line] = await ownLines(one, "Yes, on Monday.");
    expect(line).toMatchObject({ projectId: null, clientId: one.person.clientId });
    expect(line!.heldUntil).not.toBeNull();
  });

  test.each([
    ["from another address", { from: "Eve <eve@elsewhere.example>" }],
    ["with a forged sender", { from: mira, results: FORGED }],
    [
      "with nothing but a quote",
      { from: mira, text: "On 27 Nov 2026, Uptomark wrote:\n> Larger?\n" },
    ],
  ])("%s it is held, and is in no thread", async (_what, raw) => {
    const one = await asked();
    const before = await db().message.count();
    await bring({ by: [one.own], text: "Not from her.", ...raw });
    expect(await db().message.count()).toBe(before);
    const [row] = await held(one);
    // It is known by the client's thread, so that it goes with the client.
    const { clientId } = one.person;
    expect(row).toMatchObject({ heldFor: "NOT_YOU" });
    const { id } = row!;
    expect(await db().inboundEmail.findUnique({ where: { id } })).toMatchObject({
      clientId,
      contactId: null,
    });
    // It would be there in the client's name.
    await expect(
      fileHeld(one.scope, row!.id, { projectId: one.projectId }, new Date()),
    ).rejects.toThrow("meant as a message of yours");
  });

  test("by an absence note, and nothing happens", async () => {
    const one = await asked();
    const before = await everything();
    const headers = ["Auto-Submitted: auto-replied"];
    await bring({ by: [one.own], from: mira, headers, text: "I am away." });
    expect(await everything()).toEqual(before);
  });
});

describe("an email that does not come by a secret address", () => {
  /** The provider told the Message-ID that its own servers gave to the email. */
  async function withMessageId(one: Started): Promise<string> {
    const { id, providerId } = await db().email.findUniqueOrThrow({ where: { id: one.key } });
    await post(eventAbout("email.delivered", { id, providerId }));
    const { messageId } = await db().email.findUniqueOrThrow({ where: { id } });
    return messageId!;
  }

  test("finds its thread by the provider's Message-ID that it answers", async () => {
    const one = await start();
    const inReplyTo = await withMessageId(one);
    await bring({ inReplyTo, text: "By the id." });
    expect(await linesOf(one)).toMatchObject([{ text: "By the id." }]);
  });

  test("is held where it answers an email but comes from somebody else, or is forged", async () => {
    const one = await start();
    const inReplyTo = await withMessageId(one);
    await bring({ inReplyTo, from: "Eve <eve@elsewhere.example>" });
    await bring({ inReplyTo, results: FORGED });
    expect(await linesOf(one)).toHaveLength(0);
    expect((await held(one)).map(({ heldFor }) => heldFor).toSorted()).toEqual([
      "OTHER_SENDER",
      "UNVERIFIED",
    ]);
  });

  const studioOf = ({ scope }: Started) => studioAddress(scope.freelancerId, null)!;

  test("finds its thread by its sender at the studio's own address", async () => {
    const one = await start({ address: "bea@example.com" });
    const newest = await project(one.scope, one.person, "The newest map");
    const raw = { from: "bea@example.com", messageId: "<own@example.com>" };
    // Its own Message-ID is that of no email of ours, and its subject that of another project.
    await bring({ ...raw, by: [studioOf(one)], subject: "The lighthouse map" });
    expect(await linesOf({ projectId: newest })).toHaveLength(1);
    expect(await linesOf(one)).toHaveLength(0);
  });

  test("lands in the client's own thread where there is no project", async () => {
    const scope = await freelancer();
    const person = await client(scope, { address: "noproject@example.com" });
    await bring({ from: "noproject@example.com", by: [studioAddress(scope.freelancerId, null)!] });
    const lines = await db().message.findMany({ where: { clientId: person.clientId } });
    expect(lines).toMatchObject([{ projectId: null, channel: "EMAIL" }]);
    const { waitingSince } = await db().client.findUniqueOrThrow({
      where: { id: person.clientId },
    });
    expect(waitingSince).not.toBeNull();
  });

  test("is held where the sender is forged, though the address is a client's", async () => {
    const one = await start();
    await bring({ by: [studioOf(one)], results: FORGED });
    await bring({ by: [studioOf(one)], results: `mx.elsewhere.example; dmarc=pass` });
    expect(await linesOf(one)).toHaveLength(0);
    expect((await held(one)).map(({ heldFor }) => heldFor)).toEqual(["UNVERIFIED", "UNVERIFIED"]);
  });

  test("is held where the sender is nobody's contact, with a need on Today", async () => {
    const one = await start();
    await bring({ by: [studioOf(one)], from: "new@elsewhere.example", subject: "A new map?" });
    expect(await held(one)).toMatchObject([{ heldFor: "UNKNOWN_SENDER" }]);
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: one.scope.freelancerId },
    });
    const needs = await listToday(one.scope, studio, new Date());
    expect(needs).toContainEqual(expect.objectContaining({ kind: "email held" }));
  });

  test("is held where several clients have the address", async () => {
    const one = await start();
    await client(one.scope, { name: "The other client" });
    await bring({ by: [studioOf(one)] });
    expect(await linesOf(one)).toHaveLength(0);
    expect(await held(one)).toMatchObject([{ heldFor: "SEVERAL_CLIENTS" }]);
  });

  test("is held where it comes from the freelancer's own address", async () => {
    const one = await start();
    await bring({ by: [one.address], from: "mira@example.com" });
    expect(await held(one)).toMatchObject([{ heldFor: "OWN_ADDRESS" }]);
  });

  test("belongs to nobody where two freelancers have that client and no address tells", async () => {
    const [one, other] = [await start(), await start()];
    const before = await everything();
    const { id, status } = await bring({ by: ["hello@in.example.com"] });
    expect(status).toBe(200);
    expect(await everything()).toEqual(before);
    const arrival = await db().inboundArrival.findFirstOrThrow({ where: { id } });
    expect(arrival.unclaimedAt).not.toBeNull();
    // The control: each of the two is found by their own address.
    await bring({ by: [studioOf(other)] });
    expect([await linesOf(one), await linesOf(other)].map((lines) => lines.length)).toEqual([0, 1]);
  });
});

describe("the same email again", () => {
  test("changes nothing, by the provider's id or by its Message-ID", async () => {
    const one = await start();
    const raw = rawEmail({ to: one.address, attachments: [map] });
    const { id } = await bring({ by: [one.address], over: { raw } });
    const before = await everything();
    const fetches = provider.fetches();
    await post(receivedEvent(id, { to: [one.address] }));
    expect(provider.fetches()).toBe(fetches);
    await bring({ by: [one.address], over: { raw } });
    expect(await everything()).toEqual(before);
    expect(await linesOf(one)).toHaveLength(1);
  });

  test("at the same moment is one line", async () => {
    const one = await start();
    const id = provider.receive({ raw: rawEmail({ attachments: [map] }), to: [one.address] });
    const event = receivedEvent(id, { to: [one.address] });
    const statuses = await Promise.all([post(event), post(event), post(event)]);
    expect(statuses).toEqual([200, 200, 200]);
    await Promise.all([work(), work()]);
    expect(await linesOf(one)).toHaveLength(1);
    expect(await db().file.count({ where: { projectId: one.projectId } })).toBe(1);
  });

  test("with other words under the same Message-ID is another email", async () => {
    const one = await start();
    const messageId = "<always-the-same@example.com>";
    await bring({ by: [one.address], messageId, text: "First." });
    await bring({ by: [one.address], messageId, text: "Second." });
    expect(await linesOf(one)).toHaveLength(2);
  });
});

describe("the webhook", () => {
  test("answers once it is written down, and the worker files it", async () => {
    const one = await start();
    const before = provider.fetches();
    const { status, id } = await announce({ by: [one.address], text: "In a moment." });
    expect(status).toBe(200);
    expect(provider.fetches()).toBe(before);
    expect(await linesOf(one)).toHaveLength(0);
    // What the worker wakes by: something is due at once, and nothing after it.
    expect(await msUntilNextFetch()).toBe(0);
    await work();
    expect(await linesOf(one)).toMatchObject([{ text: "In a moment." }]);
    expect(await db().inboundArrival.findFirstOrThrow({ where: { id } })).toMatchObject({
      nextTryAt: null,
      lastError: null,
    });
    expect(await msUntilNextFetch()).toBeNull();
  });

  test("wakes the worker, once for each email that is new", async () => {
    const one = await start();
    const heard = vi.fn<() => void>();
    const stop = listenFor("queue:fetch-emails", heard);
    onTestFinished(stop);
    // Heard as soon as the connection is there, in case something was missed.
    await expect.poll(() => heard.mock.calls.length).toBe(1);
    const { id } = await announce({ by: [one.address] });
    await expect.poll(() => heard.mock.calls.length).toBe(2);
    await post(receivedEvent(id, { to: [one.address] }));
    await announce({ by: [one.address] });
    await expect.poll(() => heard.mock.calls.length).toBe(3);
  });

  test("is bounded for what is not signed, and not for what is", async () => {
    const headers = { [ADDRESS_HEADER]: "192.0.2.77" };
    const send = async (secret: string, body: string) => {
      const request = signedRequest(URL_OF, secret, body);
      Object.entries(headers).forEach(([name, value]) => request.headers.set(name, value));
      return (await route.POST(request, { params: Promise.resolve({}) })).status;
    };
    const signed = () => send(SECRET, eventAbout("email.delivered", { id: randomUUID() }));
    // One more that is not signed fits into this minute.
    for (let n = 0; n < 1_199; n += 1) await withinWebhookLimit(new Headers(headers));
    expect([await signed(), await signed(), await signed()]).toEqual([200, 200, 200]);
    const forged = newWebhookSecret();
    expect([await send(forged, "{}"), await send(forged, "{}")]).toEqual([401, 429]);
  });
});

describe("a fetch that fails", () => {
  test("is asked for again, for an hour, and nothing is lost", async () => {
    const one = await start();
    provider.refuseFetches(500);
    const { id, status } = await bring({ by: [one.address], text: "After an hour." });
    // It is written down, so nothing depends on the provider saying it again.
    expect(status).toBe(200);
    const find = () => db().inboundArrival.findFirstOrThrow({ where: { id } });
    for (let tries = 1; tries <= 6; tries += 1) {
      expect(await find()).toMatchObject({ tries, takenAt: null });
      await db().inboundArrival.updateMany({ where: { id }, data: { nextTryAt: new Date(0) } });
      await work();
    }
    // The seventh wait is an hour, and the email is there after it.
    const { nextTryAt } = await find();
    expect(nextTryAt!.getTime() - Date.now()).toBeGreaterThan(55 * 60_000);
    expect(await linesOf(one)).toHaveLength(0);
    provider.refuseFetches(0);
    await db().inboundArrival.updateMany({ where: { id }, data: { nextTryAt: new Date(0) } });
    await work();
    expect(await linesOf(one)).toMatchObject([{ text: "After an hour." }]);
    // The provider's own repetition comes after that, and is answered.
    expect(await post(receivedEvent(id, { to: [one.address] }))).toBe(200);
    await work();
    expect(await linesOf(one)).toHaveLength(1);
  });

  test("for three days is told to the freelancer", async () => {
    const one = await start();
    provider.refuseFetches(404);
    const { id } = await bring({ by: [one.address] });
    const announcedAt = new Date(Date.now() - 4 * 86_400_000);
    await db().inboundArrival.updateMany({
      where: { id },
      data: { announcedAt, nextTryAt: new Date(0) },
    });
    await work();
    expect(await held(one)).toMatchObject([
      { heldFor: "NOT_FETCHED", fromAddress: "ines@example.com" },
    ]);
  });

  test("does not begin where the signature is wrong", async () => {
    const one = await start();
    const id = provider.receive({ raw: rawEmail(), to: [one.address] });
    const request = signedRequest(
      URL_OF,
      newWebhookSecret(),
      receivedEvent(id, { to: [one.address] }),
    );
    const { status } = await route.POST(request, { params: Promise.resolve({}) });
    expect(status).toBe(401);
    expect(await db().inboundArrival.count({ where: { id } })).toBe(0);
  });
});

const map = { name: "map.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-1.7 a map") };

describe("attachments", () => {
  test("of a signature stay with the email, a photo in its text is a file", async () => {
    const one = await start();
    const picture = (name: string, bytes: number) => ({
      name,
      type: "image/png",
      bytes: Buffer.alloc(bytes, 1),
      isInline: true,
    });
    const attachments = [picture("logo.png", 9_000), picture("beach.png", 90_000)];
    await bring({ by: [one.address], text: "See the beach.", attachments });
    const files = await db().file.findMany({ where: { projectId: one.projectId } });
    expect(files.map(({ name }) => name)).toEqual(["beach.png"]);
    const [inbound] = await db().inboundEmail.findMany({
      where: { contactId: one.person.contactId },
    });
    expect(inbound!.rawKey).not.toBeNull();
  });

  test("become files of the project, with the line", async () => {
    const one = await start();
    await bring({ by: [one.address], text: "See the map.", attachments: [map] });
    const files = await db().file.findMany({ where: { projectId: one.projectId } });
    expect(files).toMatchObject([
      { name: "map.pdf", mediaType: "application/pdf", contactId: one.person.contactId },
    ]);
    expect(files[0]!.storedAt).not.toBeNull();
  });

  test("come from their own list where the email itself is not kept", async () => {
    const one = await start();
    await bring({
      by: [one.address],
      over: {
        hasRaw: false,
        text: "In parts.",
        attachments: [{ filename: "plan.pdf", content_type: "application/pdf", bytes: map.bytes }],
      },
    });
    expect(await linesOf(one)).toMatchObject([{ text: "In parts." }]);
    const files = await db().file.findMany({ where: { projectId: one.projectId } });
    expect(files).toMatchObject([{ name: "plan.pdf", bytes: BigInt(map.bytes.byteLength) }]);
  });

  test("that do not fit into the project stay with the email", async () => {
    const one = await start();
    await db().file.create({
      data: {
        freelancerId: one.scope.freelancerId,
        projectId: one.projectId,
        name: "huge.mov",
        mediaType: "video/quicktime",
        bytes: 2_000_000_000,
        storeKey: randomUUID(),
        storedAt: new Date(),
      },
    });
    await bring({ by: [one.address], text: "No room.", attachments: [map] });
    const [line] = await linesOf(one);
    expect(line).toMatchObject({ text: "No room." });
    const raw = await readRaw(line!.inboundEmail!.rawKey);
    expect(Buffer.from(raw!).toString()).toContain(map.bytes.toString("base64"));
  });
});

describe("what is no proper email", () => {
  test("of 20 MB and more is held with its words, and can be put into the thread", async () => {
    const one = await start();
    const huge = { ...map, bytes: Buffer.alloc(20_000_000, 65) };
    const { status } = await bring({
      by: [one.address],
      attachments: [huge],
      over: { text: "The film is attached." },
    });
    expect(status).toBe(200);
    expect(await linesOf(one)).toHaveLength(0);
    const [row] = await held(one);
    expect(row).toMatchObject({ heldFor: "TOO_LARGE" });
    await fileHeld(one.scope, row!.id, { projectId: one.projectId }, new Date());
    expect(await linesOf(one)).toMatchObject([{ text: "The film is attached." }]);
  });

  test("of many MB is read in a thread, and holds up nothing else", async () => {
    await build(bundleOptions(["read-email"]) as BuildOptions);
    const film = { ...map, bytes: Buffer.alloc(12_000_000, "A film. ") };
    const raw = rawEmail({ text: "The film is attached.", attachments: [film] });
    /** How often other work had its turn meanwhile. */
    const turnsWhile = async (reading: Promise<ReadEmail>) => {
      let turns = 0;
      const timer = setInterval(() => (turns += 1), 1);
      const email = await reading;
      clearInterval(timer);
      return { turns, email };
    };
    const aside = await turnsWhile(readAside(raw));
    const here = await turnsWhile(readEmail(raw));
    expect(aside.turns).toBeGreaterThan(0);
    // The control: here nothing else has a turn.
    expect(here.turns).toBe(0);
    expect(aside.email.reply).toBe("The film is attached.");
    expect(film.bytes.equals(aside.email.attachments[0]!.bytes)).toBe(true);
    const one = await start();
    await bring({ by: [one.address], text: "A film.", attachments: [film] });
    expect(await linesOf(one)).toMatchObject([{ text: "A film." }]);
    const files = await db().file.findMany({ where: { projectId: one.projectId } });
    expect(files).toMatchObject([{ bytes: BigInt(film.bytes.byteLength) }]);
  });

  test.each([
    ["nothing but an emoji", "👍", "👍"],
    ["nothing at all", "", "(no text)"],
    ["nothing but a quote", "On 27 Nov 2026, Mira Holm wrote:\n> Friday?\n", "(no text)"],
  ])("with %s says so", async (_what, text, line) => {
    const one = await start();
    await bring({ by: [one.address], text });
    expect(await linesOf(one)).toMatchObject([{ text: line }]);
  });

  test("with attachments alone says so in the sender's language", async () => {
    const one = await start({ language: "de" });
    await bring({ by: [one.address], text: "", attachments: [map] });
    expect(await linesOf(one)).toMatchObject([{ text: "(nur Anhänge)" }]);
  });

  const nested = (deep: number): string =>
    deep === 0
      ? "Subject: inside\r\n\r\nthe innermost\r\n"
      : `Content-Type: message/rfc822\r\n\r\n${nested(deep - 1)}`;

  test.each([
    [
      "broken MIME",
      'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\ncut off in the mid',
    ],
    [
      "a charset that does not exist",
      "Content-Type: text/plain; charset=x-nonsense\r\n\r\nna\xefve",
    ],
    ["message/rfc822 twenty deep", nested(20)],
    ["bytes that are nothing", "\u0000\u0001\u0002\u0000".repeat(500)],
  ])("with %s is kept: as a line, or held", async (_what, body) => {
    const one = await start();
    const raw = Buffer.from(
      `From: ines@example.com\r\nTo: ${one.address}\r\nSubject: Odd\r\nMIME-Version: 1.0\r\n${body}`,
      "latin1",
    );
    expect((await bring({ by: [one.address], over: { raw } })).status).toBe(200);
    expect((await linesOf(one)).length + (await held(one)).length).toBe(1);
  });

  test("of a program is in the thread, and no email tells of it", async () => {
    const one = await start();
    const before = await db().email.count({ where: { freelancerId: one.scope.freelancerId } });
    const headers = ["Auto-Submitted: auto-replied"];
    await bring({ by: [one.address], headers, text: "I am away until Monday." });
    expect(await linesOf(one)).toMatchObject([{ isAutomatic: true }]);
    const { waitingSince } = await db().project.findUniqueOrThrow({ where: { id: one.projectId } });
    expect(waitingSince).toBeNull();
    expect(await db().email.count({ where: { freelancerId: one.scope.freelancerId } })).toBe(
      before,
    );
    // A program that answers again and again is held.
    for (let n = 0; n < 5; n += 1) await bring({ by: [one.address], headers, text: `Away ${n}.` });
    expect(await linesOf(one)).toHaveLength(5);
    expect(await held(one)).toMatchObject([{ heldFor: "LOOP" }]);
  });

  test("of which there are too many is held, and none is lost", async () => {
    const one = await start();
    for (let n = 0; n < 33; n += 1) await bring({ by: [one.address], text: `Number ${n}.` });
    expect(await linesOf(one)).toHaveLength(30);
    expect(await held(one)).toHaveLength(3);
  });
});

describe("a held email", () => {
  async function heldOne(over: RawEmail = {}) {
    const one = await start();
    const by = [studioAddress(one.scope.freelancerId, null)!];
    await bring({ by, from: "rui@elsewhere.example", text: "About the map.", ...over });
    const [row] = await held(one);
    return { ...one, inboundId: row!.id };
  }

  test("is put into a thread with its attachments, once", async () => {
    const one = await heldOne({ attachments: [map] });
    const file = () => fileHeld(one.scope, one.inboundId, { projectId: one.projectId }, new Date());
    await file();
    expect(await linesOf(one)).toMatchObject([
      { text: "About the map.", inboundEmail: { fromAddress: "rui@elsewhere.example" } },
    ]);
    expect(await db().file.count({ where: { projectId: one.projectId } })).toBe(1);
    expect(await held(one)).toHaveLength(0);
    await expect(file()).rejects.toThrow("in a thread already");
    expect(await linesOf(one)).toHaveLength(1);
    // What came in is not kept twice.
    expect((await getInbound(one.scope, one.inboundId)).rawKey).toBeNull();
  });

  test("that is ignored waits no more, and can still be put into a thread", async () => {
    const one = await heldOne();
    await ignoreHeld(one.scope, one.inboundId, new Date());
    expect(await held(one)).toHaveLength(0);
    await fileHeld(one.scope, one.inboundId, { contactId: one.person.contactId }, new Date());
    const lines = await db().message.findMany({
      where: { clientId: one.person.clientId, projectId: null },
    });
    expect(lines).toMatchObject([{ text: "About the map." }]);
  });

  test("is not there for another freelancer, nor is a thread of theirs", async () => {
    const [one, other] = [await heldOne(), await start()];
    await expect(
      fileHeld(other.scope, one.inboundId, { projectId: other.projectId }, new Date()),
    ).rejects.toMatchObject({ code: "not-found" });
    await expect(
      fileHeld(one.scope, one.inboundId, { projectId: other.projectId }, new Date()),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await linesOf(other)).toHaveLength(0);
  });
});

describe("a bounce that comes to the reply address", () => {
  const headers = [
    "Auto-Submitted: auto-replied",
    "Content-Type: multipart/report; report-type=delivery-status",
  ];

  test("is noted with its email, and is no line", async () => {
    const one = await start();
    const raw = {
      from: "MAILER-DAEMON@example.com",
      headers,
      subject: "Undelivered Mail Returned to Sender",
    };
    await bring({ ...raw, by: [one.address] });
    expect(await linesOf(one)).toHaveLength(0);
    expect(await db().email.findUnique({ where: { id: one.key } })).toMatchObject({
      bouncedAt: expect.any(Date),
    });
  });
});

describe("an account of a freelancer's own", () => {
  test("brings email to its own studio alone", async () => {
    const [one, other] = [await start(), await start()];
    const account = await db().mailAccount.create({
      data: {
        freelancerId: other.scope.freelancerId,
        keyCipher: seal("mail-account", "re_of_the_other"),
        webhookCipher: seal("webhook-secret", SECRET),
      },
    });
    const by = [one.address];
    const id = provider.receive({ raw: rawEmail({ from: "ines@example.com" }), to: by });
    const request = signedRequest(URL_OF, SECRET, receivedEvent(id, { to: by }));
    const { status } = await route.POST(request, {
      params: Promise.resolve({ account: [account.id] }),
    });
    expect(status).toBe(200);
    await work();
    expect(await linesOf(one)).toHaveLength(0);
    expect(await linesOf(other)).toHaveLength(1);
  });

  test("that was removed meanwhile brings nothing to anybody", async () => {
    const one = await start();
    const id = provider.receive({ raw: rawEmail(), to: [one.address] });
    const facts = {
      from: "ines@example.com",
      subject: "Hello",
      messageId: "",
      addresses: [one.address],
    };
    await noteArrival(randomUUID(), id, facts, new Date());
    await work();
    expect(await linesOf(one)).toHaveLength(0);
    expect(await held(one)).toEqual([]);
    expect(await db().inboundArrival.findFirst({ where: { id } })).toMatchObject({
      nextTryAt: null,
      unclaimedAt: expect.any(Date),
    });
  });
});
