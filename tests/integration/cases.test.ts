import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { GET as statusPageRoute } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { GET as surveyRoute } from "@/app/(client)/s/[token]/[[...rest]]/route";
import { db } from "@/db/client";
import { markReplied, markResponded, savePublicReply } from "@/features/cases/commands";
import { getCase, listOpenCases } from "@/features/cases/queries";
import { editEmail } from "@/features/emails/waiting/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { keepRemedy, reopenRemedy, waiveRemedy } from "@/features/remedies/commands";
import { markGoodwill } from "@/features/remedies/goodwill/commands";
import { listOwed } from "@/features/remedies/queries";
import type { Scope } from "@/auth/scope";
import { listToday } from "@/features/today/queries";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { closeCase } from "@/workflows/close-case/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { logComplaint } from "@/workflows/open-case/commands";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import {
  saveApology,
  sendApology,
  settleApologies,
  undoApology,
} from "@/workflows/send-apology/commands";
import { specifyComplaint } from "@/workflows/specify-complaint/commands";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  timeHasCome,
  tokenIn,
  type Person,
} from "@tests/support/factories";

const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const said = "The captions were wrong on three slides.";
const nothingTicked = {
  RESULT: false,
  DATE: false,
  COMMUNICATION: false,
  PRICE: false,
  OTHER: false,
};

/** A completed project whose client was asked. */
async function asked(scope: Scope, person: Person, title?: string) {
  const projectId = await project(scope, person, title);
  await completeProject(scope, projectId, MONDAY);
  const checkBack = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, checkBack.id, MONDAY);
  const invitation = (await emailsOf(projectId)).find((email) => email.kind === "survey.invited")!;
  return { projectId, token: tokenIn(invitation.words.link!.url) };
}

/** A client whose answer was not up to mark. */
async function unhappy() {
  const scope = await freelancer();
  const person = await client(scope);
  const { projectId, token } = await asked(scope, person);
  await answerSurvey({ token }, { verdict: "NOT_UP_TO_MARK", words: said }, MONDAY);
  const one = await db().case.findFirstOrThrow({ where: { clientId: person.clientId } });
  return { scope, person, projectId, token, caseId: one.id };
}

const remedy = "I’ll send you a proof a day ahead, at no charge.";
const draft = (caseId: string, over: object = {}) => ({
  caseId,
  version: 0,
  text: "You told me: “The captions were wrong on three slides.”\n\nI’m sorry. I should have caught that.",
  remedy,
  ...over,
});

/** The apology sent, in whichever case. */
async function apologised(projectId: string, scope: Scope, caseId: string, over: object = {}) {
  await sendApology(scope, draft(caseId, over), later(30));
  await timeHasCome(projectId);
  await deliverDueEmails();
  await settleApologies(later(60));
}

test("an answer below mark opens a case with it, tells the freelancer and cancels the rest", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const one = await getCase(scope, caseId);
  expect(one).toMatchObject({
    openedAt: MONDAY,
    contact: { name: "Ines Duarte" },
    project: { id: projectId },
    complaints: [{ channel: "EMAIL", words: said }],
  });
  const { caseOpenedAt } = await db().client.findUniqueOrThrow({ where: { id: person.clientId } });
  expect(caseOpenedAt).toEqual(MONDAY);
  const followUps = await db().followUp.findMany({
    where: { projectId },
    orderBy: { kind: "asc" },
  });
  expect(followUps.map(({ kind, cancelledAt }) => [kind, cancelledAt !== null])).toEqual([
    ["THANK_YOU", true],
    ["CHECK_BACK", true],
    ["REMINDER", true],
    ["TESTIMONIAL", true],
  ]);
  const message = (await emailsOf(projectId)).find((email) => email.kind === "answer.received")!;
  expect(message.words.link!.url).toContain(`/cases/${caseId}`);
});

test("an answer up to mark opens none", async () => {
  const scope = await freelancer();
  const { token } = await asked(scope, await client(scope));
  await answerSurvey({ token }, { verdict: "UP_TO_MARK" }, MONDAY);
  expect(await listOpenCases(scope)).toEqual([]);
});

