import { describe, expect, test } from "vitest";
import { db, inTransaction, isConflict, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { closeOutbox } from "@/features/emails/quarantine/commands";
import { promiseDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { renameClient } from "@/features/clients/commands";
import { addItem } from "@/features/projects/checklist/commands";
import { keepTemplate } from "@/features/projects/templates/commands";
import { describeProject } from "@/features/projects/commands";
import { showExtra, writeExtra } from "@/features/projects/extras/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import { Refusal } from "@/lib/errors";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { arrangeFollowUps } from "@/workflows/arrange-follow-ups/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { correctContact, renewLink, unsubscribe } from "@/workflows/change-contact/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow, skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { writeToClient, writeToFreelancer } from "@/workflows/post-message/commands";
import { releaseOutbox } from "@/workflows/release-outbox/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, emailsOf, freelancer, MONDAY, project, tokenIn } from "@tests/support/factories";

/** A working morning of the client's, and a Friday afternoon on which shown work is gathered. */
const MORNING = new Date("2026-12-01T10:00:00Z");
const AFTERNOON = new Date("2026-11-27T16:45:00Z");

/** A completed project with a question that is asked and a reminder that is due: what most commands share rows of. */
async function arranged() {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  await promiseDeadline(
    scope,
    { projectId, title: "Draft", promisedOn: "2026-11-27", holder: "FREELANCER" },
    MONDAY,
  );
  await writeExtra(scope, { projectId, text: "A second print." }, MONDAY);
  await writeNote(scope, { projectId, text: "The coast is drawn.", as: "shown" }, MONDAY);
  await addItem(scope, { projectId, text: "Proof" });
  await completeProject(scope, projectId, MONDAY);
  const followUps = await db().followUp.findMany({ where: { projectId } });
  const checkBack = followUps.find((one) => one.kind === "CHECK_BACK")!;
  await sendFollowUpNow(scope, checkBack.id, MONDAY);
  const asked = (await emailsOf(projectId)).find((email) => email.kind === "survey.invited")!;
  const deadline = await db().deadline.findFirstOrThrow({ where: { projectId } });
  const extra = await db().extra.findFirstOrThrow({ where: { projectId } });
  const reminder = await db().followUp.findFirstOrThrow({
    where: { projectId, kind: "REMINDER" },
  });
  await db().followUp.update({
    where: { id: reminder.id },
    data: { dueAt: new Date(Date.now() - 60_000) },
  });
  return {
    scope,
    person,
    projectId,
    token: tokenIn(asked.words.link!.url),
    checkBack,
    reminder,
    deadline,
    extra,
  };
}

type Arranged = Awaited<ReturnType<typeof arranged>>;

const settings = {
  kinds: ["THANK_YOU", "CHECK_BACK"] as ("THANK_YOU" | "CHECK_BACK")[],
  followUpsFrom: "09:00",
  followUpsUntil: "17:30",
  checkBackWorkingDays: 5,
  reminderDays: 7,
  quietMonths: 6,
  coolDownDays: 60,
  signOffWorkingDays: 5,
};
const corrected = {
  contactName: "Ines Duarte",
  address: "ines@example.com",
  zone: "Europe/Lisbon",
};

const commands: Record<string, (on: Arranged) => Promise<unknown>> = {
  answer: ({ token }) => answerSurvey({ token }, { verdict: "NEARLY", words: "Late." }, MORNING),
  "issue what is due": () => issueDueFollowUps(MORNING),
  complete: ({ scope, projectId }) => completeProject(scope, projectId, MORNING),
  reopen: ({ scope, projectId }) => reopenProject(scope, projectId, MORNING),
  "send the reminder now": ({ scope, reminder }) => sendFollowUpNow(scope, reminder.id, MORNING),
  "skip the check-back": ({ scope, checkBack }) => skipFollowUp(scope, checkBack.id, MORNING),
  "turn a kind off": ({ scope }) => arrangeFollowUps(scope, settings, MORNING),
  "write to the client": ({ scope, projectId }) =>
    writeToClient(scope, { projectId, text: "Hello.", formKey: crypto.randomUUID() }, MORNING),
  "write to the freelancer": ({ person, projectId }) =>
    writeToFreelancer(
      person.scope,
      { projectId, text: "Hello.", formKey: crypto.randomUUID() },
      MORNING,
    ),
  "move a date": ({ scope, deadline }) =>
    moveDeadline(
      scope,
      {
        deadlineId: deadline.id,
        seenOn: "2026-11-27",
        toOn: "2026-12-04",
        reason: "The licence for the map arrived two days late.",
      },
      MONDAY,
    ),
  "correct the contact": ({ scope, person }) =>
    correctContact(scope, { contactId: person.contactId, ...corrected }),
  "renew the link": ({ scope, person }) => renewLink(scope, person.contactId),
  unsubscribe: ({ person }) => unsubscribe(person.scope, MORNING),
  "rename the client": ({ scope, person }) =>
    renameClient(scope, { clientId: person.clientId, name: "Duarte" }),
  "describe the project": ({ scope, projectId }) =>
    describeProject(scope, { projectId, title: "Map" }),
  "save a checklist": ({ scope, projectId }) => keepTemplate(scope, { projectId, name: "Maps" }),
  "show an extra": ({ scope, extra }) => showExtra(scope, extra.id, MORNING),
  "gather work": () => gatherWork(AFTERNOON),
};

const names = Object.keys(commands);

describe("commands that share rows", () => {
  test.each(names.map((name, index) => [name, names.slice(index)] as const))(
    "%s beside every other is refused in words or done",
    async (name, others) => {
      for (const other of others) {
        const on = await arranged();
        const both = [commands[name]!(on), commands[other]!(on)];
        for (const end of await Promise.allSettled(both))
          if (end.status === "rejected" && !(end.reason instanceof Refusal))
            throw new Error(`${name} beside ${other}`, { cause: end.reason });
      }
    },
    120_000,
  );
});

/** Both hold their first row before either asks for its second. */
function meetingPoint() {
  let arrived = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => (open = resolve));
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  };
}

