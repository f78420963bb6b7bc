import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { notFound } from "@/lib/errors";

const shown = {
  id: true,
  url: true,
  topics: true,
  failingSince: true,
  offAt: true,
  offWhy: true,
} as const;

/** Returns the addresses that hear what happens in this studio, in the order of their adding. */
export async function listEndpoints(scope: Scope) {
  return db().webhookEndpoint.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { id: "asc" },
    select: shown,
  });
}

export type EndpointRow = Awaited<ReturnType<typeof listEndpoints>>[number];

/** Returns one of them; refused as not found where it is none of the freelancer's. */
export async function getEndpoint(scope: Scope, endpointId: string): Promise<EndpointRow> {
  const found = await db().webhookEndpoint.findUnique({
    where: { id: endpointId, freelancerId: scope.freelancerId },
    select: shown,
  });
  if (!found) throw notFound("webhook");
  return found;
}

const PAGE = 50;

/** Returns what one address heard in the last thirty days and what waits, the latest first, fifty at a time. */
export async function listDeliveries(scope: Scope, endpointId: string, after?: string) {
  const where = { endpointId, freelancerId: scope.freelancerId };
  if (after && !(await db().webhookDelivery.count({ where: { ...where, id: after } })))
    throw notFound("page");
  const rows = await db().webhookDelivery.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: {
      id: true,
      kind: true,
      at: true,
      attempts: true,
      dueAt: true,
      deliveredAt: true,
      status: true,
      tookMs: true,
      answer: true,
      why: true,
    },
  });
  const deliveries = rows.slice(0, PAGE);
  return { deliveries, more: rows.length > PAGE ? deliveries.at(-1)!.id : null };
}

export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>["deliveries"][number];
