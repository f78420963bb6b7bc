import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { boundBody } from "@/server/bound-body";

const PATHS = { form: "/sign-in", file: "/api/files?project=x" };

const server = createServer((incoming, response) => {
  boundBody(incoming, response);
  incoming.on("error", () => undefined);
  incoming.resume().on("end", () => response.end("whole"));
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** Sends half a body, and returns how to send the rest and what came of it. */
async function sendHalf(path: string) {
  const { port } = server.address() as AddressInfo;
  const headers = { "content-length": "8" };
  const sending = request({ port, path, method: "POST", headers, agent: false });
  const arrived = once(server, "request");
  sending.write("half");
  await arrived;
  const answer = once(sending, "response").then(([one]) => (one as IncomingMessage).statusCode);
  return { answer, sendRest: () => sending.end("half") };
}

test("a form that takes a minute to arrive is told so", async () => {
  const { answer } = await sendHalf(PATHS.form);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBe(408);
});

test("a form within the minute is taken", async () => {
  const { answer, sendRest } = await sendHalf(PATHS.form);
  await vi.advanceTimersByTimeAsync(59_000);
  sendRest();
  expect(await answer).toBe(200);
});

test("a file may take longer", async () => {
  const { answer, sendRest } = await sendHalf(PATHS.file);
  await vi.advanceTimersByTimeAsync(600_000);
  sendRest();
  expect(await answer).toBe(200);
});
