import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { promiseDeadline } from "@/features/deadlines/commands";
import { noteMisses } from "@/features/deadlines/risk/commands";
import { changeMishap, enterMishap, noteEntry, removeMishap } from "@/features/ledger/commands";
import { getEntry, listChoices, listLedger, sumLedger } from "@/features/ledger/queries";
import { totalsInWords } from "@/features/ledger/rules";
import type { LedgerFilter, NewEntry } from "@/features/ledger/schema";
import { removeFailure } from "@/features/own-it/commands";
import { studioLocaleOf } from "@/language/studio";
import { logComplaint } from "@/workflows/open-case/commands";
import { writeFailure } from "@/workflows/own-it/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const studio = studioLocaleOf("en");

const ZONE = "Europe/Copenhagen";
const line: NewEntry = {
  what: "The wrong logo was on the second proof.",
  kind: "CORRECTION",
  happenedOn: "2026-11-20",
  channel: "PHONE",
};
const failure = { what: "The disk failed.", doing: "A copy each evening.", beganOn: "2026-11-20" };

const list = async (scope: Scope, filter: LedgerFilter = {}, after?: string) =>
  (await listLedger(scope, ZONE, filter, after)).entries;
const titles = async (scope: Scope, filter?: LedgerFilter) =>
  (await list(scope, filter)).map(({ what }) => what);

/** A studio with one of each that the product knows by itself, and one line written down by hand. */
async function withMishaps() {
  const scope = await freelancer();
  const ines = await client(scope);
  const projectId = await project(scope, ines);
  await db().project.update({
    where: { id: projectId },
    data: { createdAt: new Date("2026-11-01T09:00:00Z") },
  });
  await promiseDeadline(
    scope,
    { projectId, title: "First draft", promisedOn: "2026-11-24", holder: "FREELANCER" },
    MONDAY,
  );
  await db().deadline.updateMany({
    where: { projectId },
    data: { promisedOn: new Date("2025-12-30") },
  });
  await noteMisses(MONDAY);
  const caseId = await logComplaint(
    scope,
    {
      contactId: ines.contactId,
      projectId,
      channel: "SOCIAL",
      about: [],
      words: "The names are wrong.",
    },
    MONDAY,
  );
  const failureId = await writeFailure(scope, failure, MONDAY);
  const entryId = await enterMishap(scope, { ...line, projectId }, MONDAY);
  return { scope, ines, projectId, caseId, failureId, entryId };
}

