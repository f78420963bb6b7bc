import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, isOn } from "@/features/follow-ups/kinds";
import { arrange } from "@/workflows/arrange-follow-ups/actions";
import { followUpSettingsOf } from "@/features/follow-ups/settings/rules";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ChecksField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Settings = {
  switchedOff: { kind: FollowUpKind }[];
  followUpsFrom: string;
  followUpsUntil: string;
  checkBackWorkingDays: number;
  signOffWorkingDays: number;
  reminderDays: number;
  quietMonths: number;
  coolDownDays: number;
};

const fields = fieldsOf(followUpSettings);

type SettingsFormProps = { settings: Settings; t: StudioLocale["t"] };

/** Which follow-ups are sent, and when. */
export function SettingsForm({ settings, t }: SettingsFormProps) {
  const kinds = FOLLOW_UP_KINDS.filter((kind) => isOn(settings, kind));
  return (
    <ActionForm
      action={arrange}
      draft="follow-ups"
      seen={followUpSettingsOf(settings)}
      className="grid gap-6"
    >
      <ChecksField
        name={fields.kinds.name}
        label={t("followUps.settings.kinds")}
        hint={t("followUps.settings.kindsHint")}
        defaultValue={kinds}
        choices={FOLLOW_UP_KINDS.map((kind) => ({
          value: kind,
          label: t(`followUps.kinds.${kind}.one`),
        }))}
      />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t("followUps.settings.hours")}</legend>
        <div className="grid grid-cols-2 gap-4">
          <TextField
            {...fields.followUpsFrom}
            label={t("followUps.settings.from")}
            type="time"
            defaultValue={settings.followUpsFrom}
          />
          <TextField
            {...fields.followUpsUntil}
            label={t("followUps.settings.until")}
            type="time"
            defaultValue={settings.followUpsUntil}
          />
        </div>
        <p className="text-sm text-muted">{t("followUps.settings.hoursHint")}</p>
      </fieldset>
      <TextField
        {...fields.signOffWorkingDays}
        label={t("followUps.settings.signOffAfterDays")}
        hint={t("followUps.settings.signOffHint")}
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.signOffWorkingDays)}
      />
      <TextField
        {...fields.checkBackWorkingDays}
        label={t("followUps.settings.checkBackAfterDays")}
        hint={t("followUps.settings.checkBackHint")}
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.checkBackWorkingDays)}
      />
      <TextField
        {...fields.reminderDays}
        label={t("followUps.settings.reminderAfterDays")}
        hint={t("followUps.settings.reminderHint")}
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.reminderDays)}
      />
      <TextField
        {...fields.quietMonths}
        label={t("followUps.settings.quietAfterMonths")}
        hint={t("followUps.settings.quietHint")}
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.quietMonths)}
      />
      <TextField
        {...fields.coolDownDays}
        label={t("followUps.settings.coolDownDays")}
        hint={t("followUps.settings.coolDownHint")}
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.coolDownDays)}
      />
      <div>
        <SubmitButton variant="main" busy={t("form.saving")}>
          {t("form.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
