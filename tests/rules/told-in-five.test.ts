import { describe, expect, test } from "vitest";
import { promisesAtRisk } from "@/features/deadlines/emails";
import { tellOfFiles } from "@/features/files/emails";
import { kinds, type Fact, type HistoryKind } from "@/features/history/kinds";
import type { Telling } from "@/features/history/rules";
import { tellFreelancer } from "@/features/messages/emails";
import { needKinds, tell, type Need, type NeedKind } from "@/features/today/needs";
import { LANGUAGES } from "@/language/languages";
import { studioLocaleOf, type StudioLocale } from "@/language/studio";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@localhost/none",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "a secret for these rules alone, of no worth",
});

const now = new Date("2026-11-24T10:00:00Z");
const at = new Date("2026-11-23T09:00:00Z");
const day = "2026-11-20";
const others = LANGUAGES.filter((language) => language !== "en");

const who = "Ines Duarte";
const project = "Walking guide";
const id = "7a1b2c3d";
const deadline = { deadlineId: id, projectId: id, project, who, title: "Draft", promisedOn: day };
const quiet = { about: "quiet", count: 3, due: "left", left: 2 } as const;
const openCase = {
  caseId: id,
  about: project,
  who,
  words: "Late again",
  at,
  goalAt: at,
  apologizedAt: null,
  repliedAt: null,
  isRevoked: false,
};
const email = { emailId: id, subject: "Thanks", who, at };
const asked = { projectId: id, clientId: id, who, at };

/** One need of each kind, with all that its sentence draws on. */
const sent = { requestId: id, title: "The logo", projectId: id, project, who, text: "Here.", at };
const needs: { [K in NeedKind]: Extract<Need, { kind: K }> } = {
  "case unanswered": { kind: "case unanswered", ...openCase, verdict: null },
  "emails stuck": { kind: "emails stuck", why: "The key is wrong.", at },
  "mailbox unread": { kind: "mailbox unread", why: "The mailbox’s server said: No.", at },
  "emails unheard": { kind: "emails unheard", why: "silent", at },
  "email to review": { kind: "email to review", ...email, why: null },
  "email bounced": {
    kind: "email bounced",
    address: "ines@example.com",
    cause: "BOUNCED",
    who: null,
    why: null,
    clientId: null,
    subcontractorId: null,
    emailId: id,
    at,
  },
  "email held": {
    kind: "email held",
    inboundId: id,
    subject: "",
    who: null,
    heldFor: "UNKNOWN_SENDER",
    at,
  },
  "deadline late": { kind: "deadline late", ...deadline },
  "pledge due": { kind: "pledge due", ...asked, pledgeId: id, what: "the legend" },
  "message waiting": {
    kind: "message waiting",
    ...asked,
    messageId: id,
    about: project,
    text: "Hello?",
    answerBy: null,
    wantsChanges: true,
    signOffs: [{ id, title: "Draft" }],
  },
  "new work asked for": {
    kind: "new work asked for",
    messageId: id,
    clientId: id,
    client: "Duarte Lighthouse Tours",
    who,
    text: "A second map?",
    at,
    answerBy: null,
  },
  "request answered": { kind: "request answered", ...sent },
  "request replied": {
    kind: "request replied",
    ...sent,
    messageId: id,
    isDecision: true,
    options: ["Blue", "Green"],
  },
  "request late": { kind: "request late", ...sent, dueOn: day },
  "subcontractor waiting": {
    kind: "subcontractor waiting",
    assignmentId: id,
    title: "Drawings",
    who,
    text: "Nine?",
    at,
    answerBy: at,
  },
  "subcontractor date": {
    kind: "subcontractor date",
    dateId: id,
    assignmentId: id,
    assignment: "Drawings",
    who,
    what: "PAY",
    title: "",
    promisedOn: day,
    isLate: true,
  },
  "subcontractor unhappy": {
    kind: "subcontractor unhappy",
    assignmentId: id,
    title: "Drawings",
    who,
    isBad: true,
    words: "",
    at,
  },
  "deadline due today": { kind: "deadline due today", ...deadline },
  "case unanswered, nearly": { kind: "case unanswered, nearly", ...openCase, verdict: "NEARLY" },
  "deadline at risk": { kind: "deadline at risk", ...deadline, why: quiet },
  "client late": { kind: "client late", ...deadline },
  "follow-up held": {
    kind: "follow-up held",
    followUpId: id,
    what: "CHECK_BACK",
    project,
    who,
    at,
  },
  "webhook off": { kind: "webhook off", endpointId: id, host: "n8n.example.com", why: "gone", at },
  "zone unknown": {
    kind: "zone unknown",
    people: [
      { name: who, zone: "Mars/Base", clientId: id },
      { name: "Jonas Holm", zone: "Mars/Base", clientId: id },
    ],
  },
  "email scheduled": { kind: "email scheduled", ...email },
  "case to close": { kind: "case to close", ...openCase, verdict: null, repliedAt: at },
  "quiet client answered": {
    kind: "quiet client answered",
    quietCheckId: id,
    clientId: id,
    client: "Duarte Tours",
    who,
    reason: "TOO_SLOW",
    words: "",
    isComplaint: true,
    at,
  },
  "good answer": { kind: "good answer", projectId: id, project, who, words: "", at },
};

