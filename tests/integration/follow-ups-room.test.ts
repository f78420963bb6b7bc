import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import {
  bringBackFollowUp,
  dropWords,
  rewordFollowUp,
} from "@/features/follow-ups/decisions/commands";
import { listHistory } from "@/features/history/queries";
import { moveFollowUp, sendFollowUpNow, skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { FOLLOW_UP_KINDS } from "@/features/follow-ups/kinds";
import { dryRun, listSent } from "@/features/follow-ups/forecast/queries";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { dropOwnText, saveOwnText } from "@/features/follow-ups/settings/commands";
import { arrangeFollowUps } from "@/workflows/arrange-follow-ups/commands";
import { getFollowUp, listHeld, listTimeline } from "@/features/follow-ups/timeline/queries";
import { skipEmail } from "@/features/emails/waiting/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { getProject } from "@/features/projects/queries";
import { writeNote } from "@/features/projects/work-notes/commands";
import { listExpectedGatherings } from "@/features/projects/work-notes/queries";
import { forgetSurveyLinks } from "@/features/surveys/commands";
import { listToday } from "@/features/today/queries";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  project,
  timeHasCome,
  tokenIn,
  type Person,
} from "@tests/support/factories";

/** A moment that is over whenever the tests run, and less than fourteen days before their clocks. */
const DUE = new Date("2026-11-21T12:00:00Z");
/** A working morning of Ines's: the clock the worker is given. */
const MORNING = new Date("2026-11-30T09:30:00Z");
const DAY = 86_400_000;
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

type Kind = FollowUpKind;
const find = (projectId: string, kind: Kind) =>
  db().followUp.findFirstOrThrow({ where: { projectId, kind } });
const fallsDue = (projectId: string, kind: Kind, dueAt = DUE) =>
  db().followUp.updateMany({ where: { projectId, kind }, data: { dueAt } });
const ofKind = async (projectId: string, kind: string) =>
  (await emailsOf(projectId)).filter((email) => email.kind === kind);
const settings = {
  kinds: FOLLOW_UP_KINDS,
  followUpsFrom: "09:00",
  followUpsUntil: "17:30",
  checkBackWorkingDays: 5,
  reminderDays: 7,
  quietMonths: 6,
  coolDownDays: 60,
  signOffWorkingDays: 5,
};

async function completed(
  scope: Scope,
  person: Person,
  title?: string,
  at = MONDAY,
): Promise<string> {
  const id = await project(scope, person, title);
  await completeProject(scope, id, at);
  return id;
}

/** A completed project whose check-back was sent. */
async function asked(): Promise<{ scope: Scope; person: Person; id: string; token: string }> {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await completed(scope, person);
  await fallsDue(id, "CHECK_BACK");
  await issueDueFollowUps(MORNING);
  const [invitation] = await ofKind(id, "survey.invited");
  await db().email.update({
    where: { id: invitation!.id },
    data: { sentAt: MORNING, settledAt: MORNING, frozenAt: MORNING },
  });
  return { scope, person, id, token: tokenIn(invitation!.words.link!.url) };
}

describe("the thank-you's hour", () => {
  test.each([
    ["on a working day, when its hold is over", "2026-11-23T09:00:00Z", "2026-11-23T09:10:00Z"],
    ["of a Friday evening on Monday morning", "2026-11-27T18:00:00Z", "2026-11-30T09:30:00Z"],
    ["at dawn later that morning", "2026-11-24T05:00:00Z", "2026-11-24T09:30:00Z"],
    [
      "whose hold ends after hours the next morning",
      "2026-11-24T17:25:00Z",
      "2026-11-25T09:30:00Z",
    ],
  ])("%s", async (_case, at, sendAt) => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope), undefined, new Date(at));
    expect(await emailsOf(id)).toMatchObject([{ sendAt: new Date(sendAt), inHours: true }]);
    expect(await find(id, "THANK_YOU")).toMatchObject({ dueAt: new Date(sendAt) });
  });

  test("of the contact's own holiday is the day after, of nobody else's", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    await db().contact.update({ where: { id: person.contactId }, data: { country: "PT" } });
    const id = await completed(scope, person, undefined, new Date("2026-12-01T10:00:00Z"));
    expect(await emailsOf(id)).toMatchObject([{ sendAt: new Date("2026-12-02T09:30:00Z") }]);
  });

  test("is any hour in the demo, whose emails reach nobody", async () => {
    const scope = await freelancer();
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { seededAt: MONDAY },
    });
    const id = await completed(
      scope,
      await client(scope),
      undefined,
      new Date("2026-11-28T22:00:00Z"),
    );
    expect(await emailsOf(id)).toMatchObject([
      { sendAt: new Date("2026-11-28T22:10:00Z"), inHours: false },
    ]);
  });

  test("is now when the freelancer says so", async () => {
    const scope = await freelancer();
    const id = await completed(
      scope,
      await client(scope),
      undefined,
      new Date("2026-11-28T22:00:00Z"),
    );
    const now = new Date("2026-11-28T22:05:00Z");
    await sendFollowUpNow(scope, (await find(id, "THANK_YOU")).id, now);
    expect(await emailsOf(id)).toMatchObject([{ sendAt: now, inHours: false }]);
  });
});

