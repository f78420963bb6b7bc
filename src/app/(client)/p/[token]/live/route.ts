import { findContactByToken } from "@/auth/contact";
import { documentRoute, notFoundDocument } from "@/document/render";
import { changesOf } from "@/live/stream";

type Context = { params: Promise<{ token: string }> };

/** Tells a client's open page when to look again. A link that is revoked meanwhile ends it. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token } = await params;
  const entry = await findContactByToken(token, new Date());
  if (entry.kind !== "open" || request.method === "HEAD") return notFoundDocument(reader.locale);
  return changesOf(
    entry.scope.clientId,
    request.signal,
    async () => (await findContactByToken(token, new Date())).kind === "open",
  );
});
