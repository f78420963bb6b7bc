import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { listMatches } from "@/features/column-matches/queries";
import { LANGUAGES } from "@/language/languages";
import { unseal } from "@/lib/tokens";
import { eraseClient } from "@/workflows/erase-client/commands";
import { openList } from "@/workflows/export-list/lists";
import { importList } from "@/workflows/import-list/commands";
import { previewList } from "@/workflows/import-list/preview";
import { readList } from "@/workflows/import-list/reading";
import { guessColumns } from "@/workflows/import-list/rules";
import { client, freelancer, project } from "@tests/support/factories";

let scope: Scope;
beforeEach(async () => {
  scope = await freelancer();
});

const studio = { zone: "Europe/Copenhagen", language: "en" };
const HEAD = "Client,Contact,Email address,Time zone,Language,Project,What was agreed\n";
const read = async (csv: string) => {
  const list = readList(Buffer.from(csv));
  return { list, columns: guessColumns(list.headings, await listMatches(scope)) };
};
const countAll = async ({ freelancerId }: Scope) => {
  const where = { freelancerId };
  return {
    clients: await db().client.count({ where }),
    contacts: await db().contact.count({ where }),
    projects: await db().project.count({ where }),
  };
};

test("a list with somebody who was erased is refused, by the line", async () => {
  const person = await client(scope, { address: "ines@example.com", name: "Duarte Tours" });
  await eraseClient(scope, { clientId: person.clientId, name: "Duarte Tours" }, databaseNow());
  const given = await read(`${HEAD}Duarte Tours,Ines Duarte,INES@example.com,,,,\n`);
  const preview = await previewList(scope, studio, given);
  expect(preview.wrong).toEqual([
    expect.stringMatching(/^Line 2: You erased the data of ines@example\.com/),
  ]);
  await expect(importList(scope, given, databaseNow())).rejects.toMatchObject({ code: "invalid" });
  expect(await countAll(scope)).toEqual({ clients: 0, contacts: 0, projects: 0 });
  // Another studio has erased nobody.
  scope = await freelancer();
  expect(await importList(scope, given, databaseNow())).toMatchObject({ contacts: 1 });
});

