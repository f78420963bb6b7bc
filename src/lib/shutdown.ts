import { env } from "./env";
import { log, plainError } from "./log";

/** After this long the process exits anyway. */
const PATIENCE_MS = 24_000;

/**
 * Runs `finish` once when the process is told to stop (SIGTERM, SIGINT), or when its supervisor is
 * gone (standard input closes), then exits: 0, or 1 when it did not finish within 24 seconds.
 */
export function onShutdown(finish: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    finish().then(
      () => process.exit(0),
      (error: unknown) => {
        log().error(plainError(error), "the stop did not end cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (env().UPTOMARK_SUPERVISED === "1") process.stdin.on("end", stop).on("close", stop).resume();
}
