import {
  age,
  audit,
  deliverAll,
  openDatabase,
  putEmails,
  startDelivery,
  until,
  type Worker,
  type Database,
  type Lab,
  type Row,
} from "./lab";
import type { Failure } from "./provider";

const FAILURES: Failure[] = [
  "reset",
  "hang",
  "accepted, then reset",
  "empty 200",
  "HTML 502",
  401,
  403,
  409,
  422,
  429,
  500,
];
/** Those that no waiting fixes: a person decides. */
const PERMANENT = new Set<Failure>([422]);

/**
 * Every way the provider can fail: nothing is marked sent that was not, what is permanent is not
 * tried again, a hang ends.
 */
export async function answerRows(lab: Lab): Promise<Row[]> {
  const most = lab.isFull ? 50 : 3;
  const database = await openDatabase(lab);
  const worker = startDelivery(lab, database);
  const control = await markedSent(lab, database, worker, null, most);
  const rows: Row[] = [];
  for (const failure of FAILURES) {
    // No more than are under way at once: of more, the first would be tried again before the last has been.
    const emails = failure === "hang" ? Math.min(most, 16) : most;
    const { marked, again, seconds, lost, duplicated } = await markedSent(
      lab,
      database,
      worker,
      failure,
      emails,
    );
    const isPermanent = PERMANENT.has(failure);
    const inTime = seconds < 12;
    rows.push({
      fault: `answer: ${failure}`,
      tried:
        `${emails} emails, marked sent ${marked}, ` +
        `${isPermanent ? `tried again ${again}` : `first attempts over in ${seconds.toFixed(1)} s`}`,
      lost: isPermanent ? 0 : lost,
      duplicated,
      control: `no failure: marked sent ${control.marked}`,
      holds:
        marked === 0 &&
        control.marked === most &&
        inTime &&
        duplicated === 0 &&
        (isPermanent ? again === 0 : lost === 0),
    });
  }
  await worker.end();
  await database.close();
  return rows;
}

async function markedSent(
  lab: Lab,
  database: Database,
  worker: Worker,
  failure: Failure | null,
  emails: number,
) {
  lab.provider.reset();
  lab.provider.state.fail = failure;
  const ids = await putEmails(database, emails);
  const first = performance.now();
  const look = worker.do({ do: "carry" });
  // An account that was too fast rests for a second, and the look goes on: it ends when the failure does.
  await (failure === 429
    ? until(() => lab.provider.state.requests.length > emails, "it was tried again")
    : look);
  const seconds = (performance.now() - first) / 1000;
  const marked = (
    await database.sql<{ n: number }>(
      `SELECT count("sentAt")::int AS n FROM "Email" WHERE "id" = ANY($1::uuid[])`,
      [ids],
    )
  )[0]!.n;
  const before = lab.provider.state.requests.length;
  if (failure !== 422) lab.provider.state.fail = null;
  await age(database);
  await look;
  await worker.do({ do: "carry" });
  const again = lab.provider.state.requests.length - before;
  if (failure !== 422) await deliverAll(lab, database, worker);
  const result = await audit(lab, database, ids);
  return { ...result, marked, again, seconds };
}
