-- "I'll look into this, and you hear from me by then": what was said, until when, and what became of it.
-- CreateTable
CREATE TABLE "Pledge" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "projectId" UUID,
    "contactId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "pledgedAt" TIMESTAMPTZ(3) NOT NULL,
    "keptById" UUID,
    "keptAt" TIMESTAMPTZ(3),
    "missedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Pledge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PledgeMove" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "pledgeId" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PledgeMove_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Pledge_freelancerId_keptAt_dueAt_idx" ON "Pledge"("freelancerId", "keptAt", "dueAt");

-- CreateIndex
CREATE INDEX "Pledge_clientId_keptAt_idx" ON "Pledge"("clientId", "keptAt");

-- CreateIndex
CREATE INDEX "Pledge_projectId_idx" ON "Pledge"("projectId");

-- CreateIndex
CREATE INDEX "Pledge_contactId_idx" ON "Pledge"("contactId");

-- CreateIndex
CREATE INDEX "Pledge_keptById_idx" ON "Pledge"("keptById");

-- CreateIndex
CREATE UNIQUE INDEX "Pledge_freelancerId_id_key" ON "Pledge"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Pledge_freelancerId_messageId_key" ON "Pledge"("freelancerId", "messageId");

-- CreateIndex
CREATE INDEX "PledgeMove_pledgeId_idx" ON "PledgeMove"("pledgeId");

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_freelancerId_messageId_fkey" FOREIGN KEY ("freelancerId", "messageId") REFERENCES "Message"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PledgeMove" ADD CONSTRAINT "PledgeMove_freelancerId_pledgeId_fkey" FOREIGN KEY ("freelancerId", "pledgeId") REFERENCES "Pledge"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