const titled = { title: "Draft" };
const what = { what: "the legend" };
const named = { name: "map.pdf" };
const followUp = { what: "Check-back" };
const texted = { text: "A proof first", why: "No time" };
const subject = { subject: "Thanks" };

/** What each kind that has a sentence is recorded with; those that are left out need nothing. */
const data: { [K in HistoryKind]?: NonNullable<Extract<Fact, { kind: K }>["data"]> } = {
  "project.completing": { on: day },
  "signOff.put": titled,
  "signOff.accepted": titled,
  "signOff.changesAsked": titled,
  "signOff.takenBack": titled,
  "signOff.unanswered": titled,
  "message.begun": titled,
  "deadline.promised": { ...titled, on: day },
  "deadline.moved": { ...titled, from: day, to: day },
  "deadline.met": titled,
  "deadline.unmet": titled,
  "deadline.changed": titled,
  "deadline.dropped": titled,
  "deadline.removed": titled,
  "deadline.marked": { ...titled, atRisk: true },
  "deadline.missed": { ...titled, on: day },
  "message.logged": { channel: "PHONE" },
  "pledge.made": what,
  "pledge.kept": what,
  "pledge.reopened": what,
  "pledge.moved": { ...what, why: "It is snowing" },
  "pledge.missed": what,
  "request.asked": { ...titled, on: day },
  "request.changed": { ...titled, on: day },
  "request.answered": titled,
  "request.replied": titled,
  "request.cancelled": titled,
  "request.reopened": titled,
  "link.added": titled,
  "link.changed": titled,
  "link.removed": titled,
  "file.stored": named,
  "file.removed": named,
  "followUp.skipped": followUp,
  "followUp.sentByHand": followUp,
  "followUp.moved": { ...followUp, to: day },
  "followUp.reworded": followUp,
  "followUp.restored": followUp,
  "followUp.decided": { ...followUp, why: "A case is open with this client." },
  "quietCheck.answered": { reason: "TOO_SLOW" },
  "client.cameBack": { since: day },
  "answer.given": { verdict: "NEARLY", isRevision: true },
  "testimonial.hidden": { hiddenFor: "OFF_TOPIC", why: "A bakery." },
  "testimonial.replied": { isFirst: true },
  "case.closed": { outcome: "KEPT" },
  "remedy.promised": texted,
  "remedy.kept": texted,
  "remedy.missed": texted,
  "remedy.waived": texted,
  "remedy.reopened": texted,
  "failure.told": texted,
  "ledger.entered": texted,
  "ledger.removed": texted,
  "email.edited": subject,
  "email.sentByHand": subject,
  "email.skipped": subject,
  "email.retried": subject,
  "email.dismissed": subject,
  "email.reported": { ...subject, fact: "bounced" },
  "inboundEmail.filed": subject,
  "assignment.begun": titled,
  "assignment.done": titled,
  "assignment.reopened": titled,
  "assignmentDate.promised": { ...titled, on: day },
  "assignmentDate.moved": { ...titled, from: day, to: day },
  "assignmentDate.kept": titled,
  "assignmentDate.reopened": titled,
  "assignmentDate.removed": titled,
  "assignmentFile.stored": named,
  "assignmentFile.removed": named,
};

