import { isIP } from "node:net";
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { stored } from "@/language/stored";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { plainWords } from "./plain-words";
import { findPublicHost } from "./public-host";
import type { Outcome } from "./transport";
import type { FrozenEmail } from "./words";

/** A mail server that takes emails by SMTP. */
export type SmtpServer = {
  host: string;
  port: number;
  /** By TLS from the start, after STARTTLS, which the server must then offer, or not encrypted at all. */
  tls: "tls" | "starttls" | "none";
  user?: string;
  password?: string;
  /** An authority of its own, as PEM, where its certificate is signed by none that is known. */
  ca?: string;
  /** Whether it has to be in the public internet: one that a freelancer names could else be anything near this machine. */
  isPublicOnly?: boolean;
};

/** How long a server may take. */
export type Patience = {
  /** To be reached, and to greet. */
  connectMs: number;
  /** The longest silence. A large provider takes some seconds to accept an email. */
  silenceMs: number;
  /** An attempt is over by then, however slowly the server speaks: before the email's lease is. */
  longestMs: number;
};
const PATIENCE: Patience = { connectMs: 10_000, silenceMs: 20_000, longestMs: 30_000 };
/** How long a connection that is not used stays open for the next email. */
const IDLE_MS = 20_000;
const TROUBLE_SECONDS = 60;

/**
 * Hands one frozen email over by SMTP. Never throws. SMTP knows no key that makes two attempts one email, so an
 * outcome that nobody knows is refused and may have arrived: a person decides. It is unknown from the moment that
 * the words were passed on until the server answers; whatever fails before, or is answered with a no, has certainly
 * not been accepted. `passOn` is awaited when the server has asked for the words and has none of them yet: where it
 * throws, none is passed on. `id` becomes the Message-ID, which this transport keeps.
 */
export async function handOverBySmtp(
  email: FrozenEmail,
  id: string,
  server: SmtpServer,
  passOn: () => Promise<void>,
): Promise<Outcome> {
  const leaseMs = env().EMAIL_LEASE_SECONDS * 1000;
  const longestMs = Math.min(PATIENCE.longestMs, leaseMs * 0.75);
  const result = await attemptBySmtp(email, id, server, { ...PATIENCE, longestMs }, passOn);
  return "error" in result
    ? judgeFailure(result, server)
    : { kind: "sent", transport: "SMTP", messageId: result.messageId };
}

