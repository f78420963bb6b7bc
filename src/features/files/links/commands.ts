import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { tellOfSent } from "@/features/files/arrivals/commands";
import { lockProject } from "@/features/files/uploads/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { MOST_LINKS } from "./rules";

type Named = { title: string; url: string };

/** Adds a link beside a project's files; the client gets an email about it as about a file. At most a hundred. */
export async function addLink(
  scope: Scope,
  { projectId, ...link }: Named & { projectId: string },
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, { freelancerId, projectId });
    if ((await tx.link.count({ where: { projectId, freelancerId } })) >= MOST_LINKS)
      throw new Refusal("too-many", say("links.full", { most: MOST_LINKS }), "url");
    const { id } = await tx.link.create({
      data: { ...link, freelancerId, projectId, addedAt: now },
      select: { id: true },
    });
    const did = { ...byFreelancer(scope), at: now, projectId, subjectId: id };
    await record(tx, { ...did, kind: "link.added", data: { title: link.title } });
    await tellOfSent(tx, project, now);
  });
}

/** Changes what a link is called and where it leads. Refuses what was changed elsewhere since it was `seen`. */
export async function changeLink(
  scope: Scope,
  { linkId, ...link }: Named & { linkId: string },
  now: Date,
  seen: Seen = {},
): Promise<void> {
  await withLink(scope, linkId, "link.changed", now, async (tx, before) => {
    const labels = { title: "links.name", url: "links.address" } as const;
    const data = changesIn(link, before, seen, labels);
    await tx.link.updateMany({ where: { id: linkId, freelancerId: scope.freelancerId }, data });
  });
}

/** Removes a link, from the client's page and from an email that has not been sent. */
export async function removeLink(scope: Scope, linkId: string, now: Date): Promise<void> {
  await withLink(scope, linkId, "link.removed", now, async (tx) => {
    await tx.link.deleteMany({ where: { id: linkId, freelancerId: scope.freelancerId } });
  });
}

async function withLink(
  scope: Scope,
  linkId: string,
  kind: "link.changed" | "link.removed",
  now: Date,
  work: (tx: Tx, link: Named) => Promise<void>,
): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    const where = { id: linkId, freelancerId };
    const found = await tx.link.findUnique({ where, select: { projectId: true } });
    if (!found) throw notFound("link");
    const { projectId } = found;
    const project = await lockProject(tx, { freelancerId, projectId });
    const link = await tx.link.findUnique({ where, select: { title: true, url: true } });
    if (!link) throw notFound("link");
    await work(tx, link);
    const did = { ...byFreelancer(scope), at: now, projectId, subjectId: linkId };
    await record(tx, { ...did, kind, data: { title: link.title } });
    // What waits names it as it is now.
    await tellOfSent(tx, project, now);
  });
}
