-- A project that is closed without a delivery, and one that is out of the lists.
ALTER TABLE "Project"
  ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
  ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "Project_closed_check"
    CHECK ("completedAt" IS NOT NULL OR ("cancelledAt" IS NULL AND "archivedAt" IS NULL));

-- A client that is out of the lists, and a person whom nothing is sent to any more.
ALTER TABLE "Client" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3);
ALTER TABLE "Contact" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- What a message said before it was corrected.
ALTER TABLE "Message"
  ADD COLUMN     "correctedAt" TIMESTAMPTZ(3),
  ADD COLUMN     "earlierTexts" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Who gets a project's emails besides the person it is for.
CREATE TABLE "ProjectReader" (
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "ProjectReader_pkey" PRIMARY KEY ("projectId", "contactId"),
    CONSTRAINT "ProjectReader_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId")
      REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProjectReader_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId")
      REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "ProjectReader_contactId_idx" ON "ProjectReader"("contactId");
