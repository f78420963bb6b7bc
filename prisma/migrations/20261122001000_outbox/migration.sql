-- CreateEnum
CREATE TYPE "LetterPurpose" AS ENUM ('PROJECT', 'SURVEY', 'DIGEST');

-- CreateEnum
CREATE TYPE "SuppressionCause" AS ENUM ('BOUNCED', 'COMPLAINED');

-- AlterEnum
ALTER TYPE "FollowUpKind" ADD VALUE 'REMINDER';

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "country" TEXT,
ADD COLUMN     "stopCipher" BYTEA,
ADD COLUMN     "stopHash" BYTEA;

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "heldAt" TIMESTAMPTZ(3),
ADD COLUMN     "ownCipher" BYTEA;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "accountId" TEXT,
ADD COLUMN     "bouncedAt" TIMESTAMPTZ(3),
ADD COLUMN     "complainedAt" TIMESTAMPTZ(3),
ADD COLUMN     "doubtSince" TIMESTAMPTZ(3),
ADD COLUMN     "inHours" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "messageId" TEXT,
ADD COLUMN     "postponedFrom" TIMESTAMPTZ(3),
ADD COLUMN     "purpose" "LetterPurpose" NOT NULL DEFAULT 'PROJECT';

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN     "checkBackOffAt" TIMESTAMPTZ(3),
ADD COLUMN     "followUpsFrom" TEXT NOT NULL DEFAULT '09:00',
ADD COLUMN     "followUpsUntil" TEXT NOT NULL DEFAULT '17:30',
ADD COLUMN     "reminderDays" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "reminderOffAt" TIMESTAMPTZ(3),
ADD COLUMN     "thankYouOffAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "OwnText" (
    "freelancerId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "OwnText_pkey" PRIMARY KEY ("freelancerId","kind","language")
);

-- CreateTable
CREATE TABLE "MailAccount" (
    "id" TEXT NOT NULL,
    "freelancerId" UUID,
    "keyCipher" BYTEA,
    "keyLastFour" TEXT,
    "fromAddress" TEXT,
    "savedAt" TIMESTAMPTZ(3),
    "hookCipher" BYTEA,
    "formerHookCipher" BYTEA,
    "freeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "troubleSince" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "MailAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterTurn" (
    "freelancerId" UUID NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LetterTurn_pkey" PRIMARY KEY ("freelancerId")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "cause" "SuppressionCause" NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "letterId" UUID,
    "suppressedAt" TIMESTAMPTZ(3) NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderEvent" (
    "accountId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProviderEvent_pkey" PRIMARY KEY ("accountId","id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "systemIdentifier" TEXT NOT NULL,
    "timeline" TEXT NOT NULL,
    "databaseOid" TEXT NOT NULL,
    "quarantinedAt" TIMESTAMPTZ(3),
    "quarantineWhy" TEXT,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MailAccount_freelancerId_key" ON "MailAccount"("freelancerId");

-- CreateIndex
CREATE UNIQUE INDEX "Suppression_freelancerId_address_key" ON "Suppression"("freelancerId", "address");

-- CreateIndex
CREATE INDEX "ProviderEvent_receivedAt_idx" ON "ProviderEvent"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_stopHash_key" ON "Contact"("stopHash");

-- CreateIndex
CREATE INDEX "Letter_settledAt_freelancerId_leavesAt_idx" ON "Letter"("settledAt", "freelancerId", "leavesAt");

-- CreateIndex
CREATE INDEX "Letter_providerId_idx" ON "Letter"("providerId");

-- AddForeignKey
ALTER TABLE "OwnText" ADD CONSTRAINT "OwnText_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailAccount" ADD CONSTRAINT "MailAccount_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterTurn" ADD CONSTRAINT "LetterTurn_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suppression" ADD CONSTRAINT "Suppression_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;


-- The install's own account is always there: its row carries its pace.
INSERT INTO "MailAccount" ("id") VALUES ('install');

-- A survey's invitation is a letter that a contact may say no to.
UPDATE "Letter" SET "purpose" = 'SURVEY' WHERE "kind" = 'survey.invited';
UPDATE "Letter" SET "purpose" = 'DIGEST' WHERE "kind" = 'work.shown';
