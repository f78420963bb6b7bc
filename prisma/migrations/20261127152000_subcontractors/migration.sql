-- Those who work for the freelancer: their links, assignments, dates, messages, files and the question afterwards.

-- CreateEnum
CREATE TYPE "AssignmentDateKind" AS ENUM ('MINE', 'THEIRS', 'PAY');

-- AlterEnum
ALTER TYPE "Actor" ADD VALUE 'SUBCONTRACTOR';

-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "assignmentId" UUID,
ADD COLUMN     "subcontractorId" UUID;

-- AlterTable
ALTER TABLE "HistoryEntry" ADD COLUMN     "subcontractorId" UUID;

-- CreateTable
CREATE TABLE "Subcontractor" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "country" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "linkHash" BYTEA NOT NULL,
    "linkCipher" BYTEA NOT NULL,
    "linkRevokedAt" TIMESTAMPTZ(3),
    "linkLastOn" DATE,
    "optedOutAt" TIMESTAMPTZ(3),
    "unsubscribeHash" BYTEA,
    "unsubscribeCipher" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subcontractor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "subcontractorId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "brief" TEXT NOT NULL DEFAULT '',
    "formKey" TEXT,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "waitingSince" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentDate" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "kind" "AssignmentDateKind" NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "promisedOn" DATE NOT NULL,
    "hundredths" INTEGER,
    "currency" TEXT,
    "doneOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AssignmentDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentDateMove" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "dateId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,
    "toOn" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldDaysEarly" INTEGER,

    CONSTRAINT "AssignmentDateMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentMessage" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "isTheirs" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "formKey" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "noReplyAt" TIMESTAMPTZ(3),

    CONSTRAINT "AssignmentMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentFile" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "isTheirs" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "storeKey" TEXT NOT NULL,
    "formKey" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "storedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AssignmentFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentQuestion" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "skippedAt" TIMESTAMPTZ(3),
    "skippedWhy" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "verdict" "Verdict",
    "words" TEXT NOT NULL DEFAULT '',
    "notedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AssignmentQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Subcontractor_linkHash_key" ON "Subcontractor"("linkHash");

-- CreateIndex
CREATE UNIQUE INDEX "Subcontractor_unsubscribeHash_key" ON "Subcontractor"("unsubscribeHash");

-- CreateIndex
CREATE UNIQUE INDEX "Subcontractor_freelancerId_id_key" ON "Subcontractor"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Subcontractor_freelancerId_address_key" ON "Subcontractor"("freelancerId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_formKey_key" ON "Assignment"("formKey");

-- CreateIndex
CREATE INDEX "Assignment_projectId_begunAt_idx" ON "Assignment"("projectId", "begunAt");

-- CreateIndex
CREATE INDEX "Assignment_subcontractorId_begunAt_idx" ON "Assignment"("subcontractorId", "begunAt");

-- CreateIndex
CREATE INDEX "Assignment_freelancerId_waitingSince_idx" ON "Assignment"("freelancerId", "waitingSince");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_freelancerId_id_key" ON "Assignment"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "AssignmentDate_assignmentId_promisedOn_idx" ON "AssignmentDate"("assignmentId", "promisedOn");

-- CreateIndex
CREATE INDEX "AssignmentDate_freelancerId_doneOn_promisedOn_idx" ON "AssignmentDate"("freelancerId", "doneOn", "promisedOn");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentDate_freelancerId_id_key" ON "AssignmentDate"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "AssignmentDateMove_dateId_movedAt_idx" ON "AssignmentDateMove"("dateId", "movedAt");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentMessage_formKey_key" ON "AssignmentMessage"("formKey");

-- CreateIndex
CREATE INDEX "AssignmentMessage_assignmentId_writtenAt_idx" ON "AssignmentMessage"("assignmentId", "writtenAt");

