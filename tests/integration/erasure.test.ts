import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseNow } from "@/db/clock";
import { db, inTransaction } from "@/db/client";
import { addContact } from "@/features/clients/commands";
import { openWords, sealWords } from "@/features/emails/commands";
import { hashOfAddress } from "@/features/emails/erased/hashes";
import { listErasures, previewErasure } from "@/features/erasures/queries";
import type { Figure } from "@/features/quality/kinds";
import { listCasesOf, type Case } from "@/features/quality/queries";
import { addSubcontractor } from "@/features/subcontractors/commands";
import { findSurvey } from "@/features/surveys/queries";
import { fromDateColumn } from "@/lib/dates";
import { deleteDue } from "@/features/files/deletions/commands";
import { Refusal } from "@/lib/errors";
import { hashToken, newToken } from "@/lib/tokens";
import { queue } from "@/queue/boss";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { beginErasure, eraseClient } from "@/workflows/erase-client/commands";
import { finishErasures } from "@/workflows/erase-client/replay/commands";
import { writeFailure } from "@/workflows/own-it/commands";
import { client, freelancer, newEmail, pageOf, project } from "@tests/support/factories";
import { markedStudio } from "@tests/support/marked-studio";
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
const now = () => new Date();
const nameOf = async (id: string) => (await db().client.findUniqueOrThrow({ where: { id } })).name;

/** The tables in which the control finds the token: one with a client's words that is missing here is not tried. */
const TABLES_WITH_WORDS = [
  "Answer",
  "Assignment",
  "AssignmentDate",
  "AssignmentDateMove",
  "AssignmentFile",
  "AssignmentMessage",
  "AssignmentQuestion",
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
  "Link",
  "Message",
  "Pledge",
  "PledgeMove",
  "Project",
  "QuietCheck",
  "Remedy",
  "RemedyMiss",
  "Request",
  "RequestReply",
  "SignOff",
  "Suppression",
  "Testimonial",
  "WorkNote",
];

