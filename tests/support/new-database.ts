import { randomBytes } from "node:crypto";
import { Client } from "pg";

const server = process.env.TEST_DATABASE_URL!;

export async function onServer<T>(work: (client: Client) => Promise<T>, url = server): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of a database that is not there yet; whoever asks for it drops it. */
export function newDatabase() {
  const name = `uptomark_migrated_${randomBytes(6).toString("hex")}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => {
    await onServer((it) => it.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  };
  const sql = <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    onServer(async (client) => (await client.query<R>(text, values)).rows, url.href);
  return { name, url: url.href, sql, drop };
}
export type Database = ReturnType<typeof newDatabase>;
