import { db } from "@/db/client";

/** Figure → values, each as often as it occurs, sorted. */
export type Recount = Map<string, number[]>;

const STEP = 30 * 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, { day: string; time: string; weekday: string }>();

/** The wall clock of a zone, by the runtime's own calendar. */
function wall(zone: string, at: Date) {
  const key = `${zone} ${at.getTime()}`;
  let found = walls.get(key);
  if (!found) {
    let clock = clocks.get(zone);
    clock ??= new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    clocks.set(zone, clock);
    const parts = Object.fromEntries(
      clock.formatToParts(at).map(({ type, value }) => [type, value]),
    );
    found = {
      day: `${parts.year}-${parts.month}-${parts.day}`,
      time: `${parts.hour}:${parts.minute}`,
      weekday: parts.weekday!,
    };
    walls.set(key, found);
  }
  return found;
}

type Studio = { zone: string; hours: unknown; daysOff: unknown };
const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Whether a studio is open at an instant; times are compared as text. */
function isOpen(studio: Studio, at: Date): boolean {
  const { day, time, weekday } = wall(studio.zone, at);
  if ((studio.daysOff as string[]).includes(day)) return false;
  const spans = (studio.hours as Record<string, [string, string][]>)[NAMES.indexOf(weekday) + 1]!;
  return spans.some(([from, to]) => from <= time && time < to);
}

/** Working minutes, half an hour at a time: every instant in these histories is a full or a half hour. */
function minutesBetween(studio: Studio, from: Date, to: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < to.getTime(); at += STEP)
    if (isOpen(studio, new Date(at))) minutes += 30;
  return minutes;
}

/** One working day after an instant, at the same time of day. */
function oneWorkingDayAfter(studio: Studio, from: Date): number {
  let at = from.getTime();
  while (!isOpen(studio, new Date(at))) at += STEP;
  const { day, time } = wall(studio.zone, new Date(at));
  do at += STEP;
  while (
    wall(studio.zone, new Date(at)).day === day ||
    wall(studio.zone, new Date(at)).time !== time ||
    !isOpen(studio, new Date(at))
  );
  return at;
}

const column = (day: Date) => day.toISOString().slice(0, 10);

/**
 * Counts every figure of a studio between two days (the first, and before the last) from its rows, one by one: slowly,
 * and without a line of what the page counts by.
 */
export async function recount(freelancerId: string, from: string, until: string): Promise<Recount> {
  const where = { freelancerId };
  const studio = await db().studio.findUniqueOrThrow({ where });
  const counted: Recount = new Map();
  const add = (figure: string, day: string, value = 0) => {
    if (day < from || day >= until) return;
    counted.set(
      figure,
      [...(counted.get(figure) ?? []), value].toSorted((a, b) => a - b),
    );
  };
  const dayOf = (at: Date) => wall(studio.zone, at).day;
  await countReplies(freelancerId, studio, (figure, at, value) => add(figure, dayOf(at), value));
  await countPromises(freelancerId, dayOf, add);
  await countWrong(freelancerId, dayOf, add);
  for (const { completedAt, cancelledAt } of await db().project.findMany({ where }))
    if (completedAt && !cancelledAt) add("deliveries", dayOf(completedAt));
  for (const { answers } of await db().survey.findMany({
    where,
    include: { answers: { orderBy: { ordinal: "asc" } } },
  })) {
    const [first] = answers;
    const now = answers.at(-1);
    if (!first || !now) continue;
    add(`verdicts.${now.verdict}`, dayOf(first.answeredAt));
    if (now.effort !== null) add("effort", dayOf(first.answeredAt), now.effort);
  }
  for (const one of await db().case.findMany({ where })) {
    const { openedAt, firstRespondedAt: heardAt } = one;
    if (!heardAt) add("recovery.none", dayOf(openedAt));
    else {
      const isInTime = heardAt.getTime() <= oneWorkingDayAfter(studio, openedAt);
      const minutes = minutesBetween(studio, openedAt, heardAt);
      add(isInTime ? "recovery.inTime" : "recovery.late", dayOf(openedAt), minutes);
    }
  }
  for (const { promisedAt, keptAt, waivedAt } of await db().remedy.findMany({ where }))
    if (promisedAt)
      add(`remedies.${keptAt ? "kept" : waivedAt ? "waived" : "open"}`, dayOf(promisedAt));
  for (const one of await db().pledge.findMany({
    where,
    include: { message: true, moves: true },
  })) {
    if (one.message.heldUntil) continue;
    const day = dayOf(one.message.writtenAt);
    add(`pledges.${one.missedAt ? "missed" : one.keptAt ? "kept" : "open"}`, day);
    if (one.moves.length > 0) add("pledges.moved", day);
  }
  await countTowards(freelancerId, studio, dayOf, add);
  for (const { at } of await db().historyEntry.findMany({
    where: { ...where, kind: "client.cameBack" },
  }))
    add("back", dayOf(at));
  for (const { askedAt, reason } of await db().quietCheck.findMany({ where }))
    add(`quiet.${reason ?? "NONE"}`, dayOf(askedAt));
  return counted;
}

