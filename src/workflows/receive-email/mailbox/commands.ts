import type { Scope } from "@/auth/scope";
import { getEmail, isAnswerable } from "@/features/emails/queries";
import { say } from "@/language/say";
import { INSTALL } from "@/mail/transport";
import { composeEmail } from "@/mail/compose";
import { addressIn } from "@/features/inbound/rules";
import { wallClock } from "@/lib/dates";
import { Refusal } from "@/lib/errors";
import { receiveEmail } from "@/workflows/receive-email/commands";

/**
 * Replies to an email of the local mailbox as its reader would in a mail program: with the email quoted below, by
 * the way that every email comes in. The same form sent twice is one email.
 */
export async function replyInMailbox(
  scope: Scope,
  { emailId, text, formKey }: { emailId: string; text: string; formKey: string },
  now: Date,
): Promise<void> {
  const email = await getEmail(scope, emailId);
  const { frozen, sentAt } = email;
  if (!isAnswerable(email) || !sentAt || !frozen.replyTo)
    throw new Refusal("not-allowed", say("inbound.refused.notLocal"));
  const { day, time } = wallClock("UTC", sentAt);
  const sender = addressIn(frozen.from);
  const quote = frozen.text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`));
  const raw = composeEmail({
    from: { name: email.toName, address: email.toAddress },
    to: frozen.replyTo,
    subject: `Re: ${frozen.subject}`,
    messageId: `<${formKey}@mailbox.uptomark.example>`,
    date: now,
    text: [
      text,
      "",
      `On ${day} at ${time}, ${sender.name} <${sender.address}> wrote:`,
      ...quote,
      "",
    ].join("\n"),
  });
  await receiveEmail(
    {
      accountId: INSTALL,
      providerId: `local-${formKey}`,
      receivedAt: now,
      addresses: [frozen.replyTo],
      onlyFor: scope.freelancerId,
      isCertain: true,
      answersEmail: emailId,
      announced: { from: "", subject: "", messageId: "" },
      content: { kind: "whole", raw },
    },
    now,
  );
}
