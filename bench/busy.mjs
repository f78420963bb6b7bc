// How much an install answers before it is slow: the demo studio's status page, as its client opens it, and Today,
// as the freelancer does, asked for over more and more connections until the 95th percentile is over a quarter of a
// second. The processes, PostgreSQL and those who ask share the machine.
import { createHash, randomBytes } from "node:crypto";
import { cpus } from "node:os";
import { build } from "../scripts/build.mjs";
import { megabytesOf } from "./processes.mjs";
import { AS_A_BROWSER, load, round, unseal, withDemo } from "./serving.mjs";

const SLOW_MS = 250;
const CONNECTIONS = [1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256];

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start, pidOf }) => {
    const { page, cookie } = await findReaders(database);
    const url = await start("dist/web.mjs", { ready: "/readyz" });
    const figures = [
      ...(await untilSlow("the demo's status page", url + page, {})),
      ...(await untilSlow("Today", `${url}/today`, { cookie })),
    ];
    const memory = Math.round(megabytesOf(pidOf(url)));
    return [...figures, { name: "busy: memory of web after it", value: memory, unit: "MB" }];
  });
}

async function untilSlow(name, url, headers) {
  let best = { rate: 0, p95: 0, connections: 0 };
  for (const connections of CONNECTIONS) {
    const title = `${name}, ${connections} connections`;
    const one = await load(
      title,
      url,
      { "accept-encoding": AS_A_BROWSER, ...headers },
      // The demo is open to this machine alone: its freelancer comes by no proxy.
      { connections, isProxied: !headers.cookie },
    );
    if (one.p95 >= SLOW_MS) break;
    if (one.rate > best.rate) best = { ...one, connections };
  }
  return [
    {
      name: `busy: ${name}, the most with p95 below ${SLOW_MS} ms`,
      value: round(best.rate, 0),
      unit: "1/s",
      beside: `p95 ${round(best.p95, 0)} ms at ${best.connections} connections, ${cpus().length} cores for all`,
    },
  ];
}

/** The secret path of a client's page, and a session of the freelancer's. */
async function findReaders(database) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT p."id", p."freelancerId", c."linkCipher" FROM "Project" p
        JOIN "Contact" c ON c."id" = p."contactId" WHERE p."title" = 'The lighthouse map'`,
    );
    const [{ id, freelancerId, linkCipher }] = rows;
    const token = randomBytes(32).toString("base64url");
    await client.query(
      `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
        VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day')`,
      [createHash("sha256").update(token).digest().toString("base64url"), freelancerId],
    );
    return {
      page: `/p/${unseal(linkCipher)}/${id}`,
      cookie: `next-auth.session-token=${token}`,
    };
  } finally {
    await client.end();
  }
}
