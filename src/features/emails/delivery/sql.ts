/** A due email that nobody holds. */
const isFree = (email: string) =>
  `${email}."settledAt" IS NULL AND ${email}."sendAt" <= now() AND ` +
  `(${email}."leasedUntil" IS NULL OR ${email}."leasedUntil" <= now())`;

/**
 * The steps of the one claim, in their order, each under a name that says what it selects. $1 room, $2 emails a
 * second of an account that a freelancer brought, $3 the same of the install's own (0 lifts a pace), $4 lease token,
 * $5 lease in seconds. The rows of the accounts are locked for the moment of the claim, so that two callers cannot
 * spend the same pace. What is picked beyond a pace is not leased, and free again at once.
 */
export const claimSteps = {
  /** Since when the outbox is closed; no row while it is open. */
  closed: `SELECT "quarantinedAt" AS since FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL`,

  /**
   * The freelancers with a due email. Walks from one to the next along an index, so that ten thousand waiting emails
   * of one cost no more than one: "settledAt" is named in the order, because the index is not used without it.
   */
  due_freelancer: `
    (SELECT "freelancerId" AS who FROM "Email"
      WHERE "settledAt" IS NULL AND "freelancerId" IS NOT NULL AND "sendAt" <= now()
        AND NOT EXISTS (SELECT 1 FROM closed)
      ORDER BY "settledAt", "freelancerId" LIMIT 1)
    UNION ALL
    SELECT (SELECT l."freelancerId" FROM "Email" l
      WHERE l."settledAt" IS NULL AND l."freelancerId" > due_freelancer.who AND l."sendAt" <= now()
      ORDER BY l."settledAt", l."freelancerId" LIMIT 1)
    FROM due_freelancer WHERE due_freelancer.who IS NOT NULL`,

  /** The accounts that may send now, locked, each with its pace. */
  rested_account: `
    SELECT "id", CASE WHEN "id" = 'install' THEN $3::float8 ELSE $2::float8 END AS pace FROM "MailAccount"
    WHERE "freeAt" <= now() AND ("id" = 'install' OR "freelancerId" IN (SELECT who
      FROM due_freelancer)) ORDER BY "id" FOR NO KEY UPDATE`,

  /** How many emails each of them may send at once: a quarter of a second's, and one at least. */
  allowance: `
    SELECT "id", pace, CASE WHEN pace = 0 THEN $1::int
      ELSE least($1::int, greatest(1, floor(pace / 4)::int)) END AS most FROM rested_account`,

  /** Sign-in emails, which come first; in a closed outbox those that were written since. */
  sign_in: `
    SELECT l."id" FROM "Email" l WHERE ${isFree("l")} AND l."freelancerId" IS NULL
      AND l."createdAt" > coalesce((SELECT since FROM closed), '-infinity')
    ORDER BY l."sendAt" FOR UPDATE SKIP LOCKED LIMIT coalesce((SELECT most FROM allowance WHERE "id" = 'install'), 0)`,

  /** Each freelancer's place in the queue of their account, whoever waited longest first, and their share of it. */
  turn: `
    SELECT p.who, a."id" AS account, t."takenAt", row_number() OVER by_turn AS place,
      greatest(1, ceil(a.most::float8 / count(*) OVER (PARTITION BY a."id")))::int AS share
    FROM due_freelancer p LEFT JOIN "MailAccount" own ON own."freelancerId" = p.who
      LEFT JOIN "EmailTurn" t ON t."freelancerId" = p.who
      JOIN allowance a ON a."id" = coalesce(own."id", 'install')
    WHERE p.who IS NOT NULL WINDOW by_turn AS (PARTITION BY a."id" ORDER BY t."takenAt" NULLS FIRST, p.who)`,

  /** The turns that fit into the allowance and the room. */
  next_turn: `
    SELECT turn.* FROM turn JOIN allowance a ON a."id" = turn.account WHERE turn.place <= a.most
    ORDER BY turn.place, turn."takenAt" NULLS FIRST LIMIT $1::int`,

  /** The oldest due emails of each of them, as many as their share, locked. */
  picked: `
    SELECT l."id", n.account, n.who, n."takenAt", row_number() OVER (PARTITION BY n.account
      ORDER BY n.place, l."sendAt") AS nth
    FROM next_turn n CROSS JOIN LATERAL (
      SELECT one."id", one."sendAt" FROM "Email" one WHERE ${isFree("one")} AND one."freelancerId" = n.who
      ORDER BY one."settledAt", one."sendAt" FOR UPDATE SKIP LOCKED LIMIT n.share) l`,

  /** Sign-in emails and, of the picked ones, what is left of their account's allowance. */
  affordable: `
    SELECT "id", 'install' AS account, NULL::uuid AS who, 0 AS nth, NULL::timestamptz AS "takenAt" FROM sign_in
    UNION ALL
    SELECT p."id", p.account, p.who, p.nth, p."takenAt" FROM picked p JOIN allowance a ON a."id" = p.account
    WHERE p.nth <= a.most - CASE WHEN p.account = 'install' THEN (SELECT count(*) FROM sign_in) ELSE 0 END`,

  /** What is claimed: as much of it as there is room for. */
  taken: `SELECT * FROM affordable ORDER BY nth, "takenAt" NULLS FIRST LIMIT $1::int`,

  /** Writes down when each account may send again. */
  spent_pace: `
    UPDATE "MailAccount" a SET "freeAt" = clock_timestamp() + make_interval(secs => t.emails / allowance.pace)
    FROM (SELECT account, count(*) AS emails FROM taken GROUP BY account) t JOIN allowance ON allowance."id" = t.account
    WHERE a."id" = t.account AND allowance.pace > 0`,

  /** Writes down whose turn it was. */
  taken_turn: `
    INSERT INTO "EmailTurn" ("freelancerId", "takenAt")
    SELECT w.who, clock_timestamp() FROM (SELECT DISTINCT who FROM taken WHERE who IS NOT NULL) w
    ON CONFLICT ("freelancerId") DO UPDATE SET "takenAt" = excluded."takenAt"`,
};

