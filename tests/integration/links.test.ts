import { beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { addLink, changeLink, removeLink } from "@/features/files/links/commands";
import { listLinks } from "@/features/files/links/queries";
import { MOST_LINKS } from "@/features/files/links/rules";
import {
  client,
  emailsOf,
  freelancer,
  MONDAY,
  pageOf,
  project,
  type Person,
} from "@tests/support/factories";

const BOARD = { title: "The first board", url: "https://www.figma.com/file/1" };
const later = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1000);

let scope: Scope;
let person: Person;
let projectId: string;
beforeEach(async () => {
  scope = await freelancer();
  person = await client(scope);
  projectId = await project(scope, person);
});
const onPage = async () => (await pageOf(person, projectId))!.links;
const only = async () => (await listLinks(scope, projectId))[0]!;
const emails = async () =>
  (await emailsOf(projectId))
    .filter(({ kind, settledAt }) => kind === "file.sent" && !settledAt)
    .map(({ subject, words }) => ({ subject, paragraphs: words.paragraphs }));

describe("a link beside the files", () => {
  test("is on both sides, and the client hears of it by email", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    expect(await listLinks(scope, projectId)).toMatchObject([BOARD]);
    expect(await onPage()).toMatchObject([{ ...BOARD, addedAt: MONDAY }]);
    expect(await emails()).toEqual([
      {
        subject: "Mira Holm added a link for The lighthouse map",
        paragraphs: ["There is a new link on your page:", "The first board (link to figma.com)"],
      },
    ]);
  });

  test("that is changed before the email is sent is in it as it is now", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    const { id: linkId } = await only();
    await changeLink(scope, { linkId, title: "Board 2", url: "https://miro.com/2" }, later(10));
    expect(await onPage()).toMatchObject([{ title: "Board 2", url: "https://miro.com/2" }]);
    expect((await emails())[0]!.paragraphs[1]).toBe("Board 2 (link to miro.com)");
  });

  test("that is removed is on neither side, and no email tells of it", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    await removeLink(scope, (await only()).id, later(10));
    expect([await onPage(), await listLinks(scope, projectId), await emails()]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test("is in the history of both sides", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    await removeLink(scope, (await only()).id, later(10));
    const entries = await db().historyEntry.findMany({
      where: { projectId, kind: { startsWith: "link." } },
      orderBy: { at: "asc" },
      select: { kind: true, data: true },
    });
    const data = { title: BOARD.title };
    expect(entries).toEqual([
      { kind: "link.added", data },
      { kind: "link.removed", data },
    ]);
  });

  test("goes with its project", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    await db().project.delete({ where: { id: projectId } });
    expect(await db().link.count({ where: { projectId } })).toBe(0);
  });
});

describe("refused in words", () => {
  test("one link more than a hundred", async () => {
    const { freelancerId } = scope;
    await db().link.createMany({
      data: Array.from({ length: MOST_LINKS }, () => {
        return { ...BOARD, freelancerId, projectId, addedAt: MONDAY };
      }),
    });
    await expect(addLink(scope, { projectId, ...BOARD }, MONDAY)).rejects.toThrow(
      "Address: a project holds 100 links. Please remove one first.",
    );
  });

  test("a change of what was changed elsewhere", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    const { id: linkId } = await only();
    await changeLink(scope, { linkId, ...BOARD, title: "Theirs" }, later(1));
    const mine = changeLink(scope, { linkId, ...BOARD, title: "Mine" }, later(2), BOARD);
    await expect(mine).rejects.toThrow("changed while you were editing");
    expect((await only()).title).toBe("Theirs");
  });

  test("a stranger's project and a stranger's link", async () => {
    await addLink(scope, { projectId, ...BOARD }, MONDAY);
    const { id: linkId } = await only();
    const stranger = await freelancer();
    const notFound = { code: "not-found" };
    await expect(addLink(stranger, { projectId, ...BOARD }, MONDAY)).rejects.toMatchObject(
      notFound,
    );
    await expect(changeLink(stranger, { linkId, ...BOARD }, MONDAY)).rejects.toMatchObject(
      notFound,
    );
    await expect(removeLink(stranger, linkId, MONDAY)).rejects.toMatchObject(notFound);
    expect(await listLinks(stranger, projectId)).toEqual([]);
    expect(await onPage()).toHaveLength(1);
  });
});