-- CreateIndex
CREATE INDEX "AssignmentMessage_freelancerId_writtenAt_idx" ON "AssignmentMessage"("freelancerId", "writtenAt");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentMessage_freelancerId_id_key" ON "AssignmentMessage"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentFile_storeKey_key" ON "AssignmentFile"("storeKey");

-- CreateIndex
CREATE INDEX "AssignmentFile_assignmentId_storedAt_idx" ON "AssignmentFile"("assignmentId", "storedAt");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentFile_freelancerId_id_key" ON "AssignmentFile"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentFile_freelancerId_formKey_key" ON "AssignmentFile"("freelancerId", "formKey");

-- CreateIndex
CREATE INDEX "AssignmentQuestion_askedAt_skippedAt_dueAt_idx" ON "AssignmentQuestion"("askedAt", "skippedAt", "dueAt");

-- CreateIndex
CREATE INDEX "AssignmentQuestion_freelancerId_answeredAt_idx" ON "AssignmentQuestion"("freelancerId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentQuestion_freelancerId_id_key" ON "AssignmentQuestion"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "AssignmentQuestion_freelancerId_assignmentId_key" ON "AssignmentQuestion"("freelancerId", "assignmentId");

-- CreateIndex
CREATE INDEX "Email_subcontractorId_settledAt_idx" ON "Email"("subcontractorId", "settledAt");

-- CreateIndex
CREATE INDEX "Email_assignmentId_idx" ON "Email"("assignmentId");

-- CreateIndex
CREATE INDEX "HistoryEntry_subcontractorId_idx" ON "HistoryEntry"("subcontractorId");

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_subcontractorId_fkey" FOREIGN KEY ("freelancerId", "subcontractorId") REFERENCES "Subcontractor"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_assignmentId_fkey" FOREIGN KEY ("freelancerId", "assignmentId") REFERENCES "Assignment"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_freelancerId_subcontractorId_fkey" FOREIGN KEY ("freelancerId", "subcontractorId") REFERENCES "Subcontractor"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subcontractor" ADD CONSTRAINT "Subcontractor_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_freelancerId_subcontractorId_fkey" FOREIGN KEY ("freelancerId", "subcontractorId") REFERENCES "Subcontractor"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentDate" ADD CONSTRAINT "AssignmentDate_freelancerId_assignmentId_fkey" FOREIGN KEY ("freelancerId", "assignmentId") REFERENCES "Assignment"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentDateMove" ADD CONSTRAINT "AssignmentDateMove_freelancerId_dateId_fkey" FOREIGN KEY ("freelancerId", "dateId") REFERENCES "AssignmentDate"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentMessage" ADD CONSTRAINT "AssignmentMessage_freelancerId_assignmentId_fkey" FOREIGN KEY ("freelancerId", "assignmentId") REFERENCES "Assignment"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentFile" ADD CONSTRAINT "AssignmentFile_freelancerId_assignmentId_fkey" FOREIGN KEY ("freelancerId", "assignmentId") REFERENCES "Assignment"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentQuestion" ADD CONSTRAINT "AssignmentQuestion_freelancerId_assignmentId_fkey" FOREIGN KEY ("freelancerId", "assignmentId") REFERENCES "Assignment"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is counted for CSQ of the freelancer's answers and payments to them.
CREATE TRIGGER "AssignmentDate_figures" AFTER INSERT OR UPDATE OF "kind", "promisedOn", "doneOn" OR DELETE
  ON "AssignmentDate" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "AssignmentDateMove_figures" AFTER INSERT OR UPDATE OR DELETE
  ON "AssignmentDateMove" FOR EACH ROW EXECUTE FUNCTION figures_note();
CREATE TRIGGER "AssignmentMessage_figures"
  AFTER INSERT OR UPDATE OF "isTheirs", "text", "writtenAt", "noReplyAt" OR DELETE
  ON "AssignmentMessage" FOR EACH ROW EXECUTE FUNCTION figures_note();
