import { expect, test } from "@playwright/test";
import { tokenOf } from "@tests/support/links";
import { startStack, until, type Stack } from "@tests/support/stack";

/** What a suspension does to a process: its count of what has passed is an hour behind, on SIGUSR2. */
const SUSPEND = `process.on("SIGUSR2", () => {
  const running = performance.now.bind(performance);
  performance.now = () => running() - 3_600_000;
  process.stdout.write("suspended\\n");
})`;

let stack: Stack;

test.beforeAll(async () => {
  const preload = `--import=data:text/javascript,${encodeURIComponent(SUSPEND)}`;
  stack = await startStack({ demo: true, env: { NODE_OPTIONS: preload } });
});
test.afterAll(() => stack.stop());

test("what is written after the machine slept has the right time", async ({ request }) => {
  const ines = await tokenOf(stack, "Ines Duarte");
  const [project] = await stack.sql<{ id: string }>(
    `SELECT "id" FROM "Project" WHERE "title" = 'The lighthouse map'`,
  );
  const write = async (text: string, n: number) => {
    const form = { text, formKey: `01a1ffe0-0000-7000-8000-00000000020${n}` };
    await request.post(`${stack.url}/p/${ines}/${project!.id}`, {
      headers: { origin: stack.url },
      form,
      maxRedirects: 0,
    });
    const [line] = await stack.sql<{ late: number }>(
      `SELECT extract(epoch FROM now() - "writtenAt")::float8 AS "late" FROM "Message"
       WHERE "text" = $1`,
      [text],
    );
    return line!.late;
  };
  // The control: before it the clock is right as well.
  expect(await write("Before", 1)).toBeLessThan(10);
  stack.web.kill("SIGUSR2");
  await until(
    () => stack.printed().includes("suspended"),
    () => "The process was not suspended.",
  );
  const late = await write("After", 2);
  expect(Math.abs(late)).toBeLessThan(10);
});