export type ClaimStep = keyof typeof claimSteps;

/** The steps up to and with one of them, as the beginning of a statement that selects from it. */
export function claimUpTo(step: ClaimStep): string {
  const names = Object.keys(claimSteps) as ClaimStep[];
  const steps = names.slice(0, names.indexOf(step) + 1);
  return `WITH RECURSIVE ${steps.map((name) => `${name} AS (${claimSteps[name]})`).join(",\n")}`;
}

/** Whether nothing of a fixed email was ever passed on: a mail server's, whose attempt ended before that. */
const isUnsent = `(l."unsentSince" = l."frozenAt" AND l."doubtSince" IS NULL) IS TRUE`;
const thawed = ["frozenAt", "frozenCipher", "accountId", "unsentSince"]
  .map((column) => `"${column}" = CASE WHEN ${isUnsent} THEN NULL ELSE l."${column}" END`)
  .join(", ");

/**
 * Leases what is taken and returns it. One whose last lease ran out with its bytes fixed may have
 * arrived: it is in doubt. Where it is certain that nothing was passed on, it is as if it had never been tried.
 */
export const claimSql = `
${claimUpTo("taken_turn")}
UPDATE "Email" l SET "leaseToken" = $4::uuid, "leasedUntil" = now() + make_interval(secs => $5::int),
  "attempts" = l."attempts" + 1,
  ${thawed},
  "doubtSince" = CASE WHEN l."frozenAt" IS NOT NULL AND l."leasedUntil" IS NOT NULL AND NOT ${isUnsent}
    THEN coalesce(l."doubtSince", now()) ELSE l."doubtSince" END
FROM taken t WHERE l."id" = t."id"
RETURNING l."id", l."freelancerId", l."projectId", l."contactId", l."subcontractorId", l."assignmentId", l."requestId", l."kind",
  l."purpose"::text AS "purpose", l."inHours", l."fromName", l."replyTo",
  l."toName", l."toAddress", l."subject", l."wordsCipher", l."createdAt", l."sendAt",
  l."postponedFrom", l."frozenAt", l."frozenCipher", l."accountId",
  l."transport"::text AS "transport", l."doubtSince", l."lastError", l."attempts", l."leaseToken", l."leasedUntil"`;

/** In how many milliseconds a due email that nobody holds can be claimed: 0 or less, now; null, none is due. */
export const nextSql = `
SELECT (extract(epoch FROM min(a."freeAt") - clock_timestamp()) * 1000)::float8 AS "ms" FROM "MailAccount" a
WHERE EXISTS (
  SELECT 1 FROM "Email" l LEFT JOIN "MailAccount" own ON own."freelancerId" = l."freelancerId"
  WHERE ${isFree("l")} AND coalesce(own."id", 'install') = a."id"
    AND (l."freelancerId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL)
      OR l."freelancerId" IS NULL AND l."createdAt" > coalesce((SELECT "quarantinedAt" FROM "Outbox"), '-infinity')))`;
