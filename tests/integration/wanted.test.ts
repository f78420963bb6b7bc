import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { promiseDeadline } from "@/features/deadlines/commands";
import { moveDeadline } from "@/features/deadlines/moves/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import type { EmailKind } from "@/features/emails/kinds";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { writeToClient } from "@/workflows/post-message/commands";
import { reopenProject } from "@/workflows/reopen-project/commands";
import { client, emailsOf, freelancer, MONDAY, project, tokenIn } from "@tests/support/factories";
import { startResend, type Resend } from "@tests/support/resend";

// The provider's key comes before anything reads the environment.
let provider: Resend;
beforeAll(async () => {
  provider = await startResend();
  Object.assign(process.env, {
    RESEND_API_KEY: "re_of_the_install",
    RESEND_BASE_URL: provider.url,
    MAIL_FROM: "emails@portal.example.com",
    EMAILS_PER_SECOND: "0",
  });
});
afterAll(async () => {
  await provider.stop();
  for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM", "EMAILS_PER_SECOND"])
    delete process.env[name];
});
beforeEach(async () => {
  await db().followUp.deleteMany();
  await db().email.deleteMany();
});

const MORNING = new Date("2026-11-30T09:30:00Z");

/** A project with a promise, or a completed one with a question that is asked and its reminder. */
async function setting() {
  const scope = await freelancer();
  const person = await client(scope);
  return { scope, id: await project(scope, person) };
}

async function asked() {
  const { scope, id } = await setting();
  await completeProject(scope, id, MONDAY);
  const dueAt = new Date("2026-11-21T12:00:00Z");
  for (const kind of ["CHECK_BACK", "REMINDER"] as const) {
    await db().followUp.updateMany({ where: { projectId: id, kind }, data: { dueAt } });
    await issueDueFollowUps(kind === "REMINDER" ? new Date(+MORNING + 86_400_000) : MORNING);
    if (kind === "CHECK_BACK")
      await db().email.updateMany({
        where: { projectId: id, kind: "survey.invited" },
        data: { sentAt: MORNING, settledAt: MORNING, frozenAt: MORNING },
      });
  }
  const invited = (await emailsOf(id)).find((email) => email.kind === "survey.invited")!;
  return { scope, id, token: tokenIn(invited.words.link!.url) };
}

async function moved() {
  const { scope, id } = await setting();
  const promise = { title: "Draft", promisedOn: "2026-11-27", holder: "FREELANCER" } as const;
  await promiseDeadline(scope, { projectId: id, ...promise }, MONDAY);
  const deadline = await db().deadline.findFirstOrThrow({ where: { projectId: id } });
  const reason = "The licence for the map arrived two days late.";
  await moveDeadline(
    scope,
    { deadlineId: deadline.id, seenOn: "2026-11-27", toOn: "2026-12-04", reason },
    MONDAY,
  );
  return { scope, id };
}

/** The time of one kind of email has come, and of no other. */
async function deliver(projectId: string, kind: EmailKind) {
  await db().email.updateMany({
    where: { projectId, settledAt: null },
    data: { sendAt: new Date("2027-06-01"), inHours: false },
  });
  await db().email.updateMany({
    where: { projectId, kind, settledAt: null },
    data: { sendAt: new Date(Date.now() - 1_000) },
  });
  await deliverDueEmails();
  return db().email.findFirstOrThrow({ where: { projectId, kind } });
}

type Asked = Awaited<ReturnType<typeof asked>>;
const cases: [
  string,
  EmailKind,
  () => Promise<Omit<Asked, "token">>,
  (on: Asked) => Promise<unknown>,
  RegExp,
][] = [
  [
    "a reminder, once the question is answered",
    "survey.reminded",
    asked,
    ({ token }) => answerSurvey({ token }, { verdict: "UP_TO_MARK", words: "" }, new Date()),
    /answered/,
  ],
  [
    "a thank-you, once the project is open again",
    "project.completed",
    asked,
    ({ scope, id }) => reopenProject(scope, id, new Date()),
    /open again/,
  ],
  [
    "a delay notice, once the project is completed",
    "deadline.moved",
    moved,
    ({ scope, id }) => completeProject(scope, id, new Date()),
    /completed/,
  ],
];

describe("an email whose first attempt failed is not tried again:", () => {
  test.each(cases)("%s", async (_case, kind, arrange, change, why) => {
    const on = await arrange();
    provider.failNext(500);
    const failed = await deliver(on.id, kind);
    expect(failed).toMatchObject({ settledAt: null, frozenAt: expect.any(Date) });
    await change(on as Asked);
    const email = await deliver(on.id, kind);
    expect(email).toMatchObject({ sentAt: null, settledAt: expect.any(Date) });
    expect(email.lastError).toMatch(why);
    expect(provider.accepted.filter(({ key }) => key === email.id)).toEqual([]);
  });

  test.each(cases)("the control, nothing changed: %s", async (_case, kind, arrange) => {
    const on = await arrange();
    provider.failNext(500);
    await deliver(on.id, kind);
    const email = await deliver(on.id, kind);
    expect(email.sentAt).not.toBeNull();
    expect(provider.accepted.filter(({ key }) => key === email.id)).toHaveLength(1);
  });
});

test("a bad answer cancels the thank-you that waits, a good one leaves it", async () => {
  for (const [verdict, isTaken] of [
    ["NOT_UP_TO_MARK", true],
    ["UP_TO_MARK", false],
  ] as const) {
    const { id, token } = await asked();
    await answerSurvey({ token }, { verdict, words: "" }, new Date());
    const email = await deliver(id, "project.completed");
    expect(email.sentAt === null, verdict).toBe(isTaken);
  }
});

test("a completion cancels the notice of a moved date, and no message", async () => {
  const { scope, id } = await moved();
  const formKey = crypto.randomUUID();
  await writeToClient(scope, { projectId: id, text: "The map is here.", formKey }, MONDAY);
  await completeProject(scope, id, new Date(+MONDAY + 60_000));
  expect((await deliver(id, "deadline.moved")).sentAt).toBeNull();
  expect((await deliver(id, "message.posted")).sentAt).not.toBeNull();
});
