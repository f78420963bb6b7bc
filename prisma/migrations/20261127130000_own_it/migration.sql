-- Failures that hit several clients, whom each was told to, and the goodwill given for them.
-- AlterTable
ALTER TABLE "Goodwill" ADD COLUMN     "failureId" UUID;

-- CreateTable
CREATE TABLE "Failure" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "doing" TEXT NOT NULL,
    "beganOn" DATE NOT NULL,
    "endedOn" DATE,
    "foundOn" DATE,
    "goodwillKind" "GoodwillKind",
    "hundredths" INTEGER,
    "currency" TEXT,
    "goodwillText" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FailureNotice" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "ownLine" TEXT NOT NULL DEFAULT '',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "emailId" UUID,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "FailureNotice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Failure_freelancerId_beganOn_idx" ON "Failure"("freelancerId", "beganOn");

-- CreateIndex
CREATE UNIQUE INDEX "Failure_freelancerId_id_key" ON "Failure"("freelancerId", "id");

-- CreateIndex
CREATE INDEX "FailureNotice_contactId_idx" ON "FailureNotice"("contactId");

-- CreateIndex
CREATE INDEX "FailureNotice_emailId_idx" ON "FailureNotice"("emailId");

-- CreateIndex
CREATE INDEX "FailureNotice_toldAt_idx" ON "FailureNotice"("toldAt");

-- CreateIndex
CREATE UNIQUE INDEX "FailureNotice_failureId_contactId_key" ON "FailureNotice"("failureId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Goodwill_failureId_clientId_key" ON "Goodwill"("failureId", "clientId");

-- AddForeignKey
ALTER TABLE "Failure" ADD CONSTRAINT "Failure_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailureNotice" ADD CONSTRAINT "FailureNotice_freelancerId_failureId_fkey" FOREIGN KEY ("freelancerId", "failureId") REFERENCES "Failure"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailureNotice" ADD CONSTRAINT "FailureNotice_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailureNotice" ADD CONSTRAINT "FailureNotice_freelancerId_emailId_fkey" FOREIGN KEY ("freelancerId", "emailId") REFERENCES "Email"("freelancerId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Goodwill" ADD CONSTRAINT "Goodwill_freelancerId_failureId_fkey" FOREIGN KEY ("freelancerId", "failureId") REFERENCES "Failure"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


