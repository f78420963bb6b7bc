import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { promiseDeadline } from "@/features/deadlines/commands";
import { noteMisses } from "@/features/deadlines/risk/commands";
import { openWords } from "@/features/emails/commands";
import { listLedger } from "@/features/ledger/queries";
import { putBeforeClient } from "@/features/sign-offs/commands";
import { listRounds } from "@/features/sign-offs/queries";
import { listToday } from "@/features/today/queries";
import { acceptOnPage, askForChanges } from "@/workflows/answer-sign-off/commands";
import { noteAnswer, takeBackSignOff } from "@/workflows/answer-sign-off/noted/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import {
  cancelCompletion,
  completeDue,
  completeNow,
} from "@/workflows/complete-project/waiting/commands";
import { writeToFreelancer } from "@/workflows/post-message/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, freelancer, MONDAY, pageOf, project, type Person } from "@tests/support/factories";

const minute = 60_000;
const after = (ms: number) => new Date(MONDAY.getTime() + ms);
/** When a completion that was pressed on Monday goes on without an answer. */
const NEXT_MONDAY = new Date("2026-11-30T16:00:00Z");

type Work = { scope: Scope; ines: Person; projectId: string; deadlineId: string };

async function work(title = "The map"): Promise<Work> {
  const scope = await freelancer();
  const ines = await client(scope);
  const projectId = await project(scope, ines);
  return { scope, ines, projectId, deadlineId: await promised(scope, projectId, title) };
}

async function promised(scope: Scope, projectId: string, title: string): Promise<string> {
  const promise = { projectId, title, promisedOn: "2026-11-27", holder: "FREELANCER" as const };
  await promiseDeadline(scope, promise, MONDAY);
  const found = await db().deadline.findFirstOrThrow({
    where: { projectId, title },
    select: { id: true },
  });
  return found.id;
}

/** The same with its delivery before the client. */
async function put(title?: string, note?: string) {
  const made = await work(title);
  await putBeforeClient(made.scope, { deadlineId: made.deadlineId, note }, MONDAY);
  return { ...made, signOffId: await openRound(made) };
}

async function openRound({ scope, projectId }: Pick<Work, "scope" | "projectId">) {
  const rounds = await listRounds(scope, projectId);
  return rounds.find((one) => !one.outcome)!.id;
}

const emailsOf = (projectId: string, kind: string) =>
  db().email.findMany({ where: { projectId, kind }, orderBy: { createdAt: "asc" } });

const changes = (signOffId: string, projectId: string, text = "The river is too blue.") => ({
  signOffId,
  projectId,
  text,
  formKey: randomUUID(),
});

describe("what is put before the client", () => {
  test("is on the page at once, and in an email that is held", async () => {
    const { ines, projectId } = await put("The map", "Please look at the coast.");
    const page = await pageOf(ines, projectId);
    expect(page?.project?.signOffs).toMatchObject([
      { title: "The map", note: "Please look at the coast.", round: 1, outcome: null },
    ]);
    const [email, ...more] = await emailsOf(projectId, "signOff.asked");
    expect(more).toEqual([]);
    expect(email).toMatchObject({ sendAt: after(10 * minute), subject: "To sign off: The map" });
    const { paragraphs, link } = openWords(email!.wordsCipher);
    expect(paragraphs).toContain("Please look at the coast.");
    expect(link?.url).toContain("/p/");
  });

  test("is told in one email with what follows within the undo time", async () => {
    const { scope, projectId } = await put("The map");
    const cover = await promised(scope, projectId, "The cover");
    await putBeforeClient(scope, { deadlineId: cover }, after(minute));
    const [email, ...more] = await emailsOf(projectId, "signOff.asked");
    expect(more).toEqual([]);
    expect(openWords(email!.wordsCipher).paragraphs.join("\n")).toMatch(/The map[^]*The cover/);
  });

  test("is put before them once where it is pressed twice at once", async () => {
    const { scope, projectId, deadlineId } = await work();
    const pressed = await Promise.allSettled([
      putBeforeClient(scope, { deadlineId }, MONDAY),
      putBeforeClient(scope, { deadlineId }, MONDAY),
    ]);
    expect(pressed.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await listRounds(scope, projectId)).toHaveLength(1);
  });

  test("is no need and no missed date while it waits for them", async () => {
    const { scope, deadlineId } = await put();
    const late = new Date("2026-11-30T10:00:00Z");
    const studio = await studioOf(scope);
    const needs = (await listToday(scope, studio, late)).map((one) => one.kind);
    expect(needs).not.toContain("deadline late");
    await noteMisses(late);
    expect(await db().deadlineMiss.count({ where: { deadlineId } })).toBe(0);
  });

  test("is late and missed without it", async () => {
    const { scope, deadlineId } = await work();
    const late = new Date("2026-11-30T10:00:00Z");
    const needs = (await listToday(scope, await studioOf(scope), late)).map((one) => one.kind);
    expect(needs).toContain("deadline late");
    await noteMisses(late);
    expect(await db().deadlineMiss.count({ where: { deadlineId } })).toBe(1);
  });

  test("can be cancelled while it is open, with the email that waits", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    await takeBackSignOff(scope, signOffId, after(minute));
    expect(await emailsOf(projectId, "signOff.asked")).toMatchObject([
      { cancelledAt: after(minute) },
    ]);
    await expect(
      acceptOnPage(ines.scope, { projectId, signOffId }, after(2 * minute)),
    ).rejects.toMatchObject({ code: "too-late", told: { key: "signOffTakenBack" } });
  });
});

