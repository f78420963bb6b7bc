import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get, request, type IncomingMessage } from "node:http";
import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { settleRole } from "../../scripts/migrate.mjs";
import { hashToken, newToken, seal } from "@/lib/tokens";
import { withCleanup } from "@tests/support/cleanup";
import { startHaproxy, startPgBouncer } from "@tests/support/proxies";
import { startResend } from "@tests/support/resend";
import { freePort, startStack, until, type Stack } from "@tests/support/stack";

/** `npm run test:scale` has a machine to itself, and both modes of the pooler. */
const isFull = process.env.SCALE === "full";
/** How long processes are killed for. */
const SECONDS = isFull ? 120 : 15;
const ACTS = isFull ? 400 : 48;
const PAGES = isFull ? 100 : 24;
/** What an act may take, at the 99th percentile. Beside other journeys it is only seen that none hangs. */
const SLOWEST_MS = isFull ? 1_500 : 5_000;
const EMAILS = ACTS / 2;
/** Requests in flight at a kill, and those before the proxy has noticed it, may take longer. */
const KILL_MS = 1_500;

type Client = { token: string; clientId: string; projectId: string; contactId: string };

/** A studio, and so many clients of it with a project and a page each. */
async function makeClients(stack: Stack, count: number): Promise<Client[]> {
  const clients = Array.from({ length: count }, () => ({
    token: newToken(),
    clientId: randomUUID(),
    projectId: randomUUID(),
    contactId: randomUUID(),
  }));
  const rows = JSON.stringify(
    clients.map(({ token, ...ids }) => ({
      ...ids,
      hash: Buffer.from(hashToken(token)).toString("hex"),
      cipher: Buffer.from(seal("contact-link", token)).toString("hex"),
    })),
  );
  const from = `FROM json_to_recordset($1::json) AS r("clientId" uuid, "projectId" uuid, "contactId" uuid, "hash" text,
    "cipher" text), (SELECT "freelancerId" AS "me" FROM "Studio" LIMIT 1) s`;
  await stack.sql(
    `WITH me AS (INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), 'mira@example.com') RETURNING "id")
     INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
     SELECT "id", 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com', '{}' FROM me`,
  );
  await stack.keepOpen();
  await stack.sql(
    `INSERT INTO "Client" ("id", "freelancerId", "name") SELECT r."clientId", s."me", 'Client ' || r."clientId" ${from}`,
    [rows],
  );
  await stack.sql(
    `INSERT INTO "Contact" ("id", "freelancerId", "clientId", "name", "address", "zone", "linkHash", "linkCipher")
     SELECT r."contactId", s."me", r."clientId", 'Ines', 'ines@example.com', 'Europe/Lisbon', decode(r."hash", 'hex'),
       decode(r."cipher", 'hex') ${from}`,
    [rows],
  );
  await stack.sql(
    `INSERT INTO "Project" ("id", "freelancerId", "clientId", "contactId", "title")
     SELECT r."projectId", s."me", r."clientId", r."contactId", 'Project' ${from}`,
    [rows],
  );
  return clients;
}

/** Emails that fall due one after the other while processes are killed. */
async function planEmails(stack: Stack): Promise<void> {
  const words = {
    greeting: "Dear Ines,",
    paragraphs: ["One."],
    closing: "Best,",
    signature: "Mira",
  };
  const cipher = Buffer.from(seal("email", JSON.stringify(words))).toString("hex");
  await stack.sql(
    `INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "fromName", "toName", "toAddress", "subject",
      "wordsCipher", "sendAt")
     SELECT gen_random_uuid(), (SELECT "freelancerId" FROM "Studio" LIMIT 1), 'fault', 'machines:' || n, 'Mira Holm',
       'Ines', 'ines@example.com', 'Email ' || n, decode($1, 'hex'), now() + n * $2::float8 * interval '1 second'
     FROM generate_series(1, $3::int) n`,
    [cipher, SECONDS / EMAILS, EMAILS],
  );
  await stack.tellWorkers();
}

type Act = { text: string; began: number; took: number; tries: number };

/** Sends one message as a client's browser does, until it is acknowledged. The same form, so the same key. */
async function act(front: string, { token, projectId }: Client, text: string): Promise<Act> {
  const formKey = randomUUID();
  const act: Act = { text, began: performance.now(), took: 0, tries: 0 };
  for (;;) {
    act.tries += 1;
    const began = performance.now();
    const status = await post(`${front}/p/${token}/${projectId}`, { text, formKey }).catch(() => 0);
    if (status === 303 || status === 200) return { ...act, began, took: performance.now() - began };
    if (status >= 400 && status < 500) throw new Error(`A message was refused with ${status}.`);
    await pause(200);
  }
}

