import { describe } from "@/features/projects/actions";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

export function DescribeForm({
  projectId,
  title,
  summary,
}: {
  projectId: string;
  title: string;
  summary: string;
}) {
  return (
    <ActionForm action={describe}>
      <input type="hidden" name="projectId" value={projectId} />
      <TextField name="title" label="Project" defaultValue={title} required />
      <AreaField
        name="summary"
        label="What was agreed"
        hint="The client reads it on their page."
        defaultValue={summary}
        rows={3}
      />
      <div>
        <SubmitButton busy="Keeping…">Keep</SubmitButton>
      </div>
    </ActionForm>
  );
}
