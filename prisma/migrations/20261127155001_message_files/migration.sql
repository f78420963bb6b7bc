-- A file belongs to the message that it was sent with, and is about no project where its message is not.
ALTER TABLE "File"
  ALTER COLUMN "projectId" DROP NOT NULL,
  ADD COLUMN     "clientId" UUID,
  ADD COLUMN     "messageId" UUID,
  ADD COLUMN     "stagedAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "File_about_check" CHECK (("projectId" IS NULL) <> ("clientId" IS NULL)),
  ADD CONSTRAINT "File_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId")
    REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "File_freelancerId_messageId_fkey" FOREIGN KEY ("freelancerId", "messageId")
    REFERENCES "Message"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "File_messageId_idx" ON "File"("messageId");
CREATE INDEX "File_clientId_idx" ON "File"("clientId");

-- An email's attachments appeared in the same transaction as its line, at the same instant.
UPDATE "File" f SET "messageId" = i."messageId" FROM "InboundEmail" i
WHERE i."messageId" IS NOT NULL AND f."freelancerId" = i."freelancerId" AND f."projectId" = i."projectId"
  AND f."contactId" = i."contactId" AND f."storedAt" = i."filedAt";
