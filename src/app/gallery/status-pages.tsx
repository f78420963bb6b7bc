import type { RequestKind } from "@/db/enums";
import { StatusPage, type Problem } from "@/app/(client)/p/status-page";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { weekOf } from "@/features/studio/rules";
import { refusal, toldIn } from "@/language/refusals";
import { addDays, type Day } from "@/lib/dates";
import { plainLook, type GalleryFacts } from "./facts";
import { CONTACT_ID, PROJECT_ID, twelve, type PageSample } from "./sample";
import { at, deadline, id, line, met, moved, notes, type Line } from "./status-parts";

type Project = NonNullable<StatusPageFacts["project"]>;
/** A project, and what was said about it. */
type Sample = Project & { thread?: Line[]; look?: Partial<StatusPageFacts["studio"]> } & Partial<
    Pick<StatusPageFacts, "pledges" | "files" | "links" | "requests">
  >;

/** The contact's page in each state it can be in. */
export const statusPages: PageSample[] = [
  page("status-none", "Status page: no project yet", () => null),
  page("status-empty", "Status page: a project without dates", openProject),
  page("status-open", "Status page: open", (facts) => ({
    ...openProject(facts),
    deadlines: [
      met(facts),
      deadline(facts, 2, facts.fromOn),
      deadline(facts, 3, addDays(facts.fromOn, 5), { holder: "CLIENT", title: "Your go-ahead" }),
    ],
    thread: [line(facts, 7, CONTACT_ID)],
    notes: notes(facts).slice(0, 2),
  })),
  page("status-late", "Status page: late, after a move", (facts) => ({
    ...openProject(facts),
    deadlines: [
      met(facts),
      moved(facts, addDays(facts.today, -5), addDays(facts.today, -1)),
      deadline(facts, 3, addDays(facts.fromOn, 9)),
    ],
  })),
  page("status-moved", "Status page: a date has moved", (facts) => ({
    ...openProject(facts),
    deadlines: [met(facts), moved(facts, facts.fromOn, facts.toOn)],
  })),
  page("status-completed", "Status page: completed, with other projects", (facts) => ({
    ...openProject(facts),
    completedAt: at(addDays(facts.today, -1)),
    deadlines: [met(facts), deadline(facts, 2, facts.fromOn)],
    extras: [{ id: id(1), text: facts.extra }],
  })),
  page("status-muted", "Status page: progress and extras muted while a case is open", (facts) => ({
    ...openProject(facts),
    deadlines: [deadline(facts, 2, facts.fromOn)],
    thread: [line(facts, 1, CONTACT_ID), line(facts, 2, null)],
  })),
  page("status-sign-off", "Status page: to sign off, while the completion waits", (facts) => ({
    ...openProject(facts),
    completesAt: at(facts.toOn),
    deadlines: [deadline(facts, 2, facts.fromOn), deadline(facts, 3, facts.toOn)],
    signOffs: rounds(facts),
  })),
  page("status-unanswered", "Status page: completed without an answer", (facts) => ({
    ...openProject(facts),
    completedAt: at(facts.today),
    deadlines: [deadline(facts, 2, facts.fromOn)],
    signOffs: [ended(facts, 1, "NO_ANSWER"), ended(facts, 2, "ACCEPTED")],
  })),
  page(
    "status-sign-off-refused",
    "Status page: accepted after it was cancelled",
    (facts) => ({ ...openProject(facts), signOffs: [ended(facts, 1, "TAKEN_BACK")] }),
    () => ({
      part: "sign-off",
      typed: { signOffId: id(1) },
      why: refusal("too-late", "signOffTakenBack"),
    }),
  ),
  page("status-requests", "Status page: what is needed from the client", needed),
  page("status-answer-refused", "Status page: an answer was refused", needed, () => ({
    part: "requests",
    typed: { requestId: id(3), text: "" },
    why: refusal("invalid", "requestOption", {}, "option"),
  })),
  page("status-answered", "Status page: an answer came too late", openProject, () => ({
    part: "requests",
    typed: {},
    why: refusal("already", "requestAnswered"),
  })),
  page("status-full", "Status page: with a look, extras, files and a long thread", full),
  page("status-message-refused", "Status page: a message was refused", openProject, (facts) => ({
    part: "thread",
    typed: { text: facts.message },
    why: refusal("invalid", "messageTooLong", { most: 8000 }),
  })),
  page("status-upload-refused", "Status page: a file was refused", openProject, () => ({
    part: "files",
    typed: {},
    why: refusal("not-allowed", "projectFull", { most: 2, taken: 1.9 }),
  })),
  page("status-choice-refused", "Status page: a choice was refused", openProject, () => ({
    part: "updates",
    typed: {},
    why: refusal("invalid", "noChoice"),
  })),
];

type Refused = Omit<Problem, "sentence"> & { why: Parameters<typeof toldIn>[1] };

function page(
  slug: string,
  title: string,
  projectOf: (facts: GalleryFacts) => Sample | null,
  refused?: (facts: GalleryFacts) => Refused,
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const problem = refused?.(facts);
      return (
        <StatusPage
          locale={locale}
          facts={statusFacts(facts, projectOf(facts), locale.language)}
          path={path}
          now={facts.now}
          problem={problem && { ...problem, sentence: toldIn(locale, problem.why) }}
        />
      );
    },
  };
}

