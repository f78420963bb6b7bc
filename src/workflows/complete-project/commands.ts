import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { askAboutOpenItems } from "@/features/projects/checklist/commands";
import { lockProject } from "@/features/projects/commands";
import type { Choices } from "@/features/projects/schema";
import { settleRemedies, type RemedyAnswers } from "@/features/remedies/commands";
import { completeWithin } from "./completion/commands";
import { waitForSignOff } from "./waiting/commands";

/**
 * Completes a project and plans its follow-ups, together or not at all. Completing a completed
 * project changes nothing, however many do it at once: there is one thank-you and one check-back. Delay notices that
 * have not been sent are cancelled. Asked to, it refuses with "asks-again" and names what is still open on the
 * checklist; and it shows the extras that were private until then, which the thank-you tells. A remedy that is due
 * must have been kept, or it must be said why not. While something is put before the client the completion waits for
 * the studio's number of working days (docs/decisions/046), unless it is to happen at once.
 */
export async function completeProject(
  scope: Scope,
  projectId: string,
  now: Date,
  how: Choices & {
    asksAboutOpenItems?: boolean;
    isAtOnce?: boolean;
    remedies?: RemedyAnswers;
  } = {},
): Promise<void> {
  const { doneIds, withExtras } = how;
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (project.completedAt || project.completesAt) return;
    await settleRemedies(tx, project, how.remedies ?? { keptIds: [] }, now);
    if (how.asksAboutOpenItems) await askAboutOpenItems(tx, projectId);
    const choices = { doneIds, withExtras };
    if (!how.isAtOnce && (await waitForSignOff(tx, project, choices, now))) return;
    await completeWithin(tx, project, choices, now);
  });
}
