import { createReadStream } from "node:fs";
import { request as plain, type IncomingMessage } from "node:http";
import { request as secure } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsV4Signer } from "aws4fetch";
import type { Driver } from "./store";

/** A store that is silent this long is given up. */
const SILENCE_MS = 30_000;

type S3 = { endpoint: string; bucket: string; region: string; keyId: string; secret: string };
type Sent = { path: string; bytes: number };

/** A bucket of an S3-compatible store, addressed by path so that any of them will do. */
export function s3Driver(account: S3): Driver {
  return {
    keep: async (key, path, bytes) => {
      const answer = await send(account, "PUT", key, { path, bytes });
      if (await isRefused(answer))
        throw new Error(`The file store answered ${answer.statusCode} to a file.`);
    },
    read: async (key) => {
      const answer = await send(account, "GET", key);
      if (answer.statusCode === 200) return Readable.toWeb(answer) as ReadableStream<Uint8Array>;
      answer.resume();
      if (answer.statusCode === 404) return null;
      throw new Error(`The file store answered ${answer.statusCode} to a reading.`);
    },
    remove: async (key) => {
      const answer = await send(account, "DELETE", key);
      if ((await isRefused(answer)) && answer.statusCode !== 404)
        throw new Error(`The file store answered ${answer.statusCode} to a removal.`);
    },
  };
}

async function isRefused(answer: IncomingMessage): Promise<boolean> {
  for await (const _rest of answer);
  return Math.floor((answer.statusCode ?? 0) / 100) !== 2;
}

/**
 * Sends one signed request. Resolves with the head of the answer; rejects when the store is silent
 * or gone.
 */
async function send(
  account: S3,
  method: string,
  key: string,
  body?: Sent,
): Promise<IncomingMessage> {
  const { url, headers } = await new AwsV4Signer({
    method,
    url: `${account.endpoint.replace(/\/+$/, "")}/${account.bucket}/${key}`,
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
      ? pipeline(createReadStream(body.path), asking).catch((error: unknown) =>
          asking.destroy(error as Error),
        )
      : null,
  ]);
  return answer;
}
