-- When a contact's link was made: one that was made anew is not an old one, however long nothing has been going on.
ALTER TABLE "Contact" ADD COLUMN     "linkMadeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
