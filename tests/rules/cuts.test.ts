import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Why Today may show the first ones only. */
const QUEUE = "a queue: the most pressing first, and the next come as those are done";

/** What is deleted a part at a time. */
const BATCH = "a batch: whoever asks for it comes back until nothing is left";

/**
 * Queries that read a part of a list and lead to no next page, by file and what bounds them, each
 * with why nothing gets lost by it.
 */
const REASONED: Record<string, Record<string, string>> = {
  "src/features/today/queries.ts": { "take: MOST": QUEUE },
  "src/features/today/messages/queries.ts": { "LIMIT ${MOST}": QUEUE, "take: MOST": QUEUE },
  "src/features/today/coming-up/queries.ts": {
    "take: MOST": "a part of Today; the weeks ahead, one press away, have all",
  },
  "src/features/today/answers/queries.ts": { "LIMIT ${MOST}": QUEUE },
  "src/features/today/quiet/queries.ts": { "take: MOST": QUEUE },
  "src/features/quiet-clients/queries.ts": {
    "LIMIT ${MOST}": "a batch: a worker comes back for the rest",
  },
  "src/features/today/subcontractors/queries.ts": { "take: MOST": QUEUE },
  "src/features/today/requests/queries.ts": { "LIMIT ${MOST}": QUEUE, "take: MOST": QUEUE },
  "src/features/requests/answers/commands.ts": { "take: 2": "one, or more than one" },
  "src/features/requests/queries.ts": { "take: MOST": "twenty are open in a project at most" },
  "src/features/subcontractors/uploads/commands.ts": {
    "take: AT_ONCE": "a sweep, which comes back for the rest",
  },
  "src/features/subcontractors/thread/commands.ts": {
    "take: LOOKED_AT": "the first question counts, and closing thanks before it are few",
  },
  "src/features/subcontractors/questions/queries.ts": {
    "take: MOST": "a batch: a worker comes back for the rest",
  },
  "src/features/today/pledges/queries.ts": { "take: MOST": QUEUE },
  "src/features/today/emails/queries.ts": { "LIMIT ${MOST}": QUEUE, "take: MOST": QUEUE },
  "src/features/cases/queries.ts": { "LIMIT ${MOST}": QUEUE },
  "src/features/own-it/queries.ts": { "take: MOST": "a sweep, which comes back for the rest" },
  "src/workflows/export-list/lists.ts": { "take: ROWS": "a batch: the next one follows" },
  "src/features/cases/apology/commands.ts": {
    "take: MOST": "a sweep, which comes back for the rest",
  },
  "src/features/messages/held/commands.ts": {
    "take: MOST": "a batch: the worker comes back for the rest",
  },
  "src/features/messages/response-times/queries.ts": {
    "LIMIT ${most}": "figures of the newest answers; the threads themselves have them all",
  },
  "src/features/messages/queries.ts": {
    "take: LOOKED_AT": "the first question counts, and closing thanks before it are few",
  },
  "src/features/deadlines/risk/queries.ts": {
    "take: MOST": "a part of Today, which is a queue",
    "LIMIT ${most}": BATCH,
  },
  "src/features/follow-ups/timeline/queries.ts": {
    "take: MOST":
      "a project has one of each kind a person; what is held is a queue, decided one by one",
  },
  "src/features/follow-ups/forecast/queries.ts": {
    "take: MOST": "a forecast of fourteen days, the nearest first; all emails are under Emails",
    "take: 30": "the last ones sent; all emails are under Emails",
  },
  "src/features/messages/erasure/commands.ts": { "LIMIT ${most}": BATCH },
  "src/features/inbound/erasure/commands.ts": { "LIMIT ${most}": BATCH },
  "src/features/history/retention/commands.ts": { "LIMIT ${most}": BATCH },
  "src/workflows/complete-project/waiting/commands.ts": { "take: MOST": BATCH },
  "src/features/webhooks/delivery/commands.ts": { "take: MOST_AT_ONCE": BATCH },
  "src/features/projects/status/sql.ts": {
    "LIMIT ${SHOWN.requests}": "every open one, and what is done after them",
    "LIMIT ${SHOWN.signOffs}": "the latest rounds of one project; the studio's page has them all",
  },
  "src/features/files/previews/commands.ts": {
    "LIMIT ${AT_ONCE}": "a batch: the worker comes back for the rest",
  },
  "src/features/files/links/queries.ts": { "take: MOST_LINKS": "a project takes no more" },
  "src/features/history/erasure/commands.ts": { "LIMIT ${most}": BATCH },
  "src/features/files/deletions/commands.ts": { "take: AT_ONCE": BATCH },
  "src/features/erasures/queries.ts": {
    "take: 50": "the latest erasures, which say no more than that there were some",
  },
  "src/features/studio/due/commands.ts": { "LIMIT ${AT_ONCE}": BATCH },
  "src/features/emails/retention/commands.ts": { "LIMIT ${most}": BATCH },
  "src/features/emails/erasure/commands.ts": { "LIMIT ${most}": BATCH, "take: AT_ONCE": BATCH },
  "src/features/clients/retention/queries.ts": { "LIMIT ${most}": BATCH },
  "src/features/search/candidates/queries.ts": {
    "LIMIT ${LATEST}": "a first look; where it does not fill the page, all are looked through",
    "LIMIT ${SORTED}": "of a word in more rows than these the best are among the latest",
    "LIMIT ${CANDIDATES}": "more than a page shows, which says that there is more",
  },
  "src/features/search/messages/queries.ts": {
    "LIMIT ${ON_ITS_PAGE}": "only whether a line is on its thread's own page",
  },
  "src/features/projects/work-notes/queries.ts": {
    "LIMIT ${MOST}": "a part of the forecast, one row a contact",
  },
  "src/features/files/queries.ts": {
    "take: MOST_FILES_A_PROJECT": "no project takes in more than that",
  },
  "src/features/files/commands.ts": { "take: AT_ONCE": "a sweep, which comes back for the rest" },
  "src/features/inbound/queries.ts": {
    "take: MOST": QUEUE,
    "take: 200": "the newest to choose from; an older project's client has a thread of its own",
  },
  "src/features/inbound/commands.ts": { "take: AT_ONCE": "a sweep, which comes back for the rest" },
  "src/features/inbound/routing/queries.ts": {
    "take: 20": "emails under the same Message-IDs; the newest of each freelancer's is taken",
    "take: 2": "one, or that there are several",
  },
  "src/features/inbound/arrivals/commands.ts": {
    "LIMIT ${most}": "a claim, which comes back for the rest",
  },
  "src/features/inbound/mailboxes/own/commands.ts": {
    "LIMIT ${most}": "a claim, which comes back for the rest",
  },
  "src/features/calendar/queries.ts": {
    "take: MOST": "a feed has no pages; two thousand promises is more than a calendar shows",
  },
  "src/features/emails/outbox/queries.ts": {
    "take: 50": "a command's list, beside the count of all",
  },
  "src/features/projects/list/queries.ts": {
    "    take,": "the caller's, with one row too many",
  },
  "src/features/follow-ups/queries.ts": {
    "    take,": "the caller's batch: a worker comes back for the rest",
  },
  "src/features/testimonials/wall/sql.ts": {
    "LIMIT $3": "the caller's, with one row too many",
  },
  "src/features/today/done/queries.ts": {
    "take: 10": "an undo for a minute: more than ten are not marked as done in one",
  },
  "src/features/emails/delivery/queries.ts": {
    "LIMIT ${MOST_REFERENCES}": "the References header: the newest ids are enough for a thread",
  },
  "src/features/emails/delivery/sql.ts": {
    "LIMIT $1::int": "a claim, which comes back for the rest",
    "LIMIT coalesce((SELECT most": "a claim, which comes back for the rest",
    "LIMIT n.share": "a claim, which comes back for the rest",
    "LIMIT ${LOOKED_AT}": "a claim, which comes back for the rest",
  },
};

