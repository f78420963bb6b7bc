import { db, inTransaction } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { record } from "@/features/history/commands";
import { bodyOf, nextTry, whyOff, type Attempt } from "@/features/webhooks/rules";
import { unseal } from "@/lib/tokens";
import { signedHeaders } from "@/mail/webhook";
import { post, type Posting } from "./post";

/** Longer than an attempt may take: a worker that was killed meanwhile is followed by another, with the same id. */
const TURN_MS = 60_000;
/** As many in one go as leave the others their turn. */
const MOST_IN_A_ROW = 200;
/** As many addresses at once; the worker looks again at once for the others. */
const MOST_AT_ONCE = 50;

/** Milliseconds until the next delivery is due; null where none waits. */
export async function msUntilNextDelivery(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(d."dueAt") - clock_timestamp()) * 1000)::float8 AS "ms"
    FROM "WebhookDelivery" d JOIN "WebhookEndpoint" e ON e."id" = d."endpointId"
    WHERE d."dueAt" IS NOT NULL AND e."offAt" IS NULL`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}

/**
 * Sends what is due, to each address one after the other and to all of them beside each other; an address that fails
 * waits for its next time. What was sent and not recorded, since the worker was killed, is sent once more under the
 * same webhook-id.
 */
export async function sendDueWebhooks(
  stopped: () => boolean,
  options: Posting = {},
): Promise<void> {
  const due = await db().webhookEndpoint.findMany({
    where: { offAt: null, deliveries: { some: { dueAt: { lte: databaseNow() } } } },
    select: { id: true },
    take: MOST_AT_ONCE,
  });
  await Promise.all(due.map(({ id }) => sendTo(id, stopped, options)));
}

async function sendTo(endpointId: string, stopped: () => boolean, options: Posting): Promise<void> {
  for (let sent = 0; sent < MOST_IN_A_ROW && !stopped(); sent += 1) {
    const delivery = await takeDue(endpointId);
    if (!delivery) return;
    const { id, endpoint } = delivery;
    const body = bodyOf(delivery);
    const secret = unseal("webhook-signing", endpoint.secretCipher);
    const headers = signedHeaders(secret, id, databaseNow(), body);
    const attempt = await post(endpoint.url, body, headers, options);
    await settle(delivery, attempt);
    if (attempt.why) return;
  }
}

/** Takes the next that is due: no other worker gets it meanwhile. */
async function takeDue(endpointId: string) {
  const now = databaseNow();
  const turn = new Date(now.getTime() + TURN_MS);
  const [taken] = await db().$queryRaw<{ id: string }[]>`
    UPDATE "WebhookDelivery" SET "dueAt" = ${turn}, "attempts" = "attempts" + 1 WHERE "id" = (
      SELECT "id" FROM "WebhookDelivery" WHERE "endpointId" = ${endpointId}::uuid AND "dueAt" <= ${now}
      ORDER BY "dueAt", "at" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id"`;
  if (!taken) return null;
  return db().webhookDelivery.findUnique({
    where: { id: taken.id },
    select: {
      id: true,
      freelancerId: true,
      endpointId: true,
      kind: true,
      at: true,
      attempts: true,
      endpoint: { select: { url: true, secretCipher: true } },
      entry: {
        select: {
          actor: true,
          clientId: true,
          projectId: true,
          contactId: true,
          subcontractorId: true,
          subjectId: true,
        },
      },
    },
  });
}

type Taken = NonNullable<Awaited<ReturnType<typeof takeDue>>>;

async function settle(taken: Taken, attempt: Attempt) {
  const { id, freelancerId, endpointId, attempts } = taken;
  const to = taken.endpoint.url;
  const { why, ...result } = attempt;
  const now = databaseNow();
  await inTransaction(async (tx) => {
    // Erased, or removed with its address meanwhile: then there is nothing to settle.
    await tx.webhookDelivery.updateMany({
      where: { id, freelancerId },
      data: {
        ...result,
        why,
        triedAt: now,
        dueAt: why ? nextTry(attempts, now) : null,
        deliveredAt: why ? null : now,
      },
    });
    const endpoint = await tx.webhookEndpoint.findUnique({
      where: { id: endpointId, freelancerId },
      select: { failingSince: true, offAt: true, url: true },
    });
    // What became of an attempt at an address that was changed meanwhile says nothing of the new one.
    if (!endpoint || endpoint.url !== to) return;
    const failingSince = why ? (endpoint.failingSince ?? now) : null;
    const offWhy = why ? whyOff(attempt, failingSince, now) : null;
    const isOff = offWhy && !endpoint.offAt ? { offAt: now, offWhy } : {};
    await tx.webhookEndpoint.updateMany({
      where: { id: endpointId, freelancerId },
      data: { failingSince, ...isOff },
    });
    if (!("offAt" in isOff)) return;
    const by = { freelancerId, actor: "UPTOMARK" as const, subjectId: endpointId };
    await record(tx, { ...by, kind: "webhook.gaveUp", data: { url: endpoint.url } });
  });
}

const KEPT_MS = 30 * 86_400_000;

/** Deletes the log of what is older than thirty days. */
export async function sweepDeliveries(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db().webhookDelivery.deleteMany({ where: { at: { lt: before } } });
}
