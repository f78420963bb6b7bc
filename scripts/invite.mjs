// npm run invite -- <address>: lets another freelancer sign up.
import { childEnv } from "./child-env.mjs";
import { runTool, toolEnv } from "./step.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

await withDatabase(
  { what: "npm run invite" },
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
    return runInFront("node", ["dist/invite.mjs", ...process.argv.slice(2)], env);
  },
);
