import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { Channel } from "@/db/enums";
import { getClientLine } from "@/features/messages/queries";
import { closeRound } from "@/features/sign-offs/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { stopWaiting } from "@/workflows/complete-project/waiting/commands";
import { logInThread } from "@/workflows/post-message/commands";
import { accept, lockRound, wantsChanges, type Held } from "@/workflows/answer-sign-off/commands";

type Noted = {
  signOffId: string;
  outcome: "ACCEPTED" | "CHANGES";
  /** The message that says so. */
  messageId?: string;
  /** What was said elsewhere, and how. */
  changes?: string;
  channel?: Exclude<Channel, "PORTAL">;
  formKey?: string;
};

/**
 * The freelancer writes down what the client answered: in a message that is there, or elsewhere, and then it is
 * noted in the thread. Refused where the round has ended, and for changes that nothing says.
 */
export async function noteAnswer(scope: Scope, noted: Noted, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockRound(tx, scope, noted.signOffId);
    const { outcome } = held.round;
    if (outcome) throw new Refusal("already", say(`signOffs.ended.${outcome}`));
    const said = await whatWasSaid(tx, held, noted, now);
    const { changes, ...by } = said;
    if (noted.outcome === "ACCEPTED") await accept(tx, held, by, now);
    else if (changes) await wantsChanges(tx, held, { ...by, changes }, now);
    else throw new Refusal("invalid", say("signOffs.form.changesMissing"), "changes");
  });
}

type Said = { closedById: string; messageId?: string; channel: Channel; changes?: string };

async function whatWasSaid(
  tx: Tx,
  { project, thread }: Held,
  { messageId, changes, channel = "PHONE", formKey }: Noted,
  now: Date,
): Promise<Said> {
  if (messageId) {
    const line = await getClientLine(tx, thread, messageId);
    const { contactId: closedById, text: changes } = line;
    return { closedById, messageId, channel: line.channel, changes };
  }
  const { contactId } = project;
  if (!changes) return { closedById: contactId, channel };
  const line = { text: changes, formKey: formKey ?? randomUUID(), channel };
  const loggedId = await logInThread(tx, thread, contactId, { ...line, happenedAt: now }, now);
  return { closedById: contactId, messageId: loggedId ?? undefined, channel, changes };
}

/** The freelancer cancels a sign-off that is open; a completion that waited for it is off. */
export async function takeBackSignOff(scope: Scope, signOffId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { project, round } = await lockRound(tx, scope, signOffId);
    if (round.outcome === "TAKEN_BACK") return;
    if (round.outcome) throw new Refusal("already", say(`signOffs.ended.${round.outcome}`));
    await closeRound(tx, round, "TAKEN_BACK", {}, now);
    await stopWaiting(tx, project, now);
  });
}
