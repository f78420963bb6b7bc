import type { ReactNode } from "react";
import { sendNow, skip } from "@/features/follow-ups/actions";
import { FateOfLetter } from "@/features/letters/components/fate";
import { isStillMine, type LetterTimes } from "@/features/letters/rules";
import { ActionForm } from "@/ui/action-form";
import { buttonLook } from "@/ui/button";
import { Link } from "@/ui/link";
import { Sign } from "@/ui/sign";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/ui/when";

type FollowUp = {
  id: string;
  kind: "THANK_YOU" | "CHECK_BACK" | "REMINDER";
  dueAt: Date;
  settledAt: Date | null;
  skippedAt: Date | null;
  withdrawnAt: Date | null;
  why: string | null;
  letterId: string | null;
  contact: { name: string; zone: string };
  letter: LetterTimes | null;
};
type Clock = { zone: string; now: Date };

const names = { THANK_YOU: "Thank-you", CHECK_BACK: "Check-back", REMINDER: "Reminder" };

/** What leaves by itself after a completion: when, to whom and why; or why not. */
export function Timeline({ followUps, checkBackWorkingDays, ...clock }: { followUps: FollowUp[]; checkBackWorkingDays: number } & Clock) {
  return (
    <ol className="divide-y divide-hairline">
      {followUps.map((followUp) => {
        const isWaiting = !followUp.skippedAt && !followUp.withdrawnAt && (followUp.letter ? isStillMine(followUp.letter) : !followUp.settledAt);
        return (
          <li key={followUp.id} className="grid gap-2 py-3">
            <p className="font-medium">
              {names[followUp.kind]} <span className="font-normal text-muted">to {followUp.contact.name}</span>
            </p>
            <Fate followUp={followUp} checkBackWorkingDays={checkBackWorkingDays} {...clock} />
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              {isWaiting ? <Press action={sendNow} id={followUp.id} what={names[followUp.kind]} busy="Sending…" look="quiet">Send now</Press> : null}
              {isWaiting ? <Press action={skip} id={followUp.id} what={names[followUp.kind]} busy="Skipping…" look="plain">Skip</Press> : null}
              {followUp.letterId ? (
                <Link href={`/letters/${followUp.letterId}`} className={buttonLook("plain")}>
                  Read it<span className="sr-only">: {names[followUp.kind]}</span>
                </Link>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Fate({ followUp, checkBackWorkingDays, zone, now }: { followUp: FollowUp; checkBackWorkingDays: number } & Clock) {
  const { kind, skippedAt, withdrawnAt, settledAt, why, letter, contact } = followUp;
  if (withdrawnAt) return <Stopped word="Taken back">{why}</Stopped>;
  if (skippedAt || (settledAt && !letter)) return <Stopped word="Skipped">{why}</Stopped>;
  if (letter) return <FateOfLetter letter={letter} zone={zone} now={now} />;
  return (
    <p className="text-sm text-muted">
      <Sign shape="waits">Planned</Sign> leaves <When at={followUp.dueAt} zone={contact.zone} now={now} named />.
      {kind === "CHECK_BACK" ? ` ${checkBackWorkingDays} working ${checkBackWorkingDays === 1 ? "day" : "days"} after completion, in ${contact.name}’s morning.` : ""}
    </p>
  );
}

function Stopped({ word, children }: { word: string; children: ReactNode }) {
  return (
    <p className="text-sm text-muted">
      <Sign shape="stopped">{word}</Sign> {children}
    </p>
  );
}

type PressProps = { action: typeof sendNow; id: string; what: string; busy: string; look: "quiet" | "plain"; children: string };

function Press({ action, id, what, busy, look, children }: PressProps) {
  return (
    <ActionForm action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="followUpId" value={id} />
      <SubmitButton look={look} busy={busy} label={`${children}: ${what}`}>
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
