import { studioLocale } from "@/auth/session";
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

/** Writes down in one line what was said elsewhere. */
export async function LogForm({ thread, people, formKey, zone, now }: LogFormProps) {
  const { t } = await studioLocale();
  const { day, time } = wallClock(zone, now);
  const whom = [
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    { value: "", label: t("messages.you") },
  ];
  const channels = LOGGED_CHANNELS.map((value) => ({
    value,
    label: t(`messages.log.channels.${value}`),
  }));
  return (
    <Disclosure title={t("messages.log.title")}>
      <ActionForm
        action={log}
        draft="log"
        hidden={thread}
        className="grid max-w-[68ch] gap-4 sm:grid-cols-2"
      >
        <FormKey name={fields.formKey.name} value={formKey} />
        <SelectField {...fields.channel} label={t("messages.log.how")} choices={channels} />
        <SelectField
          {...fields.contactId}
          label={t("messages.log.who")}
          defaultValue={people[0]?.id ?? ""}
          choices={whom}
        />
        <TextField {...fields.on} label={t("messages.log.day")} type="date" defaultValue={day} />
        <TextField
          {...fields.time}
          label={t("messages.log.time")}
          type="time"
          defaultValue={time}
        />
        <div className="sm:col-span-2">
          <AreaField
            {...fields.text}
            label={t("messages.log.text")}
            rows={2}
            hint={t("messages.log.hint")}
          />
        </div>
        <div>
          <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
