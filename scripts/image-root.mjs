// The file system of the image without a container engine: the packages of Debian that its base has, Node, and the
// application's folder, made by the step that the Dockerfile runs. For the tests and the benchmark.
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAppFolder } from "./image.mjs";
import { root, runTool } from "./step.mjs";

/** Whom the Dockerfile runs the processes as. */
const USER = 10001;
/** Debian's slim images leave these away, too. */
const NOT_IN_SLIM = ["doc", "man", "locale", "info"];

/** What the Dockerfile's last stage sets, read from it: the environment and the program. */
function readDockerfile() {
  const text = fs.readFileSync(join(root, "Dockerfile"), "utf8");
  const last = text.slice(text.lastIndexOf("\nFROM "));
  const [, env] = /^ENV (.*)$/m.exec(last);
  const [, entrypoint] = /^ENTRYPOINT (.*)$/m.exec(last);
  return {
    env: Object.fromEntries(env.split(" ").map((pair) => pair.split("="))),
    entrypoint: JSON.parse(entrypoint),
  };
}

/** Makes it at `folder`. Needs Debian's apt-get and dpkg; installs nothing. */
export async function makeImageRoot(folder, { signal } = {}) {
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, 0o755);
  await unpackDebian(folder, signal);
  fs.mkdirSync(join(folder, "usr/local/bin"), { recursive: true });
  fs.copyFileSync(process.execPath, join(folder, "usr/local/bin/node"));
  fs.chmodSync(join(folder, "usr/local/bin/node"), 0o755);
  await makeAppFolder(join(folder, "app"));
  for (const volume of ["data", "backups"]) fs.mkdirSync(join(folder, volume));
}

/** Debian's required packages and apt, with all they need: what its slim image is made of. They are not configured. */
async function unpackDebian(folder, signal) {
  const installed = await runTool("dpkg-query", ["-W", "-f", "${Priority} ${Package}\n"], {
    signal,
  });
  const required = [...installed.matchAll(/^required (\S+)$/gm)].map(([, name]) => name);
  const without = ["recommends", "suggests", "conflicts", "breaks", "replaces", "enhances"];
  const words = ["depends", "--recurse", "--installed", ...without.map((one) => `--no-${one}`)];
  const needed = await runTool("apt-cache", [...words, ...required, "apt"], { signal });
  const names = new Set(needed.match(/^[a-z0-9][^\s:]*$/gm));
  const packages = fs.mkdtempSync(join(tmpdir(), "uptomark-debian-"));
  try {
    await runTool("apt-get", ["download", ...names], { cwd: packages, signal });
    for (const name of ["bin", "sbin", "lib", "lib64"]) {
      fs.mkdirSync(join(folder, "usr", name), { recursive: true });
      fs.symlinkSync(`usr/${name}`, join(folder, name));
    }
    const unpack =
      'dpkg --fsys-tarfile "$file" | tar -x --no-same-owner --keep-directory-symlink -C "$0"';
    const all = `set -o pipefail; for file in *.deb; do ${unpack}; done`;
    await runTool("bash", ["-ec", all, folder], { cwd: packages, signal });
  } finally {
    fs.rmSync(packages, { recursive: true });
  }
  for (const name of NOT_IN_SLIM)
    fs.rmSync(join(folder, "usr/share", name), { recursive: true, force: true });
}

/** The bytes of all files below a folder, links not followed. */
export function sizeOf(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .map((path) => [path, fs.lstatSync(path)])
    .reduce(
      (sum, [path, stat]) =>
        sum + (stat.isDirectory() ? sizeOf(path) : stat.isFile() ? stat.size : 0),
      0,
    );
}

/**
 * Starts one of the image's commands in such a root, as the Dockerfile's user, with nothing but `volumes` (where each
 * folder lies) and /tmp to write to. `program`: another command line instead of the entrypoint.
 * Resolves with the number of the process inside, what it printed, and `ended`, its exit code to come.
 * @param {string} folder
 * @param {string[]} words
 * @param {{ env: Record<string, string>, volumes?: Record<string, string>, program?: string[] }} options
 */
export async function runInImage(folder, words, { env, volumes = {}, program }) {
  const image = readDockerfile();
  const variables = { PATH: "/usr/local/bin:/usr/bin:/bin", ...image.env, ...env };
  const args = [
    `--ro-bind ${folder} / --proc /proc --dev /dev --tmpfs /tmp --chdir /app`,
    // A container of its own but for the network, with the program as its first process.
    "--unshare-all --share-net --as-pid-1 --info-fd 3 --clearenv",
  ].flatMap((line) => line.split(" "));
  for (const [to, from] of Object.entries(volumes)) args.push("--bind", from, to);
  for (const pair of Object.entries(variables)) args.push("--setenv", ...pair);
  args.push("--", ...(program ?? [...image.entrypoint, ...words]));
  const child = spawn(process.env.BWRAP_PATH, args, {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    ...(process.getuid() === 0 ? { uid: USER, gid: USER } : {}),
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (printed += String(chunk)));
  const ended = once(child, "close").then(([code]) => code);
  let info = "";
  for await (const chunk of child.stdio[3]) info += String(chunk);
  if (!info)
    throw new Error(
      `The image's file system cannot be entered: ${await ended.then(() => printed)}`,
    );
  const { "child-pid": pid } = JSON.parse(info);
  return { pid, ended, printed: () => printed, stop: () => process.kill(pid, "SIGTERM") };
}

/** How much memory processes have to themselves, what they share divided among them; in MB. */
export function memoryOf(pids) {
  return pids
    .map((pid) => fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))
    .reduce((sum, text) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(text)[1]) / 1000, 0);
}

/** A folder that the image's user may write into, as a volume is. */
export function makeVolume(folder) {
  fs.mkdirSync(folder, { recursive: true });
  if (process.getuid() === 0) fs.chownSync(folder, USER, USER);
  return folder;
}
