import type { ReactNode } from "react";
import { followUpKinds } from "@/features/follow-ups/kinds";
import { verdictWords } from "@/features/surveys/rules";
import type { Need } from "@/features/today/rules";
import { dayAndDistance, dayIn, distance, timeName } from "@/lib/dates";
import { ButtonLink } from "@/ui/button";
import { StatusBadge, type Shape } from "@/ui/status-badge";

type Clock = { zone: string; now: Date };
type Shown = {
  shape: Shape;
  word: string;
  head: string;
  about: string;
  words?: string;
  href: string;
  action: string;
};

/** What needs the freelancer now, most urgent first, with one action each. The first alone carries the accent. */
export function Needs({ needs, ...clock }: { needs: Need[] } & Clock) {
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {needs.map((need, index) => {
        const shown = tell(need, clock);
        return (
          <Row
            key={keyOf(need)}
            {...shown}
            action={
              <ButtonLink
                href={shown.href}
                variant={index === 0 ? "main" : "quiet"}
                aria-label={`${shown.action}: ${shown.head}`}
              >
                {shown.action}
              </ButtonLink>
            }
          />
        );
      })}
    </ol>
  );
}

function Row({
  shape,
  word,
  head,
  about,
  words,
  action,
}: Omit<Shown, "action"> & { action: ReactNode }) {
  return (
    <li className="grid gap-x-6 gap-y-3 py-5 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <StatusBadge shape={shape}>{word}</StatusBadge>
        <p className="font-serif text-lg leading-snug wrap-anywhere">{head}</p>
        <p className="text-muted wrap-anywhere">{about}</p>
        {words ? (
          <p className="mt-1 line-clamp-2 max-w-[72ch] font-serif italic wrap-anywhere">
            “{words}”
          </p>
        ) : null}
      </div>
      <div>{action}</div>
    </li>
  );
}

function tell(need: Need, { zone, now }: Clock): Shown {
  const today = dayIn(zone, now);
  const time = (at: Date) => `${timeName(at, zone, today)}, ${distance(dayIn(zone, at), today)}`;
  switch (need.kind) {
    case "answer below mark":
      return {
        shape: "late",
        word: verdictWords[need.verdict],
        head: `${need.who} about ${need.project}`,
        about: `Answered ${time(need.at)}`,
        words: need.words,
        href: `/projects/${need.projectId}#write`,
        action: "Reply",
      };
    case "email to review":
      return {
        shape: "late",
        word: "Not sent",
        head: need.subject,
        about: `To ${need.who} · ${need.why ?? "It needs your decision."}`,
        href: `/emails/${need.emailId}`,
        action: "Review email",
      };
    case "emails stuck":
      return {
        shape: "late",
        word: "Your emails aren’t being sent",
        head: need.why,
        about: `Since ${time(need.at)}`,
        href: "/settings#mail",
        action: "Check account",
      };
    case "email bounced":
      return {
        shape: "late",
        word: need.cause === "COMPLAINED" ? "Marked as spam" : "Email bounced",
        head: need.who,
        about: `${need.address} · ${need.why}`,
        href: need.clientId ? `/clients/${need.clientId}` : `/emails/${need.emailId ?? ""}`,
        action: need.clientId ? "Check address" : "View email",
      };
    case "deadline late":
      return {
        shape: "late",
        word: "Late",
        head: need.title,
        about: `${need.who}, ${need.project} · ${dayAndDistance(need.promisedOn, today)}`,
        href: `/projects/${need.projectId}/delay/${need.deadlineId}`,
        action: "Tell the client",
      };
    case "message waiting":
      return {
        shape: "waits",
        word: "Waiting for your reply",
        head: `${need.who} · ${need.project}`,
        about: need.answerBy ? `Reply by ${time(need.answerBy)}` : `Written ${time(need.at)}`,
        words: need.text,
        href: `/projects/${need.projectId}#write`,
        action: "Reply",
      };
    case "deadline at risk":
      return {
        shape: "risk",
        word: "At risk",
        head: need.title,
        about: `${need.who}, ${need.project} · ${dayAndDistance(need.promisedOn, today)}. ${need.why}`,
        href: `/projects/${need.projectId}/delay/${need.deadlineId}`,
        action: "Tell the client",
      };
    case "follow-up held":
      return {
        shape: "risk",
        word: "Overdue",
        head: `This ${followUpKinds[need.what].one.toLowerCase()} is overdue. Send it or skip it?`,
        about: `To ${need.who}, ${need.project} · should have been sent ${time(need.at)}`,
        href: `/follow-ups/${need.followUpId}`,
        action: "Decide",
      };
    case "email on hold":
      return {
        shape: "waits",
        word: "Scheduled",
        head: need.subject,
        about: `To ${need.who} · sends ${time(need.sendAt)}`,
        href: `/emails/${need.emailId}`,
        action: "Read email",
      };
    case "good answer":
      return {
        shape: "done",
        word: verdictWords.UP_TO_MARK,
        head: `${need.who} about ${need.project}`,
        about: `Answered ${time(need.at)}`,
        words: need.words,
        href: `/projects/${need.projectId}#answer`,
        action: "Read answer",
      };
  }
}

function keyOf(need: Need): string {
  if ("followUpId" in need) return `${need.kind} ${need.followUpId}`;
  if (need.kind === "emails stuck") return need.kind;
  if (need.kind === "email bounced") return `${need.kind} ${need.address}`;
  if ("emailId" in need) return `${need.kind} ${need.emailId}`;
  return `${need.kind} ${need.projectId} ${"title" in need ? `${need.title} ${need.promisedOn}` : need.at.toISOString()}`;
}
