import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findContactByToken } from "@/auth/contact";
import { db } from "@/db/client";
import { addContact } from "@/features/clients/commands";
import { bringBackContact } from "@/features/clients/removal/commands";
import { listContactChoices, listPeopleOf } from "@/features/clients/queries";
import { claimDueEmails } from "@/features/emails/delivery/claim";
import { prepare } from "@/features/emails/delivery/prepare";
import { judge } from "@/features/emails/delivery/rules";
import { arrangePeople } from "@/workflows/arrange-people/commands";
import { unseal } from "@/lib/tokens";
import { correctContact } from "@/workflows/change-contact/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { writeToClient } from "@/workflows/post-message/commands";
import { removeContact } from "@/workflows/remove-contact/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const notAllowed = { code: "not-allowed" };
const notFound = { code: "not-found" };

/** Rui gets the emails about a project that is Ines's too, once asked for: one to each of them waits then. */
async function setting() {
  const scope = await freelancer();
  const person = await client(scope);
  const { clientId, contactId: ines } = person;
  await addContact(scope, {
    clientId,
    contactName: "Rui Duarte",
    address: "rui@example.com",
    zone: "Europe/Lisbon",
  });
  const { id: rui, linkCipher } = await db().contact.findFirstOrThrow({
    where: { clientId, address: "rui@example.com" },
  });
  const token = unseal("contact-link", linkCipher);
  const id = await project(scope, person);
  const tellBoth = async () => {
    await arrangePeople(scope, { projectId: id, contactId: ines, alsoIds: [rui] }, MONDAY);
    const line = { projectId: id, text: "The draft is ready.", formKey: randomUUID() };
    await writeToClient(scope, { ...line, isNow: true }, MONDAY);
    await db().email.updateMany({
      where: { projectId: id },
      data: { sendAt: new Date(Date.now() - 1000) },
    });
  };
  const emailTo = (contactId: string) => db().email.findFirstOrThrow({ where: { contactId } });
  return { scope, person, clientId, ines, rui, id, token, tellBoth, emailTo };
}

describe("a contact is removed", () => {
  test("their link is dead, what waits is not sent, what was written stays", async () => {
    const { scope, clientId, ines, rui, token, tellBoth, emailTo } = await setting();
    await tellBoth();
    expect(await removeContact(scope, rui, MONDAY)).toEqual({
      name: "Rui Duarte",
      isDeleted: false,
      onTheirWay: 0,
    });
    expect(await findContactByToken(token, MONDAY)).toEqual({ kind: "unknown" });
    expect((await emailTo(rui)).skippedAt).toEqual(MONDAY);
    expect((await emailTo(ines)).settledAt).toBeNull();
    expect((await listPeopleOf(scope, clientId)).map(({ id }) => id)).toEqual([ines]);
    expect((await listContactChoices(scope)).people.map(({ id }) => id)).toEqual([ines]);
    expect(await db().projectReader.count({ where: { contactId: rui } })).toBe(0);
  });

  test("while an email to them is claimed: it is not sent, the other is", async () => {
    const { scope, ines, rui, id, tellBoth } = await setting();
    await tellBoth();
    const claimed = (await claimDueEmails(50)).filter((email) => email.projectId === id);
    expect(claimed).toHaveLength(2);
    await removeContact(scope, rui, MONDAY);
    const ready = await prepare(claimed, () => {});
    expect(ready.map((one) => one.claimed.contactId)).toEqual([ines]);
  });

  test("while an email to them is handed over: that is said, and it is not tried again", async () => {
    const { scope, rui, id, tellBoth, emailTo } = await setting();
    await tellBoth();
    const claimed = (await claimDueEmails(50)).filter((email) => email.projectId === id);
    const ready = await prepare(claimed, () => {});
    const toRui = ready.find((one) => one.claimed.contactId === rui)!;
    expect(await removeContact(scope, rui, MONDAY)).toMatchObject({ onTheirWay: 1 });
    // The attempt ended without an answer: the next look finds the reader removed.
    const facts = { ...toRui.context.facts, removedAt: MONDAY };
    const email = { ...facts.email, frozenAt: (await emailTo(rui)).frozenAt };
    expect(judge({ ...facts, email }, MONDAY)).toMatchObject({ kind: "stop" });
    expect(judge({ ...facts, email, removedAt: null }, new Date())).toMatchObject({ kind: "go" });
  });

  test("one who never had to do with anything is deleted", async () => {
    const { scope, rui } = await setting();
    expect(await removeContact(scope, rui, MONDAY)).toMatchObject({ isDeleted: true });
    expect(await db().contact.count({ where: { id: rui } })).toBe(0);
  });

  test("not the last one, nor whom an open project is for", async () => {
    const { scope, ines, rui, id } = await setting();
    await expect(removeContact(scope, ines, MONDAY)).rejects.toMatchObject(notAllowed);
    await completeProject(scope, id, MONDAY);
    await removeContact(scope, ines, MONDAY);
    expect(await db().followUp.count({ where: { contactId: ines, cancelledAt: null } })).toBe(0);
    await expect(removeContact(scope, rui, MONDAY)).rejects.toMatchObject(notAllowed);
  });

  test("the last two, removed at the same moment, leave one", async () => {
    const { scope, ines, rui, id } = await setting();
    await completeProject(scope, id, MONDAY);
    const ends = await Promise.allSettled([
      removeContact(scope, ines, MONDAY),
      removeContact(scope, rui, MONDAY),
    ]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("brought back, they are a contact again, with the old link dead", async () => {
    const { scope, clientId, rui, token, tellBoth } = await setting();
    await tellBoth();
    await removeContact(scope, rui, MONDAY);
    await bringBackContact(scope, rui);
    expect(await listPeopleOf(scope, clientId)).toHaveLength(2);
    expect(await findContactByToken(token, MONDAY)).toEqual({ kind: "unknown" });
  });

  test("the same address again is refused by its name, removed or not", async () => {
    const { scope, clientId, rui, tellBoth } = await setting();
    await tellBoth();
    await removeContact(scope, rui, MONDAY);
    const again = { clientId, contactName: "Rui", address: "rui@example.com" };
    await expect(addContact(scope, { ...again, zone: "Europe/Lisbon" })).rejects.toMatchObject({
      code: "already",
      field: "address",
    });
  });

  test("a stranger's is not found", async () => {
    const { rui } = await setting();
    const theirs = await freelancer();
    await expect(removeContact(theirs, rui, MONDAY)).rejects.toMatchObject(notFound);
    await expect(bringBackContact(theirs, rui)).rejects.toMatchObject(notFound);
  });
});

test("a corrected address takes the held email along, and the link stays", async () => {
  const { scope, rui, token, tellBoth, emailTo } = await setting();
  await tellBoth();
  const zone = "Europe/Lisbon";
  const corrected = { contactId: rui, contactName: "Rui D.", address: "r@example.com", zone };
  await correctContact(scope, corrected);
  expect((await emailTo(rui)).toAddress).toBe("r@example.com");
  expect(await findContactByToken(token, MONDAY)).toMatchObject({ kind: "open" });
});
