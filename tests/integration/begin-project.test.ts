import { expect, test } from "vitest";
import { db } from "@/db/client";
import { promiseDeadline, takeOutDeadline } from "@/features/deadlines/commands";
import { cancelWaiting } from "@/features/emails/commands";
import { addItem, tickItem } from "@/features/projects/checklist/commands";
import { listChecklist } from "@/features/projects/checklist/queries";
import { getProject } from "@/features/projects/queries";
import { keepTemplate } from "@/features/projects/templates/commands";
import {
  findBeginning,
  listEarlierProjects,
  listTemplates,
} from "@/features/projects/templates/queries";
import { sendWelcome, welcomeByHand } from "@/features/projects/welcome/commands";
import { revokeLink } from "@/workflows/change-contact/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { addDays, dayIn, toDateColumn } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { client, emailsOf, freelancer, project } from "@tests/support/factories";

const notFound = { name: "Refusal", code: "not-found" };
const now = () => new Date();
const studio = { country: null, daysOff: [] };

async function zoneOf(scope: Scope) {
  return (await db().studio.findUniqueOrThrow({ where: { freelancerId: scope.freelancerId } }))
    .zone;
}

/** A project that began on a Monday some weeks ago, with a checklist and two dates. */
async function earlier(scope: Scope) {
  const person = await client(scope);
  const projectId = await project(scope, person, "Old words");
  const today = dayIn(await zoneOf(scope), now());
  for (const text of ["Proof", "Back up"]) await addItem(scope, { projectId, text });
  const [first] = await listChecklist(scope, projectId);
  await tickItem(scope, first!.id, now());
  const dated = { projectId, holder: "FREELANCER" as const };
  await promiseDeadline(scope, { ...dated, title: "Draft", promisedOn: today }, now());
  await promiseDeadline(
    scope,
    { ...dated, title: "Texts", promisedOn: addDays(today, 7), holder: "CLIENT" },
    now(),
  );
  // As if it had begun on a Monday: Draft on the Friday of that week, Texts on the Friday after.
  await db().project.update({
    where: { id: projectId },
    data: { createdAt: new Date("2026-09-07T09:00:00Z") },
  });
  const on = (title: string, promisedOn: string, targetOn: string | null) =>
    db().deadline.updateMany({
      where: { projectId, title },
      data: {
        promisedOn: toDateColumn(promisedOn),
        targetOn: targetOn && toDateColumn(targetOn),
      },
    });
  await on("Draft", "2026-09-11", "2026-09-09");
  await on("Texts", "2026-09-18", null);
  return { person, projectId };
}

test("a project begins like an earlier one: its list and dates, shifted, and nothing else of it", async () => {
  const scope = await freelancer();
  const old = await earlier(scope);
  const next = await client(scope, { name: "Bakery", address: "b@example.com" });
  // A Monday far enough ahead to be no past day on any day the tests run.
  const begins = "2099-06-01";
  const from = { projectId: old.projectId };
  const beginning = await findBeginning(scope, from, begins, studio);
  expect(beginning.items).toEqual(["Proof", "Back up"]);
  expect(beginning.dates).toEqual([
    { title: "Draft", holder: "FREELANCER", promisedOn: "2099-06-05", targetOn: "2099-06-03" },
    { title: "Texts", holder: "CLIENT", promisedOn: "2099-06-12", targetOn: null },
  ]);
  const dates = beginning.dates.map(({ targetOn, ...date }, place) => ({
    ...date,
    targetOn: targetOn ?? undefined,
    place: String(place),
  }));
  const id = await beginProject(scope, { contactId: next.contactId, title: "New", from, dates });
  const begun = await getProject(scope, id);
  expect(begun).toMatchObject({ title: "New", summary: "", client: { name: "Bakery" } });
  expect(begun.deadlines.map(({ title, promisedOn }) => [title, promisedOn])).toEqual([
    ["Draft", "2099-06-05"],
    ["Texts", "2099-06-12"],
  ]);
  const list = await listChecklist(scope, id);
  expect(list.map(({ text, doneAt }) => [text, doneAt])).toEqual([
    ["Proof", null],
    ["Back up", null],
  ]);
  expect(await db().message.count({ where: { projectId: id } })).toBe(0);
});

test("a template holds the dates, and a dropped one is not among them", async () => {
  const scope = await freelancer();
  const { projectId } = await earlier(scope);
  await db().deadline.updateMany({
    where: { projectId, title: "Texts" },
    data: { droppedAt: now() },
  });
  await keepTemplate(scope, { projectId, name: "A map" });
  const [template] = await listTemplates(scope);
  expect(template!.plannedDates).toEqual([
    { title: "Draft", holder: "FREELANCER", after: 4, targetAfter: 2 },
  ]);
  const from = { templateId: template!.id };
  const { dates } = await findBeginning(scope, from, "2099-06-02", studio);
  expect(dates.map((date) => date.promisedOn)).toEqual(["2099-06-08"]);
});

