import { arrange } from "@/features/follow-ups/settings/actions";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ChecksField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Settings = {
  thankYouOffAt: Date | null;
  checkBackOffAt: Date | null;
  reminderOffAt: Date | null;
  followUpsFrom: string;
  followUpsUntil: string;
  checkBackWorkingDays: number;
  reminderDays: number;
  coolDownDays: number;
};

const fields = fieldsOf(followUpSettings);

/** Which follow-ups leave, and when. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const { thankYouOffAt, checkBackOffAt, reminderOffAt } = settings;
  const leaves = [
    ...(thankYouOffAt ? [] : ["THANK_YOU"]),
    ...(checkBackOffAt ? [] : ["CHECK_BACK"]),
    ...(reminderOffAt ? [] : ["REMINDER"]),
  ];
  return (
    <ActionForm action={arrange} draft="follow-ups" className="grid gap-6">
      <ChecksField
        name={fields.leaves.name}
        label="What leaves by itself"
        hint="Turned off, what is planned or held of it is taken back at once. Turned on again, nothing is planned for projects that are completed already."
        defaultValue={leaves}
        choices={[
          { value: "THANK_YOU", label: "Thank-you" },
          { value: "CHECK_BACK", label: "Check-back" },
          { value: "REMINDER", label: "Reminder" },
        ]}
      />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">In the client’s day</legend>
        <div className="grid grid-cols-2 gap-4">
          <TextField
            {...fields.followUpsFrom}
            label="From"
            type="time"
            defaultValue={settings.followUpsFrom}
          />
          <TextField
            {...fields.followUpsUntil}
            label="Until"
            type="time"
            defaultValue={settings.followUpsUntil}
          />
        </div>
        <p className="text-sm text-muted">
          Where the client is, Monday to Friday, never on a public holiday there. What you send by
          hand leaves at any hour.
        </p>
      </fieldset>
      <TextField
        {...fields.checkBackWorkingDays}
        label="Check-back after, in working days"
        hint="Counted from the completion; it leaves in the client’s morning."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.checkBackWorkingDays)}
      />
      <TextField
        {...fields.reminderDays}
        label="Reminder after, in days"
        hint="Once, counted from the check-back, and only while it has no answer."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.reminderDays)}
      />
      <TextField
        {...fields.coolDownDays}
        label="Ask one person at most every, in days"
        hint="However many projects you complete for them. The reminder does not count."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.coolDownDays)}
      />
      <div>
        <SubmitButton variant="main" busy="Keeping…">
          Keep the settings
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
