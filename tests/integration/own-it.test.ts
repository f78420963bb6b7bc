import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { editEmail, skipEmail } from "@/features/emails/waiting/commands";
import { removeFailure, undoNotices } from "@/features/own-it/commands";
import { getFailure, listPeople } from "@/features/own-it/queries";
import { unseal } from "@/lib/tokens";
import { revokeLink } from "@/workflows/change-contact/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import {
  changeFailure,
  settleNotices,
  tellAffected,
  writeFailure,
} from "@/workflows/own-it/commands";
import { writeToFreelancer } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, project, type Person } from "@tests/support/factories";

const money = {
  goodwillKind: "MONEY",
  goodwillAmount: 5000,
  goodwillCurrency: "EUR",
} as const;
const what = {
  what: "The disk with this week’s work failed.",
  doing: "A second copy is made every evening from today.",
  beganOn: "2026-11-20",
  endedOn: "2026-11-22",
};

async function withPeople() {
  const scope = await freelancer();
  const ines = await client(scope);
  const jonas = await client(scope, {
    name: "Brandt Verlag",
    contactName: "Jonas Brandt",
    address: "jonas@example.com",
    language: "de",
  });
  return { scope, ines, jonas };
}

const tell = (scope: Scope, failureId: string, people: Person[], lines = {}, anyway?: "yes") =>
  tellAffected(
    scope,
    { failureId, contactIds: people.map(({ contactId }) => contactId), lines, anyway },
    MONDAY,
  );

async function emailsAbout(scope: Scope) {
  const rows = await db().email.findMany({
    where: { freelancerId: scope.freelancerId, kind: "ownIt.told" },
    orderBy: { toName: "asc" },
  });
  return rows.map((row) => ({
    ...row,
    words: JSON.parse(unseal("email", row.wordsCipher)) as {
      greeting: string;
      paragraphs: string[];
      link?: { url: string };
    },
  }));
}

/** Delivers what waits, as the worker does. */
async function deliver(scope: Scope): Promise<void> {
  await db().email.updateMany({
    where: { freelancerId: scope.freelancerId, settledAt: null },
    data: { sendAt: new Date(Date.now() - 1000), inHours: false },
  });
  await deliverDueEmails();
}

const goodwillOf = (scope: Scope) =>
  db().goodwill.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { clientId: "asc" },
    select: { clientId: true, hundredths: true, givenAt: true },
  });

describe("who is proposed", () => {
  test("those whose project was open then, and with each what to know", async () => {
    const { scope, ines, jonas } = await withPeople();
    const id = await project(scope, ines);
    await db().project.update({ where: { id }, data: { createdAt: new Date("2026-11-01") } });
    await revokeLink(scope, jonas.contactId, MONDAY);
    await db().suppression.create({
      data: {
        freelancerId: scope.freelancerId,
        address: "jonas@example.com",
        cause: "BOUNCED",
        suppressedAt: MONDAY,
      },
    });
    const failureId = await writeFailure(scope, what, MONDAY);
    const people = await listPeople(
      scope,
      await getFailure(scope, failureId),
      "Europe/Copenhagen",
      MONDAY,
    );
    expect(people).toMatchObject([
      { name: "Ines Duarte", openThen: ["The lighthouse map"], hasNoLink: false },
      { name: "Jonas Brandt", openThen: [], hasNoLink: true, suppressedFor: "BOUNCED" },
    ]);
    await completeProject(scope, id, new Date("2026-11-19T09:00:00Z"));
    const after = await listPeople(
      scope,
      await getFailure(scope, failureId),
      "Europe/Copenhagen",
      MONDAY,
    );
    expect(after.map(({ openThen }) => openThen)).toEqual([[], []]);
  });
});