describe("the reminder", () => {
  test("is planned with the asking, and is one email that leads to the same question", async () => {
    const { id, token } = await asked();
    expect(await find(id, "REMINDER")).toMatchObject({
      dueAt: new Date("2026-12-07T09:30:00Z"),
      settledAt: null,
    });
    await fallsDue(id, "REMINDER");
    await Promise.all([
      issueDueFollowUps(after(MORNING, DAY)),
      issueDueFollowUps(after(MORNING, DAY)),
      issueDueFollowUps(after(MORNING, DAY)),
    ]);
    const reminders = await ofKind(id, "survey.reminded");
    expect(reminders).toMatchObject([
      { purpose: "SURVEY", inHours: true, subject: "A quick reminder: was it up to mark?" },
    ]);
    expect(tokenIn(reminders[0]!.words.link!.url)).toBe(token);
    expect(await db().survey.count({ where: { projectId: id } })).toBe(1);
  });

  test("planned goes with the answer, and the question's link is forgotten", async () => {
    const { id, token } = await asked();
    await answerSurvey({ token }, { verdict: "UP_TO_MARK" }, after(MORNING, 1000));
    expect(await find(id, "REMINDER")).toMatchObject({
      cancelledAt: after(MORNING, 1000),
      why: "The question has been answered.",
    });
    expect(await db().survey.findFirstOrThrow({ where: { projectId: id } })).toMatchObject({
      tokenCipher: null,
    });
    await answerSurvey({ token }, { verdict: "NEARLY" }, after(MORNING, 2000));
    expect(await find(id, "REMINDER")).toMatchObject({ cancelledAt: after(MORNING, 1000) });
  });

  test("held as an email goes with the answer too", async () => {
    const { id, token } = await asked();
    await fallsDue(id, "REMINDER");
    await issueDueFollowUps(after(MORNING, DAY));
    await answerSurvey({ token }, { verdict: "UP_TO_MARK" }, after(MORNING, DAY));
    expect(await ofKind(id, "survey.reminded")).toMatchObject([
      { cancelledAt: after(MORNING, DAY) },
    ]);
  });

  test("written while the answer comes in never stays", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, token } = await asked();
      await fallsDue(id, "REMINDER");
      await Promise.all([
        issueDueFollowUps(after(MORNING, DAY)),
        answerSurvey({ token }, { verdict: "UP_TO_MARK" }, after(MORNING, DAY)),
      ]);
      await issueDueFollowUps(after(MORNING, DAY));
      expect((await ofKind(id, "survey.reminded")).filter((email) => !email.cancelledAt)).toEqual(
        [],
      );
      expect((await find(id, "REMINDER")).settledAt).not.toBeNull();
    }
  });

  test.each<
    [string, (about: { scope: Scope; person: Person; id: string }) => Promise<unknown>, string]
  >([
    [
      "who opted out meanwhile",
      ({ person }) =>
        db().contact.update({ where: { id: person.contactId }, data: { optedOutAt: MORNING } }),
      "This contact has unsubscribed from surveys.",
    ],
    [
      "whose address bounced",
      ({ scope }) =>
        db().suppression.create({
          data: {
            freelancerId: scope.freelancerId,
            address: "ines@example.com",
            cause: "BOUNCED",
            suppressedAt: MORNING,
          },
        }),
      "Nothing is sent to this address: an email to it bounced.",
    ],
    [
      "about a question that has run out",
      ({ id }) =>
        db().survey.updateMany({ where: { projectId: id }, data: { expiresAt: MORNING } }),
      "The question has expired.",
    ],
    [
      "about a project that is open again",
      ({ id }) => db().project.update({ where: { id }, data: { completedAt: null } }),
      "The project is open again.",
    ],
    [
      "when reminders are turned off",
      ({ scope }) =>
        db().followUpSwitch.create({
          data: { freelancerId: scope.freelancerId, kind: "REMINDER", offAt: MORNING },
        }),
      "You turned reminders off.",
    ],
  ])("does not go to one %s", async (_case, change, why) => {
    const about = await asked();
    await fallsDue(about.id, "REMINDER");
    await change(about);
    await issueDueFollowUps(after(MORNING, DAY));
    expect(await find(about.id, "REMINDER")).toMatchObject({ skippedAt: after(MORNING, DAY), why });
    expect(await ofKind(about.id, "survey.reminded")).toEqual([]);
  });

  test("cancelled by a reopening comes again with the next completion, once; the check-back does not", async () => {
    const { scope, id } = await asked();
    await reopenProject(scope, id, after(MORNING, DAY));
    expect(await find(id, "REMINDER")).toMatchObject({ why: "The project was reopened." });
    await completeProject(scope, id, after(MORNING, 2 * DAY));
    expect(await find(id, "REMINDER")).toMatchObject({
      settledAt: null,
      cancelledAt: null,
      dueAt: new Date("2026-12-09T09:30:00Z"),
    });
    expect(await ofKind(id, "survey.invited")).toHaveLength(1);
    expect(await db().followUp.count({ where: { projectId: id } })).toBe(3);
  });

  test("leaves the link of a question that has run out to nobody", async () => {
    const { id } = await asked();
    await forgetSurveyLinks(after(MORNING, DAY));
    expect(
      (await db().survey.findFirstOrThrow({ where: { projectId: id } })).tokenCipher,
    ).not.toBeNull();
    await forgetSurveyLinks(after(MORNING, 91 * DAY));
    expect(
      (await db().survey.findFirstOrThrow({ where: { projectId: id } })).tokenCipher,
    ).toBeNull();
  });
});

