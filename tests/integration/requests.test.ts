import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { promiseDeadline } from "@/features/deadlines/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { stageFile } from "@/features/files/staged/commands";
import { dryRun } from "@/features/follow-ups/forecast/queries";
import { askFor, cancelRequest, changeRequest, reopenRequest } from "@/features/requests/commands";
import { switchNudges } from "@/features/requests/nudges/commands";
import { listLate, listRequests } from "@/features/requests/queries";
import { listToday } from "@/features/today/queries";
import { addDays, dayIn } from "@/lib/dates";
import { receiveEmail } from "@/workflows/receive-email/commands";
import {
  acceptReply,
  answerRequest,
  noteAnswerRead,
  noteByHand,
} from "@/workflows/answer-request/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  timeHasCome,
} from "@tests/support/factories";
import { rawEmail, type RawEmail } from "@tests/support/inbound";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-requests-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

type Kind = "FILE" | "ANSWER" | "DECISION";

/** A project in which the freelancer has asked for something. */
async function setting(kind: Kind = "ANSWER", over: { dueOn?: string } = {}) {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  const requestId = await ask(scope, projectId, kind, over);
  return { scope, person, projectId, requestId };
}

async function ask(
  scope: Scope,
  projectId: string,
  kind: Kind,
  { dueOn = "2026-11-27", now = MONDAY }: { dueOn?: string; now?: Date } = {},
) {
  const title = kind === "DECISION" ? "The colour of the sea" : "The logo";
  const formKey = randomUUID();
  const options = kind === "DECISION" ? ["Blue", "Green"] : [];
  await askFor(scope, { projectId, kind, title, options, dueOn, formKey }, now);
  const found = { freelancerId_formKey: { freelancerId: scope.freelancerId, formKey } };
  return (await db().request.findUniqueOrThrow({ where: found })).id;
}

const LATER = new Date("2026-11-24T10:00:00Z");

type Setting = Awaited<ReturnType<typeof setting>>;

const answer = (
  { person, projectId, requestId }: Setting,
  over: { text?: string; option?: string; fileIds?: string[]; formKey?: string } = {},
) =>
  answerRequest(
    person.scope,
    { projectId, requestId, formKey: randomUUID(), fileIds: [], ...over },
    LATER,
  );

const row = ({ requestId }: { requestId: string }) =>
  db().request.findUniqueOrThrow({ where: { id: requestId }, include: { replies: true } });
const lines = ({ projectId }: { projectId: string }) =>
  db().message.findMany({ where: { projectId }, orderBy: { writtenAt: "asc" } });

async function stage({ person, projectId }: Setting): Promise<string> {
  const bytes = Buffer.from("%PDF-1.7 a logo");
  const chunks = (async function* () {
    yield new Uint8Array(bytes);
  })();
  const target = { ...person.scope, projectId };
  const file = { name: "logo.pdf", mediaType: "application/pdf", chunks };
  return (await stageFile(target, file, () => LATER)).id;
}

describe("asking", () => {
  test("puts it on the page, sends an email after the hold and plans two reminders", async () => {
    const one = await setting("DECISION");
    const emails = await emailsOf(one.projectId);
    expect(
      emails.map(({ kind, sendAt, inHours }) => [kind, sendAt.toISOString(), inHours]),
    ).toEqual(
      expect.arrayContaining([
        ["request.asked", "2026-11-23T09:10:00.000Z", false],
        ["request.nudged", "2026-11-26T09:30:00.000Z", true],
        ["request.nudged", "2026-11-30T09:30:00.000Z", true],
      ]),
    );
    const asked = emails.find(({ kind }) => kind === "request.asked")!;
    expect(asked.words.paragraphs.join("\n")).toContain("– Blue\n– Green");
    const page = await pageOf(one.person, one.projectId);
    expect(page!.requests).toMatchObject([
      { title: "The colour of the sea", options: ["Blue", "Green"], dueOn: "2026-11-27" },
    ]);
  });

  test("twice with one form is one request", async () => {
    const { scope, projectId } = await setting();
    const input = { projectId, kind: "FILE", title: "A photo", options: [], dueOn: "2026-11-27" };
    const twice = { ...input, kind: "FILE" as const, formKey: randomUUID() };
    await Promise.all([askFor(scope, twice, MONDAY), askFor(scope, twice, MONDAY)]);
    expect(await db().request.count({ where: { projectId, title: "A photo" } })).toBe(1);
  });

  test.each([
    ["a day that is over", { dueOn: "2026-11-22" }, "dueOn", /that day is over/],
    ["one option", { kind: "DECISION", options: ["Blue"] }, "options", /at least two/],
    ["the same option twice", { kind: "DECISION", options: ["A", "a"] }, "options", /the same/],
  ] as const)("refuses %s, beside its field", async (_what, over, field, sentence) => {
    const { scope, projectId } = await setting();
    const input = { projectId, kind: "FILE" as Kind, title: "X", options: [] as string[] };
    const asked = { ...input, dueOn: "2026-11-27", formKey: randomUUID(), ...over };
    const refused = askFor(scope, { ...asked, options: [...asked.options] }, MONDAY);
    await expect(refused).rejects.toMatchObject({
      field,
      message: expect.stringMatching(sentence),
    });
  });

  test("refuses a completed project", async () => {
    const { scope, projectId } = await setting();
    await completeProject(scope, projectId, MONDAY);
    await expect(ask(scope, projectId, "FILE")).rejects.toThrow(/is completed/);
  });
});

