import { fileResponse } from "@/app/file-response";
import { limit } from "@/auth/limits";
import type { SubcontractorScope } from "@/auth/scope";
import { findSubcontractorByToken } from "@/auth/subcontractor";
import { databaseNow } from "@/db/clock";
import { contactForm, orShownAgain } from "@/document/contact-form";
import { ExpiredPage } from "@/document/notices";
import { refusedStatus } from "@/document/refused-input";
import { notFoundDocument, renderDocument, seeOther, type Reader } from "@/document/render";
import { readUpload } from "@/document/upload";
import { fileLabel } from "@/features/files/schema";
import { DeskPage, type DeskPart } from "@/features/subcontractors/components/desk-page";
import { getDeskFile, readDesk } from "@/features/subcontractors/desk/queries";
import { answerQuestion } from "@/features/subcontractors/questions/commands";
import {
  messageFromSubcontractor,
  seenBySubcontractor,
  workingAnswer,
} from "@/features/subcontractors/schema";
import { acknowledgeLine, writeFromSubcontractor } from "@/features/subcontractors/thread/commands";
import { attachFromSubcontractor } from "@/features/subcontractors/uploads/commands";
import { localeOf } from "@/language/locale";
import { refusal, toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import type { Refusal } from "@/lib/errors";

/** Whose desk a token opens, or the answer to a link that is not open. A dead link reveals no language. */
export async function enterDesk(
  reader: Reader,
  token: string,
): Promise<SubcontractorScope | Response> {
  const entry = await findSubcontractorByToken(token, databaseNow());
  if (entry.kind === "unknown") return notFoundDocument(reader);
  reader.locale = localeOf(entry.language);
  if (entry.kind === "open") return entry.scope;
  const { locale, typed } = reader;
  return renderDocument(<ExpiredPage locale={locale} typed={typed} />, { status: 410 });
}

/** The desk for a token: the assignment named, or the newest; with why one of its forms was refused. Only reads. */
export async function showDesk(
  reader: Reader,
  token: string,
  assignmentId: string | null,
  refused?: { part: DeskPart; why: Refusal; typed?: Record<string, string> },
): Promise<Response> {
  const scope = await enterDesk(reader, token);
  if (scope instanceof Response) return scope;
  const facts = await readDesk(scope, assignmentId);
  const { locale } = reader;
  const problem = refused && {
    part: refused.part,
    typed: refused.typed,
    sentence: toldIn(locale, refused.why),
  };
  return renderDocument(
    <DeskPage
      locale={locale}
      facts={facts}
      path={clientPath.desk(token, facts.assignment?.id)}
      now={databaseNow()}
      problem={problem}
    />,
    { ...(refused ? refusedStatus(refused.why) : {}), live: true },
  );
}

type Taken = { request: Request; reader: Reader; token: string; assignmentId: string };

/** What all forms of a desk have in common. */
function formOf({ request, reader, token, assignmentId }: Taken, part: DeskPart) {
  return {
    request,
    reader,
    next: `${clientPath.desk(token, assignmentId)}#${part}`,
    enter: () => enterDesk(reader, token),
    showAgain: (why: Refusal, typed: Record<string, string> = {}) =>
      showDesk(reader, token, assignmentId, { part, why, typed }),
  };
}

/** Takes what the subcontractor wrote. */
export function takeDeskMessage(taken: Taken): Promise<Response> {
  const form = formOf(taken, "thread");
  return contactForm(form, messageFromSubcontractor, async (input, scope) => {
    await limit("subcontractor-message", scope.subcontractorId);
    const { assignmentId } = taken;
    await writeFromSubcontractor(scope, { ...input, assignmentId }, databaseNow());
    // The page's script drops what it has kept of the text.
    return form.next.replace("#thread", "#sent");
  });
}

/** Takes that they have read what was written to them. */
export function takeDeskSeen(taken: Taken): Promise<Response> {
  const form = formOf(taken, "thread");
  return contactForm(form, seenBySubcontractor, async ({ seenId }, scope) => {
    await limit("subcontractor-choice", scope.subcontractorId);
    const { assignmentId } = taken;
    await acknowledgeLine(scope, { assignmentId, seenId }, databaseNow());
    return form.next;
  });
}

/** Takes the answer to the one question. A program that presses every button sends several answers: it is refused. */
export function takeWorkingAnswer(taken: Taken): Promise<Response> {
  const form = formOf(taken, "question");
  return contactForm(form, workingAnswer, async (input, scope, choices) => {
    await limit("subcontractor-choice", scope.subcontractorId);
    if (choices("working") > 1) throw refusal("invalid", "noWorking");
    await answerQuestion(scope, taken.assignmentId, input, databaseNow());
    return form.next;
  });
}

/** Takes a file that they send, as it comes. */
export async function takeDeskFile(taken: Taken): Promise<Response> {
  const { request, reader, token, assignmentId } = taken;
  const form = formOf(taken, "files");
  // Asked before the body is read: a stranger's bytes are not waited for.
  const scope = await enterDesk(reader, token);
  if (scope instanceof Response) return scope;
  const size = Number(request.headers.get("content-length") ?? NaN);
  return orShownAgain(async () => {
    await readUpload(request, async ({ chunks, ...said }) => {
      await limit("subcontractor-file", scope.subcontractorId);
      // The form around the file counts too: what it says is the most that can be coming.
      const bytes = Number.isSafeInteger(size) ? size : undefined;
      const arriving = { ...fileLabel.parse(said), assignmentId, bytes, chunks };
      await attachFromSubcontractor(scope, arriving, databaseNow);
    });
    return seeOther(form.next);
  }, form.showAgain);
}

/** Gives a file of an assignment of theirs, as a download. */
export async function giveDeskFile(taken: Taken, fileId: string): Promise<Response> {
  const scope = await enterDesk(taken.reader, taken.token);
  if (scope instanceof Response) return scope;
  return fileResponse(taken.request, await getDeskFile(scope, taken.assignmentId, fileId));
}
