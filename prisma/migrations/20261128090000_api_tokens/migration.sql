-- What lets another program of the freelancer's read their studio.
-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "start" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_freelancerId_name_key" ON "ApiToken"("freelancerId", "name");

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;
