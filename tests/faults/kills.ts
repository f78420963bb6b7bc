import type { Point } from "@/features/letters/carrier/commands";
import {
  age,
  audit,
  carryAll,
  openDatabase,
  putLetters,
  startCarrier,
  type Lab,
  type Row,
} from "./lab";

/** Six points in the carrier's own process, two at the provider. */
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

/** SIGKILL at each of eight points around a send: every letter accepted once. Without keys it would not be. */
export async function killRows(lab: Lab): Promise<Row[]> {
  const [letters, kills] = lab.isFull ? [1000, 125] : [40, 2];
  const control = await killAt(lab, "accepted", lab.isFull ? 200 : 12, lab.isFull ? 20 : 2, false);
  const rows: Row[] = [];
  for (const point of POINTS) {
    const { lost, duplicated, killed, count } = await killAt(lab, point, letters, kills, true);
    rows.push({
      fault: `SIGKILL: ${point}`,
      tried: `${count} letters, ${killed} kills`,
      lost,
      duplicated,
      control: `without keys, cut at “accepted”: ${control.duplicated} duplicated`,
      holds: killed === kills && lost + duplicated === 0 && control.duplicated > 0,
    });
  }
  return rows;
}

async function killAt(lab: Lab, point: Cut, letters: number, kills: number, knowsKeys: boolean) {
  const database = await openDatabase(lab);
  lab.provider.reset();
  lab.provider.state.knowsKeys = knowsKeys;
  const ids = await putLetters(database, letters);
  let killed = 0;
  let next = startCarrier(lab, database);
  for (let attempt = 0; killed < kills && attempt < kills * 2; attempt += 1) {
    const carrier = next;
    next = startCarrier(lab, database);
    const nth = 1 + (attempt % 5);
    const order =
      point === "arrived" || point === "accepted"
        ? cutAtProvider(lab, point, nth, carrier.child.pid!, carrier.exited)
        : { cutAt: point as Point, nth };
    if ((await carrier.do({ do: "carry", ...order })) === null) killed += 1;
    // Everything was past this point already: there has to be more to cut.
    else ids.push(...(await putLetters(database, 16)));
    await carrier.end();
    lab.provider.state.arrived = lab.provider.state.accepted = async () => {};
    await age(database);
  }
  await next.end();
  await carryAll(lab, database);
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
