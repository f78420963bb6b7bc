-- A template holds the dates of a project too, so it is one of a project and not of a checklist alone.
ALTER TABLE "ChecklistTemplate" RENAME TO "ProjectTemplate";
ALTER TABLE "ProjectTemplate" RENAME CONSTRAINT "ChecklistTemplate_pkey" TO "ProjectTemplate_pkey";
ALTER TABLE "ProjectTemplate" RENAME CONSTRAINT "ChecklistTemplate_freelancerId_fkey" TO "ProjectTemplate_freelancerId_fkey";
ALTER INDEX "ChecklistTemplate_freelancerId_name_key" RENAME TO "ProjectTemplate_freelancerId_name_key";
ALTER TABLE "ProjectTemplate" ADD COLUMN     "plannedDates" JSONB NOT NULL DEFAULT '[]';

-- Whether the client still has to learn of a project's page. Those of a project that exists are taken to know it.
ALTER TABLE "Project" ADD COLUMN     "welcomedAt" TIMESTAMPTZ(3);
UPDATE "Project" SET "welcomedAt" = "createdAt";
UPDATE "HistoryEntry" SET "kind" = replace("kind", 'checklistTemplate.', 'template.') WHERE "kind" LIKE 'checklistTemplate.%';
