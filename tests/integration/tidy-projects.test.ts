import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addContact } from "@/features/clients/commands";
import { unarchiveClient } from "@/features/clients/archive/commands";
import { listClients, listContactChoices, listPeopleOf } from "@/features/clients/queries";
import { promiseDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { claimDueEmails } from "@/features/emails/delivery/claim";
import { prepare } from "@/features/emails/delivery/prepare";
import { archiveProject, unarchiveProject } from "@/features/projects/archive/commands";
import { listArchivedProjects } from "@/features/projects/archive/queries";
import { listProjects } from "@/features/projects/list/queries";
import { arrangePeople } from "@/workflows/arrange-people/commands";
import { getProject } from "@/features/projects/queries";
import { countMonths } from "@/features/quality/queries";
import { listQuiet } from "@/features/quiet-clients/queries";
import { archiveClient } from "@/workflows/archive-client/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { cancelProject } from "@/workflows/cancel-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { deleteProject } from "@/workflows/delete-project/commands";
import { readTraces } from "@/workflows/delete-project/queries";
import { whyKept } from "@/workflows/delete-project/rules";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, emailsOf, freelancer, MONDAY, pageOf, project } from "@tests/support/factories";

const later = (ms: number) => new Date(MONDAY.getTime() + ms);
const notAllowed = { code: "not-allowed" };
const notFound = { code: "not-found" };
const REASON = "The licence for the map arrived two days late.";

async function setting() {
  const scope = await freelancer();
  const person = await client(scope);
  const id = await project(scope, person);
  await promiseDeadline(
    scope,
    { projectId: id, title: "Draft", promisedOn: "2026-11-27", holder: "FREELANCER" },
    MONDAY,
  );
  const deadlineId = (await getProject(scope, id)).deadlines[0]!.id;
  const move = (toOn = "2026-12-01", seenOn = "2026-11-27") =>
    moveDeadline(scope, { deadlineId, seenOn, toOn, reason: REASON }, MONDAY);
  const write = (text: string) =>
    writeToClient(scope, { projectId: id, text, formKey: randomUUID(), isNow: true }, MONDAY);
  const answer = (text: string) =>
    writeToFreelancer(person.scope, { projectId: id, text, formKey: randomUUID() }, MONDAY);
  const cancel = (text?: string) =>
    cancelProject(scope, { projectId: id, text, formKey: randomUUID() }, later(1000));
  const another = async (contactName = "Rui Duarte", address = "rui@example.com") => {
    const { clientId } = person;
    await addContact(scope, { clientId, contactName, address, zone: "Europe/Lisbon" });
    return (await db().contact.findFirstOrThrow({ where: { clientId, address } })).id;
  };
  return { scope, person, id, deadlineId, move, write, answer, cancel, another };
}

const waitingOf = async (id: string) =>
  (await emailsOf(id)).filter(({ settledAt }) => settledAt === null);

describe("cancelling", () => {
  test("dates are dropped, the held notice goes, nobody is thanked, the page says so", async () => {
    const { scope, person, id, move, cancel } = await setting();
    await move();
    expect((await waitingOf(id)).map(({ kind }) => kind)).toEqual(["deadline.moved"]);
    await cancel();
    expect(await waitingOf(id)).toEqual([]);
    expect(await db().followUp.count({ where: { projectId: id } })).toBe(0);
    const page = (await pageOf(person, id))!.project!;
    expect(page.cancelledAt).toEqual(later(1000));
    expect(page.deadlines[0]!.droppedAt).toEqual(later(1000));
    expect((await listProjects(scope)).projects).toMatchObject([{ cancelledAt: later(1000) }]);
  });

  test("with words it is a message with its email, together", async () => {
    const { id, cancel } = await setting();
    await cancel("As agreed on the phone, we stop here. Thank you for the work so far.");
    expect((await waitingOf(id)).map(({ kind }) => kind)).toEqual(["message.posted"]);
  });

  test("resumed, the dates that were dropped with it are open again", async () => {
    const { scope, person, id, cancel } = await setting();
    await cancel();
    await archiveProject(scope, id, later(2000));
    await reopenProject(scope, id, later(3000));
    const page = (await pageOf(person, id))!.project!;
    expect([page.completedAt, page.cancelledAt, page.deadlines[0]!.droppedAt]).toEqual([
      null,
      null,
      null,
    ]);
    expect((await listArchivedProjects(scope)).rows).toEqual([]);
  });

  test("a completed project stays completed, two tabs cancel once", async () => {
    const { scope, id, cancel } = await setting();
    await Promise.all([cancel("We stop here."), cancel("We stop here.")]);
    expect(await db().message.count({ where: { projectId: id } })).toBe(1);
    await reopenProject(scope, id, later(2000));
    await completeProject(scope, id, later(3000), { doneIds: [] });
    await cancel();
    expect((await getProject(scope, id)).cancelledAt).toBeNull();
  });

  test("it is no delivery; a completed one is", async () => {
    const { scope, id, cancel } = await setting();
    await cancel();
    const deliveries = async () => {
      const studio = await db().studio.findUniqueOrThrow({
        where: { freelancerId: scope.freelancerId },
      });
      const months = await countMonths(scope, studio, "2026-11-01");
      return JSON.stringify(months).includes("deliveries");
    };
    expect(await deliveries()).toBe(false);
    await reopenProject(scope, id, later(2000));
    await completeProject(scope, id, later(3000));
    expect(await deliveries()).toBe(true);
  });
});