describe("an invitation skipped in Emails before it was sent", () => {
  test("asked nobody: no reminder, no cool-down, and the project shows no question", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const [first, second] = [
      await completed(scope, person, "First map"),
      await completed(scope, person, "Second map"),
    ];
    await fallsDue(first, "CHECK_BACK");
    await issueDueFollowUps(MORNING);
    // The control: as long as it may be sent, it counts, and its reminder will follow it.
    expect((await dryRun(scope, MORNING)).sending).toContainEqual(
      expect.objectContaining({ what: "Reminder", project: "First map", whyNot: null }),
    );
    expect((await dryRun(scope, MORNING)).notSending).toMatchObject([
      { project: "Second map", whyNot: "This contact was asked within the last 60 days." },
    ]);
    await skipEmail(scope, (await ofKind(first, "survey.invited"))[0]!.id, MORNING);
    expect((await getProject(scope, first)).surveys).toEqual([]);
    await fallsDue(first, "REMINDER");
    await fallsDue(second, "CHECK_BACK");
    await issueDueFollowUps(after(MORNING, 60_000));
    expect(await find(first, "REMINDER")).toMatchObject({
      why: "The check-back was not sent, so there is nothing to remind them of.",
    });
    expect(await find(second, "CHECK_BACK")).toMatchObject({
      issuedAt: after(MORNING, 60_000),
      why: null,
    });
  });

  test("cancelled as a follow-up takes its reminder with it", async () => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    await sendFollowUpNow(scope, (await find(id, "CHECK_BACK")).id, MORNING);
    await skipFollowUp(scope, (await find(id, "CHECK_BACK")).id, MORNING);
    expect(await find(id, "REMINDER")).toMatchObject({ cancelledAt: MORNING });
    expect(await db().survey.count({ where: { projectId: id } })).toBe(0);
  });
});