const studioOf = ({ freelancerId }: Scope) =>
  db().studio.findUniqueOrThrow({ where: { freelancerId } });

describe("a delivery that is accepted", () => {
  test("is done since it was put before the client, with who accepted it and when", async () => {
    const { scope, ines, projectId, deadlineId, signOffId } = await put();
    await acceptOnPage(ines.scope, { projectId, signOffId }, after(60 * minute));
    expect(await db().deadline.findUnique({ where: { id: deadlineId } })).toMatchObject({
      metAt: MONDAY,
    });
    expect(await listRounds(scope, projectId)).toMatchObject([
      { outcome: "ACCEPTED", by: "Ines Duarte", closedAt: after(60 * minute), channel: "PORTAL" },
    ]);
    expect(await emailsOf(projectId, "signOff.accepted")).toHaveLength(1);
    // What waited to ask for it is not sent.
    expect(await emailsOf(projectId, "signOff.asked")).toMatchObject([
      { settledAt: after(60 * minute) },
    ]);
  });

  test("twice at once is accepted once", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    await Promise.all([
      acceptOnPage(ines.scope, { projectId, signOffId }, after(minute)),
      acceptOnPage(ines.scope, { projectId, signOffId }, after(minute)),
    ]);
    expect(await emailsOf(projectId, "signOff.accepted")).toHaveLength(1);
    const facts = { projectId, kind: "signOff.accepted" };
    expect(await db().historyEntry.count({ where: facts })).toBe(1);
    expect(await listRounds(scope, projectId)).toHaveLength(1);
  });

  test("keeps the day it was marked as done before", async () => {
    const { ines, projectId, deadlineId, signOffId } = await put();
    const metAt = new Date(MONDAY.getTime() - minute);
    await db().deadline.update({ where: { id: deadlineId }, data: { metAt } });
    await acceptOnPage(ines.scope, { projectId, signOffId }, after(minute));
    expect(await db().deadline.findUnique({ where: { id: deadlineId } })).toMatchObject({ metAt });
  });

  test("and changed at the same time ends in one way, and no word is lost", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    const [, asked] = await Promise.allSettled([
      acceptOnPage(ines.scope, { projectId, signOffId }, after(minute)),
      askForChanges(ines.scope, changes(signOffId, projectId), after(minute)),
    ]);
    const [round] = await listRounds(scope, projectId);
    expect(["ACCEPTED", "CHANGES"]).toContain(round?.outcome);
    expect(asked).toMatchObject({ status: "fulfilled", value: { isTaken: true } });
    expect(await db().message.count({ where: { projectId } })).toBe(1);
    expect(await correctionsOf(scope)).toHaveLength(round?.outcome === "CHANGES" ? 1 : 0);
  });

  test("belongs to its own client alone", async () => {
    const { scope, projectId, signOffId } = await put();
    const other = await client(scope, { name: "Okafor Bakery", address: "chidi@example.com" });
    const notFound = { code: "not-found" };
    await expect(acceptOnPage(other.scope, { projectId, signOffId }, MONDAY)).rejects.toMatchObject(
      notFound,
    );
    await expect(
      askForChanges(other.scope, changes(signOffId, projectId), MONDAY),
    ).rejects.toMatchObject(notFound);
    const stranger = await freelancer();
    await expect(takeBackSignOff(stranger, signOffId, MONDAY)).rejects.toMatchObject(notFound);
    const accepted = { signOffId, outcome: "ACCEPTED" as const };
    await expect(noteAnswer(stranger, accepted, MONDAY)).rejects.toMatchObject(notFound);
  });
});

