import { studioLocale } from "@/auth/session";
import type { OwnServerFacts } from "@/features/emails/accounts/queries";
import { save } from "@/features/emails/accounts/server/actions";
import { savedServer } from "@/features/emails/accounts/server/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type ServerFormProps = {
  /** The one that is saved, to be changed. */
  saved?: { server: OwnServerFacts; fromAddress: string | null };
  /** Where the test email goes. */
  testAddress: string;
};

const fields = fieldsOf(savedServer);

/** A mail server of the freelancer's own: tried with a test email, and saved once that is accepted. */
export async function ServerForm({ saved, testAddress }: ServerFormProps) {
  const { t } = await studioLocale();
  const server = saved?.server;
  return (
    <ActionForm action={save} draft="mail-server" className="grid gap-4">
      <p className="max-w-prose text-muted wrap-anywhere">
        {t("mailServer.text", { address: testAddress })}
      </p>
      <TextField
        {...fields.host}
        label={t("mailServer.host")}
        hint={t("mailServer.hostHint")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={server?.host ?? ""}
      />
      <TextField
        {...fields.port}
        label={t("mailServer.port")}
        type="number"
        inputMode="numeric"
        defaultValue={`${server?.port ?? 587}`}
      />
      <SelectField
        name={fields.tls.name}
        label={t("mailServer.tls")}
        defaultValue={server?.tls ?? "starttls"}
        choices={[
          { value: "starttls", label: t("mailServer.starttls") },
          { value: "tls", label: t("mailServer.tlsAtOnce") },
          { value: "none", label: t("mailServer.none") },
        ]}
      />
      <SignIn server={server} />
      <AreaField
        {...fields.authority}
        label={t("mailServer.authority")}
        hint={t("mailServer.authorityHint")}
        spellCheck={false}
        rows={2}
        defaultValue={server?.ca ?? ""}
      />
      <TextField
        {...fields.fromAddress}
        label={t("mailAccount.from")}
        hint={t("mailServer.fromHint")}
        type="email"
        autoComplete="off"
        defaultValue={saved?.fromAddress ?? ""}
      />
      <div>
        <SubmitButton busy={t("mailServer.testing")}>{t("mailServer.testAndSave")}</SubmitButton>
      </div>
    </ActionForm>
  );
}

async function SignIn({ server }: { server?: OwnServerFacts }) {
  const { t } = await studioLocale();
  return (
    <>
      <TextField
        {...fields.user}
        label={t("mailServer.user")}
        hint={t("mailServer.userHint")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={server?.user ?? ""}
      />
      <TextField
        {...fields.secretPassword}
        label={t("mailServer.password")}
        hint={[
          t("mailServer.passwordHint"),
          ...(server?.hasPassword ? [t("mailServer.passwordKept")] : []),
        ].join(" ")}
        type="password"
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}
