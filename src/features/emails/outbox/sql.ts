/**
 * The one claim. $1 lease token, $2 lease in seconds, $3 room, $4 emails a second of an account that was
 * brought, $5 the same of the install's own; 0 lifts a pace.
 *
 * `party` walks from freelancer to freelancer along an index, so that ten thousand waiting emails of one
 * cost no more than one: "settledAt" is named in the order, since only so the index is read in it. The rows of the accounts are locked for the moment of the claim, so that two
 * callers cannot spend the same pace. What is picked beyond a pace is not leased, and free again at once.
 */
export const claimSql = `
WITH RECURSIVE closed AS (
  SELECT "quarantinedAt" AS since FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL
), party AS (
  (SELECT "freelancerId" AS who FROM "Email" WHERE "settledAt" IS NULL AND "freelancerId" IS NOT NULL AND "sendAt" <= now() AND NOT EXISTS (SELECT 1 FROM closed) ORDER BY "settledAt", "freelancerId" LIMIT 1)
  UNION ALL
  SELECT (SELECT l."freelancerId" FROM "Email" l WHERE l."settledAt" IS NULL AND l."freelancerId" > party.who AND l."sendAt" <= now() ORDER BY l."settledAt", l."freelancerId" LIMIT 1) FROM party WHERE party.who IS NOT NULL
), account AS (
  SELECT "id", CASE WHEN "id" = 'install' THEN $5::float8 ELSE $4::float8 END AS pace FROM "MailAccount"
  WHERE "freeAt" <= now() AND ("id" = 'install' OR "freelancerId" IN (SELECT who FROM party)) ORDER BY "id" FOR NO KEY UPDATE
), allowed AS (
  SELECT "id", pace, CASE WHEN pace = 0 THEN $3::int ELSE least($3::int, greatest(1, floor(pace / 4)::int)) END AS most FROM account
), sign_in AS (
  SELECT l."id" FROM "Email" l WHERE l."settledAt" IS NULL AND l."freelancerId" IS NULL AND l."sendAt" <= now() AND (l."leasedUntil" IS NULL OR l."leasedUntil" <= now())
    AND l."createdAt" > coalesce((SELECT since FROM closed), '-infinity') ORDER BY l."sendAt" FOR UPDATE SKIP LOCKED LIMIT coalesce((SELECT most FROM allowed WHERE "id" = 'install'), 0)
), turn AS (
  SELECT p.who, a."id" AS account, t."takenAt", row_number() OVER by_turn AS place, greatest(1, ceil(a.most::float8 / count(*) OVER (PARTITION BY a."id")))::int AS share
  FROM party p LEFT JOIN "MailAccount" own ON own."freelancerId" = p.who LEFT JOIN "EmailTurn" t ON t."freelancerId" = p.who JOIN allowed a ON a."id" = coalesce(own."id", 'install')
  WHERE p.who IS NOT NULL WINDOW by_turn AS (PARTITION BY a."id" ORDER BY t."takenAt" NULLS FIRST, p.who)
), next_turns AS (
  SELECT turn.* FROM turn JOIN allowed a ON a."id" = turn.account WHERE turn.place <= a.most ORDER BY turn.place, turn."takenAt" NULLS FIRST LIMIT $3::int
), picked AS (
  SELECT l."id", n.account, n.who, n."takenAt", row_number() OVER (PARTITION BY n.account ORDER BY n.place, l."sendAt") AS nth
  FROM next_turns n CROSS JOIN LATERAL (
    SELECT one."id", one."sendAt" FROM "Email" one
    WHERE one."settledAt" IS NULL AND one."freelancerId" = n.who AND one."sendAt" <= now() AND (one."leasedUntil" IS NULL OR one."leasedUntil" <= now())
    ORDER BY one."settledAt", one."sendAt" FOR UPDATE SKIP LOCKED LIMIT n.share) l
), chosen AS (
  SELECT "id", 'install' AS account, NULL::uuid AS who, 0 AS nth, NULL::timestamptz AS "takenAt" FROM sign_in
  UNION ALL
  SELECT p."id", p.account, p.who, p.nth, p."takenAt" FROM picked p JOIN allowed a ON a."id" = p.account
  WHERE p.nth <= a.most - CASE WHEN p.account = 'install' THEN (SELECT count(*) FROM sign_in) ELSE 0 END
), taken AS (
  SELECT * FROM chosen ORDER BY nth, "takenAt" NULLS FIRST LIMIT $3::int
), paced AS (
  UPDATE "MailAccount" a SET "freeAt" = clock_timestamp() + make_interval(secs => t.emails / allowed.pace)
  FROM (SELECT account, count(*) AS emails FROM taken GROUP BY account) t JOIN allowed ON allowed."id" = t.account WHERE a."id" = t.account AND allowed.pace > 0
), turns AS (
  INSERT INTO "EmailTurn" ("freelancerId", "takenAt") SELECT w.who, clock_timestamp() FROM (SELECT DISTINCT who FROM taken WHERE who IS NOT NULL) w
  ON CONFLICT ("freelancerId") DO UPDATE SET "takenAt" = excluded."takenAt"
)
UPDATE "Email" l SET "leaseToken" = $1::uuid, "leasedUntil" = now() + make_interval(secs => $2::int), "attempts" = l."attempts" + 1,
  "doubtSince" = CASE WHEN l."frozenAt" IS NOT NULL AND l."leasedUntil" IS NOT NULL THEN coalesce(l."doubtSince", now()) ELSE l."doubtSince" END
FROM taken t WHERE l."id" = t."id"
RETURNING l."id", l."freelancerId", l."projectId", l."contactId", l."kind", l."purpose"::text AS "purpose", l."inHours", l."fromName", l."replyTo", l."toName", l."toAddress", l."subject",
  l."wordsCipher", l."createdAt", l."sendAt", l."postponedFrom", l."frozenAt", l."frozenCipher", l."accountId", l."doubtSince", l."lastError", l."attempts", l."leaseToken"`;

/** In how many milliseconds a due email that nobody holds can be claimed: 0 or less, now; null, none is due. */
export const nextSql = `
SELECT (extract(epoch FROM min(a."freeAt") - clock_timestamp()) * 1000)::float8 AS "ms" FROM "MailAccount" a
WHERE EXISTS (
  SELECT 1 FROM "Email" l LEFT JOIN "MailAccount" own ON own."freelancerId" = l."freelancerId"
  WHERE l."settledAt" IS NULL AND l."sendAt" <= now() AND (l."leasedUntil" IS NULL OR l."leasedUntil" <= now()) AND coalesce(own."id", 'install') = a."id"
    AND (l."freelancerId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL)
      OR l."freelancerId" IS NULL AND l."createdAt" > coalesce((SELECT "quarantinedAt" FROM "Outbox"), '-infinity')))`;
