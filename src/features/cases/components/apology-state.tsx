import { studioLocale } from "@/auth/session";
import { respond, reply } from "@/features/cases/actions";
import type { CaseFacts } from "@/features/cases/queries";
import { retold } from "@/language/stored";
import { ActionButton } from "@/ui/action-button";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { undo } from "@/workflows/send-apology/actions";

type StateProps = { one: CaseFacts; zone: string; now: Date };

/** An apology that waits to be sent, with the way back; or that did not go, with what to do. */
export async function ApologyWaits({ one, zone, now }: StateProps) {
  const { t } = await studioLocale();
  const { email } = one;
  if (!email) return null;
  if (email.needsReviewAt)
    return (
      <div className="grid justify-items-start gap-3">
        <p>
          <StatusBadge shape="late">{t("cases.state.notSent")}</StatusBadge>{" "}
          {email.lastError ? retold(t, email.lastError) : t("cases.state.needsYou")}
        </p>
        <Link href={`/emails/${email.id}`} className={buttonVariant("main")}>
          {t("cases.state.review")}
        </Link>
      </div>
    );
  return (
    <div className="grid justify-items-start gap-3">
      <p role="status">
        <StatusBadge shape="waits">
          {email.sentAt ? t("cases.state.sent") : t("cases.state.waiting")}
        </StatusBadge>{" "}
        {email.sentAt || email.sendAt <= now ? (
          t("cases.state.sendingNow")
        ) : (
          <>
            {t.rich("cases.state.willBeSent", {
              when: () => <When at={email.sendAt} zone={zone} now={now} />,
            })}
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-3">
        {email.sentAt ? null : (
          <ActionButton action={undo} hidden={{ caseId: one.id }} busy={t("buttons.undoing")}>
            {t("buttons.undo")}
          </ActionButton>
        )}
        <Link href={`/emails/${email.id}`} className={buttonVariant("plain")}>
          {t("cases.state.read")}
        </Link>
      </div>
    </div>
  );
}

/** An apology that was sent, and whether the client has answered it. */
export async function ApologySent({ one, zone, now }: StateProps) {
  const { t } = await studioLocale();
  const { repliedAt } = one;
  if (!one.apologizedAt) return null;
  return (
    <div className="grid gap-3">
      <p>
        <StatusBadge shape="done">{t("cases.state.sent")}</StatusBadge>{" "}
        <When at={one.apologizedAt} zone={zone} now={now} />.{" "}
        {one.email ? (
          <Link href={`/emails/${one.email.id}`} className="underline">
            {t("cases.state.readSent")}
          </Link>
        ) : null}
      </p>
      {repliedAt ? (
        <p>
          {t.rich("cases.state.wrote", {
            name: one.contact.name,
            when: () => <When at={repliedAt} zone={zone} now={now} />,
          })}{" "}
          {one.project ? (
            <Link href={`/projects/${one.project.id}#write`} className="underline">
              {t("cases.state.readThread")}
            </Link>
          ) : null}
        </p>
      ) : one.closedAt ? null : (
        <div className="grid justify-items-start gap-2">
          <p className="text-muted">{t("cases.state.noAnswer")}</p>
          <ActionButton action={reply} hidden={{ caseId: one.id }} busy={t("buttons.saving")}>
            {t("cases.state.otherWay")}
          </ActionButton>
        </div>
      )}
    </div>
  );
}

/** A first word by another channel than an email: it ends the clock. */
export async function SpokeToThem({ one }: { one: CaseFacts }) {
  const { t } = await studioLocale();
  if (one.firstRespondedAt || one.closedAt) return null;
  return (
    <ActionButton action={respond} hidden={{ caseId: one.id }} busy={t("buttons.saving")}>
      {t("cases.state.spoke")}
    </ActionButton>
  );
}