describe("what waited too long", () => {
  test("72 hours down: each once, at the client's next morning", async () => {
    const scope = await freelancer();
    await db().studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { coolDownDays: 0 },
    });
    const person = await client(scope);
    const ids = [
      await completed(scope, person, "First"),
      await completed(scope, person, "Second"),
      await completed(scope, person, "Third"),
    ];
    for (const id of ids) await fallsDue(id, "CHECK_BACK");
    const night = after(DUE, 72 * 3_600_000 + 12 * 3_600_000);
    await issueDueFollowUps(night);
    const morning = new Date("2026-11-25T09:30:00Z");
    for (const id of ids)
      expect(await find(id, "CHECK_BACK")).toMatchObject({
        settledAt: null,
        heldAt: null,
        dueAt: morning,
      });
    for (const id of ids) await fallsDue(id, "CHECK_BACK");
    await Promise.all([issueDueFollowUps(morning), issueDueFollowUps(morning)]);
    for (const id of ids) expect(await ofKind(id, "survey.invited")).toHaveLength(1);
  });

  test("a worker whose clock is behind the database's puts each off once, and ends", async () => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    await fallsDue(id, "CHECK_BACK", new Date("2026-11-18T22:00:00Z"));
    await issueDueFollowUps(new Date("2026-11-18T23:00:00Z"));
    expect(await find(id, "CHECK_BACK")).toMatchObject({
      dueAt: new Date("2026-11-19T09:30:00Z"),
      settledAt: null,
    });
    await skipFollowUp(scope, (await find(id, "CHECK_BACK")).id, MONDAY);
  });

  const late = after(DUE, 14 * DAY + 60_000);
  async function held() {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    await fallsDue(id, "CHECK_BACK");
    await issueDueFollowUps(late);
    return { scope, id, followUpId: (await find(id, "CHECK_BACK")).id };
  }

  test("more than fourteen days: it is held, told on Today, and not looked at again", async () => {
    const { scope, id, followUpId } = await held();
    expect(await find(id, "CHECK_BACK")).toMatchObject({ heldAt: late, settledAt: null });
    expect(await issueDueFollowUps(late)).toBe(0);
    expect(await ofKind(id, "survey.invited")).toEqual([]);
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    expect(await listToday(scope, studio, late)).toContainEqual(
      expect.objectContaining({ kind: "follow-up held", followUpId, what: "CHECK_BACK" }),
    );
    expect(await listHeld(scope, late)).toMatchObject([{ id: followUpId, isLate: true }]);
    expect((await dryRun(scope, late)).sending.filter((one) => one.what === "Check-back")).toEqual(
      [],
    );
    expect(await listHeld(await freelancer(), late)).toEqual([]);
  });

  test("the history says nothing of what is held, and that it was written once it is", async () => {
    const { scope, id, followUpId } = await held();
    const decided = async () =>
      (await listHistory(scope, id, { today: "2026-12-20", language: "en" })).entries
        .map((entry) => entry.sentence)
        .filter((sentence) => sentence.startsWith("Check-back"));
    expect(await decided()).toEqual([]);
    await moveFollowUp(scope, { followUpId, day: "2026-12-21" }, late);
    await fallsDue(id, "CHECK_BACK");
    await issueDueFollowUps(MORNING);
    expect((await decided()).toSorted()).toEqual([
      "Check-back moved to Mon 21 Dec.",
      "Check-back written.",
    ]);
  });

  test("sent now it goes; skipped it does not; moved it is planned again", async () => {
    const [one, two, three] = [await held(), await held(), await held()];
    await sendFollowUpNow(one.scope, one.followUpId, late);
    expect(await find(one.id, "CHECK_BACK")).toMatchObject({ heldAt: null, issuedAt: late });
    await skipFollowUp(two.scope, two.followUpId, late);
    expect(await find(two.id, "CHECK_BACK")).toMatchObject({
      heldAt: null,
      skippedAt: late,
      why: "It was overdue, and you chose not to send it.",
    });
    await moveFollowUp(three.scope, { followUpId: three.followUpId, day: "2026-12-09" }, late);
    expect(await find(three.id, "CHECK_BACK")).toMatchObject({
      heldAt: null,
      settledAt: null,
      dueAt: new Date("2026-12-09T09:30:00Z"),
    });
  });

  test("sent now against a stop rule is refused with its reason, and stays held", async () => {
    const { scope, id, followUpId } = await held();
    await db().contact.updateMany({
      where: { freelancerId: scope.freelancerId },
      data: { optedOutAt: late },
    });
    await expect(sendFollowUpNow(scope, followUpId, late)).rejects.toMatchObject({
      code: "not-allowed",
      message: "It was not sent. This contact has unsubscribed from surveys.",
    });
    expect(await find(id, "CHECK_BACK")).toMatchObject({ heldAt: late, settledAt: null });
  });
});

