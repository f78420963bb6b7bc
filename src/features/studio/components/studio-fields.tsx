import { firstSteps } from "@/features/studio/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ChecksField, TextField } from "@/ui/field";
import { ZoneField } from "@/ui/zone-field";

export type StudioFacts = { freelancerName: string; name: string; zone: string; replyTo: string };
type Week = { workDays: string[]; opensAt: string; closesAt: string };

const fields = fieldsOf(firstSteps);

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, index) => ({
  value: String(index + 1),
  label,
}));

/**
 * What a studio says of itself: asked in the first steps, changed in the settings. An empty zone is guessed
 * in the browser. The first steps ask for one span a week; the settings have each day's own (HoursFields).
 */
export function StudioFields({ facts, week }: { facts: StudioFacts; week?: Week }) {
  return (
    <>
      <TextField
        {...fields.freelancerName}
        label="Your name"
        hint="The name your clients know. Emails are signed with it."
        autoComplete="name"
        defaultValue={facts.freelancerName}
      />
      <TextField
        {...fields.name}
        label="Studio name"
        autoComplete="organization"
        defaultValue={facts.name}
      />
      <ZoneField
        {...fields.zone}
        label="Time zone"
        hint="Dates and working hours use this time zone."
        defaultValue={facts.zone}
      />
      {week ? <WeekFields week={week} /> : null}
      <TextField
        {...fields.replyTo}
        label="Replies go to"
        hint="Replies from clients arrive here."
        type="email"
        autoComplete="email"
        defaultValue={facts.replyTo}
      />
    </>
  );
}

function WeekFields({ week }: { week: Week }) {
  return (
    <>
      <ChecksField
        name={fields.workDays.name}
        label="Working days"
        defaultValue={week.workDays}
        choices={weekdays}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField {...fields.opensAt} label="From" type="time" defaultValue={week.opensAt} />
        <TextField {...fields.closesAt} label="Until" type="time" defaultValue={week.closesAt} />
      </div>
    </>
  );
}
