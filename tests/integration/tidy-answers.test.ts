import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addContact } from "@/features/clients/commands";
import { promiseDeadline, takeOutDeadline } from "@/features/deadlines/commands";
import { openWords } from "@/features/emails/commands";
import { getProject } from "@/features/projects/queries";
import { askFor } from "@/features/requests/commands";
import { putBeforeClient } from "@/features/sign-offs/commands";
import { listRounds } from "@/features/sign-offs/queries";
import { arrangePeople } from "@/workflows/arrange-people/commands";
import { cancelProject } from "@/workflows/cancel-project/commands";
import { changePromise } from "@/workflows/change-deadline/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { completeDue } from "@/workflows/complete-project/waiting/commands";
import { readTraces } from "@/workflows/delete-project/queries";
import { whyKept } from "@/workflows/delete-project/rules";
import { dropPromise } from "@/workflows/drop-deadline/commands";
import { removeContact } from "@/workflows/remove-contact/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { acceptOnPage } from "@/workflows/answer-sign-off/commands";
import { client, emailsOf, freelancer, MONDAY, project } from "@tests/support/factories";

const later = (ms: number) => new Date(MONDAY.getTime() + ms);
/** Long after a completion that was pressed on Monday would have gone on. */
const WEEKS_LATER = later(21 * 86_400_000);

/** A project with two promises, of which the first is put before the client, and Rui beside Ines. */
async function setting() {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  for (const title of ["Draft", "Final map"])
    await promiseDeadline(
      scope,
      { projectId: id, title, promisedOn: "2026-11-27", holder: "FREELANCER" },
      MONDAY,
    );
  const { deadlines } = await getProject(scope, id);
  const deadlineId = deadlines.find(({ title }) => title === "Draft")!.id;
  await putBeforeClient(scope, { deadlineId }, MONDAY);
  const { clientId } = ines;
  const address = "rui@example.com";
  const zone = "Europe/Lisbon";
  await addContact(scope, { clientId, contactName: "Rui Duarte", address, zone });
  const rui = (await db().contact.findFirstOrThrow({ where: { clientId, address } })).id;
  const outcomes = async () => (await listRounds(scope, id)).map(({ outcome }) => outcome);
  const waiting = async () =>
    (await emailsOf(id))
      .filter(({ settledAt }) => settledAt === null)
      .map(({ kind, toName }) => `${kind} to ${toName}`)
      .toSorted();
  const drop = () => dropPromise(scope, { deadlineId, formKey: randomUUID() }, later(1000));
  const cancel = () => cancelProject(scope, { projectId: id, formKey: randomUUID() }, later(2000));
  const askSomething = (dueOn = "2026-11-30") =>
    askFor(
      scope,
      {
        projectId: id,
        kind: "ANSWER",
        title: "The logo",
        options: [],
        dueOn,
        formKey: randomUUID(),
      },
      MONDAY,
    );
  const signOffId = (await listRounds(scope, id))[0]!.id;
  return {
    scope,
    ines,
    id,
    deadlineId,
    signOffId,
    rui,
    outcomes,
    waiting,
    drop,
    cancel,
    askSomething,
  };
}

const ASKED = "signOff.asked to Ines Duarte";

describe("what is put before the client", () => {
  test("ends with its promise, and the email that waits is not sent", async () => {
    const { outcomes, waiting, drop } = await setting();
    expect([await outcomes(), await waiting()]).toEqual([[null], [ASKED]]);
    await drop();
    expect([await outcomes(), await waiting()]).toEqual([["TAKEN_BACK"], []]);
  });

  test("can't be accepted once it is dropped; it can before: the control", async () => {
    const dropped = await setting();
    await dropped.drop();
    const accept = ({ ines, id, signOffId }: Awaited<ReturnType<typeof setting>>) =>
      acceptOnPage(ines.scope, { projectId: id, signOffId }, later(3000));
    await expect(accept(dropped)).rejects.toMatchObject({ code: "too-late" });
    const open = await setting();
    await accept(open);
    expect(await open.outcomes()).toEqual(["ACCEPTED"]);
  });

  test("its promise is not deleted any more; one beside it is", async () => {
    const { scope, id, deadlineId } = await setting();
    await expect(takeOutDeadline(scope, deadlineId, later(1000))).rejects.toMatchObject({
      code: "too-late",
    });
    const { deadlines } = await getProject(scope, id);
    const other = deadlines.find((one) => one.id !== deadlineId)!;
    await takeOutDeadline(scope, other.id, later(1000));
    expect(await db().deadline.count({ where: { projectId: id } })).toBe(1);
  });

  test("has its promise's new title in the email that waits", async () => {
    const { scope, id, deadlineId } = await setting();
    await changePromise(scope, { deadlineId, title: "First draft", holder: "FREELANCER" }, MONDAY);
    const [email] = await db().email.findMany({ where: { projectId: id, kind: "signOff.asked" } });
    expect(JSON.stringify(openWords(email!.wordsCipher))).toContain("First draft");
  });

  test("ends where the promise becomes the client's", async () => {
    const { scope, deadlineId, outcomes, waiting } = await setting();
    await changePromise(scope, { deadlineId, title: "Draft", holder: "CLIENT" }, MONDAY);
    expect([await outcomes(), await waiting()]).toEqual([["TAKEN_BACK"], []]);
  });
});