describe("telling them", () => {
  test("one email each, in the language of its reader, with a line of its own", async () => {
    const { scope, ines, jonas } = await withPeople();
    const failureId = await writeFailure(scope, { ...what, ...money }, MONDAY);
    await tell(scope, failureId, [ines, jonas], { [ines.contactId]: "Your map is safe." });
    const [toInes, toJonas] = await emailsAbout(scope);
    expect(toInes).toMatchObject({
      purpose: "PROJECT",
      subject: "Something went wrong on my side",
    });
    expect(toInes!.sendAt.getTime() - MONDAY.getTime()).toBe(600_000);
    expect(toInes!.words.paragraphs).toContain("Your map is safe.");
    expect(toInes!.words.paragraphs).toContain("For the trouble: €50.00 off your next invoice.");
    expect(toJonas!.words.greeting).toBe("Guten Tag Jonas Brandt,");
    expect(toJonas!.words.paragraphs.join()).not.toContain("Your map is safe.");
    expect(toJonas!.words.paragraphs.join()).toContain(what.what);
    expect(await goodwillOf(scope)).toEqual([]);
  });

  test("pressing twice, or at once, is one email each", async () => {
    const { scope, ines, jonas } = await withPeople();
    const failureId = await writeFailure(scope, what, MONDAY);
    await Promise.all(Array.from({ length: 6 }, () => tell(scope, failureId, [ines, jonas])));
    expect(await emailsAbout(scope)).toHaveLength(2);
  });

  test("an excuse is asked about, and sent anyway when it is wished", async () => {
    const { scope, ines } = await withPeople();
    const failureId = await writeFailure(
      scope,
      { ...what, what: "The disk failed because it was old.", doing: "I was too busy to." },
      MONDAY,
    );
    await expect(tell(scope, failureId, [ines])).rejects.toMatchObject({
      code: "asks-again",
      message: expect.stringMatching(/^“I was too busy” reads as an excuse/),
    });
    expect(await emailsAbout(scope)).toEqual([]);
    await tell(scope, failureId, [ines], {}, "yes");
    expect(await emailsAbout(scope)).toHaveLength(1);
  });

  test("an address that bounced is named, and nobody is told in part", async () => {
    const { scope, ines, jonas } = await withPeople();
    await db().suppression.create({
      data: {
        freelancerId: scope.freelancerId,
        address: "jonas@example.com",
        cause: "BOUNCED",
        suppressedAt: MONDAY,
      },
    });
    const failureId = await writeFailure(scope, what, MONDAY);
    await expect(tell(scope, failureId, [ines, jonas])).rejects.toMatchObject({
      field: "contactIds",
      message: expect.stringContaining("Jonas Brandt"),
    });
    expect(await emailsAbout(scope)).toEqual([]);
  });

  test("a revoked link is told without one, and mark-up stays text", async () => {
    const { scope, ines } = await withPeople();
    await revokeLink(scope, ines.contactId, MONDAY);
    const failureId = await writeFailure(
      scope,
      { ...what, what: "<b>The disk</b> & its copy failed." },
      MONDAY,
    );
    await tell(scope, failureId, [ines]);
    const [email] = await emailsAbout(scope);
    expect(email!.words.link).toBeUndefined();
    expect(email!.words.paragraphs.join()).toContain("<b>The disk</b> & its copy failed.");
  });
});

describe("while it is held", () => {
  test("it is undone for one or for all, and told again by another email", async () => {
    const { scope, ines, jonas } = await withPeople();
    const failureId = await writeFailure(scope, what, MONDAY);
    await tell(scope, failureId, [ines, jonas], { [ines.contactId]: "Your map is safe." });
    await undoNotices(scope, { failureId, contactId: ines.contactId }, MONDAY);
    const people = await listPeople(scope, await getFailure(scope, failureId), "UTC", MONDAY);
    expect(people).toMatchObject([{ name: "Ines Duarte", ownLine: "Your map is safe." }]);
    await undoNotices(scope, { failureId }, MONDAY);
    await expect(undoNotices(scope, { failureId }, MONDAY)).rejects.toMatchObject({
      code: "too-late",
    });
    await tell(scope, failureId, [ines]);
    const states = (await emailsAbout(scope)).map(({ toName, cancelledAt }) => [
      toName,
      cancelledAt !== null,
    ]);
    expect(states.toSorted()).toEqual([
      ["Ines Duarte", false],
      ["Ines Duarte", true],
      ["Jonas Brandt", true],
    ]);
  });

  test("one that was cancelled on the email's page can be told again", async () => {
    const { scope, ines } = await withPeople();
    const failureId = await writeFailure(scope, what, MONDAY);
    await tell(scope, failureId, [ines]);
    const [email] = await emailsAbout(scope);
    await skipEmail(scope, email!.id, MONDAY);
    await tell(scope, failureId, [ines]);
    expect((await emailsAbout(scope)).filter(({ settledAt }) => !settledAt)).toHaveLength(1);
  });

  test("what it promises is not changed under it", async () => {
    const { scope, ines } = await withPeople();
    const failureId = await writeFailure(scope, { ...what, ...money }, MONDAY);
    await tell(scope, failureId, [ines]);
    await expect(changeFailure(scope, { failureId, ...what }, MONDAY)).rejects.toMatchObject({
      code: "not-allowed",
    });
    await undoNotices(scope, { failureId }, MONDAY);
    await changeFailure(scope, { failureId, ...what }, MONDAY);
    expect((await getFailure(scope, failureId)).goodwillKind).toBeNull();
  });
});

