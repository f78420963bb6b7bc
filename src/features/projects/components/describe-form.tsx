import { describe } from "@/features/projects/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { describedProject } from "@/features/projects/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(describedProject);

export function DescribeForm({
  projectId,
  readerId,
  title,
  summary,
}: {
  projectId: string;
  readerId: string;
  title: string;
  summary: string;
}) {
  return (
    <ActionForm
      action={describe}
      draft="description"
      hidden={{ projectId }}
      seen={{ title, summary }}
    >
      <TextField {...fields.title} label="Project" defaultValue={title} />
      <AreaField
        {...fields.summary}
        label="What was agreed"
        hint="The client reads it on their page."
        defaultValue={summary}
        rows={3}
      />
      <PreSendCheck texts={[fields.summary.name, fields.title.name]} readerId={readerId} />
      <div>
        <SubmitButton busy="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
