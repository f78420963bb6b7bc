-- On which day a person last was on their page, and whether the studio wants to know.
ALTER TABLE "Studio" ADD COLUMN     "seenOffAt" TIMESTAMPTZ(3);
ALTER TABLE "Contact" ADD COLUMN     "openedOn" DATE;
