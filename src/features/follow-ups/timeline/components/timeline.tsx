import type { ReactNode } from "react";
import { followUpKinds } from "@/features/follow-ups/kinds";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { StatusOfEmail } from "@/features/emails/components/email-status";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { Choices } from "./choices";

type Clock = { zone: string; now: Date };

/** What is sent after a completion: when, to whom and why; or why not. */
export function Timeline({ followUps, ...clock }: { followUps: FollowUpRow[] } & Clock) {
  return (
    <ol className="divide-y divide-hairline">
      {followUps.map((followUp) => (
        <li key={followUp.id} className="grid gap-2 py-4">
          <p className="font-medium">
            {followUpKinds[followUp.kind].one}{" "}
            <span className="font-normal text-muted">to {followUp.contact.name}</span>
          </p>
          <WhatBecomes followUp={followUp} {...clock} />
          <Choices followUp={followUp} now={clock.now} />
        </li>
      ))}
    </ol>
  );
}

/** What has become of a follow-up, or what will: in one sentence, with the reason. */
export function WhatBecomes({ followUp, zone, now }: { followUp: FollowUpRow } & Clock) {
  const {
    cancelledAt,
    skippedAt,
    settledAt,
    why,
    email,
    contact,
    sendAt,
    whyNot,
    isLate,
    whyThen,
  } = followUp;
  const when = <When at={sendAt} zone={followUp.zone} now={now} named />;
  if (cancelledAt)
    return (
      <Told shape="stopped" word="Cancelled">
        {why}
      </Told>
    );
  if (skippedAt || (settledAt && !email))
    return (
      <Told shape="stopped" word="Skipped">
        {why}
      </Told>
    );
  if (email) return <StatusOfEmail email={email} zone={zone} now={now} />;
  if (isLate)
    return (
      <Told shape="risk" word="Overdue">
        It should have been sent <When at={followUp.dueAt} zone={followUp.zone} now={now} named />.{" "}
        {whyNot ? `If you send it now it will be skipped: ${whyNot}` : "Is it still right to send?"}
      </Told>
    );
  if (whyNot)
    return (
      <Told shape="stopped" word="Scheduled, but will be skipped">
        {when}. {whyNot}
      </Told>
    );
  return (
    <Told shape="waits" word="Scheduled">
      sends {when}. {whyThen}, in {contact.name}’s morning
      {followUp.kind === "REMINDER" ? ", unless it is answered" : ""}.
    </Told>
  );
}

function Told({
  shape,
  word,
  children,
}: {
  shape: "stopped" | "waits" | "risk";
  word: string;
  children: ReactNode;
}) {
  return (
    <p className="text-sm text-muted">
      <StatusBadge shape={shape}>{word}</StatusBadge> {children}
    </p>
  );
}
