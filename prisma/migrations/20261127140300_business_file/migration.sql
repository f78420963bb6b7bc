-- What the freelancer has learnt about a client's business.
-- CreateTable
CREATE TABLE "BusinessFile" (
    "clientId" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "sells" TEXT NOT NULL DEFAULT '',
    "toWhom" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',
    "dates" TEXT NOT NULL DEFAULT '',
    "cannot" TEXT NOT NULL DEFAULT '',
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BusinessFile_pkey" PRIMARY KEY ("clientId")
);

-- CreateIndex
CREATE UNIQUE INDEX "BusinessFile_freelancerId_clientId_key" ON "BusinessFile"("freelancerId", "clientId");

-- AddForeignKey
ALTER TABLE "BusinessFile" ADD CONSTRAINT "BusinessFile_freelancerId_clientId_fkey" FOREIGN KEY ("freelancerId", "clientId") REFERENCES "Client"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
