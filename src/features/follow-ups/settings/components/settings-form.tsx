import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, followUpKinds, isOn } from "@/features/follow-ups/kinds";
import { arrange } from "@/workflows/arrange-follow-ups/actions";
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

/** Which follow-ups leave, and when. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const kinds = FOLLOW_UP_KINDS.filter((kind) => isOn(settings, kind));
  return (
    <ActionForm action={arrange} className="grid gap-6">
      <ChecksField
        name="kinds"
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
            name="followUpsFrom"
            label="From"
            type="time"
            defaultValue={settings.followUpsFrom}
            required
          />
          <TextField
            name="followUpsUntil"
            label="Until"
            type="time"
            defaultValue={settings.followUpsUntil}
            required
          />
        </div>
        <p className="text-sm text-muted">
          Where the client is, Monday to Friday, never on a public holiday there. What you send by
          hand leaves at any hour.
        </p>
      </fieldset>
      <TextField
        name="checkBackWorkingDays"
        label="Check-back after, in working days"
        hint="Counted from the completion; it leaves in the client’s morning."
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        defaultValue={String(settings.checkBackWorkingDays)}
        required
      />
      <TextField
        name="reminderDays"
        label="Reminder after, in days"
        hint="Once, counted from the check-back, and only while it has no answer."
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        defaultValue={String(settings.reminderDays)}
        required
      />
      <TextField
        name="coolDownDays"
        label="Ask one person at most every, in days"
        hint="However many projects you complete for them. The reminder does not count."
        type="number"
        inputMode="numeric"
        min={0}
        max={730}
        defaultValue={String(settings.coolDownDays)}
        required
      />
      <div>
        <SubmitButton variant="main" busy="Keeping…">
          Keep the settings
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
