import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { notFound } from "@/lib/errors";
import { weekOf } from "./rules";
import type { FirstSteps, StudioSettings } from "./schema";

/** Opens the freelancer's studio. A second time changes nothing: the first answer stands. */
export async function openStudio(scope: Scope, input: FirstSteps): Promise<void> {
  const { workDays, opensAt, closesAt, ...rest } = input;
  await inTransaction((tx) =>
    tx.studio.createMany({ data: [{ ...rest, freelancerId: scope.freelancerId, hours: weekOf(workDays, opensAt, closesAt) }], skipDuplicates: true }),
  );
}

/** Changes the studio's own facts and delays. What has been planned already keeps its time. */
export async function arrangeStudio(scope: Scope, input: StudioSettings): Promise<void> {
  const { workDays, opensAt, closesAt, ...rest } = input;
  const { count } = await inTransaction((tx) =>
    tx.studio.updateMany({
      where: { freelancerId: scope.freelancerId },
      data: { ...rest, hours: weekOf(workDays, opensAt, closesAt) },
    }),
  );
  if (count === 0) throw notFound("studio");
}
