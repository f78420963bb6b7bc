import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { saveBusinessFile } from "@/features/business-file/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { writeNote } from "@/features/projects/work-notes/commands";
import { findAll, hasExtensions, type Group } from "@/features/search/queries";
import { unaccent, readQuery } from "@/features/search/rules";
import type { Kind } from "@/features/search/kinds";
import type { Language } from "@/language/languages";
import { say } from "@/language/say";
import { client, freelancer, newEmail, project } from "@tests/support/factories";

const minutes = (count: number) => new Date(Date.UTC(2026, 10, 2) + count * 60_000);

function termsOf(typed: string) {
  const asked = readQuery(typed, say);
  if (asked.state !== "terms") throw new Error(`${typed} asks for nothing.`);
  return asked.terms;
}

const search = (scope: Scope, typed: string, kind?: Kind) => findAll(scope, termsOf(typed), kind);

const textOf = ({ parts }: Group["results"][number]) => parts.map(({ text }) => text).join("");

/** What is found, as "kind: text". */
async function found(scope: Scope, typed: string): Promise<string[]> {
  const groups = await search(scope, typed);
  return groups.flatMap(({ kind, results }) => results.map((one) => `${kind}: ${textOf(one)}`));
}

/** A studio with one client, their project, and lines in its thread. */
async function studioOf(names: { client?: string; person?: string; language?: Language } = {}) {
  const scope = await freelancer();
  const person = await client(scope, {
    name: names.client,
    contactName: names.person,
    language: names.language,
  });
  const projectId = await project(scope, person);
  const of = { freelancerId: scope.freelancerId, clientId: person.clientId };
  const write = (texts: string[], over: { projectId?: string | null; contactId?: string } = {}) =>
    db().message.createMany({
      data: texts.map((text, nth) => ({
        ...of,
        projectId,
        text,
        formKey: randomUUID(),
        writtenAt: minutes(nth),
        ...over,
      })),
    });
  return { scope, person, projectId, of, write };
}

const storedFile = (of: { freelancerId: string }, projectId: string, name: string) =>
  db().file.create({
    data: {
      freelancerId: of.freelancerId,
      projectId,
      name,
      mediaType: "application/pdf",
      bytes: 1n,
      storeKey: randomUUID(),
      storedAt: minutes(0),
    },
  });

