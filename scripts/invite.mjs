// npm run invite -- <address>: lets another freelancer sign up.
import { childEnv } from "./child-env.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

await withDatabase(
  { what: "npm run invite" },
  async ({ settings, databaseUrl, running, brought }) => {
    const { build } = await import("./build.mjs");
    await build({ only: ["client", "assets", "bundles"] });
    if (brought) {
      const { migrate } = await import("./migrate.mjs");
      await migrate(databaseUrl);
    }
    const env = childEnv({ settings, databaseUrl, address: running?.address });
    // Nobody holds its stdin for it: it does its one thing and ends.
    delete env.UPTOMARK_SUPERVISED;
    return runInFront("node", ["dist/invite.mjs", ...process.argv.slice(2)], env);
  },
);
