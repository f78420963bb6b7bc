import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { sendApology, settleApologies } from "@/workflows/send-apology/commands";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  project,
  timeHasCome,
  tokenIn,
} from "@tests/support/factories";

/**
 * While `work` runs, which may or may not say that it failed, the database ends the session of whoever writes to a
 * table: as if the process had died there.
 */
async function dyingAt(table: string, when: string, work: () => Promise<unknown>): Promise<void> {
  await db().$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql
     AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
  );
  await db().$executeRawUnsafe(
    `CREATE TRIGGER die BEFORE ${when} ON "${table}" FOR EACH ROW EXECUTE FUNCTION die()`,
  );
  try {
    await work().catch(() => {});
  } finally {
    await db().$executeRawUnsafe(`DROP TRIGGER die ON "${table}"`);
  }
}

async function asked() {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  await completeProject(scope, projectId, MONDAY);
  const { id } = await db().followUp.findFirstOrThrow({ where: { projectId, kind: "CHECK_BACK" } });
  await sendFollowUpNow(scope, id, MONDAY);
  const invitation = (await emailsOf(projectId)).find((email) => email.kind === "survey.invited")!;
  const token = tokenIn(invitation.words.link!.url);
  const answer = () =>
    answerSurvey({ token }, { verdict: "NEARLY", words: "Three slides." }, MONDAY);
  const of = { where: { projectId } };
  const counts = async () => ({
    answers: await db().answer.count({ where: { survey: { projectId } } }),
    cases: await db().case.count(of),
    complaints: await db().complaint.count(of),
    emails: (await emailsOf(projectId)).filter((email) => email.kind === "answer.received").length,
    muted: await db().client.count({
      where: { id: person.clientId, caseOpenedAt: { not: null } },
    }),
  });
  return { scope, person, projectId, answer, counts };
}

const NONE = { answers: 0, cases: 0, complaints: 0, emails: 0, muted: 0 };
const ONE = { answers: 1, cases: 1, complaints: 1, emails: 1, muted: 1 };

describe("a bad answer that dies at", () => {
  test.each([
    ["Answer", "INSERT"],
    ["Survey", "UPDATE"],
    ["Case", "INSERT"],
    ["Complaint", "INSERT"],
    ["Client", "UPDATE"],
    ["FollowUp", "UPDATE"],
    ["HistoryEntry", "INSERT"],
    ["Email", "INSERT"],
  ])("%s is not there at all, and then there once", async (table, when) => {
    const { answer, counts } = await asked();
    await dyingAt(table, when, answer);
    expect(await counts()).toEqual(NONE);
    await answer();
    await answer();
    expect(await counts()).toEqual(ONE);
  });

  test("nothing, as the control, is there once", async () => {
    const { answer, counts } = await asked();
    await answer();
    expect(await counts()).toEqual(ONE);
  });
});

const draft = (caseId: string) => ({
  caseId,
  version: 0,
  text: "You told me: “Three slides.” I’m sorry.",
  remedy: "I’ll send you a proof.",
  goodwillKind: "OTHER" as const,
  goodwillText: "A print.",
});

describe("an apology that dies at", () => {
  test.each([
    ["Case", "UPDATE"],
    ["Remedy", "INSERT"],
    ["Goodwill", "INSERT"],
    ["HistoryEntry", "INSERT"],
    ["Email", "INSERT"],
  ])("%s, being written, is no email; then it is one", async (table, when) => {
    const { scope, projectId, answer } = await asked();
    await answer();
    const { id } = await db().case.findFirstOrThrow({ where: { projectId } });
    const emails = async () =>
      (await emailsOf(projectId)).filter((email) => email.kind === "case.apologized").length;
    const send = () => sendApology(scope, draft(id), MONDAY);
    await dyingAt(table, when, send);
    expect([await emails(), await db().remedy.count({ where: { caseId: id } })]).toEqual([0, 0]);
    await send();
    await send();
    expect([await emails(), await db().remedy.count({ where: { caseId: id } })]).toEqual([1, 1]);
  });

  test.each([
    ["Case", "UPDATE"],
    ["Remedy", "UPDATE"],
    ["Goodwill", "UPDATE"],
    ["Message", "INSERT"],
    ["Project", "UPDATE"],
    ["HistoryEntry", "INSERT"],
  ])("%s, once it was sent, promises nothing; then everything once", async (table, when) => {
    const { scope, projectId, answer } = await asked();
    await answer();
    const { id } = await db().case.findFirstOrThrow({ where: { projectId } });
    await sendApology(scope, draft(id), MONDAY);
    await timeHasCome(projectId);
    await deliverDueEmails();
    const promised = async () => [
      await db().remedy.count({ where: { caseId: id, promisedAt: { not: null } } }),
      await db().goodwill.count({ where: { caseId: id, givenAt: { not: null } } }),
      await db().message.count({ where: { projectId } }),
      await db().case.count({ where: { id, apologizedAt: { not: null } } }),
    ];
    await dyingAt(table, when, () => settleApologies(MONDAY));
    expect(await promised()).toEqual([0, 0, 0, 0]);
    await settleApologies(MONDAY);
    await settleApologies(MONDAY);
    expect(await promised()).toEqual([1, 1, 1, 1]);
  });
});
