import { remove, save, saveSecret } from "@/features/letters/accounts/actions";
import type { AccountFacts, LettersDoor } from "@/features/letters/accounts/queries";
import { ActionForm } from "@/ui/action-form";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { Fold } from "@/ui/page";
import { Sign } from "@/ui/sign";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/ui/when";

type MailAccountProps = {
  door: LettersDoor;
  /** The whole address of the account's webhook. */ hookAddress: string | null;
  zone: string;
  now: Date;
};

/** How the freelancer's letters leave, what is wrong with it if anything, and the way to bring an account of their own. */
export function MailAccount({ door, hookAddress, zone, now }: MailAccountProps) {
  const { own, installFrom, trouble, isDemo } = door;
  if (isDemo)
    return (
      <p className="text-muted">
        The demo’s letters stay on this machine: read them under Letters. A studio of your own can
        bring a Resend key and send from your own domain.
      </p>
    );
  return (
    <div className="grid gap-4">
      {trouble ? (
        <div role="alert" className="max-w-prose border-l-2 border-red pl-4">
          <Sign shape="late">Your letters are not leaving</Sign>
          <p className="wrap-anywhere">{trouble.why}</p>
          <p className="text-sm text-muted">
            Since <When at={trouble.at} zone={zone} now={now} />. Nothing is lost: they wait, and
            leave once it is mended.
          </p>
        </div>
      ) : null}
      {own ? (
        <OwnAccount account={own} hookAddress={hookAddress} zone={zone} now={now} />
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
          ? `Your letters come from ${installFrom}, by the account of this install.`
          : "Your letters stay on this machine: no account at a mail provider is set up here."}{" "}
        With a key of your own at Resend they come from your own domain.
      </p>
      <KeyForm submit="Use this account" />
    </>
  );
}

function KeyForm({ account, submit }: { account?: AccountFacts; submit: string }) {
  return (
    <ActionForm action={save} className="grid gap-4">
      <TextField
        name="secretKey"
        label={account ? "Another Resend key (optional)" : "Resend key"}
        hint={
          account
            ? "A newer key of the same account. For another account, remove this one first."
            : "Made at Resend under API keys. A key for sending only is enough. It is checked once, kept encrypted and never shown again."
        }
        type="password"
        autoComplete="off"
        spellCheck={false}
        required={!account}
      />
      <TextField
        name="fromAddress"
        label="Letters come from"
        hint="An address at a domain that is verified at Resend."
        type="email"
        autoComplete="off"
        defaultValue={account?.fromAddress ?? ""}
        required
      />
      <div>
        <SubmitButton busy="Checking…">{submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function OwnAccount({
  account,
  hookAddress,
  zone,
  now,
}: {
  account: AccountFacts;
  hookAddress: string | null;
  zone: string;
  now: Date;
}) {
  return (
    <>
      <p className="wrap-anywhere">
        Your letters come from {account.fromAddress}, by your own account at Resend.{" "}
        <span className="text-muted">
          Its key ends in {account.keyLastFour}
          {account.savedAt ? (
            <>
              , kept <When at={account.savedAt} zone={zone} now={now} />
            </>
          ) : null}
          .
        </span>
      </p>
      <div className="grid gap-3">
        <h3 className="text-lg">Delivered, bounced, complained</h3>
        <p className="text-muted">
          {account.hasHook
            ? "Resend tells this studio what became of each letter."
            : "So that Resend can tell this studio what became of each letter, add a webhook there with this address and every “email.” event, then paste its signing secret here."}
        </p>
        {hookAddress ? <CopyField label="Webhook address" value={hookAddress} /> : null}
        <ActionForm action={saveSecret} className="grid gap-4">
          <TextField
            name="secretHook"
            label={account.hasHook ? "Another signing secret" : "Signing secret"}
            hint={
              account.hasHook
                ? `The one in use stays good beside it.${account.hasFormerHook ? " The one before that is forgotten." : ""}`
                : "It begins with whsec_."
            }
            type="password"
            autoComplete="off"
            spellCheck={false}
            required
          />
          <div>
            <SubmitButton busy="Keeping…">Keep the secret</SubmitButton>
          </div>
        </ActionForm>
      </div>
      <div className="grid">
        <Fold title="Another key or address">
          <KeyForm account={account} submit="Check and keep" />
        </Fold>
        <Fold title="Remove this account">
          <ActionForm action={remove} className="grid gap-3">
            <p className="text-muted">
              The key and the signing secret are forgotten, and your letters leave by the install’s
              account again. A letter that is under way just now will ask you first.
            </p>
            <div>
              <SubmitButton busy="Removing…">
                Remove the account with the key ending in {account.keyLastFour}
              </SubmitButton>
            </div>
          </ActionForm>
        </Fold>
      </div>
    </>
  );
}
