import type { FollowUpKind } from "@/db/enums";
import { isOn } from "@/features/follow-ups/kinds";
import { reopen } from "@/workflows/reopen-project/actions";
import { isStillMine, type EmailTimes } from "@/features/emails/rules";
import { dayIn, durationName, timeName } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import type { Variant } from "@/ui/button";
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
  variant: Variant;
};

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
  variant,
}: CompletionProps) {
  const canUndo = thankYou !== null && isStillMine(thankYou);
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
        <ActionButton action={reopen} hidden={{ projectId }} busy="Opening…">
          {canUndo ? "Undo" : "Open again"}
        </ActionButton>
      ) : (
        <CompleteForm {...{ projectId, privateExtras, openDeadlines, variant }} />
      )}
    </div>
  );
}

function beforehand(
  contactName: string,
  { emailHoldSeconds, checkBackWorkingDays: days, switchedOff }: CompletionProps["studio"],
): string {
  const held =
    emailHoldSeconds > 0 ? `, held for ${durationName(emailHoldSeconds)} so that you can undo` : "";
  const asked = `${days} working ${days === 1 ? "day" : "days"} later the question whether it was up to mark`;
  const isThanked = isOn({ switchedOff }, "THANK_YOU");
  const isAsked = isOn({ switchedOff }, "CHECK_BACK");
  if (!isThanked && !isAsked)
    return "On completion nothing leaves by itself: you turned thank-yous and check-backs off.";
  if (!isThanked)
    return `On completion no thank-you leaves: you turned them off. ${contactName} gets ${asked}.`;
  return `On completion ${contactName} gets a thank-you${held}${isAsked ? `; ${asked}.` : "."}`;
}

function afterwards(
  thankYou: EmailTimes | null,
  completedAt: Date,
  contactName: string,
  { zone, emailHoldSeconds }: CompletionProps["studio"],
  now: Date,
): string {
  if (!thankYou || thankYou.skippedAt || thankYou.cancelledAt) return "No thank-you leaves.";
  if (!isStillMine(thankYou))
    return `The thank-you to ${contactName} has left. What has left stays, and does not leave twice.`;
  if (thankYou.sendAt <= now) return `The thank-you to ${contactName} is leaving now.`;
  const today = dayIn(zone, now);
  const [day, time] = timeName(thankYou.sendAt, zone, today).split(", ");
  const when = dayIn(zone, thankYou.sendAt) === today ? `at ${time}` : `on ${day} at ${time}`;
  const isPutOff =
    thankYou.sendAt.getTime() > completedAt.getTime() + (emailHoldSeconds + 60) * 1000;
  return `The thank-you to ${contactName} leaves ${when}${isPutOff ? ", in their working hours" : ""}; until then you can undo.`;
}
