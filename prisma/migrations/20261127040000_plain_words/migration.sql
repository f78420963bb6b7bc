-- The product's words in the database: a letter is an email, it is sent instead of leaving, what is taken back is
-- cancelled. Renames alone, and the few kinds and keys that carry an old word: no row is copied.
ALTER TABLE "Letter" RENAME TO "Email";
ALTER TABLE "LetterTurn" RENAME TO "EmailTurn";
ALTER TYPE "LetterPurpose" RENAME TO "EmailPurpose";
ALTER TYPE "Door" RENAME TO "Transport";
ALTER TYPE "News" RENAME TO "UpdateFrequency";

ALTER TABLE "Email" RENAME COLUMN "leavesAt" TO "sendAt";
ALTER TABLE "Email" RENAME COLUMN "withdrawnAt" TO "cancelledAt";
ALTER TABLE "Email" RENAME COLUMN "door" TO "transport";
ALTER TABLE "FollowUp" RENAME COLUMN "letterId" TO "emailId";
ALTER TABLE "FollowUp" RENAME COLUMN "withdrawnAt" TO "cancelledAt";
ALTER TABLE "Suppression" RENAME COLUMN "letterId" TO "emailId";
ALTER TABLE "MailAccount" RENAME COLUMN "hookCipher" TO "webhookCipher";
ALTER TABLE "MailAccount" RENAME COLUMN "formerHookCipher" TO "formerWebhookCipher";
ALTER TABLE "Studio" RENAME COLUMN "letterHoldSeconds" TO "emailHoldSeconds";
ALTER TABLE "Contact" RENAME COLUMN "news" TO "updateFrequency";
ALTER TABLE "Contact" RENAME COLUMN "stopHash" TO "unsubscribeHash";
ALTER TABLE "Contact" RENAME COLUMN "stopCipher" TO "unsubscribeCipher";

UPDATE "Email"
SET "kind" = replace("kind", 'letter.', 'email.'), "dedupeKey" = replace("dedupeKey", 'letter.', 'email.')
WHERE "kind" IN ('letter.bounced', 'letter.complained');

-- Constraints and indexes carry the names of their tables and columns.
DO $$
DECLARE
  one record;
  wanted text;
BEGIN
  FOR one IN
    SELECT c.conname AS name, c.conrelid::regclass AS "table"
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE n.nspname = current_schema() AND c.conname ~ '(Letter|letter|leavesAt|withdrawnAt|stopHash)'
  LOOP
    wanted := replace(replace(replace(replace(replace(one.name, 'Letter', 'Email'), 'letter', 'email'), 'leavesAt', 'sendAt'), 'withdrawnAt', 'cancelledAt'), 'stopHash', 'unsubscribeHash');
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', one."table", one.name, wanted);
  END LOOP;
  FOR one IN
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'i' AND c.relname ~ '(Letter|letter|leavesAt|withdrawnAt|stopHash)'
  LOOP
    wanted := replace(replace(replace(replace(replace(one.name, 'Letter', 'Email'), 'letter', 'email'), 'leavesAt', 'sendAt'), 'withdrawnAt', 'cancelledAt'), 'stopHash', 'unsubscribeHash');
    EXECUTE format('ALTER INDEX %I RENAME TO %I', one.name, wanted);
  END LOOP;
END $$;
