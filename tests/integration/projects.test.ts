import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { describeProject } from "@/features/projects/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { planFollowUps } from "@/features/follow-ups/planning/commands";
import { getProject } from "@/features/projects/queries";
import { listProjects } from "@/features/projects/list/queries";
import { promiseDeadline } from "@/features/deadlines/commands";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  pageOf,
  project,
  timeHasCome,
} from "@tests/support/factories";

const minute = 60_000;
const after = (ms: number) => new Date(MONDAY.getTime() + ms);

describe("completing a project", () => {
  test("plans one held thank-you and one check-back", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    await completeProject(scope, id, MONDAY);
    const [email, ...more] = await emailsOf(id);
    expect(more).toEqual([]);
    expect(email).toMatchObject({
      kind: "project.completed",
      toAddress: "ines@example.com",
      sendAt: after(10 * minute),
      frozenAt: null,
      subject: "Thank you: The lighthouse map is done",
    });
    const followUps = await db().followUp.findMany({
      where: { projectId: id },
      orderBy: { kind: "asc" },
    });
    expect(followUps).toMatchObject([
      { kind: "THANK_YOU", emailId: email!.id },
      {
        kind: "CHECK_BACK",
        emailId: null,
        settledAt: null,
        dueAt: new Date("2026-11-30T09:30:00Z"),
      },
    ]);
  });

  test("pressed 20 times at once is one completion", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    await Promise.all(
      Array.from({ length: 20 }, (_, press) => completeProject(scope, id, after(press))),
    );
    expect(await emailsOf(id)).toHaveLength(1);
    expect(await db().followUp.count({ where: { projectId: id } })).toBe(2);
  });

  test("undone within the hold takes everything back", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    await completeProject(scope, id, MONDAY);
    await reopenProject(scope, id, after(minute));
    expect(await emailsOf(id)).toMatchObject([
      { cancelledAt: after(minute), settledAt: after(minute) },
    ]);
    expect(await db().followUp.findMany({ where: { projectId: id } })).toMatchObject([
      { cancelledAt: after(minute) },
      { cancelledAt: after(minute) },
    ]);
    expect((await getProject(scope, id)).completedAt).toBeNull();
  });

  test("completed, undone and completed again still thanks once", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    await completeProject(scope, id, MONDAY);
    await reopenProject(scope, id, after(minute));
    await completeProject(scope, id, after(2 * minute));
    expect(await emailsOf(id)).toMatchObject([
      { cancelledAt: null, settledAt: null, sendAt: after(12 * minute) },
    ]);
    expect(await db().followUp.findMany({ where: { projectId: id } })).toMatchObject([
      { cancelledAt: null },
      { cancelledAt: null },
    ]);
  });

  test("a thank-you that was sent is not sent again", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    const past = new Date(Date.now() - 60 * minute);
    await completeProject(scope, id, past);
    await timeHasCome(id);
    await deliverDueEmails();
    await reopenProject(scope, id, new Date());
    await completeProject(scope, id, new Date());
    await deliverDueEmails();
    const emails = await emailsOf(id);
    expect(emails).toHaveLength(1);
    expect(emails[0]).toMatchObject({ cancelledAt: null, attempts: 1, transport: "LOCAL" });
    expect(emails[0]!.deliveredAt).not.toBeNull();
  });

  test("an error in its transaction leaves no email and no plan", async () => {
    const scope = await freelancer();
    const id = await project(scope, await client(scope));
    const cut = inTransaction(async (tx) => {
      await planFollowUps(tx, scope, id, MONDAY);
      expect(await tx.email.count({ where: { projectId: id } })).toBe(1);
      throw new Error("cut");
    });
    await expect(cut).rejects.toThrow("cut");
    expect(await emailsOf(id)).toEqual([]);
    expect(await db().followUp.count({ where: { projectId: id } })).toBe(0);
  });

  test("another freelancer's project is not found in any verb", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const person = await client(mine);
    const id = await project(mine, person);
    const notFound = { name: "Refusal", code: "not-found" };
    await expect(completeProject(theirs, id, MONDAY)).rejects.toMatchObject(notFound);
    await expect(reopenProject(theirs, id, MONDAY)).rejects.toMatchObject(notFound);
    await expect(
      describeProject(theirs, { projectId: id, title: "Mine now" }),
    ).rejects.toMatchObject(notFound);
    await expect(getProject(theirs, id)).rejects.toMatchObject(notFound);
    await expect(
      beginProject(theirs, { contactId: person.contactId, title: "x" }),
    ).rejects.toMatchObject(notFound);
    expect((await listProjects(theirs)).projects).toEqual([]);
    expect((await getProject(mine, id)).title).toBe("The lighthouse map");
  });
});

