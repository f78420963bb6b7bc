/**
 * Returns a function that looks, and gives whoever asks meanwhile or within `goodForMs` of the answer the same one:
 * however often strangers ask, the database is asked that seldom. A look that has not come back is not repeated.
 */
export function shared<T>(look: () => Promise<T>, goodForMs: number): () => Promise<T> {
  let latest: Promise<T> | undefined;
  const forget = () => {
    setTimeout(() => (latest = undefined), goodForMs).unref();
  };
  return () => {
    if (latest) return latest;
    latest = look();
    latest.then(forget, forget);
    return latest;
  };
}
