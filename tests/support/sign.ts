/** AWS Signature Version 4 written a second time, so that the stand-in does not judge a library by itself. */
import { createHash, createHmac } from "node:crypto";

export type S3Account = { region: string; keyId: string; secret: string };

/**
 * Returns the Authorization header of one S3 request under AWS Signature Version 4. All `headers`
 * are signed, in lower case, including `host`, `x-amz-date` and `x-amz-content-sha256`.
 */
export function authorization(
  account: S3Account,
  method: string,
  url: URL,
  headers: Record<string, string>,
): string {
  const names = Object.keys(headers).sort();
  const signed = names.join(";");
  const at = headers["x-amz-date"]!;
  const range = `${at.slice(0, 8)}/${account.region}/s3/aws4_request`;
  const canonical = [
    method,
    url.pathname,
    url.searchParams.toString(),
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    "",
    signed,
    headers["x-amz-content-sha256"]!,
  ].join("\n");
  const toSign = [
    "AWS4-HMAC-SHA256",
    at,
    range,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = range
    .split("/")
    .reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `AWS4${account.secret}`,
    );
  return (
    `AWS4-HMAC-SHA256 Credential=${account.keyId}/${range}, SignedHeaders=${signed}, ` +
    `Signature=${createHmac("sha256", key).update(toSign).digest("hex")}`
  );
}

/** Returns an instant as a signature writes it: "20130524T000000Z". */
export function signedAt(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, "");
}
