import { remove, save, saveSecret } from "@/features/emails/accounts/actions";
import { savedAccount, savedWebhookSecret } from "@/features/emails/accounts/schema";
import type { AccountFacts, MailSettings } from "@/features/emails/accounts/queries";
import { unheardWords } from "@/features/emails/accounts/rules";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

type MailAccountProps = {
  mail: MailSettings;
  /** The whole address of the account's webhook. */ webhookAddress: string | null;
  zone: string;
  now: Date;
};

/**
 * How the freelancer's emails are sent, what is wrong with it if anything, and the way to bring an
 * account of their own.
 */
export function MailAccount({ mail, webhookAddress, zone, now }: MailAccountProps) {
  const { own, installFrom, trouble, unheard, isDemo } = mail;
  if (isDemo)
    return (
      <p className="text-muted">
        The demo’s emails never leave this computer: read them under Emails. In your own studio you
        can connect Resend and send from your own domain.
      </p>
    );
  return (
    <div className="grid gap-4">
      {trouble ? (
        <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
          <StatusBadge shape="late">Your emails aren’t being sent</StatusBadge>
          <p className="wrap-anywhere">{trouble.why}</p>
          <p className="text-sm text-muted">
            Since <When at={trouble.at} zone={zone} now={now} />. Nothing is lost: they wait, and
            are sent once it is fixed.
          </p>
        </div>
      ) : null}
      {unheard ? (
        <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
          <StatusBadge shape="late">{unheardWords[unheard.why].word}</StatusBadge>
          <p>{unheardWords[unheard.why].why}</p>
          <p className="text-sm text-muted">
            Since <When at={unheard.at} zone={zone} now={now} />. {unheardWords[unheard.why].cure}
          </p>
        </div>
      ) : null}
      {own ? (
        <OwnAccount account={own} webhookAddress={webhookAddress} zone={zone} now={now} />
      ) : (
        <NoAccount installFrom={installFrom} />
      )}
    </div>
  );
}

function NoAccount({ installFrom }: { installFrom: string | null }) {
  return (
    <>
      <p className="text-muted wrap-anywhere">
        {installFrom
          ? `Your emails are sent from ${installFrom}, through this install’s account.`
          : "Your emails stay on this computer: no mail provider is set up here."}{" "}
        With your own Resend key they come from your own domain.
      </p>
      <KeyForm submit="Connect Resend" />
    </>
  );
}

const accountFields = fieldsOf(savedAccount);

function KeyForm({ account, submit }: { account?: AccountFacts; submit: string }) {
  return (
    <ActionForm action={save} draft="account" className="grid gap-4">
      <TextField
        {...accountFields.secretKey}
        label={account ? "Another Resend key (optional)" : "Resend key"}
        hint={
          account
            ? "A newer key of the same account. For another account, remove this one first."
            : "Made at Resend under API keys. A sending-only key is enough. It is checked once, " +
              "stored encrypted and never shown again."
        }
        type="password"
        autoComplete="off"
        spellCheck={false}
        required={!account}
      />
      <TextField
        {...accountFields.fromAddress}
        label="Emails come from"
        hint="An address at a domain that is verified at Resend."
        type="email"
        autoComplete="off"
        defaultValue={account?.fromAddress ?? ""}
      />
      <div>
        <SubmitButton busy="Checking…">{submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function OwnAccount({
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
  return (
    <>
      <p className="wrap-anywhere">
        Your emails come from {account.fromAddress}, through your own Resend account.{" "}
        <span className="text-muted">
          Its key ends in {account.keyLastFour}
          {account.savedAt ? (
            <>
              , saved <When at={account.savedAt} zone={zone} now={now} />
            </>
          ) : null}
          .
        </span>
      </p>
      <div className="grid gap-3">
        <h3 className="text-lg">Delivery reports</h3>
        <p className="text-muted">
          {account.hasWebhookSecret
            ? "Resend reports what happened to each email."
            : "To see which emails arrive, add a webhook at Resend with this address and every " +
              "“email.” event, then paste its signing secret here."}
        </p>
        {webhookAddress ? <CopyField label="Webhook address" value={webhookAddress} /> : null}
        <ActionForm action={saveSecret} draft={null} className="grid gap-4">
          <TextField
            {...fieldsOf(savedWebhookSecret).secretWebhook}
            label={account.hasWebhookSecret ? "New signing secret" : "Signing secret"}
            hint={
              account.hasWebhookSecret
                ? "The current one keeps working " +
                  `too.${account.hasFormerWebhookSecret ? " The one before that is deleted." : ""}`
                : "It starts with whsec_."
            }
            type="password"
            autoComplete="off"
            spellCheck={false}
          />
          <div>
            <SubmitButton busy="Saving…">Save secret</SubmitButton>
          </div>
        </ActionForm>
      </div>
      <div className="grid">
        <Disclosure title="Change key or address">
          <KeyForm account={account} submit="Check and save" />
        </Disclosure>
        <Disclosure title="Remove this account">
          <div className="grid gap-3">
            <p className="text-muted">
              The key and the signing secret are deleted, and your emails go through this install’s
              account again. An email that is being sent right now will ask you first.
            </p>
            <ActionButton action={remove} busy="Removing…">
              {`Remove the account with the key ending in ${account.keyLastFour}`}
            </ActionButton>
          </div>
        </Disclosure>
      </div>
    </>
  );
}
