import { write } from "@/features/messages/actions";
import { messageToClient } from "@/features/messages/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import type { Variant } from "@/ui/button";
import { AreaField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/ui/when";

type ThreadLine = { id: string; text: string; writtenAt: Date; by: string | null };

/** What was said in a project, oldest first. `by` is empty where the freelancer wrote. */
export function Thread({ lines, zone, now }: { lines: ThreadLine[]; zone: string; now: Date }) {
  return (
    <ol className="mb-6 grid gap-6">
      {lines.map((line) => (
        <li
          key={line.id}
          className={`max-w-[68ch] border-l-2 pl-4 ${line.by ? "border-ink" : "border-hairline"}`}
        >
          <p className="text-sm text-muted">
            <span className="font-medium text-ink">{line.by ?? "You"}</span> ·{" "}
            <When at={line.writtenAt} zone={zone} now={now} />
          </p>
          <p className="mt-1 font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere">
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
  variant: Variant;
};

const fields = fieldsOf(messageToClient);

export function WriteForm({ projectId, formKey, seenId, toName, variant }: WriteFormProps) {
  return (
    <ActionForm
      action={write}
      draft="message"
      hidden={{ projectId, seenId }}
      className="grid max-w-[68ch] gap-4"
    >
      <FormKey name={fields.formKey.name} value={formKey} />
      <AreaField {...fields.text} label={`Write to ${toName}`} rows={4} />
      <div>
        <SubmitButton variant={variant} busy="Sending…">
          Send to {toName}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
