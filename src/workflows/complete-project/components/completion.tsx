import type { FollowUpKind } from "@/db/enums";
import { isOn } from "@/features/follow-ups/kinds";
import { reopen } from "@/workflows/reopen-project/actions";
import { isStillMine, type EmailTimes } from "@/features/emails/rules";
import { dayIn, durationName, timeName } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import type { Variant } from "@/ui/button";
import { Countdown } from "@/ui/countdown";
import { StatusBadge } from "@/ui/status-badge";
import { CompleteForm } from "./complete-form";

type CompletionProps = {
  projectId: string;
  completedAt: Date | null;
  contactName: string;
  /** The email of thanks, once it is planned. */
  thankYou: EmailTimes | null;
  studio: {
    zone: string;
    emailHoldSeconds: number;
    checkBackWorkingDays: number;
    switchedOff: { kind: FollowUpKind }[];
  };
  now: Date;
  /** The extras that only the freelancer knows of. */
  privateExtras: { id: string; text: string }[];
  openDeadlines: { id: string; title: string }[];
  dueRemedies: { id: string; text: string }[];
  variant: Variant;
};

/** What is further off is told by the clock alone. */
const LONGEST_COUNTDOWN_MS = 900_000;

/** The one press that ends a project, and the way back from it. */
export function Completion({
  projectId,
  completedAt,
  contactName,
  thankYou,
  studio,
  now,
  privateExtras,
  openDeadlines,
  dueRemedies,
  variant,
}: CompletionProps) {
  const canUndo = thankYou !== null && isStillMine(thankYou);
  const left = canUndo ? thankYou.sendAt.getTime() - now.getTime() : 0;
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        {completedAt ? (
          <>
            <StatusBadge shape="done">Completed</StatusBadge>{" "}
            {afterwards(thankYou, completedAt, contactName, studio, now)}
          </>
        ) : (
          <span className="text-muted">{beforehand(contactName, studio)}</span>
        )}
      </p>
      {completedAt ? (
        <div className="flex flex-wrap items-center gap-4">
          <ActionButton action={reopen} hidden={{ projectId }} busy="Reopening…">
            {canUndo ? "Undo" : "Reopen project"}
          </ActionButton>
          {left > 0 && left <= LONGEST_COUNTDOWN_MS ? <Countdown ms={left} /> : null}
        </div>
      ) : (
        <CompleteForm {...{ projectId, privateExtras, openDeadlines, dueRemedies, variant }} />
      )}
    </div>
  );
}

function beforehand(
  contactName: string,
  { emailHoldSeconds, checkBackWorkingDays: days, switchedOff }: CompletionProps["studio"],
): string {
  const undo = emailHoldSeconds > 0 ? ` (you have ${durationName(emailHoldSeconds)} to undo)` : "";
  const later = `${days} working ${days === 1 ? "day" : "days"} later`;
  const isThanked = isOn({ switchedOff }, "THANK_YOU");
  const isAsked = isOn({ switchedOff }, "CHECK_BACK");
  if (!isThanked && !isAsked)
    return "When you complete the project, nothing is sent: you turned thank-yous and check-backs off.";
  if (!isThanked)
    return (
      `When you complete the project, no thank-you is sent: you turned them off. ${later}, ` +
      `${contactName} is asked whether it was up to mark.`
    );
  return (
    `When you complete the project, ${contactName} gets a ` +
    `thank-you${undo}.${isAsked ? ` ${later}, they’re asked whether it was up to mark.` : ""}`
  );
}

function afterwards(
  thankYou: EmailTimes | null,
  completedAt: Date,
  contactName: string,
  { zone, emailHoldSeconds }: CompletionProps["studio"],
  now: Date,
): string {
  if (!thankYou || thankYou.skippedAt || thankYou.cancelledAt) return "No thank-you is sent.";
  if (!isStillMine(thankYou)) return `Thank-you sent to ${contactName}. It won’t be sent twice.`;
  if (thankYou.sendAt <= now) return `The thank-you to ${contactName} is being sent now.`;
  const today = dayIn(zone, now);
  const [day, time] = timeName(thankYou.sendAt, zone, today).split(", ");
  const when = dayIn(zone, thankYou.sendAt) === today ? `at ${time}` : `on ${day} at ${time}`;
  const isPutOff =
    thankYou.sendAt.getTime() > completedAt.getTime() + (emailHoldSeconds + 60) * 1000;
  return (
    `The thank-you to ${contactName} will be sent ` +
    `${when}${isPutOff ? ", in their working hours" : ""}. You can undo until then.`
  );
}
