import type { ConversationFacts } from "@/app/(studio)/conversation/read";
import { studioLocale } from "@/auth/session";
import { Attach } from "@/features/files/components/attach";
import { uploadWords } from "@/features/files/components/upload-words";
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
export async function ConversationForms({
  facts: { thread, lines, pledges, responses, people, opensAt, clock },
  toName,
  readerId,
  text,
  variant,
}: {
  facts: ConversationFacts;
  toName: string;
  readerId: string | undefined;
  /** What the message begins with. */ text?: string;
  variant: Variant;
}) {
  const locale = await studioLocale();
  const words = { ...uploadWords(locale), ...locale.words.files.attach };
  return (
    <>
      <OpenPledges pledges={pledges} readerId={readerId} {...clock} />
      <WriteForm
        thread={thread}
        formKey={crypto.randomUUID()}
        attach={(name) => <Attach thread={thread} name={name} words={words} />}
        seenId={lines.at(-1)?.id}
        toName={toName}
        readerId={readerId}
        text={text}
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
