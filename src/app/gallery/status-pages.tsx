import { StatusPage, type Problem } from "@/app/(client)/p/status-page";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { weekOf } from "@/features/studio/rules";
import { refusal, toldIn } from "@/language/refusals";
import { addDays, instantAt, type Day } from "@/lib/dates";
import type { GalleryFacts } from "./facts";
import { CONTACT_ID, PROJECT_ID, twelve, type PageSample } from "./sample";

type Project = NonNullable<StatusPageFacts["project"]>;
type Deadline = Project["deadlines"][number];
type Line = StatusPageFacts["thread"][number];
/** A project, and what was said about it. */
type Sample = Project & { thread?: Line[] } & Partial<Pick<StatusPageFacts, "pledges" | "files">>;

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

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
  page("status-full", "Status page: with extras, files and a long thread", full),
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
  const { thread = [], pledges = [], files = [], ...rest } = sample ?? {};
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
      freelancerName: facts.freelancerName,
      name: facts.studioName,
      zone: facts.studioZone,
      hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
      country: null,
      daysOff: [],
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
    project,
  };
}

function openProject(facts: GalleryFacts): Project {
  return {
    id: PROJECT_ID,
    title: facts.projectTitle,
    summary: facts.note,
    completedAt: null,
    cancelledAt: null,
    remedies: [],
    survey: null,
    deadlines: [],
    notes: [],
    moreNotes: null,
    extras: [],
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
    files: twelve(facts.fileName).map((name, n) => ({
      id: id(n),
      name,
      bytes: 10 ** (n % 8) * 3,
      storedAt: at(addDays(facts.today, -n)),
      by: n % 2 ? facts.contactName : null,
      isOwn: n % 2 === 1,
      // Two of them were sent with messages.
      messageId: n < 2 ? id(n) : null,
      projectId: PROJECT_ID,
    })),
  };
}

const at = (day: Day) => instantAt(day, "15:20", "Europe/Lisbon");

function deadline(
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

const met = (facts: GalleryFacts) =>
  deadline(facts, 1, addDays(facts.today, -6), {
    title: "The sketch",
    metAt: at(addDays(facts.today, -7)),
  });

function moved(facts: GalleryFacts, fromOn: Day, toOn: Day): Deadline {
  const { reason } = facts;
  const movedAt = at(addDays(facts.today, -3));
  const move = { id: id(1), fromOn, toOn, reason, effect: "", doing: "", movedAt };
  return deadline(facts, 2, toOn, { moves: [move] });
}

const CHANNELS = ["PORTAL", "EMAIL", "PHONE", "WHATSAPP", "SOCIAL", "IN_PERSON"] as const;

/** The nth line of a thread: by each channel in turn, some read, one automatic. */
function line(facts: GalleryFacts, n: number, contactId: string | null): Line {
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
  };
}

const notes = (facts: GalleryFacts) =>
  twelve(facts.note).map((text, n) => ({
    id: id(n),
    text,
    shownAt: at(addDays(facts.today, -Math.floor(n / 2) - 1)),
  }));
