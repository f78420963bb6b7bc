import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { setArchived } from "@/features/clients/archive/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { stored } from "@/language/stored";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

/**
 * Takes a client out of the studio's lists; their pages and links stay, and a message of theirs brings them back. They
 * are not asked any more why they are quiet. Refused while a project of theirs is open, or a case.
 */
export async function archiveClient(scope: Scope, clientId: string, now: Date): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { client: clientId });
    const { caseOpenedAt, projects } = await tx.client.findUniqueOrThrow({
      where: { id: clientId, freelancerId },
      select: {
        caseOpenedAt: true,
        projects: { where: { completedAt: null }, take: 1, select: { title: true } },
      },
    });
    if (projects[0])
      throw new Refusal("not-allowed", say("clients.archive.open", { title: projects[0].title }));
    if (caseOpenedAt) throw new Refusal("not-allowed", say("clients.archive.case"));
    if (!(await setArchived(tx, scope, clientId, now))) return;
    const asking = { freelancerId, contact: { clientId }, kind: "QUIET_CHECK" as const };
    await cancelFollowUps(tx, asking, stored("clientArchived"), now);
  });
}
