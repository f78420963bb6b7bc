import { say } from "@/language/say";
import type { TableName } from "@/db/portable/tables";

export type Row = Record<string, unknown>;

/** How many of each were waiting: none of them is sent from here by itself. */
export type Waited = { emails: number; followUps: number; messages: number };

type Arrival = (row: Row, at: string, waited: Waited) => Row;

/**
 * What becomes of what was still to happen. The install that the studio comes from may go on for a while: nothing is
 * sent here that it might send too. Emails that waited are cancelled, follow-ups are held for the
 * freelancer's decision, held messages are on the client's page, and shown work is taken for told.
 */
const arrivals: Partial<Record<TableName, Arrival>> = {
  Email: (row, at, waited) => {
    if (row.settledAt && !row.needsReviewAt) return row;
    waited.emails += 1;
    const settled = { settledAt: row.settledAt ?? at, cancelledAt: at };
    return {
      ...row,
      ...settled,
      needsReviewAt: null,
      doubtSince: null,
      lastError: say("importStudio.moved"),
    };
  },
  FollowUp: (row, at, waited) => {
    if (row.settledAt || row.heldAt) return row;
    waited.followUps += 1;
    return { ...row, heldAt: at };
  },
  Message: (row, at, waited) => {
    if (!row.heldUntil) return row;
    waited.messages += 1;
    // It was to be written when it is sent; that is now.
    const isAhead = Date.parse(String(row.writtenAt)) > Date.parse(at);
    return { ...row, heldUntil: null, writtenAt: isAhead ? at : row.writtenAt };
  },
  // It waited for its message.
  File: (row, at) => (row.messageId && !row.storedAt ? { ...row, storedAt: at } : row),
  AssignmentQuestion: (row, at) => {
    if (row.askedAt || row.skippedAt) return row;
    return { ...row, skippedAt: at, skippedWhy: say("importStudio.moved") };
  },
  WorkNote: (row, at) => (row.shownAt && !row.gatheredAt ? { ...row, gatheredAt: at } : row),
  Extra: (row, at) => (row.shownAt && !row.gatheredAt ? { ...row, gatheredAt: at } : row),
};

/** Returns a row as it is after the move. Counts in `waited` what was still to happen. */
export function arrived(table: TableName, row: Row, at: string, waited: Waited): Row {
  return arrivals[table]?.(row, at, waited) ?? row;
}
