import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { authorization, type S3Account } from "@tests/support/sign";

/**
 * A stand-in for an S3-compatible store: keeps what is PUT under a path, gives it back, lists and deletes it, takes
 * uploads in parts, and refuses with 403 whatever is not signed for `account`. `failNext` makes the next answers fail.
 */
export async function startS3(account: S3Account) {
  const objects = new Map<string, Buffer>();
  const uploads: Uploads = new Map();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body?: Buffer) =>
      response.writeHead(status, { "content-length": body?.byteLength ?? 0 }).end(body);
    const failure = failures.shift();
    if (failure) return answer(failure);
    const url = new URL(request.url!, `http://${request.headers.host}`);
    const signed = {
      host: url.host,
      "x-amz-content-sha256": String(request.headers["x-amz-content-sha256"]),
      "x-amz-date": String(request.headers["x-amz-date"]),
    };
    if (request.headers.authorization !== authorization(account, request.method!, url, signed))
      return answer(403);
    if (request.method === "PUT" && request.headers["transfer-encoding"]) return answer(411);
    if (inParts(url, request.method!)) {
      const { status, body = "", etag } = uploading(objects, uploads, request.method!, url, chunks);
      return response.writeHead(status, etag ? { etag } : {}).end(body);
    }
    if (request.method === "PUT")
      return (objects.set(url.pathname, Buffer.concat(chunks)), answer(200));
    if (request.method === "DELETE") return (objects.delete(url.pathname), answer(204));
    return objects.has(url.pathname) ? answer(200, objects.get(url.pathname)) : answer(404);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    failNext: (...statuses: number[]) => failures.push(...statuses),
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

type Uploads = Map<string, { path: string; parts: Map<number, Buffer> }>;

const inParts = ({ searchParams: asked }: URL, method: string) =>
  ["uploads", "uploadId", "list-type"].some((one) => asked.has(one)) && method !== "HEAD";

/** An upload in parts, from its beginning to its end, and the two lists. */
function uploading(
  objects: Map<string, Buffer>,
  uploads: Uploads,
  method: string,
  { pathname: path, searchParams: asked }: URL,
  chunks: Buffer[],
): { status: number; body?: string; etag?: string } {
  const prefix = path + (asked.get("prefix") ?? "");
  const listed = (all: string[], of: (one: string) => string) =>
    all.map((one) => `<Contents>${of(one)}</Contents>`).join("");
  const key = (one: string) => `<Key>${one.slice(path.length)}</Key>`;
  if (asked.has("list-type")) {
    const found = [...objects.keys()].filter((one) => one.startsWith(prefix)).toSorted();
    return { status: 200, body: listed(found, key) };
  }
  if (method === "GET") {
    const of = (id: string) => `${key(uploads.get(id)!.path)}<UploadId>${id}</UploadId>`;
    return { status: 200, body: listed([...uploads.keys()], of) };
  }
  if (asked.has("uploads")) {
    const id = randomUUID();
    uploads.set(id, { path, parts: new Map() });
    return { status: 200, body: `<UploadId>${id}</UploadId>` };
  }
  const upload = uploads.get(asked.get("uploadId")!);
  if (!upload) return { status: 404 };
  if (method === "PUT") {
    const number = Number(asked.get("partNumber"));
    upload.parts.set(number, Buffer.concat(chunks));
    return { status: 200, etag: `"${number}"` };
  }
  uploads.delete(asked.get("uploadId")!);
  if (method === "DELETE") return { status: 204 };
  const numbers = [
    ...Buffer.concat(chunks)
      .toString()
      .matchAll(/<ETag>"(\d+)"<\/ETag>/g),
  ];
  objects.set(path, Buffer.concat(numbers.map(([, number]) => upload.parts.get(Number(number))!)));
  return { status: 200 };
}
