import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { standingOf, type Standing } from "@/features/deadlines/rules";
import { dayIn, type Day } from "@/lib/dates";
import { Disclosure } from "@/ui/page";
import { StatusBadge, type Shape } from "@/ui/status-badge";
import { Arranging, Doing } from "./promise-changes";

export type Promised = {
  id: string;
  title: string;
  promisedOn: Day;
  targetOn: Day | null;
  holder: "FREELANCER" | "CLIENT";
  metAt: Date | null;
  droppedAt: Date | null;
  atRiskAt: Date | null;
  createdAt: Date;
};
type PromisesProps = {
  projectId: string;
  deadlines: Promised[];
  contactName: string;
  isCompleted: boolean;
  zone: string;
  now: Date;
  /** What goes below a promise: its sign-off. */
  below?: (deadlineId: string) => ReactNode;
};

const shapes: Record<Standing, Shape> = {
  met: "done",
  dropped: "stopped",
  late: "late",
  near: "risk",
  ahead: "waits",
};

/** How many open dates, and how many done ones, are shown before the rest is closed. */
const MOST_OPEN = 8;
const MOST_MET = 4;

/** A project's promises, each with what can be done to it now. The rest of a long list is closed at first. */
export async function Promises({ deadlines, ...rest }: PromisesProps) {
  const { t } = await studioLocale();
  const rows = deadlines.map((deadline, index) => ({
    deadline,
    isFirst: index === 0,
    isLast: index === deadlines.length - 1,
  }));
  const met = rows.filter(({ deadline }) => deadline.metAt);
  const closesMet = met.length > MOST_MET;
  const listed = closesMet ? rows.filter(({ deadline }) => !deadline.metAt) : rows;
  const later = listed.slice(MOST_OPEN);
  const list = (some: typeof rows) => (
    <ul className="divide-y divide-hairline">
      {some.map((row) => (
        <Row key={row.deadline.id} {...row} {...rest} />
      ))}
    </ul>
  );
  return (
    <>
      {list(listed.slice(0, MOST_OPEN))}
      {later.length > 0 ? (
        <Disclosure title={t("deadlines.more", { count: later.length })}>{list(later)}</Disclosure>
      ) : null}
      {closesMet ? (
        <Disclosure title={t("deadlines.met", { count: met.length })}>{list(met)}</Disclosure>
      ) : null}
    </>
  );
}

type RowProps = Omit<PromisesProps, "deadlines"> & {
  deadline: Promised;
  isFirst: boolean;
  isLast: boolean;
};

async function Row({
  deadline,
  isFirst,
  isLast,
  projectId,
  contactName,
  isCompleted,
  zone,
  now,
  below,
}: RowProps) {
  const { t, dayName, dayAndDistance } = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere" dir="auto">
          {deadline.title}
        </p>
        <p className="text-sm text-muted">
          <Standing deadline={deadline} today={today} isCompleted={isCompleted} /> ·{" "}
          {deadline.metAt || deadline.droppedAt
            ? t("deadlines.promisedFor", { day: dayName(deadline.promisedOn, today) })
            : dayAndDistance(deadline.promisedOn, today)}
          {" · "}
          {deadline.holder === "CLIENT"
            ? t("deadlines.from", { name: contactName })
            : t("deadlines.fromYou")}
        </p>
        {deadline.targetOn && !deadline.metAt && !deadline.droppedAt ? (
          <p className="text-sm text-muted">
            {t("deadlines.targetDate", { when: dayAndDistance(deadline.targetOn, today) })}
          </p>
        ) : null}
      </div>
      <Doing deadline={deadline} now={now} />
      {below?.(deadline.id)}
      {isCompleted ? null : <Arranging {...{ projectId, deadline, isFirst, isLast }} />}
    </li>
  );
}

async function Standing({
  deadline,
  today,
  isCompleted,
}: {
  deadline: Promised;
  today: Day;
  isCompleted: boolean;
}) {
  const { t } = await studioLocale();
  const standing = standingOf(deadline, today);
  if (isCompleted && standing !== "met" && standing !== "dropped")
    return <StatusBadge shape="stopped">{t("deadlines.standing.notDone")}</StatusBadge>;
  if (deadline.atRiskAt && (standing === "near" || standing === "ahead"))
    return <StatusBadge shape="risk">{t("deadlines.standing.atRisk")}</StatusBadge>;
  return <StatusBadge shape={shapes[standing]}>{t(`deadlines.standing.${standing}`)}</StatusBadge>;
}
