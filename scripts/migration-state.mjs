// What of a migration is there: the tables as they are, beside the same tables made anew by the
// migrations in a schema of their own.

/** Columns, keys, indexes and kinds, as lines; the migrations' own record is left out. */
const STATE = `
  SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname <> '_prisma_migrations'
  UNION ALL
  SELECT 'constraint ' || c.conrelid::regclass || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
  FROM pg_constraint c
    WHERE c.connamespace = $1::regnamespace
    AND c.conrelid <> coalesce(to_regclass('_prisma_migrations'), 0::oid)
  UNION ALL
  SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = $1::regnamespace AND c.relname <> '_prisma_migrations'
  UNION ALL
  SELECT 'value ' || t.typname || ' ' || e.enumlabel FROM pg_enum e
    JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = $1::regnamespace
  UNION ALL
  SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal
  UNION ALL
  SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
  WHERE p.pronamespace = $1::regnamespace AND p.prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

const SCRATCH = "uptomark_compared";

/**
 * What there is of the last of these migrations: "nothing", the "whole" of it, or "part"; "unclear" where
 * it changes rows alone. `client` is inside the caller's transaction, and nothing is changed in it; `other`
 * is a connection of its own to the same database, since a migration may use what the one before it
 * committed, such as an enum's new value. Its schema is gone at the end, and after a kill with the next call.
 */
export async function compareWithMigrations(client, other, migrations) {
  const real = await readState(client, "public");
  await other.query(`DROP SCHEMA IF EXISTS ${SCRATCH} CASCADE; CREATE SCHEMA ${SCRATCH}`);
  try {
    for (const { sql } of migrations.slice(0, -1)) await replay(other, sql);
    const before = await readScratch(other);
    await replay(other, migrations.at(-1).sql);
    const after = await readScratch(other);
    if (before === after) return real === after ? "unclear" : "part";
    if (real === after) return "whole";
    return real === before ? "nothing" : "part";
  } finally {
    await other.query(`DROP SCHEMA ${SCRATCH} CASCADE`);
  }
}

/** Several statements sent at once are one transaction. */
const replay = (other, sql) =>
  other.query(`SET LOCAL search_path = ${SCRATCH}, public; SET LOCAL timezone = 'UTC';\n${sql}`);

async function readScratch(other) {
  await other.query("BEGIN");
  const state = await readState(other, SCRATCH);
  await other.query("COMMIT");
  return state;
}

async function readState(client, schema) {
  // Names in another schema than the first on the path are written with it: here they are all the first's.
  await client.query(`SET LOCAL search_path = ${schema}`);
  const { rows } = await client.query(STATE, [schema]);
  return rows
    .map(({ line }) => line.replaceAll(/\b(?:public|uptomark_compared)\./g, ""))
    .toSorted()
    .join("\n");
}
