import { randomUUID } from "node:crypto";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as route from "@/app/api/webhooks/resend/[[...account]]/route";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { rememberErased } from "@/features/emails/erased/commands";
import { hashOfAddress } from "@/features/emails/erased/hashes";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { attachFile } from "@/features/files/uploads/commands";
import { deleteDue } from "@/features/files/deletions/commands";
import { unseal } from "@/lib/tokens";
import { eraseClient } from "@/workflows/erase-client/commands";
import { replayErasures } from "@/workflows/erase-client/replay/commands";
import { writeToClient } from "@/workflows/post-message/commands";
import { fetchArrivals } from "@/workflows/receive-email/arrivals/commands";
import { releaseOutbox } from "@/workflows/release-outbox/commands";
import { client, freelancer, project, timeHasCome } from "@tests/support/factories";
import { rawEmail, receivedEvent, type RawEmail } from "@tests/support/inbound";
import { startResend, type Resend } from "@tests/support/resend";
import { startS3 } from "@tests/support/s3";
import { newWebhookSecret, signedRequest } from "@tests/support/webhooks";

const SECRET = newWebhookSecret();
const URL_OF = "http://localhost:3000/api/webhooks/resend";
const account = { region: "eu-north-1", keyId: "AKIDUPTOMARK", secret: "of no worth" };
const NAME = "Duarte Lighthouse Tours";
const now = () => new Date();

