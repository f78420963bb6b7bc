import type { ImapFlow, ImapFlowOptions } from "imapflow";
import { isIP } from "node:net";
import { stored } from "@/language/stored";
import { plainWords } from "./plain-words";
import { findPublicHost, PrivateHost } from "./public-host";

/** A mailbox that is read by IMAP. */
export type ImapServer = {
  host: string;
  port: number;
  /** By TLS from the start, after STARTTLS, which the server must then offer, or not encrypted at all. */
  tls: "tls" | "starttls" | "none";
  user: string;
  password: string;
  /** An authority of its own, as PEM, where its certificate is signed by none that is known. */
  ca?: string;
  folder: string;
  /** Whether it has to be in the public internet: one that a freelancer names could else be anything near this machine. */
  isPublicOnly?: boolean;
};

/** An email in a mailbox, by its number there: what of it is looked at before it is fetched. */
export type Listed = { uid: number; headers: Uint8Array };

/** A mailbox could not be reached, signed in to or read; says so in its server's words. They hold no password. */
export class MailboxFailed extends Error {
  override readonly name = "MailboxFailed";
}

/** How long a server may take. */
export type Patience = {
  /** To be reached, and to greet. */
  connectMs: number;
  /** The longest silence. */
  silenceMs: number;
  /** Until it is open, however slowly the server speaks. */
  longestMs: number;
};
export const PATIENCE: Patience = { connectMs: 10_000, silenceMs: 30_000, longestMs: 60_000 };
/** How soon after the last command the server is asked to tell of what comes in. */
const IDLE_AFTER_MS = 200;
/** As large an answer is taken: more than the largest email that is fetched. */
const MOST_RESPONSE_BYTES = 30_000_000;
/** The same where headers are all that is asked for: mail servers take no email with more. */
export const MOST_HEADER_BYTES = 2_000_000;

/** Whose answer it is, by which address it came, and what it answers. */
const HEADERS = [
  "from",
  "to",
  "cc",
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "subject",
  "message-id",
  "in-reply-to",
  "references",
];

async function optionsFor(
  server: ImapServer,
  patience: Patience,
  mostBytes: number,
): Promise<ImapFlowOptions> {
  const { host, port, tls, user, password, ca, isPublicOnly } = server;
  return {
    // By the address that was looked at: asked again, its name may say another one.
    host: isPublicOnly ? await findPublicHost(host) : host,
    ...(isIP(host) ? {} : { servername: host }),
    port,
    secure: tls === "tls",
    ...(tls === "tls" ? {} : { doSTARTTLS: tls === "starttls" }),
    auth: { user, pass: password },
    ...(ca ? { tls: { ca } } : {}),
    logger: false,
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    autoIdleDelay: IDLE_AFTER_MS,
    maxLiteralSize: mostBytes,
    maxResponseSize: mostBytes + 1_000_000,
  };
}

/**
 * Opens a mailbox for reading alone: nothing that is done here flags, moves or deletes an email. Throws MailboxFailed,
 * with what happened as its cause, within ten seconds for each step and a minute for all. `mostBytes`: as large an
 * answer of the server's is taken.
 */
export async function openMailbox(
  server: ImapServer,
  patience = PATIENCE,
  mostBytes = MOST_RESPONSE_BYTES,
): Promise<Mailbox> {
  // Loaded where a mailbox is read, which most installs have none of.
  const { ImapFlow: Client } = await import("imapflow");
  let client: ImapFlow | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const opened = (client = new Client(await optionsFor(server, patience, mostBytes)));
    // What happened is told by what waits for an answer, and by `closed`.
    opened.on("error", () => {});
    timer = setTimeout(() => opened.close(), patience.longestMs);
    await opened.connect();
    const { uidValidity, uidNext } = await inFolder(server.folder, () =>
      opened.mailboxOpen(server.folder, { readOnly: true }),
    );
    return new Mailbox(opened, server, String(uidValidity), uidNext);
  } catch (error) {
    client?.close();
    throw failureOf(error, server);
  } finally {
    clearTimeout(timer);
  }
}

/** The server signs us in, and does not open this folder. */
export class NoSuchFolder extends Error {
  override readonly name = "NoSuchFolder";
}

