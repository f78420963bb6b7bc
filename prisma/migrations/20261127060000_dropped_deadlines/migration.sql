-- A promise that a completed project went without.
ALTER TABLE "Deadline" ADD COLUMN "droppedAt" TIMESTAMPTZ(3);
