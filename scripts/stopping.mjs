// Only uses what Node 20 has: this runs before the install.

export class Stopped extends Error {}

/**
 * Aborted when we are to stop: by a signal, or because the one who started us is gone.
 * A second signal changes nothing, because we are stopping already, and in order.
 */
export function stopSignal() {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Stopped("stopped"));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, stop);
  // Started on an older Node, which handed over to us and died; or nobody reads us any more.
  process.on("disconnect", stop);
  process.stdout.on("error", stop);
  // npm that was killed outright tells nobody: its script has another parent then.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), 500).unref();
  }
  return stopping.signal;
}
