import { durationName } from "@/lib/dates";
import { studioSettings } from "@/features/studio/schema";
import { fieldsOf } from "@/lib/fields-of";
import { SelectField } from "@/ui/field";

const fields = fieldsOf(studioSettings);

type Delays = { emailHoldSeconds: number; batchSeconds: number };

/** How long things wait before they happen by themselves. */
export function DelayFields({ delays }: { delays: Delays }) {
  return (
    <>
      <SelectField
        {...fields.emailHoldSeconds}
        label="Time to undo"
        hint="How long an email waits before it is sent, so you can edit or cancel it."
        defaultValue={String(delays.emailHoldSeconds)}
        choices={waits([0, 60, 300, 600, 1800, 3600, 14_400, 86_400], delays.emailHoldSeconds)}
      />
      <SelectField
        {...fields.batchSeconds}
        label="Combine messages for"
        hint="Messages within this time go out as one email."
        defaultValue={String(delays.batchSeconds)}
        choices={waits([0, 60, 300, 600, 1800, 3600], delays.batchSeconds)}
      />
    </>
  );
}

/** The usual waits, and the one in use wherever it is none of them. */
function waits(usual: number[], inUse: number) {
  const all = [...new Set([...usual, inUse])].toSorted((a, b) => a - b);
  return all.map((seconds) => ({
    value: String(seconds),
    label: seconds === 0 ? "None" : durationName(seconds),
  }));
}
