// An email of every kind that has a link for a person in it, written by the product's own commands.
import { askForAddress } from "@/features/sign-in/address/commands";
import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { issueSignInLink } from "@/auth/sign-in-link";
import { databaseNow } from "@/db/clock";
import { db, inTransaction } from "@/db/client";
import type { FollowUpKind, Verdict } from "@/db/enums";
import { promiseDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { signInEmail } from "@/features/emails/emails";
import { attachFile } from "@/features/files/uploads/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import { sendWelcome } from "@/features/projects/welcome/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { putBeforeClient } from "@/features/sign-offs/commands";
import { askFor } from "@/features/requests/commands";
import { beginAssignment, finishAssignment } from "@/features/subcontractors/assignments/commands";
import { addDate, keepDate, moveDate } from "@/features/subcontractors/dates/commands";
import { askSubcontractors } from "@/features/subcontractors/questions/commands";
import { writeToSubcontractor } from "@/features/subcontractors/thread/commands";
import { moveWall } from "@/features/testimonials/wall/commands";
import { addDays, dayIn } from "@/lib/dates";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { logComplaint } from "@/workflows/open-case/commands";
import { tellAffected, writeFailure } from "@/workflows/own-it/commands";
import { planQuietChecks } from "@/workflows/plan-quiet-checks/commands";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { sendApology } from "@/workflows/send-apology/commands";
import {
  client,
  emailsOf,
  project,
  subcontractor,
  tokenIn,
  type Person,
} from "@tests/support/factories";

const DAY = 86_400_000;
const ago = (days: number) => new Date(databaseNow().getTime() - days * DAY);

/** Writes them all, in the studio of this scope. */
export async function writeEveryEmail(scope: Scope, address: string): Promise<void> {
  await askToSignIn(address);
  await askForAddress(scope, { address: "mira@holm.example" }, databaseNow());
  await moveWall(scope, "holm", databaseNow());
  await talk(scope, await person(scope, "Ines Duarte"));
  await complain(scope, await person(scope, "Jonas Brandt"));
  await ask(scope, await person(scope, "Karin Vogt"));
  await answer(scope, await person(scope, "Lena Ruiz"), "UP_TO_MARK");
  await answer(scope, await person(scope, "Noor Aziz"), "NEARLY");
  await fallQuiet(scope, await person(scope, "Paulo Reis"));
  await giveWork(scope, await person(scope, "Tove Lund"));
  await signOff(scope, await person(scope, "Uma Sen"));
}

/** An assignment of somebody who works for the studio, from its beginning to the question. */
async function giveWork(scope: Scope, tove: Person): Promise<void> {
  const now = databaseNow();
  const { subcontractorId } = await subcontractor(scope);
  const projectId = await project(scope, tove);
  const given = { projectId, subcontractorId, formKey: randomUUID(), title: "Harbour drawings" };
  const assignmentId = await beginAssignment(scope, given, now);
  const line = { assignmentId, text: "The list is on your page.", formKey: randomUUID() };
  await writeToSubcontractor(scope, line, now);
  const today = dayIn("Europe/Copenhagen", now);
  const promisedOn = addDays(today, 9);
  await addDate(scope, { assignmentId, kind: "MINE", title: "The texts", promisedOn }, now);
  await addDate(scope, { assignmentId, kind: "PAY", promisedOn }, now);
  const dates = await db().assignmentDate.findMany({ where: { assignmentId } });
  for (const { id: dateId, kind } of dates) {
    const reason = "The texts are with the printer.";
    if (kind === "MINE") await moveDate(scope, { dateId, toOn: addDays(today, 12), reason }, now);
    else await keepDate(scope, { dateId, doneOn: today }, now);
  }
  await finishAssignment(scope, assignmentId, now);
  await db().assignmentQuestion.updateMany({ where: { assignmentId }, data: { dueAt: now } });
  await askSubcontractors(databaseNow());
}

/** A delivery that is put before the client, and a completion that waits for another. */
async function signOff(scope: Scope, uma: Person): Promise<void> {
  const now = databaseNow();
  const promisedOn = addDays(dayIn("Europe/Copenhagen", now), 7);
  for (const isCompleting of [false, true]) {
    const projectId = await project(scope, uma);
    const promise = { projectId, title: "The map", promisedOn, holder: "FREELANCER" as const };
    await promiseDeadline(scope, promise, now);
    const { id: deadlineId } = await db().deadline.findFirstOrThrow({ where: { projectId } });
    await putBeforeClient(scope, { deadlineId }, now);
    if (isCompleting) await completeProject(scope, projectId, now);
  }
}

const person = (scope: Scope, contactName: string) =>
  client(scope, {
    name: `${contactName}’s studio`,
    contactName,
    address: `${contactName.split(" ")[0]!.toLowerCase()}@example.com`,
  });

async function askToSignIn(address: string): Promise<void> {
  await inTransaction(async (tx) => {
    const link = await issueSignInLink(tx, address);
    await enqueueEmail(tx, signInEmail(address, link!.url, databaseNow()));
  });
}

/** A running project: messages both ways, a date moved, progress, a file. */
async function talk(scope: Scope, ines: Person): Promise<void> {
  const [now, projectId] = [databaseNow(), await project(scope, ines)];
  const line = () => ({ projectId, text: "The map is nearly ready.", formKey: randomUUID() });
  await writeToFreelancer(ines.scope, line(), now);
  await writeToClient(scope, line(), now);
  const today = dayIn("Europe/Copenhagen", now);
  const promisedOn = addDays(today, 7);
  await promiseDeadline(
    scope,
    { projectId, title: "The map", promisedOn, holder: "FREELANCER" },
    now,
  );
  const deadline = await db().deadline.findFirstOrThrow({ where: { projectId } });
  await moveDeadline(
    scope,
    {
      deadlineId: deadline.id,
      seenOn: promisedOn,
      toOn: addDays(today, 9),
      reason: "The paper is late.",
      effect: "Nothing else moves.",
      doing: "I call the mill today.",
    },
    now,
  );
  await sendWelcome(scope, projectId, now);
  const asked = { projectId, kind: "FILE" as const, title: "The logo", options: [] };
  await askFor(scope, { ...asked, dueOn: addDays(today, 7), formKey: randomUUID() }, now);
  await writeNote(scope, { projectId, text: "The coast is drawn.", as: "shown" }, ago(2));
  // It gathers in the late afternoon: one of the last day's hours was that.
  for (let hours = 24; hours > 0; hours -= 1) await gatherWork(ago(hours / 24));
  const chunks = new Blob(["a map"]).stream();
  const file = { projectId, name: "map.txt", mediaType: "text/plain", chunks };
  await attachFile(scope, file, databaseNow);
}

/** A complaint that is answered, and a failure that is owned. */
async function complain(scope: Scope, jonas: Person): Promise<void> {
  const now = databaseNow();
  const projectId = await project(scope, jonas);
  const about = { contactId: jonas.contactId, projectId, channel: "PHONE" as const };
  const words = "The captions were wrong.";
  const caseId = await logComplaint(scope, { ...about, about: ["RESULT"], words }, now);
  const { draftVersion: version } = await db().case.findUniqueOrThrow({ where: { id: caseId } });
  const text = "You said the captions were wrong. They were, and I am sorry.";
  const remedy = "I read each caption to you before the next map is printed.";
  await sendApology(scope, { caseId, version, text, remedy, anyway: "yes" }, now);
  const failureId = await writeFailure(
    scope,
    { what: "The disk failed.", doing: "There are two now.", beganOn: dayIn("UTC", ago(1)) },
    now,
  );
  await tellAffected(scope, { failureId, contactIds: [jonas.contactId], lines: {} }, now);
}

/** A completed project whose check-back and reminder were sent. */
async function ask(scope: Scope, who: Person): Promise<string> {
  const projectId = await project(scope, who);
  await completeProject(scope, projectId, ago(1));
  await sendNow(scope, projectId, "CHECK_BACK");
  return projectId;
}

async function answer(scope: Scope, who: Person, verdict: Verdict): Promise<void> {
  const projectId = await ask(scope, who);
  const asked = (await emailsOf(projectId)).find(({ kind }) => kind === "survey.invited")!;
  const sent = { sentAt: ago(0.5), settledAt: ago(0.5), frozenAt: ago(0.5) };
  await db().email.update({ where: { id: asked.id }, data: sent });
  await answerSurvey({ token: tokenIn(asked.words.link!.url) }, { verdict }, databaseNow());
  if (verdict === "UP_TO_MARK") await sendNow(scope, projectId, "TESTIMONIAL");
}

async function fallQuiet(scope: Scope, who: Person): Promise<void> {
  const projectId = await project(scope, who);
  await completeProject(scope, projectId, ago(175));
  await db().followUp.deleteMany({ where: { projectId } });
  await planQuietChecks(databaseNow());
  await sendNow(scope, projectId, "QUIET_CHECK");
}

async function sendNow(scope: Scope, projectId: string, kind: FollowUpKind): Promise<void> {
  const { id } = await db().followUp.findFirstOrThrow({ where: { projectId, kind } });
  await sendFollowUpNow(scope, id, databaseNow());
}
