// npm run invite | sign-in-link | emails: runs one of the product's own commands on its database.
import { childEnv } from "./child-env.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

const [name, ...args] = process.argv.slice(2);

await withDatabase({ what: `npm run ${name}` }, async ({ settings, databaseUrl, running }) => {
  const { build } = await import("./build.mjs");
  await build({ only: ["client", "assets", "bundles"] });
  const env = childEnv({ settings, databaseUrl, address: running?.address });
  // Nobody holds its stdin for it: it does its one thing and ends.
  delete env.UPTOMARK_SUPERVISED;
  return runInFront("node", [`dist/${name}.mjs`, ...args], env);
});
