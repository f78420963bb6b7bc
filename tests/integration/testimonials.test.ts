import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import type { Verdict } from "@/db/enums";
import { bringBackFollowUp, rewordFollowUp } from "@/features/follow-ups/decisions/commands";
import { editEmail, skipEmail } from "@/features/emails/waiting/commands";
import { dryRun } from "@/features/follow-ups/forecast/queries";
import { unsubscribe, revokeLink, renewLink } from "@/workflows/change-contact/commands";
import { closeWall, moveWall } from "@/features/testimonials/wall/commands";
import {
  giveTestimonial,
  hideTestimonial,
  removeReply,
  removeTestimonial,
  replyPublicly,
  showTestimonial,
} from "@/features/testimonials/commands";
import { findTestimonial, listTestimonials } from "@/features/testimonials/queries";
import { listHistory } from "@/features/history/queries";
import { arrangeFollowUps } from "@/workflows/arrange-follow-ups/commands";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";
import { moveFollowUp, sendFollowUpNow, skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { newToken } from "@/lib/tokens";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  project,
  type Person,
} from "@tests/support/factories";
import {
  after,
  answered,
  closeCase,
  DAY,
  invitationEmail,
  invitationFallsDue,
  invitationOf,
  invited,
  MORNING,
  say,
  studioWithWall,
} from "@tests/support/testimonials";

const VERDICTS: Verdict[] = ["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"];
/** Monday 10:00 in Lisbon plus two working days, in the morning. */
const WEDNESDAY = new Date("2026-11-25T09:30:00Z");
const HOUR = 3_600_000;
const settings = {
  followUpsFrom: "09:00",
  followUpsUntil: "17:30",
  checkBackWorkingDays: 5,
  reminderDays: 7,
  quietMonths: 6,
  coolDownDays: 60,
  signOffWorkingDays: 5,
};

