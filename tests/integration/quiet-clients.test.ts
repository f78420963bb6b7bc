import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/(client)/q/[token]/[[...rest]]/route";
import type { Scope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/client";
import { dryRun } from "@/features/follow-ups/forecast/queries";
import { listLedger } from "@/features/ledger/queries";
import { answerQuietCheck, noteQuietAnswer } from "@/features/quiet-clients/commands";
import { listQuietTimes } from "@/features/quiet-clients/queries";
import { listToday } from "@/features/today/queries";
import { clientPath } from "@/lib/client-paths";
import { newToken } from "@/lib/tokens";
import { arrangeFollowUps } from "@/workflows/arrange-follow-ups/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { unsubscribe } from "@/workflows/change-contact/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow, skipFollowUp } from "@/workflows/decide-follow-up/commands";
import { logComplaint } from "@/workflows/open-case/commands";
import { planQuietChecks } from "@/workflows/plan-quiet-checks/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import {
  client,
  emailsOf,
  freelancer,
  project,
  tokenIn,
  type Person,
} from "@tests/support/factories";

const DAY = 86_400_000;
/** So many days after a completion the check is due in six months, and within the forecast. */
const NEARLY_SIX_MONTHS = 175;

const ago = (days: number) => new Date(Date.now() - days * DAY);

/** A client whose one project was completed so many days ago. */
async function quietClient(days = NEARLY_SIX_MONTHS, language?: "de") {
  const scope = await freelancer();
  const ines = await client(scope, { language });
  const projectId = await project(scope, ines);
  await completeProject(scope, projectId, ago(days));
  await db().followUp.deleteMany({ where: { projectId } });
  await db().email.deleteMany({ where: { projectId } });
  return { scope, ines, projectId };
}

const checksOf = (scope: Scope) =>
  db().followUp.findMany({ where: { freelancerId: scope.freelancerId, kind: "QUIET_CHECK" } });

/** Plans and sends the check by hand. Returns its link's token. */
async function ask(scope: Scope, projectId: string): Promise<string> {
  await planQuietChecks(databaseNow());
  const [check] = await checksOf(scope);
  await sendFollowUpNow(scope, check!.id, databaseNow());
  const email = (await emailsOf(projectId)).find(({ kind }) => kind === "quietClient.asked");
  return tokenIn(email!.words.link!.url);
}

const at = (token: string, rest?: string[]) => ({ params: Promise.resolve({ token, rest }) });
const open = (token: string, method = "GET") =>
  GET(new Request(`http://localhost:3000${clientPath.quietCheck(token)}`, { method }), at(token));
const send = (token: string, fields: Record<string, string>) =>
  POST(
    new Request(`http://localhost:3000${clientPath.quietCheck(token)}`, {
      method: "POST",
      headers: { origin: "http://localhost:3000" },
      body: new URLSearchParams(fields),
    }),
    at(token),
  );

const findCheck = (scope: Scope) =>
  db().quietCheck.findFirstOrThrow({ where: { freelancerId: scope.freelancerId } });
const tellsFreelancer = (scope: Scope) =>
  db().email.findMany({
    where: { freelancerId: scope.freelancerId, kind: "quietClient.answered" },
  });

