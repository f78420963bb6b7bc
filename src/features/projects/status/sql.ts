// Nothing is imported here: the benchmark's bare handler runs the same text.

/** As much of each list as the page itself shows. One row more is read, which says whether there is more. */
export const SHOWN = { projects: 50, thread: 50, work: 200, requests: 40, signOffs: 50 };

/**
 * The whole page of whoever `reader` is, as one JSON value; no row where it is nobody (src/auth/contact-sql.ts).
 * $3 the wanted project, looked up by itself wherever it is in the list, or null for the newest
 * open one. The thread holds the project's lines and the client's own, which are about no project. Every part is
 * reached through the freelancer and the client. Private things (the freelancer's own days, drafts, held messages,
 * private extras, the checklist) are not among its columns.
 */
export const statusPageSql = `
WITH mine AS (
  SELECT "id", "title", "completedAt", "cancelledAt", "createdAt" FROM "Project"
  WHERE "freelancerId" = (SELECT "freelancerId" FROM reader) AND "clientId" = (SELECT "clientId" FROM reader)
  ORDER BY "completedAt" DESC NULLS FIRST, "createdAt" DESC, "id" DESC LIMIT ${SHOWN.projects + 1}
), shown AS (
  SELECT "id", "title", "summary", "completedAt", "cancelledAt", "completesAt", "createdAt" FROM "Project"
  WHERE "id" = coalesce($3::uuid, (SELECT "id" FROM mine LIMIT 1))
    AND "freelancerId" = (SELECT "freelancerId" FROM reader) AND "clientId" = (SELECT "clientId" FROM reader)
)
SELECT json_build_object(
  'contact', json_build_object('name', c."name", 'zone', c."zone", 'updateFrequency',
    c."updateFrequency", 'language', c."language"),
  'clientName', cl."name",
  'caseOpenedAt', cl."caseOpenedAt",
  'studio', json_build_object('freelancerName', s."freelancerName", 'name', s."name", 'zone',
    s."zone", 'hours', s."hours", 'country', s."country", 'daysOff', s."daysOff",
    'welcome', s."welcome", 'seenOffAt', s."seenOffAt", 'accent', s."accent", 'siteUrl', s."siteUrl",
    'logo', (SELECT json_build_object('address', g."address", 'version', g."version", 'width', g."width",
      'height', g."height", 'ground', g."ground") FROM "Logo" g WHERE g."freelancerId" = s."freelancerId")),
  'projects', (SELECT coalesce(json_agg(json_build_object('id', "id", 'title', "title",
    'completedAt', "completedAt", 'cancelledAt', "cancelledAt")
    ORDER BY "completedAt" DESC NULLS FIRST, "createdAt" DESC, "id" DESC), '[]') FROM mine),
  'projectCount', CASE WHEN (SELECT count(*) FROM mine) > ${SHOWN.projects} THEN (SELECT count(*) FROM "Project"
      WHERE "freelancerId" = (SELECT "freelancerId" FROM reader) AND "clientId" = (SELECT "clientId" FROM reader)) END,
  'shown', (SELECT json_build_object('id', "id", 'title', "title", 'summary', "summary",
    'completedAt', "completedAt", 'cancelledAt', "cancelledAt", 'completesAt', "completesAt") FROM shown),
  'remedies', (SELECT coalesce(json_agg(r."text" ORDER BY r."promisedAt", r."id"), '[]') FROM "Remedy" r
      JOIN shown ON r."promisedAt" <= shown."createdAt" AND shown."completedAt" IS NULL
    WHERE r."clientId" = (SELECT "clientId" FROM reader) AND r."freelancerId" = (SELECT "freelancerId" FROM reader)
      AND r."keptAt" IS NULL AND r."waivedAt" IS NULL),
  'survey', (SELECT json_build_object('expiresAt', v."expiresAt",
      'answers', (SELECT coalesce(json_agg(json_build_object('verdict', a."verdict", 'effort', a."effort",
        'words', a."words", 'answeredAt', a."answeredAt") ORDER BY a."ordinal"), '[]')
        FROM "Answer" a WHERE a."surveyId" = v."id"),
      'complaint', (SELECT json_build_object('about', to_json(coalesce(o."about", '{}')), 'specifics', o."specifics", 'specifiedAt',
        o."specifiedAt", 'case', json_build_object('openedAt', k."openedAt", 'firstRespondedAt',
        k."firstRespondedAt", 'closedAt', k."closedAt"))
        FROM "Complaint" o JOIN "Case" k ON k."id" = o."caseId" WHERE o."surveyId" = v."id"
          AND o."freelancerId" = v."freelancerId"))
    FROM "Survey" v JOIN shown ON v."projectId" = shown."id" AND shown."completedAt" IS NOT NULL
    WHERE v."contactId" = (SELECT "id" FROM reader)),
  'deadlines', (SELECT coalesce(json_agg(json_build_object('id', d."id", 'title', d."title",
    'promisedOn', d."promisedOn", 'holder', d."holder", 'metAt', d."metAt", 'droppedAt',
    d."droppedAt", 'createdAt', d."createdAt",
      'moves', (SELECT coalesce(json_agg(json_build_object('id', m."id", 'fromOn', m."fromOn",
        'toOn', m."toOn", 'reason', m."reason", 'effect', m."effect", 'doing', m."doing", 'movedAt',
        m."movedAt") ORDER BY m."movedAt", m."id"), '[]') FROM "DeadlineMove" m
        WHERE m."deadlineId" = d."id"))
      ORDER BY d."position", d."promisedOn", d."id"), '[]') FROM "Deadline" d
        WHERE d."projectId" = (SELECT "id" FROM shown)),
  'signOffs', (SELECT coalesce(json_agg(json_build_object('id', f."id", 'deadlineId', f."deadlineId", 'title', d."title",
    'round', f."round", 'note', f."note", 'putAt', f."putAt", 'outcome', f."outcome", 'closedAt', f."closedAt",
    'by', b."name", 'changes', f."changes") ORDER BY f."putAt", f."id"), '[]')
    FROM (SELECT * FROM "SignOff" WHERE "projectId" = (SELECT "id" FROM shown) ORDER BY "putAt" DESC, "id" DESC
      LIMIT ${SHOWN.signOffs}) f
    JOIN "Deadline" d ON d."id" = f."deadlineId"
    LEFT JOIN "Contact" b ON b."id" = f."closedById" AND b."freelancerId" = f."freelancerId"),
  'thread', (SELECT coalesce(json_agg(json_build_object('id', l."id", 'text', l."text", 'writtenAt', l."writtenAt",
    'contactId', l."contactId", 'by', w."name", 'channel', l."channel", 'loggedAt', l."loggedAt", 'isAutomatic',
    l."isAutomatic", 'seenAt', l."seenAt", 'noReplyAt', l."noReplyAt", 'isNewWork', l."isNewWork",
    'correctedAt', l."correctedAt", 'earlierTexts', coalesce(l."earlierTexts", '{}'),
    'begun', (SELECT p."title" FROM "Project" p WHERE p."id" = l."begunId" AND p."freelancerId" = l."freelancerId"),
    'request', q."title", 'isAnswer', y."acceptedAt" IS NOT NULL) ORDER BY l."writtenAt", l."id"), '[]')
    FROM (
      (SELECT * FROM "Message" WHERE "projectId" = (SELECT "id" FROM shown) AND "heldUntil" IS NULL
        ORDER BY "writtenAt" DESC, "id" DESC LIMIT ${SHOWN.thread + 1})
      UNION ALL
      (SELECT * FROM "Message" WHERE "clientId" = (SELECT "clientId" FROM reader) AND "projectId" IS NULL
        AND "freelancerId" = (SELECT "freelancerId" FROM reader) AND "heldUntil" IS NULL
        ORDER BY "writtenAt" DESC, "id" DESC LIMIT ${SHOWN.thread + 1})
      ORDER BY "writtenAt" DESC, "id" DESC LIMIT ${SHOWN.thread + 1}
    ) l LEFT JOIN "Contact" w ON w."id" = l."contactId"
      LEFT JOIN "RequestReply" y ON y."messageId" = l."id" AND y."freelancerId" = l."freelancerId"
      LEFT JOIN "Request" q ON q."id" = y."requestId"),
  'requests', (SELECT coalesce(json_agg(json_build_object('id', q."id", 'kind', q."kind", 'title', q."title", 'details',
    q."details", 'options', q."options", 'dueOn', q."dueOn", 'changedAt', q."changedAt", 'answeredAt', q."answeredAt",
    'cancelledAt', q."cancelledAt", 'by', y."by", 'option', y."option") ORDER BY q."dueOn", q."id"), '[]')
    FROM (SELECT * FROM "Request" WHERE "projectId" = (SELECT "id" FROM shown WHERE "completedAt" IS NULL)
        AND "freelancerId" = (SELECT "freelancerId" FROM reader)
      ORDER BY "answeredAt" IS NOT NULL OR "cancelledAt" IS NOT NULL, "askedAt" DESC LIMIT ${SHOWN.requests}) q
    LEFT JOIN LATERAL (SELECT w."name" AS "by", r."option" FROM "RequestReply" r JOIN "Message" m ON m."id" = r."messageId"
      LEFT JOIN "Contact" w ON w."id" = m."contactId"
      WHERE r."requestId" = q."id" AND r."acceptedAt" IS NOT NULL LIMIT 1) y ON true),
  'pledges', (SELECT coalesce(json_agg(json_build_object('id', g."id", 'what', g."what", 'dueAt', g."dueAt")
    ORDER BY g."dueAt", g."id"), '[]') FROM "Pledge" g JOIN "Message" y ON y."id" = g."messageId" AND y."heldUntil" IS NULL
    WHERE g."clientId" = (SELECT "clientId" FROM reader) AND g."freelancerId" = (SELECT "freelancerId" FROM reader)
      AND g."keptAt" IS NULL AND (g."projectId" IS NULL OR g."projectId" = (SELECT "id" FROM shown))),
  'notes', (SELECT coalesce(json_agg(json_build_object('id', n."id", 'text', n."text", 'shownAt',
    n."shownAt") ORDER BY n."shownAt" DESC, n."id" DESC), '[]') FROM (
      SELECT "id", "text", "shownAt" FROM "WorkNote" WHERE "projectId" = (SELECT "id"
        FROM shown) AND "shownAt" IS NOT NULL ORDER BY "shownAt" DESC, "id" DESC
        LIMIT ${SHOWN.work + 1}) n),
  'extras', (SELECT coalesce(json_agg(json_build_object('id', e."id", 'text', e."text")
    ORDER BY e."shownAt", e."id"), '[]') FROM "Extra" e WHERE e."projectId" = (SELECT "id"
    FROM shown) AND e."shownAt" IS NOT NULL),
  'files', (SELECT coalesce(json_agg(json_build_object('id', f."id", 'name', f."name", 'bytes',
    f."bytes", 'storedAt', f."storedAt", 'isOwn', f."contactId" IS NOT DISTINCT FROM (SELECT "id" FROM reader),
    'by', w."name", 'messageId', f."messageId", 'projectId', f."projectId",
    'previewWidth', f."previewWidth", 'previewHeight', f."previewHeight")
    ORDER BY f."storedAt" DESC, f."id" DESC), '[]')
      FROM "File" f LEFT JOIN "Contact" w ON w."id" = f."contactId"
        WHERE (f."projectId" = (SELECT "id" FROM shown) OR f."clientId" = (SELECT "clientId" FROM reader))
          AND f."freelancerId" = (SELECT "freelancerId" FROM reader)
          AND f."storedAt" IS NOT NULL AND f."removedAt" IS NULL),
  'links', (SELECT coalesce(json_agg(json_build_object('id', k."id", 'title', k."title", 'url', k."url",
    'addedAt', k."addedAt") ORDER BY k."addedAt" DESC, k."id" DESC), '[]')
    FROM "Link" k WHERE k."projectId" = (SELECT "id" FROM shown))
) AS "page"
FROM "Contact" c JOIN "Client" cl ON cl."id" = c."clientId" JOIN "Studio" s ON s."freelancerId" = c."freelancerId"
WHERE c."id" = (SELECT "id" FROM reader) AND c."freelancerId" = (SELECT "freelancerId"
  FROM reader) AND c."clientId" = (SELECT "clientId" FROM reader)`;
