import { databaseNow } from "@/db/clock";
import { refusedStatus } from "@/document/refused-input";
import { findContactByToken, type ContactEntry } from "@/auth/contact";
import { limit } from "@/auth/limits";
import { isOwnOrigin } from "@/auth/origin";
import type { ContactScope } from "@/auth/scope";
import { contactForm } from "@/document/contact-form";
import { ExpiredPage, ProjectGonePage } from "@/document/notices";
import {
  found,
  notFoundDocument,
  render,
  renderDocument,
  responseOf,
  type Reader,
  type Rendered,
} from "@/document/render";
import { chooseUpdateFrequency } from "@/features/clients/subscriptions/commands";
import { noteOpened } from "@/features/clients/opened/commands";
import { chosenUpdateFrequency } from "@/features/clients/schema";
import { acknowledge, writeToFreelancer } from "@/workflows/post-message/commands";
import { messageFromContact, seenByContact } from "@/features/messages/schema";
import { specified } from "@/features/cases/schema";
import { fileRef } from "@/features/files/schema";
import { withdrawFile } from "@/features/files/withdrawals/commands";
import { ownDate } from "@/features/deadlines/schema";
import { finishOwnDate } from "@/workflows/finish-own-date/commands";
import { newAnswer } from "@/features/surveys/schema";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { specifyComplaint } from "@/workflows/specify-complaint/commands";
import { openStatusPage } from "@/features/projects/status/queries";
import { localeOf } from "@/language/locale";
import { refusal, toldIn } from "@/language/refusals";
import { clientPath, readId } from "@/lib/client-paths";
import { notFound, Refusal } from "@/lib/errors";
import { StatusPage, type Part } from "./status-page";

/**
 * Who a token belongs to, or the answer to a link that is not open. From here on the reader is
 * spoken to in their own language.
 */
export async function enter(
  reader: Reader,
  token: string,
  now: Date,
): Promise<ContactScope | Response> {
  const entry = await findContactByToken(token, now);
  know(reader, entry);
  if (entry.kind === "expired") return expired(reader);
  return entry.kind === "open" ? entry.scope : notFoundDocument(reader);
}

/** A dead link reveals no language. */
function know(reader: Reader, entry: ContactEntry): void {
  if (entry.kind !== "unknown") reader.locale = localeOf(entry.language);
}

/**
 * The status page for a token: the newest open project, or the one asked for; with why one of its
 * forms was refused. Reads, and changes nothing.
 */
export async function showStatusPage(
  reader: Reader,
  token: string,
  projectId: string | null,
  refused?: { part: Part; why: Refusal; typed?: Record<string, string> },
): Promise<Rendered | Response> {
  const now = databaseNow();
  const { entry, facts } = await openStatusPage(token, projectId, now);
  know(reader, entry);
  if (entry.kind === "expired") return expired(reader);
  if (!facts) return entry.kind === "open" ? projectGone(reader, token) : notFoundDocument(reader);
  const problem = refused && {
    part: refused.part,
    typed: refused.typed,
    sentence: toldIn(reader.locale, refused.why),
  };
  return render(
    <StatusPage
      locale={reader.locale}
      facts={facts}
      path={clientPath.statusPage(token, facts.project?.id)}
      now={now}
      problem={problem}
    />,
    { ...(refused ? refusedStatus(refused.why) : {}), live: true },
  );
}

/** A project that is not theirs, or not there any more: either way the same, with the way to their own page. */
function projectGone({ locale }: Reader, token: string): Promise<Response> {
  const own = clientPath.statusPage(token);
  return renderDocument(<ProjectGonePage locale={locale} own={own} />, { status: 404 });
}

/**
 * Where a message was written about a project that is not there any more, the person's own page, with why and with what
 * was typed; any other answer as it is.
 */
export async function orOwnPage(
  { reader, token, projectId }: { reader: Reader; token: string; projectId: string | null },
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const isGone = error instanceof Refusal && error.code === "not-found" && projectId;
    if (!isGone) throw error;
    const why = refusal("too-late", "projectGone");
    const typed = { text: reader.typed };
    return responseOf(await showStatusPage(reader, token, null, { part: "thread", why, typed }));
  }
}

/** What a link with a damaged end leads to: the contact's own page, where the token is good. */
export async function leadToOwnPage(
  reader: Reader,
  token: string,
  project?: string,
): Promise<Response> {
  const who = await enter(reader, token, databaseNow());
  const projectId = project === undefined ? null : readId(project);
  return who instanceof Response
    ? who
    : found(clientPath.statusPage(token, projectId ?? undefined));
}

export type Taken = { request: Request; reader: Reader; token: string; project: string };
/** A form of the thread: about a project, or about none. */
export type InThread = Omit<Taken, "project"> & { project?: string };

