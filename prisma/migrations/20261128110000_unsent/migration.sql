-- By a mail server: since when an email is fixed and certainly not yet passed on. Those that were fixed by an earlier
-- version have no such proof, and are asked about as before.
ALTER TABLE "Email" ADD COLUMN "unsentSince" TIMESTAMPTZ(3);
