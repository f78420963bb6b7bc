// The studio's side in a process of its own: completing projects, at once and in vain.
import { freelancerScope } from "@/auth/scope";
import { db } from "@/db/client";
import { addClient } from "@/features/clients/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { openStudio } from "@/features/studio/commands";
import { closeQueue, queue } from "@/queue/boss";

export type StudioOrder =
  | { do: "prepare" }
  | { do: "begin"; projects: number }
  | { do: "complete"; projectIds: string[]; times: number };
export type StudioTold = { ready: true } | { done: string[]; refused: number } | { failed: string };

const tell = (told: StudioTold) => process.send!(told);

/** Two freelancers, the second the younger, and the queue's own tables. */
async function prepare(): Promise<string[]> {
  await queue("worker");
  const ids: string[] = [];
  for (const name of ["Mira Holm", "Anders Brandt"]) {
    const { id } = await db().user.create({
      data: { email: `${name.split(" ")[0]!.toLowerCase()}@example.com` },
    });
    await openStudio(freelancerScope(id), {
      freelancerName: name,
      name: `Studio ${name}`,
      zone: "Europe/Copenhagen",
      replyTo: `${id}@example.com`,
      workDays: ["1", "2", "3", "4", "5"],
      opensAt: "09:00",
      closesAt: "17:00",
    });
    ids.push(id);
  }
  return ids;
}

async function mine() {
  const studio = await db().studio.findFirstOrThrow({
    orderBy: { createdAt: "asc" },
    select: { freelancerId: true },
  });
  return freelancerScope(studio.freelancerId);
}

async function begin(projects: number): Promise<string[]> {
  const scope = await mine();
  const clientId = await addClient(scope, {
    name: "Duarte Lighthouse Tours",
    contactName: "Ines Duarte",
    address: "ines@example.com",
    zone: "Europe/Lisbon",
  });
  const { id: contactId } = await db().contact.findFirstOrThrow({
    where: { clientId },
    select: { id: true },
  });
  const ids: string[] = [];
  for (let n = 0; n < projects; n += 1)
    ids.push(await beginProject(scope, { contactId, title: `Map ${n}`, summary: "" }));
  return ids;
}

/**
 * One project after the other, each so many times at once. Returns those that were completed, and
 * how often it failed.
 */
async function complete(
  projectIds: string[],
  times: number,
): Promise<{ done: string[]; refused: number }> {
  const scope = await mine();
  const result = { done: [] as string[], refused: 0 };
  for (const projectId of projectIds) {
    const results = await Promise.allSettled(
      Array.from({ length: times }, () => completeProject(scope, projectId, new Date())),
    );
    const failed = results.filter((one) => one.status === "rejected").length;
    result.refused += failed;
    if (failed < times) result.done.push(projectId);
  }
  return result;
}

process.on("message", (order: StudioOrder) => {
  const work = async (): Promise<StudioTold> => {
    if (order.do === "prepare") return { done: await prepare(), refused: 0 };
    if (order.do === "begin") return { done: await begin(order.projects), refused: 0 };
    return complete(order.projectIds, order.times);
  };
  work().then(tell, (error: unknown) =>
    tell({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => {
  void closeQueue()
    .then(() => db().$disconnect())
    .finally(() => process.exit(0));
});
tell({ ready: true });
