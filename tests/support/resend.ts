import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Accepted = {
  id: string;
  key: string;
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
 * wrong. `failNext` makes the next answers fail with a status, before anything is accepted.
 */
export async function startResend() {
  const accepted: Accepted[] = [];
  const failures: number[] = [];
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
    failNext: (...statuses: number[]) => failures.push(...statuses),
    /** The emails to an address whose subject holds `subject`. */
    to: (address: string, subject = "") =>
      accepted.filter((one) => one.body.to.includes(address) && one.body.subject.includes(subject)),
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

export type Resend = Awaited<ReturnType<typeof startResend>>;