function statusFacts(
  facts: GalleryFacts,
  sample: Sample | null,
  language: string,
): StatusPageFacts {
  const {
    thread = [],
    pledges = [],
    files = [],
    links = [],
    requests = [],
    look,
    ...rest
  } = sample ?? {};
  const project = sample ? (rest as Project) : null;
  const other = (n: number, title: string, completedAt: Date | null) => ({
    id: id(n),
    title,
    completedAt,
    cancelledAt: null,
  });
  return {
    contact: {
      name: facts.contactName,
      zone: facts.contactZone,
      language,
      updateFrequency: "DAILY",
    },
    clientName: "Duarte Ferries",
    studio: {
      ...plainLook,
      welcome: "",
      seenOffAt: null,
      freelancerName: facts.freelancerName,
      name: facts.studioName,
      zone: facts.studioZone,
      hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
      country: null,
      daysOff: [],
      ...look,
    },
    projects: project?.completedAt
      ? [project, other(8, "The ferry plan", null), other(9, "The old atlas", facts.now)]
      : project
        ? [project]
        : [],
    moreProjects: null,
    thread,
    moreThread: null,
    pledges,
    files,
    requests,
    links,
    project,
  };
}

function openProject(facts: GalleryFacts): Project {
  return {
    id: PROJECT_ID,
    title: facts.projectTitle,
    summary: facts.note,
    completedAt: null,
    completesAt: null,
    signOffs: [],
    cancelledAt: null,
    remedies: [],
    survey: null,
    deadlines: [],
    notes: [],
    moreNotes: null,
    extras: [],
  };
}

type Round = Project["signOffs"][number];

const ended = (facts: GalleryFacts, n: number, outcome: Round["outcome"]): Round => ({
  id: id(n),
  deadlineId: id(n),
  title: facts.extra,
  round: 1,
  note: "",
  putAt: at(addDays(facts.today, -3)),
  outcome,
  closedAt: outcome && at(addDays(facts.today, -1)),
  by: outcome === "ACCEPTED" || outcome === "CHANGES" ? facts.contactName : null,
  changes: outcome === "CHANGES" ? facts.answer : "",
});

/** One that is open after changes were asked for, and one that was accepted. */
const rounds = (facts: GalleryFacts): Round[] => [
  { ...ended(facts, 2, "CHANGES"), title: facts.fileName },
  { ...ended(facts, 3, "ACCEPTED") },
  {
    ...ended(facts, 4, null),
    deadlineId: id(2),
    round: 2,
    note: facts.note,
    title: facts.fileName,
  },
];
/** Each kind of request: one late, one changed, one answered. */
function needed(facts: GalleryFacts): Sample {
  const request = (n: number, kind: RequestKind, dueOn: Day) => ({
    id: id(n),
    kind,
    title: n === 1 ? facts.fileName : facts.note,
    details: n === 2 ? facts.message : "",
    options: kind === "DECISION" ? [facts.note, facts.extra] : [],
    dueOn,
    changedAt: n === 2 ? at(facts.today) : null,
    answeredAt: n === 4 ? at(addDays(facts.today, -1)) : null,
    cancelledAt: null,
    by: n === 4 ? facts.contactName : null,
    option: n === 4 ? facts.extra : null,
  });
  return {
    ...openProject(facts),
    deadlines: [met(facts), deadline(facts, 2, facts.fromOn)],
    requests: [
      request(1, "FILE", addDays(facts.today, -2)),
      request(2, "ANSWER", facts.fromOn),
      request(3, "DECISION", facts.toOn),
      request(4, "DECISION", facts.today),
    ],
  };
}

function full(facts: GalleryFacts): Sample {
  return {
    ...openProject(facts),
    deadlines: [
      met(facts),
      moved(facts, facts.fromOn, facts.toOn),
      deadline(facts, 3, addDays(facts.toOn, 9)),
    ],
    thread: Array.from({ length: 30 }, (_, n) => line(facts, n, n % 3 === 1 ? null : CONTACT_ID)),
    pledges: [
      { id: id(1), what: facts.message, dueAt: at(addDays(facts.today, 1)) },
      { id: id(2), what: facts.note, dueAt: at(addDays(facts.today, -1)) },
    ],
    notes: notes(facts),
    extras: twelve(facts.extra)
      .slice(0, 3)
      .map((text, n) => ({ id: id(n), text })),
    look: { accent: "#7a1fa2", welcome: facts.note, siteUrl: "https://maps.example.com/" },
    links: [
      { id: id(1), title: facts.note, url: "https://maps.example.com/board", addedAt: facts.now },
    ],
    files: twelve(facts.fileName).map((name, n) => ({
      id: id(n),
      name,
      bytes: 10 ** (n % 8) * 3,
      storedAt: at(addDays(facts.today, -n)),
      by: n % 2 ? facts.contactName : null,
      isOwn: n % 2 === 1,
      // Two of them were sent with messages.
      messageId: n < 2 ? id(n) : null,
      previewWidth: null,
      previewHeight: null,
      projectId: PROJECT_ID,
    })),
  };
}
