import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import {
  markAtRisk,
  meetDeadline,
  promiseDeadline,
  reorderDeadline,
} from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { getDelay } from "@/features/deadlines/queries";
import { noteMisses, writeMorningEmails } from "@/features/deadlines/risk/commands";
import { listRisks } from "@/features/deadlines/risk/queries";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { getProject } from "@/features/projects/queries";
import { listToday } from "@/features/today/queries";
import { client, freelancer, emailsOf, MONDAY, pageOf, project } from "@tests/support/factories";

const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const REASON = "The licence for the map arrived two days late.";

async function promised(promisedOn = "2026-11-27", zone?: string) {
  const scope = await freelancer({ zone });
  const person = await client(scope);
  const id = await project(scope, person);
  await promiseDeadline(
    scope,
    { projectId: id, title: "Draft", promisedOn, targetOn: undefined, holder: "FREELANCER" },
    MONDAY,
  );
  const deadlineId = (await getProject(scope, id)).deadlines[0]!.id;
  const move = (toOn: string, over: { seenOn?: string; reason?: string } = {}, now = MONDAY) =>
    moveDeadline(scope, { deadlineId, seenOn: promisedOn, toOn, reason: REASON, ...over }, now);
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  return { scope, person, id, deadlineId, move, studio };
}

