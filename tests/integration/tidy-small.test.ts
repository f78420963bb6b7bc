import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { addContact } from "@/features/clients/commands";
import { attachFileFromContact } from "@/features/files/uploads/commands";
import { withdrawFile } from "@/features/files/withdrawals/commands";
import { listToday } from "@/features/today/queries";
import { contactScope } from "@/auth/scope";
import { handleByPhone } from "@/workflows/handle-by-phone/commands";
import { logComplaint } from "@/workflows/open-case/commands";
import { client, emailsOf, freelancer, MONDAY, pageOf, project } from "@tests/support/factories";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-tidy-"));
  process.env.FILES_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true }));

const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const notFound = { code: "not-found" };

async function* bytes() {
  yield new TextEncoder().encode("The scale, drawn by hand.");
}

describe("a client removes a file of their own", () => {
  async function sent(names = ["scale.txt"]) {
    const scope = await freelancer();
    const person = await client(scope);
    const id = await project(scope, person);
    for (const name of names)
      await attachFileFromContact(
        person.scope,
        { projectId: id, name, mediaType: "text/plain", chunks: bytes() },
        () => MONDAY,
      );
    const files = await db().file.findMany({ where: { projectId: id }, orderBy: { id: "asc" } });
    const remove = (fileId: string, at = later(1), who = person.scope) =>
      withdrawFile(who, { projectId: id, fileId }, at);
    return { scope, person, id, files, remove };
  }

  test("it is gone, and the email that waits names the others alone, or is cancelled", async () => {
    const { person, id, files, remove } = await sent(["scale.txt", "north.txt"]);
    const named = async () =>
      (await emailsOf(id))
        .filter((email) => !email.settledAt)
        .map(({ words }) => JSON.stringify(words));
    expect((await named())[0]).toContain("scale.txt");
    await remove(files.find(({ name }) => name === "scale.txt")!.id);
    expect((await named())[0]).not.toContain("scale.txt");
    expect((await named())[0]).toContain("north.txt");
    const north = files.find(({ name }) => name === "north.txt")!;
    await Promise.all([remove(north.id), remove(north.id)]);
    expect(await named()).toEqual([]);
    expect((await pageOf(person, id))!.files).toEqual([]);
    expect(await db().storeDeletion.count({ where: { storeKey: north.storeKey } })).toBe(1);
  });

  test("after an hour it is refused in words", async () => {
    const { files, remove } = await sent();
    await expect(remove(files[0]!.id, later(60.1))).rejects.toMatchObject({ code: "too-late" });
    await remove(files[0]!.id, later(60));
  });

  test("a colleague's, the freelancer's and a stranger's are not found", async () => {
    const { scope, person, files, remove } = await sent();
    const { clientId } = person;
    await addContact(scope, {
      clientId,
      contactName: "Rui Duarte",
      address: "rui@example.com",
      zone: "Europe/Lisbon",
    });
    const rui = await db().contact.findFirstOrThrow({
      where: { address: "rui@example.com", clientId },
    });
    const colleague = contactScope({
      freelancerId: scope.freelancerId,
      clientId,
      contactId: rui.id,
    });
    await expect(remove(files[0]!.id, later(1), colleague)).rejects.toMatchObject(notFound);
    const other = await client(scope, { name: "Other", address: "other@example.com" });
    await expect(remove(files[0]!.id, later(1), other.scope)).rejects.toMatchObject(notFound);
    await db().file.update({ where: { id: files[0]!.id }, data: { contactId: null } });
    await expect(remove(files[0]!.id)).rejects.toMatchObject(notFound);
  });
});

test("a case that was handled by phone has its first word, once, in the client's language", async () => {
  const scope = await freelancer();
  const person = await client(scope, { language: "de" });
  const id = await project(scope, person);
  await logComplaint(
    scope,
    {
      contactId: person.contactId,
      projectId: id,
      channel: "EMAIL",
      words: "The captions are wrong.",
      about: ["RESULT"],
    },
    MONDAY,
  );
  const one = await db().case.findFirstOrThrow({ where: { clientId: person.clientId } });
  const studio = await db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const kinds = async () => (await listToday(scope, studio, later(5))).map(({ kind }) => kind);
  expect(await kinds()).toContain("case unanswered");
  await expect(handleByPhone(await freelancer(), one.id, later(1))).rejects.toMatchObject(notFound);
  await handleByPhone(scope, one.id, later(1));
  await handleByPhone(scope, one.id, later(2));
  expect(await kinds()).toContain("case to close");
  const lines = await db().message.findMany({ where: { projectId: id } });
  expect(lines.map(({ text, channel }) => [text, channel])).toEqual([
    ["Wir haben am Telefon über Ihre Antwort gesprochen.", "PHONE"],
  ]);
});
