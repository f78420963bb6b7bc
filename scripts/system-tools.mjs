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
  const env = toolEnv({ DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" });
  return runTool(command, args, { env, signal });
}

/** What tests run with, by the variable that passes its path; and how it tells its version. */
const PROXIES = {
  NGINX_PATH: ["nginx", "-v"],
  CADDY_PATH: ["caddy", "version"],
  OPENSSL_PATH: ["openssl", "version"],
  PGBOUNCER_PATH: ["pgbouncer", "--version"],
  HAPROXY_PATH: ["haproxy", "-v"],
  // Runs a program in another root, read-only and as nobody in particular; the package is bubblewrap.
  BWRAP_PATH: ["bwrap", "--version"],
  // Gives a process another clock.
  FAKETIME_PATH: ["faketime", "--version"],
};
const PACKAGE = { bwrap: "bubblewrap" };
const MAILBOX = ["DOVECOT_PATH", ["dovecot", "--version"]];
const UNPACKED = join(root, "dist/proxies");

/**
 * The paths of nginx, Caddy, openssl, PgBouncer, HAProxy, bubblewrap and faketime, and what they need of the
 * environment (PROXY_ENV, as JSON). What is missing is unpacked below dist with the libraries it needs, and not
 * installed, so that no server begins to run on this machine. Throws one sentence where it cannot be had or does not
 * run.
 */
export async function findProxies({ signal } = {}) {
  const missing = () => Object.entries(PROXIES).filter((one) => !find(one));
  if (missing().length > 0)
    await step("Fetching the proxies to test with", () =>
      fetchPackages(
        missing().map(([, [name]]) => PACKAGE[name] ?? name),
        signal,
      ),
    );
  const env = unpackedEnv();
  for (const proxy of Object.entries(PROXIES)) await tryOut(proxy, env, signal);
  return {
    ...Object.fromEntries(Object.entries(PROXIES).map((one) => [one[0], find(one)])),
    PROXY_ENV: JSON.stringify(env),
  };
}

/**
 * The path of Dovecot, which the tests read a mailbox of, as an environment. It runs from where it is installed alone,
 * so where it is missing it is installed; it does not begin to run there by itself, since that is only done where no
 * systemd starts servers, and in a runlevel that starts none. Throws one sentence where it cannot be had.
 */
export async function findMailServer({ signal } = {}) {
  const canInstall = onPath("apt-get") && !existsSync("/run/systemd/system");
  if (!find(MAILBOX) && canInstall)
    await step("Fetching the mail server to test with", async () => {
      const install = ["install", "-y", "--no-install-recommends", "dovecot-imapd"];
      try {
        await apt(install, signal);
      } catch (error) {
        if (!(error instanceof ToolFailed)) throw error;
        await apt(["update"], signal);
        await apt(install, signal);
      }
    });
  await tryOut(MAILBOX, {}, signal);
  return { DOVECOT_PATH: find(MAILBOX) };
}

const find = ([variable, [name]]) =>
  process.env[variable] ||
  onPath(name) ||
  ["usr/sbin", "usr/bin"]
    .map((folder) => join(UNPACKED, folder, name))
    .find((path) => existsSync(path));

async function tryOut([variable, [name, version]], env, signal) {
  const found = find([variable, [name]]);
  const cure = `Install ${PACKAGE[name] ?? name}, and set ${variable} where it is not on PATH.`;
  if (!found) throw new ToolFailed(`No ${name} was found. ${cure}`);
  try {
    await runTool(found, [version], { env: toolEnv(env), signal });
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    throw new ToolFailed(`${found} does not run on this machine. ${cure}\n${error.message}`);
  }
}

/** Where unpacked programs find their libraries and settings; nothing where none were unpacked. */
function unpackedEnv() {
  const libraries = globSync("{usr/,}lib/*-linux-*", { cwd: UNPACKED });
  const settings = join(UNPACKED, "etc/ssl/openssl.cnf");
  return {
    ...(libraries.length > 0
      ? { LD_LIBRARY_PATH: libraries.map((folder) => join(UNPACKED, folder)).join(delimiter) }
      : {}),
    ...(existsSync(settings) ? { OPENSSL_CONF: settings } : {}),
  };
}

async function fetchPackages(names, signal) {
  if (!onPath("apt-get")) return;
  mkdirSync(UNPACKED, { recursive: true });
  const download = async () => {
    const packages = await listNeeded(names, signal);
    await runTool("apt-get", ["download", ...packages], { cwd: UNPACKED, signal });
  };
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

/** These packages and all they need that is not installed here, as apt would install them. Installs nothing. */
async function listNeeded(names, signal) {
  const words = ["--no-install-recommends", "-o", "Debug::NoLocking=1", "install", ...names];
  const said = await runTool("apt-get", ["-qq", "-y", "--print-uris", ...words], { signal });
  const needed = [...said.matchAll(/^'[^']+' ([^_\s]+)_\S+\.deb /gm)].map(([, name]) => name);
  return [...new Set([...names, ...needed])];
}
