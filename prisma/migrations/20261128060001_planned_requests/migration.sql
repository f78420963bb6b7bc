-- A template holds what the client is asked for, too.
ALTER TABLE "ProjectTemplate" ADD COLUMN     "plannedRequests" JSONB NOT NULL DEFAULT '[]';
