import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { cancelledProject } from "@/features/projects/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";
import { cancel } from "@/workflows/cancel-project/actions";

const fields = fieldsOf(cancelledProject);

type CancelFormProps = { projectId: string; contact: { id: string; name: string } };

/** The work stops: with a word to the client, or without. */
export async function CancelForm({ projectId, contact }: CancelFormProps) {
  const { t } = await studioLocale();
  const { id: readerId, name } = contact;
  return (
    <ActionForm
      action={cancel}
      draft="cancel"
      hidden={{ projectId }}
      className="grid max-w-xl gap-4"
    >
      <FormKey name={fields.formKey.name} value={randomUUID()} />
      <p className="text-muted">{t("projects.cancel.lead", { name })}</p>
      <AreaField
        {...fields.text}
        label={t("deadlines.drop.textOptional", { name })}
        hint={t("deadlines.drop.hint")}
        rows={3}
      />
      <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
      <div>
        <SubmitButton variant="quiet" busy={t("projects.cancel.cancelling")}>
          {t("projects.cancel.submit")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