test("fifty answers at once are one answer and one case", async () => {
  const scope = await freelancer();
  const { token, projectId } = await asked(scope, await client(scope));
  const ends = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      answerSurvey({ token }, { verdict: "NEARLY", words: said }, MONDAY),
    ),
  );
  // On a slow machine some wait too long for a connection: their senders are told to try again.
  expect(ends.some((end) => end.status === "fulfilled")).toBe(true);
  expect(await db().answer.count({ where: { survey: { projectId } } })).toBe(1);
  expect(await db().case.count({ where: { projectId } })).toBe(1);
  expect(await db().complaint.count({ where: { projectId } })).toBe(1);
});

test("two bad answers of one client are one case with two complaints", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  await db().studio.updateMany({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 0 },
  });
  const [first, second] = [await asked(scope, person), await asked(scope, person, "The tea tins")];
  // The check-backs wait for their thank-yous.
  for (const { projectId } of [first, second, first, second]) {
    await timeHasCome(projectId);
    await deliverDueEmails();
  }
  await Promise.all([
    answerSurvey({ token: first.token }, { verdict: "NEARLY", words: said }, MONDAY),
    answerSurvey({ token: second.token }, { verdict: "NOT_UP_TO_MARK", words: "Green." }, MONDAY),
  ]);
  const cases = await listOpenCases(scope);
  expect(cases).toHaveLength(1);
  expect(cases[0]!.verdict).toBe("NOT_UP_TO_MARK");
  expect((await getCase(scope, cases[0]!.caseId)).complaints).toHaveLength(2);
});

test("a complaint by phone opens a case and cancels what would ask for more", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  await completeProject(scope, projectId, MONDAY);
  const { contactId } = person;
  const complaint = { contactId, projectId, channel: "PHONE" as const, about: [], words: said };
  const caseId = await logComplaint(scope, complaint, later(1));
  const followUps = await db().followUp.findMany({ where: { projectId } });
  expect(followUps.every((one) => one.cancelledAt !== null)).toBe(true);
  expect(followUps).toHaveLength(2);
  const open = (await emailsOf(projectId)).filter((email) => !email.settledAt);
  expect(open).toEqual([]);
  expect((await getCase(scope, caseId)).complaints).toMatchObject([{ channel: "PHONE" }]);
});

test("a stranger’s case, contact, project, remedy and complaint are not found", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const stranger = await freelancer();
  const theirs = await client(stranger);
  const complaint = await db().complaint.findFirstOrThrow({ where: { caseId } });
  const gone = { code: "not-found" };
  const spoken = { channel: "PHONE" as const, about: [], words: said };
  await expect(getCase(stranger, caseId)).rejects.toMatchObject(gone);
  await expect(sendApology(stranger, draft(caseId), MONDAY)).rejects.toMatchObject(gone);
  await expect(saveApology(stranger, draft(caseId), MONDAY)).rejects.toMatchObject(gone);
  await expect(undoApology(stranger, caseId, MONDAY)).rejects.toMatchObject(gone);
  await expect(markResponded(stranger, caseId, MONDAY)).rejects.toMatchObject(gone);
  await expect(markReplied(stranger, caseId, MONDAY)).rejects.toMatchObject(gone);
  const closing = { caseId, outcome: "KEPT" as const, cause: "A slip." };
  await expect(closeCase(stranger, closing, MONDAY)).rejects.toMatchObject(gone);
  await expect(
    savePublicReply(stranger, { complaintId: complaint.id, reply: "Sorry." }, MONDAY),
  ).rejects.toMatchObject(gone);
  await expect(
    logComplaint(stranger, { ...spoken, contactId: person.contactId }, MONDAY),
  ).rejects.toMatchObject(gone);
  await expect(
    logComplaint(stranger, { ...spoken, contactId: theirs.contactId, projectId }, MONDAY),
  ).rejects.toMatchObject(gone);
  await apologised(projectId, scope, caseId);
  const { id: remedyId } = await db().remedy.findFirstOrThrow({ where: { caseId } });
  await expect(keepRemedy(stranger, { remedyId, projectId }, MONDAY)).rejects.toMatchObject(gone);
  await expect(waiveRemedy(stranger, { remedyId, why: "No." }, MONDAY)).rejects.toMatchObject(gone);
  await expect(reopenRemedy(stranger, remedyId, MONDAY)).rejects.toMatchObject(gone);
  await expect(markGoodwill(stranger, randomUUID(), MONDAY)).rejects.toMatchObject(gone);
  expect(await listOpenCases(stranger)).toEqual([]);
  expect((await listOwed(stranger, person.clientId)).remedies).toEqual([]);
});

