import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { fileResponse } from "@/app/file-response";
import { limit } from "@/auth/limits";
import { orShownAgain } from "@/document/contact-form";
import { notFoundDocument, seeOther, type Reader } from "@/document/render";
import { readUpload } from "@/document/upload";
import { attachFileFromContact } from "@/features/files/uploads/commands";
import { getFileForContact } from "@/features/files/queries";
import { fileLabel } from "@/features/files/schema";
import { readId } from "@/lib/client-paths";
import { enter, statusPageForm } from "./serve";

/** Takes a file that the client sends, as it comes. */
export async function takeFile(
  request: Request,
  reader: Reader,
  token: string,
  project: string,
): Promise<Response> {
  const form = statusPageForm({ request, reader, token, project }, "files", databaseNow());
  // Asked before the body is read: a stranger's bytes are not waited for.
  const scope = await enter(reader, token, databaseNow());
  if (scope instanceof Response) return scope;
  if (!form) return notFoundDocument(reader);
  const size = Number(request.headers.get("content-length") ?? NaN);
  return orShownAgain(async () => {
    await readUpload(request, async ({ chunks, ...said }) => {
      await limit("contact-file", scope.contactId);
      // The form around the file counts too: what it says is the most that can be coming.
      const arriving = {
        ...fileLabel.parse(said),
        projectId: form.projectId,
        bytes: Number.isSafeInteger(size) ? size : undefined,
        chunks,
      };
      await attachFileFromContact(scope, arriving, databaseNow);
    });
    return seeOther(form.next);
  }, form.showAgain);
}

/** Gives a file of a project of the client's, as a download. */
export async function giveFile(
  request: Request,
  reader: Reader,
  token: string,
  project: string,
  fileId: string,
): Promise<Response> {
  const projectId = readId(project);
  const file = z.uuid().safeParse(fileId);
  const scope = await enter(reader, token, databaseNow());
  if (scope instanceof Response) return scope;
  if (!projectId || !file.success) return notFoundDocument(reader);
  return fileResponse(request, await getFileForContact(scope, projectId, file.data));
}
