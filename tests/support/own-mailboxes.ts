import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { claimMailboxes, endLook } from "@/features/inbound/mailboxes/own/commands";
import { saveMailbox } from "@/features/inbound/own-mailbox/commands";
import { savedMailbox } from "@/features/inbound/own-mailbox/schema";
import { openSealed, reachableMailbox } from "@/features/inbound/own-mailbox/sealed";
import { openMailbox } from "@/mail/imap";
import { writeToClient } from "@/workflows/post-message/commands";
import { lookOnce, type LookPoint } from "@/workflows/receive-email/imap/commands";
import { PASSWORD, USER, type Dovecot } from "./dovecot";
import { client, freelancer, project, timeHasCome } from "./factories";
import type { startSmtp } from "./smtp";

type Smtp = Awaited<ReturnType<typeof startSmtp>>;
export type Typed = Partial<Record<keyof typeof savedMailbox.shape, string>>;

/** What a freelancer types to bring a Dovecot of the tests as their mailbox. */
export const typed = ({ port }: Dovecot, over: Typed = {}) => ({
  host: "localhost",
  port: `${port}`,
  tls: "none",
  user: USER,
  secretPassword: PASSWORD,
  mailboxAddress: "",
  folder: "INBOX",
  authority: "",
  authServer: "",
  ...over,
});

export const save = (scope: Scope, dovecot: Dovecot, over: Typed = {}) =>
  saveMailbox(scope, savedMailbox.parse(typed(dovecot, over)), new Date());

export const mailboxOf = ({ freelancerId }: Scope) =>
  db().inboundMailbox.findUnique({ where: { freelancerId } });

/** One look into a freelancer's own mailbox, as a worker's, which may end at a point. */
export async function look(scope: Scope, reached?: (point: LookPoint) => void): Promise<void> {
  const { freelancerId } = scope;
  const others = { freelancerId: { not: freelancerId } };
  await db().inboundMailbox.updateMany({
    where: others,
    data: { leasedUntil: new Date(Date.now() + 600_000) },
  });
  const due = { leasedUntil: null, nextLookAt: new Date(0) };
  await db().inboundMailbox.update({ where: { freelancerId }, data: due });
  const [claimed] = await claimMailboxes(1);
  expect(claimed!.watch.own.freelancerId).toBe(freelancerId);
  await db().inboundMailbox.updateMany({ where: others, data: { leasedUntil: null } });
  const mailbox = await openMailbox(reachableMailbox(openSealed(claimed!.serverCipher)));
  try {
    await lookOnce(mailbox, claimed!.watch, claimed!.place, reached);
  } finally {
    mailbox.close();
    await endLook(claimed!.watch, 0);
  }
}

export type Own = {
  scope: Scope;
  dovecot: Dovecot;
  projectId: string;
  /** Where the answer to the email that was sent goes, and its Message-ID. */
  replyTo: string;
  messageId: string;
};

/**
 * A freelancer with a mailbox of their own and a project, who has written to their client once. `seen`: looks into it
 * for the test email, where no worker does.
 */
export async function startOwn(
  dovecot: Dovecot,
  smtp: Smtp,
  over: Typed = {},
  seen: (scope: Scope) => Promise<void> = look,
): Promise<Own> {
  const scope = await freelancer();
  const { test } = await save(scope, dovecot, over);
  expect(test).toBe("sent");
  dovecot.deliver(Buffer.from(smtp.taken.at(-1)!.raw));
  await seen(scope);
  return { scope, dovecot, ...(await writeOnce(scope, smtp)) };
}

/** Writes to a new client of a freelancer's, and returns what the email about it says. */
export async function writeOnce(scope: Scope, smtp: Smtp) {
  const address = `ines.${randomUUID()}@example.com`;
  const projectId = await project(scope, await client(scope, { address }));
  const message = { projectId, text: "Does Friday suit you?", formKey: randomUUID(), isNow: true };
  await writeToClient(scope, message, new Date());
  await timeHasCome(projectId);
  await db().mailAccount.updateMany({ data: { freeAt: new Date(0) } });
  await deliverDueEmails();
  const { raw } = smtp.taken.find(({ to }) => to.includes(address))!;
  return {
    projectId,
    address,
    replyTo: /^Reply-To: (\S+)/im.exec(raw)![1]!,
    messageId: /^Message-ID: (\S+)/im.exec(raw)![1]!,
  };
}

export const linesOf = async ({ projectId }: Pick<Own, "projectId">) =>
  (
    await db().message.findMany({
      where: { projectId, contactId: { not: null } },
      orderBy: { writtenAt: "asc" },
      select: { text: true },
    })
  ).map(({ text }) => text);

export const held = ({ scope }: Pick<Own, "scope">) =>
  db().inboundEmail.findMany({
    where: { freelancerId: scope.freelancerId, heldAt: { not: null } },
    select: { heldFor: true, subject: true, route: true },
  });