async function countReplies(
  freelancerId: string,
  studio: Studio,
  add: (figure: string, at: Date, value: number) => void,
): Promise<void> {
  const lines = await db().message.findMany({
    where: { freelancerId },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
  });
  const waiting = new Map<string, { channel: string; at: Date }>();
  for (const line of lines) {
    if (line.isAutomatic || line.heldUntil) continue;
    const thread = line.projectId ?? line.clientId;
    const isSpoken = line.loggedAt && ["PHONE", "IN_PERSON"].includes(line.channel);
    const asked = waiting.get(thread);
    if (!line.contactId || isSpoken) {
      if (asked)
        add(
          `replies.${asked.channel}`,
          line.writtenAt,
          minutesBetween(studio, asked.at, line.writtenAt),
        );
      waiting.delete(thread);
    } else if (!line.noReplyAt && line.text !== "Thanks" && !asked)
      waiting.set(thread, { channel: line.channel, at: line.writtenAt });
  }
}

type Add = (figure: string, day: string, value?: number) => void;

async function countTowards(
  freelancerId: string,
  studio: Studio,
  dayOf: (at: Date) => string,
  add: Add,
): Promise<void> {
  const assignments = await db().assignment.findMany({
    where: { freelancerId },
    include: {
      lines: { orderBy: [{ writtenAt: "asc" }, { id: "asc" }] },
      dates: { include: { dateMoves: { orderBy: [{ movedAt: "asc" }, { id: "asc" }] } } },
    },
  });
  for (const { lines, dates } of assignments) {
    let asked: Date | null = null;
    for (const { isTheirs, noReplyAt, text, writtenAt } of lines) {
      if (isTheirs) {
        if (!noReplyAt && text !== "Thanks") asked ??= writtenAt;
        continue;
      }
      if (asked) add("towards", dayOf(writtenAt), minutesBetween(studio, asked, writtenAt));
      asked = null;
    }
    for (const { kind, doneOn, promisedOn, dateMoves } of dates) {
      if (kind !== "PAY" || !doneOn) continue;
      const daysLate = Math.round((doneOn.getTime() - promisedOn.getTime()) / 86_400_000);
      const [first] = dateMoves;
      if (daysLate > 0) add("pay.late", column(doneOn), daysLate);
      else if (first && first.fromOn < doneOn) add("pay.moved", column(doneOn));
      else add("pay.kept", column(doneOn));
    }
  }
}

async function countPromises(
  freelancerId: string,
  dayOf: (at: Date) => string,
  add: Add,
): Promise<void> {
  const deadlines = await db().deadline.findMany({
    where: { freelancerId },
    include: { moves: true, misses: true },
  });
  for (const { holder, metAt, promisedOn, moves, misses } of deadlines) {
    for (const miss of misses) if (!miss.toldAt) add("promises.missed", column(miss.promisedOn));
    if (holder !== "FREELANCER") continue;
    for (const { toldDaysEarly, movedAt } of moves)
      if (toldDaysEarly !== null)
        add(
          toldDaysEarly < 0 ? "promises.movedAfter" : "promises.moved",
          dayOf(movedAt),
          toldDaysEarly,
        );
    if (!metAt) continue;
    const isNoted = misses.some((miss) => column(miss.promisedOn) === column(promisedOn));
    if (dayOf(metAt) <= column(promisedOn)) add("promises.kept", dayOf(metAt));
    else if (!isNoted) add("promises.missed", column(promisedOn));
  }
}

async function countWrong(
  freelancerId: string,
  dayOf: (at: Date) => string,
  add: Add,
): Promise<void> {
  const where = { freelancerId };
  for (const { at } of await db().complaint.findMany({ where })) add("wrong.COMPLAINT", dayOf(at));
  for (const { promisedOn } of await db().deadlineMiss.findMany({ where }))
    add("wrong.MISSED_DATE", column(promisedOn));
  for (const { beganOn } of await db().failure.findMany({ where }))
    add("wrong.FAILURE", column(beganOn));
  for (const { isComplaint, answeredAt } of await db().quietCheck.findMany({ where }))
    if (isComplaint && answeredAt) add("wrong.COMPLAINT", dayOf(answeredAt));
  for (const { kind, happenedOn } of await db().ledgerEntry.findMany({ where }))
    if (happenedOn) add(`wrong.${kind}`, column(happenedOn));
}
