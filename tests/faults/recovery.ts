import { startStudio } from "./completions";
import { deliverAll, dropDatabase, openDatabase, type Database, type Lab, type Row } from "./lab";
import type { StudioOrder } from "./studio";

/** What is there of one bad answer: each of them one, or none of them. */
const ANSWERED = `SELECT
  (SELECT count(*) FROM "Answer")::int AS answers,
  (SELECT count(*) FROM "Case")::int AS cases,
  (SELECT count(*) FROM "Complaint")::int AS complaints,
  (SELECT count(*) FROM "Client" WHERE "caseOpenedAt" IS NOT NULL)::int AS muted,
  (SELECT count(*) FROM "Email" WHERE "kind" = 'answer.received')::int AS emails`;
/** What is there of one apology that is held: its email and its remedy. */
const APOLOGIZED = `SELECT
  (SELECT count(*) FROM "Email" WHERE "kind" = 'case.apologized')::int AS emails,
  (SELECT count(*) FROM "Remedy")::int AS remedies`;
/** What is there of one that was sent. */
const PROMISED = `SELECT
  (SELECT count(*) FROM "Case" WHERE "apologizedAt" IS NOT NULL)::int AS apologized,
  (SELECT count(*) FROM "Remedy" WHERE "promisedAt" IS NOT NULL)::int AS promised,
  (SELECT count(*) FROM "Message")::int AS lines`;

type Step = { name: string; left: string; order: (token: string) => StudioOrder };

const STEPS: Step[] = [
  { name: "a bad answer", left: ANSWERED, order: (token) => ({ do: "answer", token }) },
  { name: "sending the apology", left: APOLOGIZED, order: () => ({ do: "apologize" }) },
  {
    name: "settling the apology",
    left: PROMISED,
    order: () => ({ do: "settle apologies" }),
  },
];

/**
 * SIGKILL at each statement between a bad answer and a promised remedy, or at each of a few in the small size: all of
 * it is there or nothing, and done again it is there once.
 */
export async function recoveryRows(lab: Lab): Promise<Row[]> {
  const rows: Row[] = [];
  for (const step of STEPS) rows.push(await killAtEach(lab, step));
  return rows;
}

async function killAtEach(lab: Lab, step: Step): Promise<Row> {
  const before = await prepare(lab, step);
  const control = await openDatabase(lab, before.name);
  const statements = await carryOut(lab, control, before.order);
  const whole = await left(control, step);
  await control.close();

  const every = lab.isFull ? 1 : Math.ceil(statements / 4);
  let [killed, half, lost, duplicated] = [0, 0, 0, 0];
  for (let dieAt = 1; dieAt <= statements; dieAt += every) {
    const database = await openDatabase(lab, before.name);
    const studio = startStudio(lab, database);
    killed += Number(await studio.dies({ ...before.order, dieAt } as StudioOrder));
    await studio.end();
    if (new Set(await left(database, step)).size > 1) half += 1;
    await carryOut(lab, database, before.order, before.order);
    const after = await left(database, step);
    lost += after.filter((count) => count < 1).length;
    duplicated += after.filter((count) => count > 1).length;
    await database.close();
  }
  await before.close();
  const tries = Math.ceil(statements / every);
  return {
    fault: `SIGKILL while ${step.name}`,
    tried: `at ${tries} of ${statements} statements, ${killed} killed, ${half} left half done`,
    lost,
    duplicated,
    control: `no kill: ${whole.join(", ")}`,
    holds: half + lost + duplicated === 0 && killed === tries && whole.every((n) => n === 1),
  };
}

/** A database in which everything before a step was done, to be cloned. */
async function prepare(lab: Lab, step: Step) {
  const database = await openDatabase(lab);
  const studio = startStudio(lab, database);
  const { done } = await studio.do({ do: "ask", clients: 1 });
  const order = (at: Step) => at.order(done[0]!);
  for (const earlier of STEPS.slice(0, STEPS.indexOf(step))) await studio.do(order(earlier));
  await studio.end();
  if (step.left === PROMISED) await deliverAll(lab, database);
  await database.release();
  return { name: database.name, order: order(step), close: () => dropDatabase(lab, database.name) };
}

/** Carries orders out in one process. Returns how many statements the first took. */
async function carryOut(lab: Lab, database: Database, ...orders: StudioOrder[]): Promise<number> {
  const studio = startStudio(lab, database);
  const counts: number[] = [];
  for (const order of orders)
    counts.push(
      await studio.do(order).then(
        ({ statements }) => statements ?? 0,
        (error: Error) => {
          // What is there already says so.
          if (/already/.test(error.message)) return 0;
          throw error;
        },
      ),
    );
  await studio.end();
  return counts[0]!;
}

const left = async (database: Database, step: Step) =>
  Object.values((await database.sql<Record<string, number>>(step.left))[0]!);
