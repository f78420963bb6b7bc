-- How a studio looks to its clients. With nothing set it is the product's own look, as before.
ALTER TABLE "Studio"
  ADD COLUMN     "accent" TEXT,
  ADD COLUMN     "welcome" TEXT NOT NULL DEFAULT '',
  ADD COLUMN     "siteUrl" TEXT;

CREATE TYPE "LogoGround" AS ENUM ('LIGHT', 'DARK');

CREATE TABLE "Logo" (
    "freelancerId" UUID NOT NULL,
    "address" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version" INTEGER NOT NULL DEFAULT 1,
    "bytes" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "ground" "LogoGround",
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Logo_pkey" PRIMARY KEY ("freelancerId"),
    CONSTRAINT "Logo_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId")
      ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Logo_address_key" ON "Logo"("address");
