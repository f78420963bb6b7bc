import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { keepPledge, noteMissedPledges, reopenPledge } from "@/features/pledges/commands";
import { countPledges, listOpenPledges } from "@/features/pledges/queries";
import { listToday } from "@/features/today/queries";
import type { Language } from "@/language/languages";
import { movePledge, pledge } from "@/workflows/post-message/pledges/commands";
import {
  releaseDueMessages,
  takeBackHeld,
  writeToClient,
  writeToFreelancer,
} from "@/workflows/post-message/commands";
import { client, emailsOf, freelancer, MONDAY, pageOf, project } from "@tests/support/factories";

const at = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
const key = () => ({ formKey: randomUUID() });
/** Monday 23:00 in Copenhagen, and when the studio opens after it. */
const NIGHT = at(13);
const OPENING = at(23);
/** Tuesday 17:00 in Copenhagen. */
const TUESDAY = new Date("2026-11-24T16:00:00Z");

async function asked(language: Language = "en") {
  const scope = await freelancer();
  const person = await client(scope, { language });
  const id = await project(scope, person);
  await writeToFreelancer(
    person.scope,
    { projectId: id, text: "Is the path wide enough?", ...key() },
    at(0),
  );
  const say = (now: Date, over: object = {}) =>
    pledge(
      scope,
      {
        projectId: id,
        contactId: person.contactId,
        what: "the width of the path",
        on: "2026-11-24",
        ...key(),
        ...over,
      },
      now,
    );
  const open = () => listOpenPledges(scope, { projectId: id });
  return { scope, person, id, say, open };
}

test("a pledge is a message in the reader's language, on their page until it is kept", async () => {
  const { scope, person, id, say, open } = await asked("de");
  await say(at(1));
  const page = (await pageOf(person, id))!;
  expect(page.thread.at(-1)!.text).toBe(
    "Ich kümmere mich um „the width of the path“. Sie hören bis Di., 24. Nov., 16:00 " +
      "(Ortszeit Lisbon) von mir.",
  );
  expect(page.pledges).toMatchObject([{ what: "the width of the path", dueAt: TUESDAY }]);
  expect((await emailsOf(id)).filter((email) => email.contactId)).toHaveLength(1);
  expect(await db().project.findUnique({ where: { id } })).toMatchObject({ waitingSince: null });
  const [one] = await open();
  await keepPledge(scope, one!.id, at(2));
  expect((await pageOf(person, id))!.pledges).toEqual([]);
  expect(await countPledges(scope)).toEqual({ made: 1, kept: 1, missed: 0, moved: 0, open: 0 });
  await reopenPledge(scope, one!.id, at(3));
  expect(await countPledges(scope)).toMatchObject({ kept: 0, open: 1 });
});

test("the same form sent twice is one pledge", async () => {
  const { say, open } = await asked();
  const same = key();
  await say(at(1), same);
  await say(at(1), same);
  expect(await open()).toHaveLength(1);
});

test("a reply that says so keeps it, once it is on the page", async () => {
  const { scope, id, say, open } = await asked();
  await say(at(1));
  const [one] = await open();
  const reply = { projectId: id, text: "It is now.", keepsId: one!.id };
  await writeToClient(scope, { ...reply, ...key() }, NIGHT);
  expect(await open()).toHaveLength(1);
  await releaseDueMessages(OPENING);
  expect(await open()).toEqual([]);
  // The control: a reply that does not say so keeps nothing.
  const other = await asked();
  await other.say(at(1));
  await writeToClient(other.scope, { projectId: other.id, text: "Soon.", ...key() }, at(2));
  expect(await other.open()).toHaveLength(1);
});

test("a held reply that is deleted keeps nothing", async () => {
  const { scope, id, say, open } = await asked();
  await say(at(1));
  const [one] = await open();
  const reply = { projectId: id, text: "It is.", keepsId: one!.id, ...key() };
  const { lineId } = await writeToClient(scope, reply, NIGHT);
  await takeBackHeld(scope, lineId!);
  expect(await open()).toMatchObject([{ keptById: null }]);
});

test("one that is said at night promises nobody anything until it goes out", async () => {
  const { scope, person, id, say, open } = await asked();
  const { lineId, heldUntil } = await say(NIGHT);
  expect(heldUntil).toEqual(OPENING);
  expect((await pageOf(person, id))!.pledges).toEqual([]);
  expect(await countPledges(scope)).toMatchObject({ made: 0 });
  await takeBackHeld(scope, lineId!);
  expect(await open()).toEqual([]);
});

test("moved, it says why in the thread at once, at any hour", async () => {
  const { scope, person, id, say, open } = await asked();
  await say(at(1));
  const [one] = await open();
  const to = { pledgeId: one!.id, on: "2026-11-26", reason: "the map is at the printer", ...key() };
  await movePledge(scope, to, NIGHT);
  const page = (await pageOf(person, id))!;
  expect(page.thread.at(-1)!.text).toBe(
    "About “the width of the path”: I said you’d hear by Tue 24 Nov, 16:00. It will be " +
      "Thu 26 Nov, 16:00 (Lisbon time), because the map is at the printer",
  );
  expect(page.pledges).toMatchObject([{ dueAt: new Date("2026-11-26T16:00:00Z") }]);
  expect(await countPledges(scope)).toMatchObject({ moved: 1, open: 1 });
});

test("it is on Today on its day, and missed once its time has passed", async () => {
  const { scope, say } = await asked();
  await say(at(1));
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const due = async (now: Date) =>
    (await listToday(scope, studio, now)).filter((need) => need.kind === "pledge due");
  expect(await due(at(2))).toEqual([]);
  expect(await due(at(24))).toMatchObject([{ what: "the width of the path", at: TUESDAY }]);
  await noteMissedPledges(TUESDAY);
  expect(await countPledges(scope)).toMatchObject({ missed: 0, open: 1 });
  const late = new Date(TUESDAY.getTime() + 1000);
  await noteMissedPledges(late);
  await noteMissedPledges(late);
  expect(await countPledges(scope)).toMatchObject({ missed: 1, open: 0 });
  const where = { freelancerId: scope.freelancerId, kind: "pledge.missed" };
  expect(await db().historyEntry.count({ where })).toBe(1);
  expect(await due(late)).toHaveLength(1);
});

test.each([
  ["2026-11-28", "you don’t work that day"],
  ["2026-11-22", "you don’t work that day"],
  ["2026-11-20", "that day is over"],
])("a day that cannot be is refused: %s", async (on, why) => {
  const { say } = await asked();
  await expect(say(at(1), { on })).rejects.toThrow(why);
});

test("a stranger makes, moves and keeps none", async () => {
  const { person, id, say, open } = await asked();
  await say(at(1));
  const [one] = await open();
  const stranger = await freelancer();
  const notFound = { code: "not-found" };
  const made = {
    projectId: id,
    contactId: person.contactId,
    what: "x",
    on: "2026-11-24",
    ...key(),
  };
  await expect(pledge(stranger, made, at(2))).rejects.toMatchObject(notFound);
  await expect(keepPledge(stranger, one!.id, at(2))).rejects.toMatchObject(notFound);
  const to = { pledgeId: one!.id, on: "2026-11-26", reason: "x", ...key() };
  await expect(movePledge(stranger, to, at(2))).rejects.toMatchObject(notFound);
});
