// npm run emails: shows the outbox; close, release, retry.
import { childEnv } from "./child-env.mjs";
import { runTool, toolEnv } from "./step.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

await withDatabase(
  { what: "npm run emails" },
  async ({ settings, databaseUrl, running, brought }) => {
    const { build } = await import("./build.mjs");
    await build({ only: ["client", "assets", "bundles"] });
    if (brought)
      await runTool("prisma", ["migrate", "deploy"], {
        env: toolEnv({ DATABASE_URL: databaseUrl }),
      });
    const env = childEnv({ settings, databaseUrl, address: running?.address });
    // It has no stdin: it does its one job and ends.
    delete env.UPTOMARK_SUPERVISED;
    return runInFront("node", ["dist/emails.mjs", ...process.argv.slice(2)], env);
  },
);
