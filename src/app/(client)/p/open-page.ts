import { documentRoute, notFoundDocument } from "@/document/render";
import { readId, readOlder } from "@/lib/client-paths";
import { leadToOwnPage, renderStatusPage } from "./serve";
import { showOlder } from "./serve-older";

type Address = { token: string; rest?: string[] };

/** Shows what a GET below `/p/` asks for: called by the route, and by the server without Next between. */
export const openPage = documentRoute(
  async (request: Request, { token, rest = [] }: Address, reader) => {
    const [project, ...more] = rest;
    // After a refused choice this is the address in the bar.
    if (more.length === 1 && more[0] === "updates") return leadToOwnPage(reader, token, project);
    if (more.length > 0) return notFoundDocument(reader.locale);
    const projectId = project === undefined ? null : readId(project);
    const older = readOlder(request.url);
    if (older) return showOlder(reader, token, projectId, older);
    if (project === undefined) return renderStatusPage(reader, token, null);
    return projectId ? renderStatusPage(reader, token, projectId) : leadToOwnPage(reader, token);
  },
);
