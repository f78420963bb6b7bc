// What the benchmarks of export and import share: a studio of its own, and its session's cookie.
import { createHash, randomBytes } from "node:crypto";

/** A studio that has nothing in it. Returns whose it is, and the cookie of a session. */
export async function makeStudio(client) {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest().toString("base64url");
  const { rows } = await client.query(
    `INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), gen_random_uuid() || '@example.com')
      RETURNING "id"`,
  );
  const [{ id }] = rows;
  await client.query(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires")
      VALUES (gen_random_uuid(), $1, $2, now() + interval '30 days')`,
    [stored, id],
  );
  await client.query(
    `INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
      VALUES ($1, 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com',
        '{"1":[["09:00","17:00"]],"2":[],"3":[],"4":[],"5":[],"6":[],"7":[]}')`,
    [id],
  );
  return { id, cookie: `next-auth.session-token=${token}` };
}
