import type { CreateEmailOptions, ErrorResponse } from "resend";
import { env } from "@/lib/env";
import { provider, PROVIDER_PATIENCE_MS } from "./provider";
import type { FrozenEmail } from "./words";

/** By which account an email leaves: one at the provider, or the local mailbox. */
export type Account =
  | { id: string; apiKey: string; fromAddress: string }
  | { id: string; apiKey: null };

/** What came of handing an email over. */
export type Outcome =
  /** Accepted by the provider, or laid into the local mailbox. */
  | { kind: "sent"; transport: "RESEND"; providerId: string }
  | { kind: "sent"; transport: "LOCAL" }
  /** Nobody knows whether it was accepted: only the same bytes under the same key may follow. */
  | { kind: "unknown"; why: string }
  /** Certainly not accepted, and the account's matter, not the email's: too fast, or the account itself is refused. */
  | { kind: "not now"; why: string; afterSeconds: number; isTrouble: boolean }
  /** Will never be accepted as it is; whether an earlier attempt was, is not known where it may have arrived. */
  | { kind: "refused"; why: string; mayHaveArrived: boolean };

/** How long an account rests that the provider refuses, before it is tried once more. */
const TROUBLE_SECONDS = 60;

/** Which door emails leave by: the provider when its key is set, else the local mailbox. */
export function transport(): "RESEND" | "LOCAL" {
  return env().RESEND_API_KEY ? "RESEND" : "LOCAL";
}

/** The id of the install's own account, whose key stands in the environment. */
export const INSTALL = "install";

/** The install's own account. */
export function installAccount(): Account {
  const { RESEND_API_KEY, MAIL_FROM } = env();
  return RESEND_API_KEY && MAIL_FROM
    ? { id: INSTALL, apiKey: RESEND_API_KEY, fromAddress: MAIL_FROM }
    : { id: INSTALL, apiKey: null };
}

/**
 * Hands one frozen email over. Never throws. Two calls with one key and the same bytes within the
 * provider's window (24 hours) are one email. Ends within 10 seconds. The provider's events bring the
 * key back as the tag "email".
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
    tags: [{ name: "email", value: idempotencyKey }],
  };
}

/** The provider's word for a refusal that no waiting mends in a moment: a quota that is used up. */
const USED_UP = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);

function judgeError({ name, statusCode }: ErrorResponse, retryAfter: number): Outcome {
  const status = statusCode ?? 0;
  const why = `The provider said: ${name}.`;
  const told =
    Number.isFinite(retryAfter) && retryAfter > 0 ? Math.min(retryAfter, 3600) : undefined;
  // A key that fails or a domain not verified is the account's fault, not the email's: it can be mended while the email waits.
  if (status === 401 || status === 403)
    return { kind: "not now", why, afterSeconds: TROUBLE_SECONDS, isTrouble: true };
  if (status === 429)
    return {
      kind: "not now",
      why,
      afterSeconds: told ?? (USED_UP.has(name) ? TROUBLE_SECONDS * 10 : 1),
      isTrouble: USED_UP.has(name),
    };
  // The same key with other bytes was taken before: what became of it, nobody here knows.
  if (name === "invalid_idempotent_request") return { kind: "refused", why, mayHaveArrived: true };
  if (status === 0 || status === 408 || status === 409 || status >= 500)
    return { kind: "unknown", why };
  return { kind: "refused", why, mayHaveArrived: false };
}
