import { databaseNow } from "@/db/clock";
import { findContactByToken } from "@/auth/contact";
import { documentRoute, notFoundDocument } from "@/document/render";
import { changesOf } from "@/live/stream";

type Context = { params: Promise<{ token: string }> };

/** As many windows as may be open on one link. */
const MOST_STREAMS = 30;

/** Tells a client's open page when to look again. A link that is revoked meanwhile ends it. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token } = await params;
  const entry = await findContactByToken(token, databaseNow());
  if (entry.kind !== "open" || request.method === "HEAD") return notFoundDocument(reader);
  const link = `link ${entry.scope.contactId} ${token}`;
  return changesOf(
    {
      channel: entry.scope.clientId,
      key: link,
      owner: link,
      most: MOST_STREAMS,
      isOpen: async () => (await findContactByToken(token, databaseNow())).kind === "open",
    },
    request.signal,
  );
});
