import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as fetchOwn } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { takeMessageWithFiles } from "@/app/(client)/p/serve-files";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { removeFile, sweepFiles } from "@/features/files/commands";
import { getFile, getFileForContact, listFiles, listFilesOf } from "@/features/files/queries";
import { MOST_WITH_MESSAGE } from "@/features/files/rules";
import { stageFile } from "@/features/files/staged/commands";
import { localeOf } from "@/language/locale";
import { releaseDueMessages, takeBackHeld, writeToClient } from "@/workflows/post-message/commands";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  type Person,
} from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-message-files-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const at = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1000);

async function setting() {
  const scope = await freelancer();
  const person = await client(scope);
  return { scope, person, id: await project(scope, person) };
}

async function* of(text: string) {
  yield Buffer.from(text);
}

/** A file of the freelancer's that waits for its message. */
async function staged(
  { freelancerId }: Scope,
  about: { projectId: string } | { clientId: string },
  name = "map.txt",
) {
  const target = { projectId: null, clientId: null, ...about, freelancerId, contactId: null };
  const arriving = { name, mediaType: "text/plain", chunks: of(`all of ${name}`) };
  return (await stageFile(target, arriving, () => at(0))).id;
}

const write = (
  scope: Scope,
  about: { projectId: string } | { clientId: string },
  fileIds: string[],
  { now = at(1), formKey = randomUUID() as string } = {},
) => writeToClient(scope, { ...about, text: "Here it is.", formKey, fileIds }, now);

/** What the contact's page has below its messages, and how it is fetched. */
async function belowOn(person: Person, projectId: string | null) {
  const facts = await pageOf(person, projectId);
  return facts!.files.filter((file) => file.messageId);
}

describe("what the freelancer sends with a message", () => {
  test("is bound to it, on both pages and in its one email", async () => {
    const { scope, person, id } = await setting();
    const fileId = await staged(scope, { projectId: id });
    expect(await listFiles(scope, id)).toEqual([]);
    expect(await belowOn(person, id)).toEqual([]);
    const { lineId } = await write(scope, { projectId: id }, [fileId]);
    expect(await belowOn(person, id)).toMatchObject([{ id: fileId, messageId: lineId }]);
    expect((await listFilesOf(scope, [lineId!])).get(lineId!)).toMatchObject([{ id: fileId }]);
    expect(await listFiles(scope, id)).toMatchObject([{ name: "map.txt", messageId: lineId }]);
    await getFileForContact(person.scope, id, fileId);
    expect(await emailsOf(id)).toMatchObject([
      { kind: "message.posted", words: { paragraphs: ["Here it is.\n\nAttached: map.txt"] } },
    ]);
  });

  test("is not there for anybody before the message is, when it is held", async () => {
    const { scope, person, id } = await setting();
    const night = new Date("2026-11-23T21:00:00Z");
    const fileId = await staged(scope, { projectId: id });
    const { lineId, heldUntil } = await write(scope, { projectId: id }, [fileId], { now: night });
    expect(heldUntil).not.toBeNull();
    expect(await belowOn(person, id)).toEqual([]);
    await expect(getFileForContact(person.scope, id, fileId)).rejects.toMatchObject({
      code: "not-found",
    });
    // The freelancer can look at it, and no sweep takes it meanwhile.
    await getFile(scope, fileId);
    await sweepFiles(new Date(night.getTime() + 3 * 86_400_000));
    await releaseDueMessages(heldUntil!);
    expect(await belowOn(person, id)).toMatchObject([{ id: fileId, messageId: lineId }]);
    expect(await emailsOf(id)).toMatchObject([
      { words: { paragraphs: ["Here it is.\n\nAttached: map.txt"] } },
    ]);
  });

  test("goes with a held message that is deleted", async () => {
    const { scope, id } = await setting();
    const night = new Date("2026-11-23T21:00:00Z");
    const fileId = await staged(scope, { projectId: id });
    const { lineId } = await write(scope, { projectId: id }, [fileId], { now: night });
    await takeBackHeld(scope, lineId!);
    await sweepFiles(new Date(Date.now() + 2 * 86_400_000));
    expect(await db().file.count({ where: { id: fileId } })).toBe(0);
    const left = await readdir(join(folder), { recursive: true, withFileTypes: true });
    expect(left.filter((one) => one.isFile() && one.parentPath.includes(id))).toEqual([]);
  });

  test("is one file when the form is pressed twice", async () => {
    const { scope, person, id } = await setting();
    const fileId = await staged(scope, { projectId: id });
    const formKey = randomUUID();
    await write(scope, { projectId: id }, [fileId], { formKey });
    await write(scope, { projectId: id }, [fileId], { formKey });
    expect(await belowOn(person, id)).toHaveLength(1);
  });

  test("has to be theirs, of this thread, and not sent before", async () => {
    const [one, other] = [await setting(), await setting()];
    const theirs = await staged(other.scope, { projectId: other.id });
    const elsewhere = await staged(one.scope, { clientId: one.person.clientId });
    const sent = await staged(one.scope, { projectId: one.id });
    await write(one.scope, { projectId: one.id }, [sent]);
    for (const fileId of [theirs, elsewhere, sent, randomUUID()])
      await expect(write(one.scope, { projectId: one.id }, [fileId])).rejects.toMatchObject({
        field: "fileIds",
      });
    expect(await belowOn(one.person, one.id)).toHaveLength(1);
    expect(await belowOn(other.person, other.id)).toEqual([]);
  });

  test("is there before there is a project, for that client alone", async () => {
    const { scope, person } = await setting();
    const other = await setting();
    const fileId = await staged(scope, { clientId: person.clientId });
    const { lineId } = await write(scope, { clientId: person.clientId }, [fileId]);
    expect(await belowOn(person, null)).toMatchObject([{ messageId: lineId, projectId: null }]);
    const fetched = (token: string) =>
      fetchOwn(new Request(`http://localhost:3000/p/${token}/files/${fileId}`), {
        params: Promise.resolve({ token, rest: ["files", fileId] }),
      });
    const answer = await fetched(person.token);
    expect([answer.status, await answer.text()]).toEqual([200, "all of map.txt"]);
    expect((await fetched(other.person.token)).status).toBe(404);
    // Once it is deleted it is gone for both.
    await removeFile(scope, fileId, at(5));
    expect((await fetched(person.token)).status).toBe(404);
    expect(await belowOn(person, null)).toEqual([]);
  });
});

