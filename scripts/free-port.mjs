import { createServer } from "node:net";

/** Returns whether `host`:`port` is free right now. Throws where listening is forbidden. */
export async function isFree(host, port) {
  const hosts = host === "127.0.0.1" || host === "localhost" ? ["127.0.0.1", "::1"] : [host];
  // A browser tries ::1 first for localhost: another program there would answer in our place.
  for (const one of hosts) if (!(await canListen(one, port))) return false;
  return true;
}

function canListen(host, port) {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", (error) => {
      if (error.code === "EADDRINUSE") done(false);
      else if (host === "::1" && ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(error.code)) done(true);
      else failed(error);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(true)));
  });
}

export async function nextFreePort(host, port) {
  for (let next = port; next <= Math.min(port + 100, 65535); next++)
    if (await isFree(host, next)) return next;
  return undefined;
}
