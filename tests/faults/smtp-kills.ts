import type { Point } from "@/features/emails/delivery/prepare";
import { startSmtp } from "@tests/support/smtp";
import {
  age,
  openDatabase,
  putEmails,
  startDelivery,
  until,
  type Database,
  type Lab,
  type Row,
} from "./lab";
import { audit, by, deliverAll, repeat, type Smtp } from "./smtp";

/** Seven points in the worker's own process, three at the mail server. */
const POINTS = [
  "claimed",
  "judged",
  "frozen",
  "handing over",
  "addressed",
  "passing on",
  "arrived",
  "accepted",
  "answered",
  "settled",
] as const;
type Cut = (typeof POINTS)[number];
/** The points at the server. */
const AT_SERVER = new Set<Cut>(["addressed", "arrived", "accepted"]);
/** From when on nobody but the server can know, until the outcome is saved. */
const UNKNOWN = new Set<Cut>(["passing on", "arrived", "accepted", "answered"]);
/** To send these again would make two of some. */
const TAKEN = new Set<Cut>(["accepted", "answered"]);
/** As many emails are under way at once, each over a connection of its own. */
const ABREAST = 16;

/**
 * SIGKILL at each of ten points around a send by a mail server: nothing lost, nothing twice, and asked about is at most
 * what was under way: the server had asked for its words, and its outcome was not saved.
 */
export async function smtpKillRows(lab: Lab): Promise<Row[]> {
  const [emails, kills] = lab.isFull ? [1000, 25] : [40, 2];
  const rows: Row[] = [];
  for (const point of POINTS) {
    const smtp = await startSmtp();
    const database = await openDatabase(lab);
    const { ids, killed, fixed } = await killAt(lab, database, smtp, { point, emails, kills });
    await deliverAll(lab, database, smtp);
    const { lost, duplicated, asked, sent } = await audit(database, smtp, ids);
    const underWay = smtp.asked() - sent;
    const again = await repeat(lab, database, smtp, ids);
    rows.push({
      fault: `by SMTP, SIGKILL: ${point}`,
      tried:
        `${ids.length} emails, ${killed} kills, ${asked} asked about, of ${underWay} under way ` +
        `and ${fixed} fixed`,
      lost,
      duplicated,
      control: `sent again without a question: ${again} duplicated`,
      holds:
        killed === kills &&
        lost + duplicated === 0 &&
        asked <= Math.min(underWay, kills * ABREAST) &&
        (!TAKEN.has(point) || again >= kills),
    });
    await database.close();
    await smtp.stop();
  }
  return rows;
}

type KillOrder = { point: Cut; emails: number; kills: number };

async function killAt(lab: Lab, database: Database, smtp: Smtp, order: KillOrder) {
  const { point, emails, kills } = order;
  const ids = await putEmails(database, emails);
  let killed = 0;
  let fixed = 0;
  for (let attempt = 0; killed < kills && attempt < kills * 2; attempt += 1) {
    const worker = startDelivery(lab, database, by(smtp));
    const nth = 1 + (attempt % 5);
    if (await isKilledAt(smtp, worker, point, nth)) killed += 1;
    else ids.push(...(await putEmails(database, 16)));
    fixed += await countFixed(database);
    await age(database);
  }
  return { ids, killed, fixed };
}

/** Has a worker send until it dies at a point. False when it was done before it came to it. */
async function isKilledAt(
  smtp: Smtp,
  worker: ReturnType<typeof startDelivery>,
  point: Cut,
  nth: number,
): Promise<boolean> {
  const isAtServer = AT_SERVER.has(point);
  if (isAtServer) cutAtServer(smtp, point as keyof Smtp["points"], nth, worker);
  const cut = isAtServer ? {} : { cutAt: point as Point, nth };
  const isKilled = (await worker.do({ do: "carry", ...cut })) === null;
  smtp.points.addressed = smtp.points.arrived = smtp.points.accepted = async () => {};
  await worker.end();
  // What a killed worker had passed on is not to be taken for the next one's.
  smtp.hangUp();
  await until(() => smtp.isQuiet(), "the mail server is done with the worker");
  return isKilled;
}

/** What a worker had fixed when it was killed, and saved no outcome of: all of it was asked about without the mark. */
async function countFixed(database: Database): Promise<number> {
  const [row] = await database.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Email"
      WHERE "frozenAt" IS NOT NULL AND "settledAt" IS NULL AND "leasedUntil" > now()`,
  );
  return row!.n;
}

/**
 * SIGKILL with one email alone, at each point: asked about exactly when its words were passed on and its outcome was
 * not saved. The control: without the proof that nothing was passed on, it is asked about wherever it was fixed.
 */
export async function smtpAloneRow(lab: Lab): Promise<Row> {
  const times = lab.isFull ? 10 : 1;
  const smtp = await startSmtp();
  const database = await openDatabase(lab);
  const sum = { lost: 0, duplicated: 0, asked: 0, wrong: 0, without: 0 };
  for (const point of POINTS) {
    const ids: string[] = [];
    // Each under a lease of its own, which lasts until all have been tried.
    for (let n = 0; n <= times; n += 1) ids.push(await killWithOne(lab, database, smtp, point));
    const [unproven, ...proven] = ids;
    await database.sql(`UPDATE "Email" SET "unsentSince" = NULL WHERE "id" = $1::uuid`, [unproven]);
    await deliverAll(lab, database, smtp);
    const { lost, duplicated } = await audit(database, smtp, ids);
    const { asked } = await audit(database, smtp, proven);
    sum.lost += lost;
    // Of all emails so far.
    sum.duplicated = duplicated;
    sum.asked += asked;
    sum.wrong += UNKNOWN.has(point) ? times - asked : asked;
    sum.without += (await audit(database, smtp, [unproven!])).asked;
  }
  await database.close();
  await smtp.stop();
  return {
    fault: "by SMTP, SIGKILL with one email",
    tried:
      `at ${POINTS.length} points, ${times} times each: ${sum.asked} asked about, ` +
      `${sum.wrong} of them or the others wrongly`,
    lost: sum.lost,
    duplicated: sum.duplicated,
    control: `without the proof: asked about at ${sum.without} points instead of ${UNKNOWN.size}`,
    holds:
      sum.lost + sum.duplicated + sum.wrong === 0 &&
      sum.asked === UNKNOWN.size * times &&
      sum.without > UNKNOWN.size,
  };
}

/** Kills a worker at a point of the only email that nobody holds. Returns its id. */
async function killWithOne(lab: Lab, database: Database, smtp: Smtp, point: Cut): Promise<string> {
  const [id] = await putEmails(database, 1);
  const isKilled = await isKilledAt(smtp, startDelivery(lab, database, by(smtp)), point, 1);
  if (!isKilled) throw new Error(`The worker did not come to this: ${point}`);
  return id!;
}

/** The nth email is what it dies of: killed while the server has it in hand, and answered to nobody. */
function cutAtServer(
  smtp: Smtp,
  point: keyof Smtp["points"],
  nth: number,
  { child, exited }: ReturnType<typeof startDelivery>,
): void {
  let seen = 0;
  smtp.points[point] = async () => {
    if ((seen += 1) !== nth) return;
    child.kill("SIGKILL");
    await exited;
  };
}