describe("turned off", () => {
  test("what is planned or held of it is cancelled with the reason and counted, nobody else's", async () => {
    const [scope, other] = [await freelancer(), await freelancer()];
    const person = await client(scope);
    const ids = [await completed(scope, person, "First"), await completed(scope, person, "Second")];
    const theirs = await completed(other, await client(other));
    const turned = await arrangeFollowUps(
      scope,
      { ...settings, kinds: ["REMINDER", "QUIET_CHECK"] },
      MONDAY,
    );
    expect(turned).toEqual([
      { kind: "THANK_YOU", cancelled: 2 },
      { kind: "CHECK_BACK", cancelled: 2 },
      { kind: "TESTIMONIAL", cancelled: 0 },
    ]);
    for (const id of ids) {
      expect(await find(id, "THANK_YOU")).toMatchObject({
        cancelledAt: MONDAY,
        why: "You turned thank-yous off.",
      });
      expect(await find(id, "CHECK_BACK")).toMatchObject({
        cancelledAt: MONDAY,
        why: "You turned check-backs off.",
      });
      expect(await emailsOf(id)).toMatchObject([{ cancelledAt: MONDAY }]);
    }
    expect(await find(theirs, "CHECK_BACK")).toMatchObject({ cancelledAt: null });
    expect(
      await arrangeFollowUps(
        scope,
        { ...settings, kinds: ["REMINDER", "QUIET_CHECK"] },
        after(MONDAY, 1000),
      ),
    ).toEqual([]);
    expect(
      await db().followUpSwitch.findMany({ where: { freelancerId: scope.freelancerId } }),
    ).toMatchObject([
      { kind: "THANK_YOU", offAt: MONDAY },
      { kind: "CHECK_BACK", offAt: MONDAY },
      { kind: "TESTIMONIAL", offAt: MONDAY },
    ]);
  });

  test("on again plans nothing by itself; reopening and completing again does", async () => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    await arrangeFollowUps(scope, { ...settings, kinds: [] }, MONDAY);
    await arrangeFollowUps(scope, settings, MONDAY);
    expect(await db().followUp.count({ where: { projectId: id, settledAt: null } })).toBe(0);
    await reopenProject(scope, id, MONDAY);
    await completeProject(scope, id, after(MONDAY, 60_000));
    expect(await find(id, "CHECK_BACK")).toMatchObject({ settledAt: null, why: null });
    expect(await emailsOf(id)).toMatchObject([{ cancelledAt: null, settledAt: null }]);
  });

  test("before a completion: it says why nothing is sent, and nothing does", async () => {
    const scope = await freelancer();
    await arrangeFollowUps(scope, { ...settings, kinds: [] }, MONDAY);
    const id = await completed(scope, await client(scope));
    expect(await emailsOf(id)).toEqual([]);
    expect(await listTimeline(scope, id, MONDAY)).toMatchObject([
      { why: "You turned thank-yous off." },
      { why: "You turned check-backs off." },
    ]);
    // The control: turned on, the same completion writes.
    await arrangeFollowUps(scope, settings, MONDAY);
    await reopenProject(scope, id, MONDAY);
    await completeProject(scope, id, MONDAY);
    expect(await emailsOf(id)).toHaveLength(1);
  });

  test("while projects are being completed leaves no thank-you waiting", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    for (let round = 0; round < 8; round += 1) {
      await arrangeFollowUps(scope, settings, MONDAY);
      const id = await project(scope, person, `Map ${round}`);
      await Promise.all([
        completeProject(scope, id, MONDAY),
        arrangeFollowUps(scope, { ...settings, kinds: [] }, MONDAY),
      ]);
      expect((await emailsOf(id)).filter((email) => !email.cancelledAt)).toEqual([]);
    }
  });

  test("hours and delays count from the next plan on", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const before = await completed(scope, person, "Before");
    await arrangeFollowUps(
      scope,
      { ...settings, followUpsFrom: "13:00", followUpsUntil: "15:00", checkBackWorkingDays: 2 },
      MONDAY,
    );
    expect(await find(before, "CHECK_BACK")).toMatchObject({
      dueAt: new Date("2026-11-30T09:30:00Z"),
    });
    const later = await completed(scope, person, "After");
    expect(await find(later, "CHECK_BACK")).toMatchObject({
      dueAt: new Date("2026-11-25T13:30:00Z"),
    });
    expect(await find(later, "THANK_YOU")).toMatchObject({
      dueAt: new Date("2026-11-23T13:30:00Z"),
    });
  });
});

