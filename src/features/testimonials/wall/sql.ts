// Nothing is imported here: the benchmark's bare handler runs the same text.

/** As many testimonials as a page of a wall shows, and its embed. One more is read: it says whether there is more. */
export const ON_WALL = 20;
export const IN_EMBED = 5;

/**
 * A whole wall as one JSON value, as text; no row where there is none at that address. $1 its slug, $2 the last
 * testimonial of the page before or null, $3 how many are shown. The verdict that somebody gave is not among what it
 * reads: nothing of a wall's order or contents can depend on it. A question counts as asked once its email was sent, or
 * was answered.
 */
export const wallSql = `
SELECT json_build_object(
  'slug', w."slug",
  'studio', json_build_object('name', s."name", 'freelancerName', s."freelancerName", 'zone', s."zone",
    'hours', s."hours", 'country', s."country", 'daysOff', s."daysOff", 'accent', s."accent", 'siteUrl', s."siteUrl",
    'logo', (SELECT json_build_object('address', g."address", 'version', g."version", 'width', g."width",
      'height', g."height", 'ground', g."ground") FROM "Logo" g WHERE g."freelancerId" = s."freelancerId")),
  'asked', (SELECT count(*) FROM "Survey" q
    LEFT JOIN "FollowUp" f ON f."projectId" = q."projectId" AND f."contactId" = q."contactId" AND f."kind" = 'CHECK_BACK'
    LEFT JOIN "Email" e ON e."id" = f."emailId"
    WHERE q."freelancerId" = w."freelancerId" AND (e."id" IS NULL OR e."sentAt" IS NOT NULL
      OR e."doubtSince" IS NOT NULL OR EXISTS (SELECT FROM "Answer" a WHERE a."surveyId" = q."id"))),
  'answered', (SELECT count(*) FROM "Survey" q WHERE q."freelancerId" = w."freelancerId"
    AND EXISTS (SELECT FROM "Answer" a WHERE a."surveyId" = q."id")),
  'shown', (SELECT count(*) FROM "Testimonial" t WHERE t."freelancerId" = w."freelancerId"
    AND t."givenAt" IS NOT NULL AND t."removedAt" IS NULL AND t."hiddenAt" IS NULL),
  'hidden', (SELECT coalesce(json_object_agg(h."hiddenFor", h."n"), '{}') FROM (
    SELECT t."hiddenFor", count(*) AS "n" FROM "Testimonial" t
    WHERE t."freelancerId" = w."freelancerId" AND t."givenAt" IS NOT NULL AND t."removedAt" IS NULL
      AND t."hiddenAt" IS NOT NULL GROUP BY t."hiddenFor") h),
  'quotes', (SELECT coalesce(json_agg(json_build_object('id', q."id", 'text', q."text", 'name', q."shownName",
    'language', q."language", 'givenAt', q."givenAt", 'editedAt', q."editedAt", 'reply', q."reply",
    'repliedAt', q."repliedAt") ORDER BY q."givenAt" DESC, q."id" DESC), '[]') FROM (
      SELECT t.* FROM "Testimonial" t WHERE t."freelancerId" = w."freelancerId"
        AND t."givenAt" IS NOT NULL AND t."removedAt" IS NULL AND t."hiddenAt" IS NULL
        AND ($2::uuid IS NULL OR (t."givenAt", t."id") < (SELECT o."givenAt", o."id" FROM "Testimonial" o
          WHERE o."id" = $2::uuid AND o."freelancerId" = w."freelancerId"))
      ORDER BY t."givenAt" DESC, t."id" DESC LIMIT $3) q)
)::text AS "text", s."zone"
FROM "Wall" w JOIN "Studio" s ON s."freelancerId" = w."freelancerId"
WHERE w."slug" = $1`;
