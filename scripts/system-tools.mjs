// Programs of the machine that the tests need: found on PATH, or fetched where apt is at hand.
import { existsSync, globSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root, runTool, step, ToolFailed, toolEnv } from "./step.mjs";

/** Where a program is, or undefined. Debian keeps servers where only root's PATH leads. */
export const onPath = (name) =>
  [...process.env.PATH.split(delimiter), "/usr/sbin"]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Runs apt-get as root, or by sudo without a password. */
export function apt(words, signal) {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const [command, ...args] = [...asRoot, "apt-get", ...words];
  return runTool(command, args, { env: toolEnv({ DEBIAN_FRONTEND: "noninteractive" }), signal });
}

/** What the tests of proxies run with, by the variable that passes its path. */
const PROXIES = { NGINX_PATH: "nginx", CADDY_PATH: "caddy", OPENSSL_PATH: "openssl" };
const UNPACKED = join(root, "dist/proxies");

/**
 * The paths of nginx, Caddy and openssl. What is missing is unpacked below dist and not installed, so
 * that no server begins to run on this machine. Throws one sentence where it cannot be had.
 */
export async function findProxies({ signal } = {}) {
  const missing = () => Object.entries(PROXIES).filter((one) => !find(one));
  if (missing().length > 0)
    await step("Fetching the proxies to test with", () =>
      fetchPackages(
        missing().map(([, name]) => name),
        signal,
      ),
    );
  const [lacking] = missing();
  if (lacking)
    throw new ToolFailed(
      `No ${lacking[1]} was found. Install it, and set ${lacking[0]} where it is not on PATH.`,
    );
  return Object.fromEntries(Object.entries(PROXIES).map((one) => [one[0], find(one)]));
}

const find = ([variable, name]) =>
  process.env[variable] ||
  onPath(name) ||
  ["usr/sbin", "usr/bin"]
    .map((folder) => join(UNPACKED, folder, name))
    .find((path) => existsSync(path));

async function fetchPackages(names, signal) {
  if (!onPath("apt-get")) return;
  mkdirSync(UNPACKED, { recursive: true });
  const download = () => runTool("apt-get", ["download", ...names], { cwd: UNPACKED, signal });
  try {
    await download();
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    // Its lists of packages may be missing, or older than what is there now.
    await apt(["update"], signal);
    await download();
  }
  for (const file of globSync("*.deb", { cwd: UNPACKED }))
    await runTool("dpkg", ["-x", file, "."], { cwd: UNPACKED, signal });
}
