import type { HeldFor, SuppressionCause } from "@/db/enums";
import { unheardWords } from "@/features/emails/accounts/rules";
import { heldWords } from "@/features/inbound/rules";
import { iso, need, time } from "@/features/today/need";

type Person = { clientId: string | null; subcontractorId: string | null };

/** Where an address is corrected; null for the freelancer's own. */
function placeOf({ clientId, subcontractorId }: Person): string | null {
  if (clientId) return `/clients/${clientId}`;
  return subcontractorId ? `/subcontractors/${subcontractorId}` : null;
}

/** What can be wrong with the studio's emails, or waits to be sent. */
export const emailNeeds = {
  "emails stuck": need<{ why: string; at: Date }>({
    key: () => "account",
    pressing: iso,
    tell: ({ why, at }, clock) => ({
      shape: "late",
      word: "Your emails aren’t being sent",
      head: why,
      about: `Since ${time(at, clock)}`,
      href: "/settings#mail",
      action: "Check account",
    }),
  }),

  "emails unheard": need<{ why: "not verified" | "no word"; at: Date }>({
    key: () => "account",
    pressing: iso,
    tell: ({ why, at }, clock) => ({
      shape: "late",
      word: unheardWords[why].word,
      head: unheardWords[why].why,
      about: `Since ${time(at, clock)}`,
      href: "/settings#mail",
      action: "Check account",
    }),
  }),

  "email to review": need<{
    emailId: string;
    subject: string;
    who: string;
    why: string | null;
    at: Date;
  }>({
    key: ({ emailId }) => emailId,
    pressing: iso,
    tell: ({ emailId, subject, who, why }) => ({
      shape: "late",
      word: "Not sent",
      head: subject,
      about: `To ${who}. ${why ?? "It needs your decision."}`,
      href: `/emails/${emailId}`,
      action: "Review email",
    }),
  }),

  "email held": need<{
    inboundId: string;
    subject: string;
    who: string;
    heldFor: HeldFor;
    at: Date;
  }>({
    key: ({ inboundId }) => inboundId,
    pressing: iso,
    tell: ({ inboundId, subject, who, heldFor, at }, clock) => ({
      shape: "risk",
      word: "Received, in no thread yet",
      head: subject || "(no subject)",
      about: `From ${who}, ${time(at, clock)}. ${heldWords[heldFor]}`,
      href: `/emails/received/${inboundId}`,
      action: "Decide",
    }),
  }),

  "email bounced": need<{
    address: string;
    cause: SuppressionCause;
    who: string;
    why: string;
    clientId: string | null;
    subcontractorId: string | null;
    emailId: string | null;
    at: Date;
  }>({
    key: ({ address }) => address,
    pressing: iso,
    tell: ({ cause, who, address, why, emailId, ...person }) => ({
      shape: "late",
      word: cause === "COMPLAINED" ? "Marked as spam" : "Email bounced",
      head: who,
      about: `${address}. ${why}`,
      href: placeOf(person) ?? `/emails/${emailId ?? ""}`,
      action: placeOf(person) ? "Check address" : "View email",
    }),
  }),

  "email scheduled": need<{ emailId: string; subject: string; who: string; at: Date }>({
    key: ({ emailId }) => emailId,
    pressing: iso,
    tell: ({ emailId, subject, who, at }, clock) => ({
      shape: "waits",
      word: "Scheduled",
      head: subject,
      about: `To ${who}, sends ${time(at, clock)}`,
      href: `/emails/${emailId}`,
      action: "Read email",
    }),
  }),
};
