import { day, iso, need, time } from "@/features/today/need";
import type { Day } from "@/lib/dates";

type Sent = {
  requestId: string;
  title: string;
  projectId: string;
  project: string;
  who: string;
  text: string;
  at: Date;
};

/** What requests need: an answer to be read, a message to be understood, and, quietly, who is late. */
export const requestNeeds = {
  "request answered": need<Sent>({
    key: ({ requestId }) => requestId,
    pressing: iso,
    tell: ({ projectId, project, who, title, text, at }, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.request.answered"),
      head: clock.locale.t("today.needs.request.head", { who, title }),
      about: clock.locale.t("today.needs.aboutProject", { who, project, when: time(at, clock) }),
      words: text,
      href: `/projects/${projectId}#write`,
      action: clock.locale.t("today.needs.request.reply"),
    }),
  }),

  "request replied": need<Sent & { messageId: string; options: string[]; isDecision: boolean }>({
    key: ({ requestId }) => requestId,
    pressing: iso,
    tell: ({ projectId, project, who, title, text, at }, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.request.replied"),
      head: clock.locale.t("today.needs.request.head", { who, title }),
      about: clock.locale.t("today.needs.aboutProject", { who, project, when: time(at, clock) }),
      words: text,
      href: `/projects/${projectId}#write`,
      action: clock.locale.t("today.needs.request.reply"),
    }),
  }),

  "request late": need<Omit<Sent, "text" | "at"> & { dueOn: Day }>({
    key: ({ requestId }) => requestId,
    pressing: ({ dueOn }) => dueOn,
    tell: ({ projectId, project, who, title, dueOn }, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.request.late"),
      head: title,
      about: clock.locale.t("today.needs.aboutProject", { who, project, when: day(dueOn, clock) }),
      href: `/projects/${projectId}#requests`,
      action: clock.locale.t("today.needs.request.view"),
    }),
  }),
};
