import { z } from "zod";
import { fileResponse } from "@/app/file-response";
import { limit } from "@/auth/limits";
import { notFoundDocument, seeOther, type Reader } from "@/document/render";
import { readUpload } from "@/document/upload";
import { attachFileFromContact } from "@/features/files/commands";
import { getFileForContact } from "@/features/files/queries";
import { fileLabel } from "@/features/files/schema";
import { Refusal } from "@/lib/errors";
import { enter, expired, showStatusPage } from "./serve";

/** Takes a file that the client sends, as it comes. On a refusal the page comes back and says why. */
export async function takeFile(
  request: Request,
  reader: Reader,
  token: string,
  projectId: string,
): Promise<Response> {
  const wanted = z.uuid().safeParse(projectId);
  const entry = await enter(reader, token, new Date());
  if (entry.kind === "expired") return expired(reader);
  if (entry.kind === "unknown" || !wanted.success) return notFoundDocument(reader.locale);
  const size = Number(request.headers.get("content-length") ?? NaN);
  try {
    await readUpload(request, async ({ chunks, ...said }) => {
      await limit("contact-file", entry.scope.contactId);
      // The form around the file counts too: what it says is the most that can be coming.
      const arriving = {
        ...fileLabel.parse(said),
        projectId: wanted.data,
        bytes: Number.isSafeInteger(size) ? size : undefined,
        chunks,
      };
      await attachFileFromContact(entry.scope, arriving, () => new Date());
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showStatusPage(reader, token, wanted.data, { part: "files", why: error });
  }
  return seeOther(`/p/${token}/${wanted.data}#files`);
}

/** Gives a file of a project of the client's, as a download. */
export async function giveFile(
  request: Request,
  reader: Reader,
  token: string,
  projectId: string,
  fileId: string,
): Promise<Response> {
  const ids = z.object({ projectId: z.uuid(), fileId: z.uuid() }).safeParse({ projectId, fileId });
  const entry = await enter(reader, token, new Date());
  if (entry.kind === "expired") return expired(reader);
  if (entry.kind === "unknown" || !ids.success) return notFoundDocument(reader.locale);
  return fileResponse(
    request,
    await getFileForContact(entry.scope, ids.data.projectId, ids.data.fileId),
  );
}
