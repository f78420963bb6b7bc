import { Resend } from "resend";
import { env } from "@/lib/env";
import type { FrozenLetter } from "./words";

/** What came of handing a letter over. */
export type Outcome =
  /** Accepted by the provider, or laid into the local mailbox. */
  | { kind: "sent"; door: "RESEND"; providerId: string }
  | { kind: "sent"; door: "LOCAL" }
  /** Not accepted, or not known to be; the same bytes may be tried again under the same key. */
  | { kind: "again"; why: string; afterSeconds?: number }
  /** Will never be accepted as it is. */
  | { kind: "refused"; why: string };

const PROVIDER_PATIENCE_MS = 10_000;
const TEMPORARY = new Set(["rate_limit_exceeded", "application_error", "internal_server_error", "concurrent_idempotent_requests"]);

/** Which door letters leave by: the provider when its key is set, else the local mailbox. */
export function door(): "RESEND" | "LOCAL" {
  return env().RESEND_API_KEY ? "RESEND" : "LOCAL";
}

/**
 * Hands one frozen letter over. Never throws. Two calls with one key and the same bytes within the
 * provider's window (24 hours) are one email. Ends within 10 seconds. `onlyLocal`: into the local
 * mailbox whatever is configured, for what must never leave this machine.
 */
export async function handOver(letter: FrozenLetter, idempotencyKey: string, onlyLocal = false): Promise<Outcome> {
  if (onlyLocal || door() === "LOCAL") return { kind: "sent", door: "LOCAL" };
  const { RESEND_API_KEY, RESEND_BASE_URL } = env();
  const provider = new Resend(RESEND_API_KEY, RESEND_BASE_URL ? { baseUrl: RESEND_BASE_URL } : {});
  try {
    const { data, error, headers } = await provider.emails.send(
      { from: letter.from, to: letter.to, subject: letter.subject, text: letter.text, html: letter.html, ...(letter.replyTo ? { replyTo: letter.replyTo } : {}), headers: { "Auto-Submitted": "auto-generated", ...letter.headers } },
      { idempotencyKey, signal: AbortSignal.timeout(PROVIDER_PATIENCE_MS) },
    );
    if (data?.id) return { kind: "sent", door: "RESEND", providerId: data.id };
    if (!error) return { kind: "again", why: "The provider gave an empty answer." };
    const status = error.statusCode ?? 0;
    const why = `The provider said: ${error.name}.`;
    if (error.name === "invalid_idempotent_request") return { kind: "refused", why };
    // A wrong key or a domain not verified is the install's fault, not the letter's: it can be mended while the letter waits.
    if (status === 401 || status === 403) return { kind: "again", why };
    if (status === 429 || status === 409 || status >= 500 || status === 0 || TEMPORARY.has(error.name)) {
      const wait = Number(headers?.["retry-after"]);
      return { kind: "again", why, afterSeconds: Number.isFinite(wait) && wait > 0 ? Math.min(wait, 3600) : undefined };
    }
    return { kind: "refused", why };
  } catch (error) {
    return { kind: "again", why: error instanceof Error && error.name === "TimeoutError" ? "The provider did not answer within 10 seconds." : "The provider could not be reached." };
  }
}
