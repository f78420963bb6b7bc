import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/** A proxy gives up an answer that is silent for a minute: long before that something is said. */
const QUIET_MS = 15_000;

/**
 * Returns an answer that may take longer than a proxy waits. One that comes within a few seconds after the file has
 * arrived is returned as it is. Of a later one the head is sent at once, with status 200, then a space every few
 * seconds, which JSON lets pass, and at last its body: what came of it is told by the body alone.
 */
export async function patiently(
  answer: Promise<Response>,
  arrived: Promise<void>,
  quiet = QUIET_MS,
): Promise<Response> {
  const soon = await Promise.race([answer, arrived.then(() => pause(quiet))]);
  if (soon) return soon;
  const headers = { "content-type": "application/json", "cache-control": "no-store, no-transform" };
  return new Response(Readable.toWeb(Readable.from(untilDone(answer, quiet))) as ReadableStream, {
    headers,
  });
}

async function* untilDone(answer: Promise<Response>, quiet: number): AsyncGenerator<Uint8Array> {
  const space = Buffer.from(" ");
  yield space;
  let done = await Promise.race([answer, pause(quiet)]);
  while (!done) {
    yield space;
    done = await Promise.race([answer, pause(quiet)]);
  }
  yield Buffer.from(await done.text());
}
