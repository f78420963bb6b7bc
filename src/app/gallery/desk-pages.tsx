import { DeskPage, type DeskProblem } from "@/features/subcontractors/components/desk-page";
import { StopPage } from "@/features/subcontractors/components/stop-page";
import type { DeskFacts } from "@/features/subcontractors/desk/queries";
import { weekOf } from "@/features/studio/rules";
import type { Locale } from "@/language/locale";
import { refusal, toldIn } from "@/language/refusals";
import { addDays } from "@/lib/dates";
import { plainLook, type GalleryFacts } from "./facts";
import type { PageSample } from "./sample";

type Assignment = NonNullable<DeskFacts["assignment"]>;

/** The pages of a subcontractor, in each of their states. */
export const deskPages: PageSample[] = [
  desk("desk-open", "Desk: an open assignment", () => ({})),
  desk("desk-done", "Desk: done, and asked", (facts) => ({
    doneAt: facts.now,
    question: question(facts, null),
  })),
  desk("desk-answered", "Desk: answered", (facts) => ({
    doneAt: facts.now,
    question: question(facts, "NEARLY"),
  })),
  desk("desk-bare", "Desk: nothing agreed yet", () => ({
    brief: "",
    dates: [],
    lines: [],
    files: [],
  })),
  desk(
    "desk-refused",
    "Desk: refused, nothing chosen",
    (facts) => ({ doneAt: facts.now, question: question(facts, null) }),
    (facts, locale) => ({
      part: "question",
      sentence: toldIn(locale, refusal("invalid", "noWorking")),
      typed: { working: "", words: facts.answer },
    }),
  ),
  desk(
    "desk-refused-message",
    "Desk: refused, an empty message",
    () => ({}),
    (_facts, locale) => ({
      part: "thread",
      sentence: toldIn(locale, refusal("invalid", "messageMissing")),
      typed: { text: "" },
    }),
  ),
  {
    slug: "desk-none",
    title: "Desk: no assignment yet",
    show: (facts, locale, path) => (
      <DeskPage
        locale={locale}
        facts={{ ...deskFacts(facts, locale), assignment: null, others: [] }}
        path={path}
        now={facts.now}
      />
    ),
  },
  stop("desk-stop", "Desk: stop the question", null),
  stop("desk-stopped", "Desk: the question is stopped", "now"),
];

function stop(slug: string, title: string, when: "now" | null): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => (
      <StopPage
        locale={locale}
        path={path}
        facts={{
          name: facts.contactName,
          zone: facts.contactZone,
          language: locale.language,
          optedOutAt: when && facts.now,
          freelancerName: facts.freelancerName,
          look: { name: facts.studioName, freelancerName: facts.freelancerName, ...plainLook },
        }}
      />
    ),
  };
}

function desk(
  slug: string,
  title: string,
  over: (facts: GalleryFacts) => Partial<Assignment>,
  problem?: (facts: GalleryFacts, locale: Locale) => DeskProblem,
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const all = deskFacts(facts, locale);
      return (
        <DeskPage
          locale={locale}
          facts={{ ...all, assignment: { ...all.assignment, ...over(facts) } }}
          path={path}
          now={facts.now}
          problem={problem?.(facts, locale)}
        />
      );
    },
  };
}

function question(facts: GalleryFacts, verdict: "NEARLY" | null): Assignment["question"] {
  return {
    dueAt: facts.now,
    askedAt: facts.now,
    skippedAt: null,
    skippedWhy: "",
    expiresAt: new Date(facts.now.getTime() + 86_400_000),
    answeredAt: verdict && facts.now,
    verdict,
    words: "",
    notedAt: null,
  };
}

function deskFacts(facts: GalleryFacts, { language }: Locale) {
  return {
    person: { name: facts.contactName, zone: facts.contactZone, language },
    studio: {
      ...plainLook,
      freelancerName: facts.freelancerName,
      name: facts.studioName,
      zone: facts.studioZone,
      hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
      country: null,
      daysOff: [],
    },
    assignment: assignmentOf(facts),
    others: [{ id: "00000000-0000-4000-8000-000000000009", title: facts.note, doneAt: facts.now }],
  };
}

function assignmentOf(facts: GalleryFacts): Assignment {
  const { now, today, fromOn, toOn, reason } = facts;
  const date = { id: "1", promisedOn: toOn, doneOn: null, hundredths: null, currency: null };
  const moved = [{ fromOn, toOn, reason, movedAt: now }];
  const money = { hundredths: 45_000, currency: "EUR" };
  const line = { writtenAt: now, noReplyAt: null };
  return {
    id: "00000000-0000-4000-8000-000000000003",
    title: facts.deadlineTitle,
    brief: facts.message,
    begunAt: now,
    doneAt: null,
    question: null,
    dates: [
      { ...date, kind: "MINE", title: facts.note, dateMoves: moved },
      { ...date, id: "2", kind: "THEIRS", title: facts.deadlineTitle, dateMoves: [] },
      { ...date, id: "3", kind: "MINE", title: facts.extra, doneOn: today, dateMoves: [] },
      {
        ...date,
        id: "4",
        kind: "THEIRS",
        title: "Proof",
        promisedOn: addDays(today, -2),
        dateMoves: [],
      },
      { ...date, ...money, id: "5", kind: "PAY", title: "", dateMoves: moved },
      { ...date, id: "6", kind: "PAY", title: "", doneOn: addDays(toOn, 1), dateMoves: [] },
    ],
    lines: [
      { ...line, id: "7", isTheirs: true, text: facts.answer, seenAt: now },
      { ...line, id: "8", isTheirs: false, text: facts.message, seenAt: null },
    ],
    files: [{ id: "9", name: facts.fileName, bytes: 2_400_000, isTheirs: false, storedAt: now }],
  };
}
