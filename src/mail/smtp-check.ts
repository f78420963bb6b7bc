import { PrivateHost } from "./public-host";
import { attemptBySmtp, wordsOf, type SmtpError, type SmtpServer } from "./smtp";
import type { FrozenEmail } from "./words";

/** What keeps a mail server from sending an email; "unsure": it took the words and did not say what became of them. */
export type ServerTrouble =
  | "private"
  | "unknown"
  | "unreachable"
  | "silent"
  | "certificate"
  | "encryption"
  | "password"
  | "sender"
  | "unsure"
  | "other";

export type ServerCheck =
  | { kind: "good" }
  | { kind: "refused"; trouble: ServerTrouble; detail: string; seconds: number };

/** A person waits for it. */
const SILENCE_MS = 10_000;
const PATIENCE = { connectMs: SILENCE_MS, silenceMs: SILENCE_MS, longestMs: 25_000 };

/**
 * Sends one email by a mail server and returns whether it was accepted, or what was wrong, with the server's words.
 * They hold no password. Never throws. Ends within 25 seconds.
 */
export async function tryServer(
  server: SmtpServer,
  email: FrozenEmail,
  id: string,
): Promise<ServerCheck> {
  const result = await attemptBySmtp(email, id, server, PATIENCE);
  if (!("error" in result)) return { kind: "good" };
  return {
    kind: "refused",
    trouble: troubleOf(result.error, result.isBegun),
    detail: wordsOf(result.error, server),
    seconds: SILENCE_MS / 1000,
  };
}

/** By the code of the network or of TLS, else by the library's: the first that fits. */
const TROUBLES: [codes: RegExp, trouble: ServerTrouble][] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, "certificate"],
  [/ERR_SSL|EPROTO|WRONG_VERSION|ETLS/, "encryption"],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/, "unreachable"],
  [/EDNS/, "unknown"],
  [/EAUTH|ENOAUTH/, "password"],
  // Closed by our own patience it has no code of the network.
  [/ETIMEDOUT|ECONNECTION/, "silent"],
];

function troubleOf(error: SmtpError, isBegun: boolean): ServerTrouble {
  const { code, originalCode, responseCode } = error;
  if (isBegun) return responseCode ? "other" : "unsure";
  if (error instanceof PrivateHost) return "private";
  const found = TROUBLES.find(([codes]) => codes.test(`${originalCode} ${code}`));
  if (found) return found[1];
  // 530: it wants a sign-in first.
  return error.command === "MAIL FROM" && responseCode !== 530 ? "sender" : "other";
}
