-- Testimonials, the wall that shows them, and the invitation as a kind of follow-up.
-- CreateEnum
CREATE TYPE "HiddenFor" AS ENUM ('UNLAWFUL', 'OFF_TOPIC');

-- AlterEnum
ALTER TYPE "FollowUpKind" ADD VALUE 'TESTIMONIAL';

-- CreateTable
CREATE TABLE "Wall" (
    "freelancerId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Wall_pkey" PRIMARY KEY ("freelancerId")
);

-- CreateTable
CREATE TABLE "Testimonial" (
    "id" UUID NOT NULL,
    "freelancerId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "shownName" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "consent" TEXT NOT NULL DEFAULT '',
    "consentedAt" TIMESTAMPTZ(3),
    "givenAt" TIMESTAMPTZ(3),
    "editedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "hiddenAt" TIMESTAMPTZ(3),
    "hiddenFor" "HiddenFor",
    "hiddenWhy" TEXT NOT NULL DEFAULT '',
    "reply" TEXT NOT NULL DEFAULT '',
    "repliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Testimonial_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Wall_slug_key" ON "Wall"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Testimonial_tokenHash_key" ON "Testimonial"("tokenHash");

-- CreateIndex
CREATE INDEX "Testimonial_freelancerId_givenAt_idx" ON "Testimonial"("freelancerId", "givenAt");

-- CreateIndex
CREATE INDEX "Testimonial_contactId_idx" ON "Testimonial"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Testimonial_freelancerId_id_key" ON "Testimonial"("freelancerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Testimonial_projectId_contactId_key" ON "Testimonial"("projectId", "contactId");

-- AddForeignKey
ALTER TABLE "Wall" ADD CONSTRAINT "Wall_freelancerId_fkey" FOREIGN KEY ("freelancerId") REFERENCES "Studio"("freelancerId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Testimonial" ADD CONSTRAINT "Testimonial_freelancerId_projectId_fkey" FOREIGN KEY ("freelancerId", "projectId") REFERENCES "Project"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Testimonial" ADD CONSTRAINT "Testimonial_freelancerId_contactId_fkey" FOREIGN KEY ("freelancerId", "contactId") REFERENCES "Contact"("freelancerId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

