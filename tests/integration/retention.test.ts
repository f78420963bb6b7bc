import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { replaceLink } from "@/features/clients/links/commands";
import { openWords, sealWords } from "@/features/emails/commands";
import { getEmail } from "@/features/emails/queries";
import { keepRaw, readRaw } from "@/features/inbound/commands";
import { getInbound } from "@/features/inbound/queries";
import { saveRetention } from "@/features/retention/commands";
import { getRetention } from "@/features/retention/queries";
import { DEFAULT_RETENTION } from "@/features/retention/rules";
import { deleteDue } from "@/features/files/deletions/commands";
import { seal } from "@/lib/tokens";
import { forgetOld } from "@/workflows/forget-old/commands";
import { client, freelancer, newEmail, project } from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-retention-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const NOW = new Date();
const ago = (months: number) => new Date(NOW.getTime() - months * 31 * 86_400_000);
const forever = { emailMonths: null, receivedMonths: null, historyMonths: null, linkMonths: null };

async function sent(scope: Scope, months: number, over: object = {}): Promise<string> {
  const { words, ...email } = newEmail(scope, { subject: `Sent ${months} months ago` });
  const at = ago(months);
  const { id } = await db().email.create({
    data: {
      ...email,
      wordsCipher: sealWords(words),
      frozenCipher: seal("email", "the bytes"),
      sendAt: at,
      settledAt: at,
      sentAt: at,
      ...over,
    },
  });
  return id;
}

async function received(scope: Scope, months: number, over: object = {}): Promise<string> {
  const words = {
    text: "All of it",
    reply: "",
    quoted: "A quote",
    isInterleaved: false,
    attachments: [],
    problem: null,
  };
  const { id } = await db().inboundEmail.create({
    data: {
      freelancerId: scope.freelancerId,
      accountId: "install",
      providerId: randomUUID(),
      digest: Buffer.from(randomUUID()),
      receivedAt: ago(months),
      fromName: "Ines",
      fromAddress: "ines@example.com",
      subject: "Re: the map",
      isVerified: true,
      route: "SENDER",
      wordsCipher: seal("inbound-email", JSON.stringify(words)),
      rawKey: await keepRaw(scope.freelancerId, randomUUID(), Buffer.from("From: Ines")),
      filedAt: ago(months),
      ...over,
    },
  });
  return id;
}

test("words of settled emails are forgotten after their time, and their rows stay", async () => {
  const scope = await freelancer();
  await saveRetention(scope, { ...forever, emailMonths: 6 });
  const [old, young] = [await sent(scope, 7), await sent(scope, 5)];
  const toReview = await sent(scope, 7, { sentAt: null, needsReviewAt: ago(7) });
  await forgetOld(NOW);
  const email = await db().email.findUniqueOrThrow({ where: { id: old } });
  expect(email).toMatchObject({ subject: "Sent 7 months ago", frozenCipher: null, sentAt: ago(7) });
  expect(email.forgottenAt).not.toBeNull();
  expect(openWords(email.wordsCipher).paragraphs).toEqual([]);
  expect(await getEmail(scope, old)).toMatchObject({
    forgottenAt: expect.any(Date),
    editable: null,
  });
  for (const id of [young, toReview])
    expect(await db().email.findUniqueOrThrow({ where: { id } })).toMatchObject({
      forgottenAt: null,
    });
});

test("received emails lose their text and their bytes, but one that waits for a decision", async () => {
  const scope = await freelancer();
  await saveRetention(scope, { ...forever, receivedMonths: 3 });
  const [old, young] = [await received(scope, 4), await received(scope, 2)];
  const waits = await received(scope, 4, { filedAt: null, heldAt: ago(4) });
  const { rawKey } = await getInbound(scope, old);
  expect(await readRaw(rawKey)).not.toBeNull();
  await forgetOld(NOW);
  await deleteDue(new Date(NOW.getTime() + 1000));
  expect(await readRaw(rawKey)).toBeNull();
  const { words, ...email } = await getInbound(scope, old);
  expect(words).toMatchObject({ text: "", quoted: "" });
  expect(email).toMatchObject({ subject: "Re: the map", rawKey: null });
  for (const id of [young, waits]) {
    const one = await getInbound(scope, id);
    expect(one.words.text).toBe("All of it");
    expect(await readRaw(one.rawKey)).not.toBeNull();
  }
});

