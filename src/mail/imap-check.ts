import {
  MailboxFailed,
  MOST_HEADER_BYTES,
  NoSuchFolder,
  openMailbox,
  wordsOf,
  type ImapError,
  type ImapServer,
} from "./imap";
import { PrivateHost } from "./public-host";

/** What keeps a mailbox from being read. */
export type MailboxTrouble =
  | "private"
  | "unknown"
  | "unreachable"
  | "silent"
  | "certificate"
  | "encryption"
  | "password"
  | "folder"
  | "other";

export type MailboxCheck =
  /** How far it has been filled: what comes from now on has a higher number. */
  | { kind: "good"; at: { uidValidity: string; uidNext: number } }
  | { kind: "refused"; trouble: MailboxTrouble; detail: string; seconds: number };

/** A person waits for it. */
const SILENCE_MS = 10_000;
const PATIENCE = { connectMs: SILENCE_MS, silenceMs: SILENCE_MS, longestMs: 25_000 };

/**
 * Signs in to a mailbox and opens its folder for reading alone. Returns whether that could be done, or what was wrong,
 * with the server's words. They hold no password. Never throws. Ends within 25 seconds.
 */
export async function tryMailbox(server: ImapServer): Promise<MailboxCheck> {
  try {
    const mailbox = await openMailbox(server, PATIENCE, MOST_HEADER_BYTES);
    mailbox.close();
    const { uidValidity, uidNext } = mailbox;
    return { kind: "good", at: { uidValidity, uidNext } };
  } catch (error) {
    const cause = (error instanceof MailboxFailed ? error.cause : error) as ImapError;
    return {
      kind: "refused",
      trouble: troubleOf(cause),
      detail: wordsOf(cause, server),
      seconds: SILENCE_MS / 1000,
    };
  }
}

/** By the code of the network or of TLS, else by the library's: the first that fits. */
const TROUBLES: [codes: RegExp, trouble: MailboxTrouble][] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, "certificate"],
  [/ERR_SSL|EPROTO|WRONG_VERSION|UPGRADE_TIMEOUT/, "encryption"],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/, "unreachable"],
  [/EDNS|ENOTFOUND|EAI_AGAIN/, "unknown"],
  // Closed by our own patience it has no code of the network.
  [/TIMEOUT|ETIMEDOUT|NoConnection|Closed|ECONNRESET/, "silent"],
];

function troubleOf(error: ImapError & { tlsFailed?: boolean }): MailboxTrouble {
  if (error instanceof PrivateHost) return "private";
  if (error instanceof NoSuchFolder) return "folder";
  if (error.authenticationFailed) return "password";
  const found = TROUBLES.find(([codes]) => codes.test(error.code ?? ""));
  if (found) return found[1];
  return error.tlsFailed || /STARTTLS/.test(error.message) ? "encryption" : "other";
}