async function inFolder<T>(folder: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const { responseText } = error as ImapError;
    // Without an answer it is no matter of the folder.
    if (!responseText) throw error;
    throw Object.assign(new NoSuchFolder(folder, { cause: error }), { responseText });
  }
}

export class Mailbox {
  constructor(
    private readonly client: ImapFlow,
    private readonly server: ImapServer,
    /** The server's number of this numbering: with another one every email has another number. */
    readonly uidValidity: string,
    /** What the next email's number was when it was opened, or a higher one. */
    readonly uidNext: number,
  ) {}

  /** Whether its server tells of what comes in; else it has to be asked. */
  get tells(): boolean {
    return this.client.capabilities.has("IDLE");
  }

  get isClosed(): boolean {
    return !this.client.usable;
  }

  /** Returns the numbers of the emails above one, in their order. */
  listAbove(uid: number): Promise<number[]> {
    return this.ask(async () => {
      // A server may speak of what came in only when it is asked for nothing.
      await this.client.noop();
      const found = await this.client.search({ uid: `${uid + 1}:*` }, { uid: true });
      // "*" is the last one, even where that is below.
      return ordered(found).filter((one) => one > uid);
    });
  }

  /** Returns the numbers of the emails that came in since the day of an instant. */
  listSince(at: Date): Promise<number[]> {
    return this.ask(async () => ordered(await this.client.search({ since: at }, { uid: true })));
  }

  /** Returns what of these emails is looked at first, in the order of their numbers. */
  look(uids: number[]): Promise<Listed[]> {
    return this.ask(async () => {
      const all = await this.client.fetchAll(uids.join(","), { headers: HEADERS }, { uid: true });
      return all
        .map(({ uid, headers }) => ({ uid, headers: headers ?? new Uint8Array() }))
        .toSorted((a, b) => a.uid - b.uid);
    });
  }

  /** Returns an email as it came; "too large" above so many bytes, and null where it is not there any more. */
  read(uid: number, most: number): Promise<Uint8Array | "too large" | null> {
    return this.ask(async () => {
      const ask = () => this.client.fetchOne(`${uid}`, { size: true }, { uid: true });
      let facts = await ask();
      if (!facts) {
        // This connection may not know yet of what another one has seen.
        await this.client.noop();
        facts = await ask();
      }
      if (!facts) return null;
      if ((facts.size ?? 0) > most) return "too large";
      const found = await this.client.fetchOne(`${uid}`, { source: true }, { uid: true });
      return (found && found.source) || null;
    });
  }

  /** Waits until something came in or the connection ended, at most `ms`. Returns whether there may be more. */
  wait(ms: number, stop: AbortSignal): Promise<boolean> {
    return new Promise((done) => {
      const more = () => end(true);
      const quiet = () => end(false);
      const timer = setTimeout(quiet, ms);
      const end = (mayHaveMore: boolean) => {
        clearTimeout(timer);
        this.client.off("exists", more);
        this.client.off("close", more);
        stop.removeEventListener("abort", quiet);
        done(mayHaveMore);
      };
      this.client.on("exists", more);
      this.client.on("close", more);
      stop.addEventListener("abort", quiet);
      if (stop.aborted) quiet();
      else if (this.isClosed) more();
    });
  }

  close(): void {
    this.client.close();
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw failureOf(error, this.server);
    }
  }
}

const ordered = (found: number[] | false | undefined) => (found || []).toSorted((a, b) => a - b);

export type ImapError = Error & {
  responseText?: string;
  code?: string;
  authenticationFailed?: boolean;
};

/** What the server or the library said, without the password. */
export function wordsOf(error: unknown, { password }: Pick<ImapServer, "password">): string {
  const { responseText, message, code } = error as ImapError;
  const said = code && !message.includes(code) ? `${message} (${code})` : message;
  return plainWords(responseText ?? said, password);
}

/** In the server's own words where it has any, without the password. */
function failureOf(error: unknown, server: ImapServer): MailboxFailed {
  if (error instanceof PrivateHost) return new MailboxFailed(`${error.message}.`, { cause: error });
  const key = (error as ImapError).responseText ? "mailboxSaid" : "mailboxFailed";
  return new MailboxFailed(stored(key, { detail: wordsOf(error, server) }), { cause: error });
}
