import { expect, test } from "vitest";
import { db } from "@/db/client";
import {
  addItem,
  moveItem,
  removeItem,
  renameItem,
  tickItem,
  untickItem,
} from "@/features/projects/checklist/commands";
import { dropTemplate, keepTemplate, takeTemplate } from "@/features/projects/templates/commands";
import { listChecklist } from "@/features/projects/checklist/queries";
import { listTemplates } from "@/features/projects/templates/queries";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import type { Scope } from "@/auth/scope";
import { client, freelancer, emailsOf, MONDAY, pageOf, project } from "@tests/support/factories";

const notFound = { name: "Refusal", code: "not-found" };

async function listed(scope: Scope, ...texts: string[]) {
  const person = await client(scope);
  const id = await project(scope, person);
  for (const text of texts) await addItem(scope, { projectId: id, text });
  const texted = async () => (await listChecklist(scope, id)).map((item) => item.text);
  const item = async (text: string) =>
    (await listChecklist(scope, id)).find((one) => one.text === text)!;
  return { id, person, texted, item };
}

test("items are added, ticked, unticked, renamed, moved and removed", async () => {
  const scope = await freelancer();
  const { id, texted, item } = await listed(scope, "Proof", "Back up", "Bleed");
  const { id: backUp } = await item("Back up");
  await moveItem(scope, { itemId: backUp, direction: "up" });
  expect(await texted()).toEqual(["Back up", "Proof", "Bleed"]);
  await moveItem(scope, { itemId: backUp, direction: "up" });
  expect(await texted()).toEqual(["Back up", "Proof", "Bleed"]);
  await tickItem(scope, backUp, MONDAY);
  await tickItem(scope, backUp, new Date(MONDAY.getTime() + 1000));
  expect((await item("Back up")).doneAt).toEqual(MONDAY);
  await untickItem(scope, backUp);
  await untickItem(scope, backUp);
  expect((await item("Back up")).doneAt).toBeNull();
  await renameItem(scope, { itemId: backUp, text: "Back up the files" });
  await removeItem(scope, (await item("Proof")).id);
  await addItem(scope, { projectId: id, text: "Spelling" });
  expect(await texted()).toEqual(["Back up the files", "Bleed", "Spelling"]);
});

test("twenty items added and moved at once keep one order", async () => {
  const scope = await freelancer();
  const { id, texted } = await listed(scope, "First");
  const { id: first } = (await listChecklist(scope, id))[0]!;
  await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      nth % 4 === 0
        ? moveItem(scope, { itemId: first, direction: "down" })
        : addItem(scope, { projectId: id, text: `Item ${nth}` }),
    ),
  );
  expect(new Set(await texted()).size).toBe(16);
  const positions = (await db().checklistItem.findMany({ where: { projectId: id } })).map(
    (one) => one.position,
  );
  expect(new Set(positions).size).toBe(16);
});

test("a list takes no more than a hundred", async () => {
  const scope = await freelancer();
  const { id } = await listed(scope);
  await db().checklistItem.createMany({
    data: Array.from({ length: 100 }, (_, position) => ({
      freelancerId: scope.freelancerId,
      projectId: id,
      text: `Item ${position}`,
      position,
    })),
  });
  await expect(addItem(scope, { projectId: id, text: "One more" })).rejects.toMatchObject({
    code: "too-many",
    field: "text",
  });
});

test("a list is kept by name, and a project begins with it", async () => {
  const scope = await freelancer();
  const { id, person } = await listed(scope, "Proof", "Back up");
  expect(await keepTemplate(scope, { projectId: id, name: "Print" })).toBe(false);
  const [template] = await listTemplates(scope);
  expect(template).toMatchObject({ name: "Print", items: ["Proof", "Back up"] });
  const next = await beginProject(scope, {
    contactId: person.contactId,
    title: "Next",
    from: { templateId: template!.id },
  });
  expect((await listChecklist(scope, next)).map(({ text, doneAt }) => [text, doneAt])).toEqual([
    ["Proof", null],
    ["Back up", null],
  ]);
});

test("a name that is taken gets the new list in place of the old", async () => {
  const scope = await freelancer();
  const { id } = await listed(scope, "Proof");
  await keepTemplate(scope, { projectId: id, name: "Print" });
  await addItem(scope, { projectId: id, text: "Bleed" });
  expect(await keepTemplate(scope, { projectId: id, name: "Print" })).toBe(true);
  expect(await listTemplates(scope)).toMatchObject([{ name: "Print", items: ["Proof", "Bleed"] }]);
});

