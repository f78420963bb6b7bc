-- Words that a freelancer writes again and again, with variables.
-- CreateTable
CREATE TABLE "SavedReply" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "SavedReply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SavedReply_freelancerId_name_key" ON "SavedReply"("freelancerId", "name");

-- AddForeignKey
ALTER TABLE "SavedReply" ADD CONSTRAINT "SavedReply_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;
