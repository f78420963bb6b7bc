// npm run test:faults: what can go wrong around an email, each with its control, as one table.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerRows } from "./answers";
import { startStudio, thrownRow, twentyTimesRow } from "./completions";
import { databaseRow, restoredRow, youngRow } from "./database";
import { killRows } from "./kills";
import { endStarted, type Lab, type Row } from "./lab";
import { manyRows, pausedRow, stoppedRow, termRow } from "./processes";
import { startProvider } from "./provider";
import { recoveryRows } from "./recovery";
import { scannerRow } from "./scanners";
import { smtpAnswerRows, smtpDatabaseRow, smtpThroughputRow } from "./smtp";
import { smtpAloneRow, smtpKillRows } from "./smtp-kills";
import { fairRow, lateRow, limiterRow, throughputRow } from "./rules";

type Server = {
  url: (database: string) => string;
  port: number;
  process: { kill: (signal: NodeJS.Signals) => void };
  exited: Promise<unknown>;
  stop: () => Promise<void>;
};
type Work = (lab: Lab) => Promise<Row | Row[]>;
export type Bench = {
  root: string;
  isFull: boolean;
  server: Server;
  startAgain: () => Promise<Server>;
  say: (line: string) => void;
  /** How the names of the rows begin that are run; all of them where it is left out. */
  only?: string;
};

/**
 * Runs every row on a server that has the migrated database `uptomark_base`. Returns the rows; the
 * full size is written down.
 */
export async function runFaults({
  root,
  isFull,
  server,
  startAgain,
  say,
  only,
}: Bench): Promise<Row[]> {
  // Emails are sealed here, as the product seals them.
  Object.assign(process.env, {
    APP_SECRET: "a secret for the faults alone, of no worth",
    APP_URL: "https://portal.example.com",
    DATABASE_URL: server.url("uptomark_base"),
  });
  let running = server;
  const provider = await startProvider();
  const lab: Lab = { server: server.url("postgres"), provider, isFull, root };
  const hard = {
    stopHard: async () => {
      running.process.kill("SIGKILL");
      await running.exited;
    },
    start: async () => {
      running = await startAgain();
    },
  };
  const inTurn = async (at: Lab, work: Work[]): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const measure of work.filter((one) => !only || one.name.startsWith(only))) {
      const from = performance.now();
      const measured = [await measure(at)].flat();
      rows.push(...measured);
      for (const row of measured)
        say(
          `  ${row.holds ? "✓" : "✗"} ${row.fault}: ${row.tried}; lost ${row.lost}, duplicated ` +
            `${row.duplicated}; control: ${row.control}`,
        );
      say(`    ${measure.name}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
    }
    return rows;
  };
  // Those that mostly wait run beside those that mostly work, each lane with a provider of its own;
  // what is timed or shakes the server runs alone.
  const second: Lab = { ...lab, provider: await startProvider() };
  const prepare = async () => {
    const studio = startStudio(lab, { url: server.url("uptomark_base") });
    await studio.do({ do: "prepare" });
    await studio.end();
  };
  const shaken = {
    databaseRow: (at: Lab) => databaseRow(at, hard),
    smtpDatabaseRow: (at: Lab) => smtpDatabaseRow(at, hard),
  };
  let rows: Row[];
  try {
    await prepare();
    const lanes = await Promise.all([
      inTurn(lab, [killRows, manyRows, restoredRow, youngRow, lateRow, scannerRow]),
      inTurn(second, [
        answerRows,
        termRow,
        limiterRow,
        stoppedRow,
        pausedRow,
        twentyTimesRow,
        thrownRow,
        fairRow,
        recoveryRows,
        smtpKillRows,
        smtpAloneRow,
        smtpAnswerRows,
      ]),
    ]);
    rows = [
      ...lanes.flat(),
      ...(await inTurn(lab, [
        throughputRow,
        smtpThroughputRow,
        shaken.databaseRow,
        shaken.smtpDatabaseRow,
      ])),
    ];
  } finally {
    await endStarted();
    await Promise.all([provider.stop(), second.provider.stop()]);
    await running.stop();
  }
  if (rows.length === 0) throw new Error(`There is no row whose name begins with ${only}.`);
  if (isFull) keep(join(root, "bench/results"), rows, only !== undefined);
  return rows;
}

/** Writes the table down. Rows measured by themselves take the place of the same ones in it. */
function keep(folder: string, rows: Row[], isPart: boolean): void {
  const file = join(folder, "faults.json");
  const existing =
    isPart && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Row[]) : [];
  const again = new Map(rows.map((row) => [row.fault, row]));
  const whole = isPart
    ? [
        ...existing.map((row) => again.get(row.fault) ?? row),
        ...rows.filter((row) => !existing.some((one) => one.fault === row.fault)),
      ]
    : rows;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
}
