import { freelancerScope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { plan } from "@/features/follow-ups/planning/commands";
import { nextQuietCheck } from "@/features/follow-ups/rules";
import { record } from "@/features/history/commands";
import { listQuiet, nextQuietAt } from "@/features/quiet-clients/queries";
import { forEachDue } from "@/features/studio/due/commands";
import { contactHoursOf } from "@/lib/contact-hours";
import { oneByOne } from "@/lib/one-by-one";

/** One that could not be planned is tried again after this. */
const AGAIN_MS = 60_000;

/**
 * Plans the one question to each client who has been quiet for as long as the studio waits, so far ahead that the
 * forecast shows it. Each in its own transaction, so that one that fails holds up no other; doing it again plans
 * nothing twice.
 */
export function planQuietChecks(now: Date, stopped: () => boolean = () => false): Promise<void> {
  const failed = "quiet checks could not be planned";
  return forEachDue({ task: "QUIET_CHECK", failed }, now, (id) => planFor(id, now), stopped);
}

/** Returns when the studio's next client will have been quiet for long enough. */
async function planFor(freelancerId: string, now: Date): Promise<Date> {
  const scope = freelancerScope(freelancerId);
  const quiet = await listQuiet(scope, now);
  const rows = quiet.map((one) => ({ ...one, id: one.clientId }));
  await oneByOne(rows, "a quiet check could not be planned", (one) =>
    inTransaction((tx) => planOne(tx, one, now)),
  );
  const isDone = quiet.length === 0 || (await listQuiet(scope, now)).length === 0;
  return isDone ? nextQuietAt(scope, now) : new Date(now.getTime() + AGAIN_MS);
}

type Quiet = Awaited<ReturnType<typeof listQuiet>>[number];

async function planOne(tx: Tx, { freelancerId, clientId }: Quiet, now: Date): Promise<void> {
  const whose = { freelancerId };
  await lockShared(tx, whose, { studio: true });
  await lock(tx, whose, { client: clientId });
  // Somebody may have begun a project or planned it meanwhile.
  const [quiet] = await listQuiet(freelancerScope(freelancerId), now, clientId, tx);
  if (!quiet) return;
  const { contactId, projectId, completedAt } = quiet;
  const { client, ...contact } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { name: true, zone: true, country: true, client: { select: { studio: true } } },
  });
  const hours = contactHoursOf(contact, client.studio);
  const dueAt = nextQuietCheck(completedAt, client.studio.quietMonths, hours, now);
  const about = { freelancerId, projectId, contactId };
  await plan(tx, { ...about, kind: "QUIET_CHECK", plannedAt: now, dueAt });
  const by = { actor: "UPTOMARK" as const, at: now };
  await record(tx, { ...about, ...by, clientId, kind: "quietCheck.planned" });
}
