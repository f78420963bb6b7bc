-- How the columns of a freelancer's lists were matched at the last import, by their headings.
-- CreateTable
CREATE TABLE "ColumnMatch" (
    "freelancerId" UUID NOT NULL,
    "heading" TEXT NOT NULL,
    "field" TEXT NOT NULL,

    CONSTRAINT "ColumnMatch_pkey" PRIMARY KEY ("freelancerId", "heading")
);

-- AddForeignKey
ALTER TABLE "ColumnMatch" ADD CONSTRAINT "ColumnMatch_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;
