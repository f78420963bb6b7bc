import {
  isNoTimeToWrite,
  isPastTheWindow,
  isTooLate,
  nextMorning,
  SIGN_IN_LETTER_MS,
  windowEnd,
  type Place,
} from "@/features/letters/rules";

/** A letter under lease, with all that its leaving needs. */
export type Claimed = {
  id: string;
  freelancerId: string | null;
  projectId: string | null;
  contactId: string | null;
  kind: string;
  purpose: "PROJECT" | "SURVEY" | "DIGEST";
  inHours: boolean;
  fromName: string;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  wordsCipher: Uint8Array;
  createdAt: Date;
  leavesAt: Date;
  postponedFrom: Date | null;
  frozenAt: Date | null;
  frozenCipher: Uint8Array | null;
  accountId: string | null;
  doubtSince: Date | null;
  lastError: string | null;
  attempts: number;
  leaseToken: string;
};

/** What is looked at once more when a letter is leased, just before it leaves. */
export type LeaseFacts = {
  letter: Pick<
    Claimed,
    | "freelancerId"
    | "createdAt"
    | "leavesAt"
    | "postponedFrom"
    | "purpose"
    | "inHours"
    | "frozenAt"
    | "accountId"
    | "lastError"
  >;
  /** By which account it would leave now. */
  accountId: string;
  suppressed: "BOUNCED" | "COMPLAINED" | null;
  optedOutAt: Date | null;
  /** Where its reader is; empty for a letter to the freelancer. */
  place: Place | null;
};

export type Verdict =
  | { kind: "go" }
  /** It will not leave, for good. */
  | { kind: "stop"; why: string }
  | { kind: "later"; until: Date }
  /** A person decides. */
  | { kind: "review"; why: string };

/** For so long after its first attempt a letter may be tried at any hour: it is most likely there already. */
const FINISH_MS = 2 * 3_600_000;

/**
 * Whether a leased letter leaves. One that has never been tried is stopped by a suppressed address or a
 * no to its sort, waits for the client's hours, and is asked about when it is more than 14 days late. One whose
 * last attempt ended in doubt is only ever tried with the same bytes, by the same account, within the
 * provider's window.
 */
export function judge(facts: LeaseFacts, now: Date): Verdict {
  const { letter } = facts;
  if (
    letter.freelancerId === null &&
    now.getTime() - letter.createdAt.getTime() > SIGN_IN_LETTER_MS
  )
    return { kind: "stop", why: "Its link has expired." };
  const no = whyNot(facts);
  if (no)
    return {
      kind: "stop",
      why: letter.frozenAt ? `${no} An earlier attempt may have arrived.` : no,
    };
  return letter.frozenAt ? judgeTried(facts, letter.frozenAt, now) : judgeFresh(facts, now);
}

function whyNot({ letter, suppressed, optedOutAt }: LeaseFacts): string | null {
  if (suppressed === "BOUNCED")
    return "A letter to this address came back. Nothing is sent there until it is mended.";
  if (suppressed === "COMPLAINED")
    return "This reader reported a letter as spam. Nothing is sent there any more.";
  if (optedOutAt && letter.purpose !== "PROJECT")
    return "This contact wants no surveys and no digests.";
  return null;
}

function judgeFresh({ letter, place }: LeaseFacts, now: Date): Verdict {
  const dueAt = letter.postponedFrom ?? letter.leavesAt;
  const days = Math.floor((now.getTime() - dueAt.getTime()) / 86_400_000);
  if (isTooLate(dueAt, now))
    return {
      kind: "review",
      why: `It should have left ${days} days ago. ${letter.lastError ?? ""} Does it still fit?`.replace(
        "  ",
        " ",
      ),
    };
  if (letter.inHours && place && isNoTimeToWrite(now, place))
    return { kind: "later", until: nextMorning(now, place) };
  return { kind: "go" };
}

function judgeTried({ letter, accountId, place }: LeaseFacts, frozenAt: Date, now: Date): Verdict {
  const told = letter.lastError ? `${letter.lastError} ` : "";
  if (letter.accountId !== null && letter.accountId !== accountId)
    return {
      kind: "review",
      why: `${told}Since then the account it leaves by has changed. To send it again could be a second email.`,
    };
  const review: Verdict = {
    kind: "review",
    why: `${told}It was tried for hours and never known to have arrived. To send it again now could be a second email.`,
  };
  if (isPastTheWindow(frozenAt, now)) return review;
  if (
    !letter.inHours ||
    !place ||
    !isNoTimeToWrite(now, place) ||
    now.getTime() - frozenAt.getTime() < FINISH_MS
  )
    return { kind: "go" };
  const until = nextMorning(now, place);
  return until < windowEnd(frozenAt) ? { kind: "later", until } : review;
}
