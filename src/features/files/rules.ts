/** The most bytes in a project, and the most files in a project. */
export const MOST_BYTES_A_PROJECT = 2_000_000_000;
export const MOST_FILES_A_PROJECT = 500;
/**
 * Returns files by their name, which are given newest first: the newest of each, with those of the same name before
 * it. Capitals make no other name.
 */
export function versionsOf<F extends { name: string }>(
  files: readonly F[],
): { newest: F; earlier: F[] }[] {
  const byName = Map.groupBy(files, ({ name }) => name.normalize("NFC").toLowerCase());
  return [...byName.values()].map(([newest, ...earlier]) => ({ newest: newest!, earlier }));
}

/** As many files as one message is sent with. */
export const MOST_WITH_MESSAGE = 10;
