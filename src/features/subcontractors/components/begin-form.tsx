import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { begin } from "@/features/subcontractors/actions";
import { newAssignment } from "@/features/subcontractors/schema";
import type { Language } from "@/language/languages";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";
import { AmountFields } from "./date-forms";

const fields = fieldsOf(newAssignment);

type BeginFormProps = {
  projectId: string;
  people: { id: string; name: string }[];
  chosen?: string;
  language: Language;
};

/** Gives a subcontractor work in a project. */
export async function BeginForm({ projectId, people, chosen, language }: BeginFormProps) {
  const { t } = await studioLocale();
  return (
    <ActionForm action={begin} draft={`assignment ${projectId}`} hidden={{ projectId }}>
      <FormKey name={fields.formKey.name} value={randomUUID()} />
      <SelectField
        {...fields.subcontractorId}
        label={t("subcontractors.who")}
        defaultValue={chosen ?? people[0]?.id ?? ""}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        {...fields.title}
        label={t("subcontractors.title")}
        hint={t("subcontractors.titleHint")}
        autoComplete="off"
      />
      <AreaField
        {...fields.brief}
        label={t("subcontractors.brief")}
        hint={t("subcontractors.briefHint")}
        rows={6}
      />
      <PreSendCheck
        texts={[fields.brief.name, fields.title.name]}
        language={language}
        without={["attachment"]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...fields.theirsOn} label={t("subcontractors.theirsOn")} type="date" />
        <TextField {...fields.payOn} label={t("subcontractors.payOn")} type="date" />
      </div>
      <AmountFields />
      <div>
        <SubmitButton variant="main">{t("subcontractors.begin")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
