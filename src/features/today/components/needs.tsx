import type { ReactNode } from "react";
import { followUpKinds } from "@/features/follow-ups/kinds";
import { unheardWords } from "@/features/emails/accounts/rules";
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

/** What needs the freelancer now, most pressing first, with one action each. The first alone carries the accent. */
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
  const time = (at: Date) => `${timeName(at, zone, today)} · ${distance(dayIn(zone, at), today)}`;
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
        action: "Look at it",
      };
    case "emails stuck":
      return {
        shape: "late",
        word: "Your emails are not leaving",
        head: need.why,
        about: `Since ${time(need.at)}`,
        href: "/settings#mail",
        action: "Look at the account",
      };
    case "emails unheard":
      return {
        shape: "late",
        word: unheardWords[need.why].word,
        head: unheardWords[need.why].why,
        about: `Since ${time(need.at)}`,
        href: "/settings#mail",
        action: "Look at the account",
      };
    case "zone unknown":
      return {
        shape: "risk",
        word: "Time zone unknown",
        head: `${need.people[0]!.name}${need.people.length > 1 ? ` and ${need.people.length - 1} more` : ""}`,
        about: `This machine does not know ${need.people[0]!.zone}. Until you choose a zone, your own hours count.`,
        href: `/clients/${need.clientId}`,
        action: "Choose a zone",
      };
    case "email bounced":
      return {
        shape: "late",
        word: need.cause === "COMPLAINED" ? "Marked as unwanted" : "Email bounced",
        head: need.who,
        about: `${need.address} · ${need.why}`,
        href: need.clientId ? `/clients/${need.clientId}` : `/emails/${need.emailId ?? ""}`,
        action: need.clientId ? "Look at the address" : "Look at the email",
      };
    case "deadline late":
      return {
        shape: "late",
        word: "Late",
        head: need.title,
        about: `${need.who}, ${need.project} · ${dayAndDistance(need.promisedOn, today)}`,
        href: `/projects/${need.projectId}/delay/${need.deadlineId}`,
        action: "Tell them",
      };
    case "message waiting":
      return {
        shape: "waits",
        word: "Waits for your answer",
        head: `${need.who} in ${need.project}`,
        about: need.answerBy ? `You answer by ${time(need.answerBy)}` : `Written ${time(need.at)}`,
        words: need.text,
        href: `/projects/${need.projectId}#write`,
        action: "Answer",
      };
    case "deadline at risk":
      return {
        shape: "risk",
        word: "At risk",
        head: need.title,
        about: `${need.who}, ${need.project} · ${dayAndDistance(need.promisedOn, today)} · ${need.why}`,
        href: `/projects/${need.projectId}/delay/${need.deadlineId}`,
        action: "Tell them now",
      };
    case "follow-up held":
      return {
        shape: "risk",
        word: "Waited too long",
        head: `A ${followUpKinds[need.what].one.toLowerCase()} waited too long: decide`,
        about: `To ${need.who}, ${need.project} · was to leave ${time(need.at)}`,
        href: `/follow-ups/${need.followUpId}`,
        action: "Decide",
      };
    case "email on hold":
      return {
        shape: "waits",
        word: "On hold",
        head: need.subject,
        about: `To ${need.who} · leaves ${time(need.sendAt)}`,
        href: `/emails/${need.emailId}`,
        action: "Read it",
      };
    case "good answer":
      return {
        shape: "done",
        word: verdictWords.UP_TO_MARK,
        head: `${need.who} about ${need.project}`,
        about: `Answered ${time(need.at)}`,
        words: need.words,
        href: `/projects/${need.projectId}#answer`,
        action: "Read",
      };
  }
}

function keyOf(need: Need): string {
  if ("followUpId" in need) return `${need.kind} ${need.followUpId}`;
  if (!("projectId" in need) && !("address" in need) && !("emailId" in need)) return need.kind;
  if (need.kind === "email bounced") return `${need.kind} ${need.address}`;
  if ("emailId" in need) return `${need.kind} ${need.emailId}`;
  return `${need.kind} ${need.projectId} ${"title" in need ? `${need.title} ${need.promisedOn}` : need.at.toISOString()}`;
}
