import { describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { chooseUpdateFrequency } from "@/features/clients/subscriptions/commands";
import { revokeLink } from "@/workflows/change-contact/commands";
import { getClient } from "@/features/clients/queries";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";
import { skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import {
  removeExtra,
  rewordExtra,
  showExtra,
  writeExtra,
} from "@/features/projects/extras/commands";
import { listExtras } from "@/features/projects/extras/queries";
import {
  removeNote,
  rewordNote,
  showNote,
  writeNote,
} from "@/features/projects/work-notes/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import { listNotes } from "@/features/projects/work-notes/queries";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import type { Scope } from "@/auth/scope";
import { clientPath } from "@/lib/client-paths";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  pageOf,
  project,
  timeHasCome,
} from "@tests/support/factories";

const at = (text: string) => new Date(text);
/** That Monday's late afternoon in Lisbon, which is at UTC in winter. */
const AFTERNOON = at("2026-11-23T16:30:00Z");
const TUESDAY = at("2026-11-24T16:30:00Z");
const FRIDAY = at("2026-11-27T16:30:00Z");
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

async function studioWith(person: Parameters<typeof client>[1] = {}) {
  const scope = await freelancer();
  const ines = await client(scope, person);
  const id = await project(scope, ines);
  return {
    scope,
    ines,
    id,
    note: (text: string, when = MONDAY, projectId = id) =>
      writeNote(scope, { projectId, text, as: "shown" }, when),
  };
}

const updateFrequencyOf = (scope: Scope) =>
  db().email.findMany({
    where: { freelancerId: scope.freelancerId, kind: "work.shown" },
    orderBy: { createdAt: "asc" },
  });
const wordsOf = async (id: string) =>
  (await emailsOf(id))
    .filter((email) => email.kind === "work.shown")
    .map((email) => email.words.paragraphs.join("\n"));

describe("a work note", () => {
  test("shown twice is one fact", async () => {
    const { scope, id } = await studioWith();
    await writeNote(scope, { projectId: id, text: "The cliffs are drawn.", as: "draft" }, MONDAY);
    const [draft] = (await listNotes(scope, id)).notes;
    for (let press = 0; press < 2; press += 1) await showNote(scope, draft!.id, MONDAY);
    const where = { projectId: id, kind: "workNote.shown" };
    expect(await db().historyEntry.count({ where })).toBe(1);
  });

  test("is a draft until it is shown", async () => {
    const { scope, ines, id } = await studioWith();
    await writeNote(scope, { projectId: id, text: "The cliffs are drawn.", as: "draft" }, MONDAY);
    const [draft] = (await listNotes(scope, id)).notes;
    expect(draft).toMatchObject({ shownAt: null, gatheredAt: null });
    expect((await pageOf(ines, id))?.project?.notes).toEqual([]);
    await showNote(scope, draft!.id, MONDAY);
    await showNote(scope, draft!.id, later(MONDAY, 5000));
    expect((await pageOf(ines, id))?.project?.notes).toMatchObject([
      { text: "The cliffs are drawn.", shownAt: MONDAY },
    ]);
  });

  test("can be reworded and removed until it is gathered, and stays from then on", async () => {
    const { scope, id, note } = await studioWith();
    await note("The clifs are drawn.");
    await note("By mistake.");
    const [second, first] = (await listNotes(scope, id)).notes;
    const [typo, mistake] = first!.text.startsWith("The") ? [first!, second!] : [second!, first!];
    await rewordNote(scope, { noteId: typo.id, text: "The cliffs are drawn." });
    await removeNote(scope, mistake.id);
    await gatherWork(AFTERNOON);
    await expect(
      rewordNote(scope, { noteId: typo.id, text: "Something else." }),
    ).rejects.toMatchObject({ code: "too-late" });
    await expect(removeNote(scope, typo.id)).rejects.toMatchObject({ code: "too-late" });
    expect((await listNotes(scope, id)).notes).toMatchObject([
      { text: "The cliffs are drawn.", gatheredAt: AFTERNOON },
    ]);
  });

  test("of another freelancer is not found in any verb", async () => {
    const { scope, id, note } = await studioWith();
    const theirs = await freelancer();
    await note("Mine.");
    const noteId = (await listNotes(scope, id)).notes[0]!.id;
    const tries = [
      writeNote(theirs, { projectId: id, text: "x", as: "draft" }, MONDAY),
      showNote(theirs, noteId, MONDAY),
      rewordNote(theirs, { noteId, text: "x" }),
      removeNote(theirs, noteId),
    ];
    for (const one of await Promise.allSettled(tries))
      expect(one).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
    expect((await listNotes(theirs, id)).notes).toEqual([]);
    expect((await listNotes(scope, id)).notes).toMatchObject([{ text: "Mine." }]);
  });
});

describe("gathering", () => {
  test("makes one email of a day's notes, oldest first, held like others", async () => {
    const { scope, ines, id, note } = await studioWith();
    await note("Second.", later(MONDAY, 60_000));
    await note("First.");
    await writeNote(scope, { projectId: id, text: "Only a draft.", as: "draft" }, MONDAY);
    expect(await gatherWork(later(AFTERNOON, -1))).toBe(0);
    await gatherWork(AFTERNOON);
    const [email, ...more] = await updateFrequencyOf(scope);
    expect(more).toEqual([]);
    expect(email).toMatchObject({
      contactId: ines.contactId,
      projectId: id,
      toAddress: "ines@example.com",
      subject: "Progress on The lighthouse map",
      dedupeKey: `work.shown:${ines.contactId}:2026-11-23`,
      sendAt: later(AFTERNOON, 600_000),
    });
    const [words] = await wordsOf(id);
    expect(words).toContain("– First.\n– Second.");
    expect(words).not.toContain("draft");
    const [whole] = (await emailsOf(id)).filter((one) => one.kind === "work.shown");
    expect(whole!.words.link!.url).toContain(clientPath.statusPage(ines.token, id));
    expect(JSON.stringify(whole!.words)).toContain("At the end of your page you can choose");
    expect((await listNotes(scope, id)).notes.map((one) => [one.text, one.gatheredAt])).toEqual([
      ["Only a draft.", null],
      ["Second.", AFTERNOON],
      ["First.", AFTERNOON],
    ]);
  });

  test("by several workers at once makes one email", async () => {
    const { scope, note } = await studioWith();
    await note("Drawn.");
    await Promise.all([0, 1, 500, 60_000, 90_000].map((ms) => gatherWork(later(AFTERNOON, ms))));
    expect(await updateFrequencyOf(scope)).toHaveLength(1);
  });

  test("tells each note once, and a second email at most the next day", async () => {
    const { scope, id, note } = await studioWith();
    await note("Drawn.");
    await gatherWork(AFTERNOON);
    // One that was shown before the hour but is only seen after it, and one from within it.
    await note("Written down late.", later(AFTERNOON, -10));
    await note("In the hour.", later(AFTERNOON, 600_000));
    await gatherWork(later(AFTERNOON, 1_200_000));
    expect(await updateFrequencyOf(scope)).toHaveLength(1);
    expect(
      (await listNotes(scope, id)).notes.filter((one) => one.gatheredAt === null),
    ).toHaveLength(2);
    await gatherWork(TUESDAY);
    expect(await updateFrequencyOf(scope)).toHaveLength(2);
    expect((await wordsOf(id))[1]).toContain("– Written down late.\n– In the hour.");
    expect((await wordsOf(id))[1]).not.toContain("Drawn.");
  });

  test("with nothing to tell makes no email", async () => {
    const { scope } = await studioWith();
    await gatherWork(AFTERNOON);
    expect(await updateFrequencyOf(scope)).toEqual([]);
  });

  test("tells all projects of a person in one email, and others theirs", async () => {
    const { scope, ines, id, note } = await studioWith();
    const website = await project(scope, ines, "The website");
    const chidi = await client(scope, {
      name: "Okafor Bakery",
      contactName: "Chidi Okafor",
      address: "chidi@example.com",
      zone: "Europe/London",
    });
    const market = await project(scope, chidi, "Market-day website");
    await note("Drawn.");
    await note("Built.", MONDAY, website);
    await note("Baked.", MONDAY, market);
    await gatherWork(AFTERNOON);
    const emails = await updateFrequencyOf(scope);
    expect(emails.map((email) => [email.toName, email.projectId])).toEqual(
      expect.arrayContaining([
        ["Ines Duarte", null],
        ["Chidi Okafor", market],
      ]),
    );
    expect(emails).toHaveLength(2);
    expect(await wordsOf(id)).toEqual([]);
    expect((await wordsOf(market))[0]).toContain("– Baked.");
  });

  test("each week waits for Friday", async () => {
    const { scope, ines, id, note } = await studioWith();
    await chooseUpdateFrequency(ines.scope, "WEEKLY");
    await note("Monday's.");
    for (const day of [AFTERNOON, TUESDAY, later(TUESDAY, 86_400_000)]) await gatherWork(day);
    expect(await updateFrequencyOf(scope)).toEqual([]);
    await note("Thursday's.", at("2026-11-26T11:00:00Z"));
    await gatherWork(FRIDAY);
    expect(await wordsOf(id)).toEqual([expect.stringContaining("– Monday's.\n– Thursday's.")]);
  });

  test("only what matters gets none, and is not told later what passed", async () => {
    const { scope, ines, id, note } = await studioWith();
    await chooseUpdateFrequency(ines.scope, "MATTERS");
    await note("Passed by.");
    await gatherWork(AFTERNOON);
    expect(await updateFrequencyOf(scope)).toEqual([]);
    await chooseUpdateFrequency(ines.scope, "DAILY");
    await note("After the choice.", TUESDAY);
    await gatherWork(TUESDAY);
    expect(await wordsOf(id)).toEqual([expect.not.stringContaining("Passed by.")]);
  });

  test("a revoked link gets none", async () => {
    const { scope, ines, note } = await studioWith();
    await note("Drawn.");
    await revokeLink(scope, ines.contactId, MONDAY);
    await gatherWork(AFTERNOON);
    expect(await updateFrequencyOf(scope)).toEqual([]);
  });

  test.each([
    ["Asia/Tokyo", "2026-11-23T07:30:00Z"],
    ["America/Los_Angeles", "2026-11-24T00:30:00Z"],
    ["Asia/Kathmandu", "2026-11-23T10:45:00Z"],
    // The Monday after Europe's clocks went back, and after they went forward.
    ["Europe/Copenhagen", "2026-10-26T15:30:00Z"],
    ["Europe/Copenhagen", "2027-03-29T14:30:00Z"],
  ])("in %s it is half past four at %s", async (zone, hour) => {
    const { scope, note } = await studioWith({ zone });
    await note("Drawn.", later(at(hour), -3_600_000));
    await gatherWork(later(at(hour), -1));
    expect(await updateFrequencyOf(scope)).toEqual([]);
    await gatherWork(at(hour));
    expect(await updateFrequencyOf(scope)).toHaveLength(1);
  });

  test("one contact that fails does not hold up the others, nor loses its notes", async () => {
    const broken = await studioWith();
    const fine = await studioWith();
    await broken.note("Drawn.");
    await fine.note("Drawn.");
    await db().contact.update({
      where: { id: broken.ines.contactId },
      data: { linkCipher: new Uint8Array(3) },
    });
    await gatherWork(AFTERNOON);
    expect(await updateFrequencyOf(broken.scope)).toEqual([]);
    expect(await updateFrequencyOf(fine.scope)).toHaveLength(1);
    expect((await listNotes(broken.scope, broken.id)).notes).toMatchObject([{ gatheredAt: null }]);
  });

  test("a thousand notes and a long title still make an email", async () => {
    const { scope, id, note } = await studioWith();
    await db().project.update({ where: { id }, data: { title: "ط".repeat(120) } });
    await db().workNote.createMany({
      data: Array.from({ length: 1000 }, (_, nth) => ({
        freelancerId: scope.freelancerId,
        projectId: id,
        text: `${nth} ${"🥖".repeat(190)}`,
        shownAt: MONDAY,
      })),
    });
    await note("Last.");
    await gatherWork(AFTERNOON);
    expect((await wordsOf(id))[0]).toContain("– and 971 more on your page");
    expect(await db().workNote.count({ where: { projectId: id, gatheredAt: null } })).toBe(0);
  });
});

describe("an extra", () => {
  const extras = async (scope: Scope, id: string, ...texts: string[]) => {
    for (const [nth, text] of texts.entries())
      await writeExtra(scope, { projectId: id, text }, later(MONDAY, nth));
    return listExtras(scope, id);
  };

  test("is private until shown; shown it stays, and the next email mentions it", async () => {
    const { scope, ines, id } = await studioWith();
    const [first, second] = await extras(scope, id, "A sepia map.", "A mistake.");
    await rewordExtra(scope, { extraId: first!.id, text: "The map in sepia." });
    await removeExtra(scope, second!.id);
    expect((await pageOf(ines, id))?.project?.extras).toEqual([]);
    await showExtra(scope, first!.id, MONDAY);
    await showExtra(scope, first!.id, later(MONDAY, 5000));
    expect(await listExtras(scope, id)).toMatchObject([{ shownAt: MONDAY }]);
    expect((await pageOf(ines, id))?.project?.extras).toMatchObject([
      { text: "The map in sepia." },
    ]);
    await expect(rewordExtra(scope, { extraId: first!.id, text: "x" })).rejects.toMatchObject({
      code: "too-late",
    });
    await expect(removeExtra(scope, first!.id)).rejects.toMatchObject({ code: "too-late" });
    await gatherWork(AFTERNOON);
    expect(await wordsOf(id)).toEqual([
      "And a little extra on The lighthouse map, beyond what we agreed:\n– The map in sepia.",
    ]);
  });

  test("is shown on delivery when asked to, and the thank-you alone tells of it", async () => {
    const { scope, ines, id } = await studioWith();
    await extras(scope, id, "The map in sepia.");
    await completeProject(scope, id, MONDAY, { withExtras: true });
    expect((await pageOf(ines, id))?.project?.extras).toMatchObject([
      { text: "The map in sepia." },
    ]);
    const [thanks] = await emailsOf(id);
    expect(thanks!.words.paragraphs).toContain(
      "And a little extra, beyond what we agreed: The map in sepia.",
    );
    await gatherWork(AFTERNOON);
    expect(await updateFrequencyOf(scope)).toEqual([]);
  });

  test.each(["skipped", "cancelled"])(
    "of a thank-you that is %s, it is in the next progress update",
    async (how) => {
      const { scope, id } = await studioWith();
      await extras(scope, id, "The map in sepia.");
      await completeProject(scope, id, MONDAY, { withExtras: true });
      const where = { projectId: id, kind: "THANK_YOU" } as const;
      const thankYou = await db().followUp.findFirstOrThrow({ where });
      if (how === "skipped") await skipFollowUp(scope, thankYou.id, MONDAY);
      else
        await inTransaction((tx) =>
          cancelFollowUps(tx, { freelancerId: scope.freelancerId, ...where }, how, MONDAY),
        );
      await gatherWork(AFTERNOON);
      expect((await wordsOf(id)).join("\n")).toContain("The map in sepia.");
      await gatherWork(TUESDAY);
      expect(await wordsOf(id)).toHaveLength(1);
    },
  );

  test("not asked to, it stays private on delivery", async () => {
    const { scope, ines, id } = await studioWith();
    await extras(scope, id, "The map in sepia.");
    await completeProject(scope, id, MONDAY);
    expect((await pageOf(ines, id))?.project?.extras).toEqual([]);
    expect(JSON.stringify((await emailsOf(id))[0]!.words)).not.toContain("sepia");
  });

  test("of a completion undone within the hold is a surprise again; one shown before stays", async () => {
    const { scope, ines, id } = await studioWith();
    const [before] = await extras(scope, id, "Shown before.", "The map in sepia.");
    await showExtra(scope, before!.id, later(MONDAY, -1000));
    await completeProject(scope, id, MONDAY, { withExtras: true });
    await reopenProject(scope, id, later(MONDAY, 60_000));
    expect((await pageOf(ines, id))?.project?.extras).toMatchObject([{ text: "Shown before." }]);
    await completeProject(scope, id, later(MONDAY, 120_000), { withExtras: true });
    const [thanks, ...more] = await emailsOf(id);
    expect(more).toEqual([]);
    expect(thanks!.words.paragraphs.filter((text) => text.includes("sepia"))).toHaveLength(1);
  });

  test("shown with a second delivery, whose thank-you was sent, is in the next email", async () => {
    const { scope, id } = await studioWith();
    const past = new Date(Date.now() - 3_600_000);
    await extras(scope, id, "The map in sepia.");
    await completeProject(scope, id, past, { withExtras: true });
    await timeHasCome(id);
    await deliverDueEmails();
    await reopenProject(scope, id, later(past, 1000));
    expect(await listExtras(scope, id)).toMatchObject([{ shownAt: past }]);
    await extras(scope, id, "And as a postcard.");
    await completeProject(scope, id, later(past, 2000), { withExtras: true });
    const row = await db().extra.findFirstOrThrow({
      where: { projectId: id, text: "And as a postcard." },
    });
    expect(row).toMatchObject({ shownAt: later(past, 2000), gatheredAt: null });
  });

  test("several are told in a list", async () => {
    const { scope, id } = await studioWith();
    await extras(scope, id, "The map in sepia.", "As a postcard.");
    await completeProject(scope, id, MONDAY, { withExtras: true });
    expect((await emailsOf(id))[0]!.words.paragraphs).toContain(
      "And a few little extras, beyond what we agreed:\n– The map in sepia.\n– As a postcard.",
    );
  });

  test("of another freelancer is not found in any verb", async () => {
    const { scope, id } = await studioWith();
    const theirs = await freelancer();
    const extraId = (await extras(scope, id, "Mine."))[0]!.id;
    const tries = [
      writeExtra(theirs, { projectId: id, text: "x" }, MONDAY),
      rewordExtra(theirs, { extraId, text: "x" }),
      removeExtra(theirs, extraId),
      showExtra(theirs, extraId, MONDAY),
    ];
    for (const one of await Promise.allSettled(tries))
      expect(one).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
    expect(await listExtras(theirs, id)).toEqual([]);
    expect(await listExtras(scope, id)).toMatchObject([{ text: "Mine.", shownAt: null }]);
  });
});

test("a contact's choice of update frequency is theirs alone, and the studio sees it", async () => {
  const { scope, ines } = await studioWith();
  const other = await studioWith();
  await chooseUpdateFrequency(ines.scope, "WEEKLY");
  expect((await getClient(scope, ines.clientId)).contacts).toMatchObject([
    { updateFrequency: "WEEKLY" },
  ]);
  expect((await getClient(other.scope, other.ines.clientId)).contacts).toMatchObject([
    { updateFrequency: "DAILY" },
  ]);
  await expect(
    chooseUpdateFrequency({ ...ines.scope, freelancerId: other.scope.freelancerId }, "MATTERS"),
  ).rejects.toMatchObject({ code: "not-found" });
});
