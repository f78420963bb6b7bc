import { studioLocale } from "@/auth/session";
import { Unread } from "@/features/inbound/components/receiving";
import { remove } from "@/features/inbound/own-mailbox/actions";
import type { OwnMailboxFacts } from "@/features/inbound/own-mailbox/queries";
import { When } from "@/features/studio/components/when";
import { ActionButton } from "@/ui/action-button";
import { Disclosure } from "@/ui/page";
import { MailboxForm } from "./mailbox-form";

type OwnMailboxProps = {
  own: OwnMailboxFacts | null;
  /** Who signs in to the freelancer's own mail server, mostly the same as to their mailbox. */
  serverUser: string | undefined;
  zone: string;
  now: Date;
};

/** The mailbox of the freelancer's own that answers are read from, to be connected, changed or removed. */
export async function OwnMailbox({ own, serverUser, zone, now }: OwnMailboxProps) {
  const { t } = await studioLocale();
  if (!own)
    return (
      <Disclosure title={t("ownMailbox.connect")}>
        <MailboxForm serverUser={serverUser} />
      </Disclosure>
    );
  const { address, trouble } = own;
  return (
    <div className="grid gap-4">
      {trouble ? <Unread trouble={trouble} zone={zone} now={now} /> : null}
      <Facts own={own} zone={zone} now={now} />
      <div className="grid">
        <Disclosure title={t("ownMailbox.change")}>
          <MailboxForm saved={own} />
        </Disclosure>
        <Disclosure title={t("ownMailbox.remove")}>
          <div className="grid gap-3">
            <p className="text-muted">{t("ownMailbox.removeText")}</p>
            <ActionButton action={remove} busy={t("buttons.removing")}>
              {t("ownMailbox.removeButton", { address })}
            </ActionButton>
          </div>
        </Disclosure>
      </div>
    </div>
  );
}

async function Facts({ own, zone, now }: { own: OwnMailboxFacts; zone: string; now: Date }) {
  const { t } = await studioLocale();
  const { address, server, savedAt, plusSeenAt } = own;
  return (
    <>
      <p className="wrap-anywhere">
        {t("ownMailbox.own", { address, host: server.host })}{" "}
        <span className="text-muted">
          {t.rich("mailServer.saved", { when: () => <When at={savedAt} zone={zone} now={now} /> })}
        </span>
      </p>
      <p className="max-w-prose text-muted">
        {plusSeenAt ? t("ownMailbox.plusSeen") : t("ownMailbox.plusWaits")}
      </p>
    </>
  );
}
