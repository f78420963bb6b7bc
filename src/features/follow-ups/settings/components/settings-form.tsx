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
  quietMonths: number;
  coolDownDays: number;
};

const fields = fieldsOf(followUpSettings);

/** Which follow-ups are sent, and when. */
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
        label="What is sent"
        hint={
          "Turning one off cancels what is scheduled. Turning it on again doesn’t bring back " +
          "emails for projects already completed."
        }
        defaultValue={kinds}
        choices={FOLLOW_UP_KINDS.map((kind) => ({
          value: kind,
          label: followUpKinds[kind].one,
        }))}
      />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">Sending hours</legend>
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
          In the client’s time zone, Monday to Friday, never on a public holiday there. What you
          send by hand goes at any hour.
        </p>
      </fieldset>
      <TextField
        {...fields.checkBackWorkingDays}
        label="Check-back after (working days)"
        hint="Counted from completion. Sent in the client’s morning."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.checkBackWorkingDays)}
      />
      <TextField
        {...fields.reminderDays}
        label="Reminder after (days)"
        hint="Sent once, counted from the check-back, and only while there is no answer."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.reminderDays)}
      />
      <TextField
        {...fields.quietMonths}
        label="Quiet-client check after (months)"
        hint="Without an open project, counted from the last completion. Asked once until a new project begins."
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.quietMonths)}
      />
      <TextField
        {...fields.coolDownDays}
        label="Wait between surveys to the same person (days)"
        hint={
          "However many projects you complete for them. Reminders don’t count. Testimonial " +
          "invitations are as far apart."
        }
        type="number"
        inputMode="numeric"
        defaultValue={String(settings.coolDownDays)}
      />
      <div>
        <SubmitButton variant="main" busy="Saving…">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
