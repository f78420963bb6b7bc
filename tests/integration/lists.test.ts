import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/(client)/p/[token]/[[...rest]]/route";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { writeExtra } from "@/features/projects/extras/commands";
import { listMessages } from "@/features/messages/queries";
import { listProjectEmails } from "@/features/projects/queries";
import { listNotes } from "@/features/projects/work-notes/queries";
import { clientPath, olderPath, shortId } from "@/lib/client-paths";
import { seal } from "@/lib/tokens";
import { client, freelancer, MONDAY, pageOf, project, type Person } from "@tests/support/factories";

const minutes = (count: number) => new Date(MONDAY.getTime() + count * 60_000);

async function manyProjects(count: number) {
  const scope = await freelancer();
  const person = await client(scope);
  await db().project.createMany({
    data: Array.from({ length: count }, (_, nth) => ({
      freelancerId: scope.freelancerId,
      clientId: person.clientId,
      contactId: person.contactId,
      title: `Map ${nth + 1} of the coast`,
      createdAt: minutes(nth),
      // Every third one is done; the oldest is the first of them.
      completedAt: nth % 3 === 0 ? minutes(nth) : null,
    })),
  });
  const oldest = await db().project.findFirstOrThrow({
    where: { clientId: person.clientId, title: "Map 1 of the coast" },
  });
  return { scope, person, oldest };
}

async function begun() {
  const scope = await freelancer();
  const person = await client(scope);
  const projectId = await project(scope, person);
  return { scope, person, projectId, of: { freelancerId: scope.freelancerId, projectId } };
}

/** What a person's browser gets at an address of theirs. */
async function open(person: Person, path: string, init?: RequestInit) {
  const [project] = new URL(path, "http://localhost").pathname.split("/").slice(3);
  const params = Promise.resolve({ token: person.token, rest: project ? [project] : [] });
  const request = new Request(new URL(path, "http://localhost:3000"), init);
  const answer = await (init?.method === "POST" ? POST : GET)(request, { params });
  return { status: answer.status, to: answer.headers.get("location"), html: await answer.text() };
}

/** Follows a page's own links to what is older, and returns the pages in turn. */
async function leafThrough(person: Person, path: string, list: string): Promise<string[]> {
  const { status, html } = await open(person, path);
  expect(status).toBe(200);
  const next = new RegExp(`href="([^"]+\\?older=${list}\\.[^"]+)"`).exec(html)?.[1];
  return [html, ...(next ? await leafThrough(person, next, list) : [])];
}

/** Reads a list of the studio's to its end. */
async function readAll<Row>(
  read: (after?: string) => Promise<{ rows: Row[]; more: string | null }>,
) {
  const pages: Row[][] = [];
  for (let after: string | undefined; pages.length === 0 || after;) {
    const { rows, more } = await read(after);
    pages.push(rows);
    after = more ?? undefined;
  }
  return pages;
}

const countOf = (htmls: string[], name: RegExp) =>
  new Set(htmls.flatMap((html) => [...html.matchAll(name)].map(([found]) => found))).size;

describe("a client with 61 projects", () => {
  test("opens the oldest one by its link", async () => {
    const { person, oldest } = await manyProjects(61);
    expect((await pageOf(person, oldest.id))?.project?.title).toBe("Map 1 of the coast");
    expect((await pageOf(person, null))?.project?.title).toBe("Map 60 of the coast");
  });

  test("writes into the oldest one and is led back to it", async () => {
    const { person, oldest } = await manyProjects(61);
    const path = clientPath.statusPage(person.token, oldest.id);
    const body = new URLSearchParams({ text: "One more thing.", formKey: randomUUID() });
    const sent = await open(person, path, { method: "POST", body });
    expect(sent).toMatchObject({ status: 303, to: `${path}#sent` });
    expect((await open(person, path)).html).toContain("One more thing.");
  });

  test("reads how many more there are, and finds each", async () => {
    const { person } = await manyProjects(61);
    const pages = await leafThrough(person, clientPath.statusPage(person.token), "projects");
    expect(pages[0]).toContain("11 more projects");
    expect(countOf(pages, /Map \d+ of the coast/g)).toBe(61);
    expect(pages[1]!.match(/<li /g)).toHaveLength(11);
  });

  test("with 50 there is no more to say", async () => {
    const { person } = await manyProjects(50);
    const { html } = await open(person, clientPath.statusPage(person.token));
    expect(html).not.toContain("older=");
  });

  test("finds nobody else's by any link", async () => {
    const { person, oldest } = await manyProjects(3);
    const other = await manyProjects(3);
    for (const path of [
      clientPath.statusPage(other.person.token, oldest.id),
      olderPath(clientPath.statusPage(other.person.token), "projects", oldest.id),
    ])
      expect((await open(other.person, path)).status).toBe(404);
    const own = olderPath(clientPath.statusPage(person.token), "projects", oldest.id);
    expect((await open(person, own)).status).toBe(200);
  });
});

async function withMessages(count: number) {
  const all = await begun();
  await db().message.createMany({
    data: Array.from({ length: count }, (_, nth) => ({
      ...all.of,
      clientId: all.person.clientId,
      contactId: nth % 2 ? all.person.contactId : null,
      text: `Line ${nth + 1}.`,
      formKey: randomUUID(),
      // Two at a time: the order within one instant is by id.
      writtenAt: minutes(Math.floor(nth / 2)),
    })),
  });
  return all;
}

