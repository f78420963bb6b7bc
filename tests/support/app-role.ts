import { Client } from "pg";
import { APP_ROLE, prepareAppRole } from "../../scripts/app-role.mjs";

const PASSWORD = "of the tests, of no worth";

/**
 * Has a stack's processes use their database as `npm start` does: by the role that owns nothing. For `before` of
 * `startStack`.
 */
export async function asAppRole(database: string): Promise<{ DATABASE_URL: string }> {
  // The role is one for all databases of the server: two stacks that make it at once would trip over each other.
  const server = new URL(process.env.TEST_DATABASE_URL ?? database);
  const turns = new Client({ connectionString: server.href });
  await turns.connect();
  try {
    await turns.query("SELECT pg_advisory_lock(20261127)");
    await prepareAppRole(database, PASSWORD);
  } finally {
    await turns.end();
  }
  const address = new URL(database);
  address.username = APP_ROLE;
  address.password = PASSWORD;
  return { DATABASE_URL: address.href };
}
