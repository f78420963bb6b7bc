-- Switches are rows, a follow-up may be about no project, emails point at their project and contact, an open case is a
-- fact of the client, and what happened is written down from now on.
-- CreateEnum
CREATE TYPE "Actor" AS ENUM ('FREELANCER', 'CONTACT', 'UPTOMARK');

-- DropForeignKey
ALTER TABLE "FollowUp" DROP CONSTRAINT "FollowUp_emailId_fkey";

-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "caseOpenedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "FollowUp" ALTER COLUMN "projectId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "FollowUpSwitch" (
    "freelancerId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "offAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FollowUpSwitch_pkey" PRIMARY KEY ("freelancerId","kind")
);

-- CreateTable
CREATE TABLE "HistoryEntry" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" "Actor" NOT NULL,
    "kind" TEXT NOT NULL,
    "clientId" UUID,
    "projectId" UUID,
    "contactId" UUID,
    "subjectId" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "HistoryEntry_pkey" PRIMARY KEY ("id")
);

-- What was turned off stays turned off.
INSERT INTO "FollowUpSwitch" ("freelancerId", "kind", "offAt")
SELECT "freelancerId", 'THANK_YOU'::"FollowUpKind", "thankYouOffAt" FROM "Studio" WHERE "thankYouOffAt" IS NOT NULL
UNION ALL SELECT "freelancerId", 'CHECK_BACK'::"FollowUpKind", "checkBackOffAt" FROM "Studio" WHERE "checkBackOffAt" IS NOT NULL
UNION ALL SELECT "freelancerId", 'REMINDER'::"FollowUpKind", "reminderOffAt" FROM "Studio" WHERE "reminderOffAt" IS NOT NULL;

-- AlterTable
ALTER TABLE "Studio" DROP COLUMN "checkBackOffAt",
DROP COLUMN "reminderOffAt",
DROP COLUMN "thankYouOffAt";

-- What happened before, as far as the rows still say it.
INSERT INTO "HistoryEntry" ("id", "freelancerId", "at", "actor", "kind", "clientId", "projectId", "contactId", "subjectId", "data")
SELECT gen_random_uuid(), "freelancerId", "createdAt", 'FREELANCER'::"Actor", 'project.begun', "clientId", "id", "contactId", "id", '{}'::jsonb FROM "Project"
UNION ALL
SELECT gen_random_uuid(), "freelancerId", "completedAt", 'FREELANCER'::"Actor", 'project.completed', "clientId", "id", "contactId", "id", '{}'::jsonb
FROM "Project" WHERE "completedAt" IS NOT NULL
UNION ALL
SELECT gen_random_uuid(), d."freelancerId", d."createdAt", 'FREELANCER'::"Actor", 'deadline.promised', p."clientId", d."projectId", NULL::uuid, d."id",
  jsonb_build_object('title', d."title", 'on', coalesce((SELECT m."fromOn" FROM "DeadlineMove" m WHERE m."deadlineId" = d."id" ORDER BY m."movedAt", m."id" LIMIT 1), d."promisedOn"))
FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId"
UNION ALL
SELECT gen_random_uuid(), m."freelancerId", m."movedAt", 'FREELANCER'::"Actor", 'deadline.moved', p."clientId", d."projectId", NULL::uuid, d."id",
  jsonb_build_object('title', d."title", 'from', m."fromOn", 'to', m."toOn")
FROM "DeadlineMove" m JOIN "Deadline" d ON d."id" = m."deadlineId" JOIN "Project" p ON p."id" = d."projectId"
UNION ALL
SELECT gen_random_uuid(), d."freelancerId", d."metAt", 'FREELANCER'::"Actor", 'deadline.met', p."clientId", d."projectId", NULL::uuid, d."id", jsonb_build_object('title', d."title")
FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId" WHERE d."metAt" IS NOT NULL
UNION ALL
SELECT gen_random_uuid(), a."freelancerId", a."answeredAt", 'CONTACT'::"Actor", 'answer.given', p."clientId", s."projectId", s."contactId", s."id",
  jsonb_build_object('verdict', a."verdict", 'isRevision', a."ordinal" > 1)
FROM "Answer" a JOIN "Survey" s ON s."id" = a."surveyId" JOIN "Project" p ON p."id" = s."projectId";

-- CreateIndex
CREATE INDEX "HistoryEntry_projectId_at_id_idx" ON "HistoryEntry"("projectId", "at", "id");

-- CreateIndex
CREATE INDEX "HistoryEntry_freelancerId_at_id_idx" ON "HistoryEntry"("freelancerId", "at", "id");

-- CreateIndex
CREATE INDEX "HistoryEntry_clientId_idx" ON "HistoryEntry"("clientId");

-- CreateIndex
CREATE INDEX "HistoryEntry_contactId_idx" ON "HistoryEntry"("contactId");

-- CreateIndex
CREATE INDEX "Email_contactId_settledAt_idx" ON "Email"("contactId", "settledAt");

-- CreateIndex
CREATE UNIQUE INDEX "Email_freelancerId_id_key" ON "Email"("freelancerId", "id");

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_freelancerId_emailId_fkey" FOREIGN KEY ("freelancerId", "emailId") REFERENCES "Email"("freelancerId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FollowUpSwitch" ADD CONSTRAINT "FollowUpSwitch_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