describe("own words", () => {
  const words = {
    subject: "About {project}",
    text: "{first name}, was {project} right?\n\n{my name} asks.",
  };

  test(
    "for a kind are in its next email; the greeting, link and signature stay; other languages " +
      "keep theirs",
    async () => {
      const scope = await freelancer();
      await saveOwnText(scope, { kind: "CHECK_BACK", language: "en", ...words });
      const [id, german] = [
        await completed(scope, await client(scope)),
        await completed(
          scope,
          await client(scope, {
            contactName: "Karin Vogt",
            address: "karin@example.com",
            language: "de",
          }),
        ),
      ];
      for (const one of [id, german])
        await sendFollowUpNow(scope, (await find(one, "CHECK_BACK")).id, MONDAY);
      const [email] = await ofKind(id, "survey.invited");
      expect(email).toMatchObject({
        subject: "About The lighthouse map",
        words: {
          greeting: "Dear Ines,",
          paragraphs: ["Ines, was The lighthouse map right?", "Mira Holm asks."],
          signature: "Mira Holm",
          link: { sentence: "Give my answer" },
        },
      });
      expect(await ofKind(german, "survey.invited")).toMatchObject([
        { subject: "Hat alles gepasst?" },
      ]);
      await dropOwnText(scope, { kind: "CHECK_BACK", language: "en" });
      expect(await db().ownText.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
    },
  );

  test("of a thank-you still tell of the extras, and are no other freelancer's", async () => {
    const [scope, other] = [await freelancer(), await freelancer()];
    await saveOwnText(scope, { kind: "THANK_YOU", language: "en", ...words });
    const [mine, theirs] = [
      await completed(scope, await client(scope)),
      await completed(other, await client(other)),
    ];
    expect(await emailsOf(mine)).toMatchObject([{ subject: "About The lighthouse map" }]);
    expect(await emailsOf(theirs)).toMatchObject([
      { subject: "Thank you: The lighthouse map is done" },
    ]);
  });

  test("of which no email can be made are refused by field, and the standard words are none of one's own", async () => {
    const scope = await freelancer();
    await expect(
      saveOwnText(scope, {
        kind: "REMINDER",
        language: "en",
        ...words,
        subject: "About {projekt}",
      }),
    ).rejects.toMatchObject({
      code: "invalid",
      field: "subject",
      message: expect.stringContaining("{projekt}"),
    });
    await expect(
      saveOwnText(scope, { kind: "REMINDER", language: "en", ...words, text: "About {project" }),
    ).rejects.toMatchObject({ code: "invalid", field: "text" });
    await saveOwnText(scope, { kind: "REMINDER", language: "en", ...words });
    const { standardWords } = await import("@/features/follow-ups/emails");
    const { localeOf } = await import("@/language/locale");
    await saveOwnText(scope, {
      kind: "REMINDER",
      language: "en",
      ...standardWords(localeOf("en"), "REMINDER"),
    });
    expect(await db().ownText.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
  });

  test(
    "for one alone are kept sealed and win over the kind's; gone again when dropped; too late " +
      "for an email",
    async () => {
      const scope = await freelancer();
      const id = await completed(scope, await client(scope));
      const { id: followUpId } = await find(id, "CHECK_BACK");
      await saveOwnText(scope, { kind: "CHECK_BACK", language: "en", ...words });
      await expect(
        rewordFollowUp(scope, { followUpId, subject: "For you", text: "{frist name}" }),
      ).rejects.toMatchObject({ code: "invalid", field: "text" });
      await rewordFollowUp(scope, {
        followUpId,
        subject: "For you",
        text: "How is it, {first name}?",
      });
      expect(
        Buffer.from((await find(id, "CHECK_BACK")).ownCipher!).toString("latin1"),
      ).not.toContain("How is it");
      expect((await getFollowUp(scope, followUpId, MONDAY)).own).toEqual({
        subject: "For you",
        text: "How is it, {first name}?",
      });
      await dropWords(scope, followUpId);
      expect((await getFollowUp(scope, followUpId, MONDAY)).own).toEqual(words);
      await rewordFollowUp(scope, {
        followUpId,
        subject: "For you",
        text: "How is it, {first name}?",
      });
      await sendFollowUpNow(scope, followUpId, MONDAY);
      expect(await ofKind(id, "survey.invited")).toMatchObject([
        { subject: "For you", words: { paragraphs: ["How is it, Ines?"] } },
      ]);
      await expect(
        rewordFollowUp(scope, { followUpId, subject: "For you", text: "Too late." }),
      ).rejects.toMatchObject({ code: "too-late" });
    },
  );
});

describe("moved to another day", () => {
  test("it is sent in the client's morning of that day, or of the next working day", async () => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    const { id: followUpId } = await find(id, "CHECK_BACK");
    expect(await moveFollowUp(scope, { followUpId, day: "2026-12-03" }, MONDAY)).toEqual(
      new Date("2026-12-03T09:30:00Z"),
    );
    expect(await moveFollowUp(scope, { followUpId, day: "2026-12-05" }, MONDAY)).toEqual(
      new Date("2026-12-07T09:30:00Z"),
    );
    expect(await find(id, "CHECK_BACK")).toMatchObject({ dueAt: new Date("2026-12-07T09:30:00Z") });
  });

  test("a waiting email goes with it, and an invitation's reminder", async () => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    await moveFollowUp(
      scope,
      { followUpId: (await find(id, "THANK_YOU")).id, day: "2026-11-26" },
      MONDAY,
    );
    expect(await emailsOf(id)).toMatchObject([
      { sendAt: new Date("2026-11-26T09:30:00Z"), inHours: true },
    ]);
    await sendFollowUpNow(scope, (await find(id, "CHECK_BACK")).id, MONDAY);
    await moveFollowUp(
      scope,
      { followUpId: (await find(id, "CHECK_BACK")).id, day: "2026-12-10" },
      MONDAY,
    );
    expect(await find(id, "REMINDER")).toMatchObject({ dueAt: new Date("2026-12-17T09:30:00Z") });
    const lastDay = async () =>
      (await db().survey.findFirstOrThrow({ where: { projectId: id } })).expiresAt.getTime();
    const moved = await lastDay();
    // Sent now after all, they come back with it.
    await sendFollowUpNow(scope, (await find(id, "CHECK_BACK")).id, MONDAY);
    expect(await find(id, "REMINDER")).toMatchObject({ dueAt: new Date("2026-11-30T09:30:00Z") });
    expect(await lastDay()).toBeLessThan(moved);
  });

  test.each([
    ["yesterday", "2026-11-22", "Day: that morning is over where Ines Duarte is."],
    [
      "today, whose morning is over",
      "2026-11-23",
      "Day: that morning is over where Ines Duarte is.",
    ],
    ["more than a year ahead", "2027-11-26", "Day: please choose one within a year."],
  ])("not to %s", async (_case, day, message) => {
    const scope = await freelancer();
    const id = await completed(scope, await client(scope));
    const now = new Date("2026-11-23T10:00:00Z");
    await expect(
      moveFollowUp(scope, { followUpId: (await find(id, "CHECK_BACK")).id, day }, now),
    ).rejects.toMatchObject({
      code: "invalid",
      field: "day",
      message: expect.stringContaining(message),
    });
  });

  test("not once it is sent", async () => {
    const { scope, id } = await asked();
    await expect(
      moveFollowUp(
        scope,
        { followUpId: (await find(id, "CHECK_BACK")).id, day: "2026-12-10" },
        MORNING,
      ),
    ).rejects.toMatchObject({ code: "too-late" });
  });
});