test("what exactly was wrong is asked by the survey’s link and by the page, once", async () => {
  const { scope, person, projectId, token, caseId } = await unhappy();
  const specifics = { ...nothingTicked, RESULT: true, specifics: "Slides 3, 7 and 9." };
  await specifyComplaint({ token }, specifics, later(1));
  await specifyComplaint({ token }, specifics, later(2));
  const which = { scope: person.scope, projectId };
  await specifyComplaint(which, { ...nothingTicked, PRICE: true }, later(3));
  expect((await getCase(scope, caseId)).complaints).toMatchObject([
    { about: ["PRICE"], specifics: "" },
  ]);
  const message = (await emailsOf(projectId)).filter((email) => email.kind === "case.specified");
  expect(message).toHaveLength(2);
  expect(message[0]!.words.paragraphs).toContain("“Slides 3, 7 and 9.”");
});

test("nobody else’s page says what was wrong", async () => {
  const { projectId } = await unhappy();
  const other = await client(await freelancer());
  await expect(
    specifyComplaint({ scope: other.scope, projectId }, { ...nothingTicked, DATE: true }, MONDAY),
  ).rejects.toMatchObject({ code: "not-found" });
  await expect(
    answerSurvey({ scope: other.scope, projectId }, { verdict: "UP_TO_MARK" }, MONDAY),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("what was not right is asked by both pages when nothing has been ticked yet", async () => {
  const { person, projectId, token } = await unhappy();
  const open = (path: string) => new Request(`http://localhost:3000${path}`);
  const survey = await surveyRoute(open(`/s/${token}`), { params: Promise.resolve({ token }) });
  const params = Promise.resolve({ token: person.token, rest: [projectId] });
  const page = await statusPageRoute(open(`/p/${person.token}/${projectId}`), { params });
  for (const answer of [survey, page]) {
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("What wasn’t right?");
  }
});

test("the same question is answered on the status page", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const { projectId } = await asked(scope, person);
  expect((await pageOf(person, projectId))!.project!.survey).toMatchObject({ standing: null });
  const who = { scope: person.scope, projectId };
  await answerSurvey(who, { verdict: "NEARLY", words: said }, MONDAY);
  expect((await pageOf(person, projectId))!.project!.survey).toMatchObject({
    standing: { verdict: "NEARLY" },
    complaint: { specifics: "" },
  });
  expect(await listOpenCases(scope)).toHaveLength(1);
});

test("an apology is held, can be undone, and promises nothing until it is sent", async () => {
  const { scope, projectId, caseId, person } = await unhappy();
  await sendApology(scope, draft(caseId), later(30));
  await sendApology(scope, draft(caseId), later(30));
  const waiting = (await emailsOf(projectId)).filter((email) => email.kind === "case.apologized");
  expect(waiting).toHaveLength(1);
  expect(waiting[0]!.sendAt).toEqual(new Date(later(30).getTime() + 600_000));
  await settleApologies(later(31));
  expect((await listOwed(scope, person.clientId)).remedies).toEqual([]);
  await undoApology(scope, caseId, later(32));
  await expect(undoApology(scope, caseId, later(33))).rejects.toMatchObject({ code: "too-late" });
  expect(await getCase(scope, caseId)).toMatchObject({
    apologizedAt: null,
    firstRespondedAt: null,
  });
  await sendApology(scope, draft(caseId, { version: 1 }), later(34));
  expect(
    (await emailsOf(projectId)).filter(
      (email) => email.kind === "case.apologized" && !email.settledAt,
    ),
  ).toHaveLength(1);
});

test("a sent apology is a line of the thread, a promise and the first word; twice is once", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const money = { goodwillKind: "MONEY" as const, goodwillAmount: 5000, goodwillCurrency: "EUR" };
  await apologised(projectId, scope, caseId, money);
  await Promise.all([settleApologies(later(61)), settleApologies(later(61))]);
  const lines = await db().message.findMany({ where: { projectId } });
  expect(lines).toHaveLength(1);
  expect(lines[0]!.text).toContain("The captions were wrong on three slides.");
  expect(lines[0]!.text).toContain(remedy);
  expect(lines[0]!.text).toContain("€50.00");
  const owed = await listOwed(scope, person.clientId);
  expect(owed.remedies).toMatchObject([{ text: remedy, keptAt: null }]);
  expect(owed.goodwill).toMatchObject([{ kind: "MONEY", hundredths: 5000, usedAt: null }]);
  const { email, firstRespondedAt, apologizedAt } = await getCase(scope, caseId);
  expect(apologizedAt).toEqual(email!.sentAt);
  expect(firstRespondedAt).toEqual(email!.sentAt);
});

test("an apology with a fault asks again, and is sent anyway", async () => {
  const { scope, projectId, caseId } = await unhappy();
  const bad = { text: "Sorry if you felt it was late, but I was busy.", remedy: undefined };
  await expect(sendApology(scope, draft(caseId, bad), later(1))).rejects.toMatchObject({
    code: "asks-again",
    message: expect.stringMatching(/client’s own words.*but.*excuse.*doubt.*next assignment/s),
  });
  expect((await emailsOf(projectId)).some((email) => email.kind === "case.apologized")).toBe(false);
  await sendApology(scope, draft(caseId, { ...bad, anyway: "yes" }), later(1));
  expect((await emailsOf(projectId)).some((email) => email.kind === "case.apologized")).toBe(true);
});

test("a draft that another window saved is not overwritten", async () => {
  const { scope, caseId } = await unhappy();
  await saveApology(scope, draft(caseId, { text: "From one window." }), later(1));
  await expect(
    saveApology(scope, draft(caseId, { text: "From another." }), later(2)),
  ).rejects.toMatchObject({ code: "already", field: "text" });
  expect((await getCase(scope, caseId)).apologyText).toBe("From one window.");
});

test("a draft is not changed while its apology is on its way, nor its email where emails are", async () => {
  const { scope, projectId, caseId } = await unhappy();
  await sendApology(scope, draft(caseId), later(1));
  const other = draft(caseId, { version: 1, remedy: "Another promise." });
  await expect(saveApology(scope, other, later(2))).rejects.toMatchObject({ code: "too-late" });
  const [email] = (await emailsOf(projectId)).filter((one) => one.kind === "case.apologized");
  const edit = { emailId: email!.id, subject: "S", text: "Another promise." };
  await expect(editEmail(scope, edit, later(2))).rejects.toMatchObject({
    code: "not-allowed",
    message: expect.stringContaining("on its case"),
  });
  await timeHasCome(projectId);
  await deliverDueEmails();
  await settleApologies(later(60));
  await expect(saveApology(scope, other, later(61))).rejects.toMatchObject({ code: "too-late" });
  expect(await db().remedy.findMany({ where: { caseId }, select: { text: true } })).toEqual([
    { text: remedy },
  ]);
});

test("one apology that cannot be settled holds up no other", async () => {
  const [first, second] = [await unhappy(), await unhappy()];
  for (const { scope, projectId, caseId } of [first, second]) {
    await sendApology(scope, draft(caseId), later(1));
    await timeHasCome(projectId);
  }
  await deliverDueEmails();
  const apologized = async () =>
    (
      await db().case.findMany({
        where: { id: { in: [first.caseId, second.caseId] }, apologizedAt: { not: null } },
        select: { id: true },
      })
    ).map(({ id }) => id);
  const refuse = `ALTER TABLE "Message" ADD CONSTRAINT "no_line" CHECK ("projectId" <> '${first.projectId}')`;
  await db().$executeRawUnsafe(refuse);
  await settleApologies(later(60));
  expect(await apologized()).toEqual([second.caseId]);
  await db().$executeRawUnsafe(`ALTER TABLE "Message" DROP CONSTRAINT "no_line"`);
  await settleApologies(later(61));
  expect((await apologized()).toSorted()).toEqual([first.caseId, second.caseId].toSorted());
});

test("a complaint written down twice, or a reply said twice, is one", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const { contactId } = person;
  const call = { contactId, projectId, channel: "PHONE" as const, about: [], words: "Late too." };
  const twice = await Promise.all([1, 1].map(() => logComplaint(scope, call, later(1))));
  expect(twice).toEqual([caseId, caseId]);
  expect(await db().complaint.count({ where: { caseId, channel: "PHONE" } })).toBe(1);
  await logComplaint(scope, { ...call, words: "And again." }, later(2));
  expect(await db().complaint.count({ where: { caseId, channel: "PHONE" } })).toBe(2);
  await markReplied(scope, caseId, later(3));
  await markReplied(scope, caseId, later(9));
  expect((await getCase(scope, caseId)).repliedAt).toEqual(later(3));
});

