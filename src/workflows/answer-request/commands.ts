import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { markSeen, settleLine } from "@/features/messages/marks/commands";
import { lockThread, type Thread } from "@/features/messages/commands";
import {
  acceptAnswer,
  findAsked,
  findReply,
  keepReply,
  noteAnswer,
  type Answers,
} from "@/features/requests/answers/commands";
import { findRequest, lockRequest, type Request } from "@/features/requests/asked";
import { answerIn, lackOf, type Standing } from "@/features/requests/rules";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { refusal } from "@/language/refusals";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { keepWait, logInThread, takeLine } from "@/workflows/post-message/commands";

type FromContact = {
  projectId: string;
  requestId: string;
  text?: string;
  option?: string;
  formKey: string;
  fileIds: string[];
};

/**
 * A contact answers a request on the page: a message in the project's thread, with its files, and the answer where the
 * request is open. Where it no longer is, the message is kept all the same. Refuses what is no answer to it. Returns
 * what the request was when it came, or null where its form had been taken already.
 */
export async function answerRequest(
  scope: ContactScope,
  { projectId, requestId, text = "", option, formKey, fileIds }: FromContact,
  now: Date,
): Promise<Standing | null> {
  const { freelancerId, clientId, contactId } = scope;
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    const request = await findRequest(tx, { id: requestId, freelancerId, projectId });
    if (!request) throw notFound("request");
    const lack = lackOf(request, { text, option, files: fileIds.length });
    const hasWords = text !== "" || fileIds.length > 0;
    if (lack && (request.standing === "open" || !hasWords))
      throw refusal("invalid", lack, {}, lack === "requestOption" ? "option" : "text");
    const chosen = lack ? null : (option ?? null);
    const words = await wordsOf(tx, scope, request, chosen, text);
    const messageId = await takeLine(tx, thread, contactId, { text: words, formKey, fileIds }, now);
    if (!messageId) return null;
    const sent = { messageId, option: chosen, contactId };
    if (request.standing === "open") await acceptAnswer(tx, request, sent, now);
    else await keepReply(tx, request, sent, now);
    return request.standing;
  });
}

/** What an answer says as a message: the option, and what was written beside it. */
async function wordsOf(
  tx: Tx,
  { freelancerId, contactId }: ContactScope,
  { kind }: Request,
  option: string | null,
  text: string,
): Promise<string> {
  const chosen = kind === "DECISION" ? option : null;
  if (chosen || text) return [chosen, text].filter(Boolean).join("\n\n");
  const { language } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: { language: true },
  });
  return localeOf(languageOf(language)).t("inbound.filesOnly");
}

type ByEmail = { messageId: string; contactId: string; text: string; files: number };

/**
 * An email that came in is a message of the thread by now; where it answers a request, that is noted in the same
 * transaction: as its answer where it is one, else as a message that was sent to it.
 */
export async function answerByEmail(
  tx: Tx,
  thread: Thread,
  { messageId, contactId, ...email }: ByEmail,
  answers: Answers,
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, projectId } = thread;
  if (!projectId) return;
  const id = await findAsked(tx, { freelancerId, clientId, projectId }, answers);
  const request = id ? await findRequest(tx, { id, freelancerId, projectId }) : null;
  if (!request) return;
  const answer = request.standing === "open" ? answerIn(request, email) : null;
  const sent = { messageId, contactId, option: typeof answer === "string" ? answer : null };
  if (answer) await acceptAnswer(tx, request, sent, now);
  else await keepReply(tx, request, sent, now);
}

type ByHand = { requestId: string; option?: string; text?: string; formKey: string };

/** The freelancer writes down an answer that came by another way: a line of the thread, and the request's answer. */
export async function noteByHand(
  scope: Scope,
  { requestId, option, text = "", formKey }: ByHand,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockOpen(tx, scope, requestId);
    const chosen = requireOption(request, option);
    if (!chosen && !text) throw new Refusal("invalid", say("requests.refused.answer"), "text");
    const { projectId, contactId } = request;
    const thread = await lockThread(tx, { ...scope, projectId });
    const words = [chosen, text].filter(Boolean).join("\n\n");
    const line = { text: words, formKey, channel: "IN_PERSON", happenedAt: now } as const;
    const messageId = await logInThread(tx, thread, contactId, line, now);
    if (messageId)
      await acceptAnswer(tx, request, { messageId, option: chosen, contactId }, now, true);
  });
}

/** The freelancer says that a message which was sent to an open request is its answer, and which option it meant. */
export async function acceptReply(
  scope: Scope,
  { requestId, messageId, option }: { requestId: string; messageId: string; option?: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockOpen(tx, scope, requestId);
    const chosen = requireOption(request, option);
    const reply = await findReply(tx, request, messageId);
    const contactId = reply?.message.contactId;
    if (!contactId) throw notFound("message");
    await acceptAnswer(tx, request, { messageId, option: chosen, contactId }, now, true);
    await settle(tx, request, messageId, now);
  });
}

/** The freelancer has read the answer: it needs no reply of its own, and the client sees that it was read. */
export async function noteAnswerRead(scope: Scope, requestId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, scope, requestId);
    if (request.standing !== "answered") return;
    const messageId = await noteAnswer(tx, request, now);
    if (messageId) await settle(tx, request, messageId, now);
  });
}

async function settle(
  tx: Tx,
  { freelancerId, projectId }: Request,
  messageId: string,
  now: Date,
): Promise<void> {
  const thread = await lockThread(tx, { freelancerId, projectId });
  await settleLine(tx, thread, messageId, now);
  await markSeen(tx, thread, "freelancer", messageId, now);
  await keepWait(tx, thread);
}

function requireOption({ kind, options }: Request, option: string | undefined): string | null {
  if (kind !== "DECISION") return null;
  if (!option || !options.includes(option))
    throw new Refusal("invalid", say("requests.refused.option"), "option");
  return option;
}

async function lockOpen(tx: Tx, scope: Scope, requestId: string): Promise<Request> {
  const request = await lockRequest(tx, scope, requestId);
  if (request.standing === "open") return request;
  throw new Refusal("already", say(`requests.refused.${request.standing}`));
}
