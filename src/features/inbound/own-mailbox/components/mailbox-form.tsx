import { studioLocale } from "@/auth/session";
import { save } from "@/features/inbound/own-mailbox/actions";
import type { OwnMailboxFacts } from "@/features/inbound/own-mailbox/queries";
import { savedMailbox } from "@/features/inbound/own-mailbox/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type MailboxFormProps = {
  /** The one that is saved, to be changed. */
  saved?: OwnMailboxFacts;
  /** Who signs in to the freelancer's own mail server. */
  serverUser?: string;
};

const fields = fieldsOf(savedMailbox);

/** A mailbox of the freelancer's own: opened once for reading, and saved where that could be done. */
export async function MailboxForm({ saved, serverUser }: MailboxFormProps) {
  const { t } = await studioLocale();
  const server = saved?.server;
  return (
    <ActionForm action={save} draft="own-mailbox" className="grid gap-4">
      <p className="max-w-prose text-muted">{t("ownMailbox.text")}</p>
      <TextField
        {...fields.host}
        label={t("ownMailbox.host")}
        hint={t("ownMailbox.hostHint")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={server?.host ?? ""}
      />
      <TextField
        {...fields.port}
        label={t("mailServer.port")}
        type="number"
        inputMode="numeric"
        defaultValue={`${server?.port ?? 993}`}
      />
      <SelectField
        name={fields.tls.name}
        label={t("mailServer.tls")}
        defaultValue={server?.tls ?? "tls"}
        choices={[
          { value: "tls", label: t("ownMailbox.tlsAtOnce") },
          { value: "starttls", label: t("ownMailbox.starttls") },
          { value: "none", label: t("mailServer.none") },
        ]}
      />
      <SignIn user={server?.user ?? serverUser} isSaved={server !== undefined} />
      <WhatIsRead saved={saved} />
      <div>
        <SubmitButton busy={t("ownMailbox.opening")}>{t("ownMailbox.openAndSave")}</SubmitButton>
      </div>
    </ActionForm>
  );
}

async function SignIn({ user, isSaved }: { user: string | undefined; isSaved: boolean }) {
  const { t } = await studioLocale();
  const hints = [t("mailServer.passwordHint"), ...(isSaved ? [t("mailServer.passwordKept")] : [])];
  return (
    <>
      <TextField
        {...fields.user}
        label={t("mailServer.user")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={user ?? ""}
      />
      <TextField
        {...fields.secretPassword}
        label={t("mailServer.password")}
        hint={hints.join(" ")}
        type="password"
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}

async function WhatIsRead({ saved }: Pick<MailboxFormProps, "saved">) {
  const { t } = await studioLocale();
  const server = saved?.server;
  return (
    <>
      <TextField
        {...fields.mailboxAddress}
        label={t("ownMailbox.address")}
        hint={t("ownMailbox.addressHint")}
        type="email"
        autoComplete="off"
        defaultValue={saved && saved.address !== server?.user.toLowerCase() ? saved.address : ""}
      />
      <TextField
        {...fields.folder}
        label={t("ownMailbox.folder")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={server?.folder ?? "INBOX"}
      />
      <TextField
        {...fields.authServer}
        label={t("ownMailbox.authServer")}
        hint={t("ownMailbox.authServerHint")}
        autoComplete="off"
        spellCheck={false}
        defaultValue={server?.authServer ?? ""}
      />
      <AreaField
        {...fields.authority}
        label={t("mailServer.authority")}
        hint={t("mailServer.authorityHint")}
        spellCheck={false}
        rows={2}
        defaultValue={server?.ca ?? ""}
      />
    </>
  );
}
