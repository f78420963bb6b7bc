-- A freelancer's own mailbox that answers come to, beside the install's: how it is reached rests sealed as one.
ALTER TABLE "InboundMailbox"
  ADD COLUMN "freelancerId" UUID,
  ADD COLUMN "serverCipher" BYTEA,
  ADD COLUMN "address" TEXT,
  ADD COLUMN "savedAt" TIMESTAMPTZ(3),
  ADD COLUMN "plusSeenAt" TIMESTAMPTZ(3),
  ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "nextLookAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "InboundMailbox_own_is_whole" CHECK (
    ("freelancerId" IS NULL) = ("serverCipher" IS NULL)
    AND ("freelancerId" IS NULL) = ("address" IS NULL)
    AND ("freelancerId" IS NULL) = ("savedAt" IS NULL)
    AND ("freelancerId" IS NULL) = ("nextLookAt" IS NULL)
  );

CREATE UNIQUE INDEX "InboundMailbox_freelancerId_key" ON "InboundMailbox"("freelancerId");
CREATE INDEX "InboundMailbox_nextLookAt_idx" ON "InboundMailbox"("nextLookAt");

ALTER TABLE "InboundMailbox" ADD CONSTRAINT "InboundMailbox_freelancerId_fkey"
  FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;
