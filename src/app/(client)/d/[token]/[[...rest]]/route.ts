import {
  enterDesk,
  giveDeskFile,
  showDesk,
  takeDeskFile,
  takeDeskMessage,
  takeDeskSeen,
  takeWorkingAnswer,
} from "@/app/(client)/d/serve";
import { documentRoute, found, notFoundDocument, type Reader } from "@/document/render";
import { clientPath, readId } from "@/lib/client-paths";
import { notFound } from "@/lib/errors";

/**
 * `/d/<token>`, or `/d/<token>/<assignment>`; its forms are posted to it and below it, and its files are at
 * `/d/<token>/<assignment>/files/<file>`.
 */
type Context = { params: Promise<{ token: string; rest?: string[] }> };

const forms = { seen: takeDeskSeen, answer: takeWorkingAnswer, files: takeDeskFile };

export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const [named, part, file, ...more] = rest;
  if (named === undefined) return showDesk(reader, token, null);
  const assignmentId = readId(named);
  if (part === undefined)
    return assignmentId ? showDesk(reader, token, assignmentId) : leadToDesk(reader, token);
  const fileId = file === undefined ? null : readId(file);
  if (part === "files" && fileId && assignmentId && more.length === 0)
    return giveDeskFile({ request, reader, token, assignmentId }, fileId);
  // After a refused form this is the address in the bar.
  if (part in forms && file === undefined) return leadToDesk(reader, token, assignmentId);
  return notFoundDocument(reader);
});

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const [named = "", part, ...more] = rest;
  const assignmentId = readId(named);
  if (!assignmentId || more.length > 0) throw notFound("page");
  const taken = { request, reader, token, assignmentId };
  if (part === undefined) return takeDeskMessage(taken);
  if (!(part in forms)) throw notFound("page");
  return forms[part as keyof typeof forms](taken);
});

/** What a link with a damaged end leads to: their own desk, where the token is good. */
async function leadToDesk(
  reader: Reader,
  token: string,
  assignmentId?: string | null,
): Promise<Response> {
  const who = await enterDesk(reader, token);
  return who instanceof Response ? who : found(clientPath.desk(token, assignmentId ?? undefined));
}
