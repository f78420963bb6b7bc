-- CreateEnum
CREATE TYPE "News" AS ENUM ('DAILY', 'WEEKLY', 'MATTERS');

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "calendarCipher" BYTEA,
ADD COLUMN     "calendarHash" BYTEA,
ADD COLUMN     "news" "News" NOT NULL DEFAULT 'DAILY';

-- AlterTable
ALTER TABLE "Deadline" ADD COLUMN     "atRiskAt" TIMESTAMPTZ(3),
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN     "calendarCipher" BYTEA,
ADD COLUMN     "calendarHash" BYTEA,
ADD COLUMN     "country" TEXT,
ADD COLUMN     "daysOff" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "DeadlineMove" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "deadlineId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,
    "toOn" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "effect" TEXT NOT NULL DEFAULT '',
    "doing" TEXT NOT NULL DEFAULT '',
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldDaysEarly" INTEGER,

    CONSTRAINT "DeadlineMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeadlineMiss" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "deadlineId" UUID NOT NULL,
    "promisedOn" DATE NOT NULL,
    "missedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "toldDaysEarly" INTEGER,

    CONSTRAINT "DeadlineMiss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarTombstone" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "promisedOn" DATE NOT NULL,
    "sequence" INTEGER NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalendarTombstone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "storeKey" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "storedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChecklistItem" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChecklistItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChecklistTemplate" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChecklistTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkNote" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shownAt" TIMESTAMPTZ(3),
    "gatheredAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Extra" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shownAt" TIMESTAMPTZ(3),

    CONSTRAINT "Extra_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DeadlineMove_deadlineId_movedAt_idx" ON "DeadlineMove"("deadlineId", "movedAt");

-- CreateIndex
CREATE INDEX "DeadlineMove_freelancerId_movedAt_idx" ON "DeadlineMove"("freelancerId", "movedAt");

-- CreateIndex
CREATE INDEX "DeadlineMiss_freelancerId_missedAt_idx" ON "DeadlineMiss"("freelancerId", "missedAt");

-- CreateIndex
CREATE UNIQUE INDEX "DeadlineMiss_deadlineId_promisedOn_key" ON "DeadlineMiss"("deadlineId", "promisedOn");

-- CreateIndex
CREATE INDEX "CalendarTombstone_projectId_idx" ON "CalendarTombstone"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "File_storeKey_key" ON "File"("storeKey");

-- CreateIndex
CREATE INDEX "File_projectId_storedAt_idx" ON "File"("projectId", "storedAt");

-- CreateIndex
CREATE UNIQUE INDEX "File_freelancerId_id_key" ON "File"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "ChecklistItem_projectId_position_idx" ON "ChecklistItem"("projectId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ChecklistTemplate_freelancerId_name_key" ON "ChecklistTemplate"("freelancerId", "name");

-- CreateIndex
CREATE INDEX "WorkNote_projectId_shownAt_idx" ON "WorkNote"("projectId", "shownAt");

-- CreateIndex
CREATE INDEX "WorkNote_gatheredAt_shownAt_idx" ON "WorkNote"("gatheredAt", "shownAt");

-- CreateIndex
CREATE INDEX "Extra_projectId_createdAt_idx" ON "Extra"("projectId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_calendarHash_key" ON "Contact"("calendarHash");

-- CreateIndex
CREATE UNIQUE INDEX "Studio_calendarHash_key" ON "Studio"("calendarHash");

-- AddForeignKey
ALTER TABLE "DeadlineMove" ADD CONSTRAINT "DeadlineMove_freelancerId_deadlineId_fkey" FOREIGN KEY ("freelancerId", "deadlineId") REFERENCES "Deadline"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeadlineMiss" ADD CONSTRAINT "DeadlineMiss_freelancerId_deadlineId_fkey" FOREIGN KEY ("freelancerId", "deadlineId") REFERENCES "Deadline"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarTombstone" ADD CONSTRAINT "CalendarTombstone_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistItem" ADD CONSTRAINT "ChecklistItem_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistTemplate" ADD CONSTRAINT "ChecklistTemplate_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkNote" ADD CONSTRAINT "WorkNote_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Extra" ADD CONSTRAINT "Extra_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