const CUT =
  /^ +take,$|\btake: [A-Z\d][^,\n}]*(?=,)|\bLIMIT (?:\$\{[^}]*\}|coalesce\(\(SELECT most|[^\s)`]+)/gm;
/** One row looks something up, and one too many is what says that there is more. */
const TELLS = /: 1$|LIMIT 1$|\+ 1/;

function unexplained(file: string, text: string): string[] {
  const reasoned = Object.keys(REASONED[file] ?? {});
  return [...text.matchAll(CUT)]
    .map(([found]) => found)
    .filter((found) => !TELLS.test(found) && !reasoned.includes(found))
    .map((found) => `${file}: ${found}`);
}

const files = globSync("src/**/*.ts").filter((file) => !file.includes("/generated/"));

describe("a list that is cut", () => {
  test("says that there is more, or why not", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap((file) => unexplained(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  test.each([
    ["  take: MOST,", ["a.ts: take: MOST"]],
    ["ORDER BY x LIMIT 200) l", ["a.ts: LIMIT 200"]],
    ["LIMIT ${MOST}`", ["a.ts: LIMIT ${MOST}"]],
    ["  take: PAGE + 1,", []],
    ["LIMIT ${SHOWN.thread + 1})", []],
    ["ORDER BY x LIMIT 1) m", []],
  ])("is found in %s", (text, found) => expect(unexplained("a.ts", text)).toEqual(found));

  test("has no reason for a cut that is gone", () => {
    const gone = Object.entries(REASONED).flatMap(([file, reasons]) => {
      const text = readFileSync(file, "utf8");
      const found = [...text.matchAll(CUT)].map(([cut]) => cut);
      return Object.keys(reasons).filter((reason) => !found.includes(reason));
    });
    expect(gone).toEqual([]);
  });
});
