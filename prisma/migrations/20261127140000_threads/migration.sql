-- A thread is a project's or a client's own, and a line may have come by any channel.
-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "clientId" UUID,
ADD COLUMN     "isAutomatic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "loggedAt" TIMESTAMPTZ(3),
ALTER COLUMN "projectId" DROP NOT NULL;

UPDATE "Message" m SET "clientId" = p."clientId" FROM "Project" p WHERE p."id" = m."projectId";

ALTER TABLE "Message" ALTER COLUMN "clientId" SET NOT NULL;

-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "waitingSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "clientId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "Message_freelancerId_id_key" ON "Message"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "Message_clientId_projectId_writtenAt_idx" ON "Message"("clientId", "projectId", "writtenAt");

-- CreateIndex
CREATE INDEX "Client_freelancerId_waitingSince_idx" ON "Client"("freelancerId", "waitingSince");

-- CreateIndex
CREATE INDEX "Email_clientId_idx" ON "Email"("clientId");

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