/** The project of `earlier`, in which a decision and an answer were asked for, and a file was no longer. */
async function asking(scope: Scope) {
  const old = await earlier(scope);
  const ask = (kind: "DECISION" | "ANSWER" | "FILE", title: string, dueOn: string) =>
    db().request.create({
      data: {
        freelancerId: scope.freelancerId,
        clientId: old.person.clientId,
        projectId: old.projectId,
        contactId: old.person.contactId,
        kind,
        title,
        details: kind === "DECISION" ? "For the cover." : "",
        options: kind === "DECISION" ? ["Blue", "Green"] : [],
        dueOn: new Date(dueOn),
        askedAt: now(),
        cancelledAt: kind === "FILE" ? now() : null,
        answeredAt: kind === "ANSWER" ? now() : null,
      },
    });
  await ask("DECISION", "The colour", "2026-09-09");
  await ask("ANSWER", "Opening hours", "2026-09-14");
  await ask("FILE", "The old logo", "2026-09-10");
  return old;
}

test("what was asked for comes along on its new day, and is asked for with the project", async () => {
  const scope = await freelancer();
  const { projectId } = await asking(scope);
  const next = await client(scope, { name: "Bakery", address: "b@example.com" });
  const { requests } = await findBeginning(scope, { projectId }, "2099-06-01", studio);
  const colour = { kind: "DECISION", title: "The colour", details: "For the cover." };
  expect(requests).toEqual([
    { ...colour, options: ["Blue", "Green"], dueOn: "2099-06-03" },
    { kind: "ANSWER", title: "Opening hours", details: "", options: [], dueOn: "2099-06-08" },
  ]);
  const placed = requests.map((request, place) => ({ ...request, place: String(place) }));
  const begun = { contactId: next.contactId, title: "New", requests: placed };
  const id = await beginProject(scope, begun);
  const made = await db().request.findMany({ where: { projectId: id }, orderBy: { dueOn: "asc" } });
  expect(made).toMatchObject([
    { ...colour, contactId: next.contactId, options: ["Blue", "Green"], answeredAt: null },
    { kind: "ANSWER", title: "Opening hours", answeredAt: null },
  ]);
  const emails = await db().email.findMany({ where: { projectId: id, kind: "request.asked" } });
  expect(emails.map(({ toAddress }) => toAddress)).toEqual(["b@example.com", "b@example.com"]);
});

test("a template holds what was asked for, and no answer", async () => {
  const scope = await freelancer();
  const { projectId } = await asking(scope);
  await keepTemplate(scope, { projectId, name: "A map" });
  const [template] = await listTemplates(scope);
  expect(template!.plannedRequests.map(({ title, after }) => [title, after])).toEqual([
    ["The colour", 2],
    ["Opening hours", 5],
  ]);
  expect(JSON.stringify(template)).not.toContain("The old logo");
});

