import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { deleteLater } from "@/features/files/deletions/commands";
import { eraseFilesOfProject } from "@/features/files/erasure/commands";
import { lockProject, removeProject } from "@/features/projects/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { readTraces } from "./queries";
import { whyKept } from "./rules";

/**
 * Deletes a project of which nothing has reached anybody, with its files and its held emails: none of those is sent.
 * Any other is refused, with why. The client's open page says that it is gone.
 */
export async function deleteProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProject(tx, scope, projectId);
    const emails = await tx.email.findMany({
      where: { projectId, freelancerId: scope.freelancerId },
      select: { id: true },
    });
    // From here on the worker freezes none of them.
    await lock(tx, scope, { email: emails.map(({ id }) => id) });
    const why = whyKept(await readTraces(scope, projectId, tx));
    if (why) throw new Refusal("not-allowed", say(why));
    await deleteLater(tx, await eraseFilesOfProject(tx, scope, projectId), now);
    await removeProject(tx, scope, projectId);
  });
}