/** Takes what the client wrote. */
export async function takeMessage(taken: InThread): Promise<Response> {
  const now = databaseNow();
  const form = threadForm(taken, now);
  if (!form) throw notFound("page");
  return orOwnPage(form, () =>
    contactForm(form, messageFromContact, async (input, scope) => {
      await limit("contact-message", scope.contactId);
      await writeToFreelancer(scope, { ...input, projectId: form.projectId ?? undefined }, now);
      return sentFrom(form);
    }),
  );
}

/** The page's script drops what it has kept of the text. */
export const sentFrom = ({ next }: { next: string }) => next.replace("#thread", "#sent");

/** Takes that the client has read what was written to them. */
export async function takeSeen(taken: InThread): Promise<Response> {
  const now = databaseNow();
  const form = threadForm(taken, now);
  if (!form) throw notFound("page");
  return contactForm(form, seenByContact, async ({ seenId }, scope) => {
    await limit("contact-choice", scope.contactId);
    await acknowledge(scope, { seenId, projectId: form.projectId ?? undefined }, now);
    return form.next;
  });
}

/**
 * Takes that a person is on their page. Its script alone says so, with an Origin, as every browser names it with a
 * beacon: a program that posts to whatever it finds has no form to find this by.
 */
export async function takeOpened({
  request,
  reader,
  token,
}: Omit<InThread, "project">): Promise<Response> {
  if (!isOwnOrigin(request.headers)) throw notFound("page");
  const now = databaseNow();
  const scope = await enter(reader, token, now);
  if (scope instanceof Response) return scope;
  await limit("contact-opened", scope.contactId);
  await noteOpened(scope, now);
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}

/** Takes how often the contact wants to hear of shown work. */
export async function takeUpdateFrequency(taken: Taken): Promise<Response> {
  const form = statusPageForm(taken, "updates", databaseNow());
  if (!form) throw notFound("page");
  return contactForm(form, chosenUpdateFrequency, async ({ updateFrequency }, scope) => {
    // A project of somebody else's is not a page they may see, although the choice is for all of them.
    const { facts } = await openStatusPage(taken.token, form.projectId, databaseNow());
    if (!facts) throw notFound("page");
    await limit("contact-choice", scope.contactId);
    await chooseUpdateFrequency(scope, updateFrequency);
    return form.next;
  });
}

/** Takes that what was due from the client is done. */
export async function takeDone(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "thread", now);
  if (!form) throw notFound("page");
  return contactForm(form, ownDate, async ({ deadlineId }, scope) => {
    await limit("contact-choice", scope.contactId);
    await finishOwnDate(scope, { projectId: form.projectId, deadlineId }, now);
    return form.next;
  });
}

/** Removes a file that its reader has sent. */
export async function takeWithdrawal(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "files", now);
  if (!form) throw notFound("page");
  return contactForm(form, fileRef, async ({ fileId }, scope) => {
    await limit("contact-choice", scope.contactId);
    await withdrawFile(scope, { projectId: form.projectId, fileId }, now);
    return form.next;
  });
}

/** Takes an answer to the question, as its own page does. */
export async function takeAnswer(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "question", now);
  if (!form) throw notFound("page");
  return contactForm(form, newAnswer, async (input, scope, choices) => {
    await limit("contact-choice", scope.contactId);
    const who = { scope, projectId: form.projectId };
    await answerSurvey(who, { ...input, choices: choices("verdict") }, now);
    return form.next;
  });
}

/** Takes what exactly was not right. */
export async function takeSpecifics(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "specifics", now);
  if (!form) throw notFound("page");
  return contactForm(form, specified, async (input, scope) => {
    await limit("contact-choice", scope.contactId);
    await specifyComplaint({ scope, projectId: form.projectId }, input, now);
    return form.next;
  });
}

/** What all forms of a status page have in common; null where the address names no project. */
export function statusPageForm({ request, reader, token, project }: Taken, part: Part, now: Date) {
  const projectId = readId(project);
  return projectId ? formOf({ request, reader, token }, projectId, part, now) : null;
}

/** The same for the thread, which is there without a project, too. */
export function threadForm(
  { project, ...taken }: InThread,
  now: Date,
  part: "thread" | "new-work" = "thread",
) {
  const projectId = project === undefined ? null : readId(project);
  if (project !== undefined && !projectId) return null;
  return formOf(taken, projectId, part, now);
}

function formOf<Id extends string | null>(
  { request, reader, token }: Omit<Taken, "project">,
  projectId: Id,
  part: Part,
  now: Date,
) {
  return {
    request,
    reader,
    token,
    projectId,
    /** The part of the page that took it. */
    next: `${clientPath.statusPage(token, projectId ?? undefined)}#${part}`,
    enter: () => enter(reader, token, now),
    showAgain: async (why: Refusal, typed: Record<string, string> = {}) =>
      responseOf(await showStatusPage(reader, token, projectId, { part, why, typed })),
  };
}

function expired({ locale, typed }: Reader): Promise<Response> {
  return renderDocument(<ExpiredPage locale={locale} typed={typed} />, { status: 410 });
}
