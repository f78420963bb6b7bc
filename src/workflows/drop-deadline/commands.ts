import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { dropDeadline } from "@/features/deadlines/changes/commands";
import { lockThread } from "@/features/messages/commands";
import { endRoundOf } from "@/features/sign-offs/commands";
import { writeLine, type Posted } from "@/workflows/post-message/commands";

type Drop = {
  deadlineId: string;
  /** What the client reads about it; nothing is sent without. */ text?: string;
  formKey: string;
};
type Dropped = {
  /** The message to the client; null where none was written. */ posted: Posted | null;
  /** Whether a held email in words of the freelancer's own may still name it. */ hasEdited: boolean;
};

/**
 * A promise is dropped, and the client is told in the thread where there are words for it, together or not at all.
 * Where it is put before them, that ends with it.
 * Dropping it again changes nothing.
 */
export async function dropPromise(
  scope: Scope,
  { deadlineId, text, formKey }: Drop,
  now: Date,
): Promise<Dropped> {
  return inTransaction(async (tx) => {
    const dropped = await dropDeadline(tx, scope, deadlineId, now);
    if (!dropped) return { posted: null, hasEdited: false };
    await endRoundOf(tx, scope, deadlineId, now);
    const { projectId, hasEdited } = dropped;
    if (!text) return { posted: null, hasEdited };
    const thread = await lockThread(tx, { freelancerId: scope.freelancerId, projectId });
    return { posted: await writeLine(tx, thread, { text, formKey }, now), hasEdited };
  });
}
