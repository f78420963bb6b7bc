import type { Channel, ComplaintAbout, RequestKind, SignOffOutcome, Verdict } from "@/db/enums";
import type { Day } from "@/lib/dates";
import type { Look } from "@/lib/look";

type Titled = {
  id: string;
  title: string;
  completedAt: string | null;
  cancelledAt: string | null;
};

/** The page as JSON from the database: instants and days as text. */
export type Raw = {
  contact: {
    name: string;
    zone: string;
    language: string;
    updateFrequency: "DAILY" | "WEEKLY" | "MATTERS";
  };
  clientName: string;
  caseOpenedAt: string | null;
  studio: Look & {
    freelancerName: string;
    welcome: string;
    /** Since when it does not want to know who was on their page. */
    seenOffAt: string | null;
    zone: string;
    hours: unknown;
    country: string | null;
    daysOff: unknown;
  };
  projects: Titled[];
  /** How many there are, where there are more than the page names. */
  projectCount: number | null;
  shown:
    | (Titled & {
        summary: string;
        /** When it is completed without an answer, while its completion waits for sign-offs. */
        completesAt: string | null;
      })
    | null;
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
  /** What was put before the client, round by round. */
  signOffs: {
    id: string;
    deadlineId: string;
    title: string;
    round: number;
    note: string;
    putAt: string;
    outcome: SignOffOutcome | null;
    closedAt: string | null;
    /** Who answered. */
    by: string | null;
    changes: string;
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
    isNewWork: boolean;
    /** The project that became of it. */
    begun: string | null;
    /** The request that it was sent to, and whether it is its answer. */
    request: string | null;
    isAnswer: boolean;
  }[];
  /** What the freelancer needs from the client in an open project; with who answered what was answered. */
  requests: {
    id: string;
    kind: RequestKind;
    title: string;
    details: string;
    options: string[];
    dueOn: Day;
    changedAt: string | null;
    answeredAt: string | null;
    cancelledAt: string | null;
    by: string | null;
    option: string | null;
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
    previewWidth: number | null;
    previewHeight: number | null;
  }[];
  /** What lies elsewhere on the web, beside the project's files. */
  links: { id: string; title: string; url: string; addedAt: string }[];
};
