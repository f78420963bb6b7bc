"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import {
  beginAssignment,
  describeAssignment,
  finishAssignment,
  reopenAssignment,
} from "./assignments/commands";
import { addSubcontractor, correctSubcontractor } from "./commands";
import { addDate, keepDate, moveDate, removeDate, unkeepDate } from "./dates/commands";
import { limitDeskLink, renewDeskLink, revokeDeskLink } from "./links/commands";
import { noteWorkingAnswer, skipQuestion } from "./questions/commands";
import {
  assignmentFileRef,
  assignmentRef,
  changedSubcontractor,
  dateRef,
  describedAssignment,
  doneDate,
  limitedDesk,
  lineRef,
  messageToSubcontractor,
  movedDate,
  newAssignment,
  newDate,
  newPayDate,
  newSubcontractor,
  subcontractorRef,
} from "./schema";
import { settleDeskLine, writeToSubcontractor } from "./thread/commands";
import { removeAssignmentFile } from "./uploads/commands";

export const add = freelancerAction(newSubcontractor, async (input, { scope }) => ({
  goTo: `/subcontractors/${await addSubcontractor(scope, input)}`,
}));

export const correct = freelancerAction(changedSubcontractor, async (input, asked) => {
  await correctSubcontractor(asked.scope, input, asked.seen);
  return say("subcontractors.said.saved");
});

export const renew = freelancerAction(subcontractorRef, async (input, asked) => {
  await renewDeskLink(asked.scope, input.subcontractorId);
  return say("subcontractors.said.renewed");
});

export const revoke = freelancerAction(subcontractorRef, async (input, asked) => {
  await revokeDeskLink(asked.scope, input.subcontractorId, asked.now);
  return say("subcontractors.said.revoked");
});

export const limit = freelancerAction(limitedDesk, async (input, asked) => {
  await limitDeskLink(asked.scope, input);
  return say(input.lastOn ? "subcontractors.said.limited" : "subcontractors.said.unlimited");
});

export const begin = freelancerAction(newAssignment, async (input, asked) => {
  await checkBeforeSending(asked, { brief: input.brief, title: input.title });
  const id = await beginAssignment(asked.scope, input, asked.now);
  return { goTo: `/subcontractors/assignments/${id}` };
});

export const describe = freelancerAction(describedAssignment, async (input, asked) => {
  await checkBeforeSending(asked, { brief: input.brief, title: input.title });
  await describeAssignment(asked.scope, input, asked.seen);
  return say("subcontractors.said.described");
});

export const finish = freelancerAction(assignmentRef, async (input, asked) => {
  await finishAssignment(asked.scope, input.assignmentId, asked.now);
  return say("subcontractors.said.finished");
});

export const reopen = freelancerAction(assignmentRef, async (input, asked) => {
  await reopenAssignment(asked.scope, input.assignmentId, asked.now);
  return say("subcontractors.said.reopened");
});

export const agreeOn = freelancerAction(newDate, async (input, asked) => {
  await addDate(asked.scope, input, asked.now);
  return say("subcontractors.said.added");
});

export const agreeOnPay = freelancerAction(newPayDate, async (input, asked) => {
  const { amount, ...date } = input;
  await addDate(asked.scope, { ...date, kind: "PAY", hundredths: amount }, asked.now);
  return say("subcontractors.said.added");
});

export const move = freelancerAction(movedDate, async (input, asked) => {
  await checkBeforeSending(asked, { reason: input.reason });
  await moveDate(asked.scope, input, asked.now);
  return say("subcontractors.said.moved");
});

export const keep = freelancerAction(doneDate, async (input, { scope, now }) => {
  await keepDate(scope, input, now);
});

export const unkeep = freelancerAction(dateRef, async (input, { scope, now }) => {
  await unkeepDate(scope, input.dateId, now);
});

export const removeOne = freelancerAction(dateRef, async (input, { scope, now }) => {
  await removeDate(scope, input.dateId, now);
});

export const write = freelancerAction(messageToSubcontractor, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await writeToSubcontractor(asked.scope, input, asked.now);
  return say("subcontractors.said.sent");
});

export const needsNoReply = freelancerAction(lineRef, async (input, { scope, now }) => {
  await settleDeskLine(scope, input, now);
});

export const removeFile = freelancerAction(assignmentFileRef, async (input, { scope, now }) => {
  await removeAssignmentFile(scope, input.fileId, now);
});

export const skip = freelancerAction(assignmentRef, async (input, { scope, now }) => {
  await skipQuestion(scope, input.assignmentId, now);
});

export const note = freelancerAction(assignmentRef, async (input, { scope, now }) => {
  await noteWorkingAnswer(scope, input.assignmentId, now);
});
