import { createHash } from "node:crypto";
import { makeZip } from "client-zip";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { Snapshot, type Frozen, type Stored } from "@/db/portable/snapshot";
import { movedOf, PORTABLE, TABLES, type Shape } from "@/db/portable/tables";
import { emlOf } from "@/mail/eml";
import { frozenEmail } from "@/mail/words";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { unseal, unsealBytes } from "@/lib/tokens";
import { store } from "@/store/store";
import { collectGarbage } from "@/lib/collect-garbage";
import { lineOf, withoutSecrets } from "./rows";
import { FORMAT, type Listed, type Manifest } from "./schema";

type Entry = { name: string; input: AsyncIterable<Uint8Array> | Uint8Array; lastModified: Date };
type Chunks = AsyncIterable<Uint8Array>;

/**
 * Returns a studio as one zip, made as it is read: every table, every email as it was sent, every file, and last a
 * manifest with counts and checksums. It is of the moment at which this is called. Live links, keys and sessions are
 * not in it. However large the studio, it takes no more memory than a few hundred rows, and a line for each file.
 * Cancelled half-way it closes all that is open. Refuses a second one at a time, and while a client is being erased.
 */
export async function openArchive(
  scope: Scope,
  studio: { name: string; readme: string },
): Promise<ReadableStream<Uint8Array>> {
  const { freelancerId } = scope;
  if ((await db().erasure.count({ where: { freelancerId, finishedAt: null } })) > 0)
    throw new Refusal("already", say("exportStudio.erasing"));
  const snapshot = await Snapshot.open(freelancerId);
  if (!snapshot) throw new Refusal("already", say("exportStudio.already"));
  return new Archive(snapshot, { ...studio, id: freelancerId }, databaseNow()).stream();
}

/** After so much of the zip what it was made of is collected. */
const COLLECTED_BYTES = { all: 4_000_000, young: 8_000_000 };

class Archive {
  private readonly manifest: Manifest;
  /** How much of the zip was made since the last collection. */
  private uncollected = 0;
  /** What is read of the store just now, to be let go of when nobody wants the rest. */
  private reading: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly studio: { id: string; name: string; readme: string },
    private readonly at: Date,
  ) {
    this.manifest = {
      product: "Uptomark",
      format: FORMAT,
      exportedAt: at.toISOString(),
      schema: snapshot.schema,
      studio: { id: studio.id, name: studio.name },
      notIncluded: notIncluded(),
      tables: {},
      emails: [],
      files: [],
      received: [],
      missing: [],
    };
  }

  /** The zip, made as it is read. */
  stream(): ReadableStream<Uint8Array> {
    const zip = makeZip(this.entries()).getReader();
    const close = async () => {
      // Where it has not been read to its end, it ends by an error, which is the reason it's given here.
      await zip.cancel(new Error("Nobody reads on.")).catch(() => undefined);
      await this.reading?.cancel().catch(() => undefined);
      await this.snapshot.close();
    };
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      try {
        const next = await zip.read();
        if (!next.done) {
          this.collect(next.value.byteLength);
          return controller.enqueue(next.value);
        }
      } catch (error) {
        // It cannot be told any more: the answer is cut, which a browser shows as a failed download.
        log().error(plainError(error), "an export broke off");
        await close();
        throw error;
      }
      await close();
      controller.close();
    };
    return new ReadableStream({ pull, cancel: close }, { highWaterMark: 0 });
  }

  private async *entries(): AsyncGenerator<Entry> {
    yield this.entry("README.txt", Buffer.from(this.studio.readme));
    for (const shape of this.snapshot.shapes) yield* this.table(shape);
    for await (const emails of this.snapshot.readFrozen())
      for (const email of emails) yield* this.email(email);
    for await (const files of this.snapshot.readFiles())
      for (const file of files) yield* this.file(file);
    for await (const emails of this.snapshot.readReceived())
      for (const email of emails) yield* this.received(email);
    yield this.entry("manifest.json", manifestChunks(this.manifest));
  }

  /** Rows and emails are made of strings, many times their size. Files pass through as they are, in short-lived pieces. */
  private collect(bytes: number): void {
    this.uncollected += bytes;
    if (this.uncollected < COLLECTED_BYTES[this.reading ? "young" : "all"]) return;
    this.uncollected = 0;
    collectGarbage(this.reading ? "young" : "all");
  }

  private async *table(shape: Shape): AsyncGenerator<Entry> {
    const path = `tables/${shape.table}.jsonl`;
    let rows = 0;
    const { snapshot } = this;
    async function* lines() {
      for await (const batch of snapshot.readTable(shape)) {
        rows += batch.length;
        yield Buffer.from(batch.map((row) => `${lineOf(shape.table, row)}\n`).join(""));
      }
    }
    const measured = new Measured(lines());
    yield this.entry(path, measured);
    this.manifest.tables[shape.table] = { path, ...measured.sum, rows };
  }

  private async *email(email: Frozen): AsyncGenerator<Entry> {
    const date = email.sentAt ?? email.frozenAt;
    const path = `emails/${date.toISOString().slice(0, 10)}-${email.id}.eml`;
    const frozen = withoutSecrets(unseal("email", email.frozenCipher));
    const messageId = email.messageId ?? `<${email.id}@uptomark.example>`;
    const eml = emlOf(frozenEmail.parse(JSON.parse(frozen)), { messageId, date });
    yield* this.listed(this.manifest.emails, { id: email.id, path }, once(eml));
  }

  private async *file(file: Stored): AsyncGenerator<Entry> {
    const bytes = await this.bytesOf(file);
    const path = `files/${file.id}-${safeName(file.name)}`;
    if (bytes) yield* this.listed(this.manifest.files, { id: file.id, path }, bytes);
  }

  private async *received(email: Stored): AsyncGenerator<Entry> {
    const sealed = await this.bytesOf(email);
    if (!sealed) return;
    const path = `received/${email.id}.eml`;
    yield* this.listed(this.manifest.received, { id: email.id, path }, opened(sealed));
  }

  private async *listed(
    list: Listed[],
    { id, path }: Pick<Listed, "id" | "path">,
    chunks: Chunks,
  ): AsyncGenerator<Entry> {
    const measured = new Measured(chunks);
    yield this.entry(path, measured);
    list.push({ id, path, ...measured.sum });
  }

  /** What the store has; null, and a line in the manifest, where it has nothing. */
  private async bytesOf({ id, name, storeKey }: Stored): Promise<Chunks | null> {
    const stream = await store().read(storeKey);
    if (stream) return this.read(stream.getReader());
    log().error({ storeKey }, "a file's bytes are missing from the store");
    this.manifest.missing.push({ id, name, why: "not-in-store" });
    return null;
  }

  private async *read(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.reading = reader;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    this.reading = undefined;
  }

  private entry(name: string, input: Entry["input"]): Entry {
    return { name, input, lastModified: this.at };
  }
}