test("a first request that can't be is refused beside its field, and nothing has begun", async () => {
  const scope = await freelancer();
  const { contactId } = await client(scope);
  const one = { place: "4", kind: "DECISION" as const, title: "The colour", dueOn: "2099-06-03" };
  for (const [request, field] of [
    [{ ...one, options: ["Blue"] }, "requestOptions.4"],
    [{ ...one, options: ["Blue", "Green"], dueOn: "2020-01-01" }, "requestDays.4"],
  ] as const)
    await expect(
      beginProject(scope, {
        contactId,
        title: "Map",
        requests: [{ ...request, options: [...request.options] }],
      }),
    ).rejects.toMatchObject({ code: "invalid", field });
  expect(await db().project.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
});

test("a project with dates and no list is a template too; one with neither is refused", async () => {
  const scope = await freelancer();
  const projectId = await project(scope, await client(scope));
  await expect(keepTemplate(scope, { projectId, name: "Empty" })).rejects.toMatchObject({
    code: "not-allowed",
  });
  const promisedOn = addDays(dayIn(await zoneOf(scope), now()), 1);
  const date = { projectId, title: "Draft", promisedOn, holder: "FREELANCER" as const };
  await promiseDeadline(scope, date, now());
  expect(await keepTemplate(scope, { projectId, name: "Dates" })).toBe(false);
});

test("a first date that has passed is refused beside its field, and nothing has begun", async () => {
  const scope = await freelancer();
  const { contactId } = await client(scope);
  const date = { title: "Draft", holder: "FREELANCER" as const };
  const dates = [
    { ...date, place: "0", promisedOn: "2099-06-05" },
    { ...date, place: "7", promisedOn: "2020-01-01" },
  ];
  await expect(beginProject(scope, { contactId, title: "Map", dates })).rejects.toMatchObject({
    code: "invalid",
    field: "dateDays.7",
  });
  expect(await db().project.count({ where: { freelancerId: scope.freelancerId } })).toBe(0);
});

test("somebody else's template or project is not found, and in no choice", async () => {
  const mine = await freelancer();
  const theirs = await freelancer();
  const { projectId } = await earlier(mine);
  await keepTemplate(mine, { projectId, name: "A map" });
  const [template] = await listTemplates(mine);
  const { contactId } = await client(theirs);
  for (const from of [{ projectId }, { templateId: template!.id }]) {
    await expect(findBeginning(theirs, from, "2099-06-01", studio)).rejects.toMatchObject(notFound);
    await expect(beginProject(theirs, { contactId, title: "x", from })).rejects.toMatchObject(
      notFound,
    );
  }
  expect(await listEarlierProjects(theirs, projectId)).toEqual([]);
  expect(await listEarlierProjects(mine, projectId)).toHaveLength(1);
  expect(await db().project.count({ where: { freelancerId: theirs.freelancerId } })).toBe(0);
});

test("an earlier project that is not among the latest is in the choice when it is asked for", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const oldest = await project(scope, person, "Oldest");
  for (let n = 0; n < 31; n += 1) await project(scope, person, `Map ${n}`);
  const ids = async (wanted?: string) =>
    (await listEarlierProjects(scope, wanted)).map((one) => one.id);
  expect(await ids()).not.toContain(oldest);
  expect(await ids(oldest)).toContain(oldest);
});

test("the welcome email has the link, what was agreed and the open dates, and is held", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  const promisedOn = addDays(dayIn(await zoneOf(scope), now()), 5);
  const dated = { projectId, promisedOn, holder: "FREELANCER" as const };
  await promiseDeadline(scope, { ...dated, title: "First draft" }, now());
  await promiseDeadline(scope, { ...dated, title: "A mistake" }, now());
  const mistake = await db().deadline.findFirstOrThrow({
    where: { projectId, title: "A mistake" },
  });
  await takeOutDeadline(scope, mistake.id, now());
  expect((await getProject(scope, projectId)).welcomedAt).toBeNull();
  const at = now();
  await sendWelcome(scope, projectId, at);
  await sendWelcome(scope, projectId, now());
  const emails = await emailsOf(projectId);
  expect(emails).toHaveLength(1);
  await welcomeByHand(scope, projectId, now());
  const which = { projectId, kind: { startsWith: "project.welcomed" } };
  expect((await db().historyEntry.findMany({ where: which })).map((one) => one.kind)).toEqual([
    "project.welcomed",
  ]);
  const [email] = emails;
  expect(email).toMatchObject({ kind: "project.welcomed", settledAt: null });
  expect(email!.sendAt.getTime()).toBeGreaterThan(at.getTime());
  const text = email!.words.paragraphs.join("\n");
  expect(text).toContain("A printed map.");
  expect(text).toContain("First draft");
  expect(text).not.toContain("A mistake");
  expect(email!.words.link!.url).toContain(`/p/${person.token}`);
  expect((await getProject(scope, projectId)).welcomedAt).toEqual(at);
});

test("a welcome email that was cancelled can be written again; by hand writes none", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  await sendWelcome(scope, projectId, now());
  await inTransaction((tx) => cancelWaiting(tx, { kind: "project.welcomed", projectId }, now()));
  expect((await emailsOf(projectId))[0]!.cancelledAt).not.toBeNull();
  await sendWelcome(scope, projectId, now());
  expect((await emailsOf(projectId)).map((email) => email.cancelledAt)).toEqual([null]);
  const second = await project(scope, person, "Second");
  await welcomeByHand(scope, second, now());
  expect(await emailsOf(second)).toEqual([]);
  expect((await getProject(scope, second)).welcomedAt).not.toBeNull();
});

test("nobody is welcomed to a completed project, by a revoked link, or by a stranger", async () => {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  const stranger = await freelancer();
  for (const act of [sendWelcome, welcomeByHand])
    await expect(act(stranger, projectId, now())).rejects.toMatchObject(notFound);
  await revokeLink(scope, person.contactId, now());
  await expect(sendWelcome(scope, projectId, now())).rejects.toMatchObject({ code: "not-allowed" });
  const other = await project(scope, await client(scope, { name: "B", address: "b@example.com" }));
  await completeProject(scope, other, now());
  await expect(sendWelcome(scope, other, now())).rejects.toMatchObject({ code: "not-allowed" });
  expect(await emailsOf(projectId)).toEqual([]);
});
