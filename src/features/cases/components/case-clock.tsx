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
export function CaseClockLine({ clock, firstRespondedAt, zone, now }: CaseClockProps) {
  const { goalAt, minutesLeft, minutesTaken, isInTime } = clock;
  if (firstRespondedAt)
    return (
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge shape={isInTime ? "done" : "late"}>
          {isInTime ? "Answered in time" : "Answered late"}
        </StatusBadge>
        <span className="text-muted">
          First word after {minutesName(minutesTaken)} of working time,{" "}
          <When at={firstRespondedAt} zone={zone} now={now} />
        </span>
      </p>
    );
  if (!goalAt || minutesLeft === null)
    return <p className="text-muted">Your studio has no working hours, so no clock runs.</p>;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <StatusBadge shape={minutesLeft < 0 ? "late" : "risk"}>
        {minutesLeft < 0
          ? `${minutesName(minutesLeft)} over one working day`
          : `${minutesName(minutesLeft)} of working time left`}
      </StatusBadge>
      <span className="text-muted">
        Your goal: a first word by <When at={goalAt} zone={zone} now={now} />
      </span>
    </p>
  );
}
