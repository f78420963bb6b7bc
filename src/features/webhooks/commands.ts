import { randomBytes } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/tokens";
import { faultInTarget } from "./delivery/post";
import { TOPICS, type Topic } from "./kinds";

/** More than anybody has programs. */
const MOST_ENDPOINTS = 10;
const SECRET_BYTES = 32;

/**
 * Adds an address that hears of these topics from now on, and returns the secret its requests are signed with. Refuses
 * one in a private network, unless the install allows it, one that is not encrypted, and more than ten.
 */
export async function addEndpoint(
  scope: Scope,
  { url, topics }: { url: string; topics: string[] },
): Promise<string> {
  const chosen = topics.filter((topic) => TOPICS.includes(topic as Topic));
  if (chosen.length === 0)
    throw new Refusal("invalid", say("otherPrograms.webhooks.topicsMissing"), "topics");
  await refuseTarget(url);
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    if ((await tx.webhookEndpoint.count({ where: { freelancerId } })) >= MOST_ENDPOINTS)
      throw new Refusal(
        "too-many",
        say("otherPrograms.webhooks.tooMany", { most: MOST_ENDPOINTS }),
      );
    await tx.webhookEndpoint.create({
      data: {
        freelancerId,
        url,
        topics: chosen,
        secretCipher: seal("webhook-signing", secret),
        createdAt: databaseNow(),
      },
    });
    await record(tx, { ...byFreelancer(scope), kind: "webhook.added", data: { url } });
  });
  return secret;
}

/** Refuses an address in a private network, unless the install allows it, and one that is not encrypted. */
async function refuseTarget(url: string): Promise<void> {
  const fault = await faultInTarget(url);
  if (!fault) return;
  const host = new URL(url).hostname;
  throw new Refusal("invalid", say(`otherPrograms.refused.${fault}`, { host }), "url");
}

/**
 * Has what an address hears, and what still waits for it, go to another one from now on, signed with the same secret.
 * Its failures so far are forgotten; one that is off stays off. Refuses what `addEndpoint` refuses.
 */
export async function moveEndpoint(scope: Scope, endpointId: string, url: string): Promise<void> {
  const where = { id: endpointId, freelancerId: scope.freelancerId };
  if (!(await db().webhookEndpoint.count({ where }))) throw notFound("webhook");
  await refuseTarget(url);
  await onEndpoint(scope, endpointId, async (tx, before) => {
    if (before === url) return null;
    await tx.webhookEndpoint.update({ where, data: { url, failingSince: null } });
    return { kind: "webhook.moved" as const, data: { url, before } };
  });
}

/** Switches an address on, which then hears what waits as well, or off. */
export async function switchEndpoint(
  scope: Scope,
  endpointId: string,
  isOn: boolean,
): Promise<void> {
  await onEndpoint(scope, endpointId, async (tx, url) => {
    await tx.webhookEndpoint.update({
      where: { id: endpointId, freelancerId: scope.freelancerId },
      data: isOn
        ? { offAt: null, offWhy: "", failingSince: null }
        : { offAt: databaseNow(), offWhy: "hand" },
    });
    return { kind: "webhook.switched" as const, data: { url, isOn } };
  });
}

/** Removes an address with its log. */
export async function removeEndpoint(scope: Scope, endpointId: string): Promise<void> {
  await onEndpoint(scope, endpointId, async (tx, url) => {
    const where = { id: endpointId, freelancerId: scope.freelancerId };
    await tx.webhookEndpoint.delete({ where });
    return { kind: "webhook.removed" as const, data: { url } };
  });
}

/** Returns the secret that an address's requests are signed with. */
export async function revealSecret(scope: Scope, endpointId: string): Promise<string> {
  const found = await db().webhookEndpoint.findUnique({
    where: { id: endpointId, freelancerId: scope.freelancerId },
    select: { secretCipher: true },
  });
  if (!found) throw notFound("webhook");
  return unseal("webhook-signing", found.secretCipher);
}

/** Sends an address a test, which tells of nothing. */
export async function sendTest(scope: Scope, endpointId: string): Promise<void> {
  await onEndpoint(scope, endpointId, async (tx, url) => {
    const now = databaseNow();
    const { freelancerId } = scope;
    await tx.webhookDelivery.create({
      data: { freelancerId, endpointId, kind: "test", at: now, dueAt: now },
    });
    return { kind: "webhook.tested" as const, data: { url } };
  });
}

/** Sends once more what an address heard or should have heard, under the same id, with all its attempts anew. */
export async function replayDelivery(scope: Scope, deliveryId: string): Promise<void> {
  const where = { id: deliveryId, freelancerId: scope.freelancerId };
  const found = await db().webhookDelivery.findUnique({
    where,
    select: { endpointId: true, kind: true, at: true, entryId: true },
  });
  if (!found) throw notFound("delivery");
  await onEndpoint(scope, found.endpointId, async (tx, url) => {
    await tx.webhookDelivery.update({
      where,
      data: { dueAt: databaseNow(), attempts: 0, deliveredAt: null },
    });
    return { kind: "webhook.replayed" as const, data: { url } };
  });
}

type Done =
  | { kind: "webhook.moved"; data: { url: string; before: string } }
  | { kind: "webhook.switched"; data: { url: string; isOn: boolean } }
  | { kind: "webhook.removed" | "webhook.tested" | "webhook.replayed"; data: { url: string } };

async function onEndpoint(
  scope: Scope,
  endpointId: string,
  work: (tx: Tx, url: string) => Promise<Done | null>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const found = await tx.webhookEndpoint.findUnique({
      where: { id: endpointId, freelancerId: scope.freelancerId },
      select: { url: true },
    });
    if (!found) throw notFound("webhook");
    const done = await work(tx, found.url);
    if (done) await record(tx, { ...byFreelancer(scope), ...done });
  });
}
