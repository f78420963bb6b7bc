import { studioLocale } from "@/auth/session";
import { move } from "@/workflows/post-message/actions";
import { keep } from "@/features/pledges/actions";
import type { OpenPledge } from "@/features/pledges/queries";
import { movedPledge } from "@/features/pledges/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

type OpenPledgesProps = {
  pledges: OpenPledge[];
  readerId: string | undefined;
  zone: string;
  now: Date;
};

const fields = fieldsOf(movedPledge);

/** What the freelancer has said that a client will hear, and by when. */
export async function OpenPledges({ pledges, readerId, zone, now }: OpenPledgesProps) {
  const { t } = await studioLocale();
  if (pledges.length === 0) return null;
  return (
    <ul className="mb-6 grid gap-4">
      {pledges.map(({ id: pledgeId, what, who, dueAt, isHeld }) => (
        <li key={pledgeId} className="grid max-w-[68ch] gap-1">
          <p className="wrap-anywhere">
            <StatusBadge shape={dueAt < now ? "late" : "waits"}>
              {t(dueAt < now ? "pledges.noWord" : "pledges.promised")}
            </StatusBadge>{" "}
            {t.rich(isHeld ? "pledges.held" : "pledges.open", {
              who,
              what,
              time: () => <When at={dueAt} zone={zone} now={now} />,
            })}
          </p>
          <div className="flex flex-wrap items-start gap-x-4">
            <ActionButton
              action={keep}
              hidden={{ pledgeId }}
              variant="plain"
              busy={t("buttons.saving")}
              about={what}
            >
              {t("pledges.heard")}
            </ActionButton>
            <Disclosure title={t("pledges.longer")} about={what}>
              <ActionForm
                action={move}
                draft={`move ${pledgeId}`}
                hidden={{ pledgeId }}
                className="grid gap-3 sm:grid-cols-[11rem_minmax(0,1fr)]"
              >
                <FormKey name={fields.formKey.name} value={crypto.randomUUID()} />
                <TextField {...fields.on} label={t("pledges.newDay")} type="date" />
                <TextField
                  {...fields.reason}
                  label={t("pledges.reason")}
                  hint={t("pledges.reasonHint", { who })}
                />
                <div className="sm:col-span-2">
                  <PreSendCheck texts={[fields.reason.name]} readerId={readerId} />
                </div>
                <div>
                  <SubmitButton busy={t("buttons.sending")}>{t("buttons.send")}</SubmitButton>
                </div>
              </ActionForm>
            </Disclosure>
          </div>
        </li>
      ))}
    </ul>
  );
}
