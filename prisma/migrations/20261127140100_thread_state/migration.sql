-- What a person did with a line: held it back, read it, or said that it needs no reply.
-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN     "noReplyAt" TIMESTAMPTZ(3),
ADD COLUMN     "seenAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Message_heldUntil_idx" ON "Message"("heldUntil");
