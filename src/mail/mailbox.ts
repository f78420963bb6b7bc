import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { MailboxFailed, openMailbox, type ImapServer, type Mailbox } from "./imap";
import { MOST_EMAIL_BYTES, NotFetched, type Fetched } from "./receive";

const PREFIX = "imap-";
/** What the id of a freelancer's own mailbox begins with. */
export const OWN_PREFIX = `${PREFIX}own-`;

/** Whether what came in by an account came by a mailbox, and not by the provider. */
export const isMailbox = (accountId: string) => accountId.startsWith(PREFIX);

/** Whether it came by a freelancer's own mailbox: it can be theirs alone. */
export const isOwnMailbox = (accountId: string) => accountId.startsWith(OWN_PREFIX);

/** An id for a freelancer's own mailbox, by which it is known while it is in the same place. */
export const newMailboxId = () => `${OWN_PREFIX}${randomUUID()}`;

/** A mailbox and the id it has here. */
export type Place = { accountId: string; server: ImapServer };

let named: Place | null | undefined;

/** Returns the mailbox of the environment that answers come to, if one is named, and the id it has here. */
export function installMailbox(): Place | null {
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
/** For so long an own mailbox that failed is not asked again for what came to it. */
const REST_MS = 30_000;

type Open = { mailbox: Promise<Mailbox>; place: string; timer?: NodeJS.Timeout };

/** One connection to each mailbox for all that is fetched from it: mail servers count them. */
const open = new Map<string, Open>();
const resting = new Map<string, { until: number; why: string }>();

/**
 * Fetches an email from a mailbox, whole and within 20 MB. "renumbered": the mailbox numbers its emails anew since
 * it was noted, and it is noted once more; "gone": somebody deleted or moved it. Throws NotFetched, with a reason that
 * names no person, where the mailbox cannot be read just now; an own one that failed at once again, so that nobody
 * else's emails wait for it.
 */
export async function fetchFromMailbox(
  place: Place,
  id: string,
): Promise<Fetched | { kind: "renumbered" } | { kind: "gone" }> {
  const { accountId } = place;
  const rest = resting.get(accountId);
  if (rest && performance.now() < rest.until) throw new NotFetched(rest.why);
  resting.delete(accountId);
  try {
    const mailbox = await shared(place);
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
    close(accountId);
    if (!(error instanceof MailboxFailed)) throw error;
    const why = error.message;
    if (isOwnMailbox(accountId))
      resting.set(accountId, { until: performance.now() + REST_MS, why });
    throw new NotFetched(why);
  }
}

async function shared(to: Place): Promise<Mailbox> {
  const { accountId, server } = to;
  const place = JSON.stringify(server);
  // With another password it is signed in to anew.
  if (open.has(accountId) && open.get(accountId)!.place !== place) close(accountId);
  const current = open.get(accountId) ?? { mailbox: openMailbox(server), place };
  open.set(accountId, current);
  clearTimeout(current.timer);
  const mailbox = await current.mailbox;
  const end = () => open.get(accountId) === current && close(accountId);
  clearTimeout(current.timer);
  current.timer = setTimeout(end, OPEN_MS).unref();
  if (!mailbox.isClosed) return mailbox;
  end();
  return shared(to);
}

function close(accountId: string): void {
  const current = open.get(accountId);
  open.delete(accountId);
  clearTimeout(current?.timer);
  void current?.mailbox.then((mailbox) => mailbox.close()).catch(() => {});
}

/** Ends the connections that emails are fetched by. */
export function closeMailboxes(): void {
  for (const accountId of open.keys()) close(accountId);
}