async function correctionsOf(scope: Scope) {
  const { entries } = await listLedger(scope, "Europe/Copenhagen", { kind: "CORRECTION" });
  return entries;
}

describe("changes that are asked for", () => {
  test("are a message, a correction and the end of the round", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    const asked = await askForChanges(ines.scope, changes(signOffId, projectId), after(minute));
    expect(asked).toEqual({ isTaken: true, why: null });
    const page = await pageOf(ines, projectId);
    expect(page?.thread.map((line) => line.text)).toEqual(["The river is too blue."]);
    expect(page?.project?.signOffs).toMatchObject([
      { outcome: "CHANGES", by: "Ines Duarte", changes: "The river is too blue." },
    ]);
    expect(await correctionsOf(scope)).toMatchObject([
      { what: "The map: The river is too blue.", channel: "PORTAL", on: "2026-11-23" },
    ]);
  });

  test("by the same form sent twice are asked for once", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    const form = changes(signOffId, projectId);
    await Promise.all([
      askForChanges(ines.scope, form, after(minute)),
      askForChanges(ines.scope, form, after(minute)),
    ]);
    expect(await db().message.count({ where: { projectId } })).toBe(1);
    expect(await correctionsOf(scope)).toHaveLength(1);
  });

  test.each([
    ["accepted", "signOffAcceptedSent"],
    ["cancelled", "signOffTakenBackSent"],
    ["completed", "signOffUnansweredSent"],
  ] as const)("after it was %s are kept as a message, and it is said", async (how, key) => {
    const { scope, ines, projectId, signOffId } = await put();
    if (how === "accepted") await acceptOnPage(ines.scope, { projectId, signOffId }, after(minute));
    else if (how === "cancelled") await takeBackSignOff(scope, signOffId, after(minute));
    else await completeProject(scope, projectId, after(minute), { isAtOnce: true });
    const late = changes(signOffId, projectId);
    const asked = await askForChanges(ines.scope, late, after(2 * minute));
    expect(asked).toMatchObject({ isTaken: true, why: { told: { key } } });
    expect((await pageOf(ines, projectId))?.thread.at(-1)?.text).toBe(late.text);
    expect(await correctionsOf(scope)).toEqual([]);
  });

  test("can be put before them again, and the rounds are kept", async () => {
    const { scope, ines, projectId, deadlineId, signOffId } = await put();
    await askForChanges(ines.scope, changes(signOffId, projectId), after(minute));
    await putBeforeClient(scope, { deadlineId, note: "Bluer no more." }, after(2 * minute));
    expect(await listRounds(scope, projectId)).toMatchObject([
      { round: 1, outcome: "CHANGES" },
      { round: 2, outcome: null, note: "Bluer no more." },
    ]);
  });
});

