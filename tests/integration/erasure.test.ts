import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedToken } from "@/auth/stored-token";
import { db } from "@/db/client";
import { hashOfAddress } from "@/features/emails/erased/hashes";
import { listErasures, previewErasure } from "@/features/erasures/queries";
import { keepRaw } from "@/features/inbound/commands";
import { queue } from "@/queue/boss";
import { seal } from "@/lib/tokens";
import { eraseClient } from "@/workflows/erase-client/commands";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";
import { client, freelancer, newEmail } from "@tests/support/factories";
import { tracesOf } from "@tests/support/traces";
import { unsealed } from "@tests/support/unsealed";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-erasure-"));
  process.env.FILES_DIR = folder;
  await queue();
});
afterAll(() => rm(folder, { recursive: true }));

const query = <Row>(sql: string) => db().$queryRawUnsafe<Row[]>(sql);
const traces = (token: string) => tracesOf(token, { query, folder, unsealed });

/** What has the studio's word in it and is nobody's but the freelancer's: it gets another word. */
const OWN_COLUMNS = [
  ["User", "email"],
  ["Studio", "freelancerName", "name", "replyTo"],
  ["MailAccount", "fromAddress", "trouble"],
  ["SavedReply", "name", "text"],
  ["ChecklistTemplate", "name"],
  ["OwnText", "subject", "text"],
  ["Wall", "slug"],
  ["Email", "fromName"],
] as const;

/**
 * A studio with a row of one client in every table that can have one, in which a token marks every text of that client and
 * of nobody else; and what no row of theirs leads to: emails to the freelancer that name them, emails that came in, bytes.
 */
async function markedStudio(): Promise<FullStudio & { token: string; clientId: string }> {
  const studio = await fullStudio();
  const [token] = studio.marks as [string];
  const { freelancerId } = studio.scope;
  const clientId = studio.ids.clientId!;
  for (const [table, ...columns] of OWN_COLUMNS)
    for (const column of columns)
      await db().$executeRawUnsafe(
        `UPDATE "${table}" SET "${column}" = replace(replace("${column}", '${token}', 'Otter'), lower('${token}'), 'otter-'
          || left(md5(random()::text), 8)) WHERE "${table === "User" ? "id" : "freelancerId"}" = '${freelancerId}'`,
      );
  await db().checklistTemplate.updateMany({ where: { freelancerId }, data: { items: ["Print"] } });
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
  await mkdir(join(folder, "kept", freelancerId, ids.projectId!), { recursive: true });
  await writeFile(join(folder, "kept", storeKey), `The bytes of ${token}`);
  const rawKey = await keepRaw(freelancerId, randomUUID(), Buffer.from(`From: ${token}`));
  await db().inboundEmail.update({ where: { id: ids.inboundId! }, data: { rawKey } });
}

const typed = async (clientId: string) =>
  (await db().client.findUniqueOrThrow({ where: { id: clientId } })).name;

test("of an erased client the database and the store hold nothing", async () => {
  const { scope, token, clientId, address, ids } = await markedStudio();
  const before = await traces(token);
  // The control: it is found everywhere, whatever form it is in.
  const tables = new Set(before.map((place) => place.split(".")[1]));
  expect([...tables].toSorted()).toEqual(TABLES_WITH_WORDS);
  expect(before).toEqual(
    expect.arrayContaining([
      "public.Email.wordsCipher",
      "public.Email.searchWords",
      "public.HistoryEntry.data",
      "public.InboundArrival.factsCipher",
      "public.Message.searchWords",
      expect.stringMatching(/^store: kept/),
    ]),
  );
  expect(before.filter((place) => place.startsWith("store:"))).toHaveLength(2);

  await eraseClient(scope, { clientId, name: await typed(clientId) }, new Date());

  expect(await traces(token)).toEqual([]);
  for (const id of [clientId, ids.contactId!, ids.projectId!])
    // The list of erasures names the client by an id, for a restore; nothing else does.
    expect(await traces(id)).toEqual(
      id === clientId ? ["public.Erasure.clientId", "store: erasures.jsonl"] : [],
    );
  expect(await db().rateLimiterFlexible.count()).toBe(0);
  expect(await db().storeDeletion.count()).toBe(0);
  const hash = hashOfAddress(scope.freelancerId, address);
  expect(await db().erasedAddress.count({ where: { hash } })).toBe(1);
});

/** The tables in which the control finds the token: a table with a client's words that is missing here is not tried. */
const TABLES_WITH_WORDS = [
  "Answer",
  "BusinessFile",
  "CalendarTombstone",
  "Case",
  "ChecklistItem",
  "Client",
  "Complaint",
  "Contact",
  "Deadline",
  "DeadlineMove",
  "Email",
  "Extra",
  "Failure",
  "FailureNotice",
  "File",
  "FollowUp",
  "Goodwill",
  "HistoryEntry",
  "InboundArrival",
  "InboundEmail",
  "LedgerEntry",
  "Message",
  "Pledge",
  "PledgeMove",
  "Project",
  "QuietCheck",
  "Remedy",
  "RemedyMiss",
  "Suppression",
  "Testimonial",
  "WorkNote",
];

void [randomBytes, readdir, readFile, describe, listErasures, previewErasure, client, freelancer];
