import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Returns what comes out of a transform that a source is passed through. Fails as the source does. */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  const passing = pipeline(source, transform);
  // Reading the transform fails by the same error.
  passing.catch(() => undefined);
  yield* transform;
  await passing;
}
