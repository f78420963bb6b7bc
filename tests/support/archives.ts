import { buffer } from "node:stream/consumers";
import { openPromise } from "yauzl";
import type { Manifest } from "@/workflows/export-studio/schema";

export type Row = Record<string, unknown>;
export type Unpacked = { files: Map<string, Buffer>; manifest: Manifest };

/** All that is in an archive. */
export async function unpack(path: string): Promise<Unpacked> {
  const zip = await openPromise(path, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return { files, manifest: JSON.parse(String(files.get("manifest.json"))) as Manifest };
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

/** What is different of what waited, once it has moved: it is not sent from the new place. */
const STILL: Record<string, string[]> = {
  Email: ["settledAt", "cancelledAt", "needsReviewAt", "doubtSince", "lastError"],
  FollowUp: ["heldAt"],
  Message: ["heldUntil", "writtenAt"],
  File: ["storedAt"],
  AssignmentQuestion: ["skippedAt", "skippedWhy"],
  WorkNote: ["gatheredAt"],
  Extra: ["gatheredAt"],
};
/** The new studio's own lines of history. */
export const isOwn = (line: string) => /"kind":"studio\.(opened|movedIn)"/.test(line);

/** All of it that has to be the same after a move. */
export function comparable(unpacked: Unpacked): Record<string, string[]> {
  // On the same install the wall's address is taken.
  const { Wall: _wall, HistoryEntry: history, ...tables } = contentsOf(unpacked);
  const without = ([table, lines]: [string, string[]]): [string, string[]] => [
    table,
    lines
      .map((line) => {
        const row = JSON.parse(line) as Record<string, unknown>;
        for (const column of STILL[table] ?? []) delete row[column];
        return JSON.stringify(row);
      })
      .toSorted(),
  ];
  return {
    ...Object.fromEntries(Object.entries(tables).map(without)),
    HistoryEntry: history!.filter((line) => !isOwn(line)),
  };
}
