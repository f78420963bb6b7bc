import { once } from "node:events";
import {
  age,
  audit,
  deliverAll,
  countWaiting,
  openDatabase,
  openQueue,
  putEmails,
  startDelivery,
  startWorker,
  until,
  type Worker,
  type Database,
  type Lab,
  type Row,
} from "./lab";

/** A worker stopped past its lease: the second one sends, and the first, let go on, changes nothing. */
export async function stoppedRow(lab: Lab): Promise<Row> {
  const tries = lab.isFull ? 10 : 2;
  let [changed, lost, duplicated] = [0, 0, 0];
  for (let n = 0; n < tries; n += 1) {
    const one = await stopPastLease(lab, true);
    changed += one.changed;
    lost += one.lost;
    duplicated += one.duplicated;
  }
  const control = await stopPastLease(lab, false);
  return {
    fault: "SIGSTOP past the lease, then SIGCONT",
    tried: `${tries} times, its late mark changed ${changed} rows`,
    lost,
    duplicated,
    control: `its lease not over: its mark changed ${control.changed} row`,
    holds: changed + lost + duplicated === 0 && control.changed === 1,
  };
}

async function stopPastLease(lab: Lab, isOver: boolean) {
  const database = await openDatabase(lab);
  lab.provider.reset();
  const ids = await putEmails(database, 1);
  const [first, second] = [startDelivery(lab, database), startDelivery(lab, database)];
  const { promise: goOn, resolve: letGoOn } = Promise.withResolvers<void>();
  const { promise: isStopped, resolve: stop } = Promise.withResolvers<void>();
  lab.provider.state.accepted = async () => {
    lab.provider.state.accepted = async () => {};
    process.kill(first.child.pid!, "SIGSTOP");
    stop();
    await goOn;
  };
  const late = first.do({ do: "carry" });
  await isStopped;
  if (isOver) {
    await age(database);
    // While the first request is in hand the provider answers 409: its answer goes out to the stopped one first.
    letGoOn();
    await second.do({ do: "carry" });
    await deliverAll(lab, database);
  } else letGoOn();
  const version = async () =>
    (await database.sql<{ xmin: string }>(`SELECT xmin::text FROM "Email"`))[0]!.xmin;
  const before = await version();
  process.kill(first.child.pid!, "SIGCONT");
  await late;
  const changed = Number((await version()) !== before);
  await Promise.all([first.end(), second.end()]);
  const result = await audit(lab, database, ids);
  await database.close();
  return { ...result, changed };
}

/**
 * A worker stopped between fixing an email and handing it over, for longer than its lease: another one sends
 * it, and the first, let go on, does not; at a provider that knows no keys too. The control's lease is longer
 * than its stop, and ended by hand, so that it takes the email for its own.
 */
export async function pausedRow(lab: Lab): Promise<Row> {
  const tries = lab.isFull ? 10 : 2;
  let [lost, duplicated] = [0, 0];
  for (let n = 0; n < tries; n += 1) {
    const one = await pausePastLease(lab, 1);
    lost += one.lost;
    duplicated += one.duplicated;
  }
  const control = await pausePastLease(lab, 60);
  return {
    fault: "SIGSTOP before the hand-over, past the lease",
    tried: `${tries} times, at a provider without keys`,
    lost,
    duplicated,
    control: `its lease ended behind its back: ${control.duplicated} duplicated`,
    holds: lost + duplicated === 0 && control.duplicated === 1,
  };
}

async function pausePastLease(lab: Lab, leaseSeconds: number) {
  const database = await openDatabase(lab);
  lab.provider.reset();
  lab.provider.state.knowsKeys = false;
  const ids = await putEmails(database, 1);
  const env = { EMAIL_LEASE_SECONDS: String(leaseSeconds) };
  const [first, second] = [startDelivery(lab, database, { env }), startDelivery(lab, database)];
  const late = first.do({ do: "carry", stopAt: "frozen" });
  const isFrozen = `SELECT 1 FROM "Email" WHERE "frozenAt" IS NOT NULL`;
  await until(async () => (await database.sql(isFrozen)).length > 0, "the email is frozen");
  if (leaseSeconds > 1) await age(database);
  const isFree = `SELECT 1 FROM "Email" WHERE "leasedUntil" <= now()`;
  await until(async () => (await database.sql(isFree)).length > 0, "its lease is over");
  await second.do({ do: "carry" });
  process.kill(first.child.pid!, "SIGCONT");
  await late;
  await Promise.all([first.end(), second.end()]);
  const result = await audit(lab, database, ids);
  await database.close();
  return result;
}

