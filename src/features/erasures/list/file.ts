import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** One line of the list: ids and hashes alone. */
const line = z.object({
  freelancerId: z.uuid(),
  /** The client; null for a whole studio. */
  clientId: z.uuid().nullable(),
  askedAt: z.coerce.date(),
  /** By which an erased person is known again, in base64. */
  hashes: z.array(z.string()),
});
export type Listed = z.infer<typeof line>;

/**
 * The list of erasures that outlives the database: it is beside the files. A database that is restored from an older
 * backup does not know what was erased since; the list does.
 */
const path = () => join(env().FILES_DIR, "erasures.jsonl");

/** Adds an erasure to the list, to its disk. The same one may be there twice. */
export async function addToList(listed: Listed): Promise<void> {
  await mkdir(dirname(path()), { recursive: true, mode: 0o700 });
  // A line before it may have been cut off: so it begins one of its own.
  await appendFile(path(), `\n${JSON.stringify(listed)}\n`, { mode: 0o600, flush: true });
}

/** Returns the list as it is written; nothing where nobody was ever erased. */
export function readListText(): Promise<string> {
  return readFile(path(), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

/** Adds the lines of another list that this one does not have. */
export async function mergeList(text: string): Promise<void> {
  const existing = new Set((await readListText()).split("\n"));
  const lines = text.split("\n").filter((one) => one.trim() !== "" && !existing.has(one));
  if (lines.length === 0) return;
  await mkdir(dirname(path()), { recursive: true, mode: 0o700 });
  await appendFile(path(), `\n${lines.join("\n")}\n`, { mode: 0o600, flush: true });
}

/** Returns the list, oldest first. A line that cannot be read, as one that was cut off by a full disk, is logged and left out. */
export async function readList(): Promise<Listed[]> {
  const text = await readListText();
  return text.split("\n").flatMap((one, index) => {
    if (one.trim() === "") return [];
    const parsed = line.safeParse(parse(one));
    if (!parsed.success) {
      log().error({ line: index + 1 }, "a line of the list of erasures cannot be read");
      return [];
    }
    return [parsed.data];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
