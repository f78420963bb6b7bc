import { studioLocale } from "@/auth/session";
import { note } from "@/features/quiet-clients/actions";
import type { QuietTimes } from "@/features/quiet-clients/queries";
import { dayIn } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { When } from "@/features/studio/components/when";

type Clock = { zone: string; now: Date };

/** When a client was quiet: what they were asked and answered, and when they came back. */
export async function QuietClient({
  times: { checks, returns },
  ...clock
}: { times: QuietTimes } & Clock) {
  const { t, dayName } = await studioLocale();
  const today = dayIn(clock.zone, clock.now);
  return (
    <ul className="divide-y divide-hairline">
      {returns.map(({ id, at, since, project }) => (
        <li key={id} className="py-3">
          {t.rich(project ? "quiet.cameBackWith" : "quiet.cameBack", {
            when: () => <When at={at} {...clock} />,
            project: () =>
              project ? (
                <Link href={`/projects/${project.id}`} className="underline underline-offset-4">
                  {project.title}
                </Link>
              ) : null,
          })}{" "}
          <span className="text-muted">
            {t("quiet.lastCompleted", { day: dayName(since, today) })}
          </span>
        </li>
      ))}
      {checks.map((check) => (
        <Check key={check.id} check={check} {...clock} />
      ))}
    </ul>
  );
}

async function Check({ check, ...clock }: { check: QuietTimes["checks"][number] } & Clock) {
  const { t } = await studioLocale();
  const { id, askedAt, answeredAt, reason, words, isComplaint, notedAt, contact } = check;
  if (!answeredAt || !reason)
    return (
      <li className="py-3 text-muted">
        {t.rich("quiet.asked", {
          name: contact.name,
          when: () => <When at={askedAt} {...clock} />,
        })}
      </li>
    );
  return (
    <li className="grid gap-2 py-3">
      <p>
        {contact.name}: {t(`quiet.reasons.${reason}`)}{" "}
        <span className="text-muted">
          (<When at={answeredAt} {...clock} />)
        </span>
      </p>
      {words ? (
        <p
          className="border-l-2 border-hairline pl-3 font-serif whitespace-pre-line italic wrap-anywhere"
          dir="auto"
        >
          {t("quiet.quoted", { words })}
        </p>
      ) : null}
      {isComplaint ? <p>{t("quiet.putRight")}</p> : null}
      <div className="flex flex-wrap items-center gap-4">
        {isComplaint ? (
          <Link href="/cases/new" className={buttonVariant("plain")}>
            {t("quiet.logComplaint")}
          </Link>
        ) : null}
        {notedAt ? null : (
          <ActionButton action={note} hidden={{ quietCheckId: id }} busy={t("buttons.saving")}>
            {t("quiet.markRead")}
          </ActionButton>
        )}
      </div>
    </li>
  );
}
