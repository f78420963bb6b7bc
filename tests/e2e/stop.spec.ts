import { once } from "node:events";
import { request as openRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { Client } from "pg";
import { expect, test } from "@playwright/test";
import { withCleanup } from "@tests/support/cleanup";
import { tokenOf } from "@tests/support/links";
import { startStack, until, type Stack } from "@tests/support/stack";

/** As many as one link may send in a minute. */
const MESSAGES = 10;
const BOUNDARY = "part-of-a-form";

/** What was answered, or the error's code where the connection was cut. */
const outcome = async (asking: ClientRequest): Promise<number | string> => {
  try {
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    response.resume();
    await once(response, "end");
    return response.statusCode!;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "cut";
  }
};

/** An open page's stream, ten messages that wait for a locked table, and a file of which half has come. */
async function busyStack(after: (stop: () => unknown) => void) {
  const stack = await startStack({ demo: true });
  after(stack.stop);
  const token = await tokenOf(stack, "Ines Duarte");
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  const page = `${stack.url}/p/${token}/${project!.id}`;
  const stream = openRequest(`${stack.url}/p/${token}/live`, { agent: false }).end();
  const [events] = (await once(stream, "response")) as [IncomingMessage];
  const streamed = { said: "", ended: false };
  events.on("data", (chunk) => (streamed.said += String(chunk)));
  events.on("end", () => (streamed.ended = true)).on("error", () => undefined);
  const lock = new Client({ connectionString: stack.database });
  await lock.connect();
  after(() => lock.end());
  await lock.query(`BEGIN; LOCK TABLE "Message" IN ACCESS EXCLUSIVE MODE`);

  const post = (url: string, type: string) =>
    openRequest(url, {
      method: "POST",
      agent: false,
      headers: { origin: stack.url, "content-type": type, "transfer-encoding": "chunked" },
    });
  const messages = Array.from({ length: MESSAGES }, (_, n) => {
    const formKey = `01a1ffe0-0000-7000-8000-0000000000${String(n).padStart(2, "0")}`;
    const asking = post(page, "application/x-www-form-urlencoded");
    asking.end(new URLSearchParams({ text: `In flight ${n}`, formKey }).toString());
    return outcome(asking);
  });
  const file = post(`${page}/files`, `multipart/form-data; boundary=${BOUNDARY}`);
  file.write(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nHalf`,
  );
  await untilWaiting(stack);
  return { stack, lock, messages, file, sentFile: outcome(file), streamed };
}

/** Until as many statements as there are connections wait for the table. */
const untilWaiting = (stack: Stack) =>
  until(
    async () => {
      const [row] = await stack.sql<{ n: string }>(
        `SELECT count(*) AS n FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return Number(row!.n) >= 5;
    },
    () => "No request waits for the table.",
  );

const written = async (stack: Stack) => {
  const [row] = await stack.sql<{ n: string }>(
    `SELECT count(*) AS n FROM "Message" WHERE "text" LIKE 'In flight %'`,
  );
  return Number(row!.n);
};

test("a stop finishes what is in flight", () =>
  withCleanup(async (after) => {
    const { stack, lock, messages, file, sentFile, streamed } = await busyStack(after);
    const from = Date.now();
    const exited = once(stack.web, "exit");
    stack.web.kill("SIGTERM");
    // It says so while it still answers.
    await until(
      async () => (await fetch(`${stack.url}/readyz`)).status === 503,
      () => "/readyz did not say that the server stops",
    );
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
    // Open pages are told to come back, and then no new connection is taken.
    await until(
      () => streamed.ended,
      () => "the stream did not end",
    );
    expect(streamed.said).toMatch(/retry: [2-4]\d{3}\n/);
    await until(
      () =>
        fetch(`${stack.url}/healthz`).then(
          () => false,
          () => true,
        ),
      () => "new connections are still taken",
    );
    await lock.query("COMMIT");
    file.end(` and half.\r\n--${BOUNDARY}--\r\n`);
    expect(await Promise.all(messages)).toEqual(Array(MESSAGES).fill(303));
    expect(await sentFile).toBe(303);
    expect(await exited).toEqual([0, null]);
    expect(Date.now() - from).toBeLessThan(25_000);
    expect(await written(stack)).toBe(MESSAGES);
  }));

test("the control: a kill cuts all of it", () =>
  withCleanup(async (after) => {
    const { stack, messages, sentFile } = await busyStack(after);
    const exited = once(stack.web, "exit");
    stack.web.kill("SIGKILL");
    expect(await exited).toEqual([null, "SIGKILL"]);
    const outcomes = await Promise.all([...messages, sentFile]);
    expect(outcomes.filter((one) => typeof one === "number")).toEqual([]);
  }));