describe("an answer that the freelancer notes", () => {
  test("is the message that says so", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    const said = { projectId, text: "Looks right to me.", formKey: randomUUID() };
    await writeToFreelancer(ines.scope, said, after(minute));
    const { id: messageId } = await db().message.findFirstOrThrow({ where: { projectId } });
    await noteAnswer(scope, { signOffId, outcome: "ACCEPTED", messageId }, after(2 * minute));
    expect(await listRounds(scope, projectId)).toMatchObject([
      { outcome: "ACCEPTED", by: "Ines Duarte", channel: "PORTAL" },
    ]);
  });

  test("is offered on Today beside the latest message since it was put before them", async () => {
    const { scope, ines, projectId, deadlineId, signOffId } = await put();
    await askForChanges(ines.scope, changes(signOffId, projectId), after(minute));
    const need = async () =>
      (await listToday(scope, await studioOf(scope), after(4 * minute))).find(
        (one) => one.kind === "message waiting",
      );
    expect(await need()).toMatchObject({ wantsChanges: true, signOffs: [] });
    await putBeforeClient(scope, { deadlineId }, after(2 * minute));
    expect(await need()).toMatchObject({ wantsChanges: true, signOffs: [] });
    const said = { projectId, text: "Right now.", formKey: randomUUID() };
    await writeToFreelancer(ines.scope, said, after(3 * minute));
    expect(await need()).toMatchObject({
      text: "Right now.",
      wantsChanges: false,
      signOffs: [{ id: await openRound({ scope, projectId }), title: "The map" }],
    });
  });

  test("by telephone is in the thread, and counts as a correction", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    const said = { signOffId, outcome: "CHANGES" as const, changes: "Less blue." };
    await noteAnswer(scope, { ...said, channel: "PHONE" }, after(minute));
    expect((await pageOf(ines, projectId))?.thread).toMatchObject([
      { text: "Less blue.", channel: "PHONE", by: "Ines Duarte" },
    ]);
    expect(await correctionsOf(scope)).toMatchObject([{ channel: "PHONE" }]);
  });

  test("of changes without a word is refused by its field", async () => {
    const { scope, signOffId } = await put();
    await expect(
      noteAnswer(scope, { signOffId, outcome: "CHANGES" }, MONDAY),
    ).rejects.toMatchObject({ code: "invalid", field: "changes" });
  });

  test("after the client has answered is refused", async () => {
    const { scope, ines, projectId, signOffId } = await put();
    await acceptOnPage(ines.scope, { projectId, signOffId }, after(minute));
    const noted = { signOffId, outcome: "CHANGES" as const, changes: "Less blue." };
    await expect(noteAnswer(scope, noted, after(2 * minute))).rejects.toMatchObject({
      code: "already",
    });
  });
});

