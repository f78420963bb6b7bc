import { expect, test, vi } from "vitest";
import { GET } from "@/app/calendar/[file]/route";
import { db } from "@/db/client";
import { makeCalendarLink, revokeCalendarLink } from "@/features/calendar/commands";
import { findStudioCalendar, listContactCalendars } from "@/features/calendar/queries";
import { renewLink, revokeLink } from "@/workflows/change-contact/commands";
import {
  meetDeadline,
  promiseDeadline,
  takeOutDeadline,
  unmeetDeadline,
} from "@/features/deadlines/commands";
import { addDays, dayIn, toDateColumn } from "@/lib/dates";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import type { Scope } from "@/auth/scope";
import { readFeed } from "@tests/support/calendar";
import { client, freelancer, project } from "@tests/support/factories";

/** The feed reads the clock itself, so here the facts are of now. */
const NOW = new Date();
const year = NOW.getUTCFullYear() + 1;
const soon = `${year}-03-04`;

const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  GET(new Request(`http://localhost:3000${path}`, { method, headers }), {
    params: Promise.resolve({ file: path.split("/").at(-1)! }),
  });

async function setting(studio: { zone?: string } = {}) {
  const scope = await freelancer(studio);
  const person = await client(scope);
  const id = await project(scope, person);
  await makeCalendarLink(scope, {});
  await makeCalendarLink(scope, { contactId: person.contactId });
  return {
    scope,
    person,
    id,
    mine: (await findStudioCalendar(scope))!,
    theirs: (await listContactCalendars(scope, person.clientId)).get(person.contactId)!,
  };
}

const promise = (
  scope: Scope,
  projectId: string,
  more: { title?: string; promisedOn?: string; targetOn?: string } = {},
) =>
  promiseDeadline(
    scope,
    { projectId, title: "First draft", promisedOn: soon, holder: "FREELANCER", ...more },
    NOW,
  );

const read = async (path: string) => {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  return readFeed(await answer.text());
};

test("a promise is a whole day in both feeds, the own day in one alone", async () => {
  const { scope, id, mine, theirs } = await setting();
  await promise(scope, id, { targetOn: `${year}-03-02` });
  const deadline = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  const promised = {
    uid: `${deadline.id}@localhost:3000`,
    on: soon,
    until: `${year}-03-05`,
    title: "First draft",
    sequence: 0,
    status: "CONFIRMED",
    class: null,
  };
  expect(await read(mine)).toMatchObject([
    { ...promised, about: "The lighthouse map\nDuarte Lighthouse Tours" },
    {
      uid: `${deadline.id}-own@localhost:3000`,
      on: `${year}-03-02`,
      until: `${year}-03-03`,
      title: "Target date: First draft",
      class: "PRIVATE",
    },
  ]);
  expect(await read(theirs)).toMatchObject([{ ...promised, about: "The lighthouse map" }]);
  const text = await (await ask(theirs)).text();
  expect(text).not.toContain("own day");
  expect(text).not.toContain("/projects/");
});

test("meeting, taking back and taking out raise the sequence under one UID", async () => {
  const { scope, id, theirs } = await setting();
  await promise(scope, id);
  const { id: deadlineId } = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  await meetDeadline(scope, deadlineId, NOW);
  await meetDeadline(scope, deadlineId, NOW);
  expect(await read(theirs)).toMatchObject([{ title: "✓ First draft", sequence: 1 }]);
  await unmeetDeadline(scope, deadlineId);
  await unmeetDeadline(scope, deadlineId);
  expect(await read(theirs)).toMatchObject([{ title: "First draft", sequence: 2 }]);
  await takeOutDeadline(scope, deadlineId, NOW);
  expect(await read(theirs)).toMatchObject([
    { uid: `${deadlineId}@localhost:3000`, on: soon, sequence: 3, status: "CANCELLED" },
  ]);
  await db().calendarTombstone.updateMany({
    where: { id: deadlineId },
    data: { cancelledAt: new Date(NOW.getTime() - 91 * 86_400_000) },
  });
  expect(await read(theirs)).toEqual([]);
});

test("a moved date replaces the old one under the same UID", async () => {
  const { scope, id, theirs } = await setting();
  await promise(scope, id);
  const [before] = await read(theirs);
  const { id: deadlineId } = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  const toOn = `${year}-03-09`;
  await moveDeadline(
    scope,
    { deadlineId, seenOn: soon, toOn, reason: "The licence for the map arrived two days late." },
    new Date(NOW.getTime() + 60_000),
  );
  const [after, ...more] = await read(theirs);
  expect(more).toEqual([]);
  expect(after).toMatchObject({ uid: before!.uid, on: toOn, sequence: before!.sequence + 1 });
  expect(after!.changed > before!.changed).toBe(true);
});

test("what was met long ago and what a completed project left open are gone", async () => {
  const { scope, id, mine } = await setting();
  await promise(scope, id, { title: "Met" });
  await promise(scope, id, { title: "Open" });
  const met = await db().deadline.findFirstOrThrow({ where: { projectId: id, title: "Met" } });
  await meetDeadline(scope, met.id, NOW);
  await completeProject(scope, id, NOW);
  expect((await read(mine)).map((event) => event.title)).toEqual(["✓ Met"]);
  await db().deadline.update({
    where: { id: met.id },
    data: { metAt: new Date(NOW.getTime() - 91 * 86_400_000) },
  });
  expect(await read(mine)).toEqual([]);
});

