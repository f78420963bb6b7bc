import { describe, expect, test } from "vitest";
import { GET as getFiles } from "@/app/(client)/p/[token]/[project]/files/route";
import { GET as getPage } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { GET as getStop } from "@/app/(client)/u/[token]/[[...rest]]/route";
import { findCalendarByToken } from "@/auth/calendar";
import { findContactByToken } from "@/auth/contact";
import { findContactByUnsubscribeToken } from "@/auth/unsubscribe";
import { db, inTransaction } from "@/db/client";
import { resubscribe } from "@/features/clients/subscriptions/commands";
import { unsubscribeLinkOf } from "@/features/clients/links/commands";
import { revokeLink, unsubscribe } from "@/workflows/change-contact/commands";
import { isOneClick } from "@/document/form";
import { issueDueFollowUps } from "@/workflows/ask-client/commands";
import { findSurvey } from "@/features/surveys/queries";
import { completeProject } from "@/workflows/complete-project/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { gatherWork } from "@/features/projects/progress-updates/commands";
import type { Scope } from "@/auth/scope";
import { clientPath } from "@/lib/client-paths";
import {
  client,
  freelancer,
  emailsOf,
  MONDAY,
  project,
  tokenIn,
  type Person,
} from "@tests/support/factories";

/** Half past four on that Monday in Lisbon, and a working morning a week later. */
const AFTERNOON = new Date("2026-11-23T16:30:00Z");
const MORNING = new Date("2026-11-30T09:30:00Z");

test("a contact's unsubscribe link is made once, however many ask at once", async () => {
  const ines = await client(await freelancer());
  const links = await Promise.all(
    Array.from({ length: 8 }, () => inTransaction((tx) => unsubscribeLinkOf(tx, ines.contactId))),
  );
  expect(new Set(links).size).toBe(1);
  expect(links[0]).toMatch(/^http:\/\/localhost:3000\/u\/[\w-]{43}$/);
  expect(links[0]).not.toContain(ines.token);
});

test("thank-you, survey and digest say where they are stopped, each for what it is", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await waitingEmails(scope, ines);
  const stop = await inTransaction((tx) => unsubscribeLinkOf(tx, ines.contactId));
  const emails = await emailsOf(id);
  expect(Object.fromEntries(emails.map((email) => [email.kind, email.purpose]))).toEqual({
    "project.completed": "PROJECT",
    "survey.invited": "SURVEY",
    "work.shown": "DIGEST",
  });
  for (const { words } of emails) expect(words).toMatchObject({ unsubscribe: { url: stop } });
});

test("the address in the bar after a refused form leads back to its page", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  const own = clientPath.statusPage(ines.token, id);
  const [, , token, short] = own.split("/") as [string, string, string, string];
  const unsubscribeToken = await unsubscribeTokenOf(ines);
  const ask = new Request("http://localhost:3000/");
  const at = <P>(params: P) => ({ params: Promise.resolve(params) });
  const answers = [
    await getFiles(ask, at({ token, project: short })),
    await getPage(ask, at({ token, rest: [short, "updates"] })),
    await getStop(ask, at({ token: unsubscribeToken, rest: ["again"] })),
  ];
  expect(answers.map((one) => [one.status, one.headers.get("location")])).toEqual([
    [302, own],
    [302, own],
    [302, clientPath.unsubscribe(unsubscribeToken)],
  ]);
  // The control: an unknown link does not lead anywhere.
  const stranger = "x".repeat(43);
  expect((await getFiles(ask, at({ token: stranger, project: short }))).status).toBe(404);
  expect((await read(ines)).optedOutAt).toBeNull();
});

const read = (person: Person) =>
  db().contact.findUniqueOrThrow({ where: { id: person.contactId } });
const unsubscribeTokenOf = async (person: Person) =>
  tokenIn(await inTransaction((tx) => unsubscribeLinkOf(tx, person.contactId)));

/** A project with a digest, a survey and a thank-you that all wait. */
async function waitingEmails(scope: Scope, ines: Person) {
  const id = await project(scope, ines);
  await writeNote(scope, { projectId: id, text: "Drawn.", as: "shown" }, MONDAY);
  await gatherWork(AFTERNOON);
  await completeProject(scope, id, MONDAY);
  await db().followUp.updateMany({
    where: { projectId: id, kind: "CHECK_BACK" },
    data: { dueAt: new Date(Date.now() - 1000) },
  });
  await issueDueFollowUps(MORNING);
  return id;
}