test("two projects completed at once keep a remedy once", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  await apologised(projectId, scope, caseId);
  await closeCase(scope, { caseId, outcome: "KEPT", cause: "A slip." }, later(90));
  const { id: remedyId } = await db().remedy.findFirstOrThrow({ where: { caseId } });
  const both = [await project(scope, person, "One"), await project(scope, person, "Two")];
  const remedies = { keptIds: [remedyId], notKeptWhy: "The other one kept it." };
  await Promise.all(both.map((id) => completeProject(scope, id, later(200), { remedies })));
  expect(
    await db().historyEntry.count({ where: { kind: "remedy.kept", subjectId: remedyId } }),
  ).toBe(1);
});

test("the first word is counted once, by whatever channel, and for ever", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const line = { projectId, formKey: randomUUID(), text: "I am looking into it." };
  await writeToClient(scope, line, later(5));
  await markResponded(scope, caseId, later(9));
  await apologised(projectId, scope, caseId);
  await writeToFreelancer(
    person.scope,
    { projectId, formKey: randomUUID(), text: "Thank you." },
    later(90),
  );
  const one = await getCase(scope, caseId);
  expect(one.firstRespondedAt).toEqual(later(5));
  expect(one.repliedAt).not.toBeNull();
});

test("a case is closed with its outcome; without a remedy only with a reason", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const closing = { caseId, outcome: "LOST" as const, cause: "I skipped the proof." };
  await expect(closeCase(scope, closing, later(1))).rejects.toMatchObject({ field: "noRemedyWhy" });
  await saveApology(scope, draft(caseId), later(1));
  await closeCase(scope, { ...closing, noRemedyWhy: "They are gone." }, later(2));
  expect(await db().client.findUniqueOrThrow({ where: { id: person.clientId } })).toMatchObject({
    caseOpenedAt: null,
  });
  expect((await listOwed(scope, person.clientId)).remedies).toEqual([]);
  expect(await getCase(scope, caseId)).toMatchObject({ outcome: "LOST", closedAt: later(2) });
  await expect(sendApology(scope, draft(caseId), later(3))).rejects.toMatchObject({
    code: "too-late",
  });
  const next = { projectId, contactId: person.contactId, channel: "PHONE" as const, about: [] };
  const reopened = await logComplaint(scope, { ...next, words: "Again." }, later(4));
  expect(reopened).not.toBe(caseId);
});

