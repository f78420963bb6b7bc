import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Taken = { from: string; to: string[]; raw: string };

/** What the stand-in does with its next emails, one each; "take" is what it does with all others. */
export type Turn =
  | "take"
  /** Says no for good to the sender's or the reader's address, for now, or to the words once it has them. */
  | "no such sender"
  | "no such reader"
  | "not now"
  | "no to the words"
  /** Ends the connection at the sender's address, before it has heard a word. */
  | "hang up early"
  /** Has all words, and ends the connection or says nothing more. The email is taken or it is not. */
  | "take and hang up"
  | "take and say nothing"
  | "hang up unheard";

/** The text half of an email, as its reader sees it. */
export function textOf({ raw }: Taken): string {
  const [, body = ""] = /text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(raw) ?? [];
  return body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const reply = (responseCode: number, words: string) =>
  Object.assign(new Error(words), { responseCode });

/** A real SMTP server that keeps what it took, and answers its next emails as `turns` says. */
export async function startSmtp(options: SMTPServerOptions = {}) {
  const taken: Taken[] = [];
  const turns: Turn[] = [];
  /**
   * Called when an email's reader was named, when its words are there, and when it is taken and not yet answered: for
   * whoever cuts there.
   */
  const points = {
    addressed: async () => {},
    arrived: async () => {},
    accepted: async () => {},
  };
  let connections = 0;
  let asked = 0;
  let inHand = 0;
  const sockets = new Set<Socket>();
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.secure || options.cert ? [] : ["STARTTLS"],
    ...options,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onMailFrom: (_address, _session, done) => {
      if (turns[0] === "no such sender")
        return done((turns.shift(), reply(553, "Sender address rejected")));
      if (turns[0] !== "hang up early") return done();
      turns.shift();
      hangUp();
    },
    onRcptTo: (_address, _session, done) => {
      if (turns[0] === "no such reader")
        return done((turns.shift(), reply(550, "No such user here")));
      if (turns[0] === "not now")
        return done((turns.shift(), reply(450, "Greylisted, try again later")));
      inHand += 1;
      void points
        .addressed()
        .finally(() => (inHand -= 1))
        .then(() => done());
    },
    onData: (stream, session, done) => {
      asked += 1;
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      const finish = async () => {
        inHand += 1;
        await points.arrived().finally(() => (inHand -= 1));
        const turn = turns.shift() ?? "take";
        if (turn === "no to the words") return done(reply(554, "Looks like spam to us"));
        const { mailFrom, rcptTo } = session.envelope;
        if (turn !== "hang up unheard")
          taken.push({
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString("utf8"),
          });
        inHand += 1;
        await points.accepted().finally(() => (inHand -= 1));
        if (turn === "take and say nothing") return;
        if (turn === "take and hang up" || turn === "hang up unheard") return hangUp();
        done();
      };
      stream.on("end", () => void finish());
    },
  });
  // A connection that is hung up by us, or by a client that was killed, is no fault of the test.
  server.on("error", () => undefined);
  // Below TLS a socket is not ours to destroy.
  server.server.on("connection", (socket: Socket) => {
    if (options.secure) return;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  // Where whoever started it has failed, it keeps no process from ending.
  server.server.unref();
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    turns,
    points,
    connections: () => connections,
    /** How many emails' words it has asked for. */
    asked: () => asked,
    hangUp,
    /** Whether nobody is connected and nothing of a former connection is still under way. */
    isQuiet: () => sockets.size === 0 && inHand === 0,
    stop: () =>
      new Promise<void>((done) => {
        hangUp();
        server.close(() => done());
      }),
  };
}