/** Counts and digests what passes through. */
class Measured implements AsyncIterable<Uint8Array> {
  private bytes = 0;
  private readonly hash = createHash("sha256");
  private digest: string | undefined;

  constructor(private readonly chunks: Chunks) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.chunks) {
      this.bytes += chunk.byteLength;
      this.hash.update(chunk);
      if (chunk.byteLength > 0) yield chunk;
    }
    this.digest = this.hash.digest("hex");
  }

  get sum(): { bytes: number; sha256: string } {
    if (this.digest === undefined) throw new Error("This has not been read to its end.");
    return { bytes: this.bytes, sha256: this.digest };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** An email that came in rests encrypted as one piece, within the bounds of what is received. */
async function* opened(sealed: Chunks): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of sealed) chunks.push(chunk);
  yield unsealBytes("inbound-email", Buffer.concat(chunks));
}

/** A file's name as every system can write it. */
const safeName = (name: string) => name.replace(/[\u0000-\u001F<>:"/\\|?*]/g, "_");

/** What stays behind, each with why. */
function notIncluded(): string[] {
  const tables = Object.entries(PORTABLE).flatMap(([table, how]) =>
    "notMoved" in how ? [`${table}: ${how.notMoved}`] : [],
  );
  const columns = TABLES.flatMap((table) => {
    const { leftOut = {}, tokens = [] } = movedOf(table);
    return [
      ...Object.entries(leftOut).map(([column, why]) => `${table}.${column}: ${why}`),
      ...tokens.map(({ hash }) => `${table}.${hash}: a live link, made anew by an import`),
    ];
  });
  return [...tables, ...columns];
}

const LINES = 1_000;

/** The manifest as JSON, a thousand files at a time. */
async function* manifestChunks(manifest: Manifest): AsyncGenerator<Uint8Array> {
  const { emails, files, received, missing, ...head } = manifest;
  yield Buffer.from(JSON.stringify(head, null, 2).replace(/\n\}$/, ""));
  for (const [name, list] of Object.entries({ emails, files, received, missing })) {
    yield Buffer.from(`,\n  "${name}": [`);
    for (let from = 0; from < list.length; from += LINES) {
      const lines = list.slice(from, from + LINES).map((one) => `\n    ${JSON.stringify(one)}`);
      yield Buffer.from((from > 0 ? "," : "") + lines.join(","));
    }
    yield Buffer.from("]");
  }
  yield Buffer.from("\n}\n");
}
