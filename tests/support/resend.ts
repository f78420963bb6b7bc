import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An email that the stand-in has received. */
export type Received = {
  raw: Uint8Array;
  to: string[];
  /** Without: its words and attachments in parts, as after the provider has dropped the email itself. */
  hasRaw?: boolean;
  text?: string;
  html?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content_type: string; bytes: Uint8Array }[];
};

export type Accepted = {
  id: string;
  key: string;
  /** By the clock of the stand-in's machine. */
  at: number;
  body: {
    from: string;
    to: string;
    subject: string;
    text: string;
    html: string;
    reply_to?: string;
    headers?: Record<string, string>;
    tags?: { name: string; value: string }[];
  };
};

/**
 * A stand-in for Resend's HTTP API: accepts POST /emails, remembers idempotency keys and what came
 * with them, answers the same id to the same key and bytes, and 409 to the same key with others.
 * GET /domains answers a key that begins with re_full, calls one with re_sending restricted, and any other
 * wrong. GET /emails/receiving/{id} answers for what `receive` was given, with an address for its bytes that
 * is good for an hour. `failNext` makes the next answers fail with a status, before anything is accepted.
 */
export async function startResend() {
  const accepted: Accepted[] = [];
  const failures: number[] = [];
  const received = new Map<string, Received>();
  let fetches = 0;
  let refused = 0;
  const domains: [name: string, status: string][] = [
    ["studio.example.com", "verified"],
    ["new.example.com", "pending"],
  ];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = (status: number, body: unknown) =>
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(body));
      const key = request.headers.authorization?.replace("Bearer ", "") ?? "";
      const url = new URL(request.url ?? "", `http://${request.headers.host}`);
      const bytesOf = /^\/stored\/([\w-]+)(?:\/(\d+))?$/.exec(url.pathname);
      if (bytesOf) {
        const one = received.get(bytesOf[1]!);
        const bytes = bytesOf[2] ? one?.attachments?.[Number(bytesOf[2])]?.bytes : one?.raw;
        return bytes ? response.writeHead(200).end(bytes) : response.writeHead(403).end();
      }
      const fetched = /^\/emails\/receiving\/([\w-]+)(\/attachments)?$/.exec(url.pathname);
      if (request.method === "GET" && fetched) {
        fetches += 1;
        if (refused > 0)
          return answer(refused, { statusCode: refused, name: "internal_server_error" });
        const one = received.get(fetched[1]!);
        if (!one || !key.startsWith("re_"))
          return answer(404, { statusCode: 404, name: "not_found", message: "not here" });
        return answer(200, (fetched[2] ? attachmentsOf : receivedOf)(url.origin, fetched[1]!, one));
      }
      const failure = failures.shift();
      if (failure)
        return answer(failure, {
          statusCode: failure,
          name: failure === 422 ? "validation_error" : "internal_server_error",
          message: "as told",
        });
      if (request.method === "GET" && request.url?.startsWith("/domains")) {
        if (key.startsWith("re_sending"))
          return answer(401, {
            statusCode: 401,
            name: "restricted_api_key",
            message: "This API key is restricted to only send emails",
          });
        if (!key.startsWith("re_full"))
          return answer(400, {
            statusCode: 400,
            name: "validation_error",
            message: "API key is invalid",
          });
        return answer(200, {
          object: "list",
          has_more: false,
          data: domains.map(([name, status], index) => ({
            id: String(index),
            name,
            status,
            region: "eu-west-1",
          })),
        });
      }
      if (request.method !== "POST" || request.url !== "/emails")
        return answer(404, { statusCode: 404, name: "not_found", message: "not here" });
      if (!request.headers.authorization?.startsWith("Bearer re_"))
        return answer(401, { statusCode: 401, name: "missing_api_key", message: "no key" });
      const idempotencyKey = String(request.headers["idempotency-key"] ?? "");
      const text = Buffer.concat(chunks).toString("utf8");
      const existing = accepted.find((one) => one.key === idempotencyKey);
      if (existing && JSON.stringify(existing.body) !== JSON.stringify(JSON.parse(text)))
        return answer(409, {
          statusCode: 409,
          name: "invalid_idempotent_request",
          message: "other bytes",
        });
      if (existing) return answer(200, { id: existing.id });
      const one = {
        id: randomUUID(),
        key: idempotencyKey,
        at: Date.now(),
        body: JSON.parse(text) as Accepted["body"],
      };
      accepted.push(one);
      answer(200, { id: one.id });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    /** Holds an email to be fetched. Returns its id. */
    receive: (email: Received, id = `in-${randomUUID()}`) => {
      received.set(id, email);
      return id;
    },
    /** Every fetch of a received email is answered with this status, until it is 0. */
    refuseFetches: (status: number) => (refused = status),
    fetches: () => fetches,
    failNext: (...statuses: number[]) => failures.push(...statuses),
    /** The emails to an address whose subject holds `subject`. */
    to: (address: string, subject = "") =>
      accepted.filter((one) => one.body.to.includes(address) && one.body.subject.includes(subject)),
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

/** As the provider says what it has received: its created_at is not ISO. */
function receivedOf(origin: string, id: string, one: Received) {
  const { hasRaw = true, attachments = [] } = one;
  return {
    object: "email",
    id,
    to: one.to,
    from: "someone@example.com",
    created_at: "2026-11-27 09:12:42.674981+00",
    subject: "as the email says",
    cc: [],
    bcc: [],
    reply_to: [],
    received_for: one.to,
    message_id: `<${id}@example.com>`,
    html: one.html ?? null,
    text: one.text ?? null,
    headers: one.headers ?? {},
    raw: hasRaw ? { download_url: `${origin}/stored/${id}`, expires_at: inAnHour() } : null,
    attachments: attachments.map(({ filename, content_type, bytes }, index) => ({
      id: String(index),
      filename,
      content_type,
      content_disposition: "attachment",
      content_id: null,
      size: bytes.byteLength,
    })),
  };
}

function attachmentsOf(origin: string, id: string, { attachments = [] }: Received) {
  return {
    object: "list",
    has_more: false,
    data: attachments.map(({ filename, content_type, bytes }, index) => ({
      id: String(index),
      filename,
      content_type,
      size: bytes.byteLength,
      download_url: `${origin}/stored/${id}/${index}`,
      expires_at: inAnHour(),
    })),
  };
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

export type Resend = Awaited<ReturnType<typeof startResend>>;
