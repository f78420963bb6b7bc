import { studioLocale } from "@/auth/session";
import { agreeOn, agreeOnPay } from "@/features/subcontractors/actions";
import { newDate, newPayDate } from "@/features/subcontractors/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SelectField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const dateFields = fieldsOf(newDate);
const payFields = fieldsOf(newPayDate);

/** Agrees on another date of an assignment. */
export async function AgreeForm({ assignmentId, name }: { assignmentId: string; name: string }) {
  const { t } = await studioLocale();
  return (
    <Disclosure title={t("subcontractors.addDate")}>
      <ActionForm
        action={agreeOn}
        draft={`date ${assignmentId}`}
        hidden={{ assignmentId }}
        className="grid max-w-xl gap-4"
      >
        <TextField
          {...dateFields.title}
          label={t("subcontractors.what")}
          hint={t("subcontractors.whatHint")}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            {...dateFields.kind}
            label={t("subcontractors.whose")}
            defaultValue="MINE"
            choices={[
              { value: "MINE", label: t("subcontractors.me") },
              { value: "THEIRS", label: name },
            ]}
          />
          <TextField {...dateFields.promisedOn} label={t("subcontractors.date")} type="date" />
        </div>
        <div>
          <SubmitButton>{t("subcontractors.addDate")}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}

/** Says when they are paid, and how much where that is known. */
export async function PayForm({ assignmentId }: { assignmentId: string }) {
  const { t } = await studioLocale();
  return (
    <Disclosure title={t("subcontractors.addPay")}>
      <ActionForm
        action={agreeOnPay}
        draft={`pay ${assignmentId}`}
        hidden={{ assignmentId }}
        className="grid max-w-xl gap-4"
      >
        <TextField {...payFields.promisedOn} label={t("subcontractors.payBy")} type="date" />
        <AmountFields />
        <div>
          <SubmitButton>{t("subcontractors.addPay")}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}

/** How much, and in which currency. */
export async function AmountFields() {
  const { t } = await studioLocale();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        {...payFields.amount}
        label={t("subcontractors.amount")}
        inputMode="decimal"
        autoComplete="off"
      />
      <TextField
        {...payFields.currency}
        label={t("subcontractors.currency")}
        hint={t("subcontractors.currencyHint")}
        autoComplete="off"
      />
    </div>
  );
}
