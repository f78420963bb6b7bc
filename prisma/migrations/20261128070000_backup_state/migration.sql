-- When this install was last backed up: one row.
CREATE TABLE "BackupState" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "startedAt" TIMESTAMPTZ(3) NOT NULL,
  "madeAt" TIMESTAMPTZ(3),
  "name" TEXT,
  "bytes" BIGINT,
  "failedAt" TIMESTAMPTZ(3),
  "why" TEXT,

  CONSTRAINT "BackupState_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "BackupState_one" CHECK ("id" = 1)
);
