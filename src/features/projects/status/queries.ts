import { readerByLink, type ContactEntry } from "@/auth/contact";
import { isMuted } from "@/features/projects/work-notes/rules";
import { pageOf } from "@/lib/page-of";
import type { Raw } from "./raw";
import { SHOWN, statusPageSql } from "./sql";

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
    requests: raw.requests.map((request) => ({
      ...request,
      changedAt: time(request.changedAt),
      answeredAt: time(request.answeredAt),
      cancelledAt: time(request.cancelledAt),
    })),
    pledges: raw.pledges.map((pledge) => ({ ...pledge, dueAt: new Date(pledge.dueAt) })),
    files: raw.files.map((file) => ({ ...file, storedAt: new Date(file.storedAt) })),
    links: raw.links.map((link) => ({ ...link, addedAt: new Date(link.addedAt) })),
    project: shown
      ? {
          ...shown,
          completedAt: time(shown.completedAt),
          completesAt: time(shown.completesAt),
          signOffs: raw.signOffs.map(asRound),
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
const asRound = (round: Raw["signOffs"][number]) => ({
  ...round,
  putAt: new Date(round.putAt),
  closedAt: time(round.closedAt),
});
const asNote = (note: Raw["notes"][number]) => ({ ...note, shownAt: new Date(note.shownAt) });

function time(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export type StatusPageFacts = ReturnType<typeof factsOf>;
