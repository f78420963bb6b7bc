import type { Point } from "@/features/emails/delivery/prepare";
import {
  age,
  audit,
  deliverAll,
  openDatabase,
  putEmails,
  startDelivery,
  type Lab,
  type Row,
} from "./lab";

/** Six points in the worker's own process, two at the provider. */
const POINTS = [
  "claimed",
  "judged",
  "frozen",
  "handing over",
  "arrived",
  "accepted",
  "answered",
  "settled",
] as const;
type Cut = (typeof POINTS)[number];

/** SIGKILL at each of eight points around a send: every email accepted once. Without keys it would not be. */
export async function killRows(lab: Lab): Promise<Row[]> {
  const [emails, kills] = lab.isFull ? [1000, 125] : [40, 2];
  const control = await killAt(lab, "accepted", lab.isFull ? 200 : 12, lab.isFull ? 20 : 2, false);
  const rows: Row[] = [];
  for (const point of POINTS) {
    const { lost, duplicated, killed, count } = await killAt(lab, point, emails, kills, true);
    rows.push({
      fault: `SIGKILL: ${point}`,
      tried: `${count} emails, ${killed} kills`,
      lost,
      duplicated,
      control: `without keys, cut at “accepted”: ${control.duplicated} duplicated`,
      holds: killed === kills && lost + duplicated === 0 && control.duplicated > 0,
    });
  }
  return rows;
}

async function killAt(lab: Lab, point: Cut, emails: number, kills: number, knowsKeys: boolean) {
  const database = await openDatabase(lab);
  lab.provider.reset();
  lab.provider.state.knowsKeys = knowsKeys;
  const ids = await putEmails(database, emails);
  let killed = 0;
  let next = startDelivery(lab, database);
  for (let attempt = 0; killed < kills && attempt < kills * 2; attempt += 1) {
    const worker = next;
    next = startDelivery(lab, database);
    const nth = 1 + (attempt % 5);
    const order =
      point === "arrived" || point === "accepted"
        ? cutAtProvider(lab, point, nth, worker.child.pid!, worker.exited)
        : { cutAt: point as Point, nth };
    if ((await worker.do({ do: "carry", ...order })) === null) killed += 1;
    // Everything was past this point already: there has to be more to cut.
    else ids.push(...(await putEmails(database, 16)));
    await worker.end();
    lab.provider.state.arrived = lab.provider.state.accepted = async () => {};
    await age(database);
  }
  await next.end();
  await deliverAll(lab, database);
  const result = await audit(lab, database, ids);
  await database.close();
  return { ...result, killed, count: ids.length };
}

/** The nth request is what it dies of: killed while the provider has it in hand, and answered to nobody. */
function cutAtProvider(
  lab: Lab,
  point: "arrived" | "accepted",
  nth: number,
  pid: number,
  exited: Promise<unknown>,
) {
  let seen = 0;
  lab.provider.state[point] = async () => {
    if ((seen += 1) !== nth) return;
    process.kill(pid, "SIGKILL");
    await exited;
  };
  return {};
}
