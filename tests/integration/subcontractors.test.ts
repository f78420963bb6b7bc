import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { findSubcontractorByToken } from "@/auth/subcontractor";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { openWords } from "@/features/emails/commands";
import {
  beginAssignment,
  finishAssignment,
  reopenAssignment,
} from "@/features/subcontractors/assignments/commands";
import { getAssignment, listAssignments } from "@/features/subcontractors/assignments/queries";
import {
  addSubcontractor,
  correctSubcontractor,
  unsubscribeSubcontractor,
} from "@/features/subcontractors/commands";
import { addDate, keepDate, moveDate, unkeepDate } from "@/features/subcontractors/dates/commands";
import { getDeskFile, readDesk } from "@/features/subcontractors/desk/queries";
import {
  limitDeskLink,
  renewDeskLink,
  revokeDeskLink,
} from "@/features/subcontractors/links/commands";
import { answerQuestion, askSubcontractors } from "@/features/subcontractors/questions/commands";
import { listRows } from "@/features/quality/rows/queries";
import {
  acknowledgeLine,
  writeFromSubcontractor,
  writeToSubcontractor,
} from "@/features/subcontractors/thread/commands";
import {
  attachForSubcontractor,
  attachFromSubcontractor,
  removeAssignmentFile,
} from "@/features/subcontractors/uploads/commands";
import { listToday } from "@/features/today/queries";
import { Refusal } from "@/lib/errors";
import {
  client,
  freelancer,
  MONDAY,
  project,
  subcontractor,
  type Helper,
} from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-desk-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const line = (assignmentId: string, text: string) => ({
  assignmentId,
  text,
  formKey: randomUUID(),
});

type Work = { scope: Scope; helper: Helper; projectId: string; assignmentId: string };

async function work(
  over: object = {},
  helperOf?: (scope: Scope) => Promise<Helper>,
): Promise<Work> {
  const scope = await freelancer();
  const ines = await client(scope);
  const projectId = await project(scope, ines);
  const helper = await (helperOf ?? subcontractor)(scope);
  return { scope, helper, projectId, assignmentId: await give(scope, helper, projectId, over) };
}

const give = (scope: Scope, helper: Helper, projectId: string, over: object = {}) =>
  beginAssignment(
    scope,
    {
      projectId,
      subcontractorId: helper.subcontractorId,
      formKey: randomUUID(),
      title: "Harbour drawings",
      brief: "Nine harbours, in ink.",
      ...over,
    },
    MONDAY,
  );

async function emailsOf(assignmentId: string) {
  const rows = await db().email.findMany({
    where: { assignmentId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...row, words: openWords(row.wordsCipher) }));
}
const kindsOf = async (assignmentId: string) =>
  (await emailsOf(assignmentId))
    .filter((one) => !one.cancelledAt)
    .map(({ kind }) => kind)
    .toSorted();

