import { studioLocale } from "@/auth/session";
import { minutesName, type CaseClock } from "@/features/cases/rules";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type CaseClockProps = {
  clock: CaseClock;
  firstRespondedAt: Date | null;
  zone: string;
  now: Date;
};

/** How long the client has waited for a first word, in working time, and what is left of the goal. */
export async function CaseClockLine({ clock, firstRespondedAt, zone, now }: CaseClockProps) {
  const { t } = await studioLocale();
  const { goalAt, minutesLeft, minutesTaken, isInTime } = clock;
  if (firstRespondedAt)
    return (
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge shape={isInTime ? "done" : "late"}>
          {isInTime ? t("cases.clock.inTime") : t("cases.clock.late")}
        </StatusBadge>
        <span className="text-muted">
          {t.rich("cases.clock.firstWord", {
            duration: minutesName(minutesTaken),
            when: () => <When at={firstRespondedAt} zone={zone} now={now} />,
          })}
        </span>
      </p>
    );
  if (!goalAt || minutesLeft === null)
    return <p className="text-muted">{t("cases.clock.noHours")}</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <StatusBadge shape={minutesLeft < 0 ? "late" : "risk"}>
        {minutesLeft < 0
          ? t("cases.clock.over", { duration: minutesName(minutesLeft) })
          : t("cases.clock.left", { duration: minutesName(minutesLeft) })}
      </StatusBadge>
      <span className="text-muted">
        {t.rich("cases.clock.goal", { when: () => <When at={goalAt} zone={zone} now={now} /> })}
      </span>
    </p>
  );
}
