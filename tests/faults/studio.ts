// The studio's side in a process of its own: completing projects, at once and in vain.
import pg from "pg";
import { freelancerScope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/client";
import { addClient } from "@/features/clients/commands";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { beginProject } from "@/workflows/begin-project/commands";
import { completeProject } from "@/workflows/complete-project/commands";
import { sendFollowUpNow } from "@/workflows/decide-follow-up/commands";
import { sendApology, settleApologies } from "@/workflows/send-apology/commands";
import { openStudio } from "@/features/studio/commands";
import { closeQueue, queue } from "@/queue/boss";
import { client, emailsOf, project, tokenIn } from "@tests/support/factories";
import { writeEveryEmail } from "./correspondence";

export type StudioOrder =
  | { do: "prepare" }
  | { do: "begin"; projects: number }
  | { do: "complete"; projectIds: string[]; times: number }
  | { do: "write every email" }
  /** Asks so many clients whether it was up to mark. Done: the secrets of their links. */
  | { do: "ask"; clients: number }
  | ({ do: "answer"; token: string } & Death)
  | ({ do: "apologize" } & Death)
  | ({ do: "settle apologies" } & Death);
/** At which statement, counted from 1, the process kills itself; at none without it. */
type Death = { dieAt?: number };
export type StudioTold =
  | { ready: true }
  | { done: string[]; refused: number; statements?: number }
  | { failed: string };

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
      language: "en",
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

const lastMonth = () => new Date(databaseNow().getTime() - 30 * 86_400_000);

async function ask(clients: number): Promise<string[]> {
  const scope = await mine();
  const tokens: string[] = [];
  for (let n = 0; n < clients; n += 1) {
    const who = await client(scope, { address: `ines${n}@example.com` });
    const projectId = await project(scope, who);
    await completeProject(scope, projectId, lastMonth());
    const checkBack = { projectId, kind: "CHECK_BACK" as const };
    const { id } = await db().followUp.findFirstOrThrow({ where: checkBack });
    await sendFollowUpNow(scope, id, databaseNow());
    const asked = (await emailsOf(projectId)).find(({ kind }) => kind === "survey.invited")!;
    tokens.push(tokenIn(asked.words.link!.url));
  }
  return tokens;
}

/** Apologises in the one case there is. */
async function apologize(): Promise<void> {
  const scope = await mine();
  const { id: caseId } = await db().case.findFirstOrThrow({ where: { apologizedAt: null } });
  const text = "You said the captions were wrong. They were, and I am sorry.";
  const remedy = "I read each caption to you before the next map is printed.";
  await sendApology(scope, { caseId, version: 0, text, remedy, anyway: "yes" }, databaseNow());
}

/** Does something, and dies at one of its statements. Returns how many it took. */
async function countStatements({ dieAt }: Death, work: () => Promise<unknown>): Promise<number> {
  let statements = 0;
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    statements += 1;
    if (statements === dieAt) process.kill(process.pid, "SIGKILL");
    return Reflect.apply(query, this, args) as unknown;
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements;
}

const nothing = { done: [], refused: 0 };

async function carryOut(order: StudioOrder): Promise<StudioTold> {
  const counted = async (death: Death, work: () => Promise<unknown>) => ({
    ...nothing,
    statements: await countStatements(death, work),
  });
  switch (order.do) {
    case "prepare":
      return { done: await prepare(), refused: 0 };
    case "begin":
      return { done: await begin(order.projects), refused: 0 };
    case "complete":
      return complete(order.projectIds, order.times);
    case "write every email":
      await writeEveryEmail(await mine(), "mira@example.com");
      return nothing;
    case "ask":
      return { done: await ask(order.clients), refused: 0 };
    case "answer": {
      const said = { verdict: "NEARLY" as const, words: "The captions were wrong." };
      return counted(order, () => answerSurvey({ token: order.token }, said, databaseNow()));
    }
    case "apologize":
      return counted(order, apologize);
    case "settle apologies":
      return counted(order, () => settleApologies(databaseNow()));
  }
}

process.on("message", (order: StudioOrder) => {
  carryOut(order).then(tell, (error: unknown) =>
    tell({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => {
  void closeQueue()
    .then(() => db().$disconnect())
    .finally(() => process.exit(0));
});
tell({ ready: true });
