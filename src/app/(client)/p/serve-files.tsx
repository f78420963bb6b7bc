import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { fileResponse } from "@/app/file-response";
import { limit } from "@/auth/limits";
import { contactForm, orShownAgain } from "@/document/contact-form";
import { notFoundDocument, seeOther, type Reader } from "@/document/render";
import { readParts, readUpload } from "@/document/upload";
import { attachFileFromContact } from "@/features/files/uploads/commands";
import { getFileForContact } from "@/features/files/queries";
import { MOST_WITH_MESSAGE } from "@/features/files/rules";
import { fileLabel } from "@/features/files/schema";
import { dropStaged, stageFile, type Staged } from "@/features/files/staged/commands";
import { messageFromContact } from "@/features/messages/schema";
import { readId } from "@/lib/client-paths";
import { notFound } from "@/lib/errors";
import { writeToFreelancer } from "@/workflows/post-message/commands";
import { enter, orOwnPage, sentFrom, statusPageForm, threadForm, type InThread } from "./serve";

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

/** More than the longest message, in bytes. */
const FIELD_BYTES = 100_000;

/** Takes what the client wrote together with its files, as they come: all of it or nothing. */
export async function takeMessageWithFiles(taken: InThread): Promise<Response> {
  const now = databaseNow();
  const form = threadForm(taken, now);
  if (!form) throw notFound("page");
  const who = await form.enter();
  const projectId = form.projectId ?? undefined;
  const staged: Staged[] = [];
  const read = () =>
    readParts(form.request, { files: MOST_WITH_MESSAGE, fieldBytes: FIELD_BYTES }, async (file) => {
      // By a link that is not open nothing is saved. What was typed is read all the same, to be given back.
      if (who instanceof Response) throw notFound("page");
      await limit("contact-file", who.contactId);
      const target = { ...who, projectId: form.projectId };
      staged.push(await stageFile(target, { ...file, ...fileLabel.parse(file) }, databaseNow));
    });
  let isTaken = false;
  try {
    return await orOwnPage(form, () =>
      contactForm({ ...form, read }, messageFromContact, async (input, scope) => {
        await limit("contact-message", scope.contactId);
        const fileIds = staged.map(({ id }) => id);
        isTaken = await writeToFreelancer(scope, { ...input, projectId, fileIds }, now);
        return sentFrom(form);
      }),
    );
  } finally {
    if (!isTaken) await dropStaged(staged);
  }
}

/** Gives a file of a project of the client's, or of their own thread, as a download. */
export async function giveFile(
  request: Request,
  reader: Reader,
  token: string,
  project: string | null,
  fileId: string,
): Promise<Response> {
  const projectId = project === null ? null : readId(project);
  const file = z.uuid().safeParse(fileId);
  const scope = await enter(reader, token, databaseNow());
  if (scope instanceof Response) return scope;
  if ((project !== null && !projectId) || !file.success) return notFoundDocument(reader);
  return fileResponse(request, await getFileForContact(scope, projectId, file.data));
}