describe("an assignment", () => {
  test("is given with its dates, and its link follows by an email that is held", async () => {
    const pay = { payOn: "2026-12-18", amount: 45_000, currency: "EUR" };
    const { helper, assignmentId } = await work({ theirsOn: "2026-12-04", ...pay });
    const [email, ...others] = await emailsOf(assignmentId);
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      kind: "assignment.begun",
      toAddress: "bo@example.com",
      subcontractorId: helper.subcontractorId,
      contactId: null,
      settledAt: null,
    });
    expect(email!.sendAt.getTime()).toBe(MONDAY.getTime() + 600_000);
    expect(email!.words.link!.url).toContain(`/d/${helper.token}/`);
    expect(email!.words.paragraphs.join("\n")).toContain("€450.00");
    const desk = await readDesk(helper.scope, null);
    expect(desk.assignment).toMatchObject({ id: assignmentId, brief: "Nine harbours, in ink." });
    expect(desk.assignment!.dates.map(({ kind, promisedOn }) => [kind, promisedOn])).toEqual([
      ["THEIRS", "2026-12-04"],
      ["PAY", "2026-12-18"],
    ]);
  });

  test("is one, however often its form is pressed at once", async () => {
    const { scope, helper, projectId } = await work();
    const formKey = randomUUID();
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => give(scope, helper, projectId, { formKey })),
    );
    expect(new Set(ids).size).toBe(1);
    expect((await listAssignments(scope, projectId)).length).toBe(2);
  });

  test.each([
    ["an amount without its currency", { payOn: "2026-12-18", amount: 100 }, "currency"],
    ["a currency without an amount", { payOn: "2026-12-18", currency: "EUR" }, "amount"],
    ["an amount without a day", { amount: 100, currency: "EUR" }, "payOn"],
  ])("is refused with %s", async (_what, over, field) => {
    await expect(work(over)).rejects.toMatchObject({ code: "invalid", field });
  });

  test("is refused while their link is revoked, and nothing is saved", async () => {
    const { scope, helper, projectId } = await work();
    await revokeDeskLink(scope, helper.subcontractorId, MONDAY);
    await expect(give(scope, helper, projectId)).rejects.toMatchObject({ code: "not-allowed" });
    expect((await listAssignments(scope, projectId)).length).toBe(1);
  });

  test("of a stranger's project or person does not exist", async () => {
    const { helper, projectId } = await work();
    const stranger = await freelancer();
    await expect(give(stranger, helper, projectId)).rejects.toMatchObject({ code: "not-found" });
    const own = await project(stranger, await client(stranger));
    await expect(give(stranger, helper, own)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("dates", () => {
  test("moved within the time to undo are one email, from the first day to the last", async () => {
    const { scope, helper, assignmentId } = await work();
    const mine = { assignmentId, kind: "MINE" as const, title: "The texts" };
    await addDate(scope, { ...mine, promisedOn: "2026-11-27" }, MONDAY);
    const [date] = (await getAssignment(scope, assignmentId)).dates;
    const move = (toOn: string, reason: string, minutes: number) =>
      moveDate(scope, { dateId: date!.id, toOn, reason }, new Date(+MONDAY + minutes * 60_000));
    await expect(move("2026-11-30", "", 0)).rejects.toMatchObject({ field: "reason" });
    await move("2026-11-30", "The client is away.", 0);
    await move("2026-12-01", "The proofs came late.", 5);
    const emails = (await emailsOf(assignmentId)).filter(({ kind }) => kind === "assignment.moved");
    expect(emails.length).toBe(1);
    const text = emails[0]!.words.paragraphs.join("\n");
    expect(text).toContain("Fri 27 Nov");
    expect(text).toContain("Tue 1 Dec");
    expect(text).toContain("The proofs came late.");
    const shown = (await readDesk(helper.scope, assignmentId)).assignment!.dates[0]!;
    expect(shown.promisedOn).toBe("2026-12-01");
    expect(shown.dateMoves.map(({ fromOn, reason }) => [fromOn, reason])).toEqual([
      ["2026-11-27", "The client is away."],
      ["2026-11-30", "The proofs came late."],
    ]);
    // Back where it was: there is nothing to say any more.
    await move("2026-11-27", "", 6);
    expect(await kindsOf(assignmentId)).not.toContain("assignment.moved");
  });

  test("paid late say so, once, and the email is cancelled when it was a mistake", async () => {
    const { scope, assignmentId } = await work({ payOn: "2026-11-27" });
    const [pay] = (await getAssignment(scope, assignmentId)).dates;
    const paid = { dateId: pay!.id, doneOn: "2026-11-30" };
    await expect(keepDate(scope, paid, MONDAY)).rejects.toMatchObject({ field: "doneOn" });
    await keepDate(scope, paid, later(7));
    await keepDate(scope, paid, later(7));
    const emails = (await emailsOf(assignmentId)).filter(({ kind }) => kind === "assignment.paid");
    expect(emails.length).toBe(1);
    expect(emails[0]!.words.paragraphs.join(" ")).toContain("Fri 27 Nov");
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    const { rows } = await listRows(scope, studio, "pay");
    expect(rows).toMatchObject([{ figure: "pay.late", on: "2026-11-30", value: 3 }]);
    await unkeepDate(scope, pay!.id, later(7));
    expect(await kindsOf(assignmentId)).not.toContain("assignment.paid");
    expect((await listRows(scope, studio, "pay")).rows).toEqual([]);
  });

  test("that are due are on Today until they are done", async () => {
    const { scope, assignmentId } = await work({ payOn: "2026-11-24", theirsOn: "2026-11-24" });
    const where = { freelancerId: scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    const due = async (now: Date) =>
      (await listToday(scope, studio, now)).flatMap((need) =>
        need.kind === "subcontractor date" ? [`${need.what} ${need.isLate}`] : [],
      );
    expect(await due(MONDAY)).toEqual([]);
    expect(await due(later(1))).toEqual(["PAY false"]);
    expect((await due(later(2))).toSorted()).toEqual(["PAY true", "THEIRS true"]);
    for (const { id } of (await getAssignment(scope, assignmentId)).dates)
      await keepDate(scope, { dateId: id, doneOn: "2026-11-24" }, later(2));
    expect(await due(later(2))).toEqual([]);
  });
});

describe("the thread", () => {
  test("gathers what was written for the other side, and counts how long they waited", async () => {
    const { scope, helper, assignmentId } = await work();
    const where = { freelancerId: scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    await writeFromSubcontractor(helper.scope, line(assignmentId, "Nine or ten?"), MONDAY);
    await writeFromSubcontractor(helper.scope, line(assignmentId, "In ink?"), later(0.001));
    const received = (await emailsOf(assignmentId)).filter(
      ({ kind }) => kind === "assignment.received",
    );
    expect(received.map(({ words }) => words.paragraphs)).toEqual([["Nine or ten?", "In ink?"]]);
    const needs = await listToday(scope, studio, later(0.01));
    expect(needs).toContainEqual(
      expect.objectContaining({ kind: "subcontractor waiting", who: "Bo Lind" }),
    );
    const seenId = (await getAssignment(scope, assignmentId)).lines.at(-1)!.id;
    const reply = { ...line(assignmentId, "Nine, in ink."), seenId };
    await writeToSubcontractor(scope, reply, new Date(+MONDAY + 7_200_000));
    // What was answered needs no email to the freelancer any more.
    expect(await kindsOf(assignmentId)).toEqual(["assignment.begun", "assignment.posted"]);
    const { rows } = await listRows(scope, studio, "towards");
    expect(rows).toMatchObject([{ value: 120, what: "Bo Lind: Nine, in ink." }]);
    const after = await getAssignment(scope, assignmentId);
    expect(after.waitingSince).toBeNull();
    expect(after.lines.every((one) => !one.isTheirs || one.seenAt !== null)).toBe(true);
    await acknowledgeLine(helper.scope, { assignmentId, seenId: after.lines.at(-1)!.id }, later(1));
    expect((await getAssignment(scope, assignmentId)).lines.at(-1)!.seenAt).toEqual(later(1));
  });

  test("takes a form once, and another text under its key as a message of its own", async () => {
    const { helper, scope, assignmentId } = await work();
    const first = line(assignmentId, "Nine?");
    await Promise.all([1, 2, 3].map(() => writeFromSubcontractor(helper.scope, first, MONDAY)));
    await writeFromSubcontractor(helper.scope, { ...first, text: "Ten?" }, MONDAY);
    const { lines } = await getAssignment(scope, assignmentId);
    expect(lines.map(({ text }) => text)).toEqual(["Nine?", "Ten?"]);
  });

  test("of another subcontractor does not exist", async () => {
    const { scope, assignmentId } = await work();
    const other = await subcontractor(scope, { address: "ada@example.com", name: "Ada" });
    const written = writeFromSubcontractor(other.scope, line(assignmentId, "Hello?"), MONDAY);
    await expect(written).rejects.toMatchObject({ code: "not-found" });
    await expect(readDesk(other.scope, assignmentId)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("files", () => {
  async function* bytes(text: string) {
    yield new TextEncoder().encode(text);
  }
  const file = (assignmentId: string, name: string, text = "Nine harbours.") => ({
    assignmentId,
    name,
    mediaType: "text/plain",
    formKey: "one form",
    chunks: bytes(text),
  });

  test("go both ways, once for each form, and are gone when deleted", async () => {
    const { scope, helper, assignmentId } = await work();
    const clock = () => MONDAY;
    await attachForSubcontractor(scope, file(assignmentId, "list.txt"), clock);
    await attachForSubcontractor(scope, file(assignmentId, "list.txt"), clock);
    await attachFromSubcontractor(helper.scope, file(assignmentId, "ink.txt"), clock);
    const { files } = (await readDesk(helper.scope, null)).assignment!;
    expect(files.map(({ name }) => name).toSorted()).toEqual(["ink.txt", "list.txt"]);
    expect(await kindsOf(assignmentId)).toEqual([
      "assignment.begun",
      "assignment.posted",
      "assignment.received",
    ]);
    const mine = files.find(({ name }) => name === "list.txt")!;
    expect((await getDeskFile(helper.scope, assignmentId, mine.id)).name).toBe("list.txt");
    await removeAssignmentFile(scope, mine.id, MONDAY);
    await expect(getDeskFile(helper.scope, assignmentId, mine.id)).rejects.toBeInstanceOf(Refusal);
    expect(await kindsOf(assignmentId)).not.toContain("assignment.posted");
  });

  test("that come when the link was revoked meanwhile leave nothing behind", async () => {
    const { scope, helper, assignmentId } = await work();
    async function* slowly() {
      yield new TextEncoder().encode("Nine");
      await revokeDeskLink(scope, helper.subcontractorId, MONDAY);
      yield new TextEncoder().encode(" harbours.");
    }
    const arriving = { ...file(assignmentId, "late.txt"), chunks: slowly() };
    const sent = attachFromSubcontractor(helper.scope, arriving, () => MONDAY);
    await expect(sent).rejects.toMatchObject({ code: "not-found" });
    expect(await db().assignmentFile.count({ where: { assignmentId } })).toBe(0);
  });

  test.each([
    ["an empty one", "", "fileEmpty"],
    ["one larger than it said", "x".repeat(50), "fileTooLarge"],
  ])("refuse %s", async (_what, text, key) => {
    const { helper, assignmentId } = await work();
    const arriving = {
      ...file(assignmentId, "a.txt"),
      bytes: 20,
      chunks: text ? bytes(text) : nothing(),
    };
    const sent = attachFromSubcontractor(helper.scope, arriving, () => MONDAY);
    await expect(sent).rejects.toMatchObject({ told: { key } });
    expect(await db().assignmentFile.count({ where: { assignmentId } })).toBe(0);
  });
  async function* nothing(): AsyncGenerator<Uint8Array> {}
});

describe("the end of an assignment", () => {
  const ask = (days: number) => askSubcontractors(later(days));

  test("brings thanks, and one question five working days later", async () => {
    const { scope, helper, assignmentId } = await work();
    await finishAssignment(scope, assignmentId, MONDAY);
    expect(await kindsOf(assignmentId)).toEqual(["assignment.begun", "assignment.thanked"]);
    await ask(6.9);
    expect(await kindsOf(assignmentId)).not.toContain("assignment.asked");
    await ask(8);
    await ask(9);
    const asked = (await emailsOf(assignmentId)).filter(({ kind }) => kind === "assignment.asked");
    expect(asked.length).toBe(1);
    expect(asked[0]).toMatchObject({ purpose: "SURVEY", inHours: true });
    expect(asked[0]!.words.unsubscribe!.url).toContain("/u/");
    expect(asked[0]!.words.link!.url).toMatch(/#question$/);
    const answer = { working: "NOT_UP_TO_MARK" as const, words: "The texts came late." };
    const answers = await Promise.allSettled(
      [answer, { ...answer, working: "UP_TO_MARK" as const }].map((one) =>
        answerQuestion(helper.scope, assignmentId, one, later(9)),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await kindsOf(assignmentId)).toEqual([
      "assignment.answered",
      "assignment.begun",
      "assignment.thanked",
    ]);
    const { question } = await getAssignment(scope, assignmentId);
    expect(question!.verdict).not.toBeNull();
  });

  test("an answer that is not good is on Today; a good one is not", async () => {
    const { scope, helper, assignmentId } = await work();
    const where = { freelancerId: scope.freelancerId };
    const studio = await db().studio.findUniqueOrThrow({ where });
    const unhappy = async () =>
      (await listToday(scope, studio, later(9))).filter(
        ({ kind }) => kind === "subcontractor unhappy",
      ).length;
    await finishAssignment(scope, assignmentId, MONDAY);
    await ask(8);
    await answerQuestion(helper.scope, assignmentId, { working: "NEARLY" }, later(9));
    expect(await unhappy()).toBe(1);
    await db().assignmentQuestion.updateMany({
      where: { assignmentId },
      data: { verdict: "UP_TO_MARK" },
    });
    expect(await unhappy()).toBe(0);
  });

  test("nobody answers before being asked, or once it has run out", async () => {
    const { scope, helper, assignmentId } = await work();
    const answer = (days: number) =>
      answerQuestion(helper.scope, assignmentId, { working: "UP_TO_MARK" }, later(days));
    await expect(answer(0)).rejects.toMatchObject({ code: "not-found" });
    await finishAssignment(scope, assignmentId, MONDAY);
    await expect(answer(1)).rejects.toMatchObject({ code: "not-found" });
    await ask(8);
    await expect(answer(8 + 61)).rejects.toMatchObject({ code: "too-late" });
  });

  test("a reopened one cancels its thanks and its question", async () => {
    const { scope, assignmentId } = await work();
    await finishAssignment(scope, assignmentId, MONDAY);
    await reopenAssignment(scope, assignmentId, MONDAY);
    await ask(30);
    expect(await kindsOf(assignmentId)).toEqual(["assignment.begun"]);
    await finishAssignment(scope, assignmentId, later(30));
    expect(await kindsOf(assignmentId)).toEqual(["assignment.begun", "assignment.thanked"]);
  });

  test.each([
    ["was asked within the cool-down", "COOL_DOWN"],
    ["has unsubscribed", "OPTED_OUT"],
    ["has a closed link", "CLOSED"],
    ["has an address that bounced", "SUPPRESSED"],
  ])("who %s is not asked", async (_who, why) => {
    const { scope, helper, projectId, assignmentId } = await work();
    const { freelancerId } = scope;
    await finishAssignment(scope, assignmentId, MONDAY);
    if (why === "COOL_DOWN") {
      const other = await give(scope, helper, projectId, { title: "Another" });
      await db().assignmentQuestion.create({
        data: { freelancerId, assignmentId: other, dueAt: MONDAY, askedAt: MONDAY },
      });
    } else if (why === "OPTED_OUT") await unsubscribeSubcontractor(helper.scope, MONDAY);
    else if (why === "CLOSED")
      await limitDeskLink(scope, {
        subcontractorId: helper.subcontractorId,
        lastOn: "2026-11-24",
      });
    else
      await db().suppression.create({
        data: {
          freelancerId,
          address: "bo@example.com",
          cause: "BOUNCED",
          detail: "",
          suppressedAt: MONDAY,
        },
      });
    await ask(8);
    expect((await getAssignment(scope, assignmentId)).question).toMatchObject({
      askedAt: null,
      skippedWhy: why,
    });
    expect(await kindsOf(assignmentId)).not.toContain("assignment.asked");
  });
});

describe("a subcontractor's link", () => {
  const entry = async (token: string, now = MONDAY) =>
    (await findSubcontractorByToken(token, now)).kind;

  test("is dead once it is renewed or revoked, and waiting emails follow", async () => {
    const { scope, helper, assignmentId } = await work();
    expect(await entry(helper.token)).toBe("open");
    await renewDeskLink(scope, helper.subcontractorId);
    expect(await entry(helper.token)).toBe("unknown");
    const [email] = await emailsOf(assignmentId);
    expect(email!.words.link!.url).not.toContain(helper.token);
    const token = new URL(email!.words.link!.url).pathname.split("/")[2]!;
    expect(await entry(token)).toBe("open");
    await revokeDeskLink(scope, helper.subcontractorId, MONDAY);
    expect(await entry(token)).toBe("unknown");
    expect((await emailsOf(assignmentId))[0]!.words.link).toBeUndefined();
  });

  test("works until the end of its last day where they are", async () => {
    const { scope, helper } = await work();
    const { subcontractorId } = helper;
    await limitDeskLink(scope, { subcontractorId, lastOn: "2026-11-23" });
    expect(await entry(helper.token, new Date("2026-11-23T22:59:00Z"))).toBe("open");
    expect(await entry(helper.token, new Date("2026-11-23T23:01:00Z"))).toBe("expired");
  });

  test("is no contact's, and a contact's is none", async () => {
    const scope = await freelancer();
    const ines = await client(scope);
    expect(await entry(ines.token)).toBe("unknown");
    expect(await entry("A".repeat(43))).toBe("unknown");
    expect(await entry("../etc/passwd")).toBe("unknown");
  });
});

describe("a person", () => {
  test("keeps one address each, and what waits follows a correction", async () => {
    const { scope, helper, assignmentId } = await work();
    const bo = { contactName: "Bo Lind", address: "bo@example.com", zone: "Europe/Stockholm" };
    await expect(addSubcontractor(scope, bo)).rejects.toMatchObject({ field: "address" });
    const { subcontractorId } = helper;
    const moved = { ...bo, subcontractorId, address: "bo@new.example.com" };
    await correctSubcontractor(scope, moved);
    expect((await emailsOf(assignmentId))[0]!.toAddress).toBe("bo@new.example.com");
    const stranger = await freelancer();
    await expect(correctSubcontractor(stranger, moved)).rejects.toMatchObject({
      code: "not-found",
    });
    // Another studio may know them too.
    await addSubcontractor(stranger, bo);
  });
});

test("what is sent is what was written, and a question that was answered meanwhile is not", async () => {
  const { scope, helper, assignmentId } = await work();
  await finishAssignment(scope, assignmentId, MONDAY);
  await askSubcontractors(later(8));
  await answerQuestion(helper.scope, assignmentId, { working: "UP_TO_MARK" }, later(9));
  // As if it had been too late to cancel it.
  const again = { cancelledAt: null, settledAt: null };
  await db().email.updateMany({ where: { assignmentId, kind: "assignment.asked" }, data: again });
  const due = { sendAt: new Date(Date.now() - 1000), inHours: false };
  await db().email.updateMany({ where: { assignmentId, settledAt: null }, data: due });
  await deliverDueEmails();
  const rows = await emailsOf(assignmentId);
  const sent = rows.filter(({ sentAt }) => sentAt).map(({ kind }) => kind);
  expect(sent.toSorted()).toEqual([
    "assignment.answered",
    "assignment.begun",
    "assignment.thanked",
  ]);
  expect(rows.find(({ kind }) => kind === "assignment.asked")).toMatchObject({
    lastError: "The question has been answered.",
    sentAt: null,
  });
});
