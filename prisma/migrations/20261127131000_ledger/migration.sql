-- What went wrong, written down by hand, and what is noted about what the product knew by itself.
-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('COMPLAINT', 'MISSED_DATE', 'FAILURE', 'CORRECTION', 'WRONG_DELIVERY', 'OTHER');

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "complaintId" UUID,
    "deadlineMissId" UUID,
    "failureId" UUID,
    "kind" "LedgerKind" NOT NULL,
    "what" TEXT NOT NULL DEFAULT '',
    "happenedOn" DATE,
    "clientId" UUID,
    "projectId" UUID,
    "channel" "Channel",
    "cause" TEXT NOT NULL DEFAULT '',
    "learnt" TEXT NOT NULL DEFAULT '',
    "costHundredths" INTEGER,
    "costCurrency" TEXT,
    "costHours" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LedgerEntry_freelancerId_happenedOn_idx" ON "LedgerEntry"("freelancerId", "happenedOn");

-- CreateIndex
CREATE INDEX "LedgerEntry_clientId_idx" ON "LedgerEntry"("clientId");

-- CreateIndex
CREATE INDEX "LedgerEntry_projectId_idx" ON "LedgerEntry"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_freelancerId_id_key" ON "LedgerEntry"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_freelancerId_complaintId_key" ON "LedgerEntry"("freelancerId", "complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_freelancerId_deadlineMissId_key" ON "LedgerEntry"("freelancerId", "deadlineMissId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_freelancerId_failureId_key" ON "LedgerEntry"("freelancerId", "failureId");

-- CreateIndex
CREATE UNIQUE INDEX "DeadlineMiss_freelancerId_id_key" ON "DeadlineMiss"("freelancerId", "id");

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_complaintId_fkey" FOREIGN KEY ("freelancerId", "complaintId") REFERENCES "Complaint"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_deadlineMissId_fkey" FOREIGN KEY ("freelancerId", "deadlineMissId") REFERENCES "DeadlineMiss"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_failureId_fkey" FOREIGN KEY ("freelancerId", "failureId") REFERENCES "Failure"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