describe("the invitation", () => {
  test("is the same for every verdict: in words, and after the answer or its case", async () => {
    const { scope } = await studioWithWall();
    const sent = [];
    for (const verdict of VERDICTS) {
      const person = await client(scope, { address: `${verdict.toLowerCase()}@example.com` });
      const openedAt = after(MONDAY, HOUR);
      const isBad = verdict !== "UP_TO_MARK";
      const projectId = await answered(scope, person, verdict);
      // The case of an answer below mark, closed a week later at the same hour.
      const closedAt = after(openedAt, isBad ? 7 * DAY : 0);
      if (isBad) {
        await db().client.update({
          where: { id: person.clientId },
          data: { caseOpenedAt: openedAt },
        });
        await invitationFallsDue(projectId);
        expect(await invitationOf(projectId)).toMatchObject({
          emailId: null,
          why: "A case is open with this client.",
        });
        await closeCase(person, openedAt, closedAt);
      }
      const { dueAt, cancelledAt, settledAt } = await invitationOf(projectId);
      await invitationFallsDue(projectId);
      const email = await invitationEmail(projectId);
      const { link, ...words } = email!.words;
      sent.push({
        after: dueAt.getTime() - closedAt.getTime(),
        state: [cancelledAt, settledAt],
        subject: email!.subject,
        purpose: email!.purpose,
        words: { ...words, unsubscribe: null },
      });
      expect(link!.url).toMatch(/\/t\/[\w-]{43}$/);
    }
    expect(sent[0]!.after).toBe(WEDNESDAY.getTime() - MONDAY.getTime() - HOUR);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
  });

  test("is sent once for a project and contact, however often they answer or it is completed", async () => {
    const { scope } = await studioWithWall();
    const { projectId } = await invited(scope);
    await reopenProject(scope, projectId, MORNING);
    await completeProject(scope, projectId, after(MORNING, DAY));
    await invitationFallsDue(projectId, after(MORNING, DAY));
    const invitations = (await emailsOf(projectId)).filter(
      (email) => email.kind === "testimonial.invited",
    );
    expect(invitations).toHaveLength(1);
    expect(await db().testimonial.count({ where: { projectId } })).toBe(1);
  });

  test("of a project that was reopened comes after its next completion", async () => {
    const { scope } = await studioWithWall();
    const projectId = await answered(scope, await client(scope));
    await reopenProject(scope, projectId, after(MONDAY, 2 * HOUR));
    expect(await invitationOf(projectId)).toMatchObject({ why: "The project was reopened." });
    await completeProject(scope, projectId, after(MONDAY, DAY));
    expect(await invitationOf(projectId)).toMatchObject({
      dueAt: after(WEDNESDAY, DAY),
      cancelledAt: null,
    });
  });

  test("whose email waited when a case was opened is written again when it is closed", async () => {
    const { scope } = await studioWithWall();
    const person = await client(scope);
    const { projectId, token } = await invited(scope, person);
    const openedAt = after(MORNING, HOUR);
    await inTransaction((tx) =>
      cancelFollowUps(tx, { freelancerId: scope.freelancerId, projectId }, "A case.", openedAt),
    );
    expect(await findTestimonial(token)).toBeNull();
    await closeCase(person, openedAt, after(openedAt, HOUR));
    await invitationFallsDue(projectId, after(MORNING, 2 * DAY));
    const email = await invitationEmail(projectId);
    expect(email).toMatchObject({ cancelledAt: null });
    expect(await findTestimonial(email!.words.link!.url.split("/").at(-1))).not.toBeNull();
  });

  test.each([
    ["the wall is closed", "no wall"],
    ["the contact unsubscribed", "unsubscribed"],
    ["the same person was asked within the cool-down", "asked for a testimonial within the last"],
    ["the kind is turned off", "You turned testimonial invitations off."],
  ])("is not sent when %s, and says why", async (what, why) => {
    const { scope } = await studioWithWall();
    const person = await client(scope);
    if (what.includes("cool-down")) {
      const other = await client(scope, { name: "Her second company" });
      await invited(scope, other);
    }
    const projectId = what.includes("cool-down")
      ? await answeredLater(scope, person)
      : await answered(scope, person);
    if (what.includes("wall")) await closeWall(scope);
    if (what.includes("unsubscribed")) await unsubscribe(person.scope, MONDAY);
    if (what.includes("off"))
      await arrangeFollowUps(
        scope,
        { ...settings, kinds: ["THANK_YOU", "CHECK_BACK", "REMINDER"] },
        MONDAY,
      );
    await invitationFallsDue(projectId);
    expect((await invitationOf(projectId)).why).toContain(why);
    expect(await invitationEmail(projectId)).toBeUndefined();
  });

  test("can't be skipped, moved or reworded for one alone, and can be sent now", async () => {
    const { scope } = await studioWithWall();
    const projectId = await answered(scope, await client(scope));
    const { id: followUpId } = await invitationOf(projectId);
    const reworded = { followUpId, subject: "Only for you", text: "Be kind." };
    for (const pick of [
      () => skipFollowUp(scope, followUpId, MORNING),
      () => moveFollowUp(scope, { followUpId, day: "2026-12-24" }, MORNING),
      () => rewordFollowUp(scope, reworded),
    ])
      await expect(pick()).rejects.toThrow(/Everyone/);
    await sendFollowUpNow(scope, followUpId, MORNING);
    const email = await invitationEmail(projectId);
    for (const pick of [
      () => skipEmail(scope, email!.id, MORNING),
      () => editEmail(scope, { emailId: email!.id, subject: "x", text: "Be kind." }, MORNING),
      () => skipFollowUp(scope, followUpId, MORNING),
    ])
      await expect(pick()).rejects.toThrow(/Everyone/);
    expect(await invitationEmail(projectId)).toMatchObject({ settledAt: null, editedAt: null });
  });

  test("that found no wall is restored once there is one", async () => {
    const scope = await freelancer();
    const projectId = await answered(scope, await client(scope));
    await invitationFallsDue(projectId);
    const { id } = await invitationOf(projectId);
    await expect(bringBackFollowUp(scope, id, MORNING)).rejects.toThrow("no wall");
    await moveWall(scope, `holm-${scope.freelancerId.slice(-12)}`, MORNING);
    await bringBackFollowUp(scope, id, MORNING);
    await invitationFallsDue(projectId);
    expect(await invitationEmail(projectId)).toBeDefined();
  });

  test("is in the forecast, with when and why", async () => {
    const { scope } = await studioWithWall();
    await answered(scope, await client(scope));
    const { sending } = await dryRun(scope, after(MONDAY, 2 * HOUR));
    expect(sending.filter(({ what }) => what === "Testimonial invitation")).toMatchObject([
      {
        at: WEDNESDAY,
        why: "2 working days after the answer, or after its case was closed",
        whyNot: null,
      },
    ]);
  });
});

/** The id of the one testimonial that a studio has. */
async function onlyOne(scope: Scope): Promise<string> {
  const { rows } = await listTestimonials(scope);
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}

/** Past the cool-down of surveys, within that of testimonials. */
async function answeredLater(scope: Scope, person: Person) {
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 0 },
  });
  const projectId = await answered(scope, person);
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { coolDownDays: 60 },
  });
  return projectId;
}

