import { expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { openWords } from "@/features/emails/commands";
import { skipEmail } from "@/features/emails/waiting/commands";
import { switchYearReview } from "@/features/studio/commands";
import { reviewYears } from "@/workflows/review-year/commands";
import { settleFigures } from "@/workflows/settle-figures/commands";
import { client, freelancer, project } from "@tests/support/factories";

/** The first working hour of 2027 in Copenhagen: a Friday that is no holiday of this studio's. */
const OPENING = new Date("2027-01-01T08:00:00Z");
const at = (iso: string) => new Date(iso);

const emailsTo = ({ freelancerId }: Scope) =>
  db().email.findMany({
    where: { freelancerId, kind: "year.reviewed" },
    orderBy: { dedupeKey: "asc" },
  });

const count = async (scope: Scope) => (await emailsTo(scope)).length;

/** A studio that completed a project on a day. */
async function studio(completedAt = at("2026-05-04T10:00:00Z"), isOn = true): Promise<Scope> {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await project(scope, person);
  await db().project.update({ where: { id }, data: { completedAt } });
  if (isOn) await switchYearReview(scope, true, at("2026-11-01T10:00:00Z"));
  return scope;
}

test("it comes in January, from the first working hour, once", async () => {
  const scope = await studio();
  await reviewYears(at("2026-12-31T22:59:00Z"));
  await reviewYears(at("2027-01-01T07:59:00Z"));
  expect(await count(scope)).toBe(0);
  await reviewYears(OPENING);
  expect(await count(scope)).toBe(1);
  // Two workers, restarts, and the rest of the month.
  await Promise.all([reviewYears(OPENING), reviewYears(at("2027-01-01T08:01:00Z"))]);
  await reviewYears(at("2027-01-31T20:00:00Z"));
  expect(await count(scope)).toBe(1);
  await reviewYears(at("2028-01-10T10:00:00Z"));
  expect(await count(scope)).toBe(1);
  const kinds = { freelancerId: scope.freelancerId, kind: "yearReview.written" };
  expect(await db().historyEntry.count({ where: kinds })).toBe(1);
});

test("it sums up the year and leads to its page, in the freelancer's language", async () => {
  const scope = await studio();
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { language: "de" },
  });
  await settleFigures(OPENING, () => false);
  await reviewYears(OPENING);
  const [email] = await emailsTo(scope);
  expect(email).toMatchObject({
    subject: "Ihr Jahr 2026 in Zahlen",
    toAddress: "mira@example.com",
    contactId: null,
    sendAt: OPENING,
  });
  const words = openWords(email!.wordsCipher);
  expect(words.paragraphs).toEqual([
    "2026 haben Sie 1 Projekt abgeschlossen.",
    "Es ging nichts schief, von dem Uptomark weiß.",
    "Alles, was nach einer Beschwerde zugesagt wurde, ist eingelöst.",
  ]);
  expect(words.link?.url).toMatch(/\/quality\?from=2026-01-01&until=2027-01-01$/);
});

test("without having been asked for it, it does not come", async () => {
  const scope = await studio(undefined, false);
  await reviewYears(OPENING);
  expect(await count(scope)).toBe(0);
  await switchYearReview(scope, true, OPENING);
  await switchYearReview(scope, false, OPENING);
  await reviewYears(OPENING);
  expect(await count(scope)).toBe(0);
  // Late in January it may still be wanted.
  await switchYearReview(scope, true, OPENING);
  await reviewYears(at("2027-01-20T10:00:00Z"));
  expect(await count(scope)).toBe(1);
});

test("a year in which nothing was counted is not written about", async () => {
  const scope = await studio(at("2025-12-31T23:30:00+01:00"));
  await reviewYears(OPENING);
  expect(await count(scope)).toBe(0);
  // What is entered later, while it is January, is.
  const ofYear = { completedAt: at("2026-12-18T10:00:00Z") };
  await db().project.updateMany({ where: { freelancerId: scope.freelancerId }, data: ofYear });
  await reviewYears(at("2027-01-05T10:00:00Z"));
  expect(await count(scope)).toBe(1);
});

test("one that was skipped does not come back", async () => {
  const scope = await studio();
  await reviewYears(OPENING);
  const [email] = await emailsTo(scope);
  await skipEmail(scope, email!.id, OPENING);
  await reviewYears(at("2027-01-02T10:00:00Z"));
  const [after] = await emailsTo(scope);
  expect(after!.skippedAt ?? after!.cancelledAt).not.toBeNull();
});

test("switching twice is one change in the history", async () => {
  const scope = await freelancer();
  await switchYearReview(scope, true, OPENING);
  await switchYearReview(scope, true, at("2027-01-02T10:00:00Z"));
  const where = { freelancerId: scope.freelancerId };
  expect((await db().studio.findUniqueOrThrow({ where })).yearReviewAt).toEqual(OPENING);
  const kind = "yearReview.switched";
  expect(await db().historyEntry.count({ where: { ...where, kind } })).toBe(1);
});
