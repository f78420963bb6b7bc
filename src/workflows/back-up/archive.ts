import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import { pack, type Pack } from "tar-stream";
import type { WholeSnapshot } from "@/db/whole/snapshot";
import { rowCounter, type CopiedTable, type Counted } from "@/db/whole/tables";
import { readListText } from "@/features/erasures/list/file";
import { env } from "@/lib/env";
import { through } from "@/lib/through";
import { encrypt } from "@/store/backups/encryption";
import { BackupProblem } from "@/store/backups/problem";
import { store } from "@/store/store";
import { FORMAT, type Begin, type Manifest } from "./format";

/** As much of a table as one entry holds: a table's size is not known before it was read. */
const PART_BYTES = 1024 * 1024;

/** Returns a backup as it is written, encrypted; `manifest` tells what is in it once it was read to its end. */
export function makeArchive(snapshot: WholeSnapshot, madeAt: Date, checkStopped: () => void) {
  const archive = new Archive(snapshot, checkStopped);
  const plain = through(archive.packed(madeAt), createZstdCompress());
  return { chunks: encrypt(env().APP_SECRET, plain), manifest: archive.manifest };
}

class Archive {
  readonly manifest: Manifest = {
    tables: {},
    files: { count: 0, bytes: 0, sha256: "", missing: 0 },
  };
  private readonly tar: Pack = pack();
  private readonly ended = new AbortController();

  constructor(
    private readonly snapshot: WholeSnapshot,
    private readonly checkStopped: () => void,
  ) {}

  async *packed(madeAt: Date): AsyncGenerator<Uint8Array> {
    const filling = this.fill(madeAt).then(
      () => this.tar.finalize(),
      // Whoever reads it hears of it.
      (error: Error) => void this.tar.destroy(error),
    );
    try {
      yield* this.tar as AsyncIterable<Uint8Array>;
    } finally {
      this.ended.abort();
      this.tar.destroy();
      await filling;
    }
  }

  private async fill(madeAt: Date): Promise<void> {
    const { migration, isUnaccented, tables } = this.snapshot;
    const begin: Begin = {
      format: FORMAT,
      version: await readVersion(),
      migration,
      madeAt: madeAt.toISOString(),
      isUnaccented,
      tables: tables.map(({ name, columns, key }) => ({ name, columns, key })),
    };
    await this.put("begin.json", Buffer.from(JSON.stringify(begin)));
    for (const table of tables) this.manifest.tables[table.name] = await this.putTable(table);
    await this.putFiles();
    await this.put("erasures.jsonl", Buffer.from(await readListText()));
    await this.put("manifest.json", Buffer.from(JSON.stringify(this.manifest)));
  }

  private async putTable(table: CopiedTable): Promise<Counted> {
    const counter = rowCounter();
    let parts = 0;
    let waiting: Buffer[] = [];
    let bytes = 0;
    const flush = async () => {
      if (bytes === 0) return;
      await this.put(`tables/${table.name}/${(parts += 1)}`, Buffer.concat(waiting));
      [waiting, bytes] = [[], 0];
    };
    for await (const chunk of this.snapshot.readTable(table) as AsyncIterable<Buffer>) {
      waiting.push(counter.pass(chunk));
      bytes += chunk.length;
      if (bytes >= PART_BYTES) await flush();
    }
    await flush();
    return counter.counted();
  }

  private async putFiles(): Promise<void> {
    const { files } = this.manifest;
    const all = createHash("sha256");
    for await (const key of this.snapshot.readKeys()) {
      const found = await find(key);
      // Deleted since the moment of the snapshot, or lost before.
      if (!found) files.missing += 1;
      else {
        const digest = await this.putFile(key, found);
        all.update(`${key} ${found.bytes} ${digest}\n`);
        files.count += 1;
        files.bytes += found.bytes;
      }
    }
    files.sha256 = all.digest("hex");
  }

  private async putFile(key: string, { bytes, stream }: { bytes: number; stream: Readable }) {
    const hash = createHash("sha256");
    const digested = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    };
    this.checkStopped();
    await pipeline(stream, digested, this.entry(`files/${key}`, bytes), {
      signal: this.ended.signal,
    });
    return hash.digest("hex");
  }

  private async put(name: string, bytes: Buffer): Promise<void> {
    this.checkStopped();
    await pipeline([bytes], this.entry(name, bytes.length), { signal: this.ended.signal });
  }

  private entry(name: string, size: number) {
    // Its streams are like Node's, and their types are their own.
    return this.tar.entry({ name, size, mtime: new Date(0) }) as unknown as Writable;
  }
}

/** A file of the store. A bucket says no in a sentence of its own. */
async function find(key: string) {
  try {
    return await store().find(key);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupProblem(`A stored file cannot be read. ${why}`, { cause: error });
  }
}

/** The program's own version, as its package says it. */
async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  return version;
}
