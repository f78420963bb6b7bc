import type { Channel } from "@/db/enums";
import { cut } from "@/lib/cut";
import { isThanks } from "@/lib/thanks";

/** Which thread: a project's, or a client's own where no project is named. */
export type ThreadRef = { projectId?: string; clientId?: string };

/** A thread that is known: a project's with its client, or a client's own. */
export type KnownThread = { freelancerId: string; clientId: string; projectId: string | null };

/** The lines of a thread alone, as a filter. */
export const linesOf = (thread: KnownThread) => ({
  freelancerId: thread.freelancerId,
  clientId: thread.clientId,
  projectId: thread.projectId,
});

export type ThreadLine = {
  contactId: string | null;
  writtenAt: Date;
  text: string;
  channel: Channel;
  loggedAt: Date | null;
  isAutomatic: boolean;
  heldUntil: Date | null;
  noReplyAt: Date | null;
};

/** Channels by which both sides speak at once. */
const SPOKEN: Channel[] = ["PHONE", "IN_PERSON"];

/**
 * Whether a line asks for an answer, is one, or is neither: an automatic reply, a line that is still held back, a
 * closing thanks, and what the freelancer says needs no reply. A call or a meeting is an answer, whoever called.
 */
export function voiceOf(line: ThreadLine): "asks" | "answers" | "neither" {
  if (line.isAutomatic || line.heldUntil) return "neither";
  if (line.contactId === null || (line.loggedAt && SPOKEN.includes(line.channel))) return "answers";
  return line.noReplyAt || isThanks(line.text) ? "neither" : "asks";
}

/**
 * Returns since when the client has been waiting for a reply: their first question after the
 * freelancer's last answer. Null when nothing waits. `lines` are oldest first.
 */
export function waitingSince(lines: ThreadLine[]): Date | null {
  const lastAnswer = lines.findLastIndex((line) => voiceOf(line) === "answers");
  const waiting = lines.slice(lastAnswer + 1).find((line) => voiceOf(line) === "asks");
  return waiting?.writtenAt ?? null;
}

/** Returns the client's last question, while it waits for an answer; nothing else. `lines` are oldest first. */
export function openQuestion<Line extends ThreadLine>(lines: Line[]): Line | undefined {
  return waitingSince(lines) ? lines.findLast((line) => voiceOf(line) === "asks") : undefined;
}

/** As long as a project's title may be. */
const MOST_TITLE = 120;

/** Returns what a project is called that a client asks for: the first line that says something, cut. */
export function titleOf(text: string): string {
  const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
  return cut(first.replace(/\s+/gu, " ").trim(), MOST_TITLE);
}

/** For so long a message that nobody has read is corrected without a mark, as an email may be undone. */
const SILENT_MS = 600_000;

/**
 * Whether a correction leaves no mark: within ten minutes, while nobody has said that they read the message, and no
 * email with it was sent. Later both sides see what it said before.
 */
export function correctsSilently(
  line: { writtenAt: Date; seenAt: Date | null; isEmailed: boolean },
  now: Date,
): boolean {
  const isFresh = now.getTime() - line.writtenAt.getTime() <= SILENT_MS;
  return isFresh && !line.seenAt && !line.isEmailed;
}

/** A file that was sent with a message, or by itself. */
export type SentFile = {
  id: string;
  /** The message it was sent with. */ messageId: string | null;
  at: Date;
  /** Empty for the freelancer's own. */ by: string | null;
  name: string;
  size: string;
  href: string;
};

/**
 * Returns what was said and what was sent by itself, in one order by time. Of files those since the first line, or all
 * where the thread is shown from its beginning.
 */
export function inTime<Line extends { writtenAt: Date }>(
  lines: Line[],
  files: SentFile[],
  isWhole: boolean,
): ({ at: Date } & ({ line: Line; file?: never } | { file: SentFile; line?: never }))[] {
  const first = lines[0]?.writtenAt;
  const shown = files.filter(
    (file) => !file.messageId && (isWhole || (first !== undefined && file.at >= first)),
  );
  return [
    ...lines.map((line) => ({ at: line.writtenAt, line })),
    ...shown.map((file) => ({ at: file.at, file })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Who gets an email about the freelancer's message: the project's own contact and everyone who has written
 * in the thread, each once.
 */
export function readersOf(
  projectContactId: string | null,
  lines: { contactId: string | null }[],
): string[] {
  return [
    ...new Set([
      ...(projectContactId ? [projectContactId] : []),
      ...lines.flatMap((line) => (line.contactId ? [line.contactId] : [])),
    ]),
  ];
}
