import type { ConversationFacts } from "@/app/(studio)/conversation/read";
import { LogForm } from "@/features/messages/components/log-form";
import { WriteForm } from "@/features/messages/components/write-form";
import { ResponseTimes } from "@/features/messages/response-times/components/response-times";
import { OpenPledges } from "@/features/pledges/components/open-pledges";
import { PledgeForm } from "@/features/pledges/components/pledge-form";
import type { Variant } from "@/ui/button";

/** Beside the question that waits: when the client will hear. */
export function Acknowledge({ question, thread, opensAt }: ConversationFacts) {
  if (!question) return null;
  return (
    <PledgeForm
      thread={thread}
      {...question}
      formKey={crypto.randomUUID()}
      isClosed={opensAt !== null}
    />
  );
}

/** Below a thread: what the client is to hear, a message, and what was said elsewhere. */
export function ConversationForms({
  facts: { thread, lines, pledges, responses, people, opensAt, clock },
  toName,
  variant,
}: {
  facts: ConversationFacts;
  toName: string;
  variant: Variant;
}) {
  return (
    <>
      <OpenPledges pledges={pledges} {...clock} />
      <WriteForm
        thread={thread}
        formKey={crypto.randomUUID()}
        seenId={lines.at(-1)?.id}
        toName={toName}
        opensAt={opensAt}
        pledge={pledges.find((pledge) => !pledge.isHeld && !pledge.keptById)}
        variant={variant}
        {...clock}
      />
      <LogForm thread={thread} people={people} formKey={crypto.randomUUID()} {...clock} />
      <ResponseTimes responses={responses} />
    </>
  );
}
