import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import { change } from "@/workflows/change-deadline/actions";
import { changedDeadline, droppedDeadline } from "@/features/deadlines/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";
import { drop } from "@/workflows/drop-deadline/actions";
import type { PromiseFacts } from "@/features/deadlines/queries";

const changed = fieldsOf(changedDeadline);
const dropped = fieldsOf(droppedDeadline);

type FormProps = { deadline: Omit<PromiseFacts, "project">; contactName: string; readerId: string };

/** Another title, holder or private day. */
export async function ChangeForm({ deadline, contactName, readerId }: FormProps) {
  const { t } = await studioLocale();
  const { id: deadlineId, title, holder, targetOn } = deadline;
  return (
    <ActionForm
      action={change}
      draft={`promise ${deadlineId}`}
      hidden={{ deadlineId }}
      seen={{ title, holder, targetOn: targetOn ?? "" }}
      className="grid max-w-xl gap-4"
    >
      <p className="text-sm text-muted">{t("deadlines.change.lead")}</p>
      <TextField {...changed.title} label={t("deadlines.form.title")} defaultValue={title} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...changed.holder}
          label={t("deadlines.form.holder")}
          defaultValue={holder}
          choices={[
            { value: "FREELANCER", label: t("deadlines.form.me") },
            { value: "CLIENT", label: contactName },
          ]}
        />
        <TextField
          {...changed.targetOn}
          label={t("deadlines.form.targetOptional")}
          type="date"
          defaultValue={targetOn ?? ""}
        />
      </div>
      <PreSendCheck texts={[changed.title.name]} readerId={readerId} />
      <div>
        <SubmitButton busy={t("buttons.saving")} about={title}>
          {t("buttons.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** It is not kept any more: with a word to the client, or without. Once it is dropped the answer stays. */
export async function DropForm({ deadline, contactName, readerId }: FormProps) {
  const { t } = await studioLocale();
  const { id: deadlineId, title, droppedAt } = deadline;
  return (
    <ActionForm
      action={drop}
      draft={`drop ${deadlineId}`}
      hidden={{ deadlineId }}
      className="grid max-w-xl gap-4"
    >
      {droppedAt ? (
        <p className="text-muted">{t("deadlines.drop.already")}</p>
      ) : (
        <>
          <FormKey name={dropped.formKey.name} value={randomUUID()} />
          <p className="text-sm text-muted">{t("deadlines.drop.lead", { name: contactName })}</p>
          <AreaField
            {...dropped.text}
            label={t("deadlines.drop.textOptional", { name: contactName })}
            hint={t("deadlines.drop.hint")}
            rows={2}
          />
          <PreSendCheck texts={[dropped.text.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("deadlines.drop.dropping")} variant="quiet" about={title}>
              {t("deadlines.drop.submit")}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
