import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";
import type { Scope } from "@/auth/scope";
import { openArchive } from "@/workflows/export-studio/archive";
import { manifest, type Manifest } from "@/workflows/export-studio/schema";

export type Row = Record<string, unknown>;
export type Unpacked = { files: Map<string, Buffer>; manifest: Manifest };

/** Exports a studio into a file of this folder. */
export async function exportTo(folder: string, scope: Scope, name = "export"): Promise<string> {
  const path = join(folder, `${name}.zip`);
  const chunks = await openArchive(scope, { name: "Studio Holm", readme: "Read me." });
  await pipeline(Readable.from(chunks), createWriteStream(path));
  return path;
}

/** All that is in an archive. */
export async function unpack(path: string): Promise<Unpacked> {
  const zip = await openPromise(path, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return { files, manifest: manifest.parse(JSON.parse(String(files.get("manifest.json")))) };
}

/** The rows of a table of an archive. */
export function rowsOf({ files }: Unpacked, table: string): Row[] {
  const text = files.get(`tables/${table}.jsonl`)!.toString("utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}

const ID = /([0-9a-f]{8}-(?:[0-9a-f]{4}-){3})[0-9a-f]{12}/g;

/** The rows of each table without what an import makes anew: the last part of each id. In one order. */
export function contentsOf(unpacked: Unpacked): Record<string, string[]> {
  const tables = Object.keys(unpacked.manifest.tables);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      rowsOf(unpacked, table)
        .map((row) => JSON.stringify(row).replace(ID, "$1…"))
        .toSorted(),
    ]),
  );
}
