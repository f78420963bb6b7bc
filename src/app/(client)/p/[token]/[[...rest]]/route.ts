import {
  leadToOwnPage,
  showStatusPage,
  takeAnswer,
  takeWithdrawal,
  takeDone,
  takeMessage,
  takeOpened,
  takeSeen,
  takeSpecifics,
  takeUpdateFrequency,
  type InThread,
} from "@/app/(client)/p/serve";
import {
  giveFile,
  takeAnswerToRequest,
  takeMessageWithFiles,
  takeNewWork,
} from "@/app/(client)/p/serve-files";
import { takeAcceptance, takeChanges } from "@/app/(client)/p/serve-sign-off";
import { showOlder } from "@/app/(client)/p/serve-older";
import { documentRoute, notFoundDocument } from "@/document/render";
import { notFound } from "@/lib/errors";
import { readId, readOlder } from "@/lib/client-paths";

/**
 * `/p/<token>`, or `/p/<token>/<project>`; anything longer is no page of ours. Forms other than the thread's are
 * posted to an address below it: `/p/<token>/<project>/answer`. The thread is there without a project, too.
 */
type Context = { params: Promise<{ token: string; rest?: string[] }> };

const forms = {
  updates: takeUpdateFrequency,
  answer: takeAnswer,
  done: takeDone,
  "remove-file": takeWithdrawal,
  specifics: takeSpecifics,
  seen: takeSeen,
  accept: takeAcceptance,
  changes: takeChanges,
  new: takeNewWork,
  requests: takeAnswerToRequest,
};
/** What is posted about no project beside a message; `opened` is what the page's script says once a person is there. */
const ownForms = { seen: takeSeen, new: takeNewWork, opened: takeOpened };
/** Below it are the files that were sent with messages about no project. */
const FILES = "files";

export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const [project, ...more] = rest;
  // After a refused form this is the address in the bar.
  if (rest.length === 1 && project && project in ownForms) return leadToOwnPage(reader, token);
  if (more.length > 0) return showBelow({ request, reader, token }, project!, more.join("/"));
  const projectId = project === undefined ? null : readId(project);
  const older = readOlder(request.url);
  if (older) return showOlder(reader, token, projectId, older);
  if (project === undefined) return showStatusPage(reader, token, null);
  return projectId ? showStatusPage(reader, token, projectId) : leadToOwnPage(reader, token);
});

/** What is one step below a page: a file about no project, or, after a refused form, its address in the bar. */
async function showBelow(
  { request, reader, token }: Omit<InThread, "project">,
  project: string,
  part: string,
): Promise<Response> {
  if (project === FILES) return giveFile(request, reader, token, null, part);
  return part in forms ? leadToOwnPage(reader, token, project) : notFoundDocument(reader);
}

/** As the page's own form is sent; a plain one has no files. */
const isWithFiles = ({ headers }: Request) =>
  headers.get("content-type")?.startsWith("multipart/form-data") === true;

export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const [project, part] = rest;
  if (rest.length === 2 && project && part && part in forms)
    return forms[part as keyof typeof forms]({ request, reader, token, project });
  if (rest.length === 1 && project && project in ownForms)
    return ownForms[project as keyof typeof ownForms]({ request, reader, token });
  if (rest.length > 1) throw notFound("page");
  const takes = isWithFiles(request) ? takeMessageWithFiles : takeMessage;
  return takes({ request, reader, token, project });
});
