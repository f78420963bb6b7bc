-- Cases with their complaints, remedies and goodwill. An answer below mark that waited for a word becomes an open case.
-- CreateEnum
CREATE TYPE "ComplaintAbout" AS ENUM ('RESULT', 'DATE', 'COMMUNICATION', 'PRICE', 'OTHER');

-- CreateEnum
CREATE TYPE "CaseOutcome" AS ENUM ('KEPT', 'LOST', 'UNCLEAR');

-- CreateEnum
CREATE TYPE "GoodwillKind" AS ENUM ('MONEY', 'HOURS', 'OTHER');

-- CreateEnum
CREATE TYPE "AnswerDoubt" AS ENUM ('SECONDS_AFTER_DELIVERY', 'SEVERAL_AT_ONCE');

-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "doubts" "AnswerDoubt"[];

-- CreateTable
CREATE TABLE "Case" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "projectId" UUID,
    "openFor" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstRespondedAt" TIMESTAMPTZ(3),
    "apologyText" TEXT,
    "draftVersion" INTEGER NOT NULL DEFAULT 0,
    "apologyEmailId" UUID,
    "apologizedAt" TIMESTAMPTZ(3),
    "repliedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "outcome" "CaseOutcome",
    "cause" TEXT NOT NULL DEFAULT '',
    "noRemedyWhy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "projectId" UUID,
    "surveyId" UUID,
    "channel" "Channel" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "about" "ComplaintAbout"[],
    "specifics" TEXT NOT NULL DEFAULT '',
    "specifiedAt" TIMESTAMPTZ(3),
    "publicUrl" TEXT,
    "publicReply" TEXT,
    "publicRepliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Remedy" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "caseId" UUID,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "promisedAt" TIMESTAMPTZ(3),
    "keptAt" TIMESTAMPTZ(3),
    "keptProjectId" UUID,
    "waivedAt" TIMESTAMPTZ(3),
    "waivedWhy" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Remedy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RemedyMiss" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "remedyId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "missedAt" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "RemedyMiss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Goodwill" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "caseId" UUID,
    "kind" "GoodwillKind" NOT NULL,
    "hundredths" INTEGER,
    "currency" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "givenAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Goodwill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Case_openFor_key" ON "Case"("openFor");

-- CreateIndex
CREATE INDEX "Case_freelancerId_closedAt_openedAt_idx" ON "Case"("freelancerId", "closedAt", "openedAt");

-- CreateIndex
CREATE INDEX "Case_clientId_idx" ON "Case"("clientId");

-- CreateIndex
CREATE INDEX "Case_contactId_idx" ON "Case"("contactId");

-- CreateIndex
CREATE INDEX "Case_projectId_idx" ON "Case"("projectId");

-- CreateIndex
CREATE INDEX "Case_apologyEmailId_idx" ON "Case"("apologyEmailId");

-- CreateIndex
CREATE UNIQUE INDEX "Case_freelancerId_id_key" ON "Case"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "Complaint_caseId_at_idx" ON "Complaint"("caseId", "at");

-- CreateIndex
CREATE INDEX "Complaint_contactId_idx" ON "Complaint"("contactId");

-- CreateIndex
CREATE INDEX "Complaint_projectId_idx" ON "Complaint"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_freelancerId_id_key" ON "Complaint"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_freelancerId_surveyId_key" ON "Complaint"("freelancerId", "surveyId");

-- CreateIndex
CREATE INDEX "Remedy_clientId_promisedAt_idx" ON "Remedy"("clientId", "promisedAt");

-- CreateIndex
CREATE INDEX "Remedy_caseId_idx" ON "Remedy"("caseId");

-- CreateIndex
CREATE INDEX "Remedy_keptProjectId_idx" ON "Remedy"("keptProjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Remedy_freelancerId_id_key" ON "Remedy"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "RemedyMiss_projectId_idx" ON "RemedyMiss"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "RemedyMiss_remedyId_projectId_key" ON "RemedyMiss"("remedyId", "projectId");

-- CreateIndex
CREATE INDEX "Goodwill_clientId_givenAt_idx" ON "Goodwill"("clientId", "givenAt");

-- CreateIndex
CREATE INDEX "Goodwill_caseId_idx" ON "Goodwill"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Goodwill_freelancerId_id_key" ON "Goodwill"("freelancerId", "id");

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_freelancerId_apologyEmailId_fkey" FOREIGN KEY ("freelancerId", "apologyEmailId") REFERENCES "Email"("freelancerId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_freelancerId_caseId_fkey" FOREIGN KEY ("freelancerId", "caseId") REFERENCES "Case"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_freelancerId_surveyId_fkey" FOREIGN KEY ("freelancerId", "surveyId") REFERENCES "Survey"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remedy" ADD CONSTRAINT "Remedy_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remedy" ADD CONSTRAINT "Remedy_freelancerId_caseId_fkey" FOREIGN KEY ("freelancerId", "caseId") REFERENCES "Case"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remedy" ADD CONSTRAINT "Remedy_freelancerId_keptProjectId_fkey" FOREIGN KEY ("freelancerId", "keptProjectId") REFERENCES "Project"("freelancerId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RemedyMiss" ADD CONSTRAINT "RemedyMiss_freelancerId_remedyId_fkey" FOREIGN KEY ("freelancerId", "remedyId") REFERENCES "Remedy"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RemedyMiss" ADD CONSTRAINT "RemedyMiss_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goodwill" ADD CONSTRAINT "Goodwill_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goodwill" ADD CONSTRAINT "Goodwill_freelancerId_caseId_fkey" FOREIGN KEY ("freelancerId", "caseId") REFERENCES "Case"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One open case for each client whose answer below mark still waited, from the first of them on.
INSERT INTO "Case" ("id", "freelancerId", "clientId", "contactId", "projectId", "openFor", "openedAt")
SELECT DISTINCT ON (p."clientId") gen_random_uuid(), p."freelancerId", p."clientId", a."contactId", p."id", p."clientId", p."amendsSince"
FROM "Project" p CROSS JOIN LATERAL (
  SELECT s."contactId" FROM "Survey" s JOIN "Answer" one ON one."surveyId" = s."id"
  WHERE s."projectId" = p."id" AND one."verdict" <> 'UP_TO_MARK'
  ORDER BY one."answeredAt" DESC, one."ordinal" DESC LIMIT 1) a
WHERE p."amendsSince" IS NOT NULL
ORDER BY p."clientId", p."amendsSince", p."id";

INSERT INTO "Complaint" ("id", "freelancerId", "caseId", "contactId", "projectId", "surveyId", "channel", "at", "words")
SELECT gen_random_uuid(), p."freelancerId", c."id", s."contactId", p."id", s."id", 'EMAIL', a."answeredAt", a."words"
FROM "Project" p JOIN "Case" c ON c."openFor" = p."clientId" JOIN "Survey" s ON s."projectId" = p."id"
CROSS JOIN LATERAL (
  SELECT one."verdict", one."answeredAt", one."words" FROM "Answer" one
  WHERE one."surveyId" = s."id" ORDER BY one."ordinal" DESC LIMIT 1) a
WHERE p."amendsSince" IS NOT NULL AND a."verdict" <> 'UP_TO_MARK';

UPDATE "Client" SET "caseOpenedAt" = c."openedAt" FROM "Case" c WHERE c."openFor" = "Client"."id";

-- DropIndex
DROP INDEX "Project_freelancerId_amendsSince_idx";

-- AlterTable
ALTER TABLE "Project" DROP COLUMN "amendsSince";
