import { durationName } from "@/lib/dates";
import { SelectField, TextField } from "@/ui/field";

type Delays = { letterHoldSeconds: number; batchSeconds: number; checkBackWorkingDays: number; coolDownDays: number };

/** How long things wait before they happen by themselves. */
export function DelayFields({ delays }: { delays: Delays }) {
  return (
    <>
      <SelectField name="letterHoldSeconds" label="Hold before a letter leaves" hint="Until then the letter can be read, changed and taken back." defaultValue={String(delays.letterHoldSeconds)} choices={waits([0, 60, 300, 600, 1800, 3600, 14_400, 86_400], delays.letterHoldSeconds)} />
      <SelectField name="batchSeconds" label="Gather small news for" hint="Several messages within it make one letter." defaultValue={String(delays.batchSeconds)} choices={waits([0, 60, 300, 600, 1800, 3600], delays.batchSeconds)} />
      <TextField name="checkBackWorkingDays" label="Check-back after, in working days" hint="Counted from the completion; it leaves in the client’s morning." type="number" inputMode="numeric" min={1} max={60} defaultValue={String(delays.checkBackWorkingDays)} required />
      <TextField name="coolDownDays" label="Ask one person at most every, in days" hint="However many projects you complete for them." type="number" inputMode="numeric" min={0} max={730} defaultValue={String(delays.coolDownDays)} required />
    </>
  );
}

/** The usual waits, and the one in use wherever it is none of them. */
function waits(usual: number[], inUse: number) {
  const all = [...new Set([...usual, inUse])].toSorted((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: seconds === 0 ? "None" : durationName(seconds) }));
}