describe("a cancelled project", () => {
  test("is not completed by a completion that waited; it would have been: the control", async () => {
    for (const isCancelled of [true, false]) {
      const { scope, id, outcomes, waiting, cancel } = await setting();
      await completeProject(scope, id, MONDAY);
      expect(await waiting()).toEqual(["project.completing to Ines Duarte"]);
      if (isCancelled) {
        await cancel();
        expect(await waiting()).toEqual([]);
      }
      await completeDue(WEEKS_LATER);
      const { completedAt, cancelledAt, completesAt } = await getProject(scope, id);
      expect([completedAt, cancelledAt, completesAt]).toEqual(
        isCancelled ? [later(2000), later(2000), null] : [WEEKS_LATER, null, null],
      );
      expect(await outcomes()).toEqual(["NO_ANSWER"]);
      expect(await db().followUp.count({ where: { projectId: id, kind: "THANK_YOU" } })).toBe(
        isCancelled ? 0 : 1,
      );
    }
  });

  test("resumed, what was put before the client is open again", async () => {
    const { scope, id, outcomes, cancel } = await setting();
    await cancel();
    await reopenProject(scope, id, later(3000));
    expect(await outcomes()).toEqual([null]);
    await completeDue(WEEKS_LATER);
    expect((await getProject(scope, id)).completedAt).toBeNull();
  });
});

describe("another contact", () => {
  test("is reminded of what is open, in the former one's place, and once", async () => {
    const { scope, ines, id, rui, waiting, askSomething } = await setting();
    await askSomething();
    const reminders = async () =>
      (await waiting()).filter((one) => one.startsWith("request.nudged"));
    const ofInes = await reminders();
    expect(new Set(ofInes)).toEqual(new Set(["request.nudged to Ines Duarte"]));
    await arrangePeople(scope, { projectId: id, contactId: rui, alsoIds: [] }, later(1000));
    expect(await reminders()).toEqual(ofInes.map(() => "request.nudged to Rui Duarte"));
    await arrangePeople(
      scope,
      { projectId: id, contactId: ines.contactId, alsoIds: [] },
      later(2000),
    );
    expect(await reminders()).toEqual(ofInes);
    const [email] = await db().email.findMany({ where: { projectId: id, kind: "request.nudged" } });
    expect(email).toMatchObject({ toAddress: "ines@example.com", contactId: ines.contactId });
  });

  test("has what is put before the client from then on", async () => {
    const { scope, id, rui } = await setting();
    await arrangePeople(scope, { projectId: id, contactId: rui, alsoIds: [] }, later(1000));
    const rounds = await db().signOff.findMany({ where: { projectId: id } });
    expect(rounds.map(({ contactId }) => contactId)).toEqual([rui]);
  });
});

describe("what leaves a trace", () => {
  test("a person whom something was put before is removed, and not deleted", async () => {
    const { scope, id, ines, rui } = await setting();
    await arrangePeople(scope, { projectId: id, contactId: rui, alsoIds: [] }, later(1000));
    await arrangePeople(
      scope,
      { projectId: id, contactId: ines.contactId, alsoIds: [] },
      later(2000),
    );
    // Rui had to do with nothing that stayed: the round is before Ines again.
    expect(await removeContact(scope, rui, later(3000))).toMatchObject({ isDeleted: true });
  });

  test("a project whose delivery was accepted is not deleted", async () => {
    const { scope, ines, id, signOffId } = await setting();
    expect(whyKept(await readTraces(scope, id))).toBeNull();
    await acceptOnPage(ines.scope, { projectId: id, signOffId }, later(1000));
    expect(whyKept(await readTraces(scope, id))).toBe("projects.remove.fromClient");
  });
});
