import { globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { seal } from "@/lib/tokens";
import { withCleanup } from "@tests/support/cleanup";
import { startResend } from "@tests/support/resend";
import { startStack, until, type Stack } from "@tests/support/stack";

/** `npm run test:scale` tries each clock; beside other journeys the one that jumps has to do, which is both in turn. */
const isFull = process.env.SCALE === "full";
const EMAILS = isFull ? 20 : 8;
const MINUTES_OFF = 10;

/** The environment of a process whose clock is what a file says: `write` sets it, also while the process runs. */
function anotherClock(folder: string) {
  const program = process.env.FAKETIME_PATH;
  if (!program) throw new Error("FAKETIME_PATH is missing: run the journeys through npm test.");
  const [library] = globSync("lib/*/faketime/libfaketime.so.1", {
    cwd: resolve(dirname(program), ".."),
  });
  const file = join(folder, "clock");
  const write = (offset: string) => {
    writeFileSync(`${file}.new`, `${offset}\n`);
    renameSync(`${file}.new`, file);
  };
  return {
    write,
    env: {
      LD_PRELOAD: resolve(dirname(program), "..", library!),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      // What has passed goes on as it does where a clock is set.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  };
}

/** Emails that fall due a second apart, the first in three seconds. */
async function planEmails(stack: Stack): Promise<void> {
  const words = { greeting: "Dear Ines,", paragraphs: ["One."], closing: "Best,", signature: "M" };
  await stack.sql(
    `WITH me AS (INSERT INTO "User" ("id", "email") VALUES (gen_random_uuid(), 'mira@example.com') RETURNING "id"),
      studio AS (INSERT INTO "Studio" ("freelancerId", "freelancerName", "name", "zone", "replyTo", "hours")
        SELECT "id", 'Mira Holm', 'Studio Holm', 'Europe/Copenhagen', 'mira@example.com', '{}' FROM me
        RETURNING "freelancerId")
     INSERT INTO "Email" ("id", "freelancerId", "kind", "dedupeKey", "fromName", "toName", "toAddress", "subject",
      "wordsCipher", "sendAt")
     SELECT gen_random_uuid(), "freelancerId", 'fault', 'clock:' || n, 'Mira Holm', 'Ines', 'ines@example.com',
       'Email ' || n, decode($1, 'hex'), now() + (2 + n) * interval '1 second'
     FROM studio, generate_series(1, $2::int) n`,
    [Buffer.from(seal("email", JSON.stringify(words))).toString("hex"), EMAILS],
  );
  await stack.tellWorkers();
}

const CLOCKS: [name: string, minutes: number[]][] = [
  ["jumping while it works", [0, MINUTES_OFF, -MINUTES_OFF]],
  ["ten minutes ahead", [MINUTES_OFF]],
  ["ten minutes behind", [-MINUTES_OFF]],
];

for (const [name, clock] of isFull ? CLOCKS : CLOCKS.slice(0, 1))
  test(`every due email is sent in time, none before and none twice, by a worker whose clock is ${name}`, () =>
    withCleanup(async (after) => {
      const folder = mkdtempSync(join(tmpdir(), "uptomark-clock-"));
      after(() => rmSync(folder, { recursive: true }));
      const other = anotherClock(folder);
      const set = (turn: number) => {
        const minutes = clock[turn % clock.length]!;
        other.write(`${minutes < 0 ? "" : "+"}${minutes}m`);
      };
      set(0);
      const provider = await startResend();
      after(provider.stop);
      const stack = await startStack({
        env: {
          RESEND_API_KEY: "re_full_of_the_clock",
          RESEND_BASE_URL: provider.url,
          MAIL_FROM: "emails@portal.example.com",
          EMAILS_PER_SECOND: "0",
          LOG_LEVEL: "info",
        },
        workerEnv: other.env,
      });
      after(stack.stop);
      await stack.ownOutbox();
      await until(
        () => stack.printed().includes("worker is at work"),
        () => `The worker did not begin:\n${stack.printed()}`,
      );
      // The control: the worker's clock is what was asked for, which its own log shows.
      const said = stack
        .printed()
        .split("\n")
        .find((line) => line.includes("worker is at work"))!;
      const off = (Date.parse((JSON.parse(said) as { time: string }).time) - Date.now()) / 60_000;
      expect(Math.abs(off - clock[0]!)).toBeLessThan(1);

      await planEmails(stack);
      let turn = 0;
      const jumping = setInterval(() => set((turn += 1)), 2_000);
      after(() => clearInterval(jumping));
      await until(
        () => provider.accepted.length >= EMAILS,
        () => `${provider.accepted.length} of ${EMAILS} were sent.\n${stack.printed()}`,
      );
      const due = await stack.sql<{ subject: string; ms: number }>(
        `SELECT "subject", (extract(epoch FROM "sendAt") * 1000)::float8 AS "ms" FROM "Email"`,
      );
      const late = due.map(({ subject, ms }) => {
        const sent = provider.accepted.filter(({ body }) => body.subject === subject);
        expect(sent, subject).toHaveLength(1);
        return (sent[0]!.at - ms) / 1000;
      });
      process.stdout.write(
        `  ${name}: ${late.length} emails, from ${Math.min(...late).toFixed(2)} to ${Math.max(...late).toFixed(2)} s ` +
          "after their time\n",
      );
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...late)).toBeLessThan(5);
    }));
