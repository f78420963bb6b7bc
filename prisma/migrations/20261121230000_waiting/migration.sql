-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "amendsSince" TIMESTAMPTZ(3),
ADD COLUMN     "waitingSince" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Deadline_freelancerId_atRiskAt_idx" ON "Deadline"("freelancerId", "atRiskAt");

-- CreateIndex
CREATE INDEX "Letter_freelancerId_settledAt_leavesAt_idx" ON "Letter"("freelancerId", "settledAt", "leavesAt");

-- CreateIndex
CREATE INDEX "Letter_freelancerId_needsReviewAt_idx" ON "Letter"("freelancerId", "needsReviewAt");

-- CreateIndex
CREATE INDEX "Project_freelancerId_waitingSince_idx" ON "Project"("freelancerId", "waitingSince");

-- CreateIndex
CREATE INDEX "Project_freelancerId_amendsSince_idx" ON "Project"("freelancerId", "amendsSince");


-- What waits already: the first of a client's lines after the freelancer's last, and standing answers below mark with no line after them.
UPDATE "Project" p SET "waitingSince" = (
  SELECT min(m."writtenAt") FROM "Message" m
  WHERE m."projectId" = p."id" AND m."contactId" IS NOT NULL
    AND m."writtenAt" > coalesce((SELECT max(own."writtenAt") FROM "Message" own WHERE own."projectId" = p."id" AND own."contactId" IS NULL), '-infinity'));
UPDATE "Project" p SET "amendsSince" = (
  SELECT max(a."answeredAt") FROM "Survey" s JOIN "Answer" a ON a."surveyId" = s."id"
  WHERE s."projectId" = p."id" AND a."verdict" <> 'UP_TO_MARK'
    AND NOT EXISTS (SELECT 1 FROM "Answer" later WHERE later."surveyId" = s."id" AND later."ordinal" > a."ordinal")
    AND NOT EXISTS (SELECT 1 FROM "Message" own WHERE own."projectId" = p."id" AND own."contactId" IS NULL AND own."writtenAt" > a."answeredAt"));
