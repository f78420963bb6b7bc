import { expect, test } from "vitest";
import { db } from "@/db/client";
import { sendFollowUpNow, skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { findSurvey } from "@/features/surveys/queries";
import type { Scope } from "@/auth/scope";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  project,
  tokenIn,
  type Person,
} from "@tests/support/factories";

async function completed(scope: Scope, person: Person, title?: string) {
  const id = await project(scope, person, title);
  await completeProject(scope, id, MONDAY);
  const find = (kind: "THANK_YOU" | "CHECK_BACK") =>
    db().followUp.findFirstOrThrow({ where: { projectId: id, kind } });
  return { id, thankYou: await find("THANK_YOU"), checkBack: await find("CHECK_BACK"), find };
}

/**
 * Time moves by ageing the row: to a moment that is over whenever the tests run, and less than
 * fourteen days before their clocks.
 */
const DUE = new Date("2026-11-21T12:00:00Z");
const fallsDue = (id: string) => db().followUp.update({ where: { id }, data: { dueAt: DUE } });

/** A working morning of Ines's: the clock the worker is given. */
const MORNING = new Date("2026-11-30T09:30:00Z");

test("a check-back that is not due is not sent", async () => {
  const scope = await freelancer();
  const { id, find, checkBack } = await completed(scope, await client(scope));
  await db().followUp.update({
    where: { id: checkBack.id },
    data: { dueAt: new Date(Date.now() + 60_000) },
  });
  await issueDueFollowUps(MORNING);
  expect(await emailsOf(id)).toHaveLength(1);
  expect(await find("CHECK_BACK")).toMatchObject({ settledAt: null });
});

test("a due check-back becomes one email with a link that opens the survey", async () => {
  const scope = await freelancer();
  const { id, checkBack, find } = await completed(scope, await client(scope));
  await fallsDue(checkBack.id);
  await Promise.all([
    issueDueFollowUps(MORNING),
    issueDueFollowUps(MORNING),
    issueDueFollowUps(MORNING),
  ]);
  const invitations = (await emailsOf(id)).filter((email) => email.kind === "survey.invited");
  expect(invitations).toHaveLength(1);
  expect(await findSurvey(tokenIn(invitations[0]!.words.link!.url))).toMatchObject({
    contact: { name: "Ines Duarte" },
    standing: null,
  });
  expect(await find("CHECK_BACK")).toMatchObject({
    emailId: invitations[0]!.id,
    issuedAt: expect.any(Date),
  });
});

test("nobody is asked twice within the cool-down, and the reason is kept", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const first = await completed(scope, person, "First map");
  const second = await completed(scope, person, "Second map");
  await fallsDue(first.checkBack.id);
  await fallsDue(second.checkBack.id);
  await Promise.all([issueDueFollowUps(MORNING), issueDueFollowUps(MORNING)]);
  const both = [await first.find("CHECK_BACK"), await second.find("CHECK_BACK")];
  expect(both.filter((one) => one.issuedAt)).toHaveLength(1);
  expect(both.filter((one) => one.skippedAt)).toMatchObject([
    { why: "This contact was asked within the last 60 days." },
  ]);
  // The control: without a cool-down both are asked.
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 0 },
  });
  const third = await completed(scope, person, "Third map");
  await fallsDue(third.checkBack.id);
  await issueDueFollowUps(MORNING);
  expect(await third.find("CHECK_BACK")).toMatchObject({
    issuedAt: expect.any(Date),
    skippedAt: null,
  });
});

test("who opted out of surveys is not asked", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const { checkBack, find, id } = await completed(scope, person);
  await db().contact.update({ where: { id: person.contactId }, data: { optedOutAt: MONDAY } });
  await fallsDue(checkBack.id);
  await issueDueFollowUps(MORNING);
  expect(await find("CHECK_BACK")).toMatchObject({
    issuedAt: null,
    why: "This contact has unsubscribed from surveys.",
  });
  expect(await emailsOf(id)).toHaveLength(1);
  await expect(sendFollowUpNow(scope, checkBack.id, new Date())).rejects.toMatchObject({
    code: "too-late",
  });
});

test("found due at an hour for nobody, it waits for the client's next working morning", async () => {
  const scope = await freelancer();
  const { checkBack, find, id } = await completed(scope, await client(scope));
  for (const [now, morning] of [
    ["2026-11-28T22:10:00Z", "2026-11-30T09:30:00Z"],
    ["2026-11-30T05:00:00Z", "2026-11-30T09:30:00Z"],
    ["2026-11-30T19:00:00Z", "2026-12-01T09:30:00Z"],
  ] as const) {
    await fallsDue(checkBack.id);
    await issueDueFollowUps(new Date(now));
    expect(await find("CHECK_BACK")).toMatchObject({ settledAt: null, dueAt: new Date(morning) });
  }
  expect(await emailsOf(id)).toHaveLength(1);
});

