import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Scope } from "@/auth/scope";
import { openArchive } from "@/workflows/export-studio/archive";

/** Exports a studio into a file of this folder. */
export async function exportTo(folder: string, scope: Scope, name = "export"): Promise<string> {
  const path = join(folder, `${name}.zip`);
  const chunks = await openArchive(scope, { name: "Studio Holm", readme: "Read me." });
  await pipeline(Readable.from(chunks), createWriteStream(path));
  return path;
}
