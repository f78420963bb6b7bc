import { readerByLink, type ContactEntry } from "@/auth/contact";
import type { Channel, ComplaintAbout, Verdict } from "@/db/enums";
import type { Day } from "@/lib/dates";
import { isMuted } from "@/features/projects/work-notes/rules";
import { pageOf } from "@/lib/page-of";
import { SHOWN, statusPageSql } from "./sql";

type Titled = {
  id: string;
  title: string;
  completedAt: string | null;
  cancelledAt: string | null;
};

/** The page as JSON from the database: instants and days as text. */
type Raw = {
  contact: {
    name: string;
    zone: string;
    language: string;
    updateFrequency: "DAILY" | "WEEKLY" | "MATTERS";
  };
  clientName: string;
  caseOpenedAt: string | null;
  studio: {
    freelancerName: string;
    name: string;
    zone: string;
    hours: unknown;
    country: string | null;
    daysOff: unknown;
  };
  projects: Titled[];
  /** How many there are, where there are more than the page names. */
  projectCount: number | null;
  shown: (Titled & { summary: string }) | null;
  /** What was promised for this project after an earlier one. */
  remedies: string[];
  /** The question about it, once it is completed and this reader was asked. */
  survey: {
    expiresAt: string;
    answers: { verdict: Verdict; effort: number | null; words: string; answeredAt: string }[];
    complaint: {
      about: ComplaintAbout[];
      specifics: string;
      specifiedAt: string | null;
      case: { openedAt: string; firstRespondedAt: string | null; closedAt: string | null };
    } | null;
  } | null;
  deadlines: {
    id: string;
    title: string;
    promisedOn: Day;
    holder: "FREELANCER" | "CLIENT";
    metAt: string | null;
    droppedAt: string | null;
    createdAt: string;
    moves: {
      id: string;
      fromOn: Day;
      toOn: Day;
      reason: string;
      effect: string;
      doing: string;
      movedAt: string;
    }[];
  }[];
  thread: {
    id: string;
    text: string;
    writtenAt: string;
    contactId: string | null;
    by: string | null;
    channel: Channel;
    loggedAt: string | null;
    isAutomatic: boolean;
    seenAt: string | null;
    noReplyAt: string | null;
    correctedAt: string | null;
    earlierTexts: string[];
  }[];
  /** What the freelancer looks into, and by when the client hears. */
  pledges: { id: string; what: string; dueAt: string }[];
  notes: { id: string; text: string; shownAt: string }[];
  extras: { id: string; text: string }[];
  /** Those of the project, and those sent with messages that are about none. */
  files: {
    id: string;
    name: string;
    bytes: number;
    storedAt: string;
    /** Whether whoever reads the page sent it. */
    isOwn: boolean;
    by: string | null;
    messageId: string | null;
    projectId: string | null;
  }[];
};

const readByLink = readerByLink<{ page: Raw | null }>("status-page", statusPageSql);

/**
 * Reads the page behind a link in one round trip: whose it is, their client's projects by name, and
 * one whole project. Returns no facts when the link does not work or the project is not their
 * client's. Work notes are hidden while a case is open.
 */
export async function openStatusPage(
  token: unknown,
  projectId: string | null,
  now: Date,
): Promise<{ entry: ContactEntry; facts: StatusPageFacts | null }> {
  const { entry, found } = await readByLink(token, now, projectId);
  if (entry.kind !== "open" || !found?.page || (projectId && !found.page.shown))
    return { entry, facts: null };
  return { entry, facts: factsOf(found.page) };
}

function factsOf(raw: Raw) {
  const isSilent = isMuted({ caseOpenedAt: time(raw.caseOpenedAt) });
  const { shown, contact, clientName, studio } = raw;
  const projects = pageOf(raw.projects, SHOWN.projects);
  const notes = pageOf(isSilent ? [] : raw.notes, SHOWN.work);
  // Oldest first: the line too many is the first.
  const thread = pageOf(raw.thread.toReversed(), SHOWN.thread);
  return {
    contact,
    clientName,
    studio,
    projects: projects.rows.map((one) => ({
      ...one,
      completedAt: time(one.completedAt),
      cancelledAt: time(one.cancelledAt),
    })),
    /** How many more there are, and the last one named. */
    moreProjects: projects.more
      ? { after: projects.more, count: raw.projectCount! - SHOWN.projects }
      : null,
    /** What was said about the project and about none, oldest first. */
    thread: thread.rows.map(asLine).toReversed(),
    moreThread: thread.more,
    pledges: raw.pledges.map((pledge) => ({ ...pledge, dueAt: new Date(pledge.dueAt) })),
    files: raw.files.map((file) => ({ ...file, storedAt: new Date(file.storedAt) })),
    project: shown
      ? {
          ...shown,
          completedAt: time(shown.completedAt),
          cancelledAt: time(shown.cancelledAt),
          remedies: raw.remedies,
          survey: raw.survey && asSurvey(raw.survey),
          deadlines: raw.deadlines.map((deadline) => ({
            ...deadline,
            metAt: time(deadline.metAt),
            droppedAt: time(deadline.droppedAt),
            createdAt: new Date(deadline.createdAt),
            moves: deadline.moves.map((move) => ({ ...move, movedAt: new Date(move.movedAt) })),
          })),
          notes: notes.rows.map(asNote),
          moreNotes: notes.more,
          extras: isSilent ? [] : raw.extras,
        }
      : null,
  };
}

function asSurvey({ expiresAt, answers, complaint }: NonNullable<Raw["survey"]>) {
  const given = answers.map((one) => ({ ...one, answeredAt: new Date(one.answeredAt) }));
  return {
    expiresAt: new Date(expiresAt),
    firstAnsweredAt: given[0]?.answeredAt ?? null,
    standing: given.at(-1) ?? null,
    complaint: complaint && {
      ...complaint,
      specifiedAt: time(complaint.specifiedAt),
      case: {
        openedAt: new Date(complaint.case.openedAt),
        firstRespondedAt: time(complaint.case.firstRespondedAt),
        closedAt: time(complaint.case.closedAt),
      },
    },
  };
}

const asLine = (line: Raw["thread"][number]) => ({
  ...line,
  writtenAt: new Date(line.writtenAt),
  loggedAt: time(line.loggedAt),
  seenAt: time(line.seenAt),
  noReplyAt: time(line.noReplyAt),
  correctedAt: time(line.correctedAt),
  // The page has what is out alone.
  heldUntil: null,
});
const asNote = (note: Raw["notes"][number]) => ({ ...note, shownAt: new Date(note.shownAt) });

function time(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export type StatusPageFacts = ReturnType<typeof factsOf>;