test("a case is not closed while its apology waits", async () => {
  const { scope, caseId } = await unhappy();
  await sendApology(scope, draft(caseId), later(1));
  await expect(
    closeCase(scope, { caseId, outcome: "KEPT", cause: "A slip." }, later(2)),
  ).rejects.toMatchObject({ code: "not-allowed" });
});

test("a remedy is first on the next project for both, and asked about when that is completed", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  const already = await project(scope, person, "Begun before");
  await apologised(projectId, scope, caseId);
  await closeCase(scope, { caseId, outcome: "KEPT", cause: "A slip." }, later(90));
  await db().remedy.updateMany({ where: { caseId }, data: { promisedAt: later(61) } });
  const next = await project(scope, person, "The next map");
  await db().project.update({ where: { id: already }, data: { createdAt: later(1) } });
  await db().project.update({ where: { id: next }, data: { createdAt: later(100) } });
  expect((await pageOf(person, next))!.project!.remedies).toEqual([remedy]);
  expect((await pageOf(person, already))!.project!.remedies).toEqual([]);
  await expect(completeProject(scope, next, later(200))).rejects.toMatchObject({
    field: "notKeptWhy",
    message: expect.stringContaining(remedy),
  });
  const missed = { keptIds: [], notKeptWhy: "There was no time." };
  await completeProject(scope, next, later(200), { remedies: missed });
  const third = await project(scope, person, "The third map");
  await db().project.update({ where: { id: third }, data: { createdAt: later(300) } });
  expect((await pageOf(person, third))!.project!.remedies).toEqual([remedy]);
  const { id: remedyId } = await db().remedy.findFirstOrThrow({ where: { caseId } });
  await completeProject(scope, third, later(400), { remedies: { keptIds: [remedyId] } });
  const owed = await listOwed(scope, person.clientId);
  expect(owed.remedies).toMatchObject([
    { keptProject: { id: third }, misses: [{ why: "There was no time.", project: { id: next } }] },
  ]);
});

