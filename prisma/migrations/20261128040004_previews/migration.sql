-- A small picture of each picture among a project's files: when it was tried, and how large it became.
ALTER TABLE "File"
  ADD COLUMN     "previewTriedAt" TIMESTAMPTZ(3),
  ADD COLUMN     "previewWidth" INTEGER,
  ADD COLUMN     "previewHeight" INTEGER;

-- The pictures that have still to be tried: few, whatever is stored.
CREATE INDEX "File_preview_idx" ON "File"("storedAt") WHERE "previewTriedAt" IS NULL AND "storedAt" IS NOT NULL
  AND "removedAt" IS NULL AND "mediaType" IN ('image/png', 'image/jpeg', 'image/webp');
