import { reopen } from "@/features/projects/actions";
import { isStillMine, type LetterTimes } from "@/features/letters/rules";
import { dayIn, durationName, timeName } from "@/lib/dates";
import { ActionForm } from "@/ui/action-form";
import type { Look } from "@/ui/button";
import { Sign } from "@/ui/sign";
import { SubmitButton } from "@/ui/submit-button";
import { CompleteForm } from "./complete-form";

type CompletionProps = {
  projectId: string;
  completedAt: Date | null;
  contactName: string;
  /** The letter of thanks, once it is planned. */
  thankYou: LetterTimes | null;
  studio: {
    zone: string;
    letterHoldSeconds: number;
    checkBackWorkingDays: number;
    thankYouOffAt: Date | null;
    checkBackOffAt: Date | null;
  };
  now: Date;
  /** The extras that only the freelancer knows of. */
  privateExtras: { id: string; text: string }[];
  look: Look;
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
  look,
}: CompletionProps) {
  const canUndo = thankYou !== null && isStillMine(thankYou);
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        {completedAt ? (
          <>
            <Sign shape="done">Completed</Sign>{" "}
            {afterwards(thankYou, completedAt, contactName, studio, now)}
          </>
        ) : (
          <span className="text-muted">{beforehand(contactName, studio)}</span>
        )}
      </p>
      {completedAt ? (
        <ActionForm action={reopen} className="grid justify-items-start gap-2">
          <input type="hidden" name="projectId" value={projectId} />
          <SubmitButton busy="Opening…">{canUndo ? "Undo" : "Open again"}</SubmitButton>
        </ActionForm>
      ) : (
        <CompleteForm projectId={projectId} privateExtras={privateExtras} look={look} />
      )}
    </div>
  );
}

function beforehand(
  contactName: string,
  {
    letterHoldSeconds,
    checkBackWorkingDays: days,
    thankYouOffAt,
    checkBackOffAt,
  }: CompletionProps["studio"],
): string {
  const held =
    letterHoldSeconds > 0
      ? `, held for ${durationName(letterHoldSeconds)} so that you can undo`
      : "";
  const asked = `${days} working ${days === 1 ? "day" : "days"} later the question whether it was up to mark`;
  if (thankYouOffAt && checkBackOffAt)
    return "On completion nothing leaves by itself: you turned thank-yous and check-backs off.";
  if (thankYouOffAt)
    return `On completion no thank-you leaves: you turned them off. ${contactName} gets ${asked}.`;
  return `On completion ${contactName} gets a thank-you${held}${checkBackOffAt ? "." : `; ${asked}.`}`;
}

function afterwards(
  thankYou: LetterTimes | null,
  completedAt: Date,
  contactName: string,
  { zone, letterHoldSeconds }: CompletionProps["studio"],
  now: Date,
): string {
  if (!thankYou || thankYou.skippedAt || thankYou.withdrawnAt) return "No thank-you leaves.";
  if (!isStillMine(thankYou))
    return `The thank-you to ${contactName} has left. What has left stays, and does not leave twice.`;
  if (thankYou.leavesAt <= now) return `The thank-you to ${contactName} is leaving now.`;
  const today = dayIn(zone, now);
  const [day, time] = timeName(thankYou.leavesAt, zone, today).split(", ");
  const told = dayIn(zone, thankYou.leavesAt) === today ? `at ${time}` : `on ${day} at ${time}`;
  const isPutOff =
    thankYou.leavesAt.getTime() > completedAt.getTime() + (letterHoldSeconds + 60) * 1000;
  return `The thank-you to ${contactName} leaves ${told}${isPutOff ? ", in their working hours" : ""}; until then you can undo.`;
}
