import { databaseNow, wakeClock } from "@/db/clock";
import { telemetry, traced } from "@/lib/telemetry";
import { handOver, type Outcome } from "@/mail/transport";
import type { Ready, Watch } from "./prepare";
import type { SendContext } from "./queries";
import {
  endTrouble,
  giveBack,
  logOutcome,
  notePassedOn,
  recordFailure,
  restAccount,
  settle,
} from "./record";

/** Hands one email over and writes down what came of it. Never throws. True when it is settled. */
export async function send(
  { claimed, frozen, context }: Ready,
  isOver: () => boolean,
  watch: Watch,
): Promise<boolean> {
  let mayHaveArrived = claimed.frozenAt !== null;
  try {
    // Of a worker that was stopped for longer than its lease another one has the email by now.
    await wakeClock();
    if (isOver() || claimed.leasedUntil <= databaseNow()) {
      await giveBack([claimed]);
      return false;
    }
    watch("handing over", claimed.id);
    mayHaveArrived = true;
    const outcome = await handedOver({ claimed, frozen, context }, watch);
    if (isCertainNo(outcome)) mayHaveArrived = claimed.frozenAt !== null;
    watch("answered", claimed.id);
    // The account rests before its email is given back: else the next claim would take it at once.
    await noteAccount(context, outcome);
    const settled = await settle(claimed, outcome, databaseNow());
    watch("settled", claimed.id);
    logOutcome(claimed, outcome.kind, "why" in outcome ? outcome.why : undefined);
    return settled;
  } catch (error) {
    await recordFailure(claimed, error, mayHaveArrived);
    return false;
  }
}

/** Hands it over, and says by its kind what came of that. */
async function handedOver({ claimed, frozen, context }: Ready, watch: Watch): Promise<Outcome> {
  const { id, kind, attempts } = claimed;
  const passOn = async () => {
    await notePassedOn(claimed);
    watch("passing on", id);
  };
  const about = { "email.id": id, "email.kind": kind, "email.attempt": attempts };
  const outcome = await traced("hand over an email", "client", about, async (say) => {
    const came = await handOver(frozen, id, context.account, passOn);
    say({ "email.outcome": came.kind });
    return came;
  });
  telemetry()?.countAttempt({ kind, outcome: outcome.kind });
  return outcome;
}

/** Whether this attempt, whatever came of those before it, did not reach the reader. */
function isCertainNo(outcome: Outcome): boolean {
  return (
    outcome.kind === "not now" ||
    outcome.kind === "put off" ||
    (outcome.kind === "refused" && !outcome.mayHaveArrived)
  );
}

async function noteAccount({ account, isTroubled }: SendContext, outcome: Outcome): Promise<void> {
  if (outcome.kind === "not now")
    await restAccount(
      account.id,
      outcome.afterSeconds,
      outcome.isTrouble ? outcome.why : null,
      databaseNow(),
    );
  else if (outcome.kind === "sent" && outcome.transport !== "LOCAL" && isTroubled)
    await endTrouble(account.id);
}
