import { readFileSync } from "node:fs";
import type { CreateEmailOptions, ErrorResponse } from "resend";
import { env } from "@/lib/env";
import { provider, PROVIDER_PATIENCE_MS } from "./provider";
import { handOverBySmtp, type SmtpServer } from "./smtp";
import type { FrozenEmail } from "./words";

/** The account an email is sent by: one at the provider, a mail server, or the local mailbox. */
export type Account =
  | { id: string; by: "RESEND"; apiKey: string; fromAddress: string }
  | { id: string; by: "SMTP"; server: SmtpServer; fromAddress: string }
  | { id: string; by: "LOCAL" };

/** The outcome of handing an email over. */
export type Outcome =
  /** Accepted by the provider, or put into the local mailbox. */
  | { kind: "sent"; transport: "RESEND"; providerId: string }
  | { kind: "sent"; transport: "SMTP"; messageId: string }
  | { kind: "sent"; transport: "LOCAL" }
  /** Nobody knows whether it was accepted: only the same bytes under the same key may follow. */
  | { kind: "unknown"; why: string }
  /**
   * Certainly not accepted, because of the account and not the email: too fast, or the account is
   * refused.
   */
  | { kind: "not now"; why: string; afterSeconds: number; isTrouble: boolean }
  /** Certainly not accepted, because of this email or its reader alone: it may be later. */
  | { kind: "put off"; why: string }
  /**
   * Will never be accepted as it is. `mayHaveArrived`: whether an earlier attempt was accepted is
   * unknown.
   */
  | { kind: "refused"; why: string; mayHaveArrived: boolean };

/** How long an account that the provider refuses is paused before the next try. */
const TROUBLE_SECONDS = 60;

/**
 * Returns how the install's emails are sent: through the provider when its key is set, else by the mail server that is
 * named, else into the local mailbox.
 */
export function transport(): Account["by"] {
  return installAccount().by;
}

/** Whether two attempts with one key and the same bytes make one email. Without, an attempt in doubt is never repeated. */
export const isRepeatable = ({ by }: Account) => by !== "SMTP";

/** The id of the install's own account, whose key is in the environment. */
export const INSTALL = "install";

/** The install's own account. */
export function installAccount(): Account {
  const { RESEND_API_KEY, MAIL_FROM } = env();
  const server = smtpServer();
  if (RESEND_API_KEY && MAIL_FROM)
    return { id: INSTALL, by: "RESEND", apiKey: RESEND_API_KEY, fromAddress: MAIL_FROM };
  if (server && MAIL_FROM) return { id: INSTALL, by: "SMTP", server, fromAddress: MAIL_FROM };
  return { id: INSTALL, by: "LOCAL" };
}

let authority: string | undefined;

/** Returns the mail server of the environment, if one is named. Throws where its authority's file cannot be read. */
function smtpServer(): SmtpServer | null {
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD, SMTP_CA_FILE } = env();
  if (!SMTP_HOST) return null;
  if (SMTP_CA_FILE) authority ??= readFileSync(SMTP_CA_FILE, "utf8");
  return {
    host: SMTP_HOST,
    port: SMTP_PORT ?? (SMTP_TLS === "tls" ? 465 : 587),
    tls: SMTP_TLS,
    user: SMTP_USER,
    password: SMTP_PASSWORD,
    ca: authority,
  };
}

/**
 * Hands one frozen email over. Never throws. At the provider two calls with the same key and bytes within its window
 * (24 hours) make one email, and its events return the key as the tag that the email was frozen with. Ends once
 * nothing was heard for 10 seconds from the provider, for 20 from a mail server. Before a mail server gets the first
 * of the words `passOn` is awaited; where it throws, none is passed on.
 */
export async function handOver(
  email: FrozenEmail,
  idempotencyKey: string,
  account: Account,
  passOn: () => Promise<void>,
): Promise<Outcome> {
  if (account.by === "LOCAL") return { kind: "sent", transport: "LOCAL" };
  if (account.by === "SMTP") return handOverBySmtp(email, idempotencyKey, account.server, passOn);
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
