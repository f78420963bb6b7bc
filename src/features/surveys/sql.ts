// Nothing is imported here: the benchmark's bare handler runs the same text.

/** A survey's page behind the hash of its link ($1), as one JSON value; no row where there is none. */
export const surveySql = `
SELECT json_build_object(
  'expiresAt', v."expiresAt",
  'contact', json_build_object('name', c."name", 'language', c."language", 'zone', c."zone"),
  'projectTitle', p."title",
  'studio', json_build_object('freelancerName', s."freelancerName", 'name', s."name", 'zone', s."zone",
    'hours', s."hours", 'country', s."country", 'daysOff', s."daysOff", 'accent', s."accent", 'siteUrl', s."siteUrl",
    'logo', (SELECT json_build_object('address', g."address", 'version', g."version", 'width', g."width",
      'height', g."height", 'ground', g."ground") FROM "Logo" g WHERE g."freelancerId" = s."freelancerId")),
  'answers', (SELECT coalesce(json_agg(json_build_object('verdict', a."verdict", 'effort', a."effort",
    'words', a."words", 'answeredAt', a."answeredAt") ORDER BY a."ordinal"), '[]')
    FROM "Answer" a WHERE a."surveyId" = v."id"),
  'complaint', (SELECT json_build_object('about', to_json(coalesce(o."about", '{}')), 'specifics', o."specifics",
    'specifiedAt', o."specifiedAt", 'openedAt', k."openedAt", 'firstRespondedAt', k."firstRespondedAt",
    'closedAt', k."closedAt") FROM "Complaint" o JOIN "Case" k ON k."id" = o."caseId"
    WHERE o."surveyId" = v."id" AND o."freelancerId" = v."freelancerId")
) AS "survey"
FROM "Survey" v JOIN "Contact" c ON c."id" = v."contactId" JOIN "Project" p ON p."id" = v."projectId"
JOIN "Studio" s ON s."freelancerId" = v."freelancerId" WHERE v."tokenHash" = $1`;