describe("what a contact sends with a message", () => {
  type Chosen = { name: string; text: string };

  /** Posts the form of the contact's page, as a browser does. */
  function post(
    person: Person,
    projectId: string | null,
    { text = "See the plan.", files = [] as Chosen[], formKey = randomUUID() as string } = {},
  ) {
    const body = new FormData();
    body.append("formKey", formKey);
    body.append("seenId", "");
    body.append("text", text);
    for (const { name, text: words } of files)
      body.append("files", new File([words], name, { type: "text/plain" }));
    // A browser sends a file field that was left empty, too.
    if (files.length === 0) body.append("files", new File([], ""));
    const request = new Request(`http://localhost:3000/p/${person.token}`, {
      method: "POST",
      body,
    });
    const { token } = person;
    const reader = { locale: localeOf("en"), typed: "" };
    return takeMessageWithFiles({ request, reader, token, project: projectId ?? undefined });
  }
  const plan = { name: "plan.txt", text: "the plan" };

  test("is bound to it, in one email, with a project and without", async () => {
    const { scope, person, id } = await setting();
    for (const projectId of [id, null]) {
      const answer = await post(person, projectId, { files: [plan, { ...plan, name: "b.txt" }] });
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        expect.stringMatching(/#sent$/),
      ]);
      const below = (await belowOn(person, projectId)).filter(
        (file) => file.projectId === projectId,
      );
      expect(below.map(({ name }) => name).toSorted()).toEqual(["b.txt", "plan.txt"]);
      expect(new Set(below.map(({ messageId }) => messageId)).size).toBe(1);
    }
    const { freelancerId } = scope;
    const kinds = await db().email.findMany({ where: { freelancerId }, select: { kind: true } });
    expect(kinds.map(({ kind }) => kind)).toEqual(["message.posted", "message.posted"]);
    const [email] = await emailsOf(id);
    expect(email!.words.paragraphs.join()).toContain("Attached: plan.txt, b.txt");
  });

  test("may be nothing", async () => {
    const { person, id } = await setting();
    expect((await post(person, id)).status).toBe(303);
    expect((await pageOf(person, id))!.thread).toMatchObject([{ text: "See the plan." }]);
    expect((await pageOf(person, id))!.files).toEqual([]);
  });

  test("is one message and one file when it is pressed twice", async () => {
    const { person, id } = await setting();
    const formKey = randomUUID();
    for (let press = 0; press < 2; press += 1) await post(person, id, { files: [plan], formKey });
    expect((await pageOf(person, id))!.thread).toHaveLength(1);
    expect(await belowOn(person, id)).toHaveLength(1);
    expect(await db().file.count({ where: { projectId: id } })).toBe(1);
  });

  test("is not there where the message is refused, whose text stays in the form", async () => {
    const { person, id } = await setting();
    const long = "x".repeat(8_001);
    const refused = await post(person, id, { text: long, files: [plan] });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(long);
    const tooMany = Array.from({ length: MOST_WITH_MESSAGE + 1 }, (_, n) => ({
      ...plan,
      name: `${n}.txt`,
    }));
    const many = await post(person, id, { text: "All of them.", files: tooMany });
    expect(many.status).toBe(422);
    expect(await many.text()).toContain("At most 10 files go with one message.");
    const empty = await post(person, id, { text: "Keep me.", files: [{ ...plan, text: "" }] });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain("Keep me.");
    expect((await pageOf(person, id))!.thread).toEqual([]);
    expect(await db().file.count({ where: { projectId: id } })).toBe(0);
  });
});
