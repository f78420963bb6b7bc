import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { describe } from "@/features/subcontractors/actions";
import type { AssignmentFacts } from "@/features/subcontractors/assignments/queries";
import { describedAssignment } from "@/features/subcontractors/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(describedAssignment);

/** What an assignment is about, as its subcontractor reads it, and the form that changes it. */
export async function DescribeAssignment({ assignment }: { assignment: AssignmentFacts }) {
  const { t } = await studioLocale();
  const { id: assignmentId, title, brief, subcontractor } = assignment;
  return (
    <>
      <p className="whitespace-pre-line text-muted wrap-anywhere" dir="auto">
        {brief || t("subcontractors.noBrief")}
      </p>
      <Disclosure title={t("subcontractors.describe")}>
        <ActionForm
          action={describe}
          draft={`brief ${assignmentId}`}
          hidden={{ assignmentId }}
          seen={{ title, brief }}
          className="grid gap-4"
        >
          <TextField {...fields.title} label={t("subcontractors.title")} defaultValue={title} />
          <AreaField
            {...fields.brief}
            label={t("subcontractors.brief")}
            defaultValue={brief}
            rows={6}
          />
          <PreSendCheck
            texts={[fields.brief.name, fields.title.name]}
            language={subcontractor.language}
            without={["attachment"]}
          />
          <div>
            <SubmitButton>{t("subcontractors.save")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </>
  );
}
