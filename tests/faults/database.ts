import {
  age,
  audit,
  deliverAll,
  openDatabase,
  openQueue,
  putEmails,
  startDelivery,
  startWorker,
  until,
  type Lab,
  type Row,
} from "./lab";

/** The server the outbox lies on, as it can be stopped hard and started again. */
export type Server = { stopHard: () => Promise<void>; start: () => Promise<void> };

/**
 * PostgreSQL stopped hard again and again while one worker sends: nothing lost, nothing twice, and
 * it is the same worker at the end.
 */
export async function databaseRow(lab: Lab, server: Server): Promise<Row> {
  const [emails, stops] = lab.isFull ? [1000, 50] : [40, 2];
  const database = await openDatabase(lab);
  lab.provider.reset();
  const ids: string[] = [];
  const worker = startWorker(lab, database);
  const queue = await openQueue(database);
  for (let n = 0; n < stops; n += 1) {
    const asked = lab.provider.state.requests.length;
    ids.push(...(await putEmails(database, emails / stops)));
    await queue.knock();
    await until(() => lab.provider.state.requests.length > asked, "the worker sends again", 120);
    await server.stopHard();
    await server.start();
    await until(
      () =>
        age(database).then(
          () => true,
          () => false,
        ),
      "the database answers",
    );
  }
  await until(
    async () => {
      await age(database);
      await queue.knock();
      return (
        (
          await database.sql<{ n: number }>(
            `SELECT count(*)::int AS n FROM "Email" WHERE "settledAt" IS NULL`,
          )
        )[0]!.n === 0
      );
    },
    "everything is sent",
    240,
  );
  const isSame = worker.exitCode === null && worker.signalCode === null;
  worker.kill("SIGTERM");
  const { lost, duplicated } = await audit(lab, database, ids);
  await new Promise((gone) => worker.once("exit", gone));
  await queue.close();
  const again = lab.provider.state.requests.length - ids.length;
  await database.close();
  return {
    fault: "PostgreSQL stopped hard",
    tried: `${stops} times during ${emails} sends, ${isSame ? "the same worker throughout" : "the worker died"}`,
    lost,
    duplicated,
    control: `${again} asked for again: without keys as many twice`,
    // The control: without a stop each is asked for once.
    holds: isSame && lost + duplicated === 0 && again > 0,
  };
}

/** A snapshot 48 hours old, restored beside or over the original: nothing is sent until a person lets it. */
export const restoredRow = (lab: Lab) => restored(lab, "restored snapshot, 48 hours old", false);

/** The same of one that an older version made before it had written down which database it is in. */
export const youngRow = (lab: Lab) => restored(lab, "restored snapshot of a young install", true);

async function restored(lab: Lab, fault: string, isYoung: boolean): Promise<Row> {
  const emails = lab.isFull ? 200 : 20;
  const original = await openDatabase(lab);
  lab.provider.reset();
  const before = await putEmails(original, 1);
  await deliverAll(lab, original);
  await putEmails(original, emails, { dueAgo: "48 hours" });
  if (isYoung) await original.sql(`DELETE FROM "Outbox"`);
  await original.release();
  const copy = await openDatabase(lab, original.name);
  const worker = startDelivery(lab, copy);
  const sent = () => lab.provider.state.deliveries.length - before.length;
  await worker.do({ do: "carry" });
  const quarantined = sent();
  // The control: the same snapshot, taken for the database it was.
  await copy.sql(`UPDATE "Outbox" SET "quarantinedAt" = NULL`);
  await worker.do({ do: "carry" });
  await worker.end();
  const control = sent();
  await copy.close();
  return {
    fault,
    tried: `${emails} emails due in it, ${quarantined} sent`,
    lost: 0,
    duplicated: quarantined,
    control: `its outbox not closed: ${control} sent`,
    holds: quarantined === 0 && control === emails,
  };
}
