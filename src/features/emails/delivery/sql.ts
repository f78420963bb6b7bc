import { FIRST_ID } from "@/lib/first-id";

/** A due email that nobody holds. */
const isFree = (email: string) =>
  `${email}."settledAt" IS NULL AND ${email}."sendAt" <= now() AND ` +
  `(${email}."leasedUntil" IS NULL OR ${email}."leasedUntil" <= now())`;

/** An email that the outbox lets out: any while it is open, else a sign-in email that was written since it closed. */
const isLetOut = (email: string) => `(
    ${email}."freelancerId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL)
    OR ${email}."freelancerId" IS NULL
      AND ${email}."createdAt" > coalesce((SELECT "quarantinedAt" FROM "Outbox"), '-infinity'))`;

/** As many due emails, and as many freelancers, a claim looks at to see whose turn it is. */
export const LOOKED_AT = 32;

/** The account that a freelancer brought: looked up for each, since all of them may be many. */
const ownAccount = (who: string) =>
  `(SELECT own."id" FROM "MailAccount" own WHERE own."freelancerId" = ${who})`;

/** The next freelancer of a lap with a due email. */
const nextDue = (lap: "first" | "second", where: string) => `
      (SELECT l."freelancerId" AS who, '${lap}' AS lap FROM "Email" l
        WHERE l."settledAt" IS NULL AND l."sendAt" <= now() AND ${where}
        ORDER BY l."settledAt", l."freelancerId" LIMIT 1)`;

/**
 * The steps of the one claim, in their order, each under a name that says what it selects. $1 room, $2 emails a
 * second of an account that a freelancer brought, $3 the same of the install's own (0 lifts a pace), $4 lease token,
 * $5 lease in seconds. The rows of the accounts are locked for the moment of the claim, so that two callers cannot
 * spend the same pace. What is picked beyond a pace is not leased, and free again at once.
 */
