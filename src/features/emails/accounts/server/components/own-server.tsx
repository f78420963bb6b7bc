import { studioLocale } from "@/auth/session";
import { removeServer } from "@/features/emails/accounts/actions";
import type { AccountFacts, OwnServerFacts } from "@/features/emails/accounts/queries";
import { When } from "@/features/studio/components/when";
import { ActionButton } from "@/ui/action-button";
import { Disclosure } from "@/ui/page";
import { ServerForm } from "./server-form";

type OwnServerProps = {
  account: AccountFacts;
  server: OwnServerFacts;
  testAddress: string;
  zone: string;
  now: Date;
};

/** The mail server that sends the freelancer's emails, to be changed or removed. */
export async function OwnServer({ account, server, testAddress, zone, now }: OwnServerProps) {
  const { t } = await studioLocale();
  const { savedAt, fromAddress } = account;
  return (
    <>
      <p className="wrap-anywhere">
        {t("mailServer.ownFrom", { address: fromAddress ?? "", host: server.host })}{" "}
        {savedAt ? (
          <span className="text-muted">
            {t.rich("mailServer.saved", {
              when: () => <When at={savedAt} zone={zone} now={now} />,
            })}
          </span>
        ) : null}
      </p>
      <p className="max-w-prose text-muted">{t("mailServer.noReports")}</p>
      <div className="grid">
        <Disclosure title={t("mailServer.change")}>
          <ServerForm saved={{ server, fromAddress }} testAddress={testAddress} />
        </Disclosure>
        <Disclosure title={t("mailServer.remove")}>
          <div className="grid gap-3">
            <p className="text-muted">{t("mailServer.removeText")}</p>
            <ActionButton action={removeServer} busy={t("buttons.removing")}>
              {t("mailServer.removeButton", { host: server.host })}
            </ActionButton>
          </div>
        </Disclosure>
      </div>
    </>
  );
}
