// What an image runs: `web` (the default), `worker`, or one of the commands beside them. Each is the same program as
// outside of an image. Nothing is installed or built here.
import { readSettings, Refused } from "./settings.mjs";
import { actionsKey } from "./actions-key.mjs";

/** Brings the database up to the migrations, as its owner, past a pooler. */
async function migrateDatabase({ databaseUrl, directUrl }) {
  const { migrate, settleRole } = await import("./migrate.mjs");
  const applied = await migrate(directUrl ?? databaseUrl);
  if (directUrl) await settleRole(directUrl);
  process.stdout.write(
    applied.length > 0 ? `Applied ${applied.join(", ")}.\n` : "The database was up to date.\n",
  );
}

const commands = {
  web: async ({ secret }) => {
    // What forms carry is sealed under the install's own secret, whoever built the image.
    process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey(secret);
    await import("../dist/web.mjs");
  },
  worker: () => import("../dist/worker.mjs"),
  migrate: migrateDatabase,
  restore: async (settings) => {
    await migrateDatabase(settings);
    // It fills the tables as their owner.
    process.env.DATABASE_URL = settings.directUrl ?? settings.databaseUrl;
    await import("../dist/restore.mjs");
  },
  backup: () => import("../dist/backup.mjs"),
  invite: () => import("../dist/invite.mjs"),
  "sign-in-link": () => import("../dist/sign-in-link.mjs"),
  emails: () => import("../dist/emails.mjs"),
  erasures: () => import("../dist/erasures.mjs"),
};

/** In an image there is neither an embedded database nor a secret made once: both are given, or nothing starts. */
function readNeeded() {
  const settings = readSettings({ secret: name !== "migrate" });
  if (!settings.databaseUrl)
    throw new Refused("DATABASE_URL is missing: the address of a PostgreSQL, 15 or newer.");
  if (!settings.appUrl && name === "web")
    throw new Refused(
      "APP_URL is missing: the address that people open, like https://portal.example.com.",
    );
  return settings;
}

const [name = "web", ...words] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, name))
    throw new Refused(`There is no ${name} here. Use one of: ${Object.keys(commands).join(", ")}.`);
  const settings = readNeeded();
  process.env.UPTOMARK_ENV_FILE = "none";
  if (settings.appUrl) process.env.NEXTAUTH_URL = settings.appUrl;
  // A command finds its own words where it finds them outside of an image.
  process.argv.splice(2, process.argv.length - 2, ...words);
  await commands[name](settings);
} catch (error) {
  process.stderr.write(`${error instanceof Refused ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
