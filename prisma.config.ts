import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Prisma's own schema engine is a download that many machines cannot make;
// ours speaks the same protocol over the WASM build that npm carries.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL("./scripts/prisma-engine.mjs", import.meta.url),
);

// Node warns where both are set, and the engine's every line on stderr is read as an answer of its.
if (process.env.FORCE_COLOR !== undefined) delete process.env.NO_COLOR;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