describe("planning", () => {
  test("once in a quiet spell, ahead of its day, and the forecast tells of it", async () => {
    const { scope, ines, projectId } = await quietClient();
    await Promise.all([1, 2, 3].map(() => planQuietChecks(databaseNow())));
    await planQuietChecks(databaseNow());
    const checks = await checksOf(scope);
    expect(checks).toMatchObject([{ projectId, contactId: ines.contactId, settledAt: null }]);
    expect(checks[0]!.dueAt > new Date()).toBe(true);
    const { sending } = await dryRun(scope, databaseNow());
    expect(sending).toMatchObject([
      { what: "Quiet-client check", why: "No new project since this one was completed" },
    ]);
  });

  test.each([
    ["not long enough", 150],
    ["far too long", 1000],
  ])("%s: nobody is asked", async (_what, days) => {
    const { scope } = await quietClient(days);
    await planQuietChecks(databaseNow());
    expect(await checksOf(scope)).toEqual([]);
  });

  test("quiet for longer already: asked a week from now", async () => {
    const { scope } = await quietClient(250);
    await planQuietChecks(databaseNow());
    const [check] = await checksOf(scope);
    expect(check!.dueAt.getTime() - Date.now()).toBeGreaterThan(5 * DAY);
  });

  test("nobody with an open project or a case, and nobody of a studio that turned it off", async () => {
    const busy = await quietClient();
    await project(busy.scope, busy.ines, "The next map");
    const unhappy = await quietClient();
    await complain(unhappy.scope, unhappy.ines);
    const off = await quietClient();
    await turnOff(off.scope);
    const control = await quietClient();
    await planQuietChecks(databaseNow());
    for (const { scope } of [busy, unhappy, off]) expect(await checksOf(scope)).toEqual([]);
    expect(await checksOf(control.scope)).toHaveLength(1);
  });

  test("one that was skipped is not planned again before a new project", async () => {
    const { scope } = await quietClient();
    await planQuietChecks(databaseNow());
    const [check] = await checksOf(scope);
    await skipFollowUp(scope, check!.id, databaseNow());
    await planQuietChecks(databaseNow());
    expect(await checksOf(scope)).toMatchObject([{ why: "You skipped it." }]);
  });
});

test("one that a reopening cancelled is planned again once the project is completed again", async () => {
  const { scope, projectId } = await quietClient();
  await planQuietChecks(databaseNow());
  await reopenProject(scope, projectId, databaseNow());
  expect((await checksOf(scope))[0]!.cancelledAt).not.toBeNull();
  await completeProject(scope, projectId, databaseNow());
  await planQuietChecks(databaseNow());
  expect((await checksOf(scope))[0]!.settledAt).not.toBeNull();
  // Its half year begins anew.
  await db().followUp.updateMany({ where: { projectId }, data: { cancelledAt: ago(180) } });
  await db().project.update({
    where: { id: projectId },
    data: { completedAt: ago(NEARLY_SIX_MONTHS) },
  });
  await planQuietChecks(databaseNow());
  expect(await checksOf(scope)).toMatchObject([{ settledAt: null, cancelledAt: null, why: null }]);
});

async function complain(scope: Scope, ines: Person): Promise<void> {
  const said = { channel: "PHONE" as const, about: [], words: "The names are wrong." };
  await logComplaint(scope, { contactId: ines.contactId, ...said }, databaseNow());
}

async function turnOff(scope: Scope): Promise<void> {
  const settings = {
    kinds: ["THANK_YOU" as const],
    followUpsFrom: "09:00",
    followUpsUntil: "17:30",
    checkBackWorkingDays: 5,
    reminderDays: 7,
    quietMonths: 6,
    coolDownDays: 60,
    signOffWorkingDays: 5,
  };
  await arrangeFollowUps(scope, settings, databaseNow());
}

describe("what is planned is stopped by", () => {
  const cases: [string, (scope: Scope, ines: Person, projectId: string) => Promise<unknown>][] = [
    ["a new project", (scope, ines) => project(scope, ines, "The next map")],
    ["a case", complain],
    ["the switch", turnOff],
  ];
  test.each(cases)("%s", async (_what, stop) => {
    const { scope, ines, projectId } = await quietClient();
    await planQuietChecks(databaseNow());
    await stop(scope, ines, projectId);
    const [check] = await checksOf(scope);
    expect(check!.cancelledAt).not.toBeNull();
    expect(check!.why).toMatch(/new project has begun|case is open|turned quiet-client checks off/);
  });

  test.each<[string, (scope: Scope, ines: Person, projectId: string) => Promise<unknown>, RegExp]>([
    ["a no to surveys", (_scope, ines) => unsubscribe(ines.scope, databaseNow()), /unsubscribed/],
    [
      "the project being open again",
      (scope, _ines, projectId) => reopenProject(scope, projectId, databaseNow()),
      /open again/,
    ],
    [
      "an address that bounced",
      (scope) =>
        db().suppression.create({
          data: {
            freelancerId: scope.freelancerId,
            address: "ines@example.com",
            cause: "BOUNCED",
            suppressedAt: new Date(),
          },
        }),
      /bounced/,
    ],
  ])("%s, when it falls due", async (_what, stop, why) => {
    const { scope, ines, projectId } = await quietClient();
    await planQuietChecks(databaseNow());
    await stop(scope, ines, projectId);
    const [check] = await checksOf(scope);
    await expect(sendFollowUpNow(scope, check!.id, databaseNow())).rejects.toThrow(
      check!.cancelledAt ? /already been sent or cancelled/ : why,
    );
    expect(await db().quietCheck.count({ where: { projectId } })).toBe(0);
  });
});

