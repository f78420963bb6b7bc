import { Choices } from "@/features/follow-ups/timeline/components/choices";
import { WhatBecomes } from "@/features/follow-ups/timeline/components/timeline";
import type { ForecastEntry } from "@/features/follow-ups/forecast/queries";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { studioLocale } from "@/auth/session";
import type { StudioLocale } from "@/language/studio";
import { retold } from "@/language/stored";
import { dayIn, wallClock } from "@/lib/dates";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";

type Clock = { zone: string; now: Date };

/** What will be sent, under its day where the studio is, each with the time where its reader is. */
export async function SendingByDay({ sending, zone, now }: { sending: ForecastEntry[] } & Clock) {
  const locale = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <ol className="grid gap-6">
      {[...Map.groupBy(sending, (one) => dayIn(zone, one.at))].map(([day, ones]) => (
        <li key={day}>
          <h3 className="text-sm text-muted">
            <time dateTime={day}>{locale.dayAndDistance(day, today)}</time>
          </h3>
          <ul className="divide-y divide-hairline">
            {ones.map((one) => (
              <Row
                key={one.key}
                one={one}
                locale={locale}
                when={localTime(one, day, today, locale)}
                below={one.why}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** What was planned and won’t be sent, each with the reason. */
export async function NotSending({
  notSending,
  zone,
  now,
}: { notSending: ForecastEntry[] } & Clock) {
  const locale = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <ul className="divide-y divide-hairline">
      {notSending.map((one) => (
        <Row
          key={one.key}
          one={one}
          locale={locale}
          when={locale.timeName(one.at, one.zone, today)}
          below={one.whyNot && retold(locale.t, one.whyNot)}
          isStopped
        />
      ))}
    </ul>
  );
}

function Row({
  one,
  locale: { t, zoneName },
  when,
  below,
  isStopped = false,
}: {
  one: ForecastEntry;
  locale: StudioLocale;
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
            {t("followUps.to", { what: one.what, name: one.toName })}
          </Link>
          {one.project ? <span className="text-muted"> · {one.project}</span> : null}
        </p>
        <p className="text-sm text-muted wrap-anywhere">
          {isStopped ? (
            <>
              <StatusBadge shape="stopped">{t("followUps.wontBeSent")}</StatusBadge>
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
function localTime(
  { at, zone }: ForecastEntry,
  day: string,
  today: string,
  { timeName }: StudioLocale,
): string {
  return dayIn(zone, at) === day ? wallClock(zone, at).time : timeName(at, zone, today);
}

/** What waited too long to be sent by itself, with the choice. */
export async function Held({ held, ...clock }: { held: FollowUpRow[] } & Clock) {
  const { t } = await studioLocale();
  return (
    <ul className="divide-y divide-hairline">
      {held.map((followUp) => (
        <li key={followUp.id} className="grid gap-2 py-3">
          <p className="font-medium wrap-anywhere">
            {t("followUps.to", {
              what: t(`followUps.kinds.${followUp.kind}.one`),
              name: followUp.contact.name,
            })}{" "}
            <span className="font-normal text-muted">· {followUp.project}</span>
          </p>
          <WhatBecomes followUp={followUp} {...clock} />
          <Choices followUp={followUp} now={clock.now} />
        </li>
      ))}
    </ul>
  );
}
