import type { AssignmentDateKind } from "@/db/enums";
import { day, need, time } from "@/features/today/need";
import type { Day } from "@/lib/dates";

const pageOf = (assignmentId: string, part: string) =>
  `/subcontractors/assignments/${assignmentId}#${part}`;

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
      word: clock.locale.t("subcontractors.today.waits"),
      head: `${who}, ${title}`,
      about: clock.locale.t(`today.needs.message.${answerBy ? "by" : "written"}`, {
        when: time(answerBy ?? at, clock),
      }),
      words: text,
      href: pageOf(assignmentId, "write"),
      action: clock.locale.t("today.needs.message.action"),
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
    tell: ({ assignmentId, assignment, who, what, title, promisedOn, isLate }, clock) => {
      const { t } = clock.locale;
      return {
        shape: isLate && what !== "THEIRS" ? "late" : "risk",
        word: t(`subcontractors.today.${what}.${isLate ? "late" : "due"}`),
        head: title || `${t("subcontractors.payment")}: ${assignment}`,
        about: `${who}, ${assignment} · ${day(promisedOn, clock)}`,
        href: pageOf(assignmentId, partOf[what]),
        action: t(`subcontractors.today.${what}.action`),
      };
    },
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
      word: clock.locale.t(`subcontractors.today.${isBad ? "bad" : "nearly"}`),
      head: `${who}, ${title}`,
      about: clock.locale.t("subcontractors.today.answered", { when: time(at, clock) }),
      words,
      href: pageOf(assignmentId, "answer"),
      action: clock.locale.t("subcontractors.today.read"),
    }),
  }),
};
