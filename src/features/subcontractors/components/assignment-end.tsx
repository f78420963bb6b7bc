import { studioLocale } from "@/auth/session";
import { finish, note, reopen, skip } from "@/features/subcontractors/actions";
import type { AssignmentFacts } from "@/features/subcontractors/assignments/queries";
import { whyNotOf } from "@/features/subcontractors/questions/rules";
import { dayIn } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { StatusBadge } from "@/ui/status-badge";

type EndProps = { assignment: AssignmentFacts; zone: string; now: Date };

/** Whether an assignment is done, and what follows: the thank-you, the question, the answer. */
export async function AssignmentEnd({ assignment, zone, now }: EndProps) {
  const { t, timeName } = await studioLocale();
  const { id: assignmentId, doneAt, subcontractor } = assignment;
  if (!doneAt)
    return (
      <div className="grid justify-items-start gap-3">
        <p className="text-muted">{t("subcontractors.finishText", { name: subcontractor.name })}</p>
        <ActionButton action={finish} hidden={{ assignmentId }}>
          {t("subcontractors.finish")}
        </ActionButton>
      </div>
    );
  return (
    <div className="grid justify-items-start gap-3">
      <p>
        <StatusBadge shape="done">{t("subcontractors.done")}</StatusBadge>{" "}
        <span className="text-muted">{timeName(doneAt, zone, dayIn(zone, now))}</span>
      </p>
      <Question {...{ assignment, zone, now }} />
      <ActionButton action={reopen} hidden={{ assignmentId }} variant="plain">
        {t("subcontractors.reopen")}
      </ActionButton>
    </div>
  );
}

async function Question({ assignment, zone, now }: EndProps) {
  const { t, timeName } = await studioLocale();
  const { id: assignmentId, question, subcontractor } = assignment;
  const { name } = subcontractor;
  const today = dayIn(zone, now);
  if (!question) return null;
  if (question.verdict) return <Answer {...{ assignmentId, question }} />;
  if (question.askedAt)
    return (
      <p className="text-muted">
        {t("subcontractors.asked", { name, time: timeName(question.askedAt, zone, today) })}
      </p>
    );
  if (question.skippedAt) {
    const why = whyNotOf(question.skippedWhy);
    return (
      <p className="text-muted">
        {t("subcontractors.notAsked", { why: why ? t(`subcontractors.why.${why}`) : "" })}
      </p>
    );
  }
  return (
    <div className="grid gap-2">
      <p className="text-muted">
        {t("subcontractors.willAsk", { name, time: timeName(question.dueAt, zone, today) })}
      </p>
      <ActionButton action={skip} hidden={{ assignmentId }} variant="plain">
        {t("subcontractors.dontAsk")}
      </ActionButton>
    </div>
  );
}

const shapes = { UP_TO_MARK: "done", NEARLY: "risk", NOT_UP_TO_MARK: "late" } as const;

async function Answer({
  assignmentId,
  question: { verdict, words, notedAt },
}: {
  assignmentId: string;
  question: NonNullable<AssignmentFacts["question"]>;
}) {
  const { t } = await studioLocale();
  if (!verdict) return null;
  return (
    <div id="answer" className="grid justify-items-start gap-2">
      <p>
        {t("subcontractors.question")}{" "}
        <StatusBadge shape={shapes[verdict]}>{t(`subcontractors.verdicts.${verdict}`)}</StatusBadge>
      </p>
      {words ? (
        <p
          className="border-l-2 border-hairline pl-3 font-serif whitespace-pre-line italic wrap-anywhere"
          dir="auto"
        >
          “{words}”
        </p>
      ) : null}
      {notedAt ? null : (
        <ActionButton action={note} hidden={{ assignmentId }}>
          {t("subcontractors.noted")}
        </ActionButton>
      )}
    </div>
  );
}
