import { startStudio } from "./completions";
import { age, deliverAll, openDatabase, type Database, type Lab, type Row } from "./lab";
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
  const control = await before(lab, step);
  const { statements = 0 } = await control.go();
  const whole = await control.left();
  await control.close();

  const every = lab.isFull ? 1 : Math.ceil(statements / 4);
  let [killed, half, lost, duplicated] = [0, 0, 0, 0];
  for (let dieAt = 1; dieAt <= statements; dieAt += every) {
    const one = await before(lab, step);
    killed += Number(await one.goAndDie(dieAt));
    if (new Set(await one.left()).size > 1) half += 1;
    await one.go();
    await one.go();
    const left = await one.left();
    lost += left.filter((count) => count < 1).length;
    duplicated += left.filter((count) => count > 1).length;
    await one.close();
  }
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

/** A database in which everything before a step was done. */
async function before(lab: Lab, step: Step) {
  const database = await openDatabase(lab);
  const studio = startStudio(lab, database);
  const { done } = await studio.do({ do: "ask", clients: 1 });
  const order = (at: Step) => at.order(done[0]!);
  for (const earlier of STEPS.slice(0, STEPS.indexOf(step))) await studio.do(order(earlier));
  if (step.left === PROMISED) await deliverApology(lab, database);
  await studio.end();
  return {
    go: async () => {
      const one = startStudio(lab, database);
      const told = await one.do(order(step)).catch((error: Error) => {
        // It was there already, and says so.
        if (/already/.test(error.message)) return { statements: 0 };
        throw error;
      });
      await one.end();
      return told;
    },
    goAndDie: async (dieAt: number) => {
      const one = startStudio(lab, database);
      const isDead = await one.dies({ ...order(step), dieAt } as StudioOrder);
      await one.end();
      return isDead;
    },
    left: async () => Object.values((await database.sql<Record<string, number>>(step.left))[0]!),
    close: () => database.close(),
  };
}

async function deliverApology(lab: Lab, database: Database): Promise<void> {
  await age(database);
  await deliverAll(lab, database);
}