test(
  "a skipped one is brought back for its time or the next morning, not against a stop rule, nor " +
    "as an email",
  async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const id = await completed(scope, person);
    const { id: followUpId, dueAt } = await find(id, "CHECK_BACK");
    await expect(bringBackFollowUp(scope, followUpId, MONDAY)).rejects.toMatchObject({
      code: "not-allowed",
    });
    await skipFollowUp(scope, followUpId, MONDAY);
    await bringBackFollowUp(scope, followUpId, MONDAY);
    expect(await find(id, "CHECK_BACK")).toMatchObject({
      skippedAt: null,
      settledAt: null,
      why: null,
      dueAt,
    });
    await skipFollowUp(scope, followUpId, MONDAY);
    await bringBackFollowUp(scope, followUpId, new Date("2026-12-05T12:00:00Z"));
    expect(await find(id, "CHECK_BACK")).toMatchObject({ dueAt: new Date("2026-12-07T09:30:00Z") });
    await skipFollowUp(scope, followUpId, MONDAY);
    await db().contact.update({ where: { id: person.contactId }, data: { optedOutAt: MONDAY } });
    await expect(bringBackFollowUp(scope, followUpId, MONDAY)).rejects.toMatchObject({
      message: "It would be skipped again. This contact has unsubscribed from surveys.",
    });
    const thankYou = await find(id, "THANK_YOU");
    await skipFollowUp(scope, thankYou.id, MONDAY);
    await expect(bringBackFollowUp(scope, thankYou.id, MONDAY)).rejects.toMatchObject({
      code: "not-allowed",
    });
  },
);

