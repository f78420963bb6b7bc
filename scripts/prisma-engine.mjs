#!/usr/bin/env node
// Prisma's CLI starts this in place of the schema engine it would download: the same
// JSON-RPC over stdin and stdout, answered by the WASM build of that engine from npm.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import pg from "pg";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datasource: { type: "string", default: "{}" },
    datamodels: { type: "string", multiple: true, default: [] },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
    version: { type: "boolean", default: false },
  },
});
const url = JSON.parse(options.datasource).url ?? "";

// Prisma reads every line of our stderr as one JSON record; a driver's warning is none.
process.removeAllListeners("warning");

function connection(database) {
  const parsed = new pg.Client({ connectionString: url });
  return {
    // Apart and not as a URL, whose own database would win over the one asked for.
    host: parsed.host,
    port: parsed.port,
    user: parsed.user,
    password: parsed.password,
    ssl: parsed.ssl,
    options: parsed.connectionParameters.options,
    database: database ?? parsed.database,
    connectionTimeoutMillis: 10_000,
    // One session for all, as in the native engine: what a migration sets on it holds.
    max: 1,
    idleTimeoutMillis: 0,
  };
}

/** Runs one statement outside the project's database, where databases are made and dropped. */
async function onServer(sql) {
  const { database } = connection();
  const client = new pg.Client(connection(database === "postgres" ? "template1" : "postgres"));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const OID_OF_CHAR = 18;

function corrected(queryable) {
  const { queryRaw, startTransaction } = queryable;
  // adapter-pg refuses "char", in which PostgreSQL's catalogue is written.
  queryable.queryRaw = async (query) => {
    const result = await queryable.performIO(query);
    const isChar = result.fields.map((field) => field.dataTypeID === OID_OF_CHAR);
    const fields = result.fields.map((field, i) =>
      isChar[i] ? { ...field, dataTypeID: pg.types.builtins.TEXT } : field,
    );
    const answered = Object.create(queryable, {
      performIO: { value: async () => ({ ...result, fields }) },
    });
    const { columnTypes, ...rest } = await queryRaw.call(answered, query);
    return {
      ...rest,
      columnTypes: columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type)),
    };
  };
  if (startTransaction)
    queryable.startTransaction = async (level) =>
      corrected(await startTransaction.call(queryable, level));
  // adapter-pg cuts a script at every semicolon, also at those inside a function's body.
  queryable.executeScript = async (script) => {
    await queryable
      .underlyingDriver()
      .query(script)
      .catch((error) => queryable.onError(error));
  };
  return queryable;
}

function adapterFactory() {
  const schema = URL.canParse(url) ? new URL(url).searchParams.get("schema") : null;
  const open = async (database) =>
    corrected(await new PrismaPg(connection(database), { schema: schema ?? undefined }).connect());
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => open(),
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await onServer(`CREATE DATABASE "${name}"`);
      const shadow = await open(name);
      const { dispose } = shadow;
      shadow.dispose = async () => {
        await dispose.call(shadow);
        await onServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      };
      return shadow;
    },
  };
}

async function loadEngine() {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/js$/, "wasm");
  const imports = { "./schema_engine_bg.js": bindings };
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports);
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

async function startEngine() {
  const { SchemaEngine } = await loadEngine();
  const datamodels = options.datamodels.map((path) => [path, readFileSync(path, "utf8")]);
  // `migrate diff` names none, and the engine panics on none.
  if (datamodels.length === 0)
    datamodels.push(["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n']);
  const log = (line) => process.stderr.write(`${line}\n`);
  return SchemaEngine.new(
    { datamodels },
    log,
    bindMigrationAwareSqlAdapterFactory(adapterFactory()),
  );
}

const send = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const refuse = (data) =>
  send({ id: answering, error: { code: 4466, message: data.message, data } });
let engine;
let answering;

// A panic inside WASM rejects nothing: it arrives here, and its words before it, through this registry.
let panic = "the schema engine stopped without a word";
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) };
process.on("uncaughtException", (error) => {
  const words = error instanceof WebAssembly.RuntimeError ? panic : error.stack;
  if (answering !== undefined) refuse({ is_panic: true, message: words });
  process.stderr.write(`${JSON.stringify({ level: "ERROR", fields: { message: words } })}\n`);
  process.exitCode = 101;
  process.stdin.destroy();
});

async function answer({ id, method, params }) {
  answering = id;
  try {
    engine ??= await startEngine();
    const result = (await engine[method](params)) ?? {};
    if (method === "diff" && result.stdout)
      send({ id: 0, method: "print", params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    refuse({ is_panic: false, message: error.message, error_code: error.code, meta: error.meta });
  }
}

/** What PostgreSQL said, as the code and sentence Prisma's CLI waits for. */
function failure(error) {
  const { database, host, port } = connection();
  if (error.code === "3D000")
    return { error_code: "P1003", message: `Database \`${database}\` does not exist` };
  if (error.code === "28P01" || error.code === "28000")
    return { error_code: "P1000", message: `Authentication failed at \`${host}\`` };
  return {
    error_code: "P1001",
    message: `Can't reach database server at \`${host}:${port}\`: ${error.message || error.code}`,
  };
}

async function runCommand(command) {
  const quoted = () => pg.escapeIdentifier(connection().database);
  try {
    if (command === "create-database") await onServer(`CREATE DATABASE ${quoted()}`);
    else if (command === "drop-database")
      await onServer(`DROP DATABASE IF EXISTS ${quoted()} WITH (FORCE)`);
    else {
      const client = new pg.Client(connection());
      await client.connect();
      await client.end();
    }
  } catch (error) {
    // The CLI skips the first line and parses the rest.
    const record = { level: "ERROR", target: "schema_engine::logger", fields: failure(error) };
    process.stderr.write(`\n${JSON.stringify(record)}\n`);
    process.exitCode = 1;
  }
}

if (options.version) process.stdout.write(`schema-engine-cli ${(await loadEngine()).version()}\n`);
else if (positionals[0] === "cli") await runCommand(positionals[1]);
else {
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    // Replies to our own "print" have no method.
    if (message.method) await answer(message);
  }
  process.exit();
}
