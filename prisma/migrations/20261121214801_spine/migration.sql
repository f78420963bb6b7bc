-- CreateEnum
CREATE TYPE "Holder" AS ENUM ('FREELANCER', 'CLIENT');

-- CreateEnum
CREATE TYPE "FollowUpKind" AS ENUM ('THANK_YOU', 'CHECK_BACK');

-- CreateEnum
CREATE TYPE "Door" AS ENUM ('RESEND', 'LOCAL');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('PORTAL', 'EMAIL', 'PHONE', 'WHATSAPP', 'SOCIAL', 'IN_PERSON');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('UP_TO_MARK', 'NEARLY', 'NOT_UP_TO_MARK');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "email" TEXT NOT NULL,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Client" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "linkHash" BYTEA NOT NULL,
    "linkCipher" BYTEA NOT NULL,
    "linkRevokedAt" TIMESTAMPTZ(3),
    "linkExpiresAt" TIMESTAMPTZ(3),
    "optedOutAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deadline" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "promisedOn" DATE NOT NULL,
    "targetOn" DATE,
    "holder" "Holder" NOT NULL DEFAULT 'FREELANCER',
    "metAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Deadline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "plannedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "issuedAt" TIMESTAMPTZ(3),
    "skippedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "why" TEXT,
    "letterId" UUID,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "freelancerId" UUID,
    "kind" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "projectId" UUID,
    "contactId" UUID,
    "fromName" TEXT NOT NULL,
    "replyTo" TEXT,
    "toName" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "wordsCipher" BYTEA NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leavesAt" TIMESTAMPTZ(3) NOT NULL,
    "frozenAt" TIMESTAMPTZ(3),
    "frozenCipher" BYTEA,
    "leaseToken" UUID,
    "leasedUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "door" "Door",
    "providerId" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "skippedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "needsReviewAt" TIMESTAMPTZ(3),

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID,
    "channel" "Channel" NOT NULL DEFAULT 'PORTAL',
    "text" TEXT NOT NULL,
    "formKey" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "completedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Studio" (
    "freelancerId" UUID NOT NULL,
    "freelancerName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "replyTo" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "letterHoldSeconds" INTEGER NOT NULL DEFAULT 600,
    "batchSeconds" INTEGER NOT NULL DEFAULT 300,
    "checkBackWorkingDays" INTEGER NOT NULL DEFAULT 5,
    "coolDownDays" INTEGER NOT NULL DEFAULT 60,
    "seededAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Studio_pkey" PRIMARY KEY ("freelancerId")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "effort" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expires_idx" ON "Session"("expires");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_identifier_token_key" ON "VerificationToken"("identifier", "token");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_address_key" ON "Invitation"("address");

-- CreateIndex
CREATE INDEX "Client_freelancerId_name_idx" ON "Client"("freelancerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Client_freelancerId_id_key" ON "Client"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_linkHash_key" ON "Contact"("linkHash");

-- CreateIndex
CREATE INDEX "Contact_freelancerId_clientId_idx" ON "Contact"("freelancerId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_freelancerId_id_key" ON "Contact"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_clientId_address_key" ON "Contact"("clientId", "address");

-- CreateIndex
CREATE INDEX "Deadline_projectId_promisedOn_idx" ON "Deadline"("projectId", "promisedOn");

-- CreateIndex
CREATE INDEX "Deadline_freelancerId_metAt_promisedOn_idx" ON "Deadline"("freelancerId", "metAt", "promisedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Deadline_freelancerId_id_key" ON "Deadline"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "FollowUp_settledAt_dueAt_idx" ON "FollowUp"("settledAt", "dueAt");

-- CreateIndex
CREATE INDEX "FollowUp_freelancerId_settledAt_dueAt_idx" ON "FollowUp"("freelancerId", "settledAt", "dueAt");

-- CreateIndex
CREATE INDEX "FollowUp_letterId_idx" ON "FollowUp"("letterId");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_projectId_contactId_kind_key" ON "FollowUp"("projectId", "contactId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_dedupeKey_key" ON "Letter"("dedupeKey");

-- CreateIndex
CREATE INDEX "Letter_settledAt_leavesAt_idx" ON "Letter"("settledAt", "leavesAt");

-- CreateIndex
CREATE INDEX "Letter_freelancerId_leavesAt_id_idx" ON "Letter"("freelancerId", "leavesAt", "id");

-- CreateIndex
CREATE INDEX "Letter_projectId_leavesAt_idx" ON "Letter"("projectId", "leavesAt");

-- CreateIndex
CREATE UNIQUE INDEX "Message_formKey_key" ON "Message"("formKey");

-- CreateIndex
CREATE INDEX "Message_projectId_writtenAt_idx" ON "Message"("projectId", "writtenAt");

-- CreateIndex
CREATE INDEX "Message_freelancerId_writtenAt_idx" ON "Message"("freelancerId", "writtenAt");

-- CreateIndex
CREATE INDEX "Project_freelancerId_completedAt_createdAt_idx" ON "Project"("freelancerId", "completedAt", "createdAt");

-- CreateIndex
CREATE INDEX "Project_freelancerId_clientId_createdAt_idx" ON "Project"("freelancerId", "clientId", "createdAt");

-- CreateIndex
CREATE INDEX "Project_contactId_idx" ON "Project"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_freelancerId_id_key" ON "Project"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_tokenHash_key" ON "Survey"("tokenHash");

-- CreateIndex
CREATE INDEX "Survey_freelancerId_contactId_invitedAt_idx" ON "Survey"("freelancerId", "contactId", "invitedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_freelancerId_id_key" ON "Survey"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_projectId_contactId_key" ON "Survey"("projectId", "contactId");

-- CreateIndex
CREATE INDEX "Answer_freelancerId_answeredAt_idx" ON "Answer"("freelancerId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_surveyId_ordinal_key" ON "Answer"("surveyId", "ordinal");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Client" ADD CONSTRAINT "Client_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deadline" ADD CONSTRAINT "Deadline_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Studio" ADD CONSTRAINT "Studio_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_freelancerId_surveyId_fkey" FOREIGN KEY ("freelancerId", "surveyId") REFERENCES "Survey"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