test("the check-back of the project that kept it names the remedy", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  await apologised(projectId, scope, caseId);
  await closeCase(scope, { caseId, outcome: "KEPT", cause: "A slip." }, later(90));
  const next = await project(scope, person, "The next map");
  const { id: remedyId } = await db().remedy.findFirstOrThrow({ where: { caseId } });
  await keepRemedy(scope, { remedyId, projectId: next }, later(100));
  await db().studio.updateMany({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 0 },
  });
  await completeProject(scope, next, later(200));
  const checkBack = await db().followUp.findFirstOrThrow({
    where: { projectId: next, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, checkBack.id, later(201));
  const invitation = (await emailsOf(next)).find((email) => email.kind === "survey.invited")!;
  expect(invitation.words.paragraphs.join(" ")).toContain(remedy);
});

test("a case outlives nothing of a client who is deleted, and lets them be deleted", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  await apologised(projectId, scope, caseId);
  await db().client.delete({ where: { id: person.clientId } });
  expect(await db().case.count({ where: { id: caseId } })).toBe(0);
  expect(await db().remedy.count({ where: { caseId } })).toBe(0);
});

test("a public comment’s reply keeps its time, and is a first word", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const caseId = await logComplaint(
    scope,
    {
      contactId: person.contactId,
      channel: "SOCIAL",
      about: ["DATE"],
      words: "Two weeks late.",
      publicUrl: "https://example.com/reviews/1",
    },
    MONDAY,
  );
  const [complaint] = (await getCase(scope, caseId)).complaints;
  const reply = { complaintId: complaint!.id, reply: "I am sorry." };
  await savePublicReply(scope, reply, later(20));
  await savePublicReply(scope, { ...reply, reply: "I am sorry, Ines." }, later(40));
  const one = await getCase(scope, caseId);
  expect(one.firstRespondedAt).toEqual(later(20));
  expect(one.complaints[0]).toMatchObject({
    publicReply: "I am sorry, Ines.",
    publicRepliedAt: later(20),
  });
});

test("goodwill is listed until it is used, and comes back when it was not", async () => {
  const { scope, person, projectId, caseId } = await unhappy();
  await apologised(projectId, scope, caseId, { goodwillKind: "OTHER", goodwillText: "A print." });
  const { goodwill } = await listOwed(scope, person.clientId);
  await markGoodwill(scope, goodwill[0]!.id, later(100));
  expect((await listOwed(scope, person.clientId)).goodwill[0]!.usedAt).toEqual(later(100));
  await markGoodwill(scope, goodwill[0]!.id, null);
  expect((await listOwed(scope, person.clientId)).goodwill[0]!.usedAt).toBeNull();
});

test("an answer within seconds of its email, or changed at once, is kept with a doubt", async () => {
  const scope = await freelancer();
  const { token, projectId } = await asked(scope, await client(scope));
  await db().email.updateMany({
    where: { projectId, kind: "survey.invited" },
    data: { sentAt: MONDAY, settledAt: MONDAY, transport: "RESEND" },
  });
  const seconds = (count: number) => new Date(MONDAY.getTime() + count * 1000);
  await answerSurvey({ token }, { verdict: "UP_TO_MARK" }, seconds(4));
  await answerSurvey({ token }, { verdict: "NOT_UP_TO_MARK" }, seconds(5));
  await answerSurvey({ token }, { verdict: "NEARLY", words: said }, seconds(600));
  const answers = await db().answer.findMany({
    where: { survey: { projectId } },
    orderBy: { ordinal: "asc" },
  });
  expect(answers.map((one) => one.doubts)).toEqual([
    ["SECONDS_AFTER_DELIVERY"],
    ["SEVERAL_AT_ONCE"],
    [],
  ]);
});

test("Today names the case with its clock, then that it is to be closed", async () => {
  const { scope, projectId, caseId } = await unhappy();
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const first = async () => (await listToday(scope, studio, later(60)))[0];
  expect(await first()).toMatchObject({
    kind: "case unanswered",
    caseId,
    goalAt: new Date("2026-11-24T09:00:00Z"),
  });
  await apologised(projectId, scope, caseId);
  expect(
    (await listToday(scope, studio, later(120))).find((need) => need.kind === "case to close"),
  ).toMatchObject({ caseId });
});