test("a kept list adds later what is not there yet", async () => {
  const scope = await freelancer();
  const { id } = await listed(scope, "Proof", "Back up");
  await keepTemplate(scope, { projectId: id, name: "Print" });
  const [template] = await listTemplates(scope);
  const other = await listed(scope, "proof", "Spelling");
  expect(await takeTemplate(scope, { projectId: other.id, templateId: template!.id })).toBe(1);
  expect(await takeTemplate(scope, { projectId: other.id, templateId: template!.id })).toBe(0);
  expect((await listChecklist(scope, other.id)).map((item) => item.text)).toEqual([
    "proof",
    "Spelling",
    "Back up",
  ]);
  await dropTemplate(scope, template!.id);
  expect(await listTemplates(scope)).toEqual([]);
  expect(await listChecklist(scope, other.id)).toHaveLength(3);
});

test("an empty list is not kept", async () => {
  const scope = await freelancer();
  const { id } = await listed(scope);
  await expect(keepTemplate(scope, { projectId: id, name: "Print" })).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("completing with open items asks once more, naming them", async () => {
  const scope = await freelancer();
  const { id, item } = await listed(scope, "Proof", "Back up");
  await tickItem(scope, (await item("Proof")).id, MONDAY);
  await expect(
    completeProject(scope, id, MONDAY, { asksAboutOpenItems: true }),
  ).rejects.toMatchObject({
    code: "asks-again",
    message: "Still open on your checklist: “Back up”.",
  });
  expect(await emailsOf(id)).toEqual([]);
  await completeProject(scope, id, MONDAY);
  expect(await emailsOf(id)).toHaveLength(1);
  // What is completed is not asked about.
  await completeProject(scope, id, MONDAY, { asksAboutOpenItems: true });
  expect(await emailsOf(id)).toHaveLength(1);
});

test("with everything ticked nothing is asked", async () => {
  const scope = await freelancer();
  const { id, item } = await listed(scope, "Proof");
  await tickItem(scope, (await item("Proof")).id, MONDAY);
  await completeProject(scope, id, MONDAY, { asksAboutOpenItems: true });
  expect(await emailsOf(id)).toHaveLength(1);
});

test("the client never sees the checklist", async () => {
  const scope = await freelancer();
  const { id, person } = await listed(scope, "A very own thought");
  expect(JSON.stringify(await pageOf(person, id))).not.toContain("A very own thought");
});

test("another freelancer's list is not found in any verb", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const { id, item } = await listed(mine, "Proof", "Back up");
  await keepTemplate(mine, { projectId: id, name: "Print" });
  const [template] = await listTemplates(mine);
  const { id: itemId } = await item("Proof");
  const own = await project(theirs, await client(theirs));
  const tries = [
    addItem(theirs, { projectId: id, text: "x" }),
    tickItem(theirs, itemId, MONDAY),
    untickItem(theirs, itemId),
    renameItem(theirs, { itemId, text: "x" }),
    moveItem(theirs, { itemId, direction: "down" }),
    removeItem(theirs, itemId),
    keepTemplate(theirs, { projectId: id, name: "x" }),
    takeTemplate(theirs, { projectId: own, templateId: template!.id }),
    takeTemplate(theirs, { projectId: id, templateId: template!.id }),
    dropTemplate(theirs, template!.id),
  ];
  for (const one of await Promise.allSettled(tries))
    expect(one).toMatchObject({ status: "rejected", reason: notFound });
  await expect(
    beginProject(theirs, {
      contactId: (await client(theirs, { name: "Other", address: "o@example.com" })).contactId,
      title: "x",
      from: { templateId: template!.id },
    }),
  ).rejects.toMatchObject(notFound);
  expect(await db().project.count({ where: { freelancerId: theirs.freelancerId } })).toBe(1);
  expect(await listChecklist(theirs, id)).toEqual([]);
  expect(await listTemplates(theirs)).toEqual([]);
  expect(await listChecklist(mine, id)).toMatchObject([
    { text: "Proof", doneAt: null },
    { text: "Back up" },
  ]);
});
