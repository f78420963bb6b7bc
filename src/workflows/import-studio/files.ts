import type { Scope } from "@/auth/scope";
import type { NewIds } from "@/db/portable/ids";
import { FILE_TABLES, type TableName } from "@/db/portable/tables";
import { mediaTypeOf, MOST_BYTES } from "@/lib/files";
import { keepRaw } from "@/features/inbound/commands";
import { log, plainError } from "@/lib/log";
import { store, storeArriving } from "@/store/store";
import { damaged, type Archive } from "./archive";
import type { Row } from "./rules";

/** What is in the store by now, and what the rows of it say. */
export type StoredFiles = {
  keys: string[];
  /** The columns of a row that say where its bytes are and what they are. */
  of: (table: TableName, row: Row) => Row;
};

/**
 * Puts the archive's files and kept emails into the store, under keys that no row names yet. Where that fails none of
 * them stays.
 */
export async function storeFiles(
  scope: Scope,
  archive: Archive,
  ids: NewIds,
): Promise<StoredFiles> {
  const types = await readTypes(archive);
  const files = new Map<string, { bytes: number; mediaType: string }>();
  const raws = new Map<string, string>();
  const keys: string[] = [];
  const keyOf = (id: string) => `${scope.freelancerId}/${ids.of(id)}`;
  const of = (table: TableName, row: Row): Row => {
    const id = String(row.id);
    if (table === "InboundEmail") return { rawKey: raws.get(id) ?? null };
    return FILE_TABLES.includes(table) ? { ...files.get(id), storeKey: keyOf(id) } : {};
  };
  try {
    for (const { id, path, bytes } of archive.manifest.files) {
      const declared = types.get(id);
      if (declared === undefined || bytes > MOST_BYTES) throw damaged(path);
      keys.push(keyOf(id));
      const bounds = { most: MOST_BYTES, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
      const stored = await storeArriving(keyOf(id), await archive.read(path), bounds);
      files.set(id, { bytes: stored.bytes, mediaType: mediaTypeOf(declared, stored.head) });
    }
    for (const { id, path, bytes } of archive.manifest.received) {
      if (bytes > MOST_BYTES) throw damaged(path);
      const raw = await keepRaw(scope.freelancerId, ids.of(id), await whole(archive, path));
      keys.push(raw);
      raws.set(id, raw);
    }
    return { keys, of };
  } catch (error) {
    await dropFiles({ keys, of });
    throw error;
  }
}

/** Takes what was stored away again. What cannot be is logged: nothing refers to it. */
export async function dropFiles({ keys }: StoredFiles): Promise<void> {
  for (const key of keys)
    await store()
      .remove(key)
      .catch((error: unknown) => log().error({ key, ...plainError(error) }, "a file is left over"));
}

/** What each file said it was when it was sent. */
async function readTypes(archive: Archive): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  for (const table of FILE_TABLES)
    for await (const { id, mediaType } of archive.rows(table))
      types.set(String(id), String(mediaType));
  return types;
}

async function whole(archive: Archive, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await archive.read(path)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
