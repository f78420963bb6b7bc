import { randomUUID } from "node:crypto";
import type { ContactScope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { meetOwn } from "@/features/deadlines/changes/commands";
import { lockThread } from "@/features/messages/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { takeLine } from "@/workflows/post-message/commands";

/**
 * A contact says on the status page that what was due from them is done: the date is done, and a line in the thread
 * says so, which waits for an answer. Saying it again changes nothing.
 */
export async function finishOwnDate(
  scope: ContactScope,
  about: { projectId: string; deadlineId: string },
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, contactId } = scope;
  await inTransaction(async (tx) => {
    const { projectId } = about;
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    const title = await meetOwn(tx, scope, about, now);
    if (!title) return;
    const { language } = await tx.contact.findUniqueOrThrow({
      where: { id: contactId, freelancerId },
      select: { language: true },
    });
    const text = localeOf(languageOf(language)).t("page.ownDone", { title });
    await takeLine(tx, thread, contactId, { text, formKey: randomUUID() }, now);
  });
}
