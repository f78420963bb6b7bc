import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * A way to a server that can go silent: what is sent over the connections of that time never arrives, and
 * nothing is closed. `heal` lets new connections through again; the old ones stay silent.
 */
export async function startSilentProxy(target: { host: string; port: number }) {
  let isSilent = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const bornSilent = isSilent;
    sockets.add(near);
    near.on("error", () => {});
    if (bornSilent) return;
    const far = connect(target.port, target.host);
    sockets.add(far);
    far.on("error", () => {});
    const cut = () => gone.has(near);
    near.on("data", (chunk) => cut() || far.write(chunk));
    far.on("data", (chunk) => cut() || near.write(chunk));
    near.on("close", () => cut() || far.destroy());
    far.on("close", () => cut() || near.destroy());
    pairs.add(near);
  }).listen(0, "127.0.0.1");
  const pairs = new Set<Socket>();
  const gone = new Set<Socket>();
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      isSilent = true;
      for (const one of pairs) gone.add(one);
    },
    heal: () => {
      isSilent = false;
    },
    stop: () => {
      for (const one of sockets) one.destroy();
      server.close();
    },
  };
}