describe("moving a promised date", () => {
  test("later tells the client, with the old date, the new one and the reason", async () => {
    const { id, person, move } = await promised();
    await move("2026-12-01");
    expect(await emailsOf(id)).toMatchObject([
      {
        kind: "deadline.moved",
        toAddress: "ines@example.com",
        subject: "A new date: Draft",
        sendAt: later(10),
        words: {
          paragraphs: [
            "“Draft” was due on Fri 27 Nov. You’ll have it on Tue 1 Dec.",
            `Reason: ${REASON}`,
          ],
        },
      },
    ]);
    const page = await pageOf(person, id);
    expect(page?.project?.deadlines).toMatchObject([
      {
        promisedOn: "2026-12-01",
        moves: [{ fromOn: "2026-11-27", toOn: "2026-12-01", reason: REASON }],
      },
    ]);
    expect(
      await db().deadlineMove.findMany({ where: { deadline: { projectId: id } } }),
    ).toMatchObject([{ toldDaysEarly: 4 }]);
  });

  test.each([
    ["nothing", undefined],
    ["a placeholder", "tbd"],
    ["three emails", "abc"],
    ["the title again", "the draft"],
  ])("later with %s for a reason is refused, and nothing moves", async (_case, reason) => {
    const { id, move } = await promised();
    await expect(move("2026-12-01", { reason })).rejects.toMatchObject({
      code: "invalid",
      field: "reason",
    });
    expect(await emailsOf(id)).toEqual([]);
    expect(await db().deadline.findFirst({ where: { projectId: id } })).toMatchObject({
      sequence: 0,
    });
  });

  test("earlier needs no reason and writes no email", async () => {
    const { id, move } = await promised();
    await move("2026-11-25", { reason: undefined });
    expect(await emailsOf(id)).toEqual([]);
    expect(
      await db().deadlineMove.findMany({ where: { deadline: { projectId: id } } }),
    ).toMatchObject([{ toldDaysEarly: null, reason: "" }]);
  });

  test("several moves within the hold are one email, first old date to last new one", async () => {
    const { id, move } = await promised();
    await move("2026-12-01");
    await move(
      "2026-12-03",
      { seenOn: "2026-12-01", reason: "And the printer is closed on Wednesday." },
      later(2),
    );
    const emails = await emailsOf(id);
    expect(emails).toHaveLength(1);
    expect(emails[0]).toMatchObject({
      sendAt: later(10),
      words: {
        paragraphs: [
          "“Draft” was due on Fri 27 Nov. You’ll have it on Thu 3 Dec.",
          "Reason: And the printer is closed on Wednesday.",
        ],
      },
    });
  });

  test("twenty dates moved within the hold are one email that tells of each", async () => {
    const { scope, id } = await promised();
    for (let n = 0; n < 20; n += 1) {
      await promiseDeadline(
        scope,
        { projectId: id, title: `Part ${n}`, promisedOn: "2026-11-27", holder: "FREELANCER" },
        MONDAY,
      );
      const { id: deadlineId } = await db().deadline.findFirstOrThrow({
        where: { projectId: id, title: `Part ${n}` },
      });
      await moveDeadline(
        scope,
        {
          deadlineId,
          seenOn: "2026-11-27",
          toOn: "2026-12-01",
          reason: REASON,
          effect: "Printing starts a day later.",
          doing: "I am calling the printer.",
        },
        later(n / 10),
      );
    }
    const [email, ...more] = await emailsOf(id);
    expect(more).toEqual([]);
    expect(email!.words.paragraphs).toHaveLength(80);
    expect(email!.words.paragraphs[76]).toContain("“Part 19”");
  });

  test("moved back within the hold, no email is sent", async () => {
    const { id, move } = await promised();
    await move("2026-12-01");
    await move("2026-11-27", { seenOn: "2026-12-01", reason: undefined }, later(3));
    expect(await emailsOf(id)).toMatchObject([{ cancelledAt: later(3) }]);
  });

  test("after the email was sent, a further move is an email of its own", async () => {
    const { id, move } = await promised();
    await move("2026-12-01");
    await db().email.updateMany({
      where: { projectId: id },
      data: { sendAt: new Date(Date.now() - 1000) },
    });
    await deliverDueEmails();
    await move(
      "2026-12-03",
      { seenOn: "2026-12-01", reason: "And the printer is closed on Wednesday." },
      later(60),
    );
    expect((await emailsOf(id)).map((email) => email.words.paragraphs[0])).toEqual([
      "“Draft” was due on Fri 27 Nov. You’ll have it on Tue 1 Dec.",
      "“Draft” was due on Tue 1 Dec. You’ll have it on Thu 3 Dec.",
    ]);
  });

  test("of two tabs that move one date, the second is told what the first did", async () => {
    const { id, move } = await promised();
    const both = await Promise.allSettled([move("2026-12-01"), move("2026-12-02")]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({
      reason: { code: "already", field: "toOn" },
    });
    expect(await db().deadlineMove.count({ where: { deadline: { projectId: id } } })).toBe(1);
  });

  test("a met promise, a completed project and a day that is over are refused", async () => {
    const { scope, id, deadlineId, move } = await promised();
    await expect(move("2026-11-22", { reason: undefined })).rejects.toMatchObject({
      code: "invalid",
      field: "toOn",
    });
    await expect(move("2026-11-27")).rejects.toMatchObject({ code: "invalid", field: "toOn" });
    await meetDeadline(scope, deadlineId, MONDAY);
    await expect(move("2026-12-01")).rejects.toMatchObject({ code: "not-allowed" });
    await db().deadline.update({ where: { id: deadlineId }, data: { metAt: null } });
    await completeProject(scope, id, MONDAY);
    await expect(move("2026-12-01")).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("another freelancer's date is not found in any verb", async () => {
    const { deadlineId } = await promised();
    const theirs = await freelancer();
    const notFound = { code: "not-found" };
    await expect(
      moveDeadline(
        theirs,
        { deadlineId, seenOn: "2026-11-27", toOn: "2026-12-01", reason: REASON },
        MONDAY,
      ),
    ).rejects.toMatchObject(notFound);
    await expect(getDelay(theirs, deadlineId)).rejects.toMatchObject(notFound);
    await expect(markAtRisk(theirs, deadlineId, true, MONDAY)).rejects.toMatchObject(notFound);
    await expect(reorderDeadline(theirs, deadlineId, "up")).rejects.toMatchObject(notFound);
  });

  test("10 kB of right-to-left reason is read as it was written", async () => {
    const { id, move } = await promised();
    const reason = `${"تأخر وصول الورق من المطبعة. ".repeat(70)}🗺️`;
    await move("2026-12-01", { reason });
    expect((await emailsOf(id))[0]!.words.paragraphs[1]).toContain(reason.trim());
  });
});

describe("a day that passed without a word", () => {
  test("is written down once, and how late the word came with it", async () => {
    const { id, deadlineId, move } = await promised("2026-11-23");
    const wednesday = new Date("2026-11-25T09:00:00Z");
    expect(await noteMisses(MONDAY)).toBe(0);
    await Promise.all([noteMisses(wednesday), noteMisses(wednesday), noteMisses(wednesday)]);
    expect(await db().deadlineMiss.findMany({ where: { deadlineId } })).toMatchObject([
      { toldAt: null, toldDaysEarly: null, missedAt: wednesday },
    ]);
    await move("2026-11-30", {}, wednesday);
    expect(await db().deadlineMiss.findMany({ where: { deadlineId } })).toMatchObject([
      { toldAt: wednesday, toldDaysEarly: -2 },
    ]);
    expect(
      await db().deadlineMove.findMany({ where: { deadline: { projectId: id } } }),
    ).toMatchObject([{ toldDaysEarly: -2 }]);
  });

  test("is over when it is over where the studio is", async () => {
    const { deadlineId } = await promised("2026-11-23", "Pacific/Auckland");
    // 22:00 UTC on Monday is Tuesday in Auckland.
    await noteMisses(new Date("2026-11-23T10:00:00Z"));
    expect(await db().deadlineMiss.count({ where: { deadlineId } })).toBe(0);
    await noteMisses(new Date("2026-11-23T22:00:00Z"));
    expect(await db().deadlineMiss.count({ where: { deadlineId } })).toBe(1);
  });
});

describe("at risk", () => {
  test("is on Today, and in one morning email at the opening", async () => {
    const { scope, deadlineId, studio } = await promised("2026-11-25");
    const needs = await listToday(scope, studio, MONDAY);
    expect(needs).toMatchObject([
      {
        kind: "deadline at risk",
        deadlineId,
        why: { about: "nothing", due: "left", left: 2 },
      },
    ]);
    const morning = () =>
      db().email.findMany({
        where: { freelancerId: scope.freelancerId, kind: "deadlines.at-risk" },
      });
    await writeMorningEmails(new Date("2026-11-23T07:00:00Z"));
    expect(await morning()).toEqual([]);
    await Promise.allSettled([
      writeMorningEmails(new Date("2026-11-23T08:05:00Z")),
      writeMorningEmails(new Date("2026-11-23T08:05:00Z")),
    ]);
    await writeMorningEmails(new Date("2026-11-23T08:10:00Z"));
    expect(await morning()).toMatchObject([
      { subject: "At risk: Draft", toAddress: "mira@example.com", contactId: null },
    ]);
    await writeMorningEmails(new Date("2026-11-24T08:05:00Z"));
    expect(await morning()).toHaveLength(2);
  });

  test("on a day off no morning email is written", async () => {
    const { scope } = await promised("2026-11-25");
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { daysOff: ["2026-11-23"] },
    });
    await writeMorningEmails(new Date("2026-11-23T08:05:00Z"));
    expect(await db().email.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
  });

  test("marked and unmarked by hand; a move takes the mark away", async () => {
    const { scope, studio, deadlineId, move } = await promised("2026-12-18");
    expect(await listRisks(scope, studio, MONDAY)).toEqual([]);
    await markAtRisk(scope, deadlineId, true, MONDAY);
    expect(await listRisks(scope, studio, MONDAY)).toMatchObject([{ why: { about: "marked" } }]);
    await move("2026-12-21");
    expect(await listRisks(scope, studio, MONDAY)).toEqual([]);
  });
});

test("deadlines are in the freelancer's own order, new ones at the end", async () => {
  const { scope, id, deadlineId } = await promised("2026-11-27");
  for (const [title, day] of [
    ["Second", "2026-12-01"],
    ["Third", "2026-12-02"],
  ] as const)
    await promiseDeadline(
      scope,
      { projectId: id, title, promisedOn: day, holder: "FREELANCER" },
      MONDAY,
    );
  const titles = async () =>
    (await getProject(scope, id)).deadlines.map((deadline) => deadline.title);
  await reorderDeadline(scope, deadlineId, "down");
  expect(await titles()).toEqual(["Second", "Draft", "Third"]);
  await reorderDeadline(scope, deadlineId, "down");
  await reorderDeadline(scope, deadlineId, "down");
  expect(await titles()).toEqual(["Second", "Third", "Draft"]);
  await promiseDeadline(
    scope,
    { projectId: id, title: "Fourth", promisedOn: "2026-12-20", holder: "CLIENT" },
    MONDAY,
  );
  expect(await titles()).toEqual(["Second", "Third", "Draft", "Fourth"]);
});