describe("a list that is imported", () => {
  const csv =
    `${HEAD}Duarte Tours,Ines Duarte,ines@example.com,Europe/Lisbon,pt,The map,"Printed,\nfolded"\n` +
    "Duarte Tours,Rui Duarte,rui@example.com,,,,\n" +
    "Holm & Sons,Åse Holm,ase@example.com,,Danish or English,,\n";

  test("adds clients, contacts and projects, and emails nobody", async () => {
    const given = await read(csv.replace("Danish or English", "English"));
    expect(await importList(scope, given, databaseNow())).toEqual({
      clients: 2,
      contacts: 3,
      projects: 1,
    });
    const { freelancerId } = scope;
    const ines = await db().contact.findFirstOrThrow({
      where: { freelancerId, address: "ines@example.com" },
      include: { client: true, projects: true },
    });
    expect(ines).toMatchObject({ name: "Ines Duarte", zone: "Europe/Lisbon", language: "pt" });
    expect(ines.client.name).toBe("Duarte Tours");
    expect(ines.projects).toMatchObject([{ title: "The map", summary: "Printed,\nfolded" }]);
    expect(unseal("contact-link", ines.linkCipher)).toHaveLength(43);
    expect(await db().email.count({ where: { freelancerId } })).toBe(0);
    const kinds = await db().historyEntry.groupBy({
      by: ["kind"],
      where: { freelancerId, kind: { not: "studio.opened" } },
      _count: true,
      orderBy: { kind: "asc" },
    });
    expect(kinds.map(({ kind, _count }) => [kind, _count])).toEqual([
      ["client.added", 2],
      ["contact.added", 3],
      ["list.imported", 1],
      ["project.begun", 1],
    ]);
  });

  test("with one wrong line adds nothing, and the line is named", async () => {
    const given = await read(csv);
    const { wrong } = await previewList(scope, studio, given);
    expect(wrong).toEqual([expect.stringMatching(/^Line 5: Language: /)]);
    await expect(importList(scope, given, databaseNow())).rejects.toThrow(/Nothing was imported/);
    expect(await countAll(scope)).toEqual({ clients: 0, contacts: 0, projects: 0 });
    expect(await listMatches(scope)).toEqual(new Map());
  });

  test("a second time is here already, and doubles nothing", async () => {
    const given = await read(csv.replace("Danish or English", ""));
    await importList(scope, given, databaseNow());
    const before = await countAll(scope);
    const preview = await previewList(scope, studio, given);
    expect(preview).toMatchObject({ lines: [], problem: expect.stringMatching(/here already/) });
    expect(preview.there).toHaveLength(3);
    await importList(scope, given, databaseNow());
    expect(await countAll(scope)).toEqual(before);
  });

  test("twice at once is added once", async () => {
    const given = await read(csv.replace("Danish or English", ""));
    await Promise.all([1, 2].map(() => importList(scope, given, databaseNow())));
    expect(await countAll(scope)).toEqual({ clients: 2, contacts: 3, projects: 1 });
  });

  test("is remembered by its headings", async () => {
    const list = readList(Buffer.from("Wer,Wohin,Rest\nDuarte,ines@example.com,x\n"));
    await importList(scope, { list, columns: ["client", "address", null] }, databaseNow());
    const again = readList(Buffer.from("REST;wohin;Wer\na;b@example.com;c\n"));
    const columns = guessColumns(again.headings, await listMatches(scope));
    expect(columns).toEqual([null, "address", "client"]);
    // The control: nobody else's lists are known by it.
    expect(await listMatches(await freelancer())).toEqual(new Map());
  });

  test("gives a client who was there already a project, as if begun by hand", async () => {
    const person = await client(scope);
    await project(scope, person);
    const given = await read(
      `${HEAD}duarte lighthouse tours,Ines,INES@example.com,,,A second map,\n`,
    );
    const { lines } = await previewList(scope, studio, given);
    expect(lines).toMatchObject([{ line: 2, state: "isPartly" }]);
    expect(await importList(scope, given, databaseNow())).toEqual({
      clients: 0,
      contacts: 0,
      projects: 1,
    });
    const made = await db().project.findFirstOrThrow({
      where: { freelancerId: scope.freelancerId, title: "A second map" },
    });
    expect(made.contactId).toBe(person.contactId);
  });

  test("gives one who was there already a second person, and each a project", async () => {
    const person = await client(scope);
    await project(scope, person);
    const rows = [
      "Duarte Lighthouse Tours,Ines,ines@example.com,,,A second map,",
      "Duarte Lighthouse Tours,Rui,rui@example.com,,,A third map,",
    ];
    const given = await read(`${HEAD}${rows.join("\n")}\n`);
    expect(await importList(scope, given, databaseNow())).toEqual({
      clients: 0,
      contacts: 1,
      projects: 2,
    });
  });

  test("does not know another studio's clients", async () => {
    const other = await freelancer();
    await client(other);
    const given = await read(`${HEAD}Duarte Lighthouse Tours,Ines,ines@example.com,,,,\n`);
    expect((await importList(scope, given, databaseNow())).clients).toBe(1);
    expect(await countAll(other)).toEqual({ clients: 1, contacts: 1, projects: 0 });
  });

  test("needs a column for who, and one for the address", async () => {
    const list = readList(Buffer.from("A,B\n1,2\n"));
    const columns = [null, "client" as const];
    const preview = await previewList(scope, studio, { list, columns });
    expect(preview.problem).toMatch(/which column/);
    await expect(importList(scope, { list, columns }, databaseNow())).rejects.toThrow(
      /which column/,
    );
  });
});

test("a list that goes out is the one that comes in", async () => {
  const person = await client(scope, { name: "=HYPERLINK(1)", contactName: "+Ines" });
  await project(scope, person, "@SUM");
  const out = async (list: "clients" | "projects") => text(openList(scope, list, studio));
  const [clients, projects] = [await out("clients"), await out("projects")];
  expect(clients).toContain("'=HYPERLINK(1),'+Ines,ines@example.com,Europe/Lisbon,en");
  expect(projects).toContain("'@SUM");
  const other = await freelancer();
  for (const csv of [clients, projects]) {
    const list = readList(Buffer.from(csv));
    const columns = guessColumns(list.headings, new Map());
    await importList(other, { list, columns }, databaseNow());
  }
  expect(await countAll(other)).toEqual({ clients: 1, contacts: 1, projects: 1 });
  const made = await db().project.findFirstOrThrow({
    where: { freelancerId: other.freelancerId },
    include: { client: true, contact: true },
  });
  expect([made.client.name, made.contact.name, made.title]).toEqual([
    "=HYPERLINK(1)",
    "+Ines",
    "@SUM",
  ]);
});

test("a list in any of the product's languages is known by its headings", async () => {
  const person = await client(scope);
  await project(scope, person);
  for (const language of LANGUAGES) {
    const list = readList(
      Buffer.from(await text(openList(scope, "projects", { ...studio, language }))),
    );
    expect(guessColumns(list.headings, new Map()).slice(0, 5)).toEqual([
      "client",
      "contactName",
      "address",
      "project",
      "summary",
    ]);
  }
});
