-- The question's link, kept encrypted until it is answered or has run out: the one reminder leads to the same question.
ALTER TABLE "Survey" ADD COLUMN "tokenCipher" BYTEA;