describe("a completion with an open sign-off", () => {
  let running: Awaited<ReturnType<typeof put>>;
  beforeAll(async () => {
    running = await put();
    await completeProject(running.scope, running.projectId, MONDAY);
  });
  // What other tests leave waiting is none of theirs.
  afterAll(() => cancelCompletion(running.scope, running.projectId, MONDAY));

  const projectOf = ({ projectId }: Pick<Work, "projectId">) =>
    db().project.findUniqueOrThrow({ where: { id: projectId } });

  test("waits, and says on the page and by email until when", async () => {
    expect(await projectOf(running)).toMatchObject({ completedAt: null, completesAt: NEXT_MONDAY });
    const { ines, projectId } = running;
    expect((await pageOf(ines, projectId))?.project?.completesAt).toEqual(NEXT_MONDAY);
    const [email] = await emailsOf(projectId, "project.completing");
    const { paragraphs } = openWords(email!.wordsCipher);
    expect(paragraphs.join("\n")).toMatch(/The map[^]*without an answer on Mon 30 Nov/);
    expect(await db().followUp.count({ where: { projectId } })).toBe(0);
  });

  test("goes on when its time has come, once, and the thank-you says so", async () => {
    const made = await put();
    await completeProject(made.scope, made.projectId, MONDAY, { doneIds: [made.deadlineId] });
    await completeDue(new Date(NEXT_MONDAY.getTime() - 1));
    expect((await projectOf(made)).completedAt).toBeNull();
    await Promise.all([completeDue(NEXT_MONDAY), completeDue(NEXT_MONDAY)]);
    expect(await projectOf(made)).toMatchObject({
      completedAt: NEXT_MONDAY,
      completesAt: null,
      completesWith: null,
    });
    expect(await listRounds(made.scope, made.projectId)).toMatchObject([
      { outcome: "NO_ANSWER", closedAt: NEXT_MONDAY },
    ]);
    const [thanks, ...more] = await emailsOf(made.projectId, "project.completed");
    expect(more).toEqual([]);
    expect(openWords(thanks!.wordsCipher).paragraphs.join("\n")).toMatch(/no answer[^]*The map/);
    const deadline = await db().deadline.findUnique({ where: { id: made.deadlineId } });
    expect(deadline).toMatchObject({ metAt: NEXT_MONDAY, droppedAt: null });
    expect(await db().followUp.count({ where: { projectId: made.projectId } })).toBe(2);
  });

  test("is completed with the last acceptance, and thanks without a word about answers", async () => {
    const made = await put();
    const cover = await promised(made.scope, made.projectId, "The cover");
    await putBeforeClient(made.scope, { deadlineId: cover }, MONDAY);
    await completeProject(made.scope, made.projectId, MONDAY);
    const { projectId, ines } = made;
    const ids = (await listRounds(made.scope, projectId)).map(({ id }) => id);
    await acceptOnPage(ines.scope, { projectId, signOffId: ids[0]! }, after(minute));
    expect((await projectOf(made)).completedAt).toBeNull();
    await acceptOnPage(ines.scope, { projectId, signOffId: ids[1]! }, after(2 * minute));
    expect((await projectOf(made)).completedAt).toEqual(after(2 * minute));
    const [thanks] = await emailsOf(projectId, "project.completed");
    expect(openWords(thanks!.wordsCipher).paragraphs.join("\n")).not.toMatch(/no answer/);
    expect(await emailsOf(projectId, "project.completing")).toMatchObject([
      { cancelledAt: after(2 * minute) },
    ]);
  });

  test.each(["changes", "cancelled sign-off", "undo"] as const)(
    "is off with %s, and nothing is completed or sent",
    async (how) => {
      const made = await put();
      const { scope, ines, projectId, signOffId } = made;
      await completeProject(scope, projectId, MONDAY);
      if (how === "changes")
        await askForChanges(ines.scope, changes(signOffId, projectId), after(minute));
      else if (how === "undo") await cancelCompletion(scope, projectId, after(minute));
      else await takeBackSignOff(scope, signOffId, after(minute));
      await completeDue(NEXT_MONDAY);
      expect(await projectOf(made)).toMatchObject({ completedAt: null, completesAt: null });
      expect(await emailsOf(projectId, "project.completing")).toMatchObject([
        { cancelledAt: after(minute) },
      ]);
      expect(await emailsOf(projectId, "project.completed")).toEqual([]);
    },
  );

  test("can be completed at once after all", async () => {
    const made = await put();
    await completeProject(made.scope, made.projectId, MONDAY);
    await completeNow(made.scope, made.projectId, after(minute));
    expect((await projectOf(made)).completedAt).toEqual(after(minute));
    expect(await listRounds(made.scope, made.projectId)).toMatchObject([{ outcome: "NO_ANSWER" }]);
  });

  test("doesn't wait where the studio sets no days", async () => {
    const made = await put();
    await db().studio.update({
      where: { freelancerId: made.scope.freelancerId },
      data: { signOffWorkingDays: 0 },
    });
    await completeProject(made.scope, made.projectId, MONDAY);
    expect((await projectOf(made)).completedAt).toEqual(MONDAY);
  });

  test("opens what had no answer again when it is reopened", async () => {
    const made = await put();
    const { scope, ines, projectId, signOffId } = made;
    await completeProject(scope, projectId, MONDAY, { isAtOnce: true });
    await expect(
      acceptOnPage(ines.scope, { projectId, signOffId }, after(minute)),
    ).rejects.toMatchObject({ told: { key: "signOffUnanswered" } });
    await reopenProject(scope, projectId, after(2 * minute));
    await acceptOnPage(ines.scope, { projectId, signOffId }, after(3 * minute));
    expect(await listRounds(scope, projectId)).toMatchObject([{ outcome: "ACCEPTED" }]);
  });

  test("and a last acceptance at the same time complete it once", async () => {
    const made = await put();
    const { scope, ines, projectId, signOffId } = made;
    await completeProject(scope, projectId, MONDAY);
    const answered = await Promise.allSettled([
      acceptOnPage(ines.scope, { projectId, signOffId }, NEXT_MONDAY),
      completeDue(NEXT_MONDAY),
    ]);
    expect(answered[1].status).toBe("fulfilled");
    expect(await emailsOf(projectId, "project.completed")).toHaveLength(1);
    const [round] = await listRounds(scope, projectId);
    expect(round?.outcome).toBe(answered[0].status === "fulfilled" ? "ACCEPTED" : "NO_ANSWER");
  });
});
