import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { maskReplyAddresses } from "@/features/emails/reply-addresses/addresses";
import type { Say } from "@/language/say";
import { maskLinks } from "@/lib/client-paths";
import { notFound } from "@/lib/errors";
import { unseal } from "@/lib/tokens";
import { inboundWords, type InboundWords } from "./schema";

const MOST = 50;

const row = {
  id: true,
  subject: true,
  fromName: true,
  fromAddress: true,
  receivedAt: true,
  heldFor: true,
  heldAt: true,
  filedAt: true,
  ignoredAt: true,
  forgottenAt: true,
  automatic: true,
} as const;

/** Returns the emails that wait for the freelancer's decision, the newest first, at most fifty. */
export function listHeld({ freelancerId }: Scope) {
  return db().inboundEmail.findMany({
    where: { freelancerId, heldAt: { not: null }, filedAt: null, ignoredAt: null },
    orderBy: [{ heldAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: row,
  });
}

export type HeldRow = Awaited<ReturnType<typeof listHeld>>[number];

/** Returns an email that came in, with all its words. */
export async function getInbound({ freelancerId }: Scope, inboundId: string) {
  const found = await db().inboundEmail.findUnique({
    where: { id: inboundId, freelancerId },
    select: {
      ...row,
      isVerified: true,
      route: true,
      projectId: true,
      clientId: true,
      contactId: true,
      rawKey: true,
      wordsCipher: true,
    },
  });
  if (!found) throw notFound("email");
  const { wordsCipher, rawKey, ...email } = found;
  return { ...email, rawKey, words: openWords(wordsCipher) };
}

export type InboundWhole = Awaited<ReturnType<typeof getInbound>>;

/** Returns what the emails say that lines of a thread came by, by the line's id. */
export async function listInboundOf({ freelancerId }: Scope, messageIds: string[]) {
  const rows = await db().inboundEmail.findMany({
    where: { freelancerId, messageId: { in: messageIds } },
    select: {
      id: true,
      messageId: true,
      fromAddress: true,
      rawKey: true,
      wordsCipher: true,
      contact: { select: { name: true, address: true } },
    },
  });
  return new Map(
    rows.map(({ id, messageId, fromAddress, rawKey, wordsCipher, contact }) => {
      const { quoted, isInterleaved } = openWords(wordsCipher);
      const by =
        contact && contact.address !== fromAddress ? { fromAddress, name: contact.name } : null;
      return [
        messageId!,
        {
          inboundId: id,
          quoted: isInterleaved ? "" : quoted,
          /** Who sent it by whose address, where that is somebody else. */
          by,
          /** Whether attachments of it are only in the original. */
          hasMore: rawKey !== null,
        },
      ];
    }),
  );
}

export type LineEmail = NonNullable<ReturnType<Awaited<ReturnType<typeof listInboundOf>>["get"]>>;

/** The words of an email, without the secret links and addresses in what it quotes: they are its sender's own. */
function openWords(cipher: Uint8Array): InboundWords {
  const words = inboundWords.parse(JSON.parse(unseal("inbound-email", cipher)));
  const mask = (text: string) => maskReplyAddresses(maskLinks(text));
  return { ...words, text: mask(words.text), quoted: mask(words.quoted) };
}

/** Returns the threads that an email can be put into: the newest open projects', and those of the contacts' clients. */
export async function listThreads({ freelancerId }: Scope, t: Say) {
  const [projects, contacts] = await Promise.all([
    db().project.findMany({
      where: { freelancerId },
      orderBy: [
        { completedAt: { sort: "desc", nulls: "first" } },
        { createdAt: "desc" },
        { id: "desc" },
      ],
      take: 200,
      select: { id: true, title: true, client: { select: { name: true } } },
    }),
    db().contact.findMany({
      where: { freelancerId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: 200,
      select: { id: true, name: true, client: { select: { name: true } } },
    }),
  ]);
  return [
    ...projects.map(({ id, title, client }) => ({
      value: `project ${id}`,
      label: `${title}, ${client.name}`,
    })),
    ...contacts.map(({ id, name, client }) => ({
      value: `contact ${id}`,
      label: t("inbound.aboutNone", { name, client: client.name }),
    })),
  ];
}
