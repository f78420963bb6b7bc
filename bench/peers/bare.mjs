// The least that could answer: Node's own http, pg with the same statement as the page, and as many bytes as the page
// has. What a framework adds is measured against it.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { readByLinkSql } from "../../src/auth/contact-sql.ts";
import { statusPageSql } from "../../src/features/projects/status/sql.ts";
import { surveySql } from "../../src/features/surveys/sql.ts";
import { ON_WALL, wallSql } from "../../src/features/testimonials/wall/sql.ts";

const { DATABASE_URL, PORT, HOST, BENCH_HTML_BYTES } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, options: "-c timezone=UTC" });
const body = Buffer.alloc(Number(BENCH_HTML_BYTES), "x");
const hashOf = (token) => createHash("sha256").update(token).digest();

const pages = {
  p: ([token, projectId]) => ({
    name: "page",
    text: readByLinkSql(statusPageSql),
    values: [hashOf(token), new Date().toISOString(), projectId ?? null],
  }),
  s: ([token]) => ({ name: "survey", text: surveySql, values: [hashOf(token)] }),
  w: ([slug]) => ({ name: "wall", text: wallSql, values: [slug, null, ON_WALL + 1] }),
};

createServer(async (request, response) => {
  const [, prefix, ...rest] = request.url.split("/");
  if (!prefix) return response.end("ready");
  const { rows } = await pool.query(pages[prefix](rest));
  if (!rows[0] || rows[0].page?.shown === null) return response.writeHead(404).end();
  response
    .writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
    .end(body);
}).listen(Number(PORT), HOST);

process.on("SIGTERM", () => process.exit(0));
