import { studioLocale } from "@/auth/session";
import { remove, rename } from "@/features/sign-in/passkeys/actions";
import type { PasskeyRow } from "@/features/sign-in/passkeys/queries";
import { namedPasskey } from "@/features/sign-in/passkeys/schema";
import { When } from "@/features/studio/components/when";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { PasskeyButton } from "./passkey-button";

type PasskeysProps = {
  passkeys: PasskeyRow[];
  /** Whether browsers can know passkeys at this install's address. */ isPossible: boolean;
  isDemo: boolean;
  zone: string;
  now: Date;
};

/** What the freelancer signs in with beside emails, and the way to one more. */
export async function Passkeys({ passkeys, isPossible, isDemo, ...clock }: PasskeysProps) {
  const { t, words } = await studioLocale();
  if (isDemo) return <p className="text-muted">{t("passkeys.demo")}</p>;
  return (
    <div className="grid gap-4">
      <p className="text-muted">{t("passkeys.about")}</p>
      {passkeys.length > 0 ? (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="py-2">
              <OnePasskey passkey={passkey} {...clock} />
            </li>
          ))}
        </ul>
      ) : null}
      {isPossible ? (
        <PasskeyButton what="new" words={words.passkeys.browser}>
          {t("passkeys.add")}
        </PasskeyButton>
      ) : (
        <p>{t("passkeys.refused.noPasskeys")}</p>
      )}
    </div>
  );
}

const fields = fieldsOf(namedPasskey);

type OnePasskeyProps = { passkey: PasskeyRow; zone: string; now: Date };

async function OnePasskey({ passkey, ...clock }: OnePasskeyProps) {
  const { t } = await studioLocale();
  const { id, name, addedAt, usedAt, isBackedUp } = passkey;
  return (
    <>
      <p className="font-medium wrap-anywhere">{name}</p>
      <p className="text-sm text-muted">
        {t.rich("passkeys.addedAt", { when: () => <When at={addedAt} {...clock} /> })}{" "}
        {usedAt
          ? t.rich("passkeys.usedAt", { when: () => <When at={usedAt} {...clock} /> })
          : t("passkeys.unused")}{" "}
        {t(isBackedUp ? "passkeys.backedUp" : "passkeys.notBackedUp")}
      </p>
      <Disclosure title={t("passkeys.change")} about={name}>
        <div className="grid gap-4">
          <ActionForm
            action={rename}
            draft={`passkey ${id}`}
            hidden={{ passkeyId: id }}
            label={name}
            className="grid gap-3"
          >
            <TextField {...fields.name} label={t("passkeys.name")} defaultValue={name} />
            <div>
              <SubmitButton busy={t("form.saving")} about={name}>
                {t("form.save")}
              </SubmitButton>
            </div>
          </ActionForm>
          <AskFirst
            action={remove}
            hidden={{ passkeyId: id }}
            about={name}
            question={t("passkeys.removeQuestion", { name })}
            confirm={t("passkeys.removeIt")}
            busy={t("passkeys.removing")}
          >
            {t("passkeys.remove")}
          </AskFirst>
        </div>
      </Disclosure>
    </>
  );
}