describe("once it has been sent", () => {
  test("each client has the goodwill once, and the thread has the words", async () => {
    const { scope, ines, jonas } = await withPeople();
    const id = await project(scope, ines);
    const failureId = await writeFailure(scope, { ...what, ...money }, MONDAY);
    await tell(scope, failureId, [ines, jonas]);
    await deliver(scope);
    // Several workers at once, and once more after one that was killed.
    await Promise.all([settleNotices(MONDAY), settleNotices(MONDAY), settleNotices(MONDAY)]);
    await settleNotices(MONDAY);
    const given = await goodwillOf(scope);
    expect(given.map(({ hundredths }) => hundredths)).toEqual([5000, 5000]);
    expect(given.every(({ givenAt }) => givenAt !== null)).toBe(true);
    const lines = await db().message.findMany({ where: { projectId: id } });
    expect(lines).toHaveLength(1);
    expect(lines[0]!.text).toContain(what.what);
    expect(lines[0]!.text).toContain(what.doing);
    const entries = await db().historyEntry.count({
      where: { freelancerId: scope.freelancerId, kind: "failure.told" },
    });
    expect(entries).toBe(2);
    await expect(removeFailure(scope, failureId)).rejects.toMatchObject({ code: "too-late" });
    await tell(scope, failureId, [ines, jonas]);
    expect(await emailsAbout(scope)).toHaveLength(2);
  });

  test("two people of one client are told, and the client has the goodwill once", async () => {
    const { scope, ines } = await withPeople();
    const other = await db().contact.create({
      data: {
        ...(await db().contact.findUniqueOrThrow({
          where: { id: ines.contactId },
          select: { freelancerId: true, clientId: true, zone: true, linkCipher: true },
        })),
        name: "Rui Duarte",
        address: "rui@example.com",
        linkHash: Buffer.from(randomUUID()),
      },
    });
    const failureId = await writeFailure(scope, { ...what, ...money }, MONDAY);
    await tell(scope, failureId, [ines, { ...ines, contactId: other.id }]);
    await deliver(scope);
    await settleNotices(MONDAY);
    expect(await goodwillOf(scope)).toHaveLength(1);
  });

  test("the page says who was told and who answered since", async () => {
    const { scope, ines, jonas } = await withPeople();
    const id = await project(scope, ines);
    const failureId = await writeFailure(scope, what, MONDAY);
    await tell(scope, failureId, [ines, jonas]);
    await deliver(scope);
    await settleNotices(MONDAY);
    const later = new Date(Date.now() + 60_000);
    await writeToFreelancer(
      ines.scope,
      { projectId: id, text: "Thank you for telling me.", formKey: randomUUID() },
      later,
    );
    const { notices } = await getFailure(scope, failureId);
    expect(
      notices.map(({ contact, toldAt, answer }) => [
        contact.name,
        toldAt !== null,
        answer?.projectId ?? null,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["Ines Duarte", true, id],
        ["Jonas Brandt", true, null],
      ]),
    );
  });
});

test("somebody else's failure or contact is not found, in every verb", async () => {
  const { scope, ines } = await withPeople();
  const failureId = await writeFailure(scope, what, MONDAY);
  const stranger = await freelancer();
  const their = await writeFailure(stranger, what, MONDAY);
  const refused = { code: "not-found" };
  await expect(getFailure(stranger, failureId)).rejects.toMatchObject(refused);
  await expect(tell(stranger, failureId, [ines])).rejects.toMatchObject(refused);
  await expect(tell(stranger, their, [ines])).rejects.toMatchObject(refused);
  await expect(changeFailure(stranger, { failureId, ...what }, MONDAY)).rejects.toMatchObject(
    refused,
  );
  await expect(undoNotices(stranger, { failureId }, MONDAY)).rejects.toMatchObject(refused);
  await expect(removeFailure(stranger, failureId)).rejects.toMatchObject(refused);
  expect(await emailsAbout(stranger)).toEqual([]);
  await removeFailure(scope, failureId);
  await expect(getFailure(scope, failureId)).rejects.toMatchObject(refused);
});

test("a day that hasn't come yet is refused, with the field", async () => {
  const scope = await freelancer();
  await expect(
    writeFailure(scope, { ...what, beganOn: "2026-11-24", endedOn: undefined }, MONDAY),
  ).rejects.toMatchObject({ field: "beganOn" });
});

test("an email that was edited while it waited is in the thread as it was sent", async () => {
  const { scope, ines } = await withPeople();
  const id = await project(scope, ines);
  const failureId = await writeFailure(scope, what, MONDAY);
  await tell(scope, failureId, [ines]);
  const [email] = await emailsAbout(scope);
  const edit = { emailId: email!.id, subject: "About this week", text: "In other words." };
  await editEmail(scope, edit, MONDAY);
  await deliver(scope);
  await settleNotices(MONDAY);
  const lines = await db().message.findMany({ where: { projectId: id } });
  expect(lines.map(({ text }) => text)).toEqual(["In other words."]);
});
