import { studioLocale } from "@/auth/session";
import { describe } from "@/features/projects/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { describedProject } from "@/features/projects/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(describedProject);

export async function DescribeForm({
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
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={describe}
      draft="description"
      hidden={{ projectId }}
      seen={{ title, summary }}
    >
      <TextField {...fields.title} label={t("projects.describe.project")} defaultValue={title} />
      <AreaField
        {...fields.summary}
        label={t("projects.describe.agreed")}
        hint={t("projects.describe.agreedHint")}
        defaultValue={summary}
        rows={3}
      />
      <PreSendCheck texts={[fields.summary.name, fields.title.name]} readerId={readerId} />
      <div>
        <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