async function post(url: string, fields: Record<string, string>): Promise<number> {
  const { origin } = new URL(url);
  const headers = { origin, "content-type": "application/x-www-form-urlencoded" };
  const asking = request(url, { method: "POST", agent: false, headers, timeout: 20_000 });
  asking.on("timeout", () => asking.destroy(new Error("no answer")));
  asking.end(new URLSearchParams(fields).toString());
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response.statusCode!;
}

/** An open page's stream, which comes back by itself when it ends, as a browser's does. */
function openPage(front: string, { token }: Client) {
  const page = { isOpen: false, heard: 0, stop: () => {} };
  let isOver = false;
  const listen = () => {
    if (isOver) return;
    const again = () => {
      page.isOpen = false;
      setTimeout(listen, 300);
    };
    const asking = get(`${front}/p/${token}/live`, { agent: false }, (response) => {
      page.isOpen = response.statusCode === 200;
      response.on("data", (chunk: Buffer) => {
        if (/^data:/m.test(chunk.toString())) page.heard += 1;
      });
      response.on("close", again).on("error", () => undefined);
    });
    let isAnswered = false;
    asking.on("response", () => (isAnswered = true));
    asking.on("error", () => isAnswered || again());
    page.stop = () => {
      isOver = true;
      asking.destroy();
    };
  };
  listen();
  return page;
}

type Machine = { child: ChildProcess; start: () => ChildProcess; port?: number };

