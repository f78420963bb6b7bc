-- What the freelancer needs from a client, by a day, and what was sent in answer.
-- CreateEnum
CREATE TYPE "RequestKind" AS ENUM ('FILE', 'ANSWER', 'DECISION');

-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "requestId" UUID;

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN     "nudgesOffAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Request" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "kind" "RequestKind" NOT NULL,
    "title" TEXT NOT NULL,
    "details" TEXT NOT NULL DEFAULT '',
    "options" JSONB NOT NULL DEFAULT '[]',
    "dueOn" DATE NOT NULL,
    "formKey" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "notedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestReply" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "option" TEXT,
    "repliedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RequestReply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Request_projectId_askedAt_idx" ON "Request"("projectId", "askedAt");

-- CreateIndex
CREATE INDEX "Request_freelancerId_answeredAt_dueOn_idx" ON "Request"("freelancerId", "answeredAt", "dueOn");

-- CreateIndex
CREATE INDEX "Request_clientId_idx" ON "Request"("clientId");

-- CreateIndex
CREATE INDEX "Request_contactId_idx" ON "Request"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Request_freelancerId_id_key" ON "Request"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Request_freelancerId_formKey_key" ON "Request"("freelancerId", "formKey");

-- CreateIndex
CREATE INDEX "RequestReply_requestId_idx" ON "RequestReply"("requestId");

-- CreateIndex
CREATE UNIQUE INDEX "RequestReply_freelancerId_messageId_key" ON "RequestReply"("freelancerId", "messageId");

-- CreateIndex
CREATE INDEX "Email_requestId_idx" ON "Email"("requestId");

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestReply" ADD CONSTRAINT "RequestReply_freelancerId_requestId_fkey" FOREIGN KEY ("freelancerId", "requestId") REFERENCES "Request"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestReply" ADD CONSTRAINT "RequestReply_freelancerId_messageId_fkey" FOREIGN KEY ("freelancerId", "messageId") REFERENCES "Message"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_requestId_fkey" FOREIGN KEY ("freelancerId", "requestId") REFERENCES "Request"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
