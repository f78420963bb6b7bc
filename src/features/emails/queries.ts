import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { transport } from "@/mail/transport";
import { freeze } from "@/mail/freeze";
import { frozenEmail, words } from "@/mail/words";
import { ownAccountOf, studioTransport } from "@/features/emails/accounts/rules";
import {
  maskReplyAddresses,
  ownAddressOf,
  ownMailbox,
  replyAddressOf,
} from "./reply-addresses/addresses";
import { lookColumns } from "@/features/studio/look/rules";
import { maskLinks } from "@/lib/client-paths";
import { notFound } from "@/lib/errors";
import type { Look } from "@/lib/look";
import { unseal } from "@/lib/tokens";
import { isStillMine } from "./rules";

const PAGE = 50;

export const emailTimes = {
  sendAt: true,
  createdAt: true,
  frozenAt: true,
  attempts: true,
  settledAt: true,
  sentAt: true,
  deliveredAt: true,
  bouncedAt: true,
  complainedAt: true,
  skippedAt: true,
  cancelledAt: true,
  needsReviewAt: true,
} as const;

/**
 * Returns the freelancer's emails, the last to be sent first, fifty at a time. `after` is the last
 * id of the previous page.
 */
export async function listEmails(scope: Scope, after?: string) {
  // Prisma looks a cursor up without the scope, so a stranger's id must not even set a position.
  if (
    after &&
    !(await db().email.count({ where: { id: after, freelancerId: scope.freelancerId } }))
  )
    throw notFound("page");
  const rows = await db().email.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: [{ sendAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: { id: true, kind: true, subject: true, toName: true, toAddress: true, ...emailTimes },
  });
  const emails = rows.slice(0, PAGE);
  return { emails, more: rows.length > PAGE ? emails.at(-1)!.id : null };
}

/**
 * Returns one email as it was sent or would be sent now: headers, text and HTML; its editable
 * words, if any; its project's title; and the reader's client. Outside the local mailbox the secret
 * part of each link is masked: it belongs to the reader alone.
 */
export async function getEmail(scope: Scope, emailId: string) {
  const row = await db().email.findUnique({
    where: { id: emailId, freelancerId: scope.freelancerId },
  });
  if (!row) throw notFound("email");
  const { wordsCipher, frozenCipher, leaseToken: _lease, leasedUntil: _until, ...email } = row;
  const own = words.parse(JSON.parse(unseal("email", wordsCipher)));
  const sending = await sendingBy(scope);
  const contact = row.contactId
    ? await db().contact.findUnique({
        where: { id: row.contactId, freelancerId: scope.freelancerId },
        select: { clientId: true, linkHash: true, linkRevokedAt: true },
      })
    : null;
  const whole = frozenCipher
    ? frozenEmail.parse(JSON.parse(unseal("email", frozenCipher)))
    : await freeze(
        {
          ...row,
          replyTo: replyToOf(row, contact, sending),
          fromAddress: sending.fromAddress,
          look: await lookFor(row),
        },
        own,
      );
  const isLocal = row.transport === "LOCAL" || (row.transport === null && sending.isLocal);
  const frozen = isLocal
    ? whole
    : {
        ...whole,
        text: maskLinks(whole.text),
        html: maskLinks(whole.html),
        replyTo: whole.replyTo && maskReplyAddresses(whole.replyTo),
        headers: {},
      };
  const project = row.projectId
    ? await db().project.findUnique({
        where: { id: row.projectId, freelancerId: scope.freelancerId },
        select: { title: true },
      })
    : null;
  return {
    ...email,
    project,
    clientId: contact?.clientId ?? null,
    frozen,
    isLocal,
    editable: isStillMine(row) ? own.paragraphs.join("\n\n") : null,
  };
}

/** The studio's look, in an email to somebody else than its freelancer. */
async function lookFor(row: {
  freelancerId: string | null;
  contactId: string | null;
  subcontractorId: string | null;
}): Promise<Look | null> {
  const { freelancerId, contactId, subcontractorId } = row;
  if (!freelancerId || !(contactId ?? subcontractorId)) return null;
  return db().studio.findUnique({ where: { freelancerId }, select: lookColumns });
}

/** Where the answer to an email that is not frozen yet would go. */
function replyToOf(
  row: {
    freelancerId: string | null;
    contactId: string | null;
    projectId: string | null;
    replyTo: string | null;
  },
  contact: { clientId: string; linkHash: Uint8Array; linkRevokedAt: Date | null } | null,
  { isLocal, ownMailbox: own }: Pick<Sending, "isLocal" | "ownMailbox">,
): string | null {
  const { freelancerId, contactId, projectId } = row;
  if (!freelancerId || !contactId || !contact || contact.linkRevokedAt) return row.replyTo;
  const thread = { freelancerId, contactId, projectId, ...contact };
  return replyAddressOf(thread, isLocal, own)?.address ?? row.replyTo;
}

type Sending = {
  fromAddress: string | null;
  isLocal: boolean;
  /** The address of a mailbox of their own that answers come to. */
  ownMailbox: string | null;
};

/**
 * Returns the from-address of the freelancer's own account, or null, whether their emails stay in the local mailbox,
 * and where answers come to.
 */
async function sendingBy(scope: Scope): Promise<Sending> {
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    select: { ...studioTransport, ...ownMailbox },
  });
  const own = ownAccountOf(studio);
  return {
    fromAddress: own?.fromAddress ?? null,
    isLocal: studio.seededAt !== null || (own === null && transport() === "LOCAL"),
    ownMailbox: ownAddressOf(studio),
  };
}

export type EmailWhole = Awaited<ReturnType<typeof getEmail>>;

/** Whether an email is one of the local mailbox that its reader could answer. */
export function isAnswerable({ isLocal, sentAt, frozen, forgottenAt }: EmailWhole): boolean {
  return !forgottenAt && isLocal && sentAt !== null && frozen.replyTo !== null;
}
