import { keepFor } from "@/features/retention/actions";
import { MONTHS, retentionChoice, type RetentionChoice } from "@/features/retention/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SelectField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type RetentionFormProps = { kept: RetentionChoice; t: StudioLocale["t"] };

const fields = fieldsOf(retentionChoice);

/** For how long what is settled is kept, each with what that means. */
export function RetentionForm({ kept, t }: RetentionFormProps) {
  const choices = [
    ...MONTHS.map((months) => ({
      value: String(months),
      label:
        months % 12 === 0
          ? t("retention.years", { count: months / 12 })
          : t("retention.months", { count: months }),
    })),
    { value: "", label: t("retention.forever") },
  ];
  const rows = [
    [fields.emailMonths, "emails", kept.emailMonths],
    [fields.receivedMonths, "received", kept.receivedMonths],
    [fields.historyMonths, "history", kept.historyMonths],
    [fields.linkMonths, "links", kept.linkMonths],
  ] as const;
  return (
    <ActionForm action={keepFor} draft="retention" className="grid gap-6">
      <p>{t("retention.intro")}</p>
      {rows.map(([{ name }, what, months]) => (
        <SelectField
          key={name}
          name={name}
          label={t(`retention.${what}`)}
          hint={t(`retention.${what}Hint`)}
          choices={choices}
          defaultValue={months === null ? "" : String(months)}
        />
      ))}
      <p className="text-sm text-muted">{t("retention.events")}</p>
      <div>
        <SubmitButton variant="main" busy={t("retention.busy")}>
          {t("retention.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
