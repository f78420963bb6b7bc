import { request as plain, type IncomingMessage } from "node:http";
import { request as secure } from "node:https";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";

/** A store that is silent this long is given up. */
const SILENCE_MS = 30_000;

export type S3 = {
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
};
type Body = { bytes: number; read: () => Readable };

/** Reads an answer to its end. Returns whether it is a refusal. */
export async function isRefused(answer: IncomingMessage): Promise<boolean> {
  for await (const _rest of answer);
  return Math.floor((answer.statusCode ?? 0) / 100) !== 2;
}

/**
 * Sends one signed request. Resolves with the head of the answer; rejects when the store is silent
 * or gone.
 */
export async function send(
  account: S3,
  method: string,
  key: string,
  body?: Body,
  query: Record<string, string> = {},
): Promise<IncomingMessage> {
  const search = new URLSearchParams(query).toString();
  const { url, headers } = await new AwsV4Signer({
    method,
    url: `${account.endpoint.replace(/\/+$/, "")}/${account.bucket}/${key}${search && `?${search}`}`,
    service: "s3",
    region: account.region,
    accessKeyId: account.keyId,
    secretAccessKey: account.secret,
  }).sign();
  const asking = (url.protocol === "https:" ? secure : plain)(url, {
    method,
    headers: {
      ...Object.fromEntries(headers),
      ...(body ? { "content-length": body.bytes, "content-type": "application/octet-stream" } : {}),
    },
    timeout: SILENCE_MS,
  });
  asking.on("timeout", () => asking.destroy(new Error("The file store was silent for too long.")));
  const answered = new Promise<IncomingMessage>((done, failed) =>
    asking.on("response", done).on("error", failed),
  );
  if (!body) asking.end();
  // The answer may come before the last byte is sent: a refusal does.
  const [answer] = await Promise.all([
    answered,
    body
      ? pipeline(body.read(), asking).catch((error: unknown) => asking.destroy(error as Error))
      : null,
  ]);
  return answer;
}

/** The same, and resolves with what was answered; throws with the status where it is a refusal. */
export async function ask(
  account: S3,
  method: string,
  key: string,
  body?: Body,
  query: Record<string, string> = {},
): Promise<{ headers: IncomingMessage["headers"]; said: string }> {
  const answer = await send(account, method, key, body, query);
  const said = await text(answer);
  // A store that begins to answer before it is done says in the body that it failed.
  if (Math.floor((answer.statusCode ?? 0) / 100) !== 2 || said.includes("<Error>"))
    throw new Refused(answer.statusCode ?? 0, /<Code>([^<]{1,60})/.exec(said)?.[1]);
  return { headers: answer.headers, said };
}

/** What an S3-compatible store did not do. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly reason = "",
  ) {
    super(`The file store answered ${status} ${reason}`.trim());
  }
}
