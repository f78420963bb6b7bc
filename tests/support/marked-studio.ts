import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { storedToken } from "@/auth/stored-token";
import { db } from "@/db/client";
import { keepRaw } from "@/features/inbound/commands";
import { env } from "@/lib/env";
import { seal } from "@/lib/tokens";
import { newEmail } from "./factories";
import { fullStudio, type FullStudio } from "./full-studio";

/** What has the studio's word in it and is nobody's but the freelancer's: it gets another word. */
const OWN_COLUMNS = [
  ["User", "email"],
  ["Studio", "freelancerName", "name", "replyTo", "welcome", "siteUrl"],
  ["MailAccount", "fromAddress", "trouble"],
  ["InboundMailbox", "address", "trouble"],
  ["SavedReply", "name", "text"],
  ["ApiToken", "name"],
  ["WebhookEndpoint", "url"],
  ["ProjectTemplate", "name"],
  ["OwnText", "subject", "text"],
  ["Wall", "slug"],
  ["ColumnMatch", "heading"],
  ["Subcontractor", "name", "address"],
  ["Email", "fromName"],
  ["Passkey", "credentialId", "name"],
  ["AddressChange", "address"],
] as const;
/** Where a table does not call its freelancer freelancerId. */
const WHOSE: Record<string, string> = { User: "id", Passkey: "userId", AddressChange: "userId" };

/**
 * A studio with a row of one client in every table that can have one, in which a token marks every text of that
 * client and of nobody else; and what no row of theirs leads to: emails to the freelancer that name them,
 * emails that came in, bytes.
 */
export async function markedStudio(): Promise<FullStudio & { token: string; clientId: string }> {
  const studio = await fullStudio();
  const [token] = studio.marks as [string];
  const { freelancerId } = studio.scope;
  const clientId = studio.ids.clientId!;
  const other = token.slice(-6);
  for (const [table, ...columns] of OWN_COLUMNS)
    for (const column of columns)
      await db().$executeRawUnsafe(
        `UPDATE "${table}" SET "${column}" = regexp_replace("${column}", '${token}', 'Otter${other}', 'i')
          WHERE "${WHOSE[table] ?? "freelancerId"}" = '${freelancerId}'`,
      );
  await db().projectTemplate.updateMany({
    where: { freelancerId },
    data: { items: ["Print"], plannedDates: [], plannedRequests: [] },
  });
  await db().client.updateMany({
    where: { freelancerId, id: { not: clientId } },
    data: { name: "Another client" },
  });
  await db().project.updateMany({
    where: { freelancerId, clientId: { not: clientId } },
    data: { title: "Another project" },
  });
  await db().failure.updateMany({
    where: { freelancerId, notices: { none: {} } },
    data: { what: "Nobody has heard", doing: "Nothing" },
  });
  await addMentions(studio, token);
  return { ...studio, token, clientId };
}

async function addMentions({ scope, ids, address }: FullStudio, token: string): Promise<void> {
  const { freelancerId } = scope;
  const words = (text: string) => ({ greeting: "Hi,", paragraphs: [text], signature: "Uptomark" });
  const sealed = (text: string) => seal("email", JSON.stringify(words(text)));
  const own = (over: object) => {
    const { words: _words, ...email } = newEmail(scope, {
      toName: "Mira",
      toAddress: "m@example.com",
    });
    return { data: { ...email, freelancerId, wordsCipher: sealed("Nothing"), ...over } };
  };
  const settled = { settledAt: new Date(), sentAt: new Date() };
  await db().email.create(
    own({ ...settled, kind: "deadlines.at-risk", wordsCipher: sealed(`Map ${token} and others`) }),
  );
  await db().email.create(
    own({ ...settled, kind: "email.bounced", subject: `Bounced: your email to Ines ${token}` }),
  );
  await db().email.create(own({ kind: "email.bounced", wordsCipher: sealed(`To ${address}`) }));
  for (const subjectId of [ids.emailId, ids.suppressionId, ids.inboundId, ids.mishapId])
    await db().historyEntry.create({
      data: {
        freelancerId,
        at: new Date(),
        actor: "UPTOMARK",
        kind: "ledger.entered",
        subjectId,
        data: { text: token },
      },
    });
  const facts = {
    from: `Ines ${token} <${address}>`,
    subject: token,
    messageId: "",
    addresses: [],
  };
  const arrival = (over: object) => ({
    data: {
      accountId: ids.accountId!,
      id: randomUUID(),
      announcedAt: new Date(),
      factsCipher: seal("inbound-email", JSON.stringify(facts)),
      ...over,
    },
  });
  await db().inboundArrival.create(arrival({ takenAt: new Date() }));
  await db().inboundArrival.create(arrival({ nextTryAt: new Date(Date.now() + 60_000) }));
  await db().rateLimiterFlexible.create({
    data: { key: `contact-message:${storedToken(ids.contactId!)}`, points: 3 },
  });
  await storeBytes(ids, freelancerId, token);
}

async function storeBytes(ids: FullStudio["ids"], freelancerId: string, token: string) {
  const { storeKey } = await db().file.findUniqueOrThrow({ where: { id: ids.fileId! } });
  await mkdir(join(env().FILES_DIR, "kept", freelancerId, ids.projectId!), { recursive: true });
  await writeFile(join(env().FILES_DIR, "kept", storeKey), `The bytes of ${token}`);
  const rawKey = await keepRaw(freelancerId, randomUUID(), Buffer.from(`From: ${token}`));
  await db().inboundEmail.update({ where: { id: ids.inboundId! }, data: { rawKey } });
}
