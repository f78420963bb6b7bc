import type { EmailPurpose, SuppressionCause, Transport } from "@/db/enums";
import { emailKind, type FactNow } from "@/features/emails/kinds";
import { isPastTheWindow, isTooLate, SIGN_IN_EMAIL_MS, windowEnd } from "@/features/emails/rules";
import { stored } from "@/language/stored";
import { isNoTimeToWrite, nextMorning, type ContactHours } from "@/lib/contact-hours";

/** A leased email, with everything needed to send it. */
export type Claimed = {
  id: string;
  freelancerId: string | null;
  projectId: string | null;
  contactId: string | null;
  subcontractorId: string | null;
  assignmentId: string | null;
  requestId: string | null;
  kind: string;
  purpose: EmailPurpose;
  inHours: boolean;
  fromName: string;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  wordsCipher: Uint8Array;
  createdAt: Date;
  sendAt: Date;
  postponedFrom: Date | null;
  frozenAt: Date | null;
  frozenCipher: Uint8Array | null;
  accountId: string | null;
  transport: Transport | null;
  doubtSince: Date | null;
  lastError: string | null;
  attempts: number;
  leaseToken: string;
  leasedUntil: Date;
};

/** The facts checked again for a leased email, just before it is sent. */
export type LeaseFacts = {
  email: Pick<
    Claimed,
    | "kind"
    | "freelancerId"
    | "createdAt"
    | "sendAt"
    | "postponedFrom"
    | "purpose"
    | "inHours"
    | "frozenAt"
    | "accountId"
    | "lastError"
  >;
  /** The account it would be sent by now. */
  accountId: string;
  /** Whether an attempt in doubt may be repeated there without making a second email. */
  isRepeatable: boolean;
  /** "ERASED": the freelancer had the data of the person with this address erased. */
  suppressed: SuppressionCause | "ERASED" | null;
  optedOutAt: Date | null;
  /** Since when its reader is removed. */
  removedAt: Date | null;
  /** The reader's zone and hours; empty for an email to the freelancer. */
  contactHours: ContactHours | null;
  /** The fact that it is about, as it is now; null for one that is about no project and person. */
  factNow: FactNow | null;
};

export type Verdict =
  | { kind: "go" }
  /** It won't be sent at all. */
  | { kind: "stop"; why: string }
  | { kind: "later"; until: Date }
  /** A person decides. */
  | { kind: "review"; why: string };

/** How long after another one, which has to be sent first, an email is looked at again. */
const TURN_MS = 1_000;

/** For so long after its first attempt an email may be tried at any hour: it is most likely there already. */
const FINISH_MS = 2 * 3_600_000;

/**
 * Whether a leased email is sent. One that has never been tried is stopped by a suppressed address or a
 * no to its sort or by its fact no longer being so, waits for the client's hours, and is asked
 * about when it is more than 14 days late. One whose last attempt ended in doubt is only ever tried
 * with the same bytes, by the same account, within the provider's window.
 */
export function judge(facts: LeaseFacts, now: Date): Verdict {
  const { email } = facts;
  if (
    email.kind === "sign-in.requested" &&
    now.getTime() - email.createdAt.getTime() > SIGN_IN_EMAIL_MS
  )
    return { kind: "stop", why: stored("linkExpired") };
  const no = whyStopped(facts);
  if (no)
    return {
      kind: "stop",
      why: email.frozenAt ? stored("mayHaveArrived", { before: no }) : no,
    };
  const first = facts.factNow && emailKind(email.kind)?.waitsFor?.(facts.factNow);
  if (first)
    return { kind: "later", until: new Date(Math.max(now.getTime(), Number(first)) + TURN_MS) };
  return email.frozenAt ? judgeTried(facts, email.frozenAt, now) : judgeFresh(facts, now);
}

function whyStopped(facts: LeaseFacts): string | null {
  const { email, suppressed, optedOutAt, removedAt, factNow } = facts;
  if (suppressed === "ERASED") return stored("erased");
  if (removedAt) return stored("contactRemoved");
  if (suppressed === "BOUNCED") return stored("addressBounced");
  if (suppressed === "COMPLAINED") return stored("addressReported");
  if (optedOutAt && email.purpose !== "PROJECT") return stored("unsubscribedFromBoth");
  return factNow ? (emailKind(email.kind)?.whyUnwanted?.(factNow) ?? null) : null;
}

function judgeFresh({ email, contactHours }: LeaseFacts, now: Date): Verdict {
  const dueAt = email.postponedFrom ?? email.sendAt;
  const days = Math.floor((now.getTime() - dueAt.getTime()) / 86_400_000);
  if (isTooLate(dueAt, now))
    return {
      kind: "review",
      why: email.lastError
        ? stored("overdueAfter", { days, before: email.lastError })
        : stored("overdue", { days }),
    };
  if (email.inHours && contactHours && isNoTimeToWrite(now, contactHours))
    return { kind: "later", until: nextMorning(now, contactHours) };
  return { kind: "go" };
}

function judgeTried(
  { email, accountId, isRepeatable, contactHours }: LeaseFacts,
  frozenAt: Date,
  now: Date,
): Verdict {
  const before = email.lastError;
  const because = (key: "accountChanged" | "cutShort" | "triedForHours"): Verdict => ({
    kind: "review",
    why: before ? stored(`${key}After`, { before }) : stored(key),
  });
  if (email.accountId !== null && email.accountId !== accountId) return because("accountChanged");
  if (!isRepeatable) return because("cutShort");
  const review = because("triedForHours");
  if (isPastTheWindow(frozenAt, now)) return review;
  if (
    !email.inHours ||
    !contactHours ||
    !isNoTimeToWrite(now, contactHours) ||
    now.getTime() - frozenAt.getTime() < FINISH_MS
  )
    return { kind: "go" };
  const until = nextMorning(now, contactHours);
  return until < windowEnd(frozenAt) ? { kind: "later", until } : review;
}
