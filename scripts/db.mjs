// npm run db:migrate | db:reset | db:studio
import { createInterface } from "node:readline/promises";
import { Refused } from "./settings.mjs";
import { say, toolEnv } from "./step.mjs";
import { runInFront, withDatabase } from "./with-database.mjs";

const [command, ...args] = process.argv.slice(2);
const prisma = (databaseUrl, ...words) =>
  runInFront("prisma", words, toolEnv({ DATABASE_URL: databaseUrl }));
const asOwner = { needs: { secret: false }, migrates: true };

async function deploy(databaseUrl) {
  const { migrate } = await import("./migrate.mjs");
  const applied = await migrate(databaseUrl);
  for (const name of applied) say(`Applied ${name}`);
  say(applied.length > 0 ? "The database is up to date." : "The database was up to date.");
  return 0;
}

const commands = {
  /** Brings the database up to the migrations; with words such as `--name add_invoices`, makes a new one first. */
  migrate: () =>
    withDatabase({ what: "npm run db:migrate", ...asOwner }, ({ ownerUrl }) =>
      args.length > 0 ? prisma(ownerUrl, "migrate", "dev", ...args) : deploy(ownerUrl),
    ),

  reset: () =>
    withDatabase(
      { what: "npm run db:reset", ...asOwner, alone: true },
      async ({ settings, ownerUrl }) => {
        const { hostname, port, pathname } = new URL(ownerUrl);
        const name = decodeURIComponent(pathname.slice(1));
        if (!args.includes("--yes")) {
          if (settings.databaseUrl)
            throw new Refused(
              `The database ${name} on ${hostname} is not the embedded one. To delete ` +
                "everything in it anyway: npm run db:reset -- --yes",
            );
          if (!(await isMeant(`${name} in ${settings.dataDir}`, name)))
            throw new Refused("Nothing was deleted.");
        }
        say(`Deleting everything in ${name} on ${hostname}:${port || 5432} …`);
        return prisma(ownerUrl, "migrate", "reset", "--force");
      },
    ),

  studio: () =>
    withDatabase({ what: "npm run db:studio", ...asOwner }, ({ ownerUrl }) =>
      prisma(ownerUrl, "studio"),
    ),
};

async function isMeant(description, name) {
  if (!process.stdin.isTTY)
    throw new Refused(
      `There is no terminal to ask for confirmation. To delete ${description} anyway: npm run db:reset -- --yes`,
    );
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(
    `This deletes everything in the database ${description}. Type ${name} to go on: `,
  );
  asking.close();
  return answer.trim() === name;
}

if (Object.hasOwn(commands, command)) await commands[command]();
else {
  process.stderr.write(`Use one of: ${Object.keys(commands).join(", ")}.\n`);
  process.exitCode = 1;
}