describe("what is listed", () => {
  test("complaints, missed dates and failures by themselves, and what was written down", async () => {
    const { scope, projectId, caseId, failureId } = await withMishaps();
    const entries = await list(scope);
    expect(entries.map(({ on }) => on)).toEqual([
      "2026-11-23",
      "2026-11-20",
      "2026-11-20",
      "2025-12-30",
    ]);
    expect(new Set(entries.map(({ kind, what, href }) => [kind, what, href].join(" ")))).toEqual(
      new Set([
        `COMPLAINT The names are wrong. /cases/${caseId}`,
        `FAILURE The disk failed. /own-it/${failureId}`,
        `CORRECTION ${line.what} /projects/${projectId}#messages`,
        `MISSED_DATE First draft /projects/${projectId}`,
      ]),
    );
    expect(entries[0]).toMatchObject({
      clients: [{ name: "Duarte Lighthouse Tours" }],
      project: { title: "The lighthouse map" },
      isByHand: false,
    });
  });

  test("by kind, client, channel and year", async () => {
    const { scope, ines } = await withMishaps();
    const jonas = await client(scope, { name: "Brandt", address: "jonas@example.com" });
    expect(await titles(scope, { kind: "MISSED_DATE" })).toEqual(["First draft"]);
    expect(await titles(scope, { channel: "SOCIAL" })).toEqual(["The names are wrong."]);
    expect(await titles(scope, { channel: "PHONE" })).toEqual([line.what]);
    expect(await titles(scope, { year: 2025 })).toEqual(["First draft"]);
    expect(await titles(scope, { client: ines.clientId })).toHaveLength(3);
    expect(await titles(scope, { client: jonas.clientId })).toEqual([]);
    expect(await titles(scope, { year: 2025, kind: "COMPLAINT" })).toEqual([]);
    expect((await listChoices(scope, ZONE)).years).toEqual([2026, 2025]);
  });

  test("page by page, with nothing twice and nothing missing", async () => {
    const scope = await freelancer();
    for (let index = 0; index < 35; index += 1)
      await enterMishap(scope, { ...line, what: `Slip ${index}` }, MONDAY);
    const first = await listLedger(scope, ZONE, {}, undefined);
    expect(first.entries).toHaveLength(30);
    const second = await listLedger(scope, ZONE, {}, first.more!);
    expect(second).toMatchObject({ more: null });
    const all = [...first.entries, ...second.entries].map(({ what }) => what);
    expect(new Set(all).size).toBe(35);
    const stranger = await freelancer();
    await expect(listLedger(stranger, ZONE, {}, first.more!)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("cause, cost and lesson", () => {
  const notes = {
    cause: "I read the list too fast.",
    learnt: "Read it aloud.",
    costAmount: 5000,
    costCurrency: "EUR",
    costHours: 150,
  };

  test("are noted for every entry, also for one the product made by itself", async () => {
    const { scope } = await withMishaps();
    for (const { id } of await list(scope))
      await noteEntry(scope, { entryId: id, ...notes }, MONDAY);
    // Once more, at once: each is kept once.
    const [first] = await list(scope);
    await Promise.all(
      [1, 2, 3].map(() => noteEntry(scope, { entryId: first!.id, ...notes }, MONDAY)),
    );
    expect(await list(scope)).toHaveLength(4);
    for (const entry of await list(scope))
      expect(entry).toMatchObject({
        cause: notes.cause,
        learnt: notes.learnt,
        costHundredths: 5000,
        costCurrency: "EUR",
        costHours: 150,
      });
    expect(totalsInWords(studio, await sumLedger(scope, ZONE, {}))).toEqual([
      "4 things went wrong: 1 complaint, 1 missed date, 1 failure that hit several clients and 1 correction.",
      "What you noted as cost: €200.00 and 6 hours.",
    ]);
    expect(totalsInWords(studio, await sumLedger(scope, ZONE, { year: 2025 }))).toEqual([
      "1 thing went wrong: 1 missed date.",
      "What you noted as cost: €50.00 and 1.5 hours.",
    ]);
  });

  test("goodwill of a case is counted once, however many complaints it has", async () => {
    const { scope, ines, projectId, caseId } = await withMishaps();
    const again = { contactId: ines.contactId, projectId, channel: "PHONE" as const, about: [] };
    await logComplaint(scope, { ...again, words: "And the colours." }, MONDAY);
    await db().goodwill.create({
      data: {
        freelancerId: scope.freelancerId,
        clientId: ines.clientId,
        caseId,
        kind: "MONEY",
        hundredths: 3000,
        currency: "EUR",
        createdAt: MONDAY,
        givenAt: MONDAY,
      },
    });
    const words = totalsInWords(studio, await sumLedger(scope, ZONE, {}));
    expect(words).toContain("Goodwill given: €30.00.");
    expect(totalsInWords(studio, await sumLedger(scope, ZONE, { year: 2025 }))).toHaveLength(1);
  });

  test("what is deleted takes its notes with it", async () => {
    const { scope, failureId } = await withMishaps();
    await noteEntry(scope, { entryId: failureId, ...notes }, MONDAY);
    await removeFailure(scope, failureId);
    expect(await db().ledgerEntry.count({ where: { failureId } })).toBe(0);
    expect(await titles(scope, { kind: "FAILURE" })).toEqual([]);
  });
});

describe("a line written down by hand", () => {
  test("is corrected and deleted; what the product made by itself is not", async () => {
    const { scope, ines, entryId, failureId } = await withMishaps();
    const other = { ...line, what: "The old logo.", kind: "WRONG_DELIVERY" as const };
    await changeMishap(scope, { entryId, ...other, clientId: ines.clientId }, MONDAY);
    expect(await getEntry(scope, ZONE, entryId)).toMatchObject({
      what: "The old logo.",
      kind: "WRONG_DELIVERY",
      project: null,
      href: `/clients/${ines.clientId}`,
    });
    await removeMishap(scope, entryId, MONDAY);
    await expect(getEntry(scope, ZONE, entryId)).rejects.toMatchObject({ code: "not-found" });
    await noteEntry(scope, { entryId: failureId, cause: "Old disk." }, MONDAY);
    const noted = await db().ledgerEntry.findFirstOrThrow({ where: { failureId } });
    for (const id of [failureId, noted.id])
      await expect(removeMishap(scope, id, MONDAY)).rejects.toMatchObject({ code: "not-found" });
  });

  test("belongs to a day that has come, and to one client", async () => {
    const { scope, projectId } = await withMishaps();
    const jonas = await client(scope, { name: "Brandt", address: "jonas@example.com" });
    await expect(
      enterMishap(scope, { ...line, happenedOn: "2026-11-24" }, MONDAY),
    ).rejects.toMatchObject({ field: "happenedOn" });
    await expect(
      enterMishap(scope, { ...line, projectId, clientId: jonas.clientId }, MONDAY),
    ).rejects.toMatchObject({ field: "projectId" });
  });
});

test("somebody else's entry, client or project is not found, in every verb", async () => {
  const { scope, ines, projectId, entryId, failureId } = await withMishaps();
  const stranger = await freelancer();
  const refused = { code: "not-found" };
  for (const id of [entryId, failureId]) {
    await expect(getEntry(stranger, ZONE, id)).rejects.toMatchObject(refused);
    await expect(noteEntry(stranger, { entryId: id }, MONDAY)).rejects.toMatchObject(refused);
  }
  await expect(changeMishap(stranger, { entryId, ...line }, MONDAY)).rejects.toMatchObject(refused);
  await expect(removeMishap(stranger, entryId, MONDAY)).rejects.toMatchObject(refused);
  for (const theirs of [{ clientId: ines.clientId }, { projectId }])
    await expect(enterMishap(stranger, { ...line, ...theirs }, MONDAY)).rejects.toMatchObject(
      refused,
    );
  expect(await list(stranger)).toEqual([]);
  expect(await list(scope)).toHaveLength(4);
});

test("a line and a failure written down twice at once are one each", async () => {
  const scope = await freelancer();
  const entries = await Promise.all([1, 1].map(() => enterMishap(scope, line, MONDAY)));
  const failures = await Promise.all([1, 1].map(() => writeFailure(scope, failure, MONDAY)));
  expect(new Set(entries).size).toBe(1);
  expect(new Set(failures).size).toBe(1);
  const other = await enterMishap(scope, { ...line, what: "And once more." }, MONDAY);
  expect(entries).not.toContain(other);
});
