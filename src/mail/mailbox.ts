import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { MailboxFailed, openMailbox, type ImapServer, type Mailbox } from "./imap";
import { MOST_EMAIL_BYTES, NotFetched, type Fetched } from "./receive";

const PREFIX = "imap-";

/** Whether what came in by an account came by a mailbox, and not by the provider. */
export const isMailbox = (accountId: string) => accountId.startsWith(PREFIX);

let named: { accountId: string; server: ImapServer } | null | undefined;

/** Returns the mailbox of the environment that answers come to, if one is named, and the id it has here. */
export function installMailbox(): { accountId: string; server: ImapServer } | null {
  return (named ??= readMailbox());
}

function readMailbox() {
  const { IMAP_HOST, IMAP_PORT, IMAP_TLS, IMAP_USER, IMAP_PASSWORD, IMAP_CA_FILE, IMAP_FOLDER } =
    env();
  if (!IMAP_HOST || !IMAP_USER || !IMAP_PASSWORD) return null;
  const server: ImapServer = {
    host: IMAP_HOST,
    port: IMAP_PORT ?? (IMAP_TLS === "tls" ? 993 : 143),
    tls: IMAP_TLS,
    user: IMAP_USER,
    password: IMAP_PASSWORD,
    ca: IMAP_CA_FILE && readFileSync(IMAP_CA_FILE, "utf8"),
    folder: IMAP_FOLDER,
  };
  // Another mailbox is another account: its emails have numbers of their own.
  const place = JSON.stringify([IMAP_HOST.toLowerCase(), IMAP_USER, IMAP_FOLDER]);
  const hash = createHash("sha256").update(place).digest("hex").slice(0, 16);
  return { accountId: `${PREFIX}${hash}`, server };
}

/** The id of an email in a mailbox: by what it can be fetched, and is known again. */
export const idIn = ({ uidValidity }: Pick<Mailbox, "uidValidity">, uid: number) =>
  `${uidValidity}-${uid}`;

/** How long a connection that is not used stays open for the next email. */
const OPEN_MS = 20_000;

let open: { mailbox: Promise<Mailbox>; timer?: NodeJS.Timeout } | null = null;

/**
 * Fetches an email from the mailbox, whole and within 20 MB. "renumbered": the mailbox numbers its emails anew since
 * it was noted, and it is noted once more; "gone": somebody deleted or moved it. Throws NotFetched, with a reason that
 * names no person, where the mailbox cannot be read just now.
 */
export async function fetchFromMailbox(
  accountId: string,
  id: string,
): Promise<Fetched | { kind: "renumbered" } | { kind: "gone" }> {
  const here = installMailbox();
  if (here?.accountId !== accountId)
    throw new NotFetched("It came to a mailbox that is not the one of today.");
  try {
    const mailbox = await shared(here.server);
    const [uidValidity, uid] = id.split("-");
    if (mailbox.uidValidity !== uidValidity) return { kind: "renumbered" };
    const raw = await mailbox.read(Number(uid), MOST_EMAIL_BYTES);
    if (raw === null) return { kind: "gone" };
    if (raw !== "too large") return { kind: "whole", raw };
    log().warn(
      { accountId, inboundId: id },
      "an email above 20 MB came in; it is held without its words",
    );
    return { kind: "too large", text: "" };
  } catch (error) {
    closeMailbox();
    if (error instanceof MailboxFailed) throw new NotFetched(error.message);
    throw error;
  }
}

/** One connection for all that is fetched: mail servers count them. */
async function shared(server: ImapServer): Promise<Mailbox> {
  const current = (open ??= { mailbox: openMailbox(server) });
  clearTimeout(current.timer);
  const mailbox = await current.mailbox;
  current.timer = setTimeout(() => open === current && closeMailbox(), OPEN_MS).unref();
  if (!mailbox.isClosed) return mailbox;
  if (open === current) open = null;
  return shared(server);
}

/** Ends the connection that emails are fetched by. */
export function closeMailbox(): void {
  const current = open;
  open = null;
  clearTimeout(current?.timer);
  void current?.mailbox.then((mailbox) => mailbox.close()).catch(() => {});
}
