import type { Readable, Writable } from "node:stream";
import { json, text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { extract, type Header } from "tar-stream";
import type { Rebuild, TableStream } from "@/db/whole/rebuild";
import { mergeList } from "@/features/erasures/list/file";
import { env } from "@/lib/env";
import { through } from "@/lib/through";
import { decrypt } from "@/store/backups/encryption";
import { BackupProblem } from "@/store/backups/problem";
import * as format from "@/workflows/back-up/format";
import type { RestoredFiles } from "./restored-files";

/**
 * Reads a backup into an empty database and the store, and compares what is there with what was written. Throws
 * BackupProblem where they differ, or where the backup is not whole, under another secret or newer than this program.
 */
export async function readBackup(source: Readable, rebuild: Rebuild, files: RestoredFiles) {
  const reader = new Reader(rebuild, files);
  for await (const entry of entriesOf(source)) await reader.take(entry);
  return reader.finish();
}

type Entry = Readable & { header: Header };

async function* entriesOf(source: Readable): AsyncGenerator<Entry> {
  // Its streams are like Node's, and their types are their own.
  const entries = extract() as unknown as Writable & AsyncIterable<Entry>;
  const plain = through(decrypt(env().APP_SECRET, source), createZstdDecompress());
  const reading = pipeline(plain, entries);
  // Reading the entries fails by the same error.
  reading.catch(() => undefined);
  yield* entries;
  await reading;
}

class Reader {
  private begin: format.Begin | undefined;
  private manifest: format.Manifest | undefined;
  private erasures = "";
  private filling: { table: string; stream: TableStream } | undefined;

  constructor(
    private readonly rebuild: Rebuild,
    private readonly files: RestoredFiles,
  ) {}

  async take(entry: Entry): Promise<void> {
    const [kind, ...rest] = entry.header.name.split("/");
    if (kind === "tables") return this.takeRows(rest[0]!, entry);
    await this.endTable();
    if (kind === "files") await this.files.add(rest.join("/"), entry);
    else if (kind === "begin.json") await this.takeBegin(await json(entry));
    else if (kind === "erasures.jsonl") this.erasures = await text(entry);
    else if (kind === "manifest.json") this.manifest = format.manifest.parse(await json(entry));
    else throw new BackupProblem(`The backup has something unknown in it: ${kind}.`);
  }

  /** Throws where what is there now is not what was written. */
  async finish() {
    const { begin, manifest } = this;
    if (!begin || !manifest) throw new BackupProblem("The backup has no list of what is in it.");
    for (const table of begin.tables) {
      const [there, written] = [await this.rebuild.count(table), manifest.tables[table.name]];
      if (there.rows !== written?.rows || there.sha256 !== written.sha256)
        throw new BackupProblem(
          `The table ${table.name} is not as it was: ${there.rows} rows, and ${written?.rows ?? 0} before.`,
        );
    }
    this.files.compare(manifest.files);
    await mergeList(this.erasures);
    return { begin, manifest };
  }

  private async takeBegin(said: unknown): Promise<void> {
    const { format: made } = format.begin.pick({ format: true }).parse(said);
    if (made > format.FORMAT) throw newer();
    this.begin = format.begin.parse(said);
    const { migration, version } = this.begin;
    if (!this.rebuild.knows(migration)) throw newer(version);
    await this.rebuild.makeTables(migration);
  }

  private async takeRows(name: string, entry: Entry): Promise<void> {
    if (this.filling?.table !== name) {
      await this.endTable();
      const table = this.begin?.tables.find((one) => one.name === name);
      if (!table) throw new BackupProblem(`The backup has rows of an unknown table: ${name}.`);
      this.filling = { table: name, stream: this.rebuild.fill(table) };
    }
    for await (const bytes of entry) await this.filling.stream.write(bytes);
  }

  private async endTable(): Promise<void> {
    const { filling } = this;
    this.filling = undefined;
    await filling?.stream.end();
  }
}

const newer = (version?: string) =>
  new BackupProblem(
    `The backup was made by a newer Uptomark${version ? ` (${version})` : ""}: restore it with that one.`,
  );
