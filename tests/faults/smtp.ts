import { startSmtp, type Turn } from "@tests/support/smtp";
import type { Server } from "./database";
import {
  age,
  countWaiting,
  openDatabase,
  openQueue,
  putEmails,
  startDelivery,
  startWorker,
  until,
  type Database,
  type Lab,
  type More,
  type Row,
} from "./lab";

export type Smtp = Awaited<ReturnType<typeof startSmtp>>;

/** An install whose emails go by this mail server instead of the provider. */
export const by = ({ port }: Smtp): More => ({
  env: { RESEND_API_KEY: "", SMTP_HOST: "127.0.0.1", SMTP_PORT: `${port}`, SMTP_TLS: "none" },
});

export async function deliverAll(lab: Lab, database: Database, smtp: Smtp): Promise<void> {
  const worker = startDelivery(lab, database, by(smtp));
  for (let looks = 0; looks < 50 && (await countWaiting(database)) > 0; looks += 1) {
    await age(database);
    await worker.do({ do: "carry" });
  }
  await worker.end();
}

/**
 * What became of these emails: lost is one that was neither taken nor is asked about, or was said to be sent and never
 * taken; twice is one that was taken more than once.
 */
export async function audit(database: Database, smtp: Smtp, ids: string[]) {
  const taken = new Map<string, number>();
  for (const { raw } of smtp.taken) {
    const id = /^Message-ID: <([^@]+)@/im.exec(raw)![1]!;
    taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  const rows = await database.sql<{ id: string; isSent: boolean; isAsked: boolean }>(
    `SELECT "id", "sentAt" IS NOT NULL AS "isSent", "needsReviewAt" IS NOT NULL AS "isAsked" FROM "Email"
      WHERE "id" = ANY($1::uuid[])`,
    [ids],
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const isSafe = (id: string) => rowOf.get(id)?.isAsked || (rowOf.get(id)?.isSent && taken.has(id));
  return {
    lost: ids.filter((id) => !isSafe(id)).length,
    duplicated: [...taken.values()].reduce((sum, times) => sum + times - 1, 0),
    asked: rows.filter(({ isAsked }) => isAsked).length,
    sent: rows.filter(({ isSent }) => isSent).length,
  };
}

/** The control: what is asked about is sent again without a question. Returns how many were there twice then. */
export async function repeat(
  lab: Lab,
  database: Database,
  smtp: Smtp,
  ids: string[],
): Promise<number> {
  await database.sql(
    `UPDATE "Email" SET "settledAt" = NULL, "needsReviewAt" = NULL, "doubtSince" = NULL, "frozenAt" = NULL,
      "frozenCipher" = NULL, "accountId" = NULL, "leasedUntil" = NULL, "attempts" = 0
      WHERE "needsReviewAt" IS NOT NULL`,
  );
  await deliverAll(lab, database, smtp);
  return (await audit(database, smtp, ids)).duplicated;
}

/** How a mail server ends an attempt, and whether it is then asked about. */
const TURNS: [turn: Turn, isAsked: boolean][] = [
  ["no such reader", true],
  ["not now", false],
  ["no to the words", true],
  ["hang up early", false],
  ["hang up unheard", true],
  ["take and hang up", true],
  ["take and say nothing", true],
];

/** Every way a mail server can fail: nothing lost, nothing twice, and a hang ends. */
export async function smtpAnswerRows(lab: Lab): Promise<Row[]> {
  const emails = lab.isFull ? 16 : 3;
  const rows: Row[] = [];
  for (const [turn, isAsked] of TURNS) {
    const smtp = await startSmtp();
    const database = await openDatabase(lab);
    // One at a time: a connection that ends would take the others with it.
    const worker = startDelivery(lab, database, by(smtp));
    const ids: string[] = [];
    let seconds = 0;
    for (let n = 0; n < (turn === "take and say nothing" ? 1 : emails); n += 1) {
      smtp.turns.push(turn);
      ids.push(...(await putEmails(database, 1)));
      const ended = await worker.do({ do: "carry" });
      seconds = Math.max(seconds, ended!.ms / 1000);
      await age(database);
    }
    await worker.end();
    await deliverAll(lab, database, smtp);
    const { lost, duplicated, asked } = await audit(database, smtp, ids);
    const again = await repeat(lab, database, smtp, ids);
    const isTaken = turn === "take and hang up" || turn === "take and say nothing";
    rows.push({
      fault: `by SMTP, answer: ${turn}`,
      tried: `${ids.length} emails, ${asked} asked about, each over in ${seconds.toFixed(1)} s`,
      lost,
      duplicated,
      control: `sent again without a question: ${again} duplicated`,
      holds:
        lost + duplicated === 0 &&
        asked === (isAsked ? ids.length : 0) &&
        again === (isTaken ? ids.length : 0) &&
        seconds < 32,
    });
    await database.close();
    await smtp.stop();
  }
  return rows;
}

/** PostgreSQL stopped hard again and again while one worker sends by a mail server. */
export async function smtpDatabaseRow(lab: Lab, server: Server): Promise<Row> {
  const [emails, stops] = lab.isFull ? [1000, 20] : [40, 2];
  const smtp = await startSmtp();
  const database = await openDatabase(lab);
  const ids: string[] = [];
  const worker = startWorker(lab, database, by(smtp));
  const queue = await openQueue(database);
  const isThere = () =>
    age(database).then(
      () => true,
      () => false,
    );
  for (let n = 0; n < stops; n += 1) {
    const before = smtp.taken.length;
    ids.push(...(await putEmails(database, emails / stops)));
    await queue.knock();
    await until(() => smtp.taken.length > before, "the worker sends again", 120);
    await server.stopHard();
    await server.start();
    await until(isThere, "the database answers");
  }
  const isOver = async () => {
    // Its many rows and the worker's can wait for each other: PostgreSQL ends one of the two.
    if (!(await isThere())) return false;
    await queue.knock();
    // The worker gets the time for it: without its lease it passes nothing on.
    const isSettled = async () => (await countWaiting(database)) === 0;
    return until(isSettled, "what was claimed is settled", 3).then(
      () => true,
      () => false,
    );
  };
  await until(isOver, "everything is settled", 240);
  const isSame = worker.exitCode === null && worker.signalCode === null;
  worker.kill("SIGTERM");
  await new Promise((gone) => worker.once("exit", gone));
  await queue.close();
  const { lost, duplicated, asked } = await audit(database, smtp, ids);
  const again = await repeat(lab, database, smtp, ids);
  await database.close();
  await smtp.stop();
  return {
    fault: "by SMTP, PostgreSQL stopped hard",
    tried:
      `${stops} times during ${emails} sends, ${asked} asked about, ` +
      (isSame ? "the same worker throughout" : "the worker died"),
    lost,
    duplicated,
    control: `sent again without a question: ${again} duplicated`,
    holds: isSame && lost + duplicated === 0 && again > 0,
  };
}

/** How many emails go by a mail server in a second, with the pace lifted. */
export async function smtpThroughputRow(lab: Lab): Promise<Row> {
  const emails = lab.isFull ? 1000 : 200;
  const smtp = await startSmtp();
  const database = await openDatabase(lab);
  const worker = startDelivery(lab, database, by(smtp));
  const ids = await putEmails(database, emails);
  const { ms } = (await worker.do({ do: "carry" }))!;
  await worker.end();
  const { lost, duplicated } = await audit(database, smtp, ids);
  const rate = Math.round((emails / ms) * 1000);
  await database.close();
  await smtp.stop();
  return {
    fault: "none: by SMTP, pace lifted",
    tried: `${emails} emails: ${rate} a second, over ${smtp.connections()} connections`,
    lost,
    duplicated,
    control: "the least that is promised: 20 a second",
    holds: lost + duplicated === 0 && rate >= 20,
  };
}
