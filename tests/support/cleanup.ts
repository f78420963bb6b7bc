/**
 * Runs `work`, then everything it handed to `after`, last first: also where `work` fails between two
 * starts, and where one of the stops does. Throws the first error.
 */
export async function withCleanup<T>(
  work: (after: (stop: () => unknown) => void) => Promise<T>,
): Promise<T> {
  const stops: (() => unknown)[] = [];
  const errors: unknown[] = [];
  const tried = async <R>(part: () => R | Promise<R>) => {
    try {
      return await part();
    } catch (error) {
      errors.push(error);
      return undefined;
    }
  };
  const result = await tried(() => work((stop) => stops.push(stop)));
  for (const stop of stops.toReversed()) await tried(stop);
  if (errors.length > 0) throw errors[0];
  return result as T;
}
