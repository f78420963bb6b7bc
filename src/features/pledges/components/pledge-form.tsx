import { studioLocale } from "@/auth/session";
import { promise } from "@/workflows/post-message/actions";
import { newPledge } from "@/features/pledges/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";

type PledgeFormProps = {
  thread: { projectId?: string; clientId?: string };
  /** Whose words they are. */ asked: { contactId: string; who: string; lineId: string };
  /** What is looked into, and by which day they hear. */ what: string;
  on: string;
  formKey: string;
  /** Whether the studio is closed now. */ isClosed: boolean;
};

const fields = fieldsOf(newPledge);

/** "I'll look into this, and you hear by then": filled in, so that one press says it. */
export async function PledgeForm({ thread, asked, what, on, formKey, isClosed }: PledgeFormProps) {
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={promise}
      draft="promise"
      hidden={{ ...thread, contactId: asked.contactId, seenId: asked.lineId }}
      label={t("pledges.tellWhen", { who: asked.who })}
      className="grid max-w-[68ch] gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]"
    >
      <FormKey name={fields.formKey.name} value={formKey} />
      <TextField {...fields.what} label={t("pledges.what")} defaultValue={what} />
      <TextField {...fields.on} label={t("pledges.by")} type="date" defaultValue={on} />
      <div className="sm:col-span-2">
        <PreSendCheck texts={[fields.what.name]} readerId={asked.contactId} />
      </div>
      <div className="flex flex-wrap gap-3 sm:col-span-2">
        <SubmitButton busy={t("buttons.sending")} shortcut="h">
          {t("pledges.submit")}
        </SubmitButton>
        {isClosed ? (
          <SubmitButton
            variant="plain"
            busy={t("buttons.sending")}
            name={fields.send.name}
            value="now"
          >
            {t("buttons.sendNow")}
          </SubmitButton>
        ) : null}
      </div>
    </ActionForm>
  );
}
