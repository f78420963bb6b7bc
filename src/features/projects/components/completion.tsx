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
  studio: { zone: string; letterHoldSeconds: number; checkBackWorkingDays: number };
  now: Date;
  /** The extras that only the freelancer knows of. */
  privateExtras: { id: string; text: string }[];
  look: Look;
};

/** The one press that ends a project, and the way back from it. */
export function Completion({ projectId, completedAt, contactName, thankYou, studio, now, privateExtras, look }: CompletionProps) {
  const days = studio.checkBackWorkingDays;
  const canUndo = thankYou !== null && isStillMine(thankYou);
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        {completedAt ? (
          <>
            <Sign shape="done">Completed</Sign> {afterwards(thankYou, contactName, studio.zone, now)}
          </>
        ) : (
          <span className="text-muted">
            On completion {contactName} gets a thank-you
            {studio.letterHoldSeconds > 0 ? `, held for ${durationName(studio.letterHoldSeconds)} so that you can undo` : ""}; {days} working {days === 1 ? "day" : "days"} later the question whether it was up to mark.
          </span>
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

function afterwards(thankYou: LetterTimes | null, contactName: string, zone: string, now: Date): string {
  if (!thankYou || thankYou.skippedAt || thankYou.withdrawnAt) return "No thank-you leaves.";
  if (!isStillMine(thankYou)) return `The thank-you to ${contactName} has left. What has left stays, and does not leave twice.`;
  if (thankYou.leavesAt <= now) return `The thank-you to ${contactName} is leaving now.`;
  const today = dayIn(zone, now);
  const at = timeName(thankYou.leavesAt, zone, today);
  const told = dayIn(zone, thankYou.leavesAt) === today ? at.split(", ")[1] : at;
  return `The thank-you to ${contactName} leaves at ${told}; until then you can undo.`;
}
