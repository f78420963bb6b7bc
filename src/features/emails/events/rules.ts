import { stored } from "@/language/stored";
import { cut } from "@/lib/cut";
import type { ProviderEvent } from "./schema";

/** What an event says about its email. Every event shows that the provider had accepted it. */
export type Fact =
  | { kind: "sent" | "delivered" }
  /**
   * `isForGood`: the address itself is bad, so nothing more is sent to it. `why` is for the
   * freelancer; `detail` is the provider's own text.
   */
  | { kind: "bounced"; isForGood: boolean; why: string; detail: string }
  | { kind: "complained"; isForGood: true; why: string; detail: string };

/** Returns what an event reports. A delay only means that the provider has the email. */
export function factIn({ type, data }: ProviderEvent): Fact {
  switch (type) {
    case "email.sent":
    case "email.delivery_delayed":
      return { kind: "sent" };
    case "email.delivered":
      return { kind: "delivered" };
    case "email.complained":
      return {
        kind: "complained",
        isForGood: true,
        why: stored("markedSpam"),
        detail: "",
      };
    case "email.suppressed":
      return cameBack(true, stored("providerStopped"), data.suppressed?.message);
    case "email.failed":
      return cameBack(false, stored("providerFailed"), data.failed?.reason);
    case "email.bounced":
      return bounced(data.bounce);
  }
}

function bounced(bounce: ProviderEvent["data"]["bounce"]): Fact {
  return bounce?.type === "Permanent"
    ? cameBack(true, stored("refusedForGood"), bounce.message)
    : cameBack(false, stored("bouncedForNow"), bounce?.message);
}

function cameBack(isForGood: boolean, why: string, told: string | undefined): Fact {
  const detail = cut((told ?? "").replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim(), 300, "");
  return {
    kind: "bounced",
    isForGood,
    why: detail ? stored("providerSaid", { before: why, detail }) : why,
    detail,
  };
}

export type Standing = {
  sentAt: Date | null;
  settledAt: Date | null;
  deliveredAt: Date | null;
  bouncedAt: Date | null;
  complainedAt: Date | null;
  lastError: string | null;
};

/**
 * Returns the email's new columns once an event is applied. Each kind of event has its own time,
 * and the earliest wins. For the reason, a complaint wins over a bounce and an earlier bounce over
 * a later one. So any order and any number of the same events give the same result.
 */
export function withFact(email: Standing, fact: Fact, at: Date): Standing {
  const existing: Standing = {
    ...email,
    sentAt: earlier(email.sentAt, at),
    settledAt: earlier(email.settledAt, at),
  };
  switch (fact.kind) {
    case "complained":
      return { ...existing, complainedAt: earlier(email.complainedAt, at), lastError: fact.why };
    case "bounced": {
      const isTold =
        email.complainedAt !== null || (email.bouncedAt !== null && email.bouncedAt <= at);
      return {
        ...existing,
        bouncedAt: earlier(email.bouncedAt, at),
        lastError: isTold ? email.lastError : fact.why,
      };
    }
    default: {
      const lastError = email.complainedAt || email.bouncedAt ? email.lastError : null;
      return {
        ...existing,
        lastError,
        deliveredAt: fact.kind === "delivered" ? earlier(email.deliveredAt, at) : email.deliveredAt,
      };
    }
  }
}

function earlier(existing: Date | null, told: Date): Date {
  return existing && existing <= told ? existing : told;
}
