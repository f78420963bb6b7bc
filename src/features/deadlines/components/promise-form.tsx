import { promise } from "@/features/deadlines/actions";
import { newDeadline } from "@/features/deadlines/schema";
import type { Day } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SelectField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newDeadline);

/** One more promise. The client sees it at once, so it asks for a day and for whom the ball is with. */
export function PromiseForm({
  projectId,
  contactName,
  today,
}: {
  projectId: string;
  contactName: string;
  today: Day;
}) {
  return (
    <ActionForm
      action={promise}
      draft="promise"
      hidden={{ projectId }}
      className="grid max-w-xl gap-4"
    >
      <TextField
        {...fields.title}
        label="What is promised"
        hint="For example: First draft of the walking guide"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...fields.promisedOn} label="Promised for" type="date" min={today} />
        <SelectField
          {...fields.holder}
          label="Whose turn is it?"
          defaultValue="FREELANCER"
          choices={[
            { value: "FREELANCER", label: "Me" },
            { value: "CLIENT", label: contactName },
          ]}
        />
      </div>
      <TextField
        {...fields.targetOn}
        label="Private target date (optional)"
        hint="Only you see this."
        type="date"
      />
      <div>
        <SubmitButton busy="Adding…">Add promise</SubmitButton>
      </div>
    </ActionForm>
  );
}