describe("a thread of 250 messages", () => {
  test("is read to its beginning by the client", async () => {
    const { person, projectId } = await withMessages(250);
    const path = clientPath.statusPage(person.token, projectId);
    const pages = await leafThrough(person, path, "thread");
    expect(pages).toHaveLength(3);
    expect(countOf(pages, /Line \d+\./g)).toBe(250);
    expect(pages[2]).toContain(`href="${path}#thread"`);
    expect(pages[2]).not.toContain("<form");
  });

  test("is read to its beginning by the freelancer", async () => {
    const { scope, projectId } = await withMessages(250);
    const pages = await readAll(async (after) => {
      const { lines, more } = await listMessages(scope, { projectId }, after);
      return { rows: lines.map((line) => line.text), more };
    });
    expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 50, 50]);
    expect(new Set(pages.flat()).size).toBe(250);
  });

  test("of 50 is whole on the page", async () => {
    const { scope, person, projectId } = await withMessages(50);
    expect((await listMessages(scope, { projectId })).more).toBeNull();
    const { html } = await open(person, clientPath.statusPage(person.token, projectId));
    expect(html).not.toContain("older=");
    expect(countOf([html], /Line \d+\./g)).toBe(50);
  });

  test("opens to nobody else", async () => {
    const { person, projectId } = await withMessages(4);
    const other = await withMessages(4);
    const [line] = await db().message.findMany({ where: { projectId }, take: 1 });
    const stranger = clientPath.statusPage(other.person.token, projectId);
    expect((await open(other.person, olderPath(stranger, "thread", line!.id))).status).toBe(404);
    const mixed = clientPath.statusPage(other.person.token, other.projectId);
    expect((await open(other.person, olderPath(mixed, "thread", line!.id))).status).toBe(404);
    await expect(
      listMessages(other.scope, { projectId: other.projectId }, line!.id),
    ).rejects.toThrow("doesn’t exist");
    const own = clientPath.statusPage(person.token, projectId);
    expect((await open(person, olderPath(own, "thread", line!.id))).status).toBe(200);
  });

  test("shows the page itself where the address is damaged", async () => {
    const { person, projectId } = await withMessages(4);
    const path = clientPath.statusPage(person.token, projectId);
    for (const older of ["", "thread", "thread.x", `emails.${shortId(projectId)}`]) {
      const { status, html } = await open(person, `${path}?older=${older}`);
      expect([status, html.includes('data-page="status"')]).toEqual([200, true]);
    }
  });
});

describe("250 work notes", () => {
  async function withNotes() {
    const all = await begun();
    await db().workNote.createMany({
      data: Array.from({ length: 250 }, (_, nth) => ({
        ...all.of,
        text: `Note ${nth + 1}.`,
        createdAt: minutes(nth),
        shownAt: nth < 240 ? minutes(Math.floor(nth / 2)) : null,
      })),
    });
    return all;
  }

  test("are all read by the freelancer, drafts first", async () => {
    const { scope, projectId } = await withNotes();
    const pages = await readAll(async (after) => {
      const { notes, more } = await listNotes(scope, projectId, after);
      return { rows: notes, more };
    });
    expect(new Set(pages.flat().map((note) => note.text)).size).toBe(250);
    expect(pages[0]!.slice(0, 11).filter((note) => note.shownAt === null)).toHaveLength(10);
  });

  test("go on after a draft", async () => {
    const { scope, projectId } = await withNotes();
    const { notes } = await listNotes(scope, projectId);
    const rest = (await listNotes(scope, projectId, notes[4]!.id)).notes;
    expect(rest.slice(0, 195).map((one) => one.id)).toEqual(notes.slice(5).map((one) => one.id));
  });

  test("that are shown are all read by the client, and none while a case is open", async () => {
    const { person, projectId } = await withNotes();
    const path = clientPath.statusPage(person.token, projectId);
    const pages = await leafThrough(person, path, "work");
    expect(countOf(pages, /Note \d+\./g)).toBe(240);
    const next = /href="([^"]+older=work[^"]+)"/.exec(pages[0]!)![1]!;
    await db().client.update({ where: { id: person.clientId }, data: { caseOpenedAt: MONDAY } });
    expect((await open(person, next)).status).toBe(404);
  });
});

test("60 emails of a project are all reached", async () => {
  const { scope, projectId, of } = await begun();
  await db().email.createMany({
    data: Array.from({ length: 60 }, (_, nth) => ({
      ...of,
      kind: "message.posted",
      dedupeKey: randomUUID(),
      fromName: "Mira Holm",
      toName: "Ines Duarte",
      toAddress: "ines@example.com",
      subject: `Email ${nth + 1}`,
      wordsCipher: seal("email", "{}"),
      sendAt: minutes(Math.floor(nth / 2)),
    })),
  });
  const pages = await readAll(async (after) => {
    const { emails, more } = await listProjectEmails(scope, projectId, after);
    return { rows: emails.map((email) => email.subject), more };
  });
  expect(pages.map((page) => page.length)).toEqual([50, 10]);
  expect(new Set(pages.flat()).size).toBe(60);
});

test("the 101st extra is refused, so that no page cuts them", async () => {
  const { scope, projectId, of } = await begun();
  const add = (owner: Scope) => writeExtra(owner, { projectId, text: "A postcard." }, MONDAY);
  await db().extra.createMany({
    data: Array.from({ length: 99 }, () => ({ ...of, text: "One." })),
  });
  await add(scope);
  await expect(add(scope)).rejects.toThrow("100 extras already");
});
