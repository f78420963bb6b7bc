import { findSubcontractorByToken } from "@/auth/subcontractor";
import { databaseNow } from "@/db/clock";
import { documentRoute, notFoundDocument } from "@/document/render";
import { changesOf } from "@/live/stream";

type Context = { params: Promise<{ token: string }> };

/** As many windows as may be open on one link. */
const MOST_STREAMS = 30;

/** Tells a subcontractor's open page when to look again. A link that is revoked meanwhile ends it. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token } = await params;
  const entry = await findSubcontractorByToken(token, databaseNow());
  if (entry.kind !== "open" || request.method === "HEAD") return notFoundDocument(reader);
  const link = `desk ${entry.scope.subcontractorId} ${token}`;
  return changesOf(
    {
      channel: entry.scope.subcontractorId,
      key: link,
      owner: link,
      most: MOST_STREAMS,
      isOpen: async () => (await findSubcontractorByToken(token, databaseNow())).kind === "open",
    },
    request.signal,
  );
});
