import { setTimeout as pause } from "node:timers/promises";

/** What `work` comes to, or an error after `ms`. The work itself is not ended by it. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const isOver = Symbol("time is over");
  const timer = new AbortController();
  try {
    const first = await Promise.race([work, pause(ms, isOver, { signal: timer.signal })]);
    if (first === isOver) throw new Error(`This took longer than ${ms} ms.`);
    return first as T;
  } finally {
    timer.abort();
  }
}
