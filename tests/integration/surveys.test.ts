import { expect, test } from "vitest";
import { db } from "@/db/client";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { writeToClient } from "@/workflows/post-message/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { findSurvey } from "@/features/surveys/queries";
import { listToday } from "@/features/today/queries";
import { newToken } from "@/lib/tokens";
import { client, freelancer, emailsOf, MONDAY, project, tokenIn } from "@tests/support/factories";

const day = 86_400_000;

async function asked() {
  const scope = await freelancer();
  const id = await project(scope, await client(scope));
  await completeProject(scope, id, MONDAY);
  const checkBack = await db().followUp.findFirstOrThrow({
    where: { projectId: id, kind: "CHECK_BACK" },
  });
  await sendFollowUpNow(scope, checkBack.id, MONDAY);
  const invitation = (await emailsOf(id)).find((email) => email.kind === "survey.invited")!;
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  return {
    scope,
    id,
    token: tokenIn(invitation.words.link!.url),
    today: (now: Date) => listToday(scope, studio, now),
  };
}

test("reading the survey commits nothing", async () => {
  const { token } = await asked();
  for (let i = 0; i < 5; i += 1) await findSurvey(token);
  expect((await findSurvey(token))?.firstAnsweredAt).toBeNull();
});

test("an answer below mark is first on Today until somebody has answered", async () => {
  const { scope, id, token, today } = await asked();
  const later = new Date(MONDAY.getTime() + day);
  await answerSurvey(
    { token },
    { verdict: "NEARLY", effort: 4, words: "The captions were wrong on three slides." },
    later,
  );
  const needs = await today(later);
  expect(needs[0]).toMatchObject({
    kind: "case unanswered, nearly",
    words: "The captions were wrong on three slides.",
    about: "The lighthouse map",
  });
  const message = (await emailsOf(id)).find((email) => email.kind === "answer.received");
  expect(message).toMatchObject({
    toAddress: "mira@example.com",
    subject: "Ines Duarte: nearly",
    contactId: null,
  });
  await writeToClient(
    scope,
    { projectId: id, text: "I am sorry.", isNow: true, formKey: crypto.randomUUID() },
    new Date(later.getTime() + 1000),
  );
  const kinds = (await today(later)).map((need) => need.kind);
  expect(kinds).not.toContain("case unanswered, nearly");
  expect(kinds).toContain("case to close");
});

test("a bad answer changed to a good one asks only that its case be closed", async () => {
  const { token, today } = await asked();
  await answerSurvey({ token }, { verdict: "NOT_UP_TO_MARK", words: "Green." }, MONDAY);
  expect((await today(MONDAY))[0]).toMatchObject({
    kind: "case unanswered",
  });
  await answerSurvey(
    { token },
    { verdict: "UP_TO_MARK", words: "It was my screen." },
    new Date(MONDAY.getTime() + 1000),
  );
  expect((await today(MONDAY))[0]).toMatchObject({ kind: "case to close", isRevoked: true });
});

test("a good answer is told, and asks for nothing", async () => {
  const { token, today } = await asked();
  await answerSurvey({ token }, { verdict: "UP_TO_MARK", words: undefined }, MONDAY);
  expect((await today(MONDAY)).map((need) => need.kind)).toContain("good answer");
  expect(
    (await today(new Date(MONDAY.getTime() + 4 * day))).map((need) => need.kind),
  ).not.toContain("good answer");
});

test("the first answer wins, a later one is kept beside it", async () => {
  const { token, today } = await asked();
  await answerSurvey({ token }, { verdict: "UP_TO_MARK", effort: 5, words: "Lovely." }, MONDAY);
  await answerSurvey(
    { token },
    { verdict: "NOT_UP_TO_MARK", effort: 2, words: "The print came out green." },
    new Date(MONDAY.getTime() + 13 * day),
  );
  const answers = await db().answer.findMany({
    where: { survey: { answers: { some: { words: "Lovely." } } } },
    orderBy: { ordinal: "asc" },
  });
  expect(answers).toMatchObject([
    { ordinal: 1, verdict: "UP_TO_MARK" },
    { ordinal: 2, verdict: "NOT_UP_TO_MARK" },
  ]);
  expect((await today(MONDAY))[0]).toMatchObject({
    kind: "case unanswered",
    words: "The print came out green.",
  });
  await expect(
    answerSurvey({ token }, { verdict: "NEARLY" }, new Date(MONDAY.getTime() + 15 * day)),
  ).rejects.toMatchObject({ code: "too-late" });
});

test("one answer sent many times at once is one", async () => {
  const { token, id } = await asked();
  await Promise.all(
    Array.from({ length: 10 }, () =>
      answerSurvey({ token }, { verdict: "NEARLY", effort: 3, words: "Once." }, MONDAY),
    ),
  );
  expect(await db().answer.count({ where: { words: "Once.", survey: { projectId: id } } })).toBe(1);
  expect((await emailsOf(id)).filter((email) => email.kind === "answer.received")).toHaveLength(1);
});

test("an unanswered survey closes after 60 days", async () => {
  const { token } = await asked();
  await expect(
    answerSurvey({ token }, { verdict: "NEARLY" }, new Date(MONDAY.getTime() + 61 * day)),
  ).rejects.toMatchObject({ code: "too-late" });
});

test.each([
  ["unknown", newToken()],
  ["malformed", "abc"],
  ["empty", ""],
  ["no text at all", undefined],
  ["an object", { not: null }],
])("an %s token is not found", async (_case, token) => {
  expect(await findSurvey(token)).toBeNull();
  await expect(answerSurvey({ token }, { verdict: "NEARLY" }, MONDAY)).rejects.toMatchObject({
    code: "not-found",
  });
});

test("a contact's link opens no survey, and a survey's no status page", async () => {
  const { token } = await asked();
  const scope = await freelancer();
  const person = await client(scope);
  const { findContactByToken } = await import("@/auth/contact");
  expect(await findSurvey(person.token)).toBeNull();
  expect(await findContactByToken(token, MONDAY)).toEqual({ kind: "unknown" });
  expect(await findContactByToken(person.token, MONDAY)).toMatchObject({ kind: "open" });
});
