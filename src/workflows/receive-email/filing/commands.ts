import type { Tx } from "@/db/client";
import { dropStaged, type Staged } from "@/features/files/staged/commands";
import { dropRaw, markFiled, type NewInbound } from "@/features/inbound/commands";
import type { lockThread } from "@/features/messages/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import type { Answers } from "@/features/requests/answers/commands";
import { answerByEmail } from "@/workflows/answer-request/commands";
import { takeLine, writeLine } from "@/workflows/post-message/commands";
import { lineOf } from "@/workflows/receive-email/line";

/**
 * An email becomes a line of a thread that the transaction holds, with its staged attachments; and the answer to a
 * request where it answers the email about that.
 */
export async function putIntoThread(
  tx: Tx,
  thread: Awaited<ReturnType<typeof lockThread>>,
  inbound: Pick<NewInbound, "id" | "automatic" | "words"> & { contactId: string },
  staged: Staged[],
  now: Date,
  answers: Answers = { messageIds: [] },
): Promise<void> {
  const { freelancerId, clientId, projectId } = thread;
  const { id, contactId, automatic, words } = inbound;
  const { language } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: { language: true },
  });
  const text = lineOf(words, localeOf(languageOf(language)));
  const line = {
    text,
    formKey: id,
    channel: "EMAIL",
    isAutomatic: automatic !== null,
    fileIds: staged.map((file) => file.id),
  } as const;
  const messageId = await takeLine(tx, thread, contactId, line, now);
  if (!messageId) throw new Error("An email that is not in a thread yet has a line there.");
  await markFiled(tx, { id, freelancerId }, { messageId, clientId, projectId, contactId }, now);
  if (automatic !== null) return;
  const answer = { messageId, contactId, text: words.reply, files: staged.length };
  await answerByEmail(tx, thread, answer, answers, now);
}

/** The freelancer's own answer becomes a message of theirs: outside the studio's hours it is held like any other. */
export async function putOwnIntoThread(
  tx: Tx,
  thread: Awaited<ReturnType<typeof lockThread>>,
  { id, freelancerId, words }: Pick<NewInbound, "id" | "freelancerId" | "words">,
  staged: Staged[],
  now: Date,
): Promise<void> {
  const { clientId, projectId } = thread;
  const fileIds = staged.map((file) => file.id);
  const message = {
    text: lineOf(words, localeOf(languageOf(thread.studio.language))),
    formKey: id,
    fileIds,
    channel: "EMAIL",
  } as const;
  const { lineId } = await writeLine(tx, thread, message, now);
  if (!lineId) throw new Error("An email that is not in a thread yet has a line there.");
  await markFiled(
    tx,
    { id, freelancerId },
    { messageId: lineId, clientId, projectId, contactId: null },
    now,
  );
}

/** Does the saving; what was stored for it goes where it is not saved, be it that it was saved already. */
export async function orDrop(
  stored: { rawKey: string | null; staged: Staged[] },
  save: () => Promise<boolean>,
): Promise<void> {
  let isSaved = false;
  try {
    isSaved = await save();
  } finally {
    if (!isSaved) {
      await dropStaged(stored.staged);
      await dropRaw(stored.rawKey);
    }
  }
}