async function twoClients() {
  const scope = await freelancer();
  return [await client(scope), await client(scope)].map(({ clientId }) => clientId);
}

const touch = (tx: Tx, id: string) =>
  tx.client.update({ where: { id }, data: { name: "Touched" } });

/** Two transactions that take the same two rows crosswise: one of them is ended by PostgreSQL. */
async function crosswise(run: (work: (tx: Tx) => Promise<void>) => Promise<unknown>) {
  const [first, second] = (await twoClients()) as [string, string];
  const meet = meetingPoint();
  const take = (one: string, other: string) =>
    run(async (tx) => {
      await touch(tx, one);
      await meet();
      await touch(tx, other);
    });
  return Promise.allSettled([take(first, second), take(second, first)]);
}

test("a closed outbox is opened in the one order too: no email before its follow-up", async () => {
  const { scope, reminder } = await arranged();
  await closeOutbox("A copy", new Date());
  const email = await db().email.findFirstOrThrow({
    where: { freelancerId: scope.freelancerId, settledAt: null },
  });
  const isWaiting = async () => {
    const [row] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row!.n > 0;
  };
  let opening: Promise<unknown> = Promise.resolve();
  await inTransaction(async (tx) => {
    await lock(tx, scope, { followUp: reminder.id });
    opening = releaseOutbox(new Date());
    await expect.poll(isWaiting).toBe(true);
    // Free, so whoever holds the follow-up can go on to its email. It would wait here for ever.
    await tx.$queryRaw`SELECT 1 FROM "Email" WHERE "id" = ${email.id}::uuid FOR UPDATE NOWAIT`;
  });
  expect(await opening).toBeGreaterThan(0);
});

test("a transaction that loses a deadlock is run again", async () => {
  const ends = await crosswise((work) => inTransaction(work));
  expect(ends.map((end) => end.status)).toEqual(["fulfilled", "fulfilled"]);
});

test("without that one of the two fails: the control", async () => {
  const ends = await crosswise((work) => db().$transaction(work, { timeout: 15_000 }));
  const lost = ends.filter((end) => end.status === "rejected");
  expect(lost).toHaveLength(1);
  expect(isConflict(lost[0]!.reason)).toBe(true);
});

describe("the one order", () => {
  test("a lock out of it is a bug that says so", async () => {
    const { scope, projectId, person } = await arranged();
    const work = inTransaction(async (tx) => {
      await lock(tx, scope, { project: projectId });
      await lockShared(tx, scope, { client: person.clientId });
    });
    await expect(work).rejects.toThrow("client is locked after project: out of order.");
  });

  test("what is held already may be locked again", async () => {
    const { scope, projectId, person } = await arranged();
    await inTransaction(async (tx) => {
      await lock(tx, scope, { client: person.clientId, project: projectId });
      await lock(tx, scope, { client: person.clientId });
    });
  });

  test("a stranger's row is not found", async () => {
    const [{ projectId }, stranger] = [await arranged(), await freelancer()];
    const work = inTransaction((tx) => lock(tx, stranger, { project: projectId }));
    await expect(work).rejects.toMatchObject({ code: "not-found" });
  });
});
