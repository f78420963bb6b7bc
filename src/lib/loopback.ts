/** Returns whether a host name, with or without a port, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  const name = host
    .replace(/^([^:]*|\[.*\]):\d+$/, "$1")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}
