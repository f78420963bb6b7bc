import type { Scope } from "@/auth/scope";
import { db, Prisma } from "@/db/client";
import type { ThreadLine } from "@/features/messages/rules";
import { responsesOf, type Response, type Studio } from "./rules";

/** How far back answers are counted, and the most lines that are read for it, the newest first. */
const DAYS = 90;
const MOST_LINES = { thread: 300, studio: 10_000 };

type Line = ThreadLine & { clientId: string; projectId: string | null };
type Of = { projectId?: string; clientId?: string };

/**
 * Returns the freelancer's answers of the last 90 days, newest first: in a project's thread, in all threads of a
 * client, or in all of the studio's.
 */
export async function listResponses(
  scope: Scope,
  of: Of,
  studio: Studio,
  now: Date,
): Promise<Response[]> {
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  const where = of.projectId
    ? Prisma.sql`AND "projectId" = ${of.projectId}::uuid`
    : of.clientId
      ? Prisma.sql`AND "clientId" = ${of.clientId}::uuid`
      : Prisma.empty;
  const most = of.projectId ? MOST_LINES.thread : MOST_LINES.studio;
  // A thanks is short: of a longer text the beginning says enough.
  const lines = await db().$queryRaw<Line[]>`
    SELECT "clientId", "projectId", "contactId", "writtenAt", "channel", "loggedAt", "isAutomatic", "heldUntil",
      "noReplyAt", left("text", 100) AS "text"
    FROM "Message" WHERE "freelancerId" = ${scope.freelancerId}::uuid ${where}
      AND "heldUntil" IS NULL AND "writtenAt" >= ${since}
    ORDER BY "writtenAt" DESC, "id" DESC LIMIT ${most}`;
  return responsesIn(lines.toReversed(), studio).toSorted(
    (a, b) => b.answeredAt.getTime() - a.answeredAt.getTime(),
  );
}

/** `lines` are oldest first, of any threads. */
function responsesIn(lines: Line[], studio: Studio): Response[] {
  const threads = Map.groupBy(lines, ({ clientId, projectId }) => projectId ?? clientId);
  return [...threads.values()].flatMap((thread) => responsesOf(thread, studio));
}
