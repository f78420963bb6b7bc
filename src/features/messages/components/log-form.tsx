import { log } from "@/workflows/post-message/actions";
import type { ThreadRef } from "@/features/messages/rules";
import { LOGGED_CHANNELS, loggedLine } from "@/features/messages/schema";
import { wallClock } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

type LogFormProps = {
  thread: ThreadRef;
  people: { id: string; name: string }[];
  formKey: string;
  zone: string;
  now: Date;
};

const fields = fieldsOf(loggedLine);
const words = {
  PHONE: "Phone call",
  WHATSAPP: "WhatsApp",
  SOCIAL: "Social media",
  IN_PERSON: "Meeting",
  EMAIL: "Email",
} satisfies Record<(typeof LOGGED_CHANNELS)[number], string>;
const channels = LOGGED_CHANNELS.map((value) => ({ value, label: words[value] }));

/** Writes down in one line what was said elsewhere. */
export function LogForm({ thread, people, formKey, zone, now }: LogFormProps) {
  const { day, time } = wallClock(zone, now);
  const whom = [
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    { value: "", label: "You" },
  ];
  return (
    <Disclosure title="Log a call or meeting">
      <ActionForm
        action={log}
        draft="log"
        hidden={thread}
        className="grid max-w-[68ch] gap-4 sm:grid-cols-2"
      >
        <FormKey name={fields.formKey.name} value={formKey} />
        <SelectField {...fields.channel} label="How" choices={channels} />
        <SelectField
          {...fields.contactId}
          label="Who spoke or wrote"
          defaultValue={people[0]?.id ?? ""}
          choices={whom}
        />
        <TextField {...fields.on} label="Day" type="date" defaultValue={day} />
        <TextField {...fields.time} label="Time" type="time" defaultValue={time} />
        <div className="sm:col-span-2">
          <AreaField
            {...fields.text}
            label="What was said"
            rows={2}
            hint="Your client sees it in the thread. It isn’t sent by email."
          />
        </div>
        <div>
          <SubmitButton busy="Saving…">Save</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
