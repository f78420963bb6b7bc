import { db, type Tx } from "@/db/client";
import { log, plainError } from "@/lib/log";
import { store } from "@/store/store";

/** An upload that is on its way ends within this time, or never. */
const ARRIVING_MS = 86_400_000;

/**
 * Has objects deleted from the store once the transaction has ended: together with their rows, or not at all. One whose
 * upload is still under way is looked for a day later as well.
 */
export async function deleteLater(
  tx: Tx,
  { stored, arriving = [] }: { stored: string[]; arriving?: string[] },
  now: Date,
): Promise<void> {
  const later = new Date(now.getTime() + ARRIVING_MS);
  await tx.storeDeletion.createMany({
    data: [
      ...stored.map((storeKey) => ({ storeKey, dueAt: now })),
      ...arriving.map((storeKey) => ({ storeKey, dueAt: later })),
    ],
    skipDuplicates: true,
  });
}

const AT_ONCE = 200;
const MOST_PAUSE_MS = 6 * 3_600_000;

/**
 * Deletes what has to go from the store, until nothing is due or `stopped` says so. Where the store fails, the object
 * is tried again: after a minute, then two, four, up to six hours, for as long as it takes.
 */
export async function deleteDue(now: Date, stopped: () => boolean = () => false): Promise<void> {
  for (;;) {
    const due = await db().storeDeletion.findMany({
      where: { dueAt: { lte: now } },
      orderBy: { dueAt: "asc" },
      take: AT_ONCE,
    });
    for (const one of due) {
      if (stopped()) return;
      await deleteOne(one, now);
    }
    if (due.length < AT_ONCE) return;
  }
}

async function deleteOne(
  { storeKey, tries }: { storeKey: string; tries: number },
  now: Date,
): Promise<void> {
  try {
    await store().remove(storeKey);
    await db().storeDeletion.deleteMany({ where: { storeKey } });
  } catch (error) {
    log().warn(
      { tries, ...plainError(error) },
      "an object is still in the store; it is tried again",
    );
    const pause = Math.min(60_000 * 2 ** tries, MOST_PAUSE_MS);
    await db().storeDeletion.updateMany({
      where: { storeKey },
      data: { tries: { increment: 1 }, dueAt: new Date(now.getTime() + pause) },
    });
  }
}
