import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns the addresses of other programs that were switched off by themselves. */
export async function listOffWebhooks(scope: Scope) {
  const rows = await db().webhookEndpoint.findMany({
    where: {
      freelancerId: scope.freelancerId,
      offAt: { not: null },
      offWhy: { in: ["gone", "failing"] },
    },
    orderBy: { offAt: "asc" },
    select: { id: true, url: true, offAt: true, offWhy: true },
  });
  return rows.map(({ id, url, offAt, offWhy }) => ({
    kind: "webhook off" as const,
    endpointId: id,
    host: new URL(url).host,
    why: offWhy === "gone" ? ("gone" as const) : ("failing" as const),
    at: offAt!,
  }));
}
