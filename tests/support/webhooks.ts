import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** A signing secret as the provider gives it. */
export const newWebhookSecret = () => `whsec_${Buffer.from(randomUUID()).toString("base64")}`;

export type EventType =
  | "email.sent"
  | "email.delivered"
  | "email.delivery_delayed"
  | "email.bounced"
  | "email.complained"
  | "email.failed"
  | "email.suppressed";
type About = { id: string; toAddress?: string; providerId?: string | null };

/** An event's body as Resend writes it. */
export function eventAbout(
  type: EventType,
  email: About,
  over: { at?: string; data?: Record<string, unknown> } = {},
): string {
  const at = over.at ?? new Date(Date.now() - 1000).toISOString();
  const more = {
    "email.bounced": {
      bounce: {
        type: "Permanent",
        subType: "General",
        message: "550 5.1.1 There is no such mailbox.",
      },
    },
    "email.failed": { failed: { reason: "reached_daily_quota" } },
    "email.suppressed": {
      suppressed: { type: "OnAccountSuppressionList", message: "It bounced before." },
    },
  }[type as string];
  return JSON.stringify({
    type,
    created_at: at,
    data: {
      created_at: at,
      email_id: email.providerId ?? `email-of-${email.id}`,
      message_id: `<${email.id}@mail.example>`,
      from: "Mira Holm <emails@studio.example.com>",
      to: [email.toAddress ?? "ines@example.com"],
      subject: "An email",
      tags: { email: email.id },
      ...more,
      ...over.data,
    },
  });
}

/** The request that brings a body to a webhook, signed as Resend signs. */
export function signedRequest(
  url: string,
  secret: string,
  body: string,
  over: { id?: string; at?: Date } = {},
): Request {
  const { id = `msg_${randomUUID()}`, at = new Date() } = over;
  const headers = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(id, at, body),
  };
  return new Request(url, { method: "POST", headers, body });
}