describe("a testimonial", () => {
  test("is stored with the sentence that was ticked and when, and the freelancer is told", async () => {
    const { scope } = await studioWithWall();
    const { token, projectId } = await invited(
      scope,
      await client(scope, { language: "de", contactName: "Karin Vogt" }),
    );
    await say(token, "Die Karte stimmt.", MORNING, "Buchhandlung Vogt");
    const [row] = (await listTestimonials(scope)).rows;
    expect(row).toMatchObject({
      text: "Die Karte stimmt.",
      shownName: "Buchhandlung Vogt",
      language: "de",
      consentedAt: MORNING,
      givenAt: MORNING,
      editedAt: null,
    });
    expect(row!.consent).toBe(
      "Ich bin einverstanden, dass Mira Holm diese Worte und diesen Namen öffentlich zeigt, auf der " +
        "Seite von Studio Holm und überall, wo diese Seite eingebettet ist, bis ich sie entferne.",
    );
    const about = (await emailsOf(projectId)).find((one) => one.kind === "testimonial.changed");
    expect(about).toMatchObject({ subject: "Karin Vogt gave a testimonial", contactId: null });
    expect(about!.words.paragraphs).toContain("“Die Karte stimmt.”\nBuchhandlung Vogt");
  });

  test("without the sentence they would be shown is refused, and changes nothing", async () => {
    const { scope } = await studioWithWall();
    const { token } = await invited(scope);
    const said = { quote: "Good.", shownName: "Ines", consent: "Something else entirely." };
    await expect(giveTestimonial(token, said, MORNING)).rejects.toMatchObject({
      told: { key: "noConsent" },
    });
    expect((await findTestimonial(token))!.givenAt).toBeNull();
  });

  test("is changed and removed by the same link, and removed words are not kept", async () => {
    const { scope } = await studioWithWall();
    const { token, projectId } = await invited(scope);
    await say(token, "Good.", MORNING);
    await say(token, "Good.", after(MORNING, HOUR));
    expect((await findTestimonial(token))!.editedAt).toBeNull();
    await say(token, "Very good.", after(MORNING, DAY));
    expect(await findTestimonial(token)).toMatchObject({
      text: "Very good.",
      givenAt: MORNING,
      editedAt: after(MORNING, DAY),
    });
    const id = await onlyOne(scope);
    await replyPublicly(scope, { testimonialId: id, text: "Thank you." }, after(MORNING, DAY));
    await removeTestimonial(token, after(MORNING, 2 * DAY));
    await removeTestimonial(token, after(MORNING, 3 * DAY));
    const row = await db().testimonial.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      text: "",
      shownName: "",
      reply: "",
      repliedAt: null,
      removedAt: after(MORNING, 2 * DAY),
    });
    expect(row.consent).not.toBe("");
    await say(token, "On reflection, good.", after(MORNING, 4 * DAY));
    expect(await findTestimonial(token)).toMatchObject({
      givenAt: after(MORNING, 4 * DAY),
      editedAt: null,
      removedAt: null,
      reply: "",
    });
    const { entries } = await listHistory(scope, projectId, {
      today: "2026-12-04",
      language: "en",
    });
    const sentences = entries.map(({ sentence }) => sentence);
    expect(sentences.filter((one) => /testimonial/i.test(one))).toEqual([
      "Ines Duarte gave a testimonial.",
      "Ines Duarte removed their testimonial.",
      "Public reply to the testimonial.",
      "Ines Duarte changed their testimonial.",
      "Ines Duarte gave a testimonial.",
      "Testimonial invitation written.",
    ]);
  });

  test("of nobody is found by an unknown, malformed or foreign token", async () => {
    const { scope } = await studioWithWall();
    const { person, token } = await invited(scope);
    const foreign = [newToken(), "x", "", undefined, person.token, `${token}x`];
    for (const one of foreign) {
      expect(await findTestimonial(one)).toBeNull();
      const said = { quote: "x", shownName: "x", consent: "x" };
      await expect(giveTestimonial(one, said, MORNING)).rejects.toMatchObject({
        code: "not-found",
      });
      await expect(removeTestimonial(one, MORNING)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("of a contact whose page was closed can be removed, and not changed", async () => {
    const { scope } = await studioWithWall();
    const { token, person } = await invited(scope);
    await say(token, "Good.", MORNING);
    await revokeLink(scope, person.contactId, MORNING);
    await expect(say(token, "Bad.", MORNING)).rejects.toMatchObject({
      told: { key: "testimonialRevoked" },
    });
    expect((await findTestimonial(token))!.text).toBe("Good.");
    await removeTestimonial(token, MORNING);
    expect((await findTestimonial(token))!.removedAt).toEqual(MORNING);
  });

  test("keeps its link when the contact gets a new one", async () => {
    const { scope } = await studioWithWall();
    const { token, person } = await invited(scope);
    await renewLink(scope, person.contactId);
    await say(token, "Good.", MORNING);
    expect((await findTestimonial(token))!.text).toBe("Good.");
  });

  test("is gone with its project, its contact and its client", async () => {
    const { scope } = await studioWithWall();
    const { token, person } = await invited(scope);
    await say(token, "Good.", MORNING);
    await db().client.delete({ where: { id: person.clientId } });
    expect(await findTestimonial(token)).toBeNull();
    expect((await listTestimonials(scope)).rows).toEqual([]);
  });

  test("twice at once is one, with one email", async () => {
    const { scope } = await studioWithWall();
    const { token, projectId } = await invited(scope);
    await Promise.all(Array.from({ length: 8 }, () => say(token, "Good.", MORNING)));
    const given = await db().historyEntry.count({
      where: { projectId, kind: "testimonial.given" },
    });
    const about = (await emailsOf(projectId)).filter((one) => one.kind === "testimonial.changed");
    expect([given, about.length]).toEqual([1, 1]);
  });
});

describe("the studio", () => {
  test("hides only for one of two reasons, with why, and shows again", async () => {
    const { scope } = await studioWithWall();
    const { token } = await invited(scope);
    const testimonialId = await onlyOne(scope);
    const hiding = { testimonialId, hiddenFor: "OFF_TOPIC" as const, why: "About a bakery." };
    await expect(hideTestimonial(scope, hiding, MORNING)).rejects.toThrow("nothing to hide");
    await say(token, "Their bread is dry.", MORNING);
    await hideTestimonial(scope, hiding, MORNING);
    expect(await findTestimonial(token)).toMatchObject({
      hiddenFor: "OFF_TOPIC",
      hiddenWhy: "About a bakery.",
    });
    await say(token, "Their bread is very dry.", after(MORNING, HOUR));
    expect((await findTestimonial(token))!.hiddenAt).toEqual(MORNING);
    await expect(
      replyPublicly(scope, { testimonialId, text: "Thank you." }, MORNING),
    ).rejects.toThrow("Nobody sees");
    await showTestimonial(scope, testimonialId);
    expect(await findTestimonial(token)).toMatchObject({ hiddenAt: null, hiddenWhy: "" });
  });

  test("counts the time of a reply from the first one", async () => {
    const { scope } = await studioWithWall();
    const { token } = await invited(scope);
    await say(token, "Good.", MORNING);
    const testimonialId = await onlyOne(scope);
    await replyPublicly(scope, { testimonialId, text: "Thank you." }, after(MORNING, HOUR));
    await replyPublicly(scope, { testimonialId, text: "Many thanks." }, after(MORNING, DAY));
    const read = async () => (await listTestimonials(scope)).rows[0];
    expect(await read()).toMatchObject({
      reply: "Many thanks.",
      repliedAt: after(MORNING, HOUR),
    });
    await removeReply(scope, testimonialId);
    expect(await read()).toMatchObject({ reply: "", repliedAt: null });
  });

  test("finds nothing of a stranger's", async () => {
    const { scope } = await studioWithWall();
    const { token } = await invited(scope);
    await say(token, "Good.", MORNING);
    const testimonialId = await onlyOne(scope);
    const stranger = await freelancer();
    const hiding = { testimonialId, hiddenFor: "UNLAWFUL" as const, why: "x" };
    for (const act of [
      () => replyPublicly(stranger, { testimonialId, text: "x" }, MORNING),
      () => removeReply(stranger, testimonialId),
      () => hideTestimonial(stranger, hiding, MORNING),
      () => showTestimonial(stranger, testimonialId),
      () => listTestimonials(stranger, testimonialId),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not-found" });
    expect((await listTestimonials(stranger)).rows).toEqual([]);
  });

  test("refuses a testimonial under somebody else's project, by the database itself", async () => {
    const { scope } = await studioWithWall();
    const person = await client(scope);
    const projectId = await project(scope, person);
    const stranger = await freelancer();
    const row = {
      freelancerId: stranger.freelancerId,
      projectId,
      contactId: person.contactId,
      tokenHash: new Uint8Array(32),
      invitedAt: MONDAY,
    };
    await expect(db().testimonial.create({ data: row })).rejects.toMatchObject({ code: "P2003" });
  });
});
