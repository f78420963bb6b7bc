-- How far the mailbox that answers come to has been read, and by whom it is watched just now.
CREATE TABLE "InboundMailbox" (
  "id" TEXT NOT NULL,
  "uidValidity" TEXT,
  "lastUid" BIGINT NOT NULL DEFAULT 0,
  "lookedAt" TIMESTAMPTZ(3),
  "leaseToken" UUID,
  "leasedUntil" TIMESTAMPTZ(3),
  "troubleSince" TIMESTAMPTZ(3),
  "trouble" TEXT,

  CONSTRAINT "InboundMailbox_pkey" PRIMARY KEY ("id")
);
