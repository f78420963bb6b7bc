import { studioLocale } from "@/auth/session";
import { StatusOfEmail } from "@/features/emails/components/email-status";
import { isStillMine } from "@/features/emails/rules";
import type { FailureFacts } from "@/features/own-it/queries";
import {
  hasNotice,
  hoursUntilTold,
  HOURS_TO_TELL,
  isOnItsWay,
  tellBy,
} from "@/features/own-it/rules";
import { retold } from "@/language/stored";
import { undoAll, undoOne } from "@/workflows/own-it/actions";
import { ActionButton } from "@/ui/action-button";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type ToldProps = { failure: FailureFacts; zone: string; now: Date };
type Notice = FailureFacts["notices"][number];

/** Who was told when, against forty-eight hours, and who answered since. */
export async function Told({ failure, zone, now }: ToldProps) {
  const { t } = await studioLocale();
  const { days } = failure;
  const notices = failure.notices.filter(({ email }) => email !== null);
  const heard = notices.filter(({ toldAt }) => toldAt !== null);
  const by = tellBy(days, zone);
  const inTime = heard.filter(({ toldAt }) => toldAt! <= by).length;
  const answered = heard.filter(({ answer }) => answer !== null).length;
  const waiting = notices.filter(({ email }) => email && isStillMine(email));
  return (
    <div className="grid gap-4">
      <p>
        {heard.length === 0
          ? t("ownIt.told.nobody")
          : [
              t("ownIt.told.inTime", { inTime, hours: HOURS_TO_TELL, all: heard.length }),
              t("ownIt.told.answered", { count: answered }),
            ].join(" ")}{" "}
        <span className="text-muted">
          {t.rich(days.foundOn ? "ownIt.told.countedFound" : "ownIt.told.countedFirst", {
            when: () => <When at={by} zone={zone} now={now} />,
          })}
        </span>
      </p>
      {notices.length > 0 ? (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {notices.map((notice) => (
            <Row key={notice.contactId} {...{ notice, failure, zone, now }} />
          ))}
        </ul>
      ) : null}
      {waiting.length > 1 ? (
        <ActionButton
          action={undoAll}
          hidden={{ failureId: failure.id }}
          busy={t("buttons.undoing")}
        >
          {t("ownIt.told.undoAll", { count: waiting.length })}
        </ActionButton>
      ) : null}
    </div>
  );
}

async function Row({ notice, failure, zone, now }: ToldProps & { notice: Notice }) {
  const { t } = await studioLocale();
  const { contact, contactId, email, answer } = notice;
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <Link href={`/clients/${contact.client.id}`} className="underline underline-offset-4">
            {contact.name}
          </Link>
          <span className="text-muted"> · {contact.client.name}</span>
        </p>
        <WhenTold {...{ notice, failure, zone, now }} />
        {answer ? (
          <p className="text-sm">
            <Link
              href={`/projects/${answer.projectId}#messages`}
              className="underline underline-offset-4"
            >
              {t("ownIt.told.answer")}
            </Link>{" "}
            <span className="text-muted">
              <When at={answer.at} zone={zone} now={now} />
            </span>
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-4">
        {email ? (
          <Link href={`/emails/${email.id}`} className={buttonVariant("plain")}>
            {isStillMine(email) ? t("ownIt.told.edit") : t("ownIt.told.email")}
            <span className="sr-only"> {t("ownIt.told.toName", { name: contact.name })}</span>
          </Link>
        ) : null}
        {email && isStillMine(email) ? (
          <ActionButton
            action={undoOne}
            hidden={{ failureId: failure.id, contactId }}
            variant="plain"
            busy={t("buttons.undoing")}
            about={t("ownIt.told.emailTo", { name: contact.name })}
          >
            {t("buttons.undo")}
          </ActionButton>
        ) : null}
      </div>
    </li>
  );
}

async function WhenTold({ notice, failure, zone, now }: ToldProps & { notice: Notice }) {
  const { t } = await studioLocale();
  const { toldAt, email } = notice;
  if (!email) return null;
  if (!toldAt)
    return (
      <p>
        <StatusOfEmail email={email} zone={zone} now={now} />
        {isOnItsWay(notice) || hasNotice(notice) ? null : (
          <span className="block text-sm text-muted">
            {email.lastError ? retold(t, email.lastError) : t("ownIt.told.notSent")}
          </span>
        )}
      </p>
    );
  const hours = hoursUntilTold(toldAt, failure.days, zone);
  const isLate = toldAt > tellBy(failure.days, zone);
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <StatusBadge shape={isLate ? "late" : "done"}>
        {t(isLate ? "ownIt.told.late" : "ownIt.told.told")}
      </StatusBadge>
      <span>
        {t.rich(
          failure.days.foundOn ? "ownIt.told.hoursAfterFound" : "ownIt.told.hoursAfterBegan",
          { hours, when: () => <When at={toldAt} zone={zone} now={now} /> },
        )}
        {email.bouncedAt ? ` ${t("ownIt.told.cameBack")}` : ""}
      </span>
    </p>
  );
}
