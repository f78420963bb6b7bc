-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en';

