import { note } from "@/features/quiet-clients/actions";
import type { QuietTimes } from "@/features/quiet-clients/queries";
import { reasonWords } from "@/features/quiet-clients/rules";
import { dayIn, dayName } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { When } from "@/features/studio/components/when";

type Clock = { zone: string; now: Date };

/** When a client was quiet: what they were asked and answered, and when they came back. */
export function QuietClient({
  times: { checks, returns },
  ...clock
}: { times: QuietTimes } & Clock) {
  const today = dayIn(clock.zone, clock.now);
  return (
    <ul className="divide-y divide-hairline">
      {returns.map(({ id, at, since, project }) => (
        <li key={id} className="py-3">
          Came back <When at={at} {...clock} />
          {project ? (
            <>
              {" with "}
              <Link href={`/projects/${project.id}`} className="underline underline-offset-4">
                {project.title}
              </Link>
            </>
          ) : null}
          .{" "}
          <span className="text-muted">
            The last project was completed on {dayName(since, today)}.
          </span>
        </li>
      ))}
      {checks.map((check) => (
        <Check key={check.id} check={check} {...clock} />
      ))}
    </ul>
  );
}

function Check({ check, ...clock }: { check: QuietTimes["checks"][number] } & Clock) {
  const { id, askedAt, answeredAt, reason, words, isComplaint, notedAt, contact } = check;
  if (!answeredAt || !reason)
    return (
      <li className="py-3 text-muted">
        {contact.name} was asked whether something went wrong <When at={askedAt} {...clock} />. No
        answer yet.
      </li>
    );
  return (
    <li className="grid gap-2 py-3">
      <p>
        {contact.name}: {reasonWords[reason]}{" "}
        <span className="text-muted">
          (<When at={answeredAt} {...clock} />)
        </span>
      </p>
      {words ? (
        <p
          className="border-l-2 border-hairline pl-3 font-serif whitespace-pre-line italic wrap-anywhere"
          dir="auto"
        >
          “{words}”
        </p>
      ) : null}
      {isComplaint ? <p>They would like you to put it right.</p> : null}
      <div className="flex flex-wrap items-center gap-4">
        {isComplaint ? (
          <Link href="/cases/new" className={buttonVariant("plain")}>
            Log it as a complaint
          </Link>
        ) : null}
        {notedAt ? null : (
          <ActionButton action={note} hidden={{ quietCheckId: id }} busy="Saving…">
            Mark as read
          </ActionButton>
        )}
      </div>
    </li>
  );
}
