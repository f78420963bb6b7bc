-- The language a freelancer reads the studio in. Every studio so far was read in English.
ALTER TABLE "Studio" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
