import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { isBackupName } from "./name";
import { diskProblem } from "./problem";
import type { Target } from "./target";

/** What is being written has this end, and is not seen as a backup. */
const PART = ".part";

/** A folder of this machine, or one that is mounted there. */
export function folderTarget(folder: string): Target {
  const root = resolve(folder);
  const place = `The folder for backups, ${root},`;
  const planned = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw diskProblem(error, place) ?? error;
    }
  };
  return {
    place: root,
    write: (name, chunks) => planned(write(root, name, chunks)),
    list: async () => (await planned(namesIn(root))).filter(isBackupName).toSorted(),
    read: async (name) => {
      const path = join(root, name);
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      return isBackupName(name) && isThere ? createReadStream(path) : null;
    },
    remove: (name) => planned(rm(join(root, name), { force: true })),
    sweep: async () => {
      for (const name of await planned(namesIn(root)))
        if (name.endsWith(PART) && isBackupName(name.slice(0, -PART.length)))
          await planned(rm(join(root, name), { force: true }));
    },
  };
}

async function namesIn(root: string): Promise<string[]> {
  await make(root);
  return readdir(root);
}

/** Makes the folder itself and none above it: a disk that is not mounted must not be taken for an empty one. */
async function make(root: string): Promise<void> {
  await mkdir(root, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function write(
  root: string,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  await make(root);
  const part = join(root, name + PART);
  try {
    await pipeline(chunks, createWriteStream(part, { flags: "wx", mode: 0o600, flush: true }));
    const { size } = await stat(part);
    await rename(part, join(root, name));
    await flushFolder(root);
    return size;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The new name too is on the disk before anybody is told. */
async function flushFolder(root: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === "win32") return;
  const folder = await open(root, "r");
  await folder.sync().finally(() => folder.close());
}
