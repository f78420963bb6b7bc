-- A link's last day is a calendar day where its person is: it stays that day when their zone is corrected.

-- The day in a zone at an instant. A zone that this server does not know counts as UTC, as in the product.
CREATE FUNCTION day_in(zone text, moment timestamptz) RETURNS date LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (moment AT TIME ZONE zone)::date;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN (moment AT TIME ZONE 'UTC')::date;
END
$$;

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "linkLastOn" DATE;

-- What was stored is the first instant after the last day.
UPDATE "Contact" SET "linkLastOn" = day_in("zone", "linkExpiresAt" - interval '1 millisecond')
WHERE "linkExpiresAt" IS NOT NULL;

-- AlterTable
ALTER TABLE "Contact" DROP COLUMN "linkExpiresAt";
