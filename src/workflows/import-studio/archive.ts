import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { manifest, type Manifest } from "@/workflows/export-studio/schema";
import type { Row } from "./rules";

/** The most bytes in one archive: what a browser sends within the hour that an upload has. */
export const MOST_BYTES = 20_000_000_000;
const MOST_ENTRIES = 500_000;
const MOST_IN_MANIFEST = 150_000_000;
const MOST_IN_LINE = 20_000_000;
/** What an archive may unpack to, beside its own size. Rows pack to about a tenth. */
const MOST_UNPACKED = 50;
const SMALL = 100_000_000;

/** `what` is the part of it that is not as it should be. */
export const damaged = (what: string) =>
  new Refusal("invalid", say("importStudio.damaged", { what }), "file");
const notOurs = () => new Refusal("invalid", say("importStudio.notOurs"), "file");

/** An export that was opened for reading. Names in it are looked up, never used as paths. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    readonly manifest: Manifest,
  ) {}

  /**
   * Opens an export and reads what it says of itself. Refuses what is none, what is damaged, names that lead elsewhere,
   * and what would unpack to far more than it is.
   */
  static async open(path: string): Promise<Archive> {
    // It checks names (no "..", no absolute path) and that no entry gives more bytes than it says.
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
      throw notOurs();
    });
    try {
      const entries = await readEntries(zip);
      const text = await readWhole(zip, entries.get("manifest.json"));
      return new Archive(zip, entries, parseManifest(text));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** Throws unless everything that the manifest lists is there and has its checksum, and no table lacks a row. */
  async verify(): Promise<void> {
    const { tables, emails, files, received } = this.manifest;
    for (const [table, { path, sha256, bytes, rows }] of Object.entries(tables)) {
      await this.check({ path, sha256, bytes });
      let count = 0;
      for await (const _line of this.lines(path)) count += 1;
      if (count !== rows) throw damaged(`${table}: ${count} ≠ ${rows}`);
    }
    for (const one of [...emails, ...files, ...received]) await this.check(one);
  }

  /** The rows of a table; none where the archive has no such table. */
  async *rows(table: string): AsyncGenerator<Row> {
    const listed = this.manifest.tables[table];
    if (!listed) return;
    for await (const line of this.lines(listed.path)) yield parseRow(line, table);
  }

  /** The lines of a table's file. */
  private async *lines(path: string): AsyncGenerator<string> {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let rest = "";
    for await (const chunk of await this.read(path)) {
      rest += decoder.decode(chunk as Uint8Array, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop()!;
      if (rest.length > MOST_IN_LINE) throw damaged(path);
      yield* lines;
    }
    if (rest + decoder.decode() !== "") throw damaged(path);
  }

  async read(path: string): Promise<Readable> {
    return readEntry(this.zip, this.entries.get(path), path);
  }

  close(): void {
    this.zip.close();
  }

  private async check({ path, sha256, bytes }: { path: string; sha256: string; bytes: number }) {
    const hash = createHash("sha256");
    let size = 0;
    try {
      for await (const chunk of await this.read(path)) {
        size += (chunk as Uint8Array).byteLength;
        hash.update(chunk as Uint8Array);
      }
    } catch (error) {
      throw error instanceof Refusal ? error : damaged(path);
    }
    if (size !== bytes || hash.digest("hex") !== sha256) throw damaged(path);
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw damaged("zip");
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > zip.fileSize * MOST_UNPACKED + SMALL) throw damaged("zip");
      if (entries.has(entry.fileName)) throw damaged(entry.fileName);
      entries.set(entry.fileName, entry);
    }
    return entries;
  } catch (error) {
    throw error instanceof Refusal ? error : damaged("zip");
  }
}

async function readEntry(zip: ZipFile, entry: Entry | undefined, path: string): Promise<Readable> {
  if (!entry) throw damaged(path);
  try {
    return await zip.openReadStreamPromise(entry);
  } catch {
    throw damaged(path);
  }
}

async function readWhole(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (!entry || entry.uncompressedSize > MOST_IN_MANIFEST) throw notOurs();
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readEntry(zip, entry, "manifest.json"))
    chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

function parseRow(line: string, table: string): Row {
  let row: unknown = null;
  try {
    row = JSON.parse(line);
  } catch {
    // Said below.
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) throw damaged(table);
  return row as Row;
}

function parseManifest(text: string): Manifest {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    throw notOurs();
  }
}
