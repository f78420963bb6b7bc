import { randomUUID } from "node:crypto";

/** What the receiving server writes on top of an email whose sender it vouches for, and of one it does not. */
export const VERIFIED =
  "amazonses.com; spf=pass smtp.mailfrom=example.com; dkim=pass header.i=@example.com; " +
  "dmarc=pass header.from=example.com";
export const FORGED =
  "amazonses.com; spf=fail smtp.mailfrom=example.com; dkim=none; dmarc=fail header.from=example.com";

export type RawEmail = {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  inReplyTo?: string;
  results?: string;
  /** Further header lines. */
  headers?: string[];
  attachments?: {
    name: string;
    type: string;
    bytes: Buffer;
    /** Shown within the text, as a signature's pictures are. */
    isInline?: boolean;
  }[];
};

/** An email as a mail program sends it. */
export function rawEmail(email: RawEmail = {}): Buffer {
  const {
    from = "Ines Duarte <ines@example.com>",
    to = "someone@in.example.com",
    subject = "Re: The lighthouse map",
    text = "That works for me.",
    messageId = `<${randomUUID()}@example.com>`,
    inReplyTo,
    results = VERIFIED,
    headers = [],
    attachments = [],
  } = email;
  const head = [
    `Authentication-Results: ${results}`,
    ...headers,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    "Date: Fri, 27 Nov 2026 09:12:00 +0000",
    ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`] : []),
    "MIME-Version: 1.0",
  ];
  const words = `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;
  if (attachments.length === 0) return Buffer.from(`${head.join("\r\n")}\r\n${words}`);
  const files = attachments.map(
    ({ name, type, bytes, isInline }) =>
      `--b1\r\nContent-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n` +
      (isInline ? `Content-ID: <${name}@example.com>\r\n` : "") +
      `Content-Disposition: ${isInline ? "inline" : "attachment"}; filename="${name}"\r\n\r\n` +
      `${bytes.toString("base64")}\r\n`,
  );
  return Buffer.from(
    `${head.join("\r\n")}\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n` +
      `--b1\r\n${words}${files.join("")}--b1--\r\n`,
  );
}

/** What the provider says when it has received an email: metadata alone. */
export function receivedEvent(
  id: string,
  over: { to?: string[]; receivedFor?: string[]; from?: string; subject?: string } = {},
): string {
  const { to = [], receivedFor = to, from = "Ines Duarte <ines@example.com>" } = over;
  return JSON.stringify({
    type: "email.received",
    created_at: new Date().toISOString(),
    data: {
      email_id: id,
      created_at: "2026-11-27 09:12:42.674981+00",
      from,
      to,
      cc: [],
      bcc: [],
      received_for: receivedFor,
      message_id: `<${id}@example.com>`,
      subject: over.subject ?? "Re: The lighthouse map",
      attachments: [],
    },
  });
}
