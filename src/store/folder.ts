import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { Door } from "./store";

const KEY = /^[0-9a-f-]+(\/[0-9a-f-]+)*$/;

/** A folder on this machine. Incoming files are in it too, so that storing one is a rename. */
export function folderDriver(folder: string): Door {
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
    read: async (key) => {
      try {
        const file = await open(at(key), "r");
        return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    remove: (key) => rm(at(key), { force: true }),
  };
}