/** Hands one email over, or tells why not and whether its words had been passed on by then. Never throws. */
export async function attemptBySmtp(
  email: FrozenEmail,
  id: string,
  server: SmtpServer,
  patience: Patience,
  passOn = async () => {},
): Promise<{ messageId: string } | Failure> {
  const attempt: Attempt = { isBegun: false, isKept: false, isOver: false };
  const timer = setTimeout(() => {
    attempt.isOver = true;
    attempt.connection?.close();
  }, patience.longestMs);
  try {
    const { envelope, messageId, bytes } = await compose(email, id);
    await acquire(server, attempt, patience);
    await send(attempt, envelope, bytes, passOn);
    keepOpen(server, attempt.connection!);
    return { messageId };
  } catch (error) {
    attempt.connection?.close();
    return { ...attempt, error: error as SmtpError };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `isBegun`: whether the words were passed on, from when on nobody knows but the server. `isKept`: they were to be, and
 * that could not be written down.
 */
type Attempt = { isBegun: boolean; isKept: boolean; isOver: boolean; connection?: SMTPConnection };
type Failure = { error: SmtpError; isBegun: boolean; isKept: boolean };

export type SmtpError = Error & {
  code?: string;
  /** The code of the network or of TLS, where the library has put one of its own in its place. */
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
};

/** Codes of the library about the server or the account, not about one email. */
const ACCOUNT = new Set([
  "EAUTH",
  "ENOAUTH",
  "ETLS",
  "ESOCKET",
  "EDNS",
  "ECONNECTION",
  "ETIMEDOUT",
]);

function judgeFailure({ error, isBegun, isKept }: Failure, server: SmtpServer): Outcome {
  if (isKept) return { kind: "put off", why: stored("notRead") };
  const why = reasonOf(error, server);
  if (!error.responseCode && isBegun)
    return {
      kind: "refused",
      why: stored("connectionEnded", { detail: why }),
      mayHaveArrived: true,
    };
  if (ACCOUNT.has(error.code ?? ""))
    return { kind: "not now", why, afterSeconds: TROUBLE_SECONDS, isTrouble: true };
  // A code of 5… says that it will never be accepted as it is; 4… that it may be later.
  const isForGood = (error.responseCode ?? 0) >= 500 || !error.responseCode;
  return isForGood ? { kind: "refused", why, mayHaveArrived: false } : { kind: "put off", why };
}

/** What went wrong, in the server's own words where it has any. */
function reasonOf(error: SmtpError, server: SmtpServer): string {
  const said = wordsOf(error, server);
  return error.response ? stored("serverSaid", { detail: said }) : `${said}.`;
}

/** What the server or the library said, without the password. */
export const wordsOf = (error: SmtpError, { password }: SmtpServer) =>
  plainWords(error.response ?? error.message, password);

async function compose(email: FrozenEmail, id: string) {
  const domain = /@([^@>\s]+)>?$/.exec(email.from)?.[1] ?? "localhost";
  const messageId = `<${id}@${domain}>`;
  const message = new MailComposer({
    from: email.from,
    to: email.to,
    replyTo: email.replyTo ?? undefined,
    subject: email.subject,
    text: email.text,
    html: email.html,
    messageId,
    headers: { "Auto-Submitted": "auto-generated", ...email.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { messageId, envelope: message.getEnvelope(), bytes: await message.build() };
}

/** The words. The library reads them after the server's go-ahead alone, and gets them when that is written down. */
function wordsOnceAsked(attempt: Attempt, bytes: Buffer, passOn: () => Promise<void>): Readable {
  return new Readable({
    read() {
      passOn().then(
        () => {
          // The server, or our patience with it, may have ended the attempt meanwhile.
          if (this.destroyed) return;
          attempt.isBegun = true;
          this.push(bytes);
          this.push(null);
        },
        (error: Error) => {
          log().warn(plainError(error), "an email was not passed on: that could not be saved");
          attempt.isKept = true;
          this.destroy(error);
        },
      );
    },
  });
}

/** Sends the words. The attempt is begun once the server asked for them and before it gets the first of them. */
function send(
  attempt: Attempt,
  { from, to }: { from: string | false; to: string[] },
  bytes: Buffer,
  passOn: () => Promise<void>,
): Promise<void> {
  const connection = attempt.connection!;
  const words = wordsOnceAsked(attempt, bytes, passOn);
  return new Promise((done, failed) => {
    connection.once("error", failed);
    connection.once("end", () => failed(closed()));
    connection.send({ from, to, size: bytes.byteLength }, words, (error) =>
      error ? failed(error) : done(),
    );
  });
}

// Open connections that nobody uses just now, by server: to open one takes several round trips.
const open = new Map<string, SMTPConnection[]>();
const keyOf = (server: SmtpServer) => JSON.stringify(server);

/** Gives the attempt a connection that is signed in: one that is open and still answers, else a new one. */
async function acquire(server: SmtpServer, attempt: Attempt, patience: Patience): Promise<void> {
  for (;;) {
    const idle = open.get(keyOf(server))?.pop();
    if (!idle) return connect(server, attempt, patience);
    listenAnew(idle);
    attempt.connection = idle;
    if (await answers(idle)) return;
    idle.close();
  }
}

function answers(connection: SMTPConnection): Promise<boolean> {
  return new Promise((done) => {
    connection.once("error", () => done(false));
    connection.once("end", () => done(false));
    connection.reset((error) => done(!error));
  });
}

function keepOpen(server: SmtpServer, connection: SMTPConnection): void {
  listenAnew(connection);
  const list = open.get(keyOf(server)) ?? [];
  open.set(keyOf(server), list);
  list.push(connection);
  const forget = () => {
    const at = list.indexOf(connection);
    if (at >= 0) list.splice(at, 1);
  };
  const timer = setTimeout(() => {
    // Not one that was taken meanwhile.
    if (!list.includes(connection)) return;
    forget();
    connection.quit();
  }, IDLE_MS).unref();
  // A server that ends it meanwhile is no fault.
  const drop = () => (clearTimeout(timer), forget());
  connection.once("error", drop);
  connection.once("end", drop);
}

/** Ends the connections that nobody uses, as a mail server likes it. */
export function closeSmtp(): void {
  for (const connection of [...open.values()].flat()) connection.quit();
  open.clear();
}

const closed = () =>
  Object.assign(new Error("The mail server closed the connection"), { code: "ECONNECTION" });

/** Forgets who listened so far. A connection may say more than once what went wrong; the first time counts. */
function listenAnew(connection: SMTPConnection): void {
  connection.removeAllListeners();
  connection.on("error", (error) =>
    log().debug(plainError(error), "a connection to the mail server has failed"),
  );
}

async function connect(server: SmtpServer, attempt: Attempt, patience: Patience): Promise<void> {
  const { host, port, tls, user, password, ca, isPublicOnly } = server;
  // By the address that was looked at: asked again, its name may say another one.
  const at = isPublicOnly ? await findPublicHost(host) : host;
  if (attempt.isOver) throw closed();
  const connection = new SMTPConnection({
    host: at,
    ...(isIP(host) ? {} : { servername: host }),
    port,
    secure: tls === "tls",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    dnsTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    ...(ca ? { tls: { ca } } : {}),
  });
  listenAnew(connection);
  attempt.connection = connection;
  return new Promise((done, failed) => {
    connection.once("error", failed);
    connection.once("end", () => failed(closed()));
    connection.connect((error) => {
      if (error) return failed(error);
      const ready = () => {
        listenAnew(connection);
        done();
      };
      if (!user) return ready();
      connection.login({ user, pass: password }, (error) => (error ? failed(error) : ready()));
    });
  });
}
