import type { FollowUpKind } from "@/db/enums";
import { followUpKinds } from "@/features/follow-ups/kinds";
import { verdictWords } from "@/features/surveys/rules";
import type { Day } from "@/lib/dates";
import { caseNeeds } from "./cases/needs";
import { emailNeeds } from "./emails/needs";
import { subcontractorNeeds } from "./subcontractors/needs";
import { day, iso, need, time, type Clock, type NeedEntry, type Shown } from "./need";

type Answer = { projectId: string; project: string; who: string; words: string; at: Date };
type Deadline = {
  deadlineId: string;
  projectId: string;
  project: string;
  who: string;
  title: string;
  promisedOn: Day;
};

const promised = (
  shape: Shown["shape"],
  word: string,
  action: string,
  href: (facts: Deadline) => string,
): NeedEntry<Deadline & { why?: string }> => ({
  key: ({ deadlineId }) => deadlineId,
  pressing: ({ promisedOn }) => promisedOn,
  tell: (facts, clock) => ({
    shape,
    word,
    head: facts.title,
    about: `${facts.who}, ${facts.project}. ${day(facts.promisedOn, clock)}.${facts.why ? ` ${facts.why}` : ""}`,
    href: href(facts),
    action,
  }),
});

const toNotice = ({ projectId, deadlineId }: Deadline) =>
  `/projects/${projectId}/delay/${deadlineId}`;

