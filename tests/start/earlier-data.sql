-- Ten studios with ten thousand projects, as the tables were before letters were called emails.
-- The names after a colon are put in by the test: texts sealed as that version sealed them.
CREATE FUNCTION id(what text, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(what || n::text)::uuid $$;

INSERT INTO "User" ("id", "name", "email") SELECT id('user', n), 'Freelancer ' || n, 'f' || n || '@example.com' FROM generate_series(1, 10) n;

-- The first turned thank-yous off, the second check-backs, the third all three.
INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours", "thankYouOffAt", "checkBackOffAt", "reminderOffAt")
SELECT id('user', n), 'Freelancer ' || n, 'Studio ' || n, 'Europe/Lisbon', 'f' || n || '@example.com', '{}',
  CASE WHEN n IN (1, 3) THEN timestamptz '2026-10-01Z' END, CASE WHEN n IN (2, 3) THEN timestamptz '2026-10-02Z' END, CASE WHEN n = 3 THEN timestamptz '2026-10-03Z' END
FROM generate_series(1, 10) n;

INSERT INTO "Client" ("id", "freelancerId", "name") SELECT id('client', n), id('user', n % 10 + 1), 'Client ' || n FROM generate_series(1, 1000) n;

INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher", "stopHash", "stopCipher", "news")
SELECT id('contact', n), id('user', n % 10 + 1), id('client', n), 'Contact ' || n, 'c' || n || '@example.com', 'Europe/Lisbon',
  sha256(('link' || n)::bytea), '\x00', sha256(('stop' || n)::bytea), decode(:stopLink, 'hex'), 'WEEKLY'
FROM generate_series(1, 1000) n;

-- Every other one is completed.
INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title", "createdAt", "completedAt")
SELECT id('project', n), id('user', n % 10 + 1), id('client', n % 1000 + CASE WHEN n % 1000 = 0 THEN 1000 ELSE 0 END), id('contact', n % 1000 + CASE WHEN n % 1000 = 0 THEN 1000 ELSE 0 END),
  'Project ' || n, timestamptz '2026-01-01Z' + n * interval '1 minute', CASE WHEN n % 2 = 0 THEN timestamptz '2026-06-01Z' + n * interval '1 minute' END
FROM generate_series(1, 10000) n;

INSERT INTO "Deadline" ("id", "freelancerId", "projectId", "title", "promisedOn", "metAt")
SELECT id('deadline', n), id('user', p % 10 + 1), id('project', p), 'Draft ' || n, date '2026-03-01' + n % 90, CASE WHEN n % 3 = 0 THEN timestamptz '2026-03-01Z' END
FROM (SELECT n, (n + 2) / 3 AS p FROM generate_series(1, 30000) n) d;

-- Every third promise moved twice: from the 1st to the 8th of February, then to where it is.
INSERT INTO "DeadlineMove" ("id", "freelancerId", "deadlineId", "fromOn", "toOn", "reason", "movedAt")
SELECT id('move', n * 2 + step), id('user', (n + 2) / 3 % 10 + 1), id('deadline', n), CASE step WHEN 0 THEN date '2026-02-01' ELSE date '2026-02-08' END,
  CASE step WHEN 0 THEN date '2026-02-08' ELSE date '2026-03-01' + n % 90 END, 'The paper was late', timestamptz '2026-02-01Z' + step * interval '7 days'
FROM generate_series(1, 30000, 3) n, generate_series(0, 1) step;

INSERT INTO "Letter" ("id", "freelancerId", "kind", "dedupeKey", "projectId", "contactId", "fromName", "toName", "toAddress", "subject", "wordsCipher", "leavesAt", "frozenAt", "frozenCipher", "settledAt", "sentAt", "withdrawnAt", "door", "purpose")
SELECT id('letter', n), id('user', p % 10 + 1), kind, kind || ':' || CASE WHEN kind LIKE 'letter.%' THEN id('letter', n - 1) ELSE id('project', p) END, id('project', p),
  CASE WHEN kind LIKE 'letter.%' THEN NULL ELSE id('contact', p % 1000 + CASE WHEN p % 1000 = 0 THEN 1000 ELSE 0 END) END,
  'Freelancer', 'Contact', 'c@example.com', 'Subject ' || n, decode(:words, 'hex'), timestamptz '2026-06-01Z' + n * interval '1 minute',
  timestamptz '2026-06-01Z', decode(:frozen, 'hex'), timestamptz '2026-06-02Z', CASE WHEN n % 100 <> 0 THEN timestamptz '2026-06-02Z' END, CASE WHEN n % 100 = 0 THEN timestamptz '2026-06-02Z' END, 'LOCAL',
  CASE WHEN kind = 'survey.invited' THEN 'SURVEY'::"LetterPurpose" ELSE 'PROJECT'::"LetterPurpose" END
FROM (SELECT n, (n + 3) / 4 AS p, (ARRAY['project.completed', 'survey.invited', 'message.posted', CASE WHEN n % 8 = 0 THEN 'letter.bounced' ELSE 'letter.complained' END])[(n - 1) % 4 + 1] AS kind FROM generate_series(1, 40000) n) l;

-- A thank-you and a check-back for each project, the first two letters of it.
INSERT INTO "FollowUp" ("id", "freelancerId", "projectId", "contactId", "kind", "plannedAt", "dueAt", "settledAt", "issuedAt", "withdrawnAt", "letterId")
SELECT id('follow-up', p * 2 + step), id('user', p % 10 + 1), id('project', p), id('contact', p % 1000 + CASE WHEN p % 1000 = 0 THEN 1000 ELSE 0 END),
  (ARRAY['THANK_YOU', 'CHECK_BACK'])[step + 1]::"FollowUpKind", timestamptz '2026-06-01Z', timestamptz '2026-06-08Z', timestamptz '2026-06-08Z', timestamptz '2026-06-08Z', NULL, id('letter', p * 4 - 3 + step)
FROM generate_series(1, 10000) p, generate_series(0, 1) step;

INSERT INTO "Survey" ("id", "freelancerId", "projectId", "contactId", "tokenHash", "invitedAt", "expiresAt")
SELECT id('survey', p), id('user', p % 10 + 1), id('project', p), id('contact', p % 1000 + CASE WHEN p % 1000 = 0 THEN 1000 ELSE 0 END), sha256(('survey' || p)::bytea), timestamptz '2026-06-08Z', timestamptz '2026-09-08Z'
FROM generate_series(2, 10000, 2) p;

-- Each is answered, and every fifth of them twice.
INSERT INTO "Answer" ("id", "freelancerId", "surveyId", "ordinal", "verdict", "answeredAt")
SELECT id('answer', p * 2 + ordinal), id('user', p % 10 + 1), id('survey', p), ordinal, (ARRAY['UP_TO_MARK', 'NEARLY'])[ordinal]::"Verdict", timestamptz '2026-06-09Z' + ordinal * interval '1 hour'
FROM generate_series(2, 10000, 2) p, generate_series(1, 2) ordinal WHERE ordinal = 1 OR p % 10 = 0;

-- Half of those that ended below mark still wait for a word.
UPDATE "Project" SET "amendsSince" = timestamptz '2026-06-09 02:00Z'
WHERE "id" IN (SELECT id('project', n) FROM generate_series(20, 10000, 20) n);

DROP FUNCTION id;
