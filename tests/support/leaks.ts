import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { ContactScope, Scope, SubcontractorScope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { Refusal } from "@/lib/errors";
import type { FullStudio } from "./full-studio";
import type { ScopedFunction } from "./scoped-functions";

type Asking = { scope: Scope; contact: ContactScope; subcontractor: SubcontractorScope };
type Values = Record<string, unknown>;

const soughtBy = ([word]: string[]) => ({
  terms: [[word]],
  stems: [[]],
  forms: [word],
  languages: ["en"],
});

/** What the types do not tell: values by the parameter's or the property's name. */
const VALUES: Values = {
  address: "new@example.com",
  fromAddress: "new@example.com",
  language: "de",
  zone: "Europe/Lisbon",
  day: "2099-01-05",
  today: "2026-11-27",
  nearUntil: "2026-12-02",
  lastUntil: "2026-11-30",
  promisedOn: "2099-01-05",
  dueOn: "2099-01-05",
  toOn: "2099-01-05",
  happenedOn: "2026-11-02",
  beganOn: "2026-11-02",
  beginsOn: "2099-01-05",
  endedOn: "2026-11-02",
  foundOn: "2026-11-02",
  month: "2026-11-01",
  url: "https://figma.com/file/1",
  opensAt: "09:00",
  closesAt: "17:00",
  followUpsFrom: "09:00",
  followUpsUntil: "17:00",
  hours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
  daysOff: [],
  clock: () => new Date(),
  t: (key: string) => key,
  work: async (_tx: unknown, list: unknown[]) => list.length,
};

/** The same for one function alone: mostly an id of another state, or the row before a page. */
export const OWN_VALUES: Record<string, (studio: FullStudio) => Values> = {
  "cases/queries findOpenCase": ({ ids }) => ({ clientId: ids.unhappyId }),
  "remedies/commands reopenRemedy": ({ ids }) => ({ remedyId: ids.keptRemedyId }),
  "deadlines/commands unmeetDeadline": ({ ids }) => ({ deadlineId: ids.doneDeadlineId }),
  "deadlines/commands closeDeadlines": ({ ids }) => ({ doneId: ids.deadlineId }),
  "deadlines/changes/commands meetOwn": ({ ids }) => ({ deadlineId: ids.theirDateId }),
  "workflows/finish-own-date/commands finishOwnDate": ({ ids }) => ({
    deadlineId: ids.theirDateId,
  }),
  "clients/removal/commands deleteContact": ({ ids }) => ({ contactId: ids.lostId }),
  "messages/corrections/queries getOwnLine": ({ ids }) => ({ messageId: ids.saidId }),
  "projects/commands removeProject": ({ ids }) => ({ projectId: ids.emptyId }),
  "projects/people/commands savePeople": ({ ids }) => ({ alsoIds: [ids.lostId] }),
  "workflows/arrange-people/commands arrangePeople": ({ ids }) => ({ alsoIds: [ids.lostId] }),
  "emails/erased/queries erasedAmong": ({ marks }) => ({ addresses: [`${marks[0]}@gone.example`] }),
  "emails/review/commands tryEmailAgain": ({ ids }) => ({ emailId: ids.failedEmailId }),
  "emails/review/commands dismissEmail": ({ ids }) => ({ emailId: ids.failedEmailId }),
  "emails/suppressions/queries listSuppressed": ({ address }) => ({ addresses: [address] }),
  "emails/suppressions/queries findSuppression": ({ address }) => ({ address }),
  "figures/commands saveMonths": () => ({ from: "2026-11-01", months: [], all: {}, periods: [] }),
  "quality/queries listCounted": () => ({ before: "2099-01-01" }),
  "quality/queries readFigures": () => ({ period: { from: null, until: null } }),
  "follow-ups/decisions/commands bringBackFollowUp": ({ ids }) => ({ followUpId: ids.skippedId }),
  "follow-ups/decisions/commands recordDecision": ({ ids }) => ({ id: ids.followUpId }),
  "follow-ups/timeline/queries listTimeline": ({ ids }) => ({ projectId: ids.completedId }),
  "ledger/commands changeMishap": ({ ids }) => ({ entryId: ids.mishapId }),
  "ledger/commands noteEntry": ({ ids }) => ({ entryId: ids.mishapId }),
  "ledger/commands removeMishap": ({ ids }) => ({ entryId: ids.mishapId }),
  "ledger/queries getEntry": ({ ids }) => ({ entryId: ids.mishapId }),
  "own-it/commands removeFailure": ({ ids }) => ({ failureId: ids.untoldFailureId }),
  "own-it/commands undoNotices": ({ ids }) => ({ failureId: ids.waitingFailureId }),
  // It lists the asker's own contacts, less those it is given: it finds nobody by these ids.
  "own-it/queries listPeople": () => ({ contactId: undefined, projectId: undefined }),
  "requests/queries listLate": () => ({ today: "2099-01-05" }),
  "workflows/answer-request/commands acceptReply": ({ ids }) => ({ messageId: ids.repliedId }),
  "workflows/answer-request/commands noteAnswerRead": ({ ids }) => ({
    requestId: ids.answeredRequestId,
  }),
  "projects/older/queries listOlderMessages": ({ ids }) => ({ afterId: ids.messageId }),
  "projects/older/queries listOlderWork": ({ ids }) => ({ afterId: ids.noteId }),
  "projects/older/queries listMoreProjects": ({ ids }) => ({ afterId: ids.projectId }),
  "quiet-clients/queries listQuiet": ({ ids }) => ({ clientId: ids.quietId }),
  "quiet-clients/queries quietSince": ({ ids }) => ({ clientId: ids.quietId }),
  "overview/timeline/queries listTimeline": () => ({ from: "2026-11-23", until: "2100-01-01" }),
  "overview/timeline/queries countByDay": () => ({ from: "2026-11-23", until: "2100-01-01" }),
  // It leaves out what needs are about, and finds nothing by them.
  "today/coming-up/queries listComingUp": () => ({ needs: [] }),
  "search/queries findAll": ({ marks }) => ({ terms: [[marks[0]]] }),
  "search/candidates/queries listCandidates": ({ marks }) => ({
    table: "project",
    sought: soughtBy(marks),
  }),
  "search/messages/queries findMessages": ({ marks }) => ({ sought: soughtBy(marks) }),
  "search/messages/queries placeMessages": ({ ids }) => ({
    rows: [{ id: ids.messageId, found: "", at: new Date(), about: "", href: "/projects/x" }],
  }),
  "subcontractors/assignments/queries getAssignmentFile": ({ ids }) => ({ fileId: ids.deskFileId }),
  "subcontractors/desk/queries getDeskFile": ({ ids }) => ({ fileId: ids.deskFileId }),
  "subcontractors/questions/commands answerQuestion": ({ ids }) => ({
    assignmentId: ids.openAssignmentId,
  }),
  "subcontractors/thread/commands acknowledgeLine": ({ ids }) => ({ seenId: ids.deskLineId }),
  "subcontractors/thread/commands settleDeskLine": ({ ids }) => ({ messageId: ids.deskLineId }),
  "subcontractors/thread/commands writeFromSubcontractor": ({ ids }) => ({
    seenId: ids.deskLineId,
  }),
  "subcontractors/thread/commands writeToSubcontractor": ({ ids }) => ({ seenId: ids.deskLineId }),
  "subcontractors/uploads/commands removeAssignmentFile": ({ ids }) => ({ fileId: ids.deskFileId }),
  "testimonials/commands showTestimonial": ({ ids }) => ({
    testimonialId: ids.hiddenTestimonialId,
  }),
  "messages/queries findNewWork": ({ ids }) => ({ messageId: ids.askedById }),
  "files/withdrawals/commands withdrawFile": ({ ids }) => ({ fileId: ids.ownFileId }),
  "messages/corrections/commands correctMessage": ({ ids }) => ({ messageId: ids.saidId }),
  "messages/held/commands rewordHeld": ({ ids }) => ({ messageId: ids.heldMessageId }),
  "workflows/post-message/commands sendHeld": ({ ids }) => ({ messageId: ids.heldMessageId }),
  "workflows/post-message/commands takeBackHeld": ({ ids }) => ({ messageId: ids.heldMessageId }),
  "workflows/post-message/pledges/commands pledge": ({ ids }) => ({
    seenId: ids.messageId,
    keepsId: ids.pledgeId,
    // A Monday.
    on: "2099-01-05",
  }),
  "workflows/post-message/pledges/commands movePledge": () => ({ on: "2099-01-05" }),
  "workflows/post-message/commands acknowledge": ({ ids }) => ({ seenId: ids.messageId }),
  "workflows/post-message/commands writeToFreelancer": ({ ids }) => ({ seenId: ids.messageId }),
  "workflows/post-message/commands writeToClient": ({ ids }) => ({
    seenId: ids.messageId,
    keepsId: ids.pledgeId,
  }),
  "workflows/reopen-project/commands reopenProject": ({ ids }) => ({ projectId: ids.completedId }),
};

/** A page further on: what is given for the argument that may be left out. */
export const PAGES: Record<string, (ids: FullStudio["ids"]) => unknown> = {
  "cases/queries listClosedCases": (ids) => ids.closedCaseId,
  "clients/queries listClients": (ids) => ids.clientId,
  "emails/queries listEmails": (ids) => ids.emailId,
  "ledger/queries listLedger": (ids) => ids.mishapId,
  "history/queries listHistory": (ids) => ({ after: ids.entryId }),
  "projects/list/queries listProjects": (ids) => ids.projectId,
  "messages/queries listMessages": (ids) => ids.messageId,
  "overview/queries listOverview": (ids) => ids.projectId,
  "overview/timeline/queries listTimeline": (ids) => ids.projectId,
  "projects/queries listProjectEmails": (ids) => ids.emailId,
  "projects/work-notes/queries listNotes": (ids) => ids.noteId,
  "webhooks/queries listDeliveries": (ids) => ids.deliveryId,
  "testimonials/queries listTestimonials": (ids) => ids.testimonialId,
};

export const shortName = (one: ScopedFunction) => one.name.replace("features/", "");

async function* oneByte() {
  yield new Uint8Array([65]);
}

/** Calls a function for whoever asks, with the ids of a studio. Says whether it was given any. */
export async function call(one: ScopedFunction, as: Asking, studio: FullStudio, page?: unknown) {
  const run = (await one.load()) as (...args: unknown[]) => unknown;
  const values: Values = { ...VALUES, ...studio.ids, ...OWN_VALUES[shortName(one)]?.(studio) };
  let isGiven = page !== undefined;
  const work = async (tx: unknown) => {
    const args = one.argumentsFor((name, type) => {
      if (type === "Scope") return as.scope;
      if (type === "ContactScope") return as.contact;
      if (type === "SubcontractorScope") return as.subcontractor;
      if (type === "TransactionClient" || type === "Tx") return tx;
      if (type === "Date") return new Date();
      if (type.startsWith("AsyncIterable")) return oneByte();
      if (name.endsWith("Key")) return randomUUID();
      if (/^hours\d$/.test(name)) return [];
      if (type.startsWith("Uint8Array") && !type.endsWith("[]")) return new Uint8Array(32);
      isGiven ||= studio.marks.some((mark) => shown(values[name]).includes(mark));
      return values[name] ?? (type === "string" ? "New words" : undefined);
    });
    return run(...args, ...(page === undefined ? [] : [page]));
  };
  try {
    return { value: await (one.takesTransaction ? inTransaction(work) : work(null)), isGiven };
  } catch (error) {
    return { error, isGiven };
  }
}

export const shown = (value: unknown) =>
  inspect(value, { depth: 12, maxArrayLength: null, maxStringLength: null });

/** Every row of the database that has one of these marks in it. */
async function rowsWith(marks: string[]): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const whole = tables.map(
    ({ name }) => `SELECT '${name} ' || to_jsonb(one)::text AS "row" FROM "${name}" one`,
  );
  const rows = await db().$queryRawUnsafe<{ row: string }[]>(whole.join(" UNION ALL "));
  return rows
    .map(({ row }) => row)
    .filter((row) => marks.some((mark) => row.includes(mark)))
    .toSorted();
}

