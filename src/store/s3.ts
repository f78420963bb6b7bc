import { createReadStream } from "node:fs";
import { env } from "@/lib/env";
import { isRefused, send, type S3 } from "./s3-request";
import type { Driver } from "./store";

/** The account that the environment names; undefined where files lie in a folder. */
export function s3Account(): S3 | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    keyId: S3_ACCESS_KEY_ID,
    secret: S3_SECRET_ACCESS_KEY,
  };
}

/** A bucket of an S3-compatible store, addressed by path so that any of them will do. */
export function s3Driver(account: S3): Driver {
  return {
    keep: async (key, path, bytes) => {
      const answer = await send(account, "PUT", key, {
        bytes,
        read: () => createReadStream(path),
      });
      if (await isRefused(answer))
        throw new Error(`The file store answered ${answer.statusCode} to a file.`);
    },
    find: async (key) => {
      const answer = await send(account, "GET", key);
      if (answer.statusCode === 200)
        return { bytes: Number(answer.headers["content-length"]), stream: answer };
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