describe("the look ahead", () => {
  test("says what the worker then does, and stores nothing", async () => {
    const scope = await freelancer();
    const [ines, karin] = [
      await client(scope),
      await client(scope, {
        name: "Vogt",
        contactName: "Karin Vogt",
        address: "karin@example.com",
        zone: "Europe/Berlin",
      }),
    ];
    const ids = [
      await completed(scope, ines, "First"),
      await completed(scope, ines, "Second", after(MONDAY, 1000)),
      await completed(scope, karin, "Third"),
    ];
    await writeNote(scope, { projectId: ids[0]!, text: "One more thing.", as: "shown" }, MONDAY);
    const before = await db().followUp.findMany({
      where: { freelancerId: scope.freelancerId },
      orderBy: { id: "asc" },
    });
    const ahead = await dryRun(scope, after(MONDAY, 60_000));
    expect(
      await db().followUp.findMany({
        where: { freelancerId: scope.freelancerId },
        orderBy: { id: "asc" },
      }),
    ).toEqual(before);
    expect(
      ahead.sending.map((one) => [one.what, one.project, one.at.toISOString(), one.zone]),
    ).toEqual([
      ["Thank-you", "First", "2026-11-23T09:10:00.000Z", "Europe/Lisbon"],
      ["Thank-you", "Third", "2026-11-23T09:10:00.000Z", "Europe/Berlin"],
      ["Thank-you", "Second", "2026-11-23T09:10:01.000Z", "Europe/Lisbon"],
      ["Check-back", "Third", "2026-11-30T08:30:00.000Z", "Europe/Berlin"],
      ["Check-back", "First", "2026-11-30T09:30:00.000Z", "Europe/Lisbon"],
      ["Reminder", "Third", "2026-12-07T08:30:00.000Z", "Europe/Berlin"],
    ]);
    expect(ahead.notSending.map((one) => [one.what, one.project, one.whyNot])).toEqual([
      ["Check-back", "Second", "This contact was asked within the last 60 days."],
    ]);
    expect(await listExpectedGatherings(scope, after(MONDAY, 60_000))).toMatchObject([
      { toName: "Ines Duarte", project: "First", at: new Date("2026-11-23T16:30:00Z") },
    ]);
    // And the worker does it.
    for (const [index, id] of ids.entries())
      await fallsDue(id, "CHECK_BACK", after(DUE, index * 1000));
    await issueDueFollowUps(MORNING);
    expect(await Promise.all(ids.map(async (id) => (await find(id, "CHECK_BACK")).why))).toEqual([
      null,
      "This contact was asked within the last 60 days.",
      null,
    ]);
  });

  test("tells of emails what the worker would: a suppressed address, a no to surveys, the client's hours", async () => {
    const scope = await freelancer();
    const [ines, karin] = [
      await client(scope),
      await client(scope, { contactName: "Karin Vogt", address: "karin@example.com" }),
    ];
    await completed(scope, ines, "First");
    const second = await completed(scope, karin, "Second");
    await sendFollowUpNow(scope, (await find(second, "CHECK_BACK")).id, MONDAY);
    await db().suppression.create({
      data: {
        freelancerId: scope.freelancerId,
        address: "ines@example.com",
        cause: "BOUNCED",
        suppressedAt: MONDAY,
      },
    });
    await db().contact.update({ where: { id: karin.contactId }, data: { optedOutAt: MONDAY } });
    await db().email.updateMany({
      where: { projectId: second, kind: "project.completed" },
      data: { sendAt: new Date("2026-11-24T19:00:00Z"), inHours: true },
    });
    const ahead = await dryRun(scope, MONDAY);
    expect(ahead.notSending.map((one) => [one.what, one.project, one.whyNot])).toEqual([
      ["Check-back", "Second", "This contact has unsubscribed from surveys and progress updates."],
      [
        "Thank-you",
        "First",
        "An email to this address bounced. Nothing is sent there until it is fixed.",
      ],
      ["Check-back", "First", "Nothing is sent to this address: an email to it bounced."],
      ["Reminder", "Second", "This contact has unsubscribed from surveys."],
    ]);
    expect(ahead.sending).toMatchObject([
      { what: "Thank-you", project: "Second", at: new Date("2026-11-25T09:30:00Z") },
    ]);
  });

  test("is one freelancer's alone, and looks back on what was sent", async () => {
    const { scope, id } = await asked();
    await timeHasCome(id);
    const other = await freelancer();
    expect(await dryRun(other, MORNING)).toMatchObject({ sending: [], notSending: [] });
    expect(await listExpectedGatherings(other, MORNING)).toEqual([]);
    expect(await listSent(other, MORNING)).toEqual([]);
    expect(await listSent(scope, after(MORNING, DAY))).toMatchObject([
      { subject: "Was it up to mark?" },
    ]);
    expect(await listSent(scope, after(MORNING, 15 * DAY))).toEqual([]);
  });
});

test("completed by twenty at once, again and again, thanks once and asks once", async () => {
  const scope = await freelancer();
  const id = await project(scope, await client(scope));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      Array.from({ length: 20 }, (_, press) =>
        completeProject(scope, id, after(MONDAY, round * 1000 + press)),
      ),
    );
    if (round < 2) await reopenProject(scope, id, after(MONDAY, round * 1000 + 500));
  }
  await fallsDue(id, "CHECK_BACK");
  await Promise.all([issueDueFollowUps(MORNING), issueDueFollowUps(MORNING)]);
  expect((await emailsOf(id)).map((email) => email.kind)).toEqual([
    "project.completed",
    "survey.invited",
  ]);
  expect(
    (await db().followUp.findMany({ where: { projectId: id } })).map((one) => one.kind).toSorted(),
  ).toEqual(["CHECK_BACK", "REMINDER", "THANK_YOU"]);
});

test("another freelancer's follow-up is not found in any verb", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const id = await completed(mine, await client(mine));
  const { id: followUpId } = await find(id, "CHECK_BACK");
  const tries = [
    sendFollowUpNow(theirs, followUpId, MONDAY),
    skipFollowUp(theirs, followUpId, MONDAY),
    bringBackFollowUp(theirs, followUpId, MONDAY),
    dropWords(theirs, followUpId),
    moveFollowUp(theirs, { followUpId, day: "2026-12-03" }, MONDAY),
    rewordFollowUp(theirs, { followUpId, subject: "x", text: "x" }),
    getFollowUp(theirs, followUpId, MONDAY),
  ];
  for (const one of await Promise.allSettled(tries))
    expect(one).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
  expect(await listTimeline(theirs, id, MONDAY)).toEqual([]);
  expect(await find(id, "CHECK_BACK")).toMatchObject({ settledAt: null, ownCipher: null });
});
