const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after a failed attempt the next one comes, as Standard Webhooks has it: three days in all. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** As long as nothing may get through before an address is switched off. */
const PATIENCE_MS = 5 * DAY;

/** How an attempt went. `why` is empty for one that was accepted. */
export type Attempt = { status: number | null; tookMs: number; answer: string; why: Why | "" };

/** Why an attempt failed: each has words under otherPrograms.why. */
export const WHYS = ["status", "redirect", "private", "unknown", "unreachable", "slow"] as const;
export type Why = (typeof WHYS)[number];

/** When it is tried again after so many attempts; null where that was the last. */
export function nextTry(attempts: number, now: Date): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause);
}

/** Why an address is switched off after an attempt that failed; null where it goes on. */
export function whyOff(
  { status }: Attempt,
  failingSince: Date | null,
  now: Date,
): "gone" | "failing" | null {
  if (status === 410) return "gone";
  return failingSince && now.getTime() - failingSince.getTime() >= PATIENCE_MS ? "failing" : null;
}

type Entry = {
  actor: string;
  clientId: string | null;
  projectId: string | null;
  contactId: string | null;
  subcontractorId: string | null;
  subjectId: string | null;
};

/** What is sent: ids alone, no words, no address and no link. The same bytes at every attempt. */
export function bodyOf(delivery: { kind: string; at: Date; entry: Entry | null }): string {
  const { kind, at, entry } = delivery;
  const data = entry && { ...entry, actor: entry.actor.toLowerCase() };
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data: data ?? {} });
}