test("when it falls due the worker writes one email, whoever runs it", async () => {
  const { scope, projectId } = await quietClient();
  await planQuietChecks(databaseNow());
  const [check] = await checksOf(scope);
  const due = { dueAt: new Date("2026-11-24T09:30:00Z") };
  await db().followUp.update({ where: { id: check!.id }, data: due });
  // A Tuesday morning in Lisbon.
  const now = new Date("2026-11-24T10:00:00Z");
  await Promise.all([issueDueFollowUps(now), issueDueFollowUps(now)]);
  await issueDueFollowUps(now);
  const asked = (await emailsOf(projectId)).filter(({ kind }) => kind === "quietClient.asked");
  expect(asked).toMatchObject([{ purpose: "SURVEY", subject: "Did something go wrong?" }]);
  expect(await checksOf(scope)).toMatchObject([{ issuedAt: now }]);
  expect(await db().quietCheck.count({ where: { projectId } })).toBe(1);
});

describe("the answer", () => {
  test("opening the page commits nothing, whatever opens it", async () => {
    const { scope, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    const before = await findCheck(scope);
    for (let n = 0; n < 20; n += 1) {
      expect((await open(token)).status).toBe(200);
      expect((await open(token, "HEAD")).status).toBe(200);
    }
    expect(await findCheck(scope)).toEqual(before);
    expect(await tellsFreelancer(scope)).toEqual([]);
  });

  test("is refused without a reason, in the reader's language, with what was typed", async () => {
    const { scope, projectId } = await quietClient(NEARLY_SIX_MONTHS, "de");
    const token = await ask(scope, projectId);
    const refused = await send(token, { words: "<b>Zu langsam</b>", isComplaint: "yes" });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain("Bitte wählen Sie eine der Antworten.");
    expect(html).toContain("&lt;b&gt;Zu langsam&lt;/b&gt;");
    expect((await findCheck(scope)).answeredAt).toBeNull();
    const long = await send(token, { reason: "OTHER", words: "x".repeat(10_000) });
    expect(long.status).toBe(422);
    expect((await send(token, { reason: "NONE" })).status).toBe(422);
  });

  test("comes back to be copied where the question is gone", async () => {
    const gone = await send(newToken(), { reason: "OTHER", words: "Too <slow> for us" });
    expect(gone.status).toBe(404);
    expect(await gone.text()).toContain("Too &lt;slow&gt; for us");
  });

  test("is taken once, however many are sent at once, with one email and no case", async () => {
    const { scope, ines, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    const answers = await Promise.all(
      ["TOO_SLOW", "RESULT", "OTHER", "RESULT", "TOO_SLOW"].map((reason) =>
        send(token, { reason }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([303, 409, 409, 409, 409]);
    expect(await tellsFreelancer(scope)).toHaveLength(1);
    expect((await findCheck(scope)).reason).not.toBeNull();
    expect(await db().case.count({ where: { clientId: ines.clientId } })).toBe(0);
    expect(await (await open(token)).text()).toContain("Thank you for your honesty");
    const said = await db().historyEntry.count({
      where: { freelancerId: scope.freelancerId, kind: "quietCheck.answered" },
    });
    expect(said).toBe(1);
  });

  test("is on Today until it is marked as read, and stays on the client's page", async () => {
    const { scope, ines, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    await send(token, { reason: "TOO_EXPENSIVE", words: "Twice the price." });
    const studio = await db().studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    const kinds = async () =>
      (await listToday(scope, studio, databaseNow())).map(({ kind }) => kind);
    expect(await kinds()).toContain("quiet client answered");
    const { id } = await findCheck(scope);
    await noteQuietAnswer(scope, id, databaseNow());
    await noteQuietAnswer(scope, id, databaseNow());
    expect(await kinds()).not.toContain("quiet client answered");
    expect((await listQuietTimes(scope, ines.clientId)).checks).toMatchObject([
      { reason: "TOO_EXPENSIVE", words: "Twice the price.", isComplaint: false },
    ]);
    expect((await listLedger(scope, "UTC", {}, undefined)).entries).toEqual([]);
  });

  test("is in the ledger as a complaint only where they said so", async () => {
    const { scope, ines, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    await send(token, { reason: "RESULT", words: "The names.", isComplaint: "yes" });
    expect((await listLedger(scope, "UTC", {}, undefined)).entries).toMatchObject([
      { kind: "COMPLAINT", what: "The names.", href: `/clients/${ines.clientId}#quiet` },
    ]);
  });

  test("is refused once the question has run out", async () => {
    const { scope, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    await db().quietCheck.updateMany({ where: { projectId }, data: { expiresAt: ago(1) } });
    expect((await open(token)).status).toBe(410);
    expect((await send(token, { reason: "NO_WORK" })).status).toBe(409);
    expect((await findCheck(scope)).answeredAt).toBeNull();
  });

  test("an unknown link, or one of another kind, is not found", async () => {
    const { scope, ines, projectId } = await quietClient();
    const token = await ask(scope, projectId);
    for (const wrong of ["x".repeat(43), ines.token, token.slice(1)]) {
      expect((await open(wrong)).status).toBe(404);
      expect((await send(wrong, { reason: "NO_WORK" })).status).toBe(404);
    }
    const answer = { reason: "NO_WORK" as const, isComplaint: false };
    await expect(answerQuietCheck(ines.token, answer, databaseNow())).rejects.toMatchObject({
      code: "not-found",
    });
    const { id } = await findCheck(scope);
    await expect(noteQuietAnswer(scope, id, databaseNow())).rejects.toMatchObject({
      code: "not-found",
    });
    await answerQuietCheck(token, answer, databaseNow());
    const stranger = await freelancer();
    await expect(noteQuietAnswer(stranger, id, databaseNow())).rejects.toMatchObject({
      code: "not-found",
    });
    expect((await listQuietTimes(stranger, ines.clientId)).checks).toEqual([]);
  });
});

describe("coming back", () => {
  test("a quiet client who begins a project again has come back, and it is said", async () => {
    const { scope, ines } = await quietClient(200);
    const next = await project(scope, ines, "The next map");
    const { returns } = await listQuietTimes(scope, ines.clientId);
    expect(returns).toMatchObject([{ project: { id: next } }]);
    expect(returns[0]!.since).toMatch(/^\d{4}-\d\d-\d\d$/);
    await project(scope, ines, "And another");
    expect((await listQuietTimes(scope, ines.clientId)).returns).toHaveLength(1);
  });

  test("one who was never quiet has not", async () => {
    const { scope, ines } = await quietClient(100);
    await project(scope, ines, "The next map");
    expect((await listQuietTimes(scope, ines.clientId)).returns).toEqual([]);
  });
});

test("a new project's form sent twice is one return", async () => {
  const { scope, ines } = await quietClient(250);
  const form = { contactId: ines.contactId, title: "A second map", formKey: randomUUID() };
  const [first, second] = [await beginProject(scope, form), await beginProject(scope, form)];
  expect(second).toBe(first);
  const { returns } = await listQuietTimes(scope, ines.clientId);
  expect(returns.map(({ project }) => project?.id)).toEqual([first]);
});
