import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { faultIn } from "./rules";
import type { NewReply } from "./schema";

/** More than anybody finds their way in. */
const MOST_REPLIES = 100;

/** Saves a reply for later. Refuses a variable that can't be filled in, and a name that is used already. */
export async function saveReply(scope: Scope, input: NewReply): Promise<void> {
  refuseFault(input.text);
  await onReplies(scope, async (tx) => {
    const { freelancerId } = scope;
    if ((await tx.savedReply.count({ where: { freelancerId } })) >= MOST_REPLIES)
      throw new Refusal("too-many", say("savedReplies.tooMany", { most: MOST_REPLIES }));
    await refuseUsedName(tx, scope, input.name);
    await tx.savedReply.create({ data: { freelancerId, ...input } });
    return { kind: "savedReply.saved", name: input.name };
  });
}

/** Changes a saved reply. Refuses as above, and what was changed elsewhere since it was `seen`. */
export async function changeReply(
  scope: Scope,
  { replyId, ...input }: NewReply & { replyId: string },
  seen: Seen = {},
): Promise<void> {
  refuseFault(input.text);
  await onReplies(scope, async (tx) => {
    const before = await findReply(tx, scope, replyId);
    const changes = changesIn(input, before, seen, {
      name: "savedReplies.name",
      text: "savedReplies.text",
    });
    if (changes.name) await refuseUsedName(tx, scope, changes.name, replyId);
    await tx.savedReply.update({
      where: { id: replyId, freelancerId: scope.freelancerId },
      data: changes,
    });
    return { kind: "savedReply.saved", name: changes.name ?? before.name };
  });
}

/** Deletes a saved reply. Messages that were written with it stay as they are. */
export async function removeReply(scope: Scope, replyId: string): Promise<void> {
  await onReplies(scope, async (tx) => {
    const { name } = await findReply(tx, scope, replyId);
    await tx.savedReply.delete({ where: { id: replyId, freelancerId: scope.freelancerId } });
    return { kind: "savedReply.removed", name };
  });
}

type Done = { kind: "savedReply.saved" | "savedReply.removed"; name: string };

/** One studio's replies are changed one after the other, so that a name is used once. */
async function onReplies(scope: Scope, work: (tx: Tx) => Promise<Done>): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { kind, name } = await work(tx);
    await record(tx, { ...byFreelancer(scope), kind, data: { name } });
  });
}

async function findReply(tx: Tx, scope: Scope, replyId: string): Promise<NewReply> {
  const found = await tx.savedReply.findUnique({
    where: { id: replyId, freelancerId: scope.freelancerId },
    select: { name: true, text: true },
  });
  if (!found) throw notFound("savedReply");
  return found;
}

function refuseFault(text: string): void {
  const fault = faultIn(text, say);
  if (fault) throw new Refusal("invalid", fault, "text");
}

async function refuseUsedName(
  tx: Tx,
  { freelancerId }: Scope,
  name: string,
  by?: string,
): Promise<void> {
  const found = await tx.savedReply.findUnique({
    where: { freelancerId_name: { freelancerId, name } },
    select: { id: true },
  });
  if (found && found.id !== by)
    throw new Refusal("already", say("savedReplies.nameUsed", { name }), "name");
}
