import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { changeDeadline, type Changed } from "@/features/deadlines/changes/commands";
import { endRoundOf } from "@/features/sign-offs/commands";
import { updateEmailAboutOpen } from "@/features/sign-offs/notices/commands";
import type { Seen } from "@/lib/seen";

/**
 * Another title, holder or private day for a promise. What asks its client to accept it, and was not sent yet, has the
 * new title; one that is the client's own to do from now on is no longer put before them.
 */
export async function changePromise(
  scope: Scope,
  changed: Changed,
  now: Date,
  seen: Seen = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId, changes } = await changeDeadline(tx, scope, changed, seen, now);
    if (changes.holder === "CLIENT") await endRoundOf(tx, scope, changed.deadlineId, now);
    if (changes.title) await updateEmailAboutOpen(tx, projectId, now);
  });
}
