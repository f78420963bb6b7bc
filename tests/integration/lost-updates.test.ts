import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { renameClient } from "@/features/clients/commands";
import { getClient } from "@/features/clients/queries";
import { personOf } from "@/features/clients/rules";
import { getEmail } from "@/features/emails/queries";
import { editEmail } from "@/features/emails/waiting/commands";
import { saveOwnText } from "@/features/follow-ups/settings/commands";
import { followUpSettingsOf } from "@/features/follow-ups/settings/rules";
import { addItem, renameItem } from "@/features/projects/checklist/commands";
import { listChecklist } from "@/features/projects/checklist/queries";
import { describeProject } from "@/features/projects/commands";
import { rewordExtra, writeExtra } from "@/features/projects/extras/commands";
import { rewordNote, writeNote } from "@/features/projects/work-notes/commands";
import { arrangeStudio } from "@/features/studio/commands";
import { settingsOf } from "@/features/studio/rules";
import type { Scope } from "@/auth/scope";
import type { Language } from "@/language/languages";
import { ChangedMeanwhile, type Seen } from "@/lib/seen";
import { arrangeFollowUps } from "@/workflows/arrange-follow-ups/commands";
import { correctContact } from "@/workflows/change-contact/commands";
import { writeToClient } from "@/workflows/post-message/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const studioOf = (scope: Scope) =>
  db().studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    include: { switchedOff: true },
  });
/** What both browsers were shown, as it comes back from them. */
const shown = <T extends object>(values: T): T & Seen => JSON.parse(JSON.stringify(values));

/** Both save a change of their own to one text. The first is kept, and the second sees both. */
async function bothChange(save: (text: string) => Promise<void>, read: () => Promise<string>) {
  await save("What the first one wrote");
  const second = save("What the second one wrote");
  await expect(second).rejects.toThrow(ChangedMeanwhile);
  const sentences = await second.catch((error: ChangedMeanwhile) => Object.values(error.fields));
  expect(sentences).toHaveLength(1);
  expect(sentences![0]).toContain("“What the first one wrote”");
  expect(sentences![0]).toContain("“What the second one wrote”");
  expect(await read()).toBe("What the first one wrote");
}

describe("two browsers on the settings", () => {
  test("keep each other's changes", async () => {
    const scope = await freelancer();
    const seen = shown(settingsOf(await studioOf(scope)));
    await arrangeStudio(scope, { ...seen, name: "Holm & Daughters" }, seen);
    await arrangeStudio(scope, { ...seen, daysOff: ["2026-12-24"], hours1: [] }, seen);
    expect(settingsOf(await studioOf(scope))).toEqual({
      ...seen,
      name: "Holm & Daughters",
      daysOff: ["2026-12-24"],
      hours1: [],
    });
  });

  test("at the same moment keep both", async () => {
    const scope = await freelancer();
    const seen = shown(settingsOf(await studioOf(scope)));
    await Promise.all([
      arrangeStudio(scope, { ...seen, name: "Holm & Daughters" }, seen),
      arrangeStudio(scope, { ...seen, replyTo: "hello@example.com" }, seen),
    ]);
    expect(await studioOf(scope)).toMatchObject({
      name: "Holm & Daughters",
      replyTo: "hello@example.com",
    });
  });

  test("are told where both changed one field", async () => {
    const scope = await freelancer();
    const seen = shown(settingsOf(await studioOf(scope)));
    await bothChange(
      (name) => arrangeStudio(scope, { ...seen, name }, seen),
      async () => (await studioOf(scope)).name,
    );
  });

  test("of follow-ups keep each other's changes", async () => {
    const scope = await freelancer();
    const seen = shown(followUpSettingsOf(await studioOf(scope)));
    await arrangeFollowUps(scope, { ...seen, kinds: ["THANK_YOU"] }, MONDAY, seen);
    await arrangeFollowUps(scope, { ...seen, coolDownDays: 90 }, MONDAY, seen);
    expect(followUpSettingsOf(await studioOf(scope))).toMatchObject({
      kinds: ["THANK_YOU"],
      coolDownDays: 90,
    });
  });

  test("of follow-ups cannot make hours that end before they begin", async () => {
    const scope = await freelancer();
    const seen = shown(followUpSettingsOf(await studioOf(scope)));
    await arrangeFollowUps(scope, { ...seen, followUpsUntil: "12:00" }, MONDAY, seen);
    await expect(
      arrangeFollowUps(scope, { ...seen, followUpsFrom: "13:00" }, MONDAY, seen),
    ).rejects.toMatchObject({ code: "invalid", field: "followUpsUntil" });
  });
});

