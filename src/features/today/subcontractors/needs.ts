import type { AssignmentDateKind } from "@/db/enums";
import { day, need, time } from "@/features/today/need";
import type { Day } from "@/lib/dates";

const pageOf = (assignmentId: string, part: string) =>
  `/subcontractors/assignments/${assignmentId}#${part}`;

const owed: Record<AssignmentDateKind, { word: string; late: string; action: string }> = {
  MINE: {
    word: "Due today to a subcontractor",
    late: "Late to a subcontractor",
    action: "Open the dates",
  },
  THEIRS: {
    word: "Overdue from a subcontractor",
    late: "Overdue from a subcontractor",
    action: "Ask for it",
  },
  PAY: { word: "Pay today", late: "Payment is late", action: "Open pay" },
};

const partOf = { MINE: "dates", THEIRS: "write", PAY: "pay" } as const;

/** What subcontractors wait for. */
export const subcontractorNeeds = {
  "subcontractor waiting": need<{
    assignmentId: string;
    title: string;
    who: string;
    text: string;
    at: Date;
    answerBy: Date | null;
  }>({
    key: ({ assignmentId }) => assignmentId,
    pressing: ({ answerBy, at }) => (answerBy ?? at).toISOString(),
    tell: ({ assignmentId, title, who, text, at, answerBy }, clock) => ({
      shape: "waits",
      word: "Subcontractor waits for your reply",
      head: `${who}, ${title}`,
      about: answerBy ? `Reply by ${time(answerBy, clock)}` : `Written ${time(at, clock)}`,
      words: text,
      href: pageOf(assignmentId, "write"),
      action: "Reply",
    }),
  }),

  "subcontractor date": need<{
    dateId: string;
    assignmentId: string;
    assignment: string;
    who: string;
    what: AssignmentDateKind;
    title: string;
    promisedOn: Day;
    isLate: boolean;
  }>({
    key: ({ dateId }) => dateId,
    pressing: ({ promisedOn }) => promisedOn,
    tell: ({ assignmentId, assignment, who, what, title, promisedOn, isLate }, clock) => ({
      shape: isLate && what !== "THEIRS" ? "late" : "risk",
      word: isLate ? owed[what].late : owed[what].word,
      head: title || `Payment for ${assignment}`,
      about: `${who}, ${assignment}. ${day(promisedOn, clock)}.`,
      href: pageOf(assignmentId, partOf[what]),
      action: owed[what].action,
    }),
  }),

  "subcontractor unhappy": need<{
    assignmentId: string;
    title: string;
    who: string;
    isBad: boolean;
    words: string;
    at: Date;
  }>({
    key: ({ assignmentId }) => assignmentId,
    pressing: ({ isBad, at }) => `${isBad ? 0 : 1} ${at.toISOString()}`,
    tell: ({ assignmentId, title, who, isBad, words, at }, clock) => ({
      shape: isBad ? "late" : "risk",
      word: isBad ? "Not good to work with" : "Mostly good to work with",
      head: `${who}, ${title}`,
      about: `Answered ${time(at, clock)}`,
      words,
      href: pageOf(assignmentId, "answer"),
      action: "Read answer",
    }),
  }),
};