describe("a need on Today", () => {
  const wordsOf = (one: Need, language: string) =>
    tell(one, { zone: "Europe/Lisbon", now, locale: studioLocaleOf(language) });

  test.each(Object.keys(needKinds) as NeedKind[])("is told in five languages: %s", (kind) => {
    const english = wordsOf(needs[kind], "en");
    for (const language of LANGUAGES) {
      const { word, head, about, action } = wordsOf(needs[kind], language);
      expect([word, head, about, action].join(" "), language).not.toMatch(/[{}]|undefined|null/);
    }
    for (const language of others) {
      const { word, action } = wordsOf(needs[kind], language);
      expect([word, action], language).not.toEqual([english.word, english.action]);
    }
  });
});

describe("a fact of the history", () => {
  const said = (kind: HistoryKind, language: string, name: string | null) => {
    const { t, dayName } = studioLocaleOf(language);
    const sentence = kinds[kind].tell as ((telling: Telling<unknown>) => string) | null;
    return sentence?.({
      t,
      day: (on) => dayName(on, day),
      who: name,
      whom: who,
      data: data[kind] ?? {},
    });
  };
  const shown = (Object.keys(kinds) as HistoryKind[]).filter((kind) => kinds[kind].tell);

  test.each(shown)("is told in five languages: %s", (kind) => {
    for (const name of [who, null]) {
      const all = LANGUAGES.map((language) => said(kind, language, name));
      for (const sentence of all) expect(sentence).not.toMatch(/[{}]|undefined|null|^$/);
      expect(new Set(all).size, all.join("\n")).toBeGreaterThan(3);
    }
  });

  test("why a follow-up was not sent is told in the reader's language", () =>
    expect(said("followUp.decided", "de", null)).toBe(
      "Nachfrage nicht gesendet. Mit diesem Kunden ist ein Fall offen.",
    ));
});

describe("an email to the freelancer", () => {
  const facts = { freelancerName: "Mira Holm", projectTitle: project, projectId: id };
  const file = { by: who, name: "map.pdf", size: "2.4 MB" };
  const risk = { projectId: id, project, title: "Draft", promisedOn: day, why: quiet };
  const lines = [{ by: who, text: "Hello?" }];
  const about = { contactName: who, threadTitle: project, page: "https://studio.example.com" };

  test.each<[string, (locale: StudioLocale) => { subject: string; words: object }]>([
    ["messages", (locale) => tellFreelancer(locale, { ...facts, ...about, lines, hasMore: true })],
    ["one file", (locale) => tellOfFiles(locale, { ...facts, files: [file], hasMore: false })],
    ["files", (locale) => tellOfFiles(locale, { ...facts, files: [file, file], hasMore: true })],
    ["one risk", (locale) => promisesAtRisk(locale, { ...facts, risks: [risk], today: day })],
    ["risks", (locale) => promisesAtRisk(locale, { ...facts, risks: [risk, risk], today: day })],
  ])("is written in five languages: %s", (_about, write) => {
    const all = LANGUAGES.map((language) => write(studioLocaleOf(language)));
    for (const email of all) expect(JSON.stringify(email)).not.toMatch(/\{\w+\}|undefined|null/);
    expect(new Set(all.map(({ subject }) => subject)).size).toBe(LANGUAGES.length);
  });
});
