import type { CreateEmailOptions, ErrorResponse } from "resend";
import { env } from "@/lib/env";
import { provider, PROVIDER_PATIENCE_MS } from "./provider";
import type { FrozenEmail } from "./words";

/** The account an email is sent by: one at the provider, or the local mailbox. */
export type Account =
  | { id: string; apiKey: string; fromAddress: string }
  | { id: string; apiKey: null };

/** The outcome of handing an email over. */
export type Outcome =
  /** Accepted by the provider, or put into the local mailbox. */
  | { kind: "sent"; transport: "RESEND"; providerId: string }
  | { kind: "sent"; transport: "LOCAL" }
  /** Nobody knows whether it was accepted: only the same bytes under the same key may follow. */
  | { kind: "unknown"; why: string }
  /**
   * Certainly not accepted, because of the account and not the email: too fast, or the account is
   * refused.
   */
  | { kind: "not now"; why: string; afterSeconds: number; isTrouble: boolean }
  /**
   * Will never be accepted as it is. `mayHaveArrived`: whether an earlier attempt was accepted is
   * unknown.
   */
  | { kind: "refused"; why: string; mayHaveArrived: boolean };

/** How long an account that the provider refuses is paused before the next try. */
const TROUBLE_SECONDS = 60;

/**
 * Returns how emails are sent: through the provider when its key is set, else into the local
 * mailbox.
 */
export function transport(): "RESEND" | "LOCAL" {
  return env().RESEND_API_KEY ? "RESEND" : "LOCAL";
}

/** The id of the install's own account, whose key is in the environment. */
export const INSTALL = "install";

/** The install's own account. */
export function installAccount(): Account {
  const { RESEND_API_KEY, MAIL_FROM } = env();
  return RESEND_API_KEY && MAIL_FROM
    ? { id: INSTALL, apiKey: RESEND_API_KEY, fromAddress: MAIL_FROM }
    : { id: INSTALL, apiKey: null };
}

/**
 * Hands one frozen email over. Never throws. Two calls with the same key and bytes within the
 * provider's window (24 hours) make one email. Ends within 10 seconds. The provider's events return
 * the key as the tag that the email was frozen with.
 */
export async function handOver(
  email: FrozenEmail,
  idempotencyKey: string,
  account: Account,
): Promise<Outcome> {
  if (account.apiKey === null) return { kind: "sent", transport: "LOCAL" };
  try {
    const { data, error, headers } = await provider(account.apiKey).emails.send(
      asTheProviderTakesIt(email, idempotencyKey),
      { idempotencyKey, signal: AbortSignal.timeout(PROVIDER_PATIENCE_MS) },
    );
    if (typeof data?.id === "string" && data.id)
      return { kind: "sent", transport: "RESEND", providerId: data.id };
    return error
      ? judgeError(error, Number(headers?.["retry-after"]))
      : { kind: "unknown", why: "The provider gave an empty answer." };
  } catch (error) {
    return {
      kind: "unknown",
      why:
        error instanceof Error && error.name === "TimeoutError"
          ? "The provider did not answer within 10 seconds."
          : "The provider could not be reached.",
    };
  }
}

function asTheProviderTakesIt(email: FrozenEmail, idempotencyKey: string): CreateEmailOptions {
  const { from, to, subject, text, html, replyTo } = email;
  return {
    from,
    to,
    subject,
    text,
    html,
    ...(replyTo ? { replyTo } : {}),
    headers: { "Auto-Submitted": "auto-generated", ...email.headers },
    tags: [{ name: email.tag, value: idempotencyKey }],
  };
}

/** The provider's names for a used-up quota, which a short wait does not fix. */
const USED_UP = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);

function judgeError({ name, statusCode }: ErrorResponse, retryAfter: number): Outcome {
  const status = statusCode ?? 0;
  const why = `The provider said: ${name}.`;
  // A bad key or an unverified domain is the account's fault, not the email's: it can be fixed
  // while the email waits.
  if (status === 401 || status === 403)
    return { kind: "not now", why, afterSeconds: TROUBLE_SECONDS, isTrouble: true };
  if (status === 429)
    return {
      kind: "not now",
      why,
      afterSeconds: pauseAsked(retryAfter) ?? (USED_UP.has(name) ? TROUBLE_SECONDS * 10 : 1),
      isTrouble: USED_UP.has(name),
    };
  // The same key was used before with other bytes: nobody here knows what became of that email.
  if (name === "invalid_idempotent_request") return { kind: "refused", why, mayHaveArrived: true };
  if (isUndecided(status)) return { kind: "unknown", why };
  return { kind: "refused", why, mayHaveArrived: false };
}

/** Returns how long an answer asks to wait, in seconds and for an hour at most, if it asks. */
function pauseAsked(retryAfter: number): number | undefined {
  return Number.isFinite(retryAfter) && retryAfter > 0 ? Math.min(retryAfter, 3600) : undefined;
}

/** Whether an answer does not say if the email was accepted. */
function isUndecided(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status >= 500;
}
