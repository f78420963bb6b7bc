import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { forgetHistory } from "@/features/history/retention/commands";
import { listToday } from "@/features/today/queries";
import {
  addEndpoint,
  moveEndpoint,
  removeEndpoint,
  replayDelivery,
  revealSecret,
  sendTest,
  switchEndpoint,
} from "@/features/webhooks/commands";
import { sendDueWebhooks, sweepDeliveries } from "@/features/webhooks/delivery/commands";
import type { Posting } from "@/features/webhooks/delivery/post";
import { listDeliveries, listEndpoints } from "@/features/webhooks/queries";
import { client, freelancer, project } from "@tests/support/factories";

vi.hoisted(() => {
  process.env.ALLOW_PRIVATE_HOSTS = "1";
});

type Heard = { headers: IncomingHttpHeaders; body: string; path: string };

/** Another program's server, which answers as it is told. */
let server: Server;
let heard: Heard[];
let answer: (response: ServerResponse) => void;
let url: string;
beforeEach(async () => {
  heard = [];
  answer = (response) => response.writeHead(204).end();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        path: request.url!,
      });
      answer(response);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await db().webhookEndpoint.deleteMany({ where: { url: { startsWith: url } } });
});

async function listening(topics = ["project"], to = url) {
  const scope = await freelancer();
  const secret = await addEndpoint(scope, { url: to, topics });
  const [endpoint] = await listEndpoints(scope);
  return { scope, secret, endpointId: endpoint!.id };
}

const send = (options?: Posting) => sendDueWebhooks(() => false, options);
const logOf = async (scope: Scope, endpointId: string) =>
  (await listDeliveries(scope, endpointId)).deliveries;

/** Lets what waits be due, as if its time had come. */
const passTime = (scope: Scope) =>
  db().webhookDelivery.updateMany({
    where: { freelancerId: scope.freelancerId, dueAt: { not: null } },
    data: { dueAt: new Date(Date.now() - 1000) },
  });

test("what happens is sent once, signed, in ids alone; what was not chosen isn't", async () => {
  const { scope, secret, endpointId } = await listening();
  const person = await client(scope);
  const projectId = await project(scope, person);
  await send();
  await send();
  expect(heard).toHaveLength(1);
  const { headers, body } = heard[0]!;
  const message = new Webhook(secret).verify(body, headers as Record<string, string>) as object;
  expect(message).toEqual({
    type: "project.begun",
    timestamp: expect.stringMatching(/Z$/),
    data: {
      actor: "freelancer",
      clientId: person.clientId,
      projectId,
      contactId: person.contactId,
      subcontractorId: null,
      subjectId: projectId,
    },
  });
  expect(body).not.toMatch(/@|https?:/);
  const [row] = await logOf(scope, endpointId);
  expect(row).toMatchObject({ id: headers["webhook-id"], attempts: 1, status: 204, dueAt: null });
  expect(row!.deliveredAt).not.toBeNull();
  // The control: another secret, and another body, don't fit.
  const other = new Webhook(`whsec_${Buffer.alloc(32).toString("base64")}`);
  const sent = headers as Record<string, string>;
  expect(() => other.verify(body, sent)).toThrow();
  expect(() => new Webhook(secret).verify(`${body} `, sent)).toThrow();
  expect(await revealSecret(scope, endpointId)).toBe(secret);
});