/** Every kind of need there is, the most urgent first. A new one is an entry here and a query beside the others. */
export const needKinds = {
  "case unanswered": caseNeeds["case unanswered"],

  "emails stuck": emailNeeds["emails stuck"],

  "emails unheard": emailNeeds["emails unheard"],

  "email to review": emailNeeds["email to review"],

  "email bounced": emailNeeds["email bounced"],

  "email held": emailNeeds["email held"],

  "deadline late": promised("late", "Late", "Tell the client", toNotice),

  "pledge due": need<{
    pledgeId: string;
    projectId: string | null;
    clientId: string;
    who: string;
    what: string;
    at: Date;
  }>({
    key: ({ pledgeId }) => pledgeId,
    pressing: iso,
    tell: ({ projectId, clientId, who, what, at }, clock) => ({
      shape: at < clock.now ? "late" : "risk",
      word: at < clock.now ? "You said they’d hear" : "They hear from you today",
      head: `${who}: ${what}`,
      about: `By ${time(at, clock)}`,
      href: `${projectId ? `/projects/${projectId}` : `/clients/${clientId}`}#write`,
      action: "Tell them",
    }),
  }),

  "message waiting": need<{
    /** Empty for the client's own thread. */
    projectId: string | null;
    clientId: string;
    /** The project, or the client. */
    about: string;
    who: string;
    text: string;
    at: Date;
    answerBy: Date | null;
  }>({
    key: ({ projectId, clientId }) => projectId ?? clientId,
    pressing: ({ answerBy, at }) => (answerBy ?? at).toISOString(),
    tell: ({ projectId, clientId, about, who, text, at, answerBy }, clock) => ({
      shape: "waits",
      word: "Waiting for your reply",
      head: `${who}, ${about}`,
      about: answerBy ? `Reply by ${time(answerBy, clock)}` : `Written ${time(at, clock)}`,
      words: text,
      href: `${projectId ? `/projects/${projectId}` : `/clients/${clientId}`}#write`,
      action: "Reply",
    }),
  }),

  "subcontractor waiting": subcontractorNeeds["subcontractor waiting"],

  "subcontractor date": subcontractorNeeds["subcontractor date"],

  "subcontractor unhappy": subcontractorNeeds["subcontractor unhappy"],

  "deadline due today": promised(
    "risk",
    "Due today",
    "Open the project",
    ({ projectId }) => `/projects/${projectId}#promises`,
  ),

  "case unanswered, nearly": caseNeeds["case unanswered, nearly"],

  "deadline at risk": promised("risk", "At risk", "Tell the client", toNotice),

  "client late": promised(
    "risk",
    "Overdue from your client",
    "Ask for it",
    ({ projectId }) => `/projects/${projectId}#write`,
  ),

  "follow-up held": need<{
    followUpId: string;
    what: FollowUpKind;
    project: string;
    who: string;
    at: Date;
  }>({
    key: ({ followUpId }) => followUpId,
    pressing: iso,
    tell: ({ followUpId, what, project, who, at }, clock) => ({
      shape: "risk",
      word: "Overdue",
      head: `This ${followUpKinds[what].one.toLowerCase()} is overdue. Send it or skip it?`,
      about: `To ${who}, ${project}. It was due ${time(at, clock)}`,
      href: `/follow-ups/${followUpId}`,
      action: "Decide",
    }),
  }),

  "zone unknown": need<{ people: { name: string; zone: string; clientId: string }[] }>({
    key: () => "zones",
    pressing: () => "",
    tell: ({ people: [first, ...others] }) => ({
      shape: "risk",
      word: "Time zone unknown",
      head: `${first!.name}${others.length > 0 ? ` and ${others.length} more` : ""}`,
      about: `This machine does not know ${first!.zone}. Until you choose a zone, your own hours count.`,
      href: `/clients/${first!.clientId}`,
      action: "Choose a zone",
    }),
  }),

  "email scheduled": emailNeeds["email scheduled"],

  "case to close": caseNeeds["case to close"],

  "quiet client answered": need<{
    quietCheckId: string;
    clientId: string;
    client: string;
    who: string;
    reason: string;
    words: string;
    isComplaint: boolean;
    at: Date;
  }>({
    key: ({ quietCheckId }) => quietCheckId,
    pressing: ({ isComplaint, at }) => `${isComplaint ? 0 : 1} ${at.toISOString()}`,
    tell: ({ clientId, client, who, reason, words, isComplaint, at }, clock) => ({
      shape: isComplaint ? "risk" : "waits",
      word: isComplaint ? "Something went wrong" : "Quiet client answered",
      head: `${who}, ${client}: ${reason}`,
      about: isComplaint
        ? `They would like you to put it right. Answered ${time(at, clock)}`
        : `Answered ${time(at, clock)}`,
      words,
      href: `/clients/${clientId}#quiet`,
      action: "Read answer",
    }),
  }),

  "good answer": need<Answer>({
    key: ({ projectId }) => projectId,
    pressing: iso,
    tell: ({ projectId, project, who, words, at }, clock) => ({
      shape: "done",
      word: verdictWords.UP_TO_MARK,
      head: `${who}, ${project}`,
      about: `Answered ${time(at, clock)}`,
      words,
      href: `/projects/${projectId}#answer`,
      action: "Read answer",
    }),
  }),
};

export type NeedKind = keyof typeof needKinds;
type FactsOf<K extends NeedKind> =
  (typeof needKinds)[K] extends NeedEntry<infer Facts> ? Facts : never;

/** What needs the freelancer now. */
export type Need = { [K in NeedKind]: { kind: K } & FactsOf<K> }[NeedKind];

const order = Object.keys(needKinds) as NeedKind[];
// A need holds the facts of its own kind; that cannot be said of the table as a whole.
const entryOf = (one: Need) => needKinds[one.kind] as NeedEntry<Need>;

/** The needs in the order of their kinds, and within each the most pressing first. */
export function rank(needs: Need[]): Need[] {
  return needs.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      entryOf(a).pressing(a).localeCompare(entryOf(b).pressing(b)),
  );
}

/** A need in words for the freelancer. */
export function tell(one: Need, clock: Clock): Shown {
  return entryOf(one).tell(one, clock);
}

/** What tells a need from every other. */
export function keyOf(one: Need): string {
  return `${one.kind} ${entryOf(one).key(one)}`;
}
