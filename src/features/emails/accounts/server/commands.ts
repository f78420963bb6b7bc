import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { notFound, Refusal } from "@/lib/errors";
import { isLoopback } from "@/lib/loopback";
import { freeze } from "@/mail/freeze";
import { keptPassword } from "@/mail/kept-password";
import { tryServer, type ServerTrouble } from "@/mail/smtp-check";
import { wake } from "@/queue/boss";
import { serverTested } from "./emails";
import type { SavedServer } from "./schema";
import { openServer, reachable, sealServer, type OwnServer } from "./sealed";

/**
 * Saves a mail server as the freelancer's own account: from now on their emails are sent by it. It has just accepted
 * a test email to the address that the freelancer signs in with, which is returned. Without a password typed the
 * stored one stays, where it is for the same server and user. A refusal changes nothing, and says in the server's
 * words what was wrong. What an account of another kind has tried without knowing the outcome is never sent by this
 * one: a person decides. Ends within 25 seconds.
 */
export async function saveServer(scope: Scope, input: SavedServer, now: Date): Promise<string> {
  const { freelancerId } = scope;
  const [studio, user] = await Promise.all([
    db().studio.findUnique({
      where: { freelancerId },
      select: {
        seededAt: true,
        language: true,
        freelancerName: true,
        mailAccount: { select: { serverCipher: true } },
      },
    }),
    db().user.findUnique({ where: { id: freelancerId }, select: { email: true } }),
  ]);
  if (!studio || !user) throw notFound("studio");
  if (studio.seededAt) throw new Refusal("not-allowed", say("mailAccount.refused.demo"));
  const stored = studio.mailAccount?.serverCipher;
  const server = serverOf(input, stored ? openServer(stored) : null);
  const written = serverTested(studioLocaleOf(studio.language), { ...studio, host: server.host });
  const { subject, words } = written;
  const to = { toName: studio.freelancerName, toAddress: user.email };
  const from = { fromName: "Uptomark", fromAddress: input.fromAddress, replyTo: null };
  const email = await freeze({ ...from, ...to, subject }, words);
  refuseUnlessGood(await tryServer(reachable(server), email, randomUUID()), server);
  await store(scope, server, input.fromAddress, now);
  return user.email;
}

async function store(scope: Scope, server: OwnServer, fromAddress: string, now: Date) {
  const { freelancerId } = scope;
  const data = {
    serverCipher: sealServer(server),
    fromAddress,
    savedAt: now,
    trouble: null,
    troubleSince: null,
    freeAt: now,
  };
  await inTransaction(async (tx) => {
    // An account of the other kind is another account, with an id of its own.
    await tx.mailAccount.deleteMany({ where: { freelancerId, serverCipher: null } });
    await tx.mailAccount.upsert({
      where: { freelancerId },
      create: { ...data, freelancerId },
      update: data,
    });
    wake(tx, "deliver-emails", now);
    await record(tx, { ...byFreelancer(scope), kind: "mailAccount.connected", at: now });
  });
}

function serverOf(input: SavedServer, before: OwnServer | null): OwnServer {
  const { host, port, tls, user, authority } = input;
  if (tls === "none" && !isLoopback(host))
    throw new Refusal("invalid", say("mailServer.refused.open"), "tls");
  const server = { host, port, tls, ...(authority ? { ca: authority } : {}) };
  return user ? { ...server, user, password: passwordOf(input, before) } : server;
}

function passwordOf(input: SavedServer, before: OwnServer | null): string {
  const password = keptPassword(input, before);
  if (password) return password;
  const why = before?.password ? "typeAgain" : "noPassword";
  throw new Refusal("invalid", say(`mailServer.refused.${why}`), "secretPassword");
}

/** Beside which field each trouble is told. */
const FIELDS: Record<ServerTrouble, keyof SavedServer | undefined> = {
  private: "host",
  unknown: "host",
  unreachable: "port",
  silent: "host",
  certificate: "authority",
  encryption: "tls",
  password: "secretPassword",
  sender: "fromAddress",
  unsure: undefined,
  other: undefined,
};

function refuseUnlessGood(
  check: Awaited<ReturnType<typeof tryServer>>,
  { host, port }: OwnServer,
): void {
  if (check.kind === "good") return;
  const { trouble, detail, seconds } = check;
  const sentence = say(`mailServer.refused.${trouble}`, { host, port: `${port}`, detail, seconds });
  throw new Refusal(FIELDS[trouble] ? "invalid" : "not-allowed", sentence, FIELDS[trouble]);
}
