import { db, inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { plan } from "@/features/follow-ups/planning/commands";
import { nextQuietCheck } from "@/features/follow-ups/rules";
import { record } from "@/features/history/commands";
import { listQuiet } from "@/features/quiet-clients/queries";
import { contactHoursOf } from "@/lib/contact-hours";
import { oneByOne } from "@/lib/one-by-one";

/**
 * Plans the one question to each client who has been quiet for as long as the studio waits, so far ahead that the
 * forecast shows it. Each in its own transaction, so that one that fails holds up no other; doing it again plans
 * nothing twice.
 */
export async function planQuietChecks(now: Date): Promise<void> {
  const quiet = await listQuiet(db(), now);
  const rows = quiet.map((one) => ({ ...one, id: one.clientId }));
  await oneByOne(rows, "a quiet check could not be planned", (one) =>
    inTransaction((tx) => planOne(tx, one, now)),
  );
}

type Quiet = Awaited<ReturnType<typeof listQuiet>>[number];

async function planOne(tx: Tx, { freelancerId, clientId }: Quiet, now: Date): Promise<void> {
  const whose = { freelancerId };
  await lockShared(tx, whose, { studio: true });
  await lock(tx, whose, { client: clientId });
  // Somebody may have begun a project or planned it meanwhile.
  const [quiet] = await listQuiet(tx, now, clientId);
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
