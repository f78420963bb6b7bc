import type { StatusPageFacts } from "@/features/projects/status/queries";
import { addDays, instantAt, type Day } from "@/lib/dates";
import type { GalleryFacts } from "./facts";
import { twelve } from "./sample";

type Deadline = NonNullable<StatusPageFacts["project"]>["deadlines"][number];
export type Line = StatusPageFacts["thread"][number];

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const at = (day: Day) => instantAt(day, "15:20", "Europe/Lisbon");

export function deadline(
  facts: GalleryFacts,
  n: number,
  promisedOn: Day,
  over: Partial<Deadline> = {},
): Deadline {
  return {
    id: id(n),
    title: facts.deadlineTitle,
    promisedOn,
    holder: "FREELANCER",
    metAt: null,
    droppedAt: null,
    createdAt: at(addDays(facts.today, -20)),
    moves: [],
    ...over,
  };
}

export const met = (facts: GalleryFacts) =>
  deadline(facts, 1, addDays(facts.today, -6), {
    title: "The sketch",
    metAt: at(addDays(facts.today, -7)),
  });

export function moved(facts: GalleryFacts, fromOn: Day, toOn: Day): Deadline {
  const { reason } = facts;
  const movedAt = at(addDays(facts.today, -3));
  const move = { id: id(1), fromOn, toOn, reason, effect: "", doing: "", movedAt };
  return deadline(facts, 2, toOn, { moves: [move] });
}

const CHANNELS = ["PORTAL", "EMAIL", "PHONE", "WHATSAPP", "SOCIAL", "IN_PERSON"] as const;

/** The nth line of a thread: by each channel in turn, some read, one automatic. */
export function line(facts: GalleryFacts, n: number, contactId: string | null): Line {
  const channel = CHANNELS[n % 7] ?? "PORTAL";
  const writtenAt = at(addDays(facts.today, n - 31));
  return {
    id: id(n),
    text: facts.message,
    writtenAt,
    contactId,
    by: contactId ? facts.contactName : null,
    channel,
    loggedAt: channel === "PORTAL" || channel === "EMAIL" ? null : writtenAt,
    isAutomatic: n === 15,
    heldUntil: null,
    seenAt: n < 20 ? writtenAt : null,
    noReplyAt: null,
    correctedAt: n === 27 ? at(addDays(facts.today, -1)) : null,
    earlierTexts: n === 27 ? [facts.note, facts.message] : [],
    isNewWork: false,
    begun: null,
    request: n === 7 ? facts.fileName : null,
    isAnswer: n === 7,
  };
}

export const notes = (facts: GalleryFacts) =>
  twelve(facts.note).map((text, n) => ({
    id: id(n),
    text,
    shownAt: at(addDays(facts.today, -Math.floor(n / 2) - 1)),
  }));