/** Few enough that two workers have room for each other's. */
const FEW = 20;

/** Two workers, then five, on one outbox: no email is claimed twice. */
export async function manyRows(lab: Lab): Promise<Row[]> {
  const emails = lab.isFull ? 10_000 : 300;
  const database = await openDatabase(lab);
  const workers = Array.from({ length: 5 }, () => startDelivery(lab, database));
  const control = await deliverTogether(lab, database, workers.slice(0, 2), FEW, true);
  const rows: Row[] = [];
  for (const count of [2, 5]) {
    const { claims, lost, duplicated } = await deliverTogether(
      lab,
      database,
      workers.slice(0, count),
      emails,
      false,
    );
    rows.push({
      fault: `${count} workers at once`,
      tried: `${emails} emails, ${claims - emails} claimed twice`,
      lost,
      duplicated,
      control: `with leases that end at once: ${control.claims - FEW} of ${FEW} claimed twice`,
      holds: claims === emails && lost + duplicated === 0 && control.claims > FEW,
    });
  }
  await Promise.all(workers.map((worker) => worker.end()));
  await database.close();
  return rows;
}

async function deliverTogether(
  lab: Lab,
  database: Database,
  workers: Worker[],
  emails: number,
  withoutLeases: boolean,
) {
  lab.provider.reset();
  const ids = await putEmails(database, emails);
  // The control: while the first are under way, every lease ends, and they wait until one of them is claimed again.
  if (withoutLeases)
    lab.provider.state.arrived = async () => {
      await database.sql(
        `UPDATE "Email" SET "leasedUntil" = now() - interval '1 second' WHERE "leasedUntil" > now()`,
      );
      await until(
        async () => (await database.sql(`SELECT 1 FROM "Email" WHERE "attempts" > 1`)).length > 0,
        "an email is claimed twice",
      );
      lab.provider.state.arrived = async () => {};
    };
  await Promise.all(workers.map((worker) => worker.do({ do: "carry" })));
  await deliverAll(lab, database, workers[0]);
  const [row] = await database.sql<{ claims: number }>(
    `SELECT sum("attempts")::int AS claims FROM "Email" WHERE "id" = ANY($1::uuid[])`,
    [ids],
  );
  return { ...(await audit(lab, database, ids)), claims: row!.claims };
}

/** SIGTERM while the provider hangs: no new lease, an end within 25 seconds, nothing lost. */
export async function termRow(lab: Lab): Promise<Row> {
  const database = await openDatabase(lab);
  lab.provider.reset();
  lab.provider.state.fail = "hang";
  const ids = await putEmails(database, 40);
  const worker = startWorker(lab, database);
  const queue = await openQueue(database);
  await queue.knock();
  await until(() => lab.provider.state.requests.length >= 16, "sixteen emails are under way", 90);
  const asked = lab.provider.state.requests.length;
  const from = performance.now();
  worker.kill("SIGTERM");
  const [code] = (await once(worker, "exit")) as [number | null];
  await queue.close();
  const seconds = (performance.now() - from) / 1000;
  const more = lab.provider.state.requests.length - asked;
  const [row] = await database.sql<{ leased: number }>(
    `SELECT count(*)::int AS leased FROM "Email" WHERE "leasedUntil" > now() AND "frozenAt" IS NULL`,
  );
  lab.provider.state.fail = null;
  await deliverAll(lab, database);
  const { lost, duplicated } = await audit(lab, database, ids);
  const waiting = await countWaiting(database);
  await database.close();
  return {
    fault: "SIGTERM while the provider hangs",
    tried: `40 emails, gone after ${seconds.toFixed(1)} s, ${more} more handed over`,
    lost,
    duplicated,
    control: `another worker takes all ${ids.length}: ${waiting} left`,
    holds:
      code === 0 &&
      seconds <= 25 &&
      more === 0 &&
      row!.leased === 0 &&
      lost + duplicated + waiting === 0,
  };
}
