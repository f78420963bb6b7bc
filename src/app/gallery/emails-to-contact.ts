import {
  apologyEmail,
  draftApology,
  goodwillName,
  proposeRemedies,
} from "@/features/cases/apology/emails";
import { deadlineMoved } from "@/features/deadlines/emails";
import { tellOfSentFiles } from "@/features/files/emails";
import { sizeName } from "@/lib/files";
import { asking, thankYou } from "@/features/follow-ups/emails";
import { tellContact } from "@/features/messages/emails";
import { welcome } from "@/features/projects/welcome/emails";
import { workShown } from "@/features/projects/progress-updates/emails";
import { requestAsked, requestNudged } from "@/features/requests/emails";
import { ownItEmail } from "@/features/own-it/emails";
import { completionAsked, signOffAsked } from "@/features/sign-offs/emails";
import { links } from "@/lib/links";
import type { RequestKind } from "@/db/enums";
import type { GalleryFacts } from "./facts";
import { PROJECT_ID, TOKEN, twelve, type Samples } from "./sample";

const page = () => links.statusPage(TOKEN, PROJECT_ID);
const ways = () => ({ to: links.survey(TOKEN), unsubscribe: links.unsubscribe(TOKEN) });

const neededOf = (facts: GalleryFacts, kind: RequestKind) => ({
  ...facts,
  kind,
  title: facts.fileName,
  details: kind === "FILE" ? facts.message : "",
  options: kind === "DECISION" ? [facts.note, facts.extra] : [],
  dueOn: facts.fromOn,
});

