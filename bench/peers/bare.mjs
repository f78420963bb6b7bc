// The least that could answer: Node's own http, pg with the same statement as the status page, and as many
// bytes as the page has. What a framework adds is measured against it.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { readByLinkSql } from "../../src/auth/contact-sql.ts";
import { statusPageSql } from "../../src/features/projects/status/sql.ts";

const { DATABASE_URL, PORT, HOST, BENCH_HTML_BYTES } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, options: "-c timezone=UTC" });
const body = Buffer.alloc(Number(BENCH_HTML_BYTES), "x");
const page = { name: "page", text: readByLinkSql(statusPageSql) };

createServer(async (request, response) => {
  const [, , token, projectId] = request.url.split("/");
  if (!token) return response.end("ready");
  const { rows } = await pool.query({
    ...page,
    values: [
      createHash("sha256").update(token).digest(),
      new Date().toISOString(),
      projectId ?? null,
    ],
  });
  if (!rows[0]?.page?.shown) return response.writeHead(404).end();
  response
    .writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
    .end(body);
}).listen(Number(PORT), HOST);

process.on("SIGTERM", () => process.exit(0));
