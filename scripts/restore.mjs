// npm run restore -- <file>: fills an empty install with a backup. As the database's owner, since it makes the tables.
import { resolve } from "node:path";
import { childEnv } from "./child-env.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

const what = "npm run restore";
const args = process.argv.slice(2);

await withDatabase({ what, alone: true }, async ({ settings, ownerUrl }) => {
  if (settings.databaseUrl) {
    const { migrate } = await import("./migrate.mjs");
    await migrate(ownerUrl);
  }
  const { build } = await import("./build.mjs");
  await build({ only: ["client", "assets", "bundles"] });
  const env = childEnv({ settings, databaseUrl: ownerUrl });
  // Nobody holds its stdin for it: it does its one thing and ends.
  delete env.UPTOMARK_SUPERVISED;
  return runInFront("node", ["dist/restore.mjs", ...args.map((one) => resolve(one))], env);
});
