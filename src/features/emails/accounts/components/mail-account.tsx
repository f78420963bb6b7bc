import { studioLocale } from "@/auth/session";
import { remove, save, saveSecret } from "@/features/emails/accounts/actions";
import { savedAccount, savedWebhookSecret } from "@/features/emails/accounts/schema";
import type { AccountFacts, MailSettings } from "@/features/emails/accounts/queries";
import { retold } from "@/language/stored";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { OwnServer } from "@/features/emails/accounts/server/components/own-server";
import { ServerForm } from "@/features/emails/accounts/server/components/server-form";
import { When } from "@/features/studio/components/when";

type MailAccountProps = {
  mail: MailSettings;
  /** The whole address of the account's webhook. */ webhookAddress: string | null;
  /** Where the test email of a mail server goes: what the freelancer signs in with. */ testAddress: string;
  zone: string;
  now: Date;
};

/**
 * How the freelancer's emails are sent, what is wrong with it if anything, and the way to bring an
 * account of their own.
 */
export async function MailAccount(props: MailAccountProps) {
  const { t } = await studioLocale();
  const { mail, webhookAddress, testAddress, zone, now } = props;
  const { own, installFrom, isDemo } = mail;
  if (isDemo) return <p className="text-muted">{t("mailAccount.demo")}</p>;
  return (
    <div className="grid gap-4">
      <Troubles {...props} />
      {own?.server ? (
        <OwnServer {...{ testAddress, zone, now }} account={own} server={own.server} />
      ) : own ? (
        <OwnAccount account={own} webhookAddress={webhookAddress} zone={zone} now={now} />
      ) : (
        <NoAccount installFrom={installFrom} testAddress={testAddress} />
      )}
    </div>
  );
}

async function Troubles({ mail: { trouble, unheard }, zone, now }: MailAccountProps) {
  const { t } = await studioLocale();
  return (
    <>
      {trouble ? (
        <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
          <StatusBadge shape="late">{t("mailAccount.trouble")}</StatusBadge>
          <p className="wrap-anywhere">
            {trouble.why ? retold(t, trouble.why) : t("mailAccount.refusedByProvider")}
          </p>
          <p className="text-sm text-muted">
            {t.rich("mailAccount.troubleSince", {
              when: () => <When at={trouble.at} zone={zone} now={now} />,
            })}
          </p>
        </div>
      ) : null}
      {unheard ? (
        <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
          <StatusBadge shape="late">{t(`mailAccount.unheard.${unheard.why}.word`)}</StatusBadge>
          <p>{t(`mailAccount.unheard.${unheard.why}.why`)}</p>
          <p className="text-sm text-muted">
            {t.rich("mailAccount.unheardSince", {
              when: () => <When at={unheard.at} zone={zone} now={now} />,
              cure: t(`mailAccount.unheard.${unheard.why}.cure`),
            })}
          </p>
        </div>
      ) : null}
    </>
  );
}

async function NoAccount({
  installFrom,
  testAddress,
}: {
  installFrom: string | null;
  testAddress: string;
}) {
  const { t } = await studioLocale();
  return (
    <>
      <p className="text-muted wrap-anywhere">
        {installFrom
          ? t("mailAccount.fromInstall", { address: installFrom })
          : t("mailAccount.noProvider")}{" "}
        {t("mailAccount.ownKey")}
      </p>
      <div className="grid">
        <Disclosure title={t("mailAccount.connect")}>
          <KeyForm submit={t("mailAccount.checkAndSave")} />
        </Disclosure>
        <Disclosure title={t("mailServer.connect")}>
          <ServerForm testAddress={testAddress} />
        </Disclosure>
      </div>
    </>
  );
}

const accountFields = fieldsOf(savedAccount);

async function KeyForm({ account, submit }: { account?: AccountFacts; submit: string }) {
  const { t } = await studioLocale();
  return (
    <ActionForm action={save} draft="account" className="grid gap-4">
      <TextField
        {...accountFields.secretKey}
        label={account ? t("mailAccount.anotherKey") : t("mailAccount.key")}
        hint={account ? t("mailAccount.newerKeyHint") : t("mailAccount.keyHint")}
        type="password"
        autoComplete="off"
        spellCheck={false}
        required={!account}
      />
      <TextField
        {...accountFields.fromAddress}
        label={t("mailAccount.from")}
        hint={t("mailAccount.fromHint")}
        type="email"
        autoComplete="off"
        defaultValue={account?.fromAddress ?? ""}
      />
      <div>
        <SubmitButton busy={t("mailAccount.checking")}>{submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}

async function OwnAccount({
  account,
  webhookAddress,
  zone,
  now,
}: {
  account: AccountFacts;
  webhookAddress: string | null;
  zone: string;
  now: Date;
}) {
  const { t } = await studioLocale();
  const { savedAt } = account;
  return (
    <>
      <p className="wrap-anywhere">
        {t("mailAccount.ownFrom", { address: account.fromAddress ?? "" })}{" "}
        <span className="text-muted">
          {savedAt
            ? t.rich("mailAccount.keyEndsSaved", {
                end: account.keyLastFour ?? "",
                when: () => <When at={savedAt} zone={zone} now={now} />,
              })
            : t("mailAccount.keyEnds", { end: account.keyLastFour ?? "" })}
        </span>
      </p>
      <div className="grid gap-3">
        <h3 className="text-lg">{t("mailAccount.reports")}</h3>
        <p className="text-muted">
          {account.hasWebhookSecret ? t("mailAccount.reportsOn") : t("mailAccount.reportsOff")}
        </p>
        {webhookAddress ? (
          <CopyField label={t("mailAccount.webhook")} value={webhookAddress} />
        ) : null}
        <ActionForm action={saveSecret} draft={null} className="grid gap-4">
          <TextField
            {...fieldsOf(savedWebhookSecret).secretWebhook}
            label={account.hasWebhookSecret ? t("mailAccount.newSecret") : t("mailAccount.secret")}
            hint={
              account.hasWebhookSecret
                ? [
                    t("mailAccount.currentWorks"),
                    ...(account.hasFormerWebhookSecret ? [t("mailAccount.formerDeleted")] : []),
                  ].join(" ")
                : t("mailAccount.secretHint")
            }
            type="password"
            autoComplete="off"
            spellCheck={false}
          />
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("mailAccount.saveSecret")}</SubmitButton>
          </div>
        </ActionForm>
      </div>
      <div className="grid">
        <Disclosure title={t("mailAccount.change")}>
          <KeyForm account={account} submit={t("mailAccount.checkAndSave")} />
        </Disclosure>
        <Disclosure title={t("mailAccount.remove")}>
          <div className="grid gap-3">
            <p className="text-muted">{t("mailAccount.removeText")}</p>
            <ActionButton action={remove} busy={t("buttons.removing")}>
              {t("mailAccount.removeButton", { end: account.keyLastFour ?? "" })}
            </ActionButton>
          </div>
        </Disclosure>
      </div>
    </>
  );
}
