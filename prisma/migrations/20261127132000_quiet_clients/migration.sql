-- The question to a client who has been quiet, and its answer.
-- CreateEnum
CREATE TYPE "QuietReason" AS ENUM ('NO_WORK', 'TOO_EXPENSIVE', 'TOO_SLOW', 'SOMEONE_ELSE', 'RESULT', 'OTHER');

-- AlterEnum
ALTER TYPE "FollowUpKind" ADD VALUE 'QUIET_CHECK';

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "quietCheckId" UUID;

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN     "quietMonths" INTEGER NOT NULL DEFAULT 6;

-- CreateTable
CREATE TABLE "QuietCheck" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "reason" "QuietReason",
    "words" TEXT NOT NULL DEFAULT '',
    "isComplaint" BOOLEAN NOT NULL DEFAULT false,
    "notedAt" TIMESTAMPTZ(3),

    CONSTRAINT "QuietCheck_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "QuietCheck_tokenHash_key" ON "QuietCheck"("tokenHash");

-- CreateIndex
CREATE INDEX "QuietCheck_freelancerId_answeredAt_idx" ON "QuietCheck"("freelancerId", "answeredAt");

-- CreateIndex
CREATE INDEX "QuietCheck_clientId_idx" ON "QuietCheck"("clientId");

-- CreateIndex
CREATE INDEX "QuietCheck_contactId_idx" ON "QuietCheck"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "QuietCheck_freelancerId_id_key" ON "QuietCheck"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "QuietCheck_projectId_contactId_key" ON "QuietCheck"("projectId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_freelancerId_quietCheckId_key" ON "LedgerEntry"("freelancerId", "quietCheckId");

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_quietCheckId_fkey" FOREIGN KEY ("freelancerId", "quietCheckId") REFERENCES "QuietCheck"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuietCheck" ADD CONSTRAINT "QuietCheck_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuietCheck" ADD CONSTRAINT "QuietCheck_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuietCheck" ADD CONSTRAINT "QuietCheck_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


