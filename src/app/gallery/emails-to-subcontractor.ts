import {
  answered,
  asked,
  begun,
  moved,
  paid,
  posted,
  received,
  thanked,
} from "@/features/subcontractors/emails";
import { studioLocaleOf } from "@/language/studio";
import { links } from "@/lib/links";
import type { GalleryFacts } from "./facts";
import { PROJECT_ID, TOKEN, twelve, type Samples } from "./sample";

const page = () => links.desk(TOKEN, PROJECT_ID);
const assignment = () => links.assignment(PROJECT_ID);
const namesOf = (facts: GalleryFacts) => ({
  freelancerName: facts.freelancerName,
  name: facts.contactName,
  title: facts.deadlineTitle,
});
const money = { hundredths: 45_000, currency: "EUR" };
const noMoney = { hundredths: null, currency: null };

/** Each kind between a freelancer and a subcontractor, as the room writes it. */
export const subcontractorSamples = {
  "assignment.begun": (facts, locale) => {
    const { message, note, fromOn: promisedOn, toOn, today } = facts;
    const dates = [
      { kind: "MINE" as const, title: note, promisedOn, ...noMoney },
      { kind: "THEIRS" as const, title: facts.deadlineTitle, promisedOn: toOn, ...noMoney },
      { kind: "PAY" as const, title: "", promisedOn: toOn, ...money },
      { kind: "PAY" as const, title: "", promisedOn: toOn, ...noMoney },
    ];
    const names = namesOf(facts);
    return [
      {
        what: "With a brief and dates",
        ...begun(locale, { ...names, brief: message, dates, today }, page()),
      },
      {
        what: "Nothing but a title",
        ...begun(locale, { ...names, brief: "", dates: [], today }, page()),
      },
      { what: "Without a link", ...begun(locale, { ...names, brief: "", dates: [], today }, null) },
    ];
  },
  "assignment.posted": (facts, locale) => {
    const file = `${facts.fileName} (2.4 MB)`;
    const names = namesOf(facts);
    const tell = (texts: string[], files: string[], hasMore = false) =>
      posted(locale, { ...names, texts, files, hasMore }, page());
    return [
      { what: "A message", ...tell([facts.message], []) },
      { what: "A file", ...tell([], [file]) },
      { what: "More than it names", ...tell(twelve(facts.message), [file], true) },
    ];
  },
  "assignment.moved": (facts, locale) => {
    const { fromOn: from, toOn: to, reason, today } = facts;
    const change = { from, to, reason, title: facts.note };
    const changes = [
      { ...change, kind: "MINE" as const },
      { ...change, kind: "THEIRS" as const },
      { ...change, kind: "PAY" as const, title: "" },
      { ...change, kind: "MINE" as const, from: to, to: from, reason: "" },
    ];
    return [
      {
        what: "Every kind of date",
        ...moved(locale, { ...namesOf(facts), changes, today }, page()),
      },
    ];
  },
  "assignment.paid": (facts, locale) => {
    const { fromOn, toOn, today } = facts;
    const tell = (over: object) =>
      paid(
        locale,
        { ...namesOf(facts), ...money, promisedOn: toOn, doneOn: fromOn, today, ...over },
        page(),
      );
    return [
      { what: "On its day", ...tell({}) },
      { what: "Late, no amount", ...tell({ ...noMoney, promisedOn: fromOn, doneOn: toOn }) },
    ];
  },
  "assignment.thanked": (facts, locale) => [
    { what: "As always", ...thanked(locale, namesOf(facts), page()) },
  ],
  "assignment.asked": (facts, locale) => [
    {
      what: "As always",
      ...asked(locale, namesOf(facts), { page: page(), unsubscribe: links.unsubscribe(TOKEN) }),
    },
  ],
} satisfies Record<string, Samples>;

/** What the freelancer is sent about a subcontractor. */
export const aboutSubcontractorSamples = {
  "assignment.received": (facts, { language }) => {
    const tell = (texts: string[], files: string[], hasMore = false) =>
      received(
        studioLocaleOf(language),
        { ...namesOf(facts), texts, files, hasMore },
        assignment(),
      );
    return [
      { what: "A message", ...tell([facts.message], []) },
      { what: "Files, more than it names", ...tell([], [facts.fileName], true) },
    ];
  },
  "assignment.answered": (facts, { language }) => {
    const tell = (verdict: "UP_TO_MARK" | "NOT_UP_TO_MARK", words: string) =>
      answered(studioLocaleOf(language), { ...namesOf(facts), verdict, words }, assignment());
    return [
      { what: "Good", ...tell("UP_TO_MARK", "") },
      { what: "Not good", ...tell("NOT_UP_TO_MARK", facts.answer) },
    ];
  },
} satisfies Record<string, Samples>;