test("history goes, and links of people with whom nothing is going on end", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  await saveRetention(scope, { ...forever, historyMonths: 12, linkMonths: 12 });
  const entry = (months: number, kind = "client.added") => ({
    data: { freelancerId, at: ago(months), actor: "FREELANCER", kind } as const,
  });
  const [{ id: old }, { id: young }, { id: counted }] = [
    await db().historyEntry.create(entry(13)),
    await db().historyEntry.create(entry(11)),
    // It is a figure: it would be another one without it.
    await db().historyEntry.create(entry(13, "client.cameBack")),
  ];
  const [idle, busy, renewed, fresh] = [
    await client(scope, { address: "idle@example.com" }),
    await client(scope, { address: "busy@example.com" }),
    await client(scope, { address: "renewed@example.com" }),
    await client(scope, { address: "fresh@example.com" }),
  ];
  for (const { contactId } of [idle, busy, renewed])
    await db().contact.update({
      where: { id: contactId },
      data: { createdAt: ago(20), linkMadeAt: ago(20) },
    });
  await inTransaction((tx) => replaceLink(tx, scope, renewed.contactId));
  const done = await project(scope, idle);
  await db().project.update({ where: { id: done }, data: { completedAt: ago(13) } });
  await db().email.updateMany({ where: { projectId: done }, data: { settledAt: NOW } });
  await project(scope, busy);
  await forgetOld(NOW);
  const ids = { id: { in: [old, young, counted] } };
  const left = await db().historyEntry.findMany({ where: ids });
  expect(left.map(({ id }) => id).toSorted()).toEqual([young, counted].toSorted());
  const revoked = await db().contact.findMany({
    where: { freelancerId, linkRevokedAt: { not: null } },
    select: { id: true },
  });
  expect(revoked).toEqual([{ id: idle.contactId }]);
  expect(fresh.contactId).not.toBe(idle.contactId);
  const [told] = await db().historyEntry.findMany({
    where: { freelancerId, kind: "link.revoked" },
  });
  expect(told).toMatchObject({ actor: "UPTOMARK", contactId: idle.contactId });
});

test("more than one batch is forgotten, and nothing once it is told to stop", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  await saveRetention(scope, { ...forever, historyMonths: 3 });
  await db().historyEntry.createMany({
    data: Array.from({ length: 1200 }, () => ({
      freelancerId,
      at: ago(4),
      actor: "FREELANCER" as const,
      kind: "client.added",
    })),
  });
  const left = () => db().historyEntry.count({ where: { freelancerId, at: { lt: ago(3) } } });
  await forgetOld(NOW, () => true);
  expect(await left()).toBe(1200);
  await forgetOld(NOW);
  expect(await left()).toBe(0);
});

test("more idle links than one batch all end in one night", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  const { clientId } = await client(scope);
  await saveRetention(scope, { ...forever, linkMonths: 12 });
  await db().contact.createMany({
    data: Array.from({ length: 510 }, (_, i) => ({
      freelancerId,
      clientId,
      name: "Ines Duarte",
      address: `ines${i}@example.com`,
      zone: "Europe/Lisbon",
      linkHash: Buffer.from(randomUUID()),
      linkCipher: seal("contact-link", `token ${i}`),
      linkMadeAt: ago(13),
    })),
  });
  await forgetOld(NOW);
  const where = { freelancerId, linkRevokedAt: { not: null } };
  expect(await db().contact.count({ where })).toBe(510);
});

test("for ever is for ever, and without a choice the defaults hold", async () => {
  const scope = await freelancer();
  expect(await getRetention(scope)).toEqual(DEFAULT_RETENTION);
  const [old, young] = [await sent(scope, 26), await sent(scope, 22)];
  await saveRetention(scope, forever);
  await forgetOld(NOW);
  const forgotten = (id: string) => db().email.count({ where: { id, forgottenAt: { not: null } } });
  expect(await forgotten(old)).toBe(0);
  await db().retention.deleteMany({ where: { freelancerId: scope.freelancerId } });
  await forgetOld(NOW);
  expect([await forgotten(old), await forgotten(young)]).toEqual([1, 0]);
});
