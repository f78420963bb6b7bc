import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { authorization, type S3Account } from "@tests/support/sign";

/**
 * A stand-in for an S3-compatible store: keeps what is PUT under a path, gives it back, deletes it, and
 * refuses with 403 whatever is not signed for `account`. `failNext` makes the next answers fail.
 */
export async function startS3(account: S3Account) {
  const objects = new Map<string, Buffer>();
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
    if (request.method === "PUT")
      return (objects.set(url.pathname, Buffer.concat(chunks)), answer(200));
    if (request.method === "DELETE") return (objects.delete(url.pathname), answer(204));
    return objects.has(url.pathname) ? answer(200, objects.get(url.pathname)) : answer(404);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    failNext: (...statuses: number[]) => failures.push(...statuses),
    stop: () => new Promise((closed) => server.close(closed)),
  };
}
