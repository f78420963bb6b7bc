import { write } from "@/workflows/post-message/actions";
import { messageToClient } from "@/features/messages/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import type { Variant } from "@/ui/button";
import { AreaField } from "@/ui/field";
import { FocusField } from "@/ui/focus-field";
import { FormKey } from "@/ui/form-key";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/ui/when";

type ThreadLine = { id: string; text: string; writtenAt: Date; by: string | null };

/** How many messages are shown before the older ones are closed. */
const MOST_LINES = 8;

type ThreadProps = { lines: ThreadLine[]; zone: string; now: Date };

/**
 * The messages of a project, oldest first. `by` is empty where the freelancer wrote. The beginning
 * of a long thread is closed at first.
 */
export function Thread({ lines, ...clock }: ThreadProps) {
  const older = lines.slice(0, -MOST_LINES);
  return (
    <div className="mb-6 grid gap-4">
      {older.length > 0 ? (
        <Disclosure title={`${older.length} older messages`}>
          <Lines lines={older} {...clock} />
        </Disclosure>
      ) : null}
      <Lines lines={lines.slice(-MOST_LINES)} {...clock} />
    </div>
  );
}

/** Messages, oldest first. */
export function Lines({ lines, zone, now }: ThreadProps) {
  return (
    <ol className="grid gap-6">
      {lines.map((line) => (
        <li
          key={line.id}
          className={`max-w-[68ch] border-l-2 pl-4 ${line.by ? "border-ink" : "border-hairline"}`}
        >
          <p className="text-sm text-muted">
            <span className="font-medium text-ink">{line.by ?? "You"}</span> ·{" "}
            <When at={line.writtenAt} zone={zone} now={now} />
          </p>
          <p
            className="mt-1 font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere"
            dir="auto"
          >
            {line.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

type WriteFormProps = {
  projectId: string;
  formKey: string;
  /** The last line shown above it. */ seenId: string | undefined;
  toName: string;
  readerId: string;
  /** What it begins with. */ text?: string;
  variant: Variant;
};

const fields = fieldsOf(messageToClient);

export function WriteForm({
  projectId,
  formKey,
  seenId,
  toName,
  readerId,
  text,
  variant,
}: WriteFormProps) {
  return (
    <ActionForm
      action={write}
      draft="message"
      hidden={{ projectId, seenId }}
      className="grid max-w-[68ch] gap-4"
    >
      <FocusField named="write" />
      <FormKey name={fields.formKey.name} value={formKey} />
      <AreaField {...fields.text} label={`Write to ${toName}`} rows={4} defaultValue={text} />
      <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
      <div>
        <SubmitButton variant={variant} busy="Sending…">
          Send to {toName}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