export const claimSteps = {
  /** Since when the outbox is closed; no row while it is open. */
  closed: `SELECT "quarantinedAt" AS since FROM "Outbox" WHERE "quarantinedAt" IS NOT NULL`,

  /** Whose the oldest due emails are, of nobody's the sign-in emails: all there are, in an ordinary minute. */
  oldest: `
    SELECT "freelancerId" AS who FROM "Email"
    WHERE "settledAt" IS NULL AND "sendAt" <= now() AND NOT EXISTS (SELECT 1 FROM closed)
    ORDER BY "settledAt", "sendAt" LIMIT ${LOOKED_AT}`,

  /**
   * Whether more may be due than those, and from whom on a claim then goes round. While the install's account rests, a
   * round of its own finds those who have another: else the many who wait for it would never be passed in turn.
   */
  is_busy: `
    SELECT (SELECT count(*) FROM oldest) = ${LOOKED_AT} AS yes, r.rests,
      CASE WHEN r.rests THEN o."wentRoundResting" ELSE o."wentRoundTo" END AS from_id
    FROM (SELECT "freeAt" > now() AS rests FROM "MailAccount" WHERE "id" = 'install') r LEFT JOIN "Outbox" o ON true`,

  /**
   * While more are due: freelancers with a due email, going round from where the last claim stopped. Walks from one to
   * the next along an index, so that ten thousand due emails of one cost no more than one, and ten thousand freelancers
   * no more than these. Those whose emails all lie in the future are passed on the way. "settledAt" is named in the
   * order, because the index is not used without it.
   */
  round: `
    SELECT f.who, f.lap, 1 AS nth FROM is_busy b, LATERAL (
      ${nextDue("first", `l."freelancerId" > coalesce(b.from_id, '${FIRST_ID}')`)}
      UNION ALL ${nextDue("second", `l."freelancerId" <= b.from_id`)} LIMIT 1) f
    WHERE b.yes
    UNION ALL
    SELECT f.who, f.lap, r.nth + 1 FROM round r, is_busy b, LATERAL (
      ${nextDue("first", `r.lap = 'first' AND l."freelancerId" > r.who`)}
      UNION ALL ${nextDue("second", `l."freelancerId" > CASE r.lap WHEN 'first' THEN '${FIRST_ID}' ELSE r.who END AND l."freelancerId" <= b.from_id`)}
      LIMIT 1) f
    WHERE r.nth < ${LOOKED_AT}`,

  /** The freelancers whose turn it may be. */
  due_freelancer: `
    SELECT who FROM round UNION SELECT who FROM oldest WHERE who IS NOT NULL AND NOT (SELECT yes FROM is_busy)`,

  /** The accounts that may send now, locked, each with its pace. */
  rested_account: `
    SELECT "id", CASE WHEN "id" = 'install' THEN $3::float8 ELSE $2::float8 END AS pace FROM "MailAccount"
    WHERE "freeAt" <= now() AND "id" IN (SELECT 'install' UNION ALL SELECT ${ownAccount("d.who")} FROM due_freelancer d)
    ORDER BY "id" FOR NO KEY UPDATE`,

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
    SELECT p.who, a."id" AS account, p."takenAt", row_number() OVER by_turn AS place,
      greatest(1, ceil(a.most::float8 / count(*) OVER (PARTITION BY a."id")))::int AS share
    FROM (SELECT d.who, coalesce(${ownAccount("d.who")}, 'install') AS account,
        (SELECT t."takenAt" FROM "EmailTurn" t WHERE t."freelancerId" = d.who) AS "takenAt"
      FROM due_freelancer d WHERE EXISTS (
        SELECT 1 FROM "Email" one WHERE ${isFree("one")} AND one."freelancerId" = d.who)) p
      JOIN allowance a ON a."id" = p.account
    WINDOW by_turn AS (PARTITION BY a."id" ORDER BY p."takenAt" NULLS FIRST, p.who)`,

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

  /**
   * Writes down how far the claim went round; never waits for another that does. Where the install's account began to
   * rest meanwhile, nobody of its round had a turn.
   */
  went_round: `
    UPDATE "Outbox" o SET
      "wentRoundTo" = CASE WHEN b.rests THEN o."wentRoundTo" ELSE l.who END,
      "wentRoundResting" = CASE WHEN b.rests THEN l.who ELSE o."wentRoundResting" END
    FROM is_busy b, (SELECT who FROM round ORDER BY nth DESC LIMIT 1) l
    WHERE o."id" IN (SELECT "id" FROM "Outbox" FOR NO KEY UPDATE SKIP LOCKED)
      AND (b.rests OR EXISTS (SELECT 1 FROM allowance WHERE "id" = 'install'))`,
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
${claimUpTo("went_round")}
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

/**
 * In how many milliseconds a due email that nobody holds can be claimed: 0 or less, now; null, none is due. Looks at
 * the oldest, and at all that are due only where more are and none of these can be claimed now.
 */
export const nextSql = `
WITH oldest AS (
  SELECT l."freelancerId" AS who, ${isFree("l")} AS free FROM "Email" l
  WHERE l."settledAt" IS NULL AND l."sendAt" <= now() AND ${isLetOut("l")}
  ORDER BY l."settledAt", l."sendAt" LIMIT ${LOOKED_AT}),
next AS (
  SELECT min(a."freeAt") AS at FROM (SELECT DISTINCT who FROM oldest WHERE free) d JOIN "MailAccount" a
    ON a."id" = coalesce(${ownAccount("d.who")}, 'install')),
all_next AS (
  SELECT min(a."freeAt") AS at FROM "MailAccount" a WHERE EXISTS (
    SELECT 1 FROM "Email" l LEFT JOIN "MailAccount" own ON own."freelancerId" = l."freelancerId"
    WHERE ${isFree("l")} AND coalesce(own."id", 'install') = a."id" AND ${isLetOut("l")}))
SELECT (extract(epoch FROM CASE WHEN next.at <= now() OR (SELECT count(*) FROM oldest) < ${LOOKED_AT} THEN next.at
  ELSE (SELECT at FROM all_next) END - clock_timestamp()) * 1000)::float8 AS "ms" FROM next`;
