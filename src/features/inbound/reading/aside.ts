import { once } from "node:events";
import { join } from "node:path";
import { log, plainError } from "@/lib/log";
import { readEmail, readHeaders, type ReadEmail } from "./read";

/** A smaller email is read sooner than a thread has started. */
const LARGE_BYTES = 500_000;
const PATIENCE_MS = 30_000;
const MOST_MEGABYTES = 512;

/**
 * Returns what a raw email says, as `readEmail` does. A large one is read in a thread of its own, for at most 30
 * seconds and in at most 512 MB, so that nothing else waits for it; of one that takes more the headers are read.
 */
export async function readAside(raw: Uint8Array): Promise<ReadEmail> {
  if (raw.byteLength < LARGE_BYTES) return readEmail(raw);
  // Next's compiler would look for the file, which is made after it has run: beside the server and the worker, where
  // both are started.
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  const thread = new Thread(join(process.cwd(), "dist/read-email.mjs"), {
    workerData: raw,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  try {
    const [email] = await once(thread, "message", { signal: AbortSignal.timeout(PATIENCE_MS) });
    return email as ReadEmail;
  } catch (error) {
    log().error(plainError(error), "an email could not be read; only its headers are");
    return readHeaders(raw);
  } finally {
    await thread.terminate();
  }
}
