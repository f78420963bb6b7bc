-- What is erased and what is forgotten: the list of erasures, what stays of them as numbers, hashes of erased addresses,
-- objects that have to go from the store, and for how long a freelancer keeps what is settled.

-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "clientId" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeptFigure" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "KeptFigure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ErasedAddress" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ErasedAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoreDeletion" (
    "storeKey" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StoreDeletion_pkey" PRIMARY KEY ("storeKey")
);

-- CreateTable
CREATE TABLE "Retention" (
    "freelancerId" UUID NOT NULL,
    "emailMonths" INTEGER,
    "receivedMonths" INTEGER,
    "historyMonths" INTEGER,
    "linkMonths" INTEGER,

    CONSTRAINT "Retention_pkey" PRIMARY KEY ("freelancerId")
);

-- AlterTable
ALTER TABLE "Email" ADD COLUMN "forgottenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "InboundEmail" ADD COLUMN "forgottenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Studio" ADD COLUMN "eraseAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Erasure_finishedAt_idx" ON "Erasure"("finishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_freelancerId_clientId_key" ON "Erasure"("freelancerId", "clientId");

-- CreateIndex
CREATE INDEX "KeptFigure_freelancerId_month_idx" ON "KeptFigure"("freelancerId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "ErasedAddress_freelancerId_hash_key" ON "ErasedAddress"("freelancerId", "hash");

-- CreateIndex
CREATE INDEX "StoreDeletion_dueAt_idx" ON "StoreDeletion"("dueAt");

-- AddForeignKey
ALTER TABLE "KeptFigure" ADD CONSTRAINT "KeptFigure_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ErasedAddress" ADD CONSTRAINT "ErasedAddress_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Retention" ADD CONSTRAINT "Retention_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- A reminder's email and an apology are not looked up by the person that a follow-up is for; an erasure does.
-- CreateIndex
CREATE INDEX "FollowUp_contactId_idx" ON "FollowUp"("contactId");

-- What stays of a client goes on being counted.
CREATE TRIGGER "KeptFigure_figures" AFTER INSERT OR UPDATE OR DELETE
  ON "KeptFigure" FOR EACH ROW EXECUTE FUNCTION figures_note();
