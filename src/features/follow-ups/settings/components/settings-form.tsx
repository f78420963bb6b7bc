import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, followUpKinds, isOn } from "@/features/follow-ups/kinds";
import { arrange } from "@/workflows/arrange-follow-ups/actions";
import { followUpSettingsOf } from "@/features/follow-ups/settings/rules";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { ChecksField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Settings = {
  switchedOff: { kind: FollowUpKind }[];
  followUpsFrom: string;
  followUpsUntil: string;
  checkBackWorkingDays: number;
  reminderDays: number;
  coolDownDays: number;
};

const fields = fieldsOf(followUpSettings);

/** Which follow-ups leave, and when. */
export function SettingsForm({ settings }: { settings: Settings }) {
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
        label="What leaves by itself"
        hint="Turned off, what is planned or held of it is taken back at once. Turned on again, nothing is planned for projects that are completed already."
        defaultValue={kinds}
        choices={FOLLOW_UP_KINDS.map((kind) => ({
          value: kind,
          label: followUpKinds[kind].one,
        }))}
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