describe("the status page", () => {
  test("shows the client's promises without the freelancer's own day", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const id = await project(scope, person);
    await promiseDeadline(
      scope,
      {
        projectId: id,
        title: "Draft",
        promisedOn: "2026-12-01",
        targetOn: "2026-11-29",
        holder: "FREELANCER",
      },
      MONDAY,
    );
    const facts = await pageOf(person, id);
    expect(facts?.project?.deadlines).toMatchObject([{ title: "Draft", promisedOn: "2026-12-01" }]);
    expect(JSON.stringify(facts)).not.toContain("2026-11-29");
  });

  test("opens no other client's project", async () => {
    const scope = await freelancer();
    const [ines, chidi] = [
      await client(scope),
      await client(scope, {
        name: "Okafor Bakery",
        contactName: "Chidi Okafor",
        address: "chidi@example.com",
      }),
    ];
    const id = await project(scope, chidi);
    expect(await pageOf(ines, id)).toBeNull();
    expect((await pageOf(ines, null))?.project).toBeNull();
  });

  test("projects page through without a gap or a double", async () => {
    const scope = await freelancer();
    const person = await client(scope);
    const made: string[] = [];
    for (let i = 0; i < 53; i += 1) made.push(await project(scope, person, `Map ${i}`));
    for (const [index, id] of made.slice(0, 20).entries())
      await completeProject(scope, id, new Date(MONDAY.getTime() + index));
    const first = await listProjects(scope);
    const second = await listProjects(scope, first.more!);
    const all = [...first.projects, ...second.projects].map((one) => one.id);
    expect([first.projects.length, second.projects.length, second.more]).toEqual([50, 3, null]);
    expect(new Set(all)).toEqual(new Set(made));
    // Open ones first, the newest first; then the completed, those completed last first.
    expect(all).toEqual([...made.slice(20).toReversed(), ...made.slice(0, 20).toReversed()]);
    const within = await listProjects(scope, all[40]);
    expect(within.projects.map((one) => one.id)).toEqual(all.slice(41));
  });
});

describe("beginning a project", () => {
  test("by one form pressed several times begins one", async () => {
    const scope = await freelancer();
    const { contactId } = await client(scope);
    const formKey = randomUUID();
    const press = (title = "The lighthouse map") =>
      beginProject(scope, { contactId, title, formKey });
    const ids = await Promise.all(Array.from({ length: 6 }, () => press()));
    expect(new Set([...ids, await press()]).size).toBe(1);
    const where = { freelancerId: scope.freelancerId };
    expect(await db().project.count({ where })).toBe(1);
    expect(await db().historyEntry.count({ where: { ...where, kind: "project.begun" } })).toBe(1);
    // The controls: a page that came back with another title, another form, another freelancer.
    await press("The harbour map");
    await beginProject(scope, { contactId, title: "The lighthouse map", formKey: randomUUID() });
    expect(await db().project.count({ where })).toBe(3);
    const other = await freelancer();
    const theirs = await client(other);
    await beginProject(other, {
      contactId: theirs.contactId,
      title: "The lighthouse map",
      formKey,
    });
    expect(await db().project.count({ where: { freelancerId: other.freelancerId } })).toBe(1);
  });

  test("for another freelancer's contact is not found", async () => {
    const [mine, theirs] = [await freelancer(), await freelancer()];
    const { contactId } = await client(theirs);
    await expect(beginProject(mine, { contactId, title: "A map" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
