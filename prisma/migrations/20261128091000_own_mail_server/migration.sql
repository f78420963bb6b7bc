-- A freelancer's own account may be a mail server: where it is and how to sign in there, sealed as one.
ALTER TABLE "MailAccount" ADD COLUMN "serverCipher" BYTEA,
  ADD CONSTRAINT "MailAccount_one_way" CHECK ("keyCipher" IS NULL OR "serverCipher" IS NULL);