const isEmpty = (value: unknown): boolean =>
  value instanceof Map
    ? value.size === 0
    : typeof value === "object" && value !== null
      ? Object.values(value).every(isEmpty)
      : !value;

const P_FOREIGN_KEY = "P2003";
export const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? error.code : null;

/** What comes back or changes of a studio when somebody else asks with its ids. Nothing, if all is well. */
export async function leaksOf(
  one: ScopedFunction,
  as: Asking,
  studio: FullStudio,
  { marks = studio.marks, page }: { marks?: string[]; page?: unknown } = {},
): Promise<string[]> {
  const before = await rowsWith(marks);
  const { value, error, isGiven } = await call(one, as, studio, page);
  const after = await rowsWith(marks);
  const leaks = [
    ...after.filter((row) => !before.includes(row)).map((row) => `written: ${row}`),
    ...before.filter((row) => !after.includes(row)).map((row) => `changed: ${row}`),
  ];
  if (marks.some((mark) => shown(value).includes(mark))) leaks.push(`returned: ${shown(value)}`);
  // A step of a command that holds the parent's row already: the database itself refuses the child.
  const isRefused = error instanceof Refusal || codeOf(error) === P_FOREIGN_KEY;
  if (error && !isRefused) leaks.push(`no refusal: ${shown(error)}`);
  if (isGiven && error instanceof Refusal && error.code !== "not-found")
    leaks.push(`a refusal that tells it exists: ${error.message}`);
  if (isGiven && !isEmpty(value)) leaks.push(`an id of somebody else's gave: ${shown(value)}`);
  return leaks;
}
