import type { FollowUpKind, QuietReason } from "@/db/enums";
import { riskWords, type RiskReason } from "@/features/deadlines/rules";
import { localeOf } from "@/language/locale";
import type { Day } from "@/lib/dates";
import { caseNeeds } from "./cases/needs";
import { emailNeeds } from "./emails/needs";
import { messageNeeds } from "./messages/needs";
import { requestNeeds } from "./requests/needs";
import { subcontractorNeeds } from "./subcontractors/needs";
import { webhookNeeds } from "./webhooks/needs";
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

type PromisedWord = "late" | "dueToday" | "atRisk" | "clientLate";
type PromisedAction = "tellClient" | "dueToday.action" | "clientLate.action";

const promised = (
  shape: Shown["shape"],
  word: PromisedWord,
  action: PromisedAction,
  href: (facts: Deadline) => string,
): NeedEntry<Deadline & { why?: RiskReason }> => ({
  key: ({ deadlineId }) => deadlineId,
  pressing: ({ promisedOn }) => promisedOn,
  tell: ({ who, project, title, promisedOn, why, ...facts }, clock) => {
    const { t } = clock.locale;
    const about = t("today.needs.aboutProject", { who, project, when: day(promisedOn, clock) });
    return {
      shape,
      word: t(`today.needs.${word}.word`),
      head: title,
      about: why ? `${about} ${riskWords(t, why)}` : about,
      doneId: facts.deadlineId,
      href: href({ who, project, title, promisedOn, ...facts }),
      action: t(`today.needs.${action}`),
    };
  },
});

const toNotice = ({ projectId, deadlineId }: Deadline) =>
  `/projects/${projectId}/delay/${deadlineId}`;

/** Every kind of need there is, the most urgent first. A new one is an entry here and a query beside the others. */
export const needKinds = {
  "case unanswered": caseNeeds["case unanswered"],

  "emails stuck": emailNeeds["emails stuck"],

  "emails unheard": emailNeeds["emails unheard"],
  "mailbox unread": emailNeeds["mailbox unread"],

  "email to review": emailNeeds["email to review"],

  "email bounced": emailNeeds["email bounced"],

  "email held": emailNeeds["email held"],

  "deadline late": promised("late", "late", "tellClient", toNotice),

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
      word: clock.locale.t(`today.needs.pledge.${at < clock.now ? "past" : "today"}`),
      head: clock.locale.t("today.needs.pledge.head", { who, what }),
      about: clock.locale.t("today.needs.pledge.by", { when: time(at, clock) }),
      href: `${projectId ? `/projects/${projectId}` : `/clients/${clientId}`}#write`,
      action: clock.locale.t("today.needs.pledge.action"),
    }),
  }),

  "message waiting": messageNeeds["message waiting"],

  "new work asked for": messageNeeds["new work asked for"],

  "request answered": requestNeeds["request answered"],

  "request replied": requestNeeds["request replied"],

  "subcontractor waiting": subcontractorNeeds["subcontractor waiting"],

  "subcontractor date": subcontractorNeeds["subcontractor date"],

  "subcontractor unhappy": subcontractorNeeds["subcontractor unhappy"],

  "deadline due today": promised(
    "risk",
    "dueToday",
    "dueToday.action",
    ({ projectId }) => `/projects/${projectId}#promises`,
  ),

  "case unanswered, nearly": caseNeeds["case unanswered, nearly"],

  "deadline at risk": promised("risk", "atRisk", "tellClient", toNotice),

  "client late": promised(
    "risk",
    "clientLate",
    "clientLate.action",
    ({ projectId }) => `/projects/${projectId}#write`,
  ),

  "webhook off": webhookNeeds["webhook off"],

  "follow-up held": need<{
    followUpId: string;
    what: FollowUpKind;
    project: string;
    who: string;
    at: Date;
  }>({
    key: ({ followUpId }) => followUpId,
    pressing: iso,
    tell: ({ followUpId, what, project, who, at }, clock) => {
      const { t } = clock.locale;
      const [href, action] = [`/follow-ups/${followUpId}`, t("today.needs.decide")];
      const facts = { who, project, when: time(at, clock) };
      // Only what moved here with its studio is held before its time.
      if (at > clock.now)
        return {
          shape: "waits",
          word: t("importStudio.heldWord"),
          head: t("importStudio.held"),
          about: t("importStudio.heldAbout", { ...facts, what: t(`followUps.kinds.${what}.one`) }),
          href,
          action,
        };
      return {
        shape: "risk",
        word: t("today.needs.followUp.word"),
        head: t(`today.needs.followUp.head.${what}`),
        about: t("today.needs.followUp.about", facts),
        href,
        action,
      };
    },
  }),

  "zone unknown": need<{ people: { name: string; zone: string; clientId: string }[] }>({
    key: () => "zones",
    pressing: () => "",
    tell: ({ people: [first, ...others] }, { locale: { t } }) => ({
      shape: "risk",
      word: t("today.needs.zone.word"),
      head:
        others.length > 0
          ? t("today.needs.zone.others", { name: first!.name, count: others.length })
          : first!.name,
      about: t("today.needs.zone.about", { zone: first!.zone }),
      href: `/clients/${first!.clientId}`,
      action: t("today.needs.zone.action"),
    }),
  }),

  "request late": requestNeeds["request late"],

  "email scheduled": emailNeeds["email scheduled"],

  "case to close": caseNeeds["case to close"],

  "quiet client answered": need<{
    quietCheckId: string;
    clientId: string;
    client: string;
    who: string;
    reason: QuietReason;
    words: string;
    isComplaint: boolean;
    at: Date;
  }>({
    key: ({ quietCheckId }) => quietCheckId,
    pressing: ({ isComplaint, at }) => `${isComplaint ? 0 : 1} ${at.toISOString()}`,
    tell: ({ clientId, client, who, reason, words, isComplaint, at }, clock) => ({
      shape: isComplaint ? "risk" : "waits",
      word: clock.locale.t(`today.needs.quiet.${isComplaint ? "complaint" : "word"}`),
      head: clock.locale.t("today.needs.quiet.head", {
        who,
        client,
        reason: clock.locale.t(`history.quiet.${reason}`),
      }),
      about: clock.locale.t(`today.needs.${isComplaint ? "quiet.wantsRight" : "answered"}`, {
        when: time(at, clock),
      }),
      words,
      href: `/clients/${clientId}#quiet`,
      action: clock.locale.t("today.needs.readAnswer"),
    }),
  }),

  "good answer": need<Answer>({
    key: ({ projectId }) => projectId,
    pressing: iso,
    tell: ({ projectId, project, who, words, at }, clock) => ({
      shape: "done",
      word: localeOf(clock.locale.language).t("survey.UP_TO_MARK.label"),
      head: `${who}, ${project}`,
      about: clock.locale.t("today.needs.answered", { when: time(at, clock) }),
      words,
      href: `/projects/${projectId}#answer`,
      action: clock.locale.t("today.needs.readAnswer"),
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
