import { composeEmail, encodedMailbox } from "./compose";
import type { FrozenEmail } from "./words";

const MAILBOX = /^"((?:[^"\\]|\\.)*)" <(.*)>$/s;

function readMailbox(written: string): { name: string; address: string } {
  const [, name, address] = MAILBOX.exec(written) ?? [];
  return address === undefined
    ? { name: "", address: written }
    : { name: name!.replace(/\\(.)/gs, "$1"), address };
}

/** Returns a frozen email as a message that any mail program opens (.eml). */
export function emlOf(
  frozen: FrozenEmail,
  { messageId, date }: { messageId: string; date: Date },
): Uint8Array {
  const { from, to, replyTo, subject, text, html, headers } = frozen;
  return composeEmail({
    from: readMailbox(from),
    to: encodedMailbox(readMailbox(to)),
    subject,
    text,
    html,
    messageId,
    date,
    headers: [
      ...(replyTo ? [["Reply-To", replyTo] satisfies [string, string]] : []),
      ...Object.entries(headers),
    ],
  });
}