describe("of an erased client", () => {
  test("the database and the store hold nothing", async () => {
    const { scope, token, clientId, address, ids } = await markedStudio();
    const before = await traces(token);
    // The control: it is found everywhere, whatever form it is in.
    const inTables = before.filter((place) => place.startsWith("public."));
    const tables = new Set(inTables.map((place) => place.split(".")[1]));
    expect([...tables].toSorted()).toEqual(TABLES_WITH_WORDS);
    expect(before).toEqual(
      expect.arrayContaining([
        "public.Email.wordsCipher",
        "public.Email.searchWords",
        "public.HistoryEntry.data",
        "public.InboundArrival.factsCipher",
        "public.Message.searchWords",
      ]),
    );
    expect(before.filter((place) => place.startsWith("store:"))).toHaveLength(2);

    await eraseClient(scope, { clientId, name: await nameOf(clientId) }, now());

    expect(await traces(token)).toEqual([]);
    // The list of erasures has the client's id, for a restore; nothing else has an id of theirs.
    expect(await traces(clientId)).toEqual(["public.Erasure.clientId", "store: erasures.jsonl"]);
    for (const id of [ids.contactId!, ids.projectId!]) expect(await traces(id)).toEqual([]);
    expect(await db().rateLimiterFlexible.count()).toBe(0);
    expect(await db().storeDeletion.count()).toBe(0);
    const hash = hashOfAddress(scope.freelancerId, address);
    expect(await db().erasedAddress.count({ where: { hash } })).toBe(1);
    const { erasures } = await listErasures(scope);
    expect(erasures[0]).toMatchObject({ finishedAt: expect.any(Date) });
  });

  test("the search for it looks into the queue too", async () => {
    const token = `Bittern${randomUUID().slice(0, 8)}`;
    const boss = await queue();
    const id = await boss.send("sweep", { name: token }, { singletonKey: token, startAfter: 3600 });
    expect((await traces(token)).some((place) => /^pgboss\..*\.data$/.test(place))).toBe(true);
    await boss.deleteJob("sweep", id!);
    expect(await traces(token)).toEqual([]);
    const [jobs] = await query<{ count: number }>(
      `SELECT count(*)::int AS "count" FROM pgboss.job WHERE "data" IS NOT NULL AND "data" <> 'null'
        AND "name" NOT LIKE '\\_\\_pgboss%'`,
    );
    // No job of ours has a payload.
    expect(jobs!.count).toBe(0);
  });

  test("numbers stay, of a month and of nobody", async () => {
    const { scope, clientId } = await markedStudio();
    const { freelancerId } = scope;
    await db().keptFigure.deleteMany({ where: { freelancerId } });
    const studio = await db().studio.findUniqueOrThrow({ where: { freelancerId } });
    const cases = await listCasesOf(scope, clientId, studio);
    await eraseClient(scope, { clientId, name: await nameOf(clientId) }, now());
    const stays = await db().keptFigure.findMany({ where: { freelancerId } });
    const said = (list: Case[]) => list.map((one) => Object.values(one).join(" ")).toSorted();
    expect(
      said(
        stays.map(({ figure, month, value }) => ({
          figure: figure as Figure,
          month: fromDateColumn(month),
          value,
        })),
      ),
    ).toEqual(said(cases));
    expect(stays.map(({ figure }) => figure)).toEqual(
      expect.arrayContaining([
        "deliveries",
        "pledges.open",
        "promises.kept",
        "quiet.RESULT",
        "remedies.kept",
        "replies.PORTAL",
        "verdicts.NOT_UP_TO_MARK",
        "verdicts.UP_TO_MARK",
        "wrong.CORRECTION",
      ]),
    );
    expect(stays.every(({ month }) => month.getUTCDate() === 1)).toBe(true);
  });

  test("a page, a survey and its answer are not found", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const projectId = await project(scope, person);
    const token = newToken();
    const survey = { projectId, contactId: person.contactId, tokenHash: hashToken(token) };
    await db().survey.create({
      data: {
        ...survey,
        freelancerId: scope.freelancerId,
        invitedAt: now(),
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    expect(await findSurvey(token)).not.toBeNull();
    await eraseClient(scope, { clientId: person.clientId, name: "Duarte Lighthouse Tours" }, now());
    expect(await findSurvey(token)).toBeNull();
    await expect(
      answerSurvey({ token }, { verdict: "UP_TO_MARK", words: "Late." }, now()),
    ).rejects.toMatchObject({ code: "not-found" });
    expect(await pageOf(person, projectId)).toBeNull();
    const { clientId } = person;
    await expect(previewErasure(scope, clientId)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("an erasure", () => {
  test("is refused until the client is named, and to a stranger", async () => {
    const scope = await freelancer();
    const { clientId } = await client(scope, { name: "Duarte  Tours" });
    const wrong = eraseClient(scope, { clientId, name: "Duarte" }, now());
    await expect(wrong).rejects.toMatchObject({ code: "invalid", field: "name" });
    const stranger = await freelancer();
    const theirs = eraseClient(stranger, { clientId, name: "Duarte Tours" }, now());
    await expect(theirs).rejects.toMatchObject({ code: "not-found" });
    expect(await db().client.count({ where: { id: clientId } })).toBe(1);
    await eraseClient(scope, { clientId, name: " duarte tours " }, now());
    expect(await db().client.count({ where: { id: clientId } })).toBe(0);
  });

  test("that ended half-way is finished, and its numbers are counted once", async () => {
    const { scope, clientId, token } = await markedStudio();
    await inTransaction((tx) => beginErasure(tx, scope, clientId, now()));
    await inTransaction((tx) => beginErasure(tx, scope, clientId, now()));
    const { freelancerId } = scope;
    const before = await db().keptFigure.count({ where: { freelancerId } });
    expect(before).toBeGreaterThan(11);
    expect((await traces(token)).length).toBeGreaterThan(30);
    await finishErasures();
    expect(await traces(token)).toEqual([]);
    expect(await db().keptFigure.count({ where: { freelancerId } })).toBe(before);
  });

  test("of two at once is one", async () => {
    const { scope, clientId, token } = await markedStudio();
    const name = await nameOf(clientId);
    const both = await Promise.allSettled([
      eraseClient(scope, { clientId, name }, now()),
      eraseClient(scope, { clientId, name }, now()),
    ]);
    const failures = both.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(failures.every((one) => one instanceof Refusal && one.code === "not-found")).toBe(true);
    // Files that the one which was refused had listed by then are deleted by the worker.
    await deleteDue(databaseNow());
    expect(await traces(token)).toEqual([]);
    expect(await db().erasure.count({ where: { clientId } })).toBe(1);
  });

  test("leaves every other studio as it was", async () => {
    const [mine, theirs] = [await markedStudio(), await markedStudio()];
    const before = await traces(theirs.token);
    const count = async () => (await traces(theirs.scope.freelancerId)).length;
    const places = await count();
    const { clientId } = mine;
    await eraseClient(mine.scope, { clientId, name: await nameOf(clientId) }, now());
    expect(await traces(theirs.token)).toEqual(before);
    expect(await count()).toBe(places);
  });

  test("leaves another client with the same contact as they were", async () => {
    const scope = await freelancer();
    const { freelancerId } = scope;
    const shared = { address: "Shared@example.com".toLowerCase() };
    const gone = await client(scope, shared);
    const stays = await client(scope, { ...shared, name: "Kestrel Films" });
    const projectId = await project(scope, stays, "The Kestrel titles");
    const failureId = await writeFailure(
      scope,
      { what: "The server was down", doing: "It is up again", beganOn: "2026-11-02" },
      now(),
    );
    for (const { contactId } of [gone, stays])
      await db().failureNotice.create({ data: { freelancerId, failureId, contactId } });
    await db().suppression.create({
      data: { freelancerId, ...shared, cause: "BOUNCED", suppressedAt: now() },
    });
    const { words: _words, ...email } = newEmail(scope, { toAddress: shared.address });
    const wordsCipher = Buffer.from([0]);
    await db().email.create({
      data: { ...email, contactId: stays.contactId, projectId, wordsCipher },
    });
    await eraseClient(scope, { clientId: gone.clientId, name: "Duarte Lighthouse Tours" }, now());
    expect(await db().contact.count({ where: { freelancerId } })).toBe(1);
    expect(await db().email.count({ where: { contactId: stays.contactId, settledAt: null } })).toBe(
      1,
    );
    expect(await db().suppression.count({ where: { freelancerId } })).toBe(1);
    expect(await db().erasedAddress.count({ where: { freelancerId } })).toBe(0);
    expect(await db().failure.count({ where: { id: failureId } })).toBe(1);
    expect(await db().failureNotice.findMany({ where: { failureId } })).toMatchObject([
      { contactId: stays.contactId },
    ]);
  });
});

test("a client with 1,000 messages and as many emails is gone within ten seconds", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  const person = await client(scope);
  const { clientId, contactId } = person;
  const projectId = await project(scope, person);
  const many = <Row>(make: (n: number) => Row) => Array.from({ length: 1_000 }, (_, n) => make(n));
  const about = { freelancerId, clientId, projectId };
  await db().message.createMany({
    data: many((n) => ({
      ...about,
      contactId: n % 2 ? contactId : null,
      text: `Does Friday suit you? ${n}`,
      formKey: randomUUID(),
      writtenAt: new Date(Date.now() - n * 3_600_000),
    })),
  });
  const settled = { settledAt: now(), sentAt: now(), contactId, projectId };
  await db().email.createMany({
    data: many(() => {
      const { words, ...email } = newEmail(scope);
      return { ...email, ...settled, wordsCipher: sealWords(words) };
    }),
  });
  await db().historyEntry.createMany({
    data: many(() => ({ ...about, at: now(), actor: "CONTACT" as const, kind: "message.posted" })),
  });
  const began = performance.now();
  await eraseClient(scope, { clientId, name: "Duarte Lighthouse Tours" }, now());
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await db().message.count({ where: { freelancerId } })).toBe(0);
  expect(await db().email.count({ where: { freelancerId, contactId } })).toBe(0);
  const answers = { freelancerId, figure: "replies.PORTAL" };
  expect(await db().keptFigure.count({ where: answers })).toBe(500);
});

describe("an email to the freelancer", () => {
  test("that names the client among others keeps its row and forgets its words", async () => {
    const { scope, clientId } = await markedStudio();
    const { freelancerId } = scope;
    const own = { freelancerId, contactId: null, projectId: null, clientId: null };
    const other = newEmail(scope, { kind: "deadlines.at-risk" });
    const { words, ...data } = other;
    await db().email.create({
      data: { ...data, settledAt: now(), sentAt: now(), wordsCipher: sealWords(words) },
    });
    // A name that is written without a space after it.
    const contact = { ...(await db().contact.findFirstOrThrow({ where: { clientId } })) };
    const inJapanese = newEmail(scope, { kind: "email.bounced" });
    const named = { ...inJapanese.words, paragraphs: ["山田さん"] };
    const { words: _words, ...sameFields } = inJapanese;
    await db().email.create({
      data: { ...sameFields, settledAt: now(), sentAt: now(), wordsCipher: sealWords(named) },
    });
    const { id: _id, ...person } = contact;
    await db().contact.create({
      data: {
        ...person,
        name: "山田",
        address: "yamada@example.com",
        linkHash: Buffer.from(randomUUID()),
        calendarHash: null,
        unsubscribeHash: null,
      },
    });
    // A title that is a part of a word in the last one, "First", which is about somebody else.
    await db().deadline.updateMany({ where: { project: { clientId } }, data: { title: "Irs" } });
    await eraseClient(scope, { clientId, name: await nameOf(clientId) }, now());
    const rows = await db().email.findMany({ where: own, orderBy: { createdAt: "asc" } });
    expect(
      rows.map(({ kind, subject, forgottenAt }) => [kind, subject, forgottenAt !== null]),
    ).toEqual([
      ["deadlines.at-risk", "Morning email", true],
      ["email.bounced", "Email about a bounce", true],
      ["deadlines.at-risk", "An email", false],
      ["email.bounced", "Email about a bounce", true],
    ]);
    expect(openWords(rows[0]!.wordsCipher).paragraphs).toEqual([]);
    expect(openWords(rows[2]!.wordsCipher).paragraphs).toEqual(["First."]);
  });
});

test("an address that is the freelancer's own or a subcontractor's too still gets emails", async () => {
  const scope = await freelancer();
  const { freelancerId } = scope;
  const studio = await db().studio.findUniqueOrThrow({ where: { freelancerId } });
  const name = "Duarte Lighthouse Tours";
  const mine = await client(scope, { address: studio.replyTo });
  await eraseClient(scope, { clientId: mine.clientId, name }, now());
  const helper = { contactName: "Bo Lind", address: "bo@example.com", zone: "Europe/Copenhagen" };
  await addSubcontractor(scope, helper);
  const theirs = await client(scope, { address: helper.address });
  await eraseClient(scope, { clientId: theirs.clientId, name }, now());
  expect(await db().erasedAddress.count({ where: { freelancerId } })).toBe(0);
  // The control: anybody else's is remembered, until they are added on purpose.
  const other = await client(scope, { address: "kes@example.com" });
  await eraseClient(scope, { clientId: other.clientId, name }, now());
  expect(await db().erasedAddress.count({ where: { freelancerId } })).toBe(1);
  await addSubcontractor(scope, { ...helper, address: "kes@example.com" });
  expect(await db().erasedAddress.count({ where: { freelancerId } })).toBe(0);
});

describe("a person who was erased", () => {
  const again = { contactName: "Ines Duarte", address: "ines@example.com", zone: "Europe/Lisbon" };

  test("is added again only on purpose, and is somebody new then", async () => {
    const scope = await freelancer();
    const { freelancerId } = scope;
    const gone = await client(scope);
    const other = await client(scope, { name: "Kestrel Films", address: "kes@example.com" });
    await eraseClient(scope, { clientId: gone.clientId, name: "Duarte Lighthouse Tours" }, now());
    const { clientId } = other;
    await expect(addContact(scope, { clientId, ...again })).rejects.toMatchObject({
      code: "asks-again",
      message: expect.stringContaining("erased the data"),
    });
    expect(await db().contact.count({ where: { freelancerId } })).toBe(1);
    await addContact(scope, { clientId, ...again, anyway: "yes" });
    expect(await db().contact.count({ where: { freelancerId } })).toBe(2);
    expect(await db().erasedAddress.count({ where: { freelancerId } })).toBe(0);
  });

  test("is nobody to another freelancer", async () => {
    const [one, two] = [await freelancer(), await freelancer()];
    const { clientId } = await client(one);
    await eraseClient(one, { clientId, name: "Duarte Lighthouse Tours" }, now());
    const other = await client(two, { name: "Kestrel Films", address: "kes@example.com" });
    await addContact(two, { clientId: other.clientId, ...again });
    expect(await db().contact.count({ where: { freelancerId: two.freelancerId } })).toBe(2);
  });
});
