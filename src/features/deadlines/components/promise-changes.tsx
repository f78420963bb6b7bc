import { studioLocale } from "@/auth/session";
import { mark, meet, reorder, restore, takeOut, unmeet } from "@/features/deadlines/actions";
import { mayTakeOut } from "@/features/deadlines/rules";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import type { Promised } from "./promises";

type ArrangingProps = {
  projectId: string;
  deadline: Promised;
  isFirst: boolean;
  isLast: boolean;
};

/** What is seldom done to a promise: moved, marked, put in another order; changed and dropped on a page of its own. */
export async function Arranging({ projectId, deadline, isFirst, isLast }: ArrangingProps) {
  const { t } = await studioLocale();
  const isOpen = !deadline.metAt && !deadline.droppedAt;
  return (
    <div className="flex basis-full flex-wrap items-start gap-x-4">
      {isOpen ? <Moving projectId={projectId} deadline={deadline} /> : null}
      <Order deadline={deadline} isFirst={isFirst} isLast={isLast} />
      <Link
        href={`/projects/${projectId}/promise/${deadline.id}`}
        className={buttonVariant("plain")}
      >
        {t(isOpen ? "deadlines.change.orDrop" : "projects.edit")}
        <span className="sr-only">: {deadline.title}</span>
      </Link>
    </div>
  );
}

/** Its place among the others. */
async function Order({
  deadline: { id, title },
  isFirst,
  isLast,
}: Pick<ArrangingProps, "deadline" | "isFirst" | "isLast">) {
  const { t } = await studioLocale();
  return (["up", "down"] as const).map((direction) =>
    (direction === "up" ? isFirst : isLast) ? null : (
      <ActionButton
        key={direction}
        action={reorder}
        hidden={{ deadlineId: id, direction }}
        variant="plain"
        busy="…"
        label={t(direction === "up" ? "deadlines.moveUp" : "deadlines.moveDown", { title })}
      >
        {direction === "up" ? "↑" : "↓"}
      </ActionButton>
    ),
  );
}

/** Its day, and whether it is in danger. */
async function Moving({ projectId, deadline }: Pick<ArrangingProps, "projectId" | "deadline">) {
  const { t } = await studioLocale();
  return (
    <>
      <Link href={`/projects/${projectId}/delay/${deadline.id}`} className={buttonVariant("plain")}>
        {t("deadlines.moveDate")}
        <span className="sr-only">: {deadline.title}</span>
      </Link>
      <ActionButton
        action={mark}
        hidden={{ deadlineId: deadline.id, atRisk: deadline.atRiskAt ? "no" : "yes" }}
        variant="plain"
        busy={t("deadlines.marking")}
        about={deadline.title}
      >
        {deadline.atRiskAt ? t("deadlines.notAtRisk") : t("deadlines.markAtRisk")}
      </ActionButton>
    </>
  );
}

/** What is done to a promise first of all, and how that is undone. */
export async function Doing({ deadline, now }: { deadline: Promised; now: Date }) {
  const { t } = await studioLocale();
  const { id: deadlineId, title } = deadline;
  return (
    <div className="flex flex-wrap items-start gap-x-3">
      {mayTakeOut(deadline, now) ? (
        <AskFirst
          action={takeOut}
          hidden={{ deadlineId }}
          about={title}
          question={t("deadlines.deleteQuestion", { title })}
          confirm={t("deadlines.deleteIt")}
          busy={t("buttons.deleting")}
        >
          {t("buttons.delete")}
        </AskFirst>
      ) : null}
      {deadline.droppedAt ? <Restore deadline={deadline} /> : null}
      <ActionButton
        action={deadline.metAt ? unmeet : meet}
        hidden={{ deadlineId }}
        variant={deadline.metAt ? "plain" : "quiet"}
        busy={t("deadlines.marking")}
        about={title}
      >
        {deadline.metAt ? t("buttons.undo") : t("deadlines.markDone")}
      </ActionButton>
    </div>
  );
}

async function Restore({ deadline: { id: deadlineId, title } }: { deadline: Promised }) {
  const { t } = await studioLocale();
  return (
    <ActionButton
      action={restore}
      hidden={{ deadlineId }}
      variant="plain"
      busy={t("buttons.undoing")}
      about={title}
    >
      {t("deadlines.drop.restore")}
    </ActionButton>
  );
}