let provider: Resend;
let s3: Awaited<ReturnType<typeof startS3>>;
let folder: string;
beforeAll(async () => {
  provider = await startResend();
  s3 = await startS3(account);
  folder = await mkdtemp(join(tmpdir(), "uptomark-erasure-faults-"));
  Object.assign(process.env, {
    FILES_DIR: folder,
    S3_ENDPOINT: s3.url,
    S3_BUCKET: "uptomark",
    S3_REGION: account.region,
    S3_ACCESS_KEY_ID: account.keyId,
    S3_SECRET_ACCESS_KEY: account.secret,
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
  await s3.stop();
  await rm(folder, { recursive: true });
});

/** A project whose freelancer has written: the email about it is due. Returns who and what. */
async function written(address = `${randomUUID()}@example.com`) {
  const scope = await freelancer();
  const person = await client(scope, { address });
  const projectId = await project(scope, person);
  const message = { projectId, text: "Does Friday suit you?", formKey: randomUUID(), isNow: true };
  await writeToClient(scope, message, now());
  await timeHasCome(projectId);
  return { scope, person, projectId, address };
}

const sentTo = (address: string) =>
  provider.accepted.filter(({ body }) => body.to.includes(address));
const erase = (scope: Scope, clientId: string) =>
  eraseClient(scope, { clientId, name: NAME }, now());

/** The row of the client as an older backup had it, and nothing of the erasure. */
async function restore(scope: Scope, clientId: string, address: string): Promise<void> {
  const { freelancerId } = scope;
  await db().erasure.deleteMany({ where: { freelancerId } });
  await db().erasedAddress.deleteMany({ where: { freelancerId } });
  await db().keptFigure.deleteMany({ where: { freelancerId } });
  await db().client.create({ data: { id: clientId, freelancerId, name: NAME } });
  await db().contact.create({
    data: {
      freelancerId,
      clientId,
      name: "Ines Duarte",
      address,
      zone: "Europe/Lisbon",
      linkHash: Buffer.from(randomUUID()),
      linkCipher: Buffer.from([0]),
    },
  });
}

describe("emails on their way", () => {
  test("one that is being handed over is waited for, and leaves nothing", async () => {
    const { scope, person, address } = await written();
    let erased: Promise<void> | undefined;
    await deliverDueEmails(undefined, (point) => {
      if (point === "handing over") erased ??= erase(scope, person.clientId);
    });
    await erased;
    expect(erased).toBeDefined();
    expect(sentTo(address)).toHaveLength(1);
    expect(await db().email.count({ where: { toAddress: address } })).toBe(0);
    expect(await db().client.count({ where: { id: person.clientId } })).toBe(0);
  });

  test("one that was claimed and not yet frozen is not sent, and holds up no other", async () => {
    const [gone, stays] = [await written(), await written()];
    const { clientId, contactId } = gone.person;
    let erased: Promise<unknown> | undefined;
    const claimed = await db().email.findFirstOrThrow({ where: { contactId } });
    await deliverDueEmails(undefined, (point, id) => {
      // As if the erasure were over before the worker goes on: its rows are gone at once.
      if (point === "claimed" && id === claimed.id)
        erased ??= db()
          .client.deleteMany({ where: { id: clientId } })
          .then();
    });
    await erased;
    expect(sentTo(stays.address)).toHaveLength(1);
    expect(await db().replyAddress.count({ where: { contactId } })).toBe(0);
    expect(await db().email.count({ where: { contactId } })).toBe(0);
  });

  test("one to an erased address is stopped, and the control is sent", async () => {
    const [erased, control] = [await written(), await written()];
    const { freelancerId } = erased.scope;
    const hashes = [hashOfAddress(freelancerId, erased.address)];
    await rememberErased(db(), erased.scope, hashes, now());
    await deliverDueEmails();
    expect(sentTo(control.address)).toHaveLength(1);
    expect(sentTo(erased.address)).toHaveLength(0);
    const email = await db().email.findFirstOrThrow({ where: { toAddress: erased.address } });
    expect(email).toMatchObject({ skippedAt: expect.any(Date) });
    expect(email.lastError).toContain("was erased");
  });
});

describe("a late email", () => {
  const bring = async (by: string, raw: RawEmail) => {
    const id = provider.receive({ raw: rawEmail({ to: by, ...raw }), to: [by] });
    const body = receivedEvent(id, { to: [by], from: raw.from });
    const request = signedRequest(URL_OF, SECRET, body);
    const answer = await route.POST(request, { params: Promise.resolve({ account: undefined }) });
    await fetchArrivals(() => false);
    return { id, status: answer.status };
  };

  test("of an erased person is refused, and nothing of it is kept", async () => {
    const { scope, person, address } = await written();
    const other = await written();
    await deliverDueEmails();
    const by = sentTo(address)[0]!.body.reply_to!;
    const theirs = sentTo(other.address)[0]!.body.reply_to!;
    await erase(scope, person.clientId);
    const subject = "A very private subject";
    const { id, status } = await bring(by, { from: `Ines <${address}>`, subject });
    // From another address of theirs, by the reply address that they have.
    await bring(by, { from: "Ines <private@example.com>", subject });
    // By the studio's own address, so that only the sender says whose it is.
    await bring(studioAddress(scope.freelancerId, null)!, { from: `Ines <${address}>`, subject });
    // The control: an email of somebody else is taken.
    await bring(theirs, { from: `Rui <${other.address}>`, subject });
    expect(status).toBe(200);
    const { freelancerId } = scope;
    expect(await db().inboundEmail.count({ where: { freelancerId } })).toBe(0);
    expect(await db().message.count({ where: { freelancerId } })).toBe(0);
    const ofOther = { freelancerId: other.scope.freelancerId };
    expect(await db().inboundEmail.count({ where: ofOther })).toBe(1);
    const arrival = await db().inboundArrival.findFirstOrThrow({ where: { id } });
    expect(unseal("inbound-email", arrival.factsCipher)).not.toContain(subject);
    const { _sum } = await db().erasedAddress.aggregate({
      where: { freelancerId },
      _sum: { refused: true },
    });
    expect(_sum.refused).toBe(3);
  });

  test("that was announced before and fetched after is refused as well", async () => {
    const { scope, person, address } = await written();
    await deliverDueEmails();
    const by = sentTo(address)[0]!.body.reply_to!;
    provider.refuseFetches(500);
    const { id } = await bring(by, { from: `Ines <${address}>`, subject: "Secret" });
    expect(
      await db().inboundArrival.findFirst({ where: { id, nextTryAt: { not: null } } }),
    ).not.toBeNull();
    await erase(scope, person.clientId);
    provider.refuseFetches(0);
    await db().inboundArrival.updateMany({
      where: { nextTryAt: { not: null } },
      data: { nextTryAt: now() },
    });
    await fetchArrivals(() => false);
    const arrival = await db().inboundArrival.findFirstOrThrow({ where: { id } });
    expect(arrival.nextTryAt).toBeNull();
    expect(unseal("inbound-email", arrival.factsCipher)).not.toContain("Secret");
    expect(await db().inboundEmail.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
  });
});

describe("files", () => {
  const file = (projectId: string, chunks: AsyncIterable<Uint8Array>) => ({
    projectId,
    name: "map.txt",
    mediaType: "text/plain",
    chunks,
  });
  async function* bytes() {
    yield Buffer.from("A lighthouse");
  }

  test("that the store fails to delete are tried until they are gone", async () => {
    const { scope, person, projectId } = await written();
    await attachFile(scope, file(projectId, bytes()), now);
    expect(s3.objects.size).toBe(1);
    s3.failNext(503);
    await erase(scope, person.clientId);
    expect(await db().file.count({ where: { projectId } })).toBe(0);
    expect(s3.objects.size).toBe(1);
    const [left] = await db().storeDeletion.findMany();
    expect(left).toMatchObject({ tries: 1 });
    // Not before its time.
    await deleteDue(now());
    expect(s3.objects.size).toBe(1);
    s3.failNext(500);
    await deleteDue(new Date(left!.dueAt.getTime() + 1));
    expect(s3.objects.size).toBe(1);
    await deleteDue(new Date(Date.now() + 3_600_000));
    expect(s3.objects.size).toBe(0);
    expect(await db().storeDeletion.count()).toBe(0);
  });

  test("that are on their way are deleted when they arrive", async () => {
    const { scope, person, projectId } = await written();
    async function* slow() {
      yield Buffer.from("A light");
      await erase(scope, person.clientId);
      yield Buffer.from("house");
    }
    await expect(attachFile(scope, file(projectId, slow()), now)).rejects.toMatchObject({
      code: "not-found",
    });
    expect(s3.objects.size).toBe(0);
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
    await db().storeDeletion.deleteMany();
  });
});

describe("after a restore", () => {
  const list = () => join(folder, "erasures.jsonl");

  test("from an older backup a client is erased again", async () => {
    const { scope, person, address } = await written();
    const { clientId } = person;
    await erase(scope, clientId);
    await restore(scope, clientId, address);
    expect(await replayErasures()).toBe(0);
    expect(await db().client.count({ where: { id: clientId } })).toBe(0);
    const hash = hashOfAddress(scope.freelancerId, address);
    expect(await db().erasedAddress.count({ where: { hash } })).toBe(1);
    // Again there is nothing to do, and nobody else is touched.
    const clients = await db().client.count();
    expect(await replayErasures()).toBe(0);
    expect(await db().client.count()).toBe(clients);
  });

  test("the list has no name and no address in it", async () => {
    const { scope, person, address } = await written();
    await erase(scope, person.clientId);
    const text = await readFile(list(), "utf8");
    expect(text).toContain(person.clientId);
    expect(text).not.toContain(address);
    expect(text).not.toContain("Duarte");
  });

  test("a line that was cut off spoils no other, and without a list nothing happens", async () => {
    const { scope, person, address } = await written();
    const { clientId } = person;
    await erase(scope, clientId);
    const whole = await readFile(list(), "utf8");
    await restore(scope, clientId, address);
    await rm(list());
    // The control.
    await replayErasures();
    expect(await db().client.count({ where: { id: clientId } })).toBe(1);
    await writeFile(list(), '{"freelancerId":"not an id');
    await appendFile(list(), whole);
    await replayErasures();
    expect(await db().client.count({ where: { id: clientId } })).toBe(0);
  });

  test("the outbox is not opened before it is done", async () => {
    const { scope, person, address } = await written();
    const { clientId } = person;
    await erase(scope, clientId);
    await restore(scope, clientId, address);
    await db().outbox.updateMany({ data: { quarantinedAt: now(), quarantineWhy: "A copy." } });
    await releaseOutbox(now());
    expect(await db().client.count({ where: { id: clientId } })).toBe(0);
    expect(await db().outbox.count({ where: { quarantinedAt: null } })).toBe(1);
  });
});
