import { studioLocale } from "@/auth/session";
import { promise } from "@/features/deadlines/actions";
import { newDeadline } from "@/features/deadlines/schema";
import type { Day } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SelectField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newDeadline);

/** One more promise. The client sees it at once, so it asks for a day and for whom the ball is with. */
export async function PromiseForm({
  projectId,
  contactName,
  today,
}: {
  projectId: string;
  contactName: string;
  today: Day;
}) {
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={promise}
      draft="promise"
      hidden={{ projectId }}
      className="grid max-w-xl gap-4"
    >
      <TextField
        {...fields.title}
        label={t("deadlines.form.title")}
        hint={t("deadlines.form.titleHint")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...fields.promisedOn} label={t("deadlines.form.promisedOn")} type="date" />
        <SelectField
          {...fields.holder}
          label={t("deadlines.form.holder")}
          defaultValue="FREELANCER"
          choices={[
            { value: "FREELANCER", label: t("deadlines.form.me") },
            { value: "CLIENT", label: contactName },
          ]}
        />
      </div>
      <TextField
        {...fields.targetOn}
        label={t("deadlines.form.targetOptional")}
        hint={t("deadlines.form.targetHint")}
        type="date"
      />
      <TextField
        {...fields.doneOn}
        label={t("deadlines.form.doneOnOptional")}
        hint={t("deadlines.form.doneOnHint")}
        type="date"
        max={today}
      />
      <div>
        <SubmitButton busy={t("buttons.adding")}>{t("deadlines.form.submit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
