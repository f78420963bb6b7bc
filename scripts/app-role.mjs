// The role by which web and worker use the embedded database: it reads and writes rows, and owns nothing but
// the job queue's schema, which the queue makes and keeps for itself. Migrations run as the owner of the rest.
import pg from "pg";

export const APP_ROLE = "uptomark_app";

/** Makes the role, or brings an older install's up to date, in the database of `ownerUrl`. Safe to repeat. */
export async function prepareAppRole(ownerUrl, password) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(statements(client, password));
  } finally {
    await client.end();
  }
}

const statements = (client, password) => `
BEGIN;
SELECT pg_advisory_xact_lock(72707370);
DO $$ BEGIN
  IF to_regrole('${APP_ROLE}') IS NULL THEN CREATE ROLE ${APP_ROLE}; END IF;
END $$;
ALTER ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION
  NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)};
GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APP_ROLE};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${APP_ROLE};
REVOKE ALL ON "_prisma_migrations" FROM ${APP_ROLE};
-- An export says what its rows are shaped like, an import whether it knows that.
GRANT SELECT ("migration_name") ON "_prisma_migrations" TO ${APP_ROLE};
-- These say which database the outbox is in.
GRANT EXECUTE ON FUNCTION pg_control_system(), pg_walfile_name(pg_lsn) TO ${APP_ROLE};
CREATE SCHEMA IF NOT EXISTS pgboss;
ALTER SCHEMA pgboss OWNER TO ${APP_ROLE};
DO $$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind,
      c.oid::regclass::text AS name
    FROM pg_class c
    WHERE c.relnamespace = 'pgboss'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
      AND c.relowner <> '${APP_ROLE}'::regrole
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S')
    UNION ALL
    SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'pgboss'::regnamespace AND p.proowner <> '${APP_ROLE}'::regrole
    UNION ALL
    SELECT 'TYPE', t.oid::regtype::text FROM pg_type t
    WHERE t.typnamespace = 'pgboss'::regnamespace AND t.typtype = 'e' AND t.typowner <> '${APP_ROLE}'::regrole
  LOOP
    EXECUTE format('ALTER %s %s OWNER TO ${APP_ROLE}', one.kind, one.name);
  END LOOP;
END $$;
COMMIT`;