describe("archiving", () => {
  test("only what is closed; out of the list, and on the client's page all the same", async () => {
    const { scope, person, id } = await setting();
    await expect(archiveProject(scope, id, MONDAY)).rejects.toMatchObject(notAllowed);
    await completeProject(scope, id, MONDAY);
    await archiveProject(scope, id, MONDAY);
    expect((await listProjects(scope)).projects).toEqual([]);
    expect((await listArchivedProjects(scope)).rows).toMatchObject([{ id }]);
    expect((await pageOf(person, id))!.project!.id).toBe(id);
    await unarchiveProject(scope, id);
    expect((await listProjects(scope)).projects).toMatchObject([{ id }]);
  });

  test("a message of the client's brings it back; the freelancer's own does not", async () => {
    const { scope, id, write, answer } = await setting();
    await completeProject(scope, id, MONDAY);
    await archiveProject(scope, id, MONDAY);
    await write("One more thing about the map.");
    expect((await listArchivedProjects(scope)).rows).toMatchObject([{ id }]);
    await answer("Could you send it once more?");
    expect((await listArchivedProjects(scope)).rows).toEqual([]);
  });

  test("a client: refused while a project is open, then out of the lists until they write", async () => {
    const { scope, person, id } = await setting();
    const { clientId } = person;
    await expect(archiveClient(scope, clientId, MONDAY)).rejects.toMatchObject(notAllowed);
    await completeProject(scope, id, MONDAY);
    const quietBy = new Date("2027-05-20T09:00:00Z");
    expect(await listQuiet(scope, quietBy, clientId)).toHaveLength(1);
    await archiveClient(scope, clientId, MONDAY);
    expect((await listClients(scope)).clients).toEqual([]);
    expect((await listContactChoices(scope)).people).toEqual([]);
    expect(await listQuiet(scope, quietBy, clientId)).toEqual([]);
    const line = { text: "Are you there?", formKey: randomUUID() };
    await writeToFreelancer(person.scope, line, MONDAY);
    expect((await listClients(scope)).clients).toMatchObject([{ id: clientId }]);
  });

  test("a new project brings its client back", async () => {
    const { scope, person, id } = await setting();
    await completeProject(scope, id, MONDAY);
    await archiveClient(scope, person.clientId, MONDAY);
    await beginProject(scope, { contactId: person.contactId, title: "The second map" });
    expect((await listClients(scope)).clients).toHaveLength(1);
    await unarchiveClient(scope, person.clientId);
  });
});

