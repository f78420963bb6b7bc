// A wall with twenty testimonials and a survey, their SQL run at each request, beside a bare Node handler that asks the
// database for the same and sends the same bytes. Measured in turn, in one run.
import { build } from "../scripts/build.mjs";
import { bytesOf, compare, kilobytes, round, withDemo } from "./serving.mjs";

const ROUNDS = 7;
const TOKEN = "benchmark".padEnd(43, "0");
const WALL = "/w/studio-holm";
const SURVEY = `/s/${TOKEN}`;

export async function measure({ signal }) {
  await build({ signal });
  return withDemo({ signal }, async ({ database, start }) => {
    await makePages(database);
    const ours = await start("dist/web.mjs", { ready: "/readyz" });
    const figures = [];
    for (const [name, path, holds] of [
      ["wall", WALL, "Words 20"],
      ["survey", SURVEY, "The lighthouse map"],
    ]) {
      const html = await htmlOf(ours + path, holds);
      const bare = await start("bench/peers/bare.mjs", {
        BENCH_HTML_BYTES: String(Buffer.byteLength(html)),
      });
      const both = await compare({ bare: bare + path, ours: ours + path }, ROUNDS);
      const [, stylesheet] = /href="(\/client\.[0-9a-f]+\.css)"/.exec(html);
      figures.push(
        {
          name: `${name}, requests a second at 16 connections`,
          value: round(both.rate("ours"), 0),
          unit: "1/s",
          ratio: round(both.beside("bare"), 3),
          beside: `a bare handler with the same SQL and bytes, ${round(both.rate("bare"), 0)} 1/s`,
        },
        {
          name: `${name}, HTML and CSS, as they are sent to a browser`,
          value: kilobytes((await bytesOf(ours + path)) + (await bytesOf(ours + stylesheet))),
          unit: "kB",
        },
      );
    }
    return figures;
  });
}

/** A wall as full as one page of it can be, and an open question about Ines's map. */
async function makePages(database) {
  const { default: pg } = await import("pg");
  const { createHash } = await import("node:crypto");
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT "id", "freelancerId", "clientId", "contactId" FROM "Project" WHERE "title" = 'The lighthouse map'`,
    );
    const [{ id, freelancerId, clientId, contactId }] = rows;
    await client.query(
      `INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "expiresAt")
        VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), now() + interval '60 days')`,
      [freelancerId, id, contactId, createHash("sha256").update(TOKEN).digest()],
    );
    await client.query(`DELETE FROM "Testimonial" WHERE "freelancerId" = $1`, [freelancerId]);
    for (let n = 1; n <= 20; n += 1)
      await client.query(
        `WITH project AS (
          INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
          VALUES (gen_random_uuid(), $1, $2, $3, $4) RETURNING "id")
        INSERT INTO "Testimonial" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "text",
          "shownName", "givenAt", "reply", "repliedAt")
        SELECT gen_random_uuid(), $1, "id", $3, $5, now(), $4 || ': each lighthouse is where it is, and the path ' ||
          'beside the third one is as wide as we asked for.', 'Ines Duarte', now() - interval '1 hour' * $6::int,
          'Thank you. The next proof comes on your own paper.', now() FROM project`,
        [
          freelancerId,
          clientId,
          contactId,
          `Words ${n}`,
          createHash("sha256").update(`${n}`).digest(),
          n,
        ],
      );
  } finally {
    await client.end();
  }
}

/** The page, once it is seen to be the one that is meant. */
async function htmlOf(url, holds) {
  const page = await fetch(url);
  const html = await page.text();
  if (page.status !== 200 || !html.includes(holds))
    throw new Error(`The page to be measured is not there: ${url} answered ${page.status}`);
  return html;
}
