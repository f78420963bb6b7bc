-- What lies elsewhere on the web, beside a project's files. Nothing of ours fetches it.
CREATE TABLE "Link" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Link_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId")
      REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Link_freelancerId_id_key" ON "Link"("freelancerId", "id");
CREATE INDEX "Link_projectId_addedAt_idx" ON "Link"("projectId", "addedAt");
