import { databaseNow } from "@/db/clock";
import { freeze } from "@/mail/freeze";
import { frozenEmail, words, type FrozenEmail } from "@/mail/words";
import { unseal } from "@/lib/tokens";
import { storeReplyAddresses } from "@/features/emails/reply-addresses/commands";
import { readContexts, type SendContext } from "./queries";
import {
  giveBack,
  logOutcome,
  postpone,
  recordFailure,
  settleForReview,
  settleSkipped,
  storeFrozen,
} from "./record";
import { judge, type Claimed } from "./rules";

/**
 * Where an email is on its way, told as it gets there: what the fault tests cut at. Only by a mail server it is told
 * that it is passed on.
 */
export type Point =
  | "claimed"
  | "judged"
  | "frozen"
  | "handing over"
  | "passing on"
  | "answered"
  | "settled";
export type Watch = (point: Point, emailId: string) => void;

export type Ready = { claimed: Claimed; frozen: FrozenEmail; context: SendContext };

/**
 * What of a claim is to be handed over: the rest is stopped, put off or asked about; the fresh are
 * frozen and stored.
 */
export async function prepare(claimed: Claimed[], watch: Watch): Promise<Ready[]> {
  if (claimed.length === 0) return [];
  for (const { id } of claimed) watch("claimed", id);
  const contextOf = await readContexts(claimed);
  const ready: (Ready & { isFresh: boolean })[] = [];
  for (const email of claimed) {
    try {
      const context = contextOf(email);
      if (await isKeptBack(email, context)) continue;
      watch("judged", email.id);
      ready.push({
        claimed: email,
        context,
        frozen: await frozenForm(email, context),
        isFresh: !email.frozenCipher,
      });
    } catch (error) {
      await recordFailure(email, error, email.frozenAt !== null);
    }
  }
  const fresh = ready.filter((one) => one.isFresh);
  await storeReplyAddresses(fresh.flatMap(({ context }) => context.replyAddress ?? []));
  const stored = await storeFrozen(
    fresh.map((one) => ({
      claimed: one.claimed,
      frozen: one.frozen,
      account: one.context.account,
    })),
    databaseNow(),
  );
  for (const id of stored) watch("frozen", id);
  // What changed meanwhile is read anew by the next claim.
  await giveBack(fresh.filter((one) => !stored.has(one.claimed.id)).map((one) => one.claimed));
  return ready.filter((one) => !one.isFresh || stored.has(one.claimed.id));
}

async function isKeptBack(email: Claimed, context: SendContext): Promise<boolean> {
  const now = databaseNow();
  const verdict = judge(context.facts, now);
  if (verdict.kind === "go") return false;
  if (verdict.kind === "later") await postpone(email, verdict.until);
  else if (verdict.kind === "stop") await settleSkipped(email, verdict.why, now);
  else await settleForReview(email, verdict.why, now);
  logOutcome(email, verdict.kind);
  return true;
}

async function frozenForm(
  email: Claimed,
  { account, references, look, replyAddress }: SendContext,
): Promise<FrozenEmail> {
  if (email.frozenCipher) return frozenEmail.parse(JSON.parse(unseal("email", email.frozenCipher)));
  return freeze(
    {
      ...email,
      replyTo: replyAddress?.address ?? email.replyTo,
      fromAddress: account.by === "LOCAL" ? null : account.fromAddress,
      references,
      look,
    },
    words.parse(JSON.parse(unseal("email", email.wordsCipher))),
  );
}
