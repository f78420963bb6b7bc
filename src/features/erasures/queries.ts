import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { notFound } from "@/lib/errors";

/** What goes with a client, in the order in which it is said. */
export type Goes = {
  contacts: number;
  projects: number;
  messages: number;
  files: number;
  emails: number;
  received: number;
  cases: number;
};

/** What is cancelled before it goes: it would have reached somebody, or others can read it now. */
export type Cancelled = { waiting: number; followUps: number; testimonials: number };

/** Returns what an erasure of a client would do, before it does it: what goes, and what is cancelled. */
export async function previewErasure({ freelancerId }: Scope, clientId: string) {
  const client = await db().client.findUnique({
    where: { id: clientId, freelancerId },
    select: { name: true },
  });
  if (!client) throw notFound("client");
  const { waiting, followUps, testimonials, shared, ...goes } = await readCounts(
    freelancerId,
    clientId,
  );
  return {
    name: client.name,
    goes: goes satisfies Goes,
    cancelled: { waiting, followUps, testimonials } satisfies Cancelled,
    /** How many of their addresses another client's contact has too. */
    shared,
  };
}

export type ErasurePreview = Awaited<ReturnType<typeof previewErasure>>;

type Counts = Goes & Cancelled & { shared: number };

async function readCounts(freelancerId: string, clientId: string): Promise<Counts> {
  const [counts] = await db().$queryRaw<Counts[]>`
    WITH people AS (SELECT "id", lower("address") AS "address" FROM "Contact"
        WHERE "freelancerId" = ${freelancerId}::uuid AND "clientId" = ${clientId}::uuid),
      work AS (SELECT "id" FROM "Project"
        WHERE "freelancerId" = ${freelancerId}::uuid AND "clientId" = ${clientId}::uuid),
      mail AS (SELECT "settledAt" FROM "Email" WHERE "freelancerId" = ${freelancerId}::uuid
        AND ("clientId" = ${clientId}::uuid OR "contactId" IN (SELECT "id" FROM people)
          OR "projectId" IN (SELECT "id" FROM work)))
    SELECT (SELECT count(*) FROM people)::int AS "contacts", (SELECT count(*) FROM work)::int AS "projects",
      (SELECT count(*) FROM "Message" WHERE "clientId" = ${clientId}::uuid)::int AS "messages",
      (SELECT count(*) FROM "File" WHERE "projectId" IN (SELECT "id" FROM work) AND "storedAt" IS NOT NULL
        AND "removedAt" IS NULL)::int AS "files",
      (SELECT count(*) FROM mail)::int AS "emails",
      (SELECT count(*) FROM "InboundEmail" WHERE "freelancerId" = ${freelancerId}::uuid
        AND ("clientId" = ${clientId}::uuid OR "clientId" IS NULL AND lower("fromAddress") IN
          (SELECT "address" FROM people)))::int AS "received",
      (SELECT count(*) FROM "Case" WHERE "clientId" = ${clientId}::uuid)::int AS "cases",
      (SELECT count(*) FROM mail WHERE "settledAt" IS NULL)::int AS "waiting",
      (SELECT count(*) FROM "FollowUp" WHERE "contactId" IN (SELECT "id" FROM people)
        AND "settledAt" IS NULL)::int AS "followUps",
      (SELECT count(*) FROM "Testimonial" WHERE "contactId" IN (SELECT "id" FROM people) AND "givenAt" IS NOT NULL
        AND "removedAt" IS NULL AND "hiddenAt" IS NULL)::int AS "testimonials",
      (SELECT count(DISTINCT p."address") FROM people p JOIN "Contact" c ON lower(c."address") = p."address"
        WHERE c."freelancerId" = ${freelancerId}::uuid AND c."clientId" <> ${clientId}::uuid)::int AS "shared"`;
  return counts!;
}

/** Returns the days on which clients were erased, the latest first, at most fifty, and how many of their emails were refused. */
export async function listErasures({ freelancerId }: Scope) {
  const [erasures, { _sum }] = await Promise.all([
    db().erasure.findMany({
      where: { freelancerId, clientId: { not: null } },
      orderBy: [{ askedAt: "desc" }, { id: "desc" }],
      take: 50,
      select: { id: true, askedAt: true, finishedAt: true },
    }),
    db().erasedAddress.aggregate({ where: { freelancerId }, _sum: { refused: true } }),
  ]);
  return { erasures, refused: _sum.refused ?? 0 };
}

/** Returns how many erasures there are in the whole install, for its operator. */
export async function countErasures() {
  const [finished, unfinished, objects] = await Promise.all([
    db().erasure.count({ where: { finishedAt: { not: null } } }),
    db().erasure.count({ where: { finishedAt: null } }),
    db().storeDeletion.count(),
  ]);
  return { finished, unfinished, objects };
}