test("a transaction that is undone tells nothing; one that holds tells, whoever reads it", async () => {
  const { scope, endpointId } = await listening();
  const entry = { freelancerId: scope.freelancerId, actor: "UPTOMARK" as const, at: new Date() };
  const undone = inTransaction(async (tx) => {
    await tx.historyEntry.create({ data: { ...entry, kind: "project.completed" } });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await logOf(scope, endpointId)).toEqual([]);
  await db().historyEntry.create({ data: { ...entry, kind: "project.completed" } });
  expect(await logOf(scope, endpointId)).toMatchObject([{ kind: "project.completed" }]);
  // What was before the address is not for it.
  const before = new Date(Date.now() - 60_000);
  await db().historyEntry.create({ data: { ...entry, at: before, kind: "project.completed" } });
  expect(await logOf(scope, endpointId)).toHaveLength(1);
});

test("what fails is tried again after the stated pauses, and given up after the last", async () => {
  const { scope, endpointId } = await listening();
  await sendTest(scope, endpointId);
  answer = (response) => response.writeHead(500).end("Not today.");
  const pauses: number[] = [];
  const ids = new Set<unknown>();
  for (;;) {
    await send();
    const [row] = await db().webhookDelivery.findMany({ where: { endpointId } });
    expect(row).toMatchObject({ status: 500, why: "status", answer: "Not today." });
    ids.add(heard.at(-1)!.headers["webhook-id"]);
    if (!row!.dueAt) break;
    pauses.push(Math.round((row!.dueAt.getTime() - row!.triedAt!.getTime()) / 1000));
    // The control: before its time it is not sent.
    const { length } = heard;
    await send();
    expect(heard).toHaveLength(length);
    await passTime(scope);
  }
  const hours = [2, 5, 10, 14, 20, 24].map((count) => count * 3600);
  expect(pauses).toEqual([5, 300, 1800, ...hours]);
  expect(ids.size).toBe(1);
  answer = (response) => response.writeHead(200).end("ok");
  const [{ id } = { id: "" }] = await logOf(scope, endpointId);
  await replayDelivery(scope, id);
  await send();
  expect(heard.at(-1)!.headers["webhook-id"]).toBe(id);
  expect(await logOf(scope, endpointId)).toMatchObject([{ id, attempts: 1, status: 200, why: "" }]);
  expect((await listEndpoints(scope))[0]).toMatchObject({ failingSince: null, offAt: null });
});

test("a worker that is killed between sending and recording: the same id comes again", async () => {
  const { scope, endpointId } = await listening();
  await sendTest(scope, endpointId);
  // As the kill leaves it: taken, sent, and nothing recorded.
  const taken = { attempts: 1, dueAt: new Date(Date.now() + 60_000) };
  await db().webhookDelivery.updateMany({ where: { endpointId }, data: taken });
  await send();
  expect(heard).toHaveLength(0);
  await passTime(scope);
  await send();
  const [row] = await logOf(scope, endpointId);
  expect(heard.map(({ headers }) => headers["webhook-id"])).toEqual([row!.id]);
  await send();
  expect(heard).toHaveLength(1);
});

test("two workers at once send each thing once", async () => {
  const { scope, endpointId } = await listening();
  for (let sent = 0; sent < 6; sent += 1) await sendTest(scope, endpointId);
  await Promise.all([send(), send(), send()]);
  const ids = heard.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(6);
  expect(new Set(ids).size).toBe(6);
});

describe("refused, in the log's words:", () => {
  test("a redirect, which is not followed, wherever it leads", async () => {
    const { scope, endpointId } = await listening();
    answer = (response) => response.writeHead(302, { location: `${url}/secret` }).end();
    await sendTest(scope, endpointId);
    await send();
    expect(heard.map(({ path }) => path)).toEqual(["/webhook"]);
    expect(await logOf(scope, endpointId)).toMatchObject([{ status: 302, why: "redirect" }]);
  });

  test("a private address", async () => {
    const { scope, endpointId } = await listening();
    await sendTest(scope, endpointId);
    await send({ isPrivateAllowed: false });
    expect(heard).toEqual([]);
    expect(await logOf(scope, endpointId)).toMatchObject([{ status: null, why: "private" }]);
    // The control: where the install allows it, the same is sent.
    await passTime(scope);
    await send();
    expect(heard).toHaveLength(1);
  });

  test("a name that is public when it is asked for and private a moment later", async () => {
    const { port } = server.address() as AddressInfo;
    const named = `http://rebind.example:${port}/webhook`;
    const { scope, endpointId } = await listening();
    await db().webhookEndpoint.update({ where: { id: endpointId }, data: { url: named } });
    await sendTest(scope, endpointId);
    const answers = ["203.0.114.7", "127.0.0.1"];
    let asked = 0;
    const ask = async () => [{ address: answers[Math.min(asked++, 1)]!, family: 4 }];
    await send({ isPrivateAllowed: false, ask, longestMs: 500 });
    expect(asked).toBe(1);
    expect(heard).toEqual([]);
    // The control: the second answer is refused when it is the first, and reaches the server where that is allowed.
    await passTime(scope);
    await send({ isPrivateAllowed: false, ask });
    expect(await logOf(scope, endpointId)).toMatchObject([{ why: "private" }]);
    await passTime(scope);
    await send({ isPrivateAllowed: true, ask });
    expect(heard).toHaveLength(1);
    expect(heard[0]!.headers.host).toBe(`rebind.example:${port}`);
    await removeEndpoint(scope, endpointId);
  });

  test("an answer that doesn't come, and one that doesn't end", async () => {
    const { scope, endpointId } = await listening();
    answer = () => {};
    await sendTest(scope, endpointId);
    await send({ longestMs: 200 });
    expect(await logOf(scope, endpointId)).toMatchObject([{ status: null, why: "slow" }]);
    answer = (response) => {
      response.writeHead(200);
      response.write("x".repeat(9000));
    };
    await passTime(scope);
    await send({ longestMs: 5000 });
    const [row] = await logOf(scope, endpointId);
    expect(row).toMatchObject({ status: 200, why: "", answer: "x".repeat(300) });
  });
});

test("410 switches the address off, and Today says so until it is on again", async () => {
  const { scope, endpointId } = await listening();
  answer = (response) => response.writeHead(410).end();
  await sendTest(scope, endpointId);
  await send();
  expect((await listEndpoints(scope))[0]).toMatchObject({ offWhy: "gone" });
  const needs = async () => {
    const { freelancerId } = scope;
    const studio = await db().studio.findUniqueOrThrow({ where: { freelancerId } });
    return (await listToday(scope, studio, new Date())).map(({ kind }) => kind);
  };
  expect(await needs()).toContain("webhook off");
  await passTime(scope);
  await send();
  expect(heard).toHaveLength(1);
  await switchEndpoint(scope, endpointId, true);
  expect(await needs()).not.toContain("webhook off");
  answer = (response) => response.writeHead(200).end();
  await send();
  expect(heard).toHaveLength(2);
});

test("at another address it hears what still waits, under the same secret", async () => {
  const { scope, secret, endpointId } = await listening();
  await sendTest(scope, endpointId);
  answer = (response) => response.writeHead(503).end();
  await send();
  const to = `${url}/moved`;
  await moveEndpoint(scope, endpointId, to);
  expect((await listEndpoints(scope))[0]).toMatchObject({ url: to, failingSince: null });
  answer = (response) => response.writeHead(204).end();
  await passTime(scope);
  await send();
  expect(heard.map(({ path }) => path)).toEqual(["/webhook", "/webhook/moved"]);
  const { body, headers } = heard[1]!;
  new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(await revealSecret(scope, endpointId)).toBe(secret);
  // The same address once more is no change.
  await moveEndpoint(scope, endpointId, to);
  const { freelancerId } = scope;
  const entries = await db().historyEntry.findMany({
    where: { freelancerId, kind: "webhook.moved" },
  });
  expect(entries.map(({ data }) => data)).toEqual([{ url: to, before: url }]);
});

test("what becomes of an attempt at the former address switches the new one not off", async () => {
  const { scope, endpointId } = await listening();
  answer = (response) => {
    // It is changed while the request is under way.
    void moveEndpoint(scope, endpointId, `${url}/moved`).then(() => response.writeHead(410).end());
  };
  await sendTest(scope, endpointId);
  await send();
  expect((await listEndpoints(scope))[0]).toMatchObject({ offAt: null, failingSince: null });
  // The control: at its own address it does.
  answer = (response) => response.writeHead(410).end();
  await passTime(scope);
  await send();
  expect((await listEndpoints(scope))[0]).toMatchObject({ offWhy: "gone" });
});

test("five days without a success switch it off, a day less doesn't", async () => {
  const { scope, endpointId } = await listening();
  answer = (response) => response.writeHead(503).end();
  const since = async (days: number) => {
    await db().webhookEndpoint.update({
      where: { id: endpointId },
      data: { failingSince: new Date(Date.now() - days * 86_400_000) },
    });
    await sendTest(scope, endpointId);
    await send();
    return (await listEndpoints(scope))[0]!.offWhy;
  };
  expect(await since(4)).toBe("");
  expect(await since(5)).toBe("failing");
});

test("an address that fails keeps nobody else waiting, and one that is off hears nothing", async () => {
  const slow = await listening(["project"], `${url}/slow`);
  const quick = await listening();
  await sendTest(slow.scope, slow.endpointId);
  await sendTest(quick.scope, quick.endpointId);
  await switchEndpoint(slow.scope, slow.endpointId, false);
  await project(slow.scope, await client(slow.scope));
  await send();
  expect(heard.map(({ path }) => path)).toEqual(["/webhook"]);
  expect(await logOf(slow.scope, slow.endpointId)).toHaveLength(1);
});

test("the log goes with the history that it tells of, and after thirty days", async () => {
  const { scope, endpointId } = await listening();
  await project(scope, await client(scope));
  await sendTest(scope, endpointId);
  expect(await logOf(scope, endpointId)).toHaveLength(2);
  const later = new Date(Date.now() + 60_000);
  await inTransaction((tx) => forgetHistory(tx, scope.freelancerId, later, 500));
  expect(await logOf(scope, endpointId)).toMatchObject([{ kind: "test" }]);
  await sweepDeliveries(new Date(Date.now() + 29 * 86_400_000));
  expect(await logOf(scope, endpointId)).toHaveLength(1);
  await sweepDeliveries(new Date(Date.now() + 31 * 86_400_000));
  expect(await logOf(scope, endpointId)).toEqual([]);
});
