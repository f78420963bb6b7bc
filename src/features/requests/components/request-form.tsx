import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { ask } from "@/features/requests/actions";
import { newRequest, REQUEST_KINDS } from "@/features/requests/schema";
import type { Day } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newRequest);

type RequestFormProps = {
  projectId: string;
  contact: { id: string; name: string };
  today: Day;
  /** The day that is suggested. */ dueOn: Day;
  formKey: string;
};

/** Asks the contact for something. The options are there for a decision alone, without script as well. */
export async function RequestForm({ projectId, contact, today, dueOn, formKey }: RequestFormProps) {
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={ask}
      draft="request"
      hidden={{ projectId }}
      className="group grid max-w-xl gap-4"
    >
      <FormKey name={fields.formKey.name} value={formKey} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...fields.kind}
          label={t("requests.form.kind", { name: contact.name })}
          defaultValue="FILE"
          choices={REQUEST_KINDS.map((kind) => ({
            value: kind,
            label: t(`requests.kinds.${kind}`),
          }))}
        />
        <TextField
          {...fields.dueOn}
          label={t("requests.form.dueOn")}
          type="date"
          min={today}
          defaultValue={dueOn}
        />
      </div>
      <TextField
        {...fields.title}
        label={t("requests.form.title")}
        hint={t("requests.form.titleHint")}
      />
      <div className="hidden group-has-[option[value=DECISION]:checked]:block">
        <AreaField
          {...fields.options}
          label={t("requests.form.options")}
          hint={t("requests.form.optionsHint")}
          rows={3}
        />
      </div>
      <AreaField {...fields.details} label={t("requests.form.detailsOptional")} rows={2} />
      <PreSendCheck
        texts={[fields.title.name, fields.details.name, fields.options.name]}
        readerId={contact.id}
      />
      <div>
        <SubmitButton busy={t("requests.form.asking")}>{t("requests.form.submit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
