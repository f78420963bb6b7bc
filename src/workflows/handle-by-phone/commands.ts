import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { logLine } from "@/workflows/post-message/commands";

/**
 * Writes down that the freelancer has spoken to the client of an open case on the phone: a line in the thread, in the
 * client's language, which is the first word about the case. Doing it again changes nothing.
 */
export async function handleByPhone(scope: Scope, caseId: string, now: Date): Promise<void> {
  const one = await db().case.findUnique({
    where: { id: caseId, freelancerId: scope.freelancerId },
    select: {
      clientId: true,
      projectId: true,
      closedAt: true,
      contact: { select: { language: true } },
    },
  });
  if (!one) throw notFound("case");
  if (one.closedAt) throw new Refusal("too-late", say("cases.refused.closed"));
  const { clientId, projectId, contact } = one;
  const text = localeOf(languageOf(contact.language)).t("thread.calledAboutCase");
  const about = projectId ? { projectId } : { clientId };
  // One line for a case, however often it is pressed.
  const line = { text, channel: "PHONE" as const, formKey: caseId, happenedAt: now };
  await logLine(scope, { ...about, ...line }, now);
}
