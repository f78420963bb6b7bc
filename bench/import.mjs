// A list of 5,000 rows is imported: 5,000 contacts of 2,500 clients, with a project each. From sending the file to the
// answer that all of it is there.
import { build } from "../scripts/build.mjs";
import { makeStudio } from "./moving.mjs";
import { round, withDemo } from "./serving.mjs";

const ROWS = 5_000;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      const studio = await makeStudio(client);
      const url = await start("dist/web.mjs", { ready: "/readyz" });
      const preview = await send(url, studio, "look");
      const took = await send(url, studio, "import");
      await expectRows(client, studio.id);
      return [
        { name: "import of a list of 5,000 rows", value: round(took / 1000, 1), unit: "s" },
        { name: "the same, looked at first", value: round(preview / 1000, 1), unit: "s" },
      ];
    } finally {
      await client.end();
    }
  });
}

const line = (_, n) =>
  `Client ${Math.floor(n / 2)},Contact ${n},contact.${n}@example.com,Europe/Lisbon,pt,Map ${n},"Printed, in colour"`;

async function send(url, { cookie }, step) {
  const head = "Client,Contact,Email address,Time zone,Language,Project,What was agreed";
  const body = [head, ...Array.from({ length: ROWS }, line)].join("\n");
  const began = performance.now();
  const answer = await fetch(`${url}/api/import/list?step=${step}`, {
    method: "POST",
    headers: { cookie, origin: url },
    body,
  });
  const said = await answer.text();
  if (answer.status !== 200) throw new Error(`The import answered ${answer.status}: ${said}`);
  return performance.now() - began;
}

async function expectRows(client, freelancerId) {
  for (const [table, wanted] of Object.entries({
    Client: ROWS / 2,
    Contact: ROWS,
    Project: ROWS,
  })) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS "count" FROM "${table}" WHERE "freelancerId" = $1`,
      [freelancerId],
    );
    if (rows[0].count !== wanted) throw new Error(`${table} has ${rows[0].count} rows.`);
  }
}