describe("two browsers on a person", () => {
  async function person() {
    const scope = await freelancer();
    const ines = await client(scope);
    const read = async () => (await getClient(scope, ines.clientId)).contacts[0]!;
    const { contactId } = ines;
    const seen = shown(personOf(await read()));
    const save = (changes: Partial<typeof seen>) => {
      const input = { ...seen, ...changes, contactId, language: seen.language as Language };
      return correctContact(scope, input, seen);
    };
    return { read, save };
  }

  test("keep each other's changes", async () => {
    const { read, save } = await person();
    await save({ address: "ines@duarte.example" });
    await save({ contactName: "Inês Duarte" });
    expect(await read()).toMatchObject({ address: "ines@duarte.example", name: "Inês Duarte" });
  });

  test("are told where both changed one field", async () => {
    const { read, save } = await person();
    await bothChange(
      (contactName) => save({ contactName }),
      async () => (await read()).name,
    );
  });
});

describe("two browsers are told where both changed", () => {
  async function begun() {
    const scope = await freelancer();
    const ines = await client(scope);
    const projectId = await project(scope, ines);
    return { scope, ines, projectId };
  }

  test("a client's name", async () => {
    const { scope, ines } = await begun();
    const { clientId } = ines;
    const seen = { name: "Duarte Lighthouse Tours" };
    await bothChange(
      (name) => renameClient(scope, { clientId, name }, seen),
      async () => (await getClient(scope, clientId)).name,
    );
  });

  test("a project's summary, and keep each other's title", async () => {
    const { scope, projectId } = await begun();
    const read = () => db().project.findUniqueOrThrow({ where: { id: projectId } });
    const { title, summary } = await read();
    const seen = { title, summary };
    await describeProject(scope, { projectId, ...seen, title: "The other map" }, seen);
    await bothChange(
      (text) => describeProject(scope, { projectId, ...seen, summary: text }, seen),
      async () => (await read()).summary,
    );
    expect((await read()).title).toBe("The other map");
  });

  test("an item of a checklist", async () => {
    const { scope, projectId } = await begun();
    await addItem(scope, { projectId, text: "Back up" });
    const [item] = await listChecklist(scope, projectId);
    await bothChange(
      (text) => renameItem(scope, { itemId: item!.id, text }, { text: "Back up" }),
      async () => (await listChecklist(scope, projectId))[0]!.text,
    );
  });

  test("a work note and an extra", async () => {
    const { scope, projectId } = await begun();
    const text = "The cliffs.";
    await writeNote(scope, { projectId, text, as: "draft" }, MONDAY);
    await writeExtra(scope, { projectId, text }, MONDAY);
    const note = () => db().workNote.findFirstOrThrow({ where: { projectId } });
    const extra = () => db().extra.findFirstOrThrow({ where: { projectId } });
    const [noteId, extraId] = [(await note()).id, (await extra()).id];
    await bothChange(
      (words) => rewordNote(scope, { noteId, text: words }, { text }),
      async () => (await note()).text,
    );
    await bothChange(
      (words) => rewordExtra(scope, { extraId, text: words }, { text }),
      async () => (await extra()).text,
    );
  });

  test("the words of a follow-up", async () => {
    const scope = await freelancer();
    const which = { kind: "THANK_YOU", language: "en" } as const;
    const seen = { subject: "Thank you", text: "It was good to work on {project}." };
    await saveOwnText(scope, { ...which, ...seen });
    await bothChange(
      (text) => saveOwnText(scope, { ...which, ...seen, text }, seen),
      async () =>
        (await db().ownText.findFirstOrThrow({ where: { freelancerId: scope.freelancerId } })).text,
    );
  });

  test("a waiting email, into which one more message came", async () => {
    const { scope, projectId } = await begun();
    const say = (text: string) =>
      writeToClient(scope, { projectId, text, formKey: crypto.randomUUID() }, MONDAY);
    await say("The first line.");
    const { id } = await db().email.findFirstOrThrow({ where: { projectId } });
    const { subject, editable } = await getEmail(scope, id);
    const seen = { subject, text: editable! };
    await say("The second line.");
    await expect(
      editEmail(scope, { emailId: id, subject, text: "My own words." }, MONDAY, seen),
    ).rejects.toThrow(ChangedMeanwhile);
    expect((await getEmail(scope, id)).editable).toContain("The second line.");
    await editEmail(
      scope,
      { emailId: id, subject: "My own subject", text: seen.text },
      MONDAY,
      seen,
    );
    expect(await getEmail(scope, id)).toMatchObject({ subject: "My own subject" });
    expect((await getEmail(scope, id)).editable).toContain("The second line.");
  });
});