describe("an answer on the page", () => {
  test("is a message and the answer, and what waits of the emails is cancelled", async () => {
    const one = await setting();
    expect(await answer(one, { text: "It is attached to the last email." })).toBe("open");
    expect(await row(one)).toMatchObject({ answeredAt: LATER, replies: [{ acceptedAt: LATER }] });
    const emails = await db().email.findMany({ where: { requestId: one.requestId } });
    expect(emails).toHaveLength(3);
    expect(emails.every(({ cancelledAt }) => cancelledAt !== null)).toBe(true);
    const { thread } = (await pageOf(one.person, one.projectId))!;
    expect(thread).toMatchObject([{ request: "The logo", isAnswer: true }]);
  });

  test("comes with its file", async () => {
    const one = await setting("FILE");
    const fileId = await stage(one);
    expect(await answer(one, { fileIds: [fileId] })).toBe("open");
    const file = await db().file.findUniqueOrThrow({ where: { id: fileId } });
    const [reply] = (await row(one)).replies;
    expect(file).toMatchObject({ messageId: reply!.messageId, storedAt: LATER });
  });

  test("chooses among the named options, with words beside it", async () => {
    const one = await setting("DECISION");
    await expect(answer(one, { option: "Red", text: "Please" })).rejects.toMatchObject({
      told: { key: "requestOption" },
    });
    expect(await lines(one)).toHaveLength(0);
    expect(await answer(one, { option: "Green", text: "But lighter" })).toBe("open");
    expect((await lines(one))[0]!.text).toBe("Green\n\nBut lighter");
    expect((await row(one)).replies[0]!.option).toBe("Green");
  });

  test("of which nothing is there is refused", async () => {
    await expect(answer(await setting("ANSWER"))).rejects.toMatchObject({
      told: { key: "requestText" },
    });
    await expect(answer(await setting("FILE"), { text: "Soon" })).rejects.toMatchObject({
      told: { key: "noFile" },
    });
  });

  test("sent twice with one form is one message", async () => {
    const one = await setting();
    const formKey = randomUUID();
    expect(await answer(one, { text: "Yes", formKey })).toBe("open");
    expect(await answer(one, { text: "Yes", formKey })).toBeNull();
    expect(await lines(one)).toHaveLength(1);
  });

  test("of two at once one is the answer, and the other is kept", async () => {
    const one = await setting();
    const sent = ["From the one tab", "From the other", "And a third"];
    const standings = await Promise.all(sent.map((text) => answer(one, { text })));
    expect(standings.toSorted()).toEqual(["answered", "answered", "open"]);
    expect((await lines(one)).map(({ text }) => text).toSorted()).toEqual(sent.toSorted());
    const { replies } = await row(one);
    expect(replies).toHaveLength(3);
    expect(replies.filter(({ acceptedAt }) => acceptedAt)).toHaveLength(1);
  });

  test("to a cancelled request or a completed project is kept, with its files", async () => {
    const cancelled = await setting("FILE");
    await cancelRequest(cancelled.scope, cancelled.requestId, LATER);
    const fileId = await stage(cancelled);
    expect(await answer(cancelled, { fileIds: [fileId], text: "Here" })).toBe("cancelled");
    const completed = await setting();
    await completeProject(completed.scope, completed.projectId, LATER);
    expect(await answer(completed, { text: "Here" })).toBe("completed");
    for (const one of [cancelled, completed]) {
      expect((await lines(one)).map(({ text }) => text)).toEqual(["Here"]);
      expect(await row(one)).toMatchObject({ answeredAt: null, replies: [{ acceptedAt: null }] });
    }
    const file = await db().file.findUniqueOrThrow({ where: { id: fileId } });
    expect(file.storedAt).not.toBeNull();
  });

  test("by somebody of another client does not exist", async () => {
    const one = await setting();
    const other = await client(one.scope, { address: "other@example.com" });
    await expect(answer({ ...one, person: other }, { text: "Yes" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("reminders", () => {
  /** The worker sends what is due, as if it were the reminder's own time. */
  async function send(one: Setting) {
    await timeHasCome(one.projectId);
    await deliverDueEmails();
    const emails = await db().email.findMany({
      where: { requestId: one.requestId, kind: "request.nudged" },
      orderBy: { dedupeKey: "asc" },
    });
    return emails.map(({ sentAt, lastError }) => (sentAt ? "sent" : lastError));
  }

  test("are sent while nothing has come", async () => {
    expect(await send(await setting())).toEqual(["sent", "sent"]);
  });

  test.each([
    [
      "a completed project",
      (one: Setting) => completeProject(one.scope, one.projectId, LATER),
      "The project is completed.",
    ],
    [
      "a client with an open case",
      (one: Setting) =>
        db().client.update({
          where: { id: one.person.clientId },
          data: { caseOpenedAt: LATER },
        }),
      "A case is open with this client.",
    ],
    [
      "another contact",
      async (one: Setting) => {
        const other = await db().contact.create({
          data: {
            freelancerId: one.scope.freelancerId,
            clientId: one.person.clientId,
            name: "Rui",
            address: "rui@example.com",
            zone: "Europe/Lisbon",
            linkHash: Buffer.from(randomUUID()),
            linkCipher: Buffer.from("x"),
          },
        });
        await db().project.update({
          where: { id: one.projectId },
          data: { contactId: other.id },
        });
      },
      "The project is for somebody else now.",
    ],
  ])("are not sent about %s", async (_what, change, why) => {
    const one = await setting();
    await change(one);
    expect(await send(one)).toEqual([why, why]);
  });

  test("move with the day, and say the new text", async () => {
    const { scope, projectId, requestId } = await setting();
    const changed = { requestId, title: "The logo, in black", dueOn: "2026-12-04" };
    await changeRequest(scope, changed, LATER);
    const emails = await emailsOf(projectId);
    const nudges = emails.filter(({ kind }) => kind === "request.nudged");
    expect(nudges.map(({ sendAt }) => sendAt.toISOString()).toSorted()).toEqual([
      "2026-12-03T09:30:00.000Z",
      "2026-12-07T09:30:00.000Z",
    ]);
    for (const { words } of emails)
      expect(words.paragraphs.join(" ")).toContain("The logo, in black");
  });

  test("are cancelled where they are turned off, and none is planned until they are on", async () => {
    const { scope, projectId } = await setting();
    await switchNudges(scope, false, LATER);
    await ask(scope, projectId, "FILE", { dueOn: "2026-12-04" });
    const where = { projectId, kind: "request.nudged", cancelledAt: null };
    expect(await db().email.count({ where })).toBe(0);
    await switchNudges(scope, true, LATER);
    await ask(scope, projectId, "FILE", { dueOn: "2026-12-04" });
    expect(await db().email.count({ where })).toBe(2);
  });

  test("are in the forecast, and what stops them too", async () => {
    const one = await setting();
    const named = (entries: { what: string }[]) =>
      entries.filter(({ what }) => what === "Reminder of a request");
    expect(named((await dryRun(one.scope, LATER)).sending)).toHaveLength(2);
    await db().client.update({
      where: { id: one.person.clientId },
      data: { caseOpenedAt: LATER },
    });
    const { notSending } = await dryRun(one.scope, LATER);
    expect(named(notSending)).toMatchObject([
      { whyNot: "A case is open with this client." },
      { whyNot: "A case is open with this client." },
    ]);
  });

  test("come back with a request that is opened again", async () => {
    const one = await setting();
    await answer(one, { text: "I will look for it" });
    await reopenRequest(one.scope, one.requestId, LATER);
    const where = { requestId: one.requestId, kind: "request.nudged", cancelledAt: null };
    expect(await db().email.count({ where })).toBe(2);
    expect(await row(one)).toMatchObject({ answeredAt: null, replies: [{ acceptedAt: null }] });
  });
});

describe("an answer by email", () => {
  /** The email about the request has been sent, under a Message-ID of the provider's. */
  async function sent(kind: Kind) {
    const one = await setting(kind);
    const messageId = `<${randomUUID()}@mail.example.com>`;
    await db().email.updateMany({
      where: { requestId: one.requestId, kind: "request.asked" },
      data: { sentAt: LATER, settledAt: LATER, frozenAt: LATER, messageId },
    });
    return { ...one, messageId };
  }

  const bring = ({ scope }: Setting, email: RawEmail) =>
    receiveEmail(
      {
        accountId: "install",
        providerId: randomUUID(),
        receivedAt: LATER,
        addresses: [],
        onlyFor: scope.freelancerId,
        isCertain: true,
        announced: { from: "", subject: "", messageId: "" },
        content: { kind: "whole", raw: rawEmail(email) },
      },
      LATER,
    );

  test("to the request's own email is the answer", async () => {
    const one = await sent("ANSWER");
    await bring(one, { inReplyTo: one.messageId, text: "We open at nine." });
    expect((await row(one)).answeredAt).toEqual(LATER);
    expect((await lines(one)).map(({ text, channel }) => [text, channel])).toEqual([
      ["We open at nine.", "EMAIL"],
    ]);
  });

  test("brings the file that was asked for; without one it stays open", async () => {
    const one = await sent("FILE");
    await bring(one, { inReplyTo: one.messageId, text: "You get it tomorrow." });
    expect(await row(one)).toMatchObject({ answeredAt: null, replies: [{ acceptedAt: null }] });
    const attachments = [{ name: "logo.pdf", type: "application/pdf", bytes: Buffer.from("%PDF") }];
    await bring(one, { inReplyTo: one.messageId, text: "Here it is.", attachments });
    const { answeredAt, replies } = await row(one);
    expect(answeredAt).toEqual(LATER);
    const accepted = replies.find(({ acceptedAt }) => acceptedAt)!;
    expect(await db().file.count({ where: { messageId: accepted.messageId } })).toBe(1);
  });

  test("names an option, or is asked about on Today and recorded in one press", async () => {
    const exact = await sent("DECISION");
    await bring(exact, { inReplyTo: exact.messageId, text: "Green.\n\nInes" });
    expect((await row(exact)).replies[0]!.option).toBe("Green");
    const vague = await sent("DECISION");
    await bring(vague, { inReplyTo: vague.messageId, text: "The second one, I think." });
    expect((await row(vague)).answeredAt).toBeNull();
    const needs = await todayOf(vague.scope);
    const [need] = needs.filter(({ kind }) => kind === "request replied");
    expect(need).toMatchObject({ options: ["Blue", "Green"], text: "The second one, I think." });
    expect(needs.some(({ kind }) => kind === "message waiting")).toBe(false);
    const { messageId } = (await row(vague)).replies[0]!;
    const meant = { requestId: vague.requestId, messageId, option: "Green" };
    await acceptReply(vague.scope, meant, LATER);
    expect((await row(vague)).replies[0]).toMatchObject({ option: "Green", acceptedAt: LATER });
    expect((await todayOf(vague.scope)).some(({ kind }) => kind.startsWith("request"))).toBe(false);
  });

  test("to another email of the thread answers nothing", async () => {
    const one = await sent("ANSWER");
    const other = `<${randomUUID()}@mail.example.com>`;
    const { id: _id, ...email } = await db().email.findFirstOrThrow({
      where: { requestId: one.requestId, kind: "request.asked" },
    });
    await db().email.create({
      data: {
        ...email,
        requestId: null,
        kind: "message.posted",
        dedupeKey: randomUUID(),
        messageId: other,
      },
    });
    await bring(one, { inReplyTo: other, text: "Thank you for telling me." });
    expect(await row(one)).toMatchObject({ answeredAt: null, replies: [] });
    // The control: an email of ours that nobody knows by its id, while one request is open.
    await bring(one, { inReplyTo: "<unknown@mail.example.com>", text: "At nine." });
    expect((await row(one)).answeredAt).toEqual(LATER);
  });

  test("at the same moment as on the page: one is the answer, the other is kept", async () => {
    const one = await sent("ANSWER");
    await Promise.all([
      bring(one, { inReplyTo: one.messageId, text: "By email." }),
      answer(one, { text: "On the page." }),
    ]);
    const { replies } = await row(one);
    expect(replies.filter(({ acceptedAt }) => acceptedAt)).toHaveLength(1);
    expect((await lines(one)).map(({ text }) => text).toSorted()).toEqual([
      "By email.",
      "On the page.",
    ]);
  });
});

async function todayOf(scope: Scope, now = LATER) {
  const where = { freelancerId: scope.freelancerId };
  return listToday(scope, await db().studio.findUniqueOrThrow({ where }), now);
}

describe("for the freelancer", () => {
  test("an answer is on Today until it is read, which settles its message too", async () => {
    const one = await setting();
    await answer(one, { text: "We open at nine." });
    const kinds = (await todayOf(one.scope)).map(({ kind }) => kind);
    expect(kinds).toContain("request answered");
    expect(kinds).not.toContain("message waiting");
    await noteAnswerRead(one.scope, one.requestId, LATER);
    const after = (await todayOf(one.scope)).map(({ kind }) => kind);
    expect(after.filter((kind) => /request|message/.test(kind))).toEqual([]);
    expect((await lines(one))[0]).toMatchObject({ seenAt: LATER, noReplyAt: LATER });
  });

  test("an answer that came by phone is written down once, and is a line of the thread", async () => {
    const one = await setting("DECISION");
    const noted = { requestId: one.requestId, option: "Blue", formKey: randomUUID() };
    await expect(noteByHand(one.scope, { ...noted, option: "Red" }, LATER)).rejects.toMatchObject({
      field: "option",
    });
    await noteByHand(one.scope, noted, LATER);
    await expect(noteByHand(one.scope, noted, LATER)).rejects.toMatchObject({ code: "already" });
    expect(await lines(one)).toMatchObject([{ text: "Blue", loggedAt: LATER }]);
    expect(await row(one)).toMatchObject({ answeredAt: LATER, notedAt: LATER });
  });

  test("a late request is told quietly, and marks the next date on the page", async () => {
    const one = await setting("FILE", { dueOn: "2026-11-23" });
    const deadline = { projectId: one.projectId, title: "The draft", promisedOn: "2026-12-04" };
    await promiseDeadline(one.scope, { ...deadline, holder: "FREELANCER" }, MONDAY);
    const needs = await todayOf(one.scope);
    expect(needs.find(({ kind }) => kind === "request late")).toMatchObject({
      dueOn: "2026-11-23",
    });
    expect(
      await listLate(one.scope, one.projectId, dayIn("Europe/Copenhagen", LATER)),
    ).toHaveLength(1);
    expect(await listLate(one.scope, one.projectId, addDays("2026-11-23", 0))).toHaveLength(0);
    const { open } = await listRequests(one.scope, one.projectId);
    expect(open).toMatchObject([{ title: "The logo", who: "Ines Duarte" }]);
  });

  test("its facts are in the history", async () => {
    const one = await setting();
    await answer(one, { text: "Yes" });
    await reopenRequest(one.scope, one.requestId, LATER);
    await changeRequest(
      one.scope,
      { requestId: one.requestId, title: "The new logo", dueOn: "2026-11-27" },
      LATER,
    );
    await cancelRequest(one.scope, one.requestId, LATER);
    const entries = await db().historyEntry.findMany({
      where: { subjectId: one.requestId },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      select: { kind: true },
    });
    expect(entries.map(({ kind }) => kind)).toEqual([
      "request.asked",
      "request.answered",
      "request.reopened",
      "request.changed",
      "request.cancelled",
    ]);
  });
});