describe("each kind is found, and leads to its place:", () => {
  let studio: Awaited<ReturnType<typeof studioOf>>;
  beforeAll(async () => {
    studio = await studioOf({ client: "Kestrel Tours", person: "Ana Kestrel" });
    const { scope, projectId, of, person } = studio;
    await db().project.update({ where: { id: projectId }, data: { title: "The kestrel map" } });
    await studio.write(["Where is the kestrel?"]);
    await inTransaction((tx) =>
      enqueueEmail(tx, newEmail(scope, { subject: "Kestrel, part two" })),
    );
    await writeNote(scope, { projectId, text: "The kestrel is drawn.", as: "draft" }, minutes(0));
    await saveBusinessFile(
      scope,
      {
        clientId: person.clientId,
        sells: "Kestrel walks",
        toWhom: "",
        words: "",
        dates: "",
        cannot: "",
      },
      minutes(0),
    );
    await storedFile(of, projectId, "kestrel_final-v2.pdf");
  });

  test.each<[Kind, number, RegExp]>([
    ["clients", 1, /^\/clients\/[\w-]{36}$/],
    ["projects", 1, /^\/projects\/[\w-]{36}$/],
    ["messages", 1, /^\/projects\/[\w-]{36}#m-[\w-]{36}$/],
    ["emails", 1, /^\/emails\/[\w-]{36}$/],
    ["notes", 2, /^\/(projects|clients)\/[\w-]{36}#(work|business)$/],
    ["files", 1, /^\/projects\/[\w-]{36}#files$/],
  ])("%s", async (kind, count, place) => {
    const groups = await search(studio.scope, "kestrel");
    const results = groups.find((one) => one.kind === kind)?.results ?? [];
    expect(results).toHaveLength(count);
    for (const one of results) {
      expect(one.href).toMatch(place);
      expect(
        one.parts.filter((part) => part.isHit).map((part) => part.text.toLowerCase()),
      ).toContain("kestrel");
    }
  });

  test("nothing of it for another freelancer", async () => {
    const other = await studioOf({ client: "Kestrel & Sons" });
    expect(await found(other.scope, "kestrel")).toEqual(["clients: Kestrel & Sons"]);
  });

  test("not what was changed or removed", async () => {
    const one = await studioOf({ client: "Egret Tours" });
    const file = await storedFile(one.of, one.projectId, "heron.pdf");
    expect(await found(one.scope, "heron")).toEqual(["files: heron.pdf"]);
    await db().file.update({ where: { id: file.id }, data: { removedAt: minutes(1) } });
    await db().client.update({ where: { id: one.person.clientId }, data: { name: "Ibis Tours" } });
    expect(await found(one.scope, "heron")).toEqual([]);
    expect(await found(one.scope, "egret")).toEqual([]);
    expect(await found(one.scope, "ibis")).toEqual(["clients: Ibis Tours"]);
  });
});

test.each([
  ["田中茶園", "茶"],
  ["ひかり", "か"],
  ["한강 도예", "강"],
])("%s is found by one character of it, %s", async (client, typed) => {
  const one = await studioOf({ client });
  expect(await found(one.scope, typed)).toEqual([`clients: ${client}`]);
  expect(await found(one.scope, "山")).toEqual([]);
});

describe("umlauts and accents are found both ways:", () => {
  test.each([
    ["Müller", "mueller"],
    ["Müller", "muller"],
    ["Müller", "MÜLLER"],
    ["Mueller", "müller"],
    ["Mu\u0308ller", "mueller"],
    ["Gürtelgröße", "guertelgroesse"],
    ["Café Noir", "cafe"],
    ["Cafe Noir", "café"],
    ["Sørensen", "soerensen"],
    ["Łódź", "lodz"],
  ])("%s by %s", async (name, typed) => {
    const { scope, write } = await studioOf({ client: name, language: "de" });
    await write([`Grüße von ${name} heute`]);
    const all = (await search(scope, typed)).map(({ kind }) => kind);
    expect(all).toEqual(["clients", "messages"]);
  });
});

test.each(["room 3½", "हिन्दी", "v2beta3", "日本語"])("%s is found as it is typed", async (word) => {
  const { scope, write } = await studioOf({ client: word });
  await write([`About ${word} today`]);
  expect((await search(scope, word)).map(({ kind }) => kind)).toEqual(["clients", "messages"]);
});

describe("a name that is a stop word is found:", () => {
  test.each([
    ["Will", "will", "en"],
    ["Der", "der", "de"],
    ["Para", "para", "pt"],
  ] as const)("%s", async (name, typed, language) => {
    const { scope, write } = await studioOf({ client: name, language });
    await write([`${name} called.`]);
    expect(await found(scope, typed)).toEqual([`clients: ${name}`, `messages: ${name} called.`]);
  });
});

test("two characters find the beginnings of words", async () => {
  const { scope } = await studioOf({ client: "Zorn & Co" });
  expect(await found(scope, "zo")).toEqual(["clients: Zorn & Co"]);
  // The control: two characters inside of one do not.
  expect(await found(scope, "or")).toEqual([]);
});

test("a part of a name is found, of a text only whole words and beginnings", async () => {
  const { scope, of, projectId, write } = await studioOf();
  await storedFile(of, projectId, "Jahresbericht.pdf");
  await write(["Der Jahresbericht ist da."]);
  expect(await found(scope, "bericht")).toEqual(["files: Jahresbericht.pdf"]);
});

test("a text is found by its stem in its contact's language", async () => {
  const german = await studioOf({ language: "de" });
  await german.write(["Die Karte ist fertig."]);
  expect(await found(german.scope, "Karten")).toEqual(["messages: Die Karte ist fertig."]);
  // The control: in English "Karten" is another word than "Karte".
  const english = await studioOf({ language: "en" });
  await english.write(["Die Karte ist fertig."]);
  expect(await found(english.scope, "Karten")).toEqual([]);
});

test("all words are needed, the best is first", async () => {
  const { scope, write } = await studioOf();
  await write(["mapping the coast", "a map of the coast", "a map of the moon"]);
  expect(await found(scope, "coast map")).toEqual([
    "messages: a map of the coast",
    "messages: mapping the coast",
  ]);
});

describe("a long thread", () => {
  const WORD = "lapwing";

  test("shows twenty, and a hundred of one kind", async () => {
    const { scope, write } = await studioOf();
    await write(Array.from({ length: 130 }, (_, nth) => `${WORD} ${nth}`));
    const [all] = await search(scope, WORD);
    expect(all).toMatchObject({ kind: "messages", hasMore: true });
    expect(all!.results).toHaveLength(20);
    expect(textOf(all!.results[0]!)).toBe(`${WORD} 129`);
    const [one] = await search(scope, WORD, "messages");
    expect(one!.results).toHaveLength(100);
    expect(one!.hasMore).toBe(true);
  });

  test.each([
    ["project's", {}],
    ["client's own", { projectId: null }],
  ])("leads to the page of a %s with the line on it", async (_whose, over) => {
    const { scope, person, projectId, write } = await studioOf();
    await write(
      Array.from({ length: 120 }, (_, nth) => (nth === 30 ? WORD : `line ${nth}`)),
      over,
    );
    const [{ results } = { results: [] }] = await search(scope, WORD);
    const href = new URL(results[0]!.href, "http://localhost");
    expect(href.pathname).toBe(
      "projectId" in over ? `/clients/${person.clientId}` : `/projects/${projectId}/messages`,
    );
    const after = await db().message.findUniqueOrThrow({
      where: { id: href.searchParams.get("after")! },
    });
    // What is before this one, and the line is the last of it.
    expect(after.text).toBe("line 31");
    expect(href.hash).toBe(`#m-${results[0]!.href.split("#m-")[1]}`);
  });

  test("finds one old line behind a thousand later ones", async () => {
    const { scope, write } = await studioOf();
    await write([WORD, ...Array.from({ length: 1_100 }, (_, nth) => `line ${nth}`)]);
    expect(await found(scope, WORD)).toEqual([`messages: ${WORD}`]);
  });
});

describe("what PostgreSQL would take for an operator does nothing:", () => {
  test.each(["o'brien & | ! ( ) :* <-> \\", "'; DROP TABLE x --", "100% _", "map\0", '"map'])(
    "%s",
    async (typed) => {
      const { scope } = await studioOf();
      await expect(search(scope, typed)).resolves.toBeInstanceOf(Array);
    },
  );
});

test("both extensions are in use", async () => {
  expect(await hasExtensions()).toBe(true);
});

test("a character loses its accent alike in SQL and in the program", async () => {
  // Without what only dictionaries and old prints have: ŉ, ẚ, ẛ, and those from ẜ on without an accent.
  const characters = [
    [0x41, 0x148],
    [0x14a, 0x17f],
    [0x1e00, 0x1e99],
    [0x1ea0, 0x1ef9],
  ]
    .flatMap(([from, to]) => Array.from({ length: to! - from! + 1 }, (_, n) => from! + n))
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /\p{L}/u.test(character));
  const rows = await db().$queryRaw<{ character: string; unaccented: string }[]>`
    SELECT "character", search_unaccent("character") AS "unaccented" FROM unnest(${characters}::text[]) AS t("character")`;
  const differing = rows.filter(({ character, unaccented }) => unaccent(character) !== unaccented);
  expect(
    differing.map(
      ({ character, unaccented }) => `${character} ${unaccented} ${unaccent(character)}`,
    ),
  ).toEqual([]);
});
