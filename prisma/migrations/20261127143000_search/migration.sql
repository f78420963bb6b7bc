-- Search. Each table that is searched has its words as a tsvector, kept by a trigger, since the language that a text is
-- in is its contact's. Prisma knows the columns; the functions, the triggers and the indexes over them it does not.

-- How words are compared: without capitals, and without accents once "unaccent" is there (see search_prepare).
CREATE FUNCTION search_unaccent(words text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100 RETURN lower(words);

-- The other way of writing the same: "ü" as "ue".
CREATE FUNCTION search_spelt_out(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN replace(replace(replace(replace(replace(replace(lower(normalize(words, NFC)),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'ø', 'oe'), 'å', 'aa');

-- Words and numbers alone: "e-mail" is two words, and so is what is written as an address or a file's name.
CREATE FUNCTION search_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(search_unaccent(normalize(words, NFC)), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32));

CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE language WHEN 'de' THEN 'german'::regconfig WHEN 'en' THEN 'english'::regconfig
    WHEN 'es' THEN 'spanish'::regconfig WHEN 'fr' THEN 'french'::regconfig WHEN 'pt' THEN 'portuguese'::regconfig
    ELSE 'simple'::regconfig END;

-- A text in both spellings, one after the other, where they differ.
CREATE FUNCTION search_spellings(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN search_spelt_out(words) = lower(words) THEN search_plain(words)
    ELSE search_plain(words) || ' ' || search_plain(search_spelt_out(words)) END;

-- A name: each word as it is, stop words too.
CREATE FUNCTION search_name(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN strip(to_tsvector('simple', search_spellings(words)));

-- A text: each word as it is, and by its stem in the text's language.
CREATE FUNCTION search_text(language text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT strip(to_tsvector('simple', spelt) || to_tsvector(search_config(language), spelt))
    FROM (SELECT search_spellings(words) OFFSET 0) AS one(spelt));

-- What is looked for: of each term all forms ("muller|mueller"), as the beginning of a word or as a stem. What the
-- parser takes for several words need not be side by side, since no places are kept.
CREATE FUNCTION search_query(terms text[], languages text[]) RETURNS tsquery
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE term text; language text; forms tsquery; wanted tsquery;
BEGIN
  FOREACH term IN ARRAY terms LOOP
    forms := to_tsquery('simple', replace(term, '|', ':*|') || ':*');
    FOREACH language IN ARRAY languages LOOP
      forms := forms || to_tsquery(search_config(language), term);
    END LOOP;
    wanted := CASE WHEN wanted IS NULL THEN forms ELSE wanted && forms END;
  END LOOP;
  RETURN replace(wanted::text, '<->', '&')::tsquery;
END $$;

-- The same words with their freelancer's mark before each. An index over these finds one freelancer's rows alone, so
-- that a search costs the same however many others there are. It is dear, so that it is never tried row by row.
CREATE FUNCTION search_own(owner uuid, words tsvector) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000
  RETURN coalesce((SELECT array_to_tsvector(array_agg(right(owner::text, 12) || word))
    FROM unnest(tsvector_to_array(words)) AS word), ''::tsvector);

CREATE FUNCTION search_own(owner uuid, query tsquery) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(query::text, '''([^'']+)''', '''' || right(owner::text, 12) || '\1''', 'g')::tsquery;

-- AlterTable
ALTER TABLE "BusinessFile" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "InboundEmail" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "searchWords" tsvector;

-- AlterTable
ALTER TABLE "WorkNote" ADD COLUMN     "searchWords" tsvector;

CREATE FUNCTION search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE language text;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Client' THEN NEW."searchWords" := search_name(NEW."name");
    WHEN 'Contact' THEN NEW."searchWords" := search_name(NEW."name" || ' ' || NEW."address");
    WHEN 'Project' THEN NEW."searchWords" := search_name(NEW."title");
    WHEN 'File' THEN NEW."searchWords" := search_name(NEW."name");
    WHEN 'Email' THEN
      NEW."searchWords" := search_name(NEW."subject" || ' ' || NEW."toName" || ' ' || NEW."toAddress");
    WHEN 'InboundEmail' THEN
      NEW."searchWords" := search_name(NEW."subject" || ' ' || NEW."fromName" || ' ' || NEW."fromAddress");
    WHEN 'BusinessFile' THEN
      NEW."searchWords" := search_text('en',
        concat_ws(' ', NEW."sells", NEW."toWhom", NEW."words", NEW."dates", NEW."cannot"));
    WHEN 'WorkNote' THEN
      SELECT c."language" INTO language FROM "Project" p JOIN "Contact" c ON c."id" = p."contactId"
        WHERE p."id" = NEW."projectId";
      NEW."searchWords" := search_text(language, NEW."text");
    WHEN 'Message' THEN
      -- The writer's, or the reader's where the freelancer wrote it.
      SELECT c."language" INTO language FROM "Contact" c LEFT JOIN "Project" p ON p."id" = NEW."projectId"
        WHERE c."clientId" = NEW."clientId"
        ORDER BY c."id" = coalesce(NEW."contactId", p."contactId") DESC NULLS LAST, c."id" LIMIT 1;
      NEW."searchWords" := search_text(language, NEW."text");
  END CASE;
  RETURN NEW;
END $$;

CREATE TRIGGER "BusinessFile_search" BEFORE INSERT OR UPDATE OF "sells", "toWhom", "words", "dates", "cannot"
  ON "BusinessFile" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "Client_search" BEFORE INSERT OR UPDATE OF "name"
  ON "Client" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "Contact_search" BEFORE INSERT OR UPDATE OF "name", "address"
  ON "Contact" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "Email_search" BEFORE INSERT OR UPDATE OF "subject", "toName", "toAddress"
  ON "Email" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "File_search" BEFORE INSERT OR UPDATE OF "name"
  ON "File" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "InboundEmail_search" BEFORE INSERT OR UPDATE OF "subject", "fromName", "fromAddress"
  ON "InboundEmail" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "Message_search" BEFORE INSERT OR UPDATE OF "text"
  ON "Message" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "Project_search" BEFORE INSERT OR UPDATE OF "title"
  ON "Project" FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER "WorkNote_search" BEFORE INSERT OR UPDATE OF "text"
  ON "WorkNote" FOR EACH ROW EXECUTE FUNCTION search_keep();

-- Makes the words of every row anew, by its trigger.
CREATE FUNCTION search_refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "BusinessFile" SET "sells" = "sells";
  UPDATE "Client" SET "name" = "name";
  UPDATE "Contact" SET "name" = "name";
  UPDATE "Email" SET "subject" = "subject" WHERE "freelancerId" IS NOT NULL;
  UPDATE "File" SET "name" = "name";
  UPDATE "InboundEmail" SET "subject" = "subject";
  UPDATE "Message" SET "text" = "text";
  UPDATE "Project" SET "title" = "title";
  UPDATE "WorkNote" SET "text" = "text";
END $$;

-- Makes the two extensions, where this role may, and begins to use those that are there. True when both are in use.
-- Called below, and at each start, for a database that got them later.
CREATE FUNCTION search_prepare() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE extension text; named text; parts text := format('%I."Client_search_parts_idx"', current_schema());
BEGIN
  FOREACH extension IN ARRAY ARRAY['unaccent', 'pg_trgm'] LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM pg_extension WHERE extname = extension);
    BEGIN
      EXECUTE format('CREATE EXTENSION %I SCHEMA public', extension);
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
      RAISE NOTICE 'The extension % cannot be made: %', extension, SQLERRM;
    END;
  END LOOP;
  SELECT extnamespace::regnamespace::text INTO named FROM pg_extension WHERE extname = 'unaccent';
  IF named IS NOT NULL AND search_unaccent('é') <> 'e' THEN
    EXECUTE format('CREATE OR REPLACE FUNCTION search_unaccent(words text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
      RETURN lower(%1$s.unaccent(%2$L::regdictionary, words))', named, named || '.unaccent');
    PERFORM search_refresh();
  END IF;
  SELECT extnamespace::regnamespace::text INTO named FROM pg_extension WHERE extname = 'pg_trgm';
  IF named IS NOT NULL AND to_regclass(parts) IS NULL THEN
    EXECUTE format('
      CREATE INDEX "Client_search_parts_idx" ON "Client" USING gin (search_unaccent("name") %1$s.gin_trgm_ops);
      CREATE INDEX "Contact_search_parts_idx" ON "Contact" USING gin (search_unaccent("name") %1$s.gin_trgm_ops);
      CREATE INDEX "Project_search_parts_idx" ON "Project" USING gin (search_unaccent("title") %1$s.gin_trgm_ops);
      CREATE INDEX "File_search_parts_idx" ON "File" USING gin (search_unaccent("name") %1$s.gin_trgm_ops)', named);
  END IF;
  RETURN search_unaccent('é') = 'e' AND to_regclass(parts) IS NOT NULL;
END $$;

SELECT CASE WHEN NOT search_prepare() AND search_unaccent('é') <> 'e' THEN search_refresh() END;

CREATE INDEX "BusinessFile_search_idx" ON "BusinessFile" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "Client_search_idx" ON "Client" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "Contact_search_idx" ON "Contact" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "Email_search_idx" ON "Email" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "File_search_idx" ON "File" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "InboundEmail_search_idx" ON "InboundEmail" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "Message_search_idx" ON "Message" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "Project_search_idx" ON "Project" USING gin (search_own("freelancerId", "searchWords"));
CREATE INDEX "WorkNote_search_idx" ON "WorkNote" USING gin (search_own("freelancerId", "searchWords"));
