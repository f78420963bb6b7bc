-- AlterTable
ALTER TABLE "Extra" ADD COLUMN     "gatheredAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Extra_gatheredAt_shownAt_idx" ON "Extra"("gatheredAt", "shownAt");