test("a dropped promise is cancelled in every feed, and back with a reopening", async () => {
  const { scope, id, mine, theirs } = await setting();
  await promise(scope, id, { targetOn: `${year}-03-02` });
  const before = await read(theirs);
  await completeProject(scope, id, NOW, { doneIds: [] });
  for (const feed of [mine, theirs])
    for (const event of await read(feed)) expect(event.status).toBe("CANCELLED");
  const [dropped] = await read(theirs);
  expect(dropped!.uid).toBe(before[0]!.uid);
  expect(dropped!.sequence).toBeGreaterThan(before[0]!.sequence);
  await reopenProject(scope, id, NOW);
  expect(await read(theirs)).toMatchObject([{ uid: before[0]!.uid, status: "CONFIRMED" }]);
});

test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo"])(
  "a leap day promised in %s is that day everywhere",
  async (zone) => {
    const { scope, id, theirs } = await setting({ zone });
    const leap = year + ((4 - (year % 4)) % 4);
    await promise(scope, id, { promisedOn: `${leap}-02-29` });
    expect(await read(theirs)).toMatchObject([{ on: `${leap}-02-29`, until: `${leap}-03-01` }]);
  },
);

test.each([
  "مسودة الخريطة، الإصدار الأول",
  "‮reversed‬",
  'Draft; with, every \\ mark: "here"',
  `${"🥖".repeat(60)} long`,
  "BEGIN:VEVENT",
])("the title %j comes back as it was", async (title) => {
  const { scope, id, theirs } = await setting();
  await promise(scope, id, { title });
  expect(await read(theirs)).toMatchObject([{ title }]);
});

test("the same days are the same bytes, and sent once", async () => {
  const { scope, id, theirs } = await setting();
  await promise(scope, id);
  const first = await ask(theirs);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": expect.stringContaining("private"),
  });
  const etag = first.headers.get("etag")!;
  const again = await ask(theirs, { "if-none-match": `W/${etag}` });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  await promise(scope, id, { title: "Second draft" });
  expect((await ask(theirs, { "if-none-match": etag })).status).toBe(200);
  const head = await ask(theirs, {}, "HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("unknown, malformed, revoked and renewed are one answer", async () => {
  const { scope, person, mine, theirs } = await setting();
  const bodies = new Set<string>();
  const dead = async (path: string) => {
    const answer = await ask(path);
    expect(answer.status, path).toBe(404);
    bodies.add(`${await answer.text()} ${JSON.stringify([...answer.headers])}`);
  };
  await makeCalendarLink(scope, {});
  await dead(mine);
  const fresh = (await findStudioCalendar(scope))!;
  expect((await ask(fresh)).status).toBe(200);
  await revokeCalendarLink(scope, {});
  await dead(fresh);
  // With their page a contact's calendar closes too, and opens again with it.
  await revokeLink(scope, person.contactId, NOW);
  await dead(theirs);
  await renewLink(scope, person.contactId);
  expect((await ask(theirs)).status).toBe(200);
  await db().contact.update({
    where: { id: person.contactId },
    data: { linkLastOn: toDateColumn(addDays(dayIn("Europe/Lisbon", NOW), -1)) },
  });
  await dead(theirs);
  for (const path of [
    `/calendar/${"A".repeat(43)}.ics`,
    "/calendar/x.ics",
    "/calendar/.ics",
    `/calendar/${person.token}.ics`,
    fresh.slice(0, -4),
    "/calendar/%00.ics",
  ])
    await dead(path);
  expect(bodies.size).toBe(1);
});

test("a calendar's token opens no page, and rests in no clear", async () => {
  const { scope, person, mine, theirs } = await setting();
  const { findContactByToken } = await import("@/auth/contact");
  for (const path of [mine, theirs])
    expect(await findContactByToken(path.slice(10, -4), NOW)).toEqual({ kind: "unknown" });
  const [row] = await db().$queryRaw<
    { whole: string }[]
  >`SELECT "Contact"::text || encode("calendarHash", 'escape') || encode("calendarCipher",
    'escape') AS "whole" FROM "Contact" WHERE "id" = ${person.contactId}::uuid`;
  expect(row!.whole).not.toContain(theirs.slice(10, -4));
  expect(scope.freelancerId).toBeTruthy();
});

test("another's calendar is neither made, revoked nor read", async () => {
  const { person, theirs, mine } = await setting();
  const stranger = await freelancer();
  const notFound = { code: "not-found" };
  await expect(makeCalendarLink(stranger, { contactId: person.contactId })).rejects.toMatchObject(
    notFound,
  );
  await expect(revokeCalendarLink(stranger, { contactId: person.contactId })).rejects.toMatchObject(
    notFound,
  );
  expect((await listContactCalendars(stranger, person.clientId)).size).toBe(0);
  const strangers = await project(stranger, await client(stranger));
  await promise(stranger, strangers);
  expect(await read(mine)).toEqual([]);
  expect(await read(theirs)).toEqual([]);
});

test("a contact's feed holds their own client's promises alone", async () => {
  const { scope, id, theirs } = await setting();
  await promise(scope, id);
  await promise(
    scope,
    await project(
      scope,
      await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" }),
      "Market-day website",
    ),
    { title: "Loaves" },
  );
  expect((await read(theirs)).map((event) => event.title)).toEqual(["First draft"]);
});

test("a common client reads it without a warning", async () => {
  const { scope, id, mine } = await setting();
  await promise(scope, id, { targetOn: `${year}-03-02` });
  const warned = vi.spyOn(console, "warn");
  await read(mine);
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});
