import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Driver } from "./store";

const KEY = /^[0-9a-f-]+(\/[0-9a-f-]+)*$/;

/** A folder of this machine. What comes in lies in it too, so that keeping is one rename. */
export function folderDriver(folder: string): Driver {
  const root = resolve(folder);
  const at = (key: string) => {
    if (!KEY.test(key)) throw new Error("This is not a key of the store.");
    return join(root, "kept", key);
  };
  return {
    keep: async (key, path) => {
      await mkdir(dirname(at(key)), { recursive: true, mode: 0o700 });
      await rename(path, at(key));
    },
    find: async (key) => {
      try {
        const file = await open(at(key), "r");
        return { bytes: (await file.stat()).size, stream: file.createReadStream() };
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    remove: (key) => rm(at(key), { force: true }),
  };
}
