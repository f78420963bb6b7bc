-- A delivery that is put before the client, round by round, and what became of each.
-- CreateEnum
CREATE TYPE "SignOffOutcome" AS ENUM ('ACCEPTED', 'CHANGES', 'TAKEN_BACK', 'NO_ANSWER');

-- CreateTable
CREATE TABLE "SignOff" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "deadlineId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "putAt" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "SignOffOutcome",
    "closedAt" TIMESTAMPTZ(3),
    "closedById" UUID,
    "changes" TEXT NOT NULL DEFAULT '',
    "messageId" UUID,
    "channel" "Channel",

    CONSTRAINT "SignOff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SignOff_freelancerId_id_key" ON "SignOff"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SignOff_deadlineId_round_key" ON "SignOff"("deadlineId", "round");

-- CreateIndex
CREATE INDEX "SignOff_projectId_putAt_idx" ON "SignOff"("projectId", "putAt");

-- CreateIndex
CREATE INDEX "SignOff_freelancerId_outcome_putAt_idx" ON "SignOff"("freelancerId", "outcome", "putAt");

-- CreateIndex
CREATE INDEX "SignOff_contactId_idx" ON "SignOff"("contactId");

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_freelancerId_deadlineId_fkey" FOREIGN KEY ("freelancerId", "deadlineId") REFERENCES "Deadline"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A completion that waits for what is open: when it happens without an answer, and what was chosen with it.
ALTER TABLE "Project" ADD COLUMN     "completesAt" TIMESTAMPTZ(3),
ADD COLUMN     "completesWith" JSONB;

-- For how many working days a completion waits.
ALTER TABLE "Studio" ADD COLUMN     "signOffWorkingDays" INTEGER NOT NULL DEFAULT 5;

-- CreateIndex
CREATE INDEX "Project_completesAt_idx" ON "Project"("completesAt");

-- A client asks for something new, and the project that it became.
ALTER TABLE "Message" ADD COLUMN     "isNewWork" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "begunId" UUID;

-- What is asked for and neither begun nor turned down. Today looks for it.
CREATE INDEX "Message_new_work_idx" ON "Message"("freelancerId", "writtenAt") WHERE "isNewWork" AND "begunId" IS NULL AND "noReplyAt" IS NULL;
