import { studioLocale } from "@/auth/session";
import { ask, drop } from "@/features/sign-in/address/actions";
import type { NewAddress } from "@/features/sign-in/address/queries";
import { newAddress } from "@/features/sign-in/address/schema";
import { When } from "@/features/studio/components/when";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type SignInAddressProps = {
  address: string;
  /** The one that waits to be confirmed. */ waiting: NewAddress | null;
  isDemo: boolean;
  zone: string;
  now: Date;
};

const fields = fieldsOf(newAddress);

/** The address that sign-in links go to, and the way to another. */
export async function SignInAddress({ address, waiting, isDemo, ...clock }: SignInAddressProps) {
  const { t } = await studioLocale();
  if (isDemo) return <p className="text-muted">{t("passkeys.demo")}</p>;
  return (
    <div className="grid gap-4">
      <p className="wrap-anywhere">{t("signInAddress.now", { address })}</p>
      {waiting ? (
        <div className="grid gap-2 border-l-2 border-accent pl-4">
          <p className="wrap-anywhere">
            {t.rich("signInAddress.waiting", {
              address: waiting.address,
              when: () => <When at={waiting.expires} {...clock} />,
            })}
          </p>
          <ActionButton action={drop} variant="quiet" busy={t("form.saving")}>
            {t("signInAddress.drop")}
          </ActionButton>
        </div>
      ) : null}
      <ActionForm action={ask} draft="sign-in address" className="grid gap-4">
        <TextField
          {...fields.address}
          label={t("signInAddress.new")}
          hint={t("signInAddress.hint")}
          type="email"
          autoComplete="email"
        />
        <div>
          <SubmitButton busy={t("signIn.sending")}>{t("signInAddress.send")}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
