import { heldChoice } from "@/features/inbound/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ignore, putInThread } from "@/workflows/receive-email/actions";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { SelectField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Choice = { value: string; label: string };

/** What can be done with a held email: put it into a thread, or ignore it. */
export function HeldChoice({
  inboundId,
  threads,
  meant,
  isIgnored,
}: {
  inboundId: string;
  threads: Choice[];
  /** The thread it was meant for, as far as that is known. */
  meant: string | undefined;
  isIgnored: boolean;
}) {
  return (
    <div className="mt-8 grid max-w-xl gap-6">
      {threads.length > 0 ? (
        <ActionForm
          action={putInThread}
          draft="thread"
          hidden={{ inboundId }}
          className="grid gap-4"
        >
          <SelectField
            {...fieldsOf(heldChoice).thread}
            label="Put it in the thread of"
            hint="Your client sees it there too, as their own message, with its attachments."
            defaultValue={meant ?? threads[0]!.value}
            choices={threads}
          />
          <div>
            <SubmitButton variant="main" busy="Saving…">
              Put it in the thread
            </SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <p className="text-muted">
          There is no thread to put it into yet. Add a client first; this email waits here.
        </p>
      )}
      {isIgnored ? null : (
        <ActionButton action={ignore} hidden={{ inboundId }} busy="Saving…">
          Ignore
        </ActionButton>
      )}
    </div>
  );
}
