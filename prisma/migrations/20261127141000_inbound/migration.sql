-- Email that comes in: what the provider announced, what came of it, and the secret addresses that answers come by.
-- CreateEnum
CREATE TYPE "InboundRoute" AS ENUM ('REPLY_ADDRESS', 'MESSAGE_ID', 'SENDER', 'NONE');

-- CreateEnum
CREATE TYPE "HeldFor" AS ENUM ('LINK_REVOKED', 'LINK_RENEWED', 'LINK_OVER', 'UNVERIFIED', 'UNKNOWN_SENDER', 'OTHER_SENDER', 'OWN_ADDRESS', 'SEVERAL_CLIENTS', 'TOO_LARGE', 'TOO_MANY', 'LOOP', 'UNREADABLE', 'NOT_FETCHED');

-- CreateTable
CREATE TABLE "ReplyAddress" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "projectId" UUID,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReplyAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundArrival" (
    "accountId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "announcedAt" TIMESTAMPTZ(3) NOT NULL,
    "factsCipher" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "takenAt" TIMESTAMPTZ(3),
    "unclaimedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboundArrival_pkey" PRIMARY KEY ("accountId","id")
);

-- CreateTable
CREATE TABLE "InboundEmail" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "fromName" TEXT NOT NULL,
    "fromAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "isVerified" BOOLEAN NOT NULL,
    "route" "InboundRoute" NOT NULL,
    "clientId" UUID,
    "projectId" UUID,
    "contactId" UUID,
    "automatic" TEXT,
    "wordsCipher" BYTEA NOT NULL,
    "rawKey" TEXT,
    "heldAt" TIMESTAMPTZ(3),
    "heldFor" "HeldFor",
    "messageId" UUID,
    "filedAt" TIMESTAMPTZ(3),
    "ignoredAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboundEmail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReplyAddress_tokenHash_key" ON "ReplyAddress"("tokenHash");

-- CreateIndex
CREATE INDEX "ReplyAddress_contactId_idx" ON "ReplyAddress"("contactId");

-- CreateIndex
CREATE INDEX "ReplyAddress_clientId_idx" ON "ReplyAddress"("clientId");

-- CreateIndex
CREATE INDEX "ReplyAddress_projectId_idx" ON "ReplyAddress"("projectId");

-- CreateIndex
CREATE INDEX "InboundArrival_nextTryAt_idx" ON "InboundArrival"("nextTryAt");

-- CreateIndex
CREATE INDEX "InboundArrival_announcedAt_idx" ON "InboundArrival"("announcedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEmail_rawKey_key" ON "InboundEmail"("rawKey");

-- CreateIndex
CREATE INDEX "InboundEmail_freelancerId_heldAt_idx" ON "InboundEmail"("freelancerId", "heldAt");

-- CreateIndex
CREATE INDEX "InboundEmail_contactId_filedAt_idx" ON "InboundEmail"("contactId", "filedAt");

-- CreateIndex
CREATE INDEX "InboundEmail_projectId_idx" ON "InboundEmail"("projectId");

-- CreateIndex
CREATE INDEX "InboundEmail_clientId_idx" ON "InboundEmail"("clientId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEmail_freelancerId_id_key" ON "InboundEmail"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEmail_freelancerId_accountId_providerId_key" ON "InboundEmail"("freelancerId", "accountId", "providerId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEmail_freelancerId_digest_key" ON "InboundEmail"("freelancerId", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "InboundEmail_freelancerId_messageId_key" ON "InboundEmail"("freelancerId", "messageId");

-- CreateIndex
CREATE INDEX "Email_messageId_idx" ON "Email"("messageId");

-- AddForeignKey
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyAddress" ADD CONSTRAINT "ReplyAddress_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundEmail" ADD CONSTRAINT "InboundEmail_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundEmail" ADD CONSTRAINT "InboundEmail_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundEmail" ADD CONSTRAINT "InboundEmail_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundEmail" ADD CONSTRAINT "InboundEmail_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundEmail" ADD CONSTRAINT "InboundEmail_freelancerId_messageId_fkey" FOREIGN KEY ("freelancerId", "messageId") REFERENCES "Message"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


