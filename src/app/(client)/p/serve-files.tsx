import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { fileResponse, previewResponse } from "@/app/file-response";
import type { ContactScope } from "@/auth/scope";
import { limit } from "@/auth/limits";
import { contactForm, orShownAgain } from "@/document/contact-form";
import { notFoundDocument, seeOther, type Reader } from "@/document/render";
import { readParts, readUpload } from "@/document/upload";
import { attachFileFromContact } from "@/features/files/uploads/commands";
import { getFileForContact } from "@/features/files/queries";
import { MOST_WITH_MESSAGE } from "@/features/files/rules";
import { fileLabel } from "@/features/files/schema";
import { dropStaged, stageFile, type Staged } from "@/features/files/staged/commands";
import { messageFromContact, newWorkFromContact } from "@/features/messages/schema";
import { answerFromContact } from "@/features/requests/schema";
import { refusal } from "@/language/refusals";
import { readId } from "@/lib/client-paths";
import { notFound, type Refusal } from "@/lib/errors";
import { answerRequest } from "@/workflows/answer-request/commands";
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
  const projectId = form.projectId ?? undefined;
  return withFiles(form, messageFromContact, async (input, scope, fileIds) => {
    await limit("contact-message", scope.contactId);
    const isTaken = await writeToFreelancer(scope, { ...input, projectId, fileIds }, now);
    return { isTaken, next: sentFrom(form) };
  });
}

/** Takes what the client sends to a request. What came too late to be its answer is kept, and the page says so. */
export async function takeAnswerToRequest(
  taken: InThread & { project: string },
): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "requests", now);
  if (!form) throw notFound("page");
  const { projectId, next } = form;
  return withFiles(form, answerFromContact, async (input, scope, fileIds) => {
    await limit("contact-message", scope.contactId);
    const standing = await answerRequest(scope, { ...input, projectId, fileIds }, now);
    const isLate = standing && standing !== "open";
    const why = isLate ? refusal("already", tooLateFor[standing]) : null;
    return { isTaken: Boolean(standing), next, why };
  });
}

const tooLateFor = {
  answered: "requestAnswered",
  cancelled: "requestCancelled",
  completed: "requestCompleted",
} as const;

/** Takes what the client asks for anew, with its files: a message that is about no project. */
export async function takeNewWork(taken: InThread): Promise<Response> {
  const now = databaseNow();
  const form = threadForm(taken, now, "new-work");
  if (!form) throw notFound("page");
  return withFiles(
    { ...form, projectId: null },
    newWorkFromContact,
    async (input, scope, fileIds) => {
      await limit("contact-message", scope.contactId);
      const isTaken = await writeToFreelancer(scope, { ...input, fileIds, isNewWork: true }, now);
      return { isTaken, next: form.next.replace("#new-work", "#sent") };
    },
  );
}

/** What became of a form: whether its files are used, and why the page is to say that it was too late. */
type Done = { isTaken: boolean; next: string; why?: Refusal | null };
type Form = Pick<
  NonNullable<ReturnType<typeof threadForm>>,
  "request" | "reader" | "token" | "projectId" | "enter" | "showAgain"
>;

/** Takes a form with files, which are stored as they come and dropped again where it is not taken. */
export async function withFiles<S extends z.ZodObject>(
  form: Form,
  schema: S,
  work: (input: z.infer<S>, scope: ContactScope, fileIds: string[]) => Promise<Done>,
): Promise<Response> {
  const who = await form.enter();
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
      contactForm({ ...form, read }, schema, async (input, scope) => {
        const done = await work(
          input,
          scope,
          staged.map(({ id }) => id),
        );
        isTaken = done.isTaken;
        if (done.why) throw done.why;
        return done.next;
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
  const file = await findFile(reader, { token, project, id: fileId });
  return file instanceof Response ? file : fileResponse(request, file);
}

type AskedFile = { token: string; project: string | null; id: string };

/** Gives the small picture of a picture among a project's files. */
export async function givePreview(
  request: Request,
  reader: Reader,
  asked: AskedFile,
): Promise<Response> {
  const file = await findFile(reader, asked);
  return file instanceof Response ? file : previewResponse(request, file);
}

async function findFile(reader: Reader, { token, project, id }: AskedFile) {
  const projectId = project === null ? null : readId(project);
  const fileId = z.uuid().safeParse(id);
  const scope = await enter(reader, token, databaseNow());
  if (scope instanceof Response) return scope;
  if ((project !== null && !projectId) || !fileId.success) return notFoundDocument(reader);
  return getFileForContact(scope, projectId, fileId.data);
}