describe("deleting", () => {
  test("with its held emails, of which none is sent, though one was just claimed", async () => {
    const { scope, person, id, move, write } = await setting();
    await move();
    await write("The first draft is on its way.");
    expect(await waitingOf(id)).toHaveLength(2);
    const past = new Date(Date.now() - 1000);
    await db().email.updateMany({ where: { projectId: id }, data: { sendAt: past } });
    const claimed = (await claimDueEmails(50)).filter((email) => email.projectId === id);
    expect(claimed).toHaveLength(2);
    await deleteProject(scope, id, MONDAY);
    expect(await prepare(claimed, () => {})).toEqual([]);
    expect(await pageOf(person, id)).toBeNull();
    expect(await db().email.count({ where: { projectId: id } })).toBe(0);
    const [entry] = await db().historyEntry.findMany({
      where: { freelancerId: scope.freelancerId, kind: "project.deleted" },
    });
    expect(entry).toMatchObject({
      clientId: person.clientId,
      data: { title: "The lighthouse map" },
    });
  });

  test("the control: of a project that stays both would have been sent", async () => {
    const { id, move, write } = await setting();
    await move();
    await write("The first draft is on its way.");
    const past = new Date(Date.now() - 1000);
    await db().email.updateMany({ where: { projectId: id }, data: { sendAt: past } });
    const claimed = (await claimDueEmails(50)).filter((email) => email.projectId === id);
    expect(await prepare(claimed, () => {})).toHaveLength(2);
  });

  test.each<[string, (on: Awaited<ReturnType<typeof setting>>) => Promise<unknown>]>([
    [
      "an email is being sent",
      async ({ id, move }) => {
        await move();
        await db().email.updateMany({ where: { projectId: id }, data: { frozenAt: MONDAY } });
      },
    ],
    [
      "an email was sent",
      async ({ id, move }) => {
        await move();
        const sent = { frozenAt: MONDAY, sentAt: MONDAY, settledAt: MONDAY };
        await db().email.updateMany({ where: { projectId: id }, data: sent });
      },
    ],
    ["the client has written", ({ answer }) => answer("What about the scale?")],
    ["it is completed", ({ scope, id }) => completeProject(scope, id, MONDAY)],
  ])("is refused once %s", async (_why, act) => {
    const on = await setting();
    expect(whyKept(await readTraces(on.scope, on.id))).toBeNull();
    await act(on);
    expect(whyKept(await readTraces(on.scope, on.id))).not.toBeNull();
    await expect(deleteProject(on.scope, on.id, MONDAY)).rejects.toMatchObject(notAllowed);
    expect(await db().project.count({ where: { id: on.id } })).toBe(1);
  });

  test("a stranger's is not found, in any verb", async () => {
    const { person, id, another } = await setting();
    const theirs = await freelancer();
    const rui = await another();
    const people = { projectId: id, contactId: person.contactId, alsoIds: [rui] };
    for (const verb of [
      () => deleteProject(theirs, id, MONDAY),
      () => readTraces(theirs, id),
      () => archiveProject(theirs, id, MONDAY),
      () => unarchiveProject(theirs, id),
      () => cancelProject(theirs, { projectId: id, formKey: randomUUID() }, MONDAY),
      () => archiveClient(theirs, person.clientId, MONDAY),
      () => unarchiveClient(theirs, person.clientId),
      () => arrangePeople(theirs, people, MONDAY),
    ])
      await expect(verb()).rejects.toMatchObject(notFound);
  });
});

describe("several people of one project", () => {
  const readers = async (id: string) =>
    (await waitingOf(id)).map(({ kind, toName }) => [kind, toName]).toSorted();

  test("get its emails about dates, messages and files, each by a link of their own", async () => {
    const { scope, person, id, move, write, another } = await setting();
    const rui = await another();
    await write("Before he is told.");
    await arrangePeople(
      scope,
      { projectId: id, contactId: person.contactId, alsoIds: [rui] },
      MONDAY,
    );
    await move();
    await write("The draft follows on Tuesday.");
    expect(await readers(id)).toEqual([
      ["deadline.moved", "Ines Duarte"],
      ["deadline.moved", "Rui Duarte"],
      ["message.posted", "Ines Duarte"],
      ["message.posted", "Rui Duarte"],
    ]);
    const links = (await waitingOf(id)).map(({ words }) => words.link!.url.split("/")[4]);
    expect(new Set(links).size).toBe(2);
  });

  test("one who is no longer told gets nothing of what waits", async () => {
    const { scope, person, id, move, another } = await setting();
    const people = { projectId: id, contactId: person.contactId };
    await arrangePeople(scope, { ...people, alsoIds: [await another()] }, MONDAY);
    await move();
    await arrangePeople(scope, { ...people, alsoIds: [] }, MONDAY);
    expect(await readers(id)).toEqual([["deadline.moved", "Ines Duarte"]]);
  });

  test("handed over, what comes next goes to the new contact", async () => {
    const { scope, id, write, move, another } = await setting();
    const rui = await another();
    await move();
    await arrangePeople(scope, { projectId: id, contactId: rui, alsoIds: [] }, MONDAY);
    await write("Hello Rui, this is how far we are.");
    expect(await readers(id)).toEqual([
      ["deadline.moved", "Ines Duarte"],
      ["message.posted", "Rui Duarte"],
    ]);
    await completeProject(scope, id, MONDAY);
    const first = (await listPeopleOf(scope, (await getProject(scope, id)).client.id))[0]!.id;
    await expect(
      arrangePeople(scope, { projectId: id, contactId: first, alsoIds: [] }, MONDAY),
    ).rejects.toMatchObject({ ...notAllowed, field: "contactId" });
  });

  test("a person of another client is not found", async () => {
    const { scope, person, id } = await setting();
    const other = await client(scope, { name: "Other", address: "other@example.com" });
    for (const people of [
      { contactId: other.contactId, alsoIds: [] },
      { contactId: person.contactId, alsoIds: [other.contactId] },
    ])
      await expect(
        arrangePeople(scope, { projectId: id, ...people }, MONDAY),
      ).rejects.toMatchObject(notFound);
  });
});