test("a thank-you that was skipped stays skipped when the project is completed again", async () => {
  const scope = await freelancer();
  const { id, thankYou, find } = await completed(scope, await client(scope));
  await skipFollowUp(scope, thankYou.id, MONDAY);
  await reopenProject(scope, id, MONDAY);
  await completeProject(scope, id, MONDAY);
  expect(await emailsOf(id)).toMatchObject([{ skippedAt: MONDAY, settledAt: MONDAY }]);
  expect(await find("THANK_YOU")).toMatchObject({ skippedAt: MONDAY });
  expect(await find("CHECK_BACK")).toMatchObject({ settledAt: null });
});

test("reopening while the worker issues leaves no question about an open project", async () => {
  const scope = await freelancer();
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 0 },
  });
  const person = await client(scope);
  for (let round = 0; round < 15; round += 1) {
    const { id, checkBack, find } = await completed(scope, person, `Map ${round}`);
    await fallsDue(checkBack.id);
    await Promise.all([issueDueFollowUps(MORNING), reopenProject(scope, id, MORNING)]);
    // Whoever was first: the email, if there is one, has been cancelled, or was never written.
    const emails = (await emailsOf(id)).filter((email) => email.kind === "survey.invited");
    expect(emails.every((email) => email.cancelledAt !== null)).toBe(true);
    expect(await db().survey.count({ where: { projectId: id } })).toBe(0);
    expect((await find("CHECK_BACK")).settledAt).not.toBeNull();
  }
});

test("sent now goes at once, and only once", async () => {
  const scope = await freelancer();
  const { id, thankYou, checkBack } = await completed(scope, await client(scope));
  await db().email.updateMany({
    where: { projectId: id },
    data: { sendAt: new Date(Date.now() + 600_000) },
  });
  await sendFollowUpNow(scope, checkBack.id, new Date());
  const delivered = async () => {
    await deliverDueEmails();
    return (await emailsOf(id)).map((email) => [email.kind, email.deliveredAt !== null]);
  };
  // With the check-back goes the thank-you, and is sent before it.
  expect(await delivered()).toEqual([
    ["project.completed", true],
    ["survey.invited", false],
  ]);
  await expect.poll(delivered, { timeout: 10_000 }).toEqual([
    ["project.completed", true],
    ["survey.invited", true],
  ]);
  await expect(sendFollowUpNow(scope, thankYou.id, new Date())).rejects.toMatchObject({
    code: "too-late",
  });
  await expect(sendFollowUpNow(scope, checkBack.id, new Date())).rejects.toMatchObject({
    code: "too-late",
  });
});

test("a skipped check-back never becomes an email", async () => {
  const scope = await freelancer();
  const { id, checkBack, find } = await completed(scope, await client(scope));
  await skipFollowUp(scope, checkBack.id, MONDAY);
  await fallsDue(checkBack.id);
  await issueDueFollowUps(MORNING);
  expect(await emailsOf(id)).toHaveLength(1);
  expect(await find("CHECK_BACK")).toMatchObject({ why: "You skipped it.", issuedAt: null });
  await reopenProject(scope, id, MONDAY);
  await completeProject(scope, id, MONDAY);
  expect(await find("CHECK_BACK")).toMatchObject({ why: "You skipped it.", skippedAt: MONDAY });
});

test("an invitation cancelled before it was sent was never asked", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const { id, checkBack, find } = await completed(scope, person);
  await sendFollowUpNow(scope, checkBack.id, new Date());
  await reopenProject(scope, id, new Date());
  expect(await db().survey.count({ where: { projectId: id } })).toBe(0);
  await completeProject(scope, id, new Date());
  expect(await find("CHECK_BACK")).toMatchObject({ settledAt: null, emailId: null });
  await sendFollowUpNow(scope, checkBack.id, new Date());
  const invitation = (await emailsOf(id)).find((email) => email.kind === "survey.invited");
  expect(await findSurvey(tokenIn(invitation!.words.link!.url))).not.toBeNull();
});

test("one follow-up that fails does not hold up the others", async () => {
  const scope = await freelancer();
  const broken = await completed(scope, await client(scope));
  const fine = await completed(
    scope,
    await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" }),
  );
  // A survey that is there already breaks the first one's own.
  await db().survey.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId: broken.id,
      contactId: broken.checkBack.contactId,
      tokenHash: new Uint8Array(32),
      invitedAt: new Date(0),
      expiresAt: MONDAY,
    },
  });
  await db().followUp.update({
    where: { id: broken.checkBack.id },
    data: { dueAt: new Date(DUE.getTime() - 60_000) },
  });
  await fallsDue(fine.checkBack.id);
  await issueDueFollowUps(MORNING);
  expect(await broken.find("CHECK_BACK")).toMatchObject({ settledAt: null });
  expect(await fine.find("CHECK_BACK")).toMatchObject({ issuedAt: expect.any(Date) });
});

test("another freelancer's follow-up is not found in any verb", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const { checkBack } = await completed(mine, await client(mine));
  await expect(sendFollowUpNow(theirs, checkBack.id, MONDAY)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(skipFollowUp(theirs, checkBack.id, MONDAY)).rejects.toMatchObject({
    code: "not-found",
  });
});
