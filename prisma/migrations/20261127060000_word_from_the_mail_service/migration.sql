-- Since when an account's events are expected, and since when they come with a signature that does not fit.
ALTER TABLE "MailAccount" ADD COLUMN "webhookSavedAt" TIMESTAMPTZ(3), ADD COLUMN "eventsRefusedAt" TIMESTAMPTZ(3);
