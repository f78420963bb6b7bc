import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { correctMessage } from "@/features/messages/corrections/commands";
import { acknowledge, writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { client, emailsOf, freelancer, MONDAY, pageOf, project } from "@tests/support/factories";

const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

async function written() {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await project(scope, person);
  const line = { projectId: id, text: "The draft comes Tuesday.", formKey: randomUUID() };
  const { lineId } = await writeToClient(scope, { ...line, isNow: true }, MONDAY);
  const correct = (text: string, at = later(1), seen = {}) =>
    correctMessage(scope, { messageId: lineId!, text }, at, seen);
  const onPage = async () => (await pageOf(person, id))!.thread[0]!;
  const textsOf = async () => (await emailsOf(id)).map(({ words }) => words.paragraphs);
  return { scope, person, id, lineId: lineId!, correct, onPage, textsOf };
}

test("while its email waits, the email has the new words, and nothing is marked", async () => {
  const { correct, onPage, textsOf } = await written();
  expect(await correct("The draft comes Thursday.")).toEqual({ isMarked: false, hasEdited: false });
  expect(await onPage()).toMatchObject({
    text: "The draft comes Thursday.",
    correctedAt: null,
    earlierTexts: [],
  });
  expect(await textsOf()).toEqual([["The draft comes Thursday."]]);
});

test("once it was sent, both see what it said before; no email is written about it", async () => {
  const { id, correct, onPage, textsOf } = await written();
  const sent = { frozenAt: later(1), sentAt: later(1), settledAt: later(1) };
  await db().email.updateMany({ where: { projectId: id }, data: sent });
  expect(await correct("The draft comes Thursday.", later(2))).toMatchObject({ isMarked: true });
  await correct("The draft comes Friday.", later(3));
  expect(await onPage()).toMatchObject({
    text: "The draft comes Friday.",
    correctedAt: later(3),
    earlierTexts: ["The draft comes Tuesday.", "The draft comes Thursday."],
  });
  expect(await textsOf()).toEqual([["The draft comes Tuesday."]]);
});

test("once somebody said that they read it, or after ten minutes, it is marked", async () => {
  const first = await written();
  await acknowledge(first.person.scope, { projectId: first.id, seenId: first.lineId }, later(1));
  expect(await first.correct("Thursday.", later(2))).toMatchObject({ isMarked: true });
  const second = await written();
  expect(await second.correct("Thursday.", later(10))).toMatchObject({ isMarked: false });
  expect(await second.correct("Friday.", later(10.01))).toMatchObject({ isMarked: true });
});

test("an email in the freelancer's own words keeps them, and that is said", async () => {
  const { id, correct, textsOf } = await written();
  await db().email.updateMany({ where: { projectId: id }, data: { editedAt: MONDAY } });
  expect(await correct("The draft comes Thursday.")).toMatchObject({ hasEdited: true });
  expect(await textsOf()).toEqual([["The draft comes Tuesday."]]);
});

test("two tabs: the second reads what the first has saved; the same words change nothing", async () => {
  const { correct, onPage } = await written();
  const seen = { text: "The draft comes Tuesday." };
  await correct("One.", later(1), seen);
  await expect(correct("Two.", later(1), seen)).rejects.toThrow();
  await correct("One.", later(20));
  expect(await onPage()).toMatchObject({ text: "One.", correctedAt: null });
});

test("a client's words, a held message and a stranger's are not corrected", async () => {
  const { scope, person, id, lineId } = await written();
  const theirs = { projectId: id, text: "And the scale?", formKey: randomUUID() };
  await writeToFreelancer(person.scope, theirs, later(1));
  const { id: askedId } = await db().message.findFirstOrThrow({
    where: { projectId: id, contactId: { not: null } },
  });
  const notFound = { code: "not-found" };
  await expect(
    correctMessage(scope, { messageId: askedId, text: "x" }, later(2)),
  ).rejects.toMatchObject(notFound);
  await expect(
    correctMessage(await freelancer(), { messageId: lineId, text: "x" }, later(2)),
  ).rejects.toMatchObject(notFound);
  await db().message.update({ where: { id: lineId }, data: { heldUntil: later(60) } });
  await expect(
    correctMessage(scope, { messageId: lineId, text: "x" }, later(2)),
  ).rejects.toMatchObject({ code: "not-allowed" });
});