/** Each kind that a contact is sent, as the rooms write it. */
export const toContactSamples = {
  "project.welcomed": (facts, locale) => {
    const date = { title: facts.deadlineTitle, promisedOn: facts.toOn };
    const mine = { ...date, holder: "FREELANCER" as const };
    const theirs = { ...date, title: facts.note, holder: "CLIENT" as const };
    const tell = (summary: string, dates: (typeof mine | typeof theirs)[]) =>
      welcome(locale, { ...facts, summary, dates }, page());
    return [
      { what: "Plain", ...tell("", []) },
      { what: "With what was agreed, and dates", ...tell(facts.message, [mine, theirs]) },
      {
        what: "With more dates than it tells",
        ...tell(
          "",
          Array.from({ length: 20 }, () => mine),
        ),
      },
    ];
  },
  "project.completed": (facts, locale) => {
    const thanks = { to: page(), unsubscribe: links.unsubscribe(TOKEN) };
    const own = { subject: "Thank you, {first name}", text: facts.message };
    return [
      { what: "Plain", ...thankYou(locale, facts, thanks) },
      {
        what: "With an extra",
        ...thankYou(locale, { ...facts, extras: [facts.extra] }, thanks),
      },
      {
        what: "With many extras",
        ...thankYou(locale, { ...facts, extras: twelve(facts.extra) }, thanks),
      },
      {
        what: "Completed without an answer",
        ...thankYou(locale, { ...facts, unanswered: [facts.fileName] }, thanks),
      },
      { what: "In the freelancer’s own words", ...thankYou(locale, facts, thanks, own) },
      { what: "Without a link", ...thankYou(locale, facts, { ...thanks, to: null }) },
    ];
  },
  "signOff.asked": (facts, locale) => {
    const one = { title: facts.fileName, note: "" };
    const noted = { title: facts.projectTitle, note: facts.note };
    return [
      { what: "One", ...signOffAsked(locale, { ...facts, put: [one] }, page()) },
      { what: "With a note", ...signOffAsked(locale, { ...facts, put: [noted] }, page()) },
      {
        what: "Several, without a link",
        ...signOffAsked(locale, { ...facts, put: [one, noted] }, null),
      },
    ];
  },
  "project.completing": (facts, locale) => {
    const waits = { ...facts, titles: [facts.fileName, facts.extra], on: facts.toOn };
    return [{ what: "Two that are open", ...completionAsked(locale, waits, page()) }];
  },
  "survey.invited": (facts, locale) => [
    { what: "Plain", ...asking("CHECK_BACK", locale, facts, ways()) },
    {
      what: "After a remedy that was kept",
      ...asking(
        "CHECK_BACK",
        locale,
        { ...facts, remedies: [locale.t("apology.remedies.DATE")] },
        ways(),
      ),
    },
    {
      what: "In the freelancer’s own words",
      ...asking("CHECK_BACK", locale, facts, ways(), {
        subject: "{project}: is all well?",
        text: facts.message,
      }),
    },
  ],
  "survey.reminded": (facts, locale) => [
    { what: "Plain", ...asking("REMINDER", locale, facts, ways()) },
  ],
  "testimonial.invited": (facts, locale) => [
    {
      what: "Plain",
      ...asking("TESTIMONIAL", locale, facts, { ...ways(), to: links.testimonial(TOKEN) }),
    },
  ],
  "case.apologized": (facts, locale) => {
    const complaint = { words: facts.answer, specifics: "", about: ["RESULT" as const] };
    const about = { projectTitle: facts.projectTitle, complaints: [complaint] };
    const said = { ...facts, text: draftApology(locale, about) };
    const remedy = proposeRemedies(locale, about)[0]!;
    const money = { kind: "MONEY" as const, hundredths: 5000, currency: "EUR", text: "" };
    return [
      {
        what: "With a remedy",
        ...apologyEmail(locale, { ...said, remedy, goodwill: null }, page()),
      },
      {
        what: "With goodwill",
        ...apologyEmail(locale, { ...said, remedy, goodwill: money }, page()),
      },
      {
        what: "About no project, without a link",
        ...apologyEmail(
          locale,
          { ...said, projectTitle: null, remedy: null, goodwill: null },
          null,
        ),
      },
    ];
  },
  "quietClient.asked": (facts, locale) => {
    const quiet = { ...ways(), to: links.quietCheck(TOKEN) };
    return [{ what: "Plain", ...asking("QUIET_CHECK", locale, facts, quiet) }];
  },
  "ownIt.told": (facts, locale) => {
    const days = { beganOn: facts.today, endedOn: null, foundOn: null };
    const said = { ...facts, ownLine: "", what: facts.message, doing: facts.note, days };
    return [
      { what: "Still going on", ...ownItEmail(locale, { ...said, goodwill: null }, page()) },
      {
        what: "Over, with a line of their own and goodwill",
        ...ownItEmail(
          locale,
          {
            ...said,
            ownLine: facts.answer,
            days: { ...days, beganOn: facts.today, endedOn: facts.toOn },
            goodwill: goodwillName(locale, {
              kind: "MONEY",
              hundredths: 5000,
              currency: "EUR",
              text: "",
            }),
          },
          page(),
        ),
      },
      {
        what: "On one day, without a link",
        ...ownItEmail(
          locale,
          { ...said, days: { ...days, endedOn: facts.today }, goodwill: null },
          null,
        ),
      },
    ];
  },
  "message.posted": (facts, locale) =>
    [
      { what: "One message", texts: [facts.message], hasMore: false },
      { what: "About no project", projectTitle: null, texts: [facts.message], hasMore: false },
      { what: "Two messages", texts: [facts.message, facts.note], hasMore: false },
      { what: "More than it holds", texts: [facts.message, facts.note], hasMore: true },
    ].map(({ what, ...own }) => ({ what, ...tellContact(locale, { ...facts, ...own }, page()) })),
  "deadline.moved": (facts, locale) => {
    const notice = { ...facts, title: facts.deadlineTitle, effect: "", doing: "" };
    const whole = {
      ...notice,
      effect: "Printing starts a day later",
      doing: "I work on Saturday",
    };
    const tell = (notices: (typeof notice)[]) =>
      deadlineMoved(locale, { ...facts, notices }, page());
    return [
      { what: "One date", ...tell([notice]) },
      { what: "Two dates, with effect and remedy", ...tell([notice, whole]) },
    ];
  },
  "request.asked": (facts, locale) => [
    { what: "A file", ...requestAsked(locale, neededOf(facts, "FILE"), page()) },
    { what: "An answer", ...requestAsked(locale, neededOf(facts, "ANSWER"), page()) },
    {
      what: "A decision, without a link",
      ...requestAsked(locale, neededOf(facts, "DECISION"), null),
    },
  ],
  "request.nudged": (facts, locale) => [
    { what: "Before its day", ...requestNudged(locale, "before", neededOf(facts, "FILE"), page()) },
    { what: "After it", ...requestNudged(locale, "after", neededOf(facts, "DECISION"), page()) },
  ],
  "file.sent": (facts, locale) => {
    const file = { name: "lighthouse-map.pdf", size: sizeName(2_400_000, locale.units) };
    const board = { name: facts.note, size: locale.t("files.link", { host: "maps.example.com" }) };
    return [
      { what: "One file", files: [file], links: 0, hasMore: false },
      { what: "More than it holds", files: [file, file], links: 0, hasMore: true },
      { what: "One link", files: [board], links: 1, hasMore: false },
      { what: "A file and a link", files: [file, board], links: 1, hasMore: false },
    ].map(({ what, ...own }) => ({
      what,
      ...tellOfSentFiles(locale, { ...facts, ...own }, page()),
    }));
  },
  "work.shown": (facts, locale) => {
    const own = { projectTitle: facts.projectTitle, notes: [facts.note], extras: [] as string[] };
    const both = [
      { ...own, notes: twelve(facts.note) },
      { projectTitle: "The ferry plan", notes: [], extras: [facts.extra] },
    ];
    const tell = (projects: (typeof own)[], often: "DAILY" | "WEEKLY") =>
      workShown(locale, { ...facts, projects }, page(), often, links.unsubscribe(TOKEN));
    return [
      { what: "Daily, one project", ...tell([own], "DAILY") },
      { what: "Weekly, two projects", ...tell(both, "WEEKLY") },
    ];
  },
} satisfies Record<string, Samples>;