const isReady = async (port?: number) =>
  !port || (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok === true;

/** Three web and three worker processes behind HAProxy, on a database behind PgBouncer in this mode. */
async function startMachines(
  after: (stop: () => unknown) => void,
  mode: "transaction" | "session",
) {
  const provider = await startResend();
  after(provider.stop);
  const [front, poolerPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${front}`;
  let startPooler!: () => ReturnType<typeof startPgBouncer>;
  let pooler!: Awaited<ReturnType<typeof startPgBouncer>>;
  const stack = await startStack({
    env: {
      APP_URL: address,
      NEXTAUTH_URL: address,
      TRUSTED_PROXIES: "1",
      RESEND_API_KEY: "re_full_of_the_machines",
      RESEND_BASE_URL: provider.url,
      MAIL_FROM: "emails@portal.example.com",
      EMAILS_PER_SECOND: "0",
      LOG_LEVEL: "error",
    },
    before: async (database) => {
      await settleRole(database);
      startPooler = () => startPgBouncer(poolerPort, database, mode);
      pooler = await startPooler();
      const pooled = new URL(database);
      pooled.port = String(poolerPort);
      return { DATABASE_URL: pooled.href, DIRECT_DATABASE_URL: database };
    },
  });
  after(() => pooler.stop());
  after(stack.stop);
  const webs: Machine[] = [];
  for (let n = 0; n < 3; n += 1) {
    const port = n === 0 ? Number(new URL(stack.url).port) : await freePort();
    const start = () => stack.start("dist/web.mjs", { PORT: String(port) });
    webs.push({ child: n === 0 ? stack.web : start(), start, port });
  }
  const workers: Machine[] = [1, 2].map(() => {
    const start = () => stack.start("dist/worker.mjs");
    return { child: start(), start };
  });
  await until(
    async () => (await Promise.all(webs.map(({ port }) => isReady(port)))).every(Boolean),
    () => `Not all got ready:\n${stack.printed()}`,
  );
  await stack.ownOutbox();
  const configuration = webs.reduce(
    (text, { port }, n) => text.replace(`127.0.0.1:${3001 + n}`, `127.0.0.1:${port}`),
    readFileSync("docs/proxy/haproxy.cfg", "utf8").replace("127.0.0.1:8080", `127.0.0.1:${front}`),
  );
  const proxy = await startHaproxy(front, configuration);
  after(proxy.stop);
  const killPooler = async () => {
    await pooler.kill();
    pooler = await startPooler();
  };
  return { stack, provider, address, webs, workers, killPooler };
}

/** Ends one by SIGKILL or SIGTERM, starts it again and waits until it is ready. */
async function restart(machine: Machine, signal: NodeJS.Signals): Promise<void> {
  const gone = once(machine.child, "exit");
  machine.child.kill(signal);
  await gone;
  machine.child = machine.start();
  await until(
    () => isReady(machine.port),
    () => "It did not come back.",
  );
}

const p99 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * 0.99) - 1)]!;

for (const mode of isFull ? (["transaction", "session"] as const) : (["transaction"] as const))
  test(`three of each lose nothing while they are killed, with the pooler in ${mode} mode`, () =>
    withCleanup(async (after) => {
      test.setTimeout((SECONDS + 240) * 1000);
      const { stack, provider, address, webs, workers, killPooler } = await startMachines(
        after,
        mode,
      );
      const clients = await makeClients(stack, PAGES);
      const pages = clients.map((client) => openPage(address, client));
      after(() => pages.forEach((page) => page.stop()));
      const allOpen = () =>
        until(
          () => pages.every(({ isOpen }) => isOpen),
          () => `${pages.filter(({ isOpen }) => !isOpen).length} pages are not open.`,
        );
      await allOpen();
      await planEmails(stack);

      const kills: number[] = [];
      const ends = performance.now() + SECONDS * 1000;
      let isKilling = true;
      const kill = async () => {
        for (let n = 0; performance.now() < ends; n += 1) {
          kills.push(performance.now());
          if (n % 3 === 2) await killPooler();
          else {
            const group = n % 3 === 0 ? webs : workers;
            await restart(group[randomInt(group.length)]!, "SIGKILL");
          }
          await pause(2_000);
        }
        isKilling = false;
      };
      const acts: Act[] = [];
      const send = async () => {
        const sent = Array.from({ length: ACTS }, async (_, n) => {
          await pause((n * SECONDS * 1000) / ACTS);
          acts.push(await act(address, clients[n % PAGES]!, `Act ${n} of these`));
        });
        await Promise.all(sent);
      };
      await Promise.all([kill(), send()]);
      expect(isKilling).toBe(false);

      await test.step("no acknowledged act is lost or there twice", async () => {
        const [count] = await stack.sql<{ messages: number; texts: number }>(
          `SELECT count(*)::int AS "messages", count(DISTINCT "text")::int AS "texts" FROM "Message"
           WHERE "text" LIKE 'Act % of these'`,
        );
        expect(count).toEqual({ messages: ACTS, texts: ACTS });
      });

      await test.step("what no kill was near was answered in time", () => {
        const calm = acts.filter(({ began, took }) =>
          kills.every((at) => began > at + KILL_MS || began + took < at),
        );
        expect(calm.length).toBeGreaterThan(ACTS / 8);
        const slowest = p99(calm.map(({ took }) => took));
        const repeated = acts.filter(({ tries }) => tries > 1).length;
        process.stdout.write(
          `  ${mode}: ${kills.length} kills, ${acts.length} acts of which ${repeated} were sent again; p99 of ` +
            `${calm.length} away from a kill ${Math.round(slowest)} ms\n`,
        );
        expect(slowest).toBeLessThan(SLOWEST_MS);
      });

      await test.step("every email is sent, once, also those of a killed worker", async () => {
        const isSettled = async () => {
          const [row] = await stack.sql<{ n: number }>(
            `SELECT count(*)::int AS n FROM "Email" WHERE "kind" = 'fault' AND "sentAt" IS NULL`,
          );
          return row!.n === 0;
        };
        // A killed worker's lease ends after 40 seconds, and another one takes over.
        await expect.poll(isSettled, { timeout: 60_000 }).toBe(true);
        const subjects = provider.accepted
          .map(({ body }) => body.subject)
          .filter((subject) => /^Email \d+$/.test(subject));
        expect(subjects).toHaveLength(EMAILS);
        expect(new Set(subjects).size).toBe(EMAILS);
        const [late] = await stack.sql<{ seconds: number }>(
          `SELECT max(extract(epoch FROM "sentAt" - "sendAt"))::float8 AS "seconds" FROM "Email" WHERE "kind" = 'fault'`,
        );
        expect(late!.seconds).toBeLessThan(45);
      });

      await test.step("every open page is open again, and hears of the next change", async () => {
        await allOpen();
        const before = pages.map(({ heard }) => heard);
        for (const [n, client] of clients.entries()) await act(address, client, `After ${n}`);
        await until(
          () => pages.every(({ heard }, n) => heard > before[n]!),
          () => `${pages.filter(({ heard }, n) => heard <= before[n]!).length} heard nothing.`,
        );
      });

      await test.step("a restart of one after the other refuses and cuts nothing", async () => {
        let isOver = false;
        const tries: number[] = [];
        const keepSending = async (from: number) => {
          for (let n = from; !isOver; n = (n + 1) % PAGES) {
            tries.push((await act(address, clients[n]!, `Restart ${randomUUID()}`)).tries);
            // As many as a link may send in a minute, spread over all of them.
            await pause(150);
          }
        };
        const sending = Promise.all([0, PAGES / 2].map(keepSending));
        for (const web of webs) {
          await restart(web, "SIGTERM");
          await pause(1_000);
        }
        isOver = true;
        await sending;
        expect(tries.length).toBeGreaterThan(20);
        expect(tries.filter((n) => n > 1)).toEqual([]);
      });
    }));
