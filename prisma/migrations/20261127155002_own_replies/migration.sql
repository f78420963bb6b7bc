-- A freelancer's own answer to an email of the product comes in by an address that belongs to no contact.
ALTER TABLE "ReplyAddress" ALTER COLUMN "contactId" DROP NOT NULL;
ALTER TYPE "HeldFor" ADD VALUE 'NOT_YOU';