describe("who wants no surveys and no digests", () => {
  test("gets none that wait, and all that belongs to the project", async () => {
    const scope = await freelancer();
    const [ines, rui] = [
      await client(scope),
      await client(scope, { contactName: "Rui Duarte", address: "rui@example.com" }),
    ];
    const [hers, his] = [await waitingEmails(scope, ines), await waitingEmails(scope, rui)];
    await unsubscribe(ines.scope, MONDAY);
    await unsubscribe(ines.scope, AFTERNOON);
    expect((await read(ines)).optedOutAt).toEqual(MONDAY);
    for (const { purpose, skippedAt, lastError } of await emailsOf(hers))
      expect([skippedAt, lastError]).toEqual(
        purpose === "PROJECT"
          ? [null, null]
          : [MONDAY, "This contact has unsubscribed from surveys and progress updates."],
      );
    for (const { skippedAt } of await emailsOf(his)) expect(skippedAt).toBeNull();
  });

  test("gets no new ones, until they say so again", async () => {
    const scope = await freelancer();
    const ines = await client(scope);
    await unsubscribe(ines.scope, MONDAY);
    const id = await waitingEmails(scope, ines);
    expect((await emailsOf(id)).map((email) => email.kind)).toEqual(["project.completed"]);
    await resubscribe(ines.scope);
    expect((await read(ines)).optedOutAt).toBeNull();
    await writeNote(
      scope,
      { projectId: id, text: "Coloured.", as: "shown" },
      new Date("2026-11-24T10:00:00Z"),
    );
    await gatherWork(new Date("2026-11-24T16:30:00Z"));
    expect((await emailsOf(id)).filter((email) => email.kind === "work.shown")).toMatchObject([
      { skippedAt: null, words: { paragraphs: [expect.any(String), "– Coloured."] } },
    ]);
  });

  test("of another freelancer is not touched", async () => {
    const ines = await client(await freelancer());
    const other = await freelancer();
    await unsubscribe({ ...ines.scope, freelancerId: other.freelancerId }, MONDAY);
    expect((await read(ines)).optedOutAt).toBeNull();
  });
});

describe("the unsubscribe link", () => {
  test("opens no other page, and no other link opens it", async () => {
    const scope = await freelancer();
    const ines = await client(scope);
    const stop = await unsubscribeTokenOf(ines);
    const id = await waitingEmails(scope, ines);
    const survey = tokenIn(
      (await emailsOf(id)).find((email) => email.kind === "survey.invited")!.words.link!.url,
    );
    expect(await findContactByToken(stop, MONDAY)).toEqual({ kind: "unknown" });
    expect([await findSurvey(stop), await findCalendarByToken(stop, MONDAY)]).toEqual([null, null]);
    expect(await findContactByUnsubscribeToken(stop)).toMatchObject({
      contactId: ines.contactId,
      freelancerId: scope.freelancerId,
    });
    for (const token of [ines.token, survey, "A".repeat(43), "x", `${stop}x`, undefined])
      expect(await findContactByUnsubscribeToken(token)).toBeNull();
  });

  test("opens for one whose page is closed", async () => {
    const scope = await freelancer();
    const ines = await client(scope);
    const stop = await unsubscribeTokenOf(ines);
    await revokeLink(scope, ines.contactId, MONDAY);
    expect(await findContactByUnsubscribeToken(stop)).not.toBeNull();
  });

  const parts = (value: string) => {
    const form = new FormData();
    form.set("List-Unsubscribe", value);
    return form;
  };
  test.each<[string, BodyInit, Record<string, string>, boolean]>([
    ["a plain form", new URLSearchParams({ "List-Unsubscribe": "One-Click" }), {}, true],
    ["text", "List-Unsubscribe=One-Click", {}, true],
    ["parts", parts("One-Click"), {}, true],
    ["another word", "List-Unsubscribe=Perhaps", {}, false],
    ["another word in parts", parts("Perhaps"), {}, false],
    ["nothing", "", {}, false],
    [
      "parts that are none",
      "nonsense",
      { "content-type": "multipart/form-data; boundary=x" },
      false,
    ],
  ])("one click as %s is understood", async (_case, body, headers, understood) =>
    expect(
      await isOneClick(new Request("http://localhost:3000/u/x", { method: "POST", body, headers })),
    ).toBe(understood),
  );

  test("a body without end is not read to its end", async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(500_000).fill(++pulled)),
    });
    await expect(
      isOneClick(
        new Request("http://localhost:3000/u/x", {
          method: "POST",
          body,
          duplex: "half",
        } as RequestInit),
      ),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(pulled).toBeLessThan(20);
  });
});
