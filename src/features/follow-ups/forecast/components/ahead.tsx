import { Choices } from "@/features/follow-ups/timeline/components/choices";
import { WhatBecomes } from "@/features/follow-ups/timeline/components/timeline";
import { followUpKinds } from "@/features/follow-ups/kinds";
import type { ForecastEntry } from "@/features/follow-ups/forecast/queries";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { dayAndDistance, dayIn, timeName, zoneName } from "@/lib/dates";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

type Clock = { zone: string; now: Date };

/** What will be sent, under its day where the studio is, each with the time where its reader is. */
export function SendingByDay({ sending, zone, now }: { sending: ForecastEntry[] } & Clock) {
  const today = dayIn(zone, now);
  return (
    <ol className="grid gap-6">
      {[...Map.groupBy(sending, (one) => dayIn(zone, one.at))].map(([day, ones]) => (
        <li key={day}>
          <h3 className="text-sm text-muted">
            <time dateTime={day}>{dayAndDistance(day, today)}</time>
          </h3>
          <ul className="divide-y divide-hairline">
            {ones.map((one) => (
              <Row key={one.key} one={one} when={localTime(one, day, today)} below={one.why} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** What was planned and won’t be sent, each with the reason. */
export function NotSending({ notSending, zone, now }: { notSending: ForecastEntry[] } & Clock) {
  const today = dayIn(zone, now);
  return (
    <ul className="divide-y divide-hairline">
      {notSending.map((one) => (
        <Row
          key={one.key}
          one={one}
          when={timeName(one.at, one.zone, today)}
          below={one.whyNot}
          isStopped
        />
      ))}
    </ul>
  );
}

function Row({
  one,
  when,
  below,
  isStopped = false,
}: {
  one: ForecastEntry;
  when: string;
  below: string | null;
  isStopped?: boolean;
}) {
  return (
    <li className="relative grid gap-x-6 py-3 hover:bg-sheet sm:grid-cols-[11rem_1fr]">
      <p className="text-sm text-muted sm:text-base">
        {when} <span className="text-sm">{zoneName(one.zone)}</span>
      </p>
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <Link href={one.href} className="font-medium after:absolute after:inset-0">
            {one.what} to {one.toName}
          </Link>
          {one.project ? <span className="text-muted"> · {one.project}</span> : null}
        </p>
        <p className="text-sm text-muted wrap-anywhere">
          {isStopped ? (
            <>
              <StatusBadge shape="stopped">Won’t be sent</StatusBadge>
              {" · "}
            </>
          ) : null}
          {below}
        </p>
      </div>
    </li>
  );
}

/** The time where the reader is; with the day where it is another one there. */
function localTime(one: ForecastEntry, day: string, today: string): string {
  const time = timeName(one.at, one.zone, today);
  return dayIn(one.zone, one.at) === day ? time.split(", ")[1]! : time;
}

/** What waited too long to be sent by itself, with the choice. */
export function Held({ held, ...clock }: { held: FollowUpRow[] } & Clock) {
  return (
    <ul className="divide-y divide-hairline">
      {held.map((followUp) => (
        <li key={followUp.id} className="grid gap-2 py-3">
          <p className="font-medium wrap-anywhere">
            {followUpKinds[followUp.kind].one} to {followUp.contact.name}{" "}
            <span className="font-normal text-muted">· {followUp.project}</span>
          </p>
          <WhatBecomes followUp={followUp} {...clock} />
          <Choices followUp={followUp} now={clock.now} />
        </li>
      ))}
    </ul>
  );
}
