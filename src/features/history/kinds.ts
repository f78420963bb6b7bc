import type {
  CaseOutcome,
  Channel,
  HeldFor,
  HiddenFor,
  QuietReason,
  SuppressionCause,
  UpdateFrequency,
  Verdict,
} from "@/db/enums";
import { retold } from "@/language/stored";
import type { Day } from "@/lib/dates";
import { forBoth, forStudio, type Kind, quietReason, theirs } from "./rules";
import { mailKinds } from "@/features/history/mail/kinds";
import { requestKinds } from "@/features/history/requests/kinds";
import { signInKinds } from "@/features/history/sign-in/kinds";
import { signOffKinds } from "@/features/history/sign-offs/kinds";
import { subcontractorKinds } from "@/features/history/subcontractors/kinds";

type Titled = { title: string };
type Texted = { text: string };
type What = { what: string };

/** What a provider reports of an email. */
type Reported = "sent" | "delivered" | "bounced" | "complained";

/** Every kind of fact there is. A new one is a line here, and a `record` in the command that makes it true. */
export const kinds = {
  "project.begun": forBoth(({ t }) => t("history.did.project.begun")),
  "project.described": forBoth(({ t }) => t("history.did.project.described")),
  "project.welcomed": forStudio(({ t }) => t("history.did.project.welcomed")),
  "project.welcomedByHand": forStudio(({ t }) => t("history.did.project.welcomedByHand")),
  "project.completed": forBoth(({ t }) => t("history.did.project.completed")),
  "project.cancelled": forBoth(({ t }) => t("history.did.project.cancelled")),
  "project.archived": forStudio(({ t }) => t("history.did.project.archived")),
  "project.unarchived": forStudio(({ t }) => t("history.did.project.unarchived")),
  "project.deleted": forBoth<Titled>(null),
  "project.peopleArranged": forStudio(({ t }) => t("history.did.project.people")),
  "project.reopened": forBoth(({ t }) => t("history.did.project.reopened")),

  "project.completing": forBoth<{ on: Day }>(({ t, data, day }) =>
    t("history.did.project.completing", { on: day(data.on) }),
  ),
  "project.notCompleting": forBoth(({ t }) => t("history.did.project.notCompleting")),

  ...signOffKinds,
  ...signInKinds,
  ...mailKinds,

  "deadline.promised": forBoth<Titled & { on: Day }>(({ t, data: { title, on }, day }) =>
    t("history.did.deadline.promised", { title, on: day(on) }),
  ),
  "deadline.moved": forBoth<Titled & { from: Day; to: Day }>(
    ({ t, data: { title, from, to }, day }) =>
      t("history.did.deadline.moved", { title, before: day(from), after: day(to) }),
  ),
  "deadline.met": forBoth<Titled>(({ t, data }) => t("history.did.deadline.met", data)),
  "deadline.unmet": forBoth<Titled>(({ t, data }) => t("history.did.deadline.unmet", data)),
  "deadline.changed": forBoth<Titled>(({ t, data }) => t("history.did.deadline.changed", data)),
  "deadline.dropped": forBoth<Titled>(({ t, data }) => t("history.did.deadline.dropped", data)),
  "deadline.removed": forBoth<Titled>(({ t, data }) => t("history.did.deadline.removed", data)),
  "deadline.marked": forStudio<Titled & { atRisk: boolean }>(({ t, data: { title, atRisk } }) =>
    t(atRisk ? "history.did.deadline.atRisk" : "history.did.deadline.notAtRisk", { title }),
  ),
  "deadline.reordered": forBoth(null),
  "deadline.missed": forStudio<Titled & { on: Day }>(({ t, data: { title, on }, day }) =>
    t("history.did.deadline.missed", { title, on: day(on) }),
  ),

  "deadlines.warned": forStudio(null),
  "yearReview.switched": forStudio<{ isOn: boolean }>(null),
  "yearReview.written": forStudio<{ year: string }>(null),

  "message.posted": forBoth(({ t, who }) =>
    who ? t("history.did.message.they", { who }) : t("history.did.message.you"),
  ),
  "message.held": forStudio(({ t }) => t("history.did.message.held")),
  "message.corrected": forBoth(({ t }) => t("history.did.message.corrected")),
  "message.reworded": forStudio(null),
  "message.takenBack": forStudio(({ t }) => t("history.did.message.takenBack")),
  "message.seen": forBoth(null),
  "message.settled": forBoth(null),
  "message.begun": forBoth<Titled>(({ t, data }) => t("history.did.message.begun", data)),
  "message.logged": forBoth<{ channel: Channel }>(({ t, data }) =>
    t(`history.noted.${data.channel}`),
  ),
  "pledge.made": forBoth<What>(({ t, data }) => t("history.did.pledge.made", data)),
  "pledge.kept": forBoth<What>(({ t, data }) => t("history.did.pledge.kept", data)),
  "pledge.reopened": forBoth<What>(({ t, data }) => t("history.did.pledge.reopened", data)),
  "pledge.moved": forBoth<What & { why: string }>(({ t, data }) =>
    t("history.did.pledge.moved", data),
  ),
  "pledge.missed": forBoth<What>(({ t, data }) => t("history.did.pledge.missed", data)),
  ...requestKinds,
  "file.stored": forBoth<{ name: string }>(({ t, who, data: { name } }) =>
    who ? t("history.did.file.they", { who, name }) : t("history.did.file.you", { name }),
  ),
  "file.removed": forBoth<{ name: string }>(({ t, data }) => t("history.did.file.removed", data)),
  "file.previewed": forBoth(null),
  "link.added": forBoth<Titled>(({ t, data }) => t("history.did.link.added", data)),
  "link.changed": forBoth<Titled>(({ t, data }) => t("history.did.link.changed", data)),
  "link.removed": forBoth<Titled>(({ t, data }) => t("history.did.link.removed", data)),

  "workNote.drafted": forStudio(null),
  "workNote.shown": forBoth(({ t }) => t("history.did.workNote.shown")),
  "workNote.changed": forBoth(null),
  "workNote.removed": forBoth(null),
  "extra.written": forStudio(null),
  "extra.shown": forBoth(({ t }) => t("history.did.extra.shown")),
  "extra.changed": forStudio(null),
  "extra.removed": forStudio(null),
  "work.gathered": forStudio(({ t }) => t("history.did.work.gathered")),

  "checklist.changed": forStudio(null),
  "template.saved": forStudio<{ name: string }>(null),
  "template.removed": forStudio<{ name: string }>(null),

  "followUp.skipped": forStudio<{ what: string }>(({ t, data }) =>
    t("history.did.followUp.skipped", { what: retold(t, data.what) }),
  ),
  "followUp.sentByHand": forStudio<{ what: string }>(({ t, data }) =>
    t("history.did.followUp.sentByHand", { what: retold(t, data.what) }),
  ),
  "followUp.moved": forStudio<{ what: string; to: Day }>(({ t, data: { what, to }, day }) =>
    t("history.did.followUp.moved", { what: retold(t, what), on: day(to) }),
  ),
  "followUp.reworded": forStudio<{ what: string }>(({ t, data }) =>
    t("history.did.followUp.reworded", { what: retold(t, data.what) }),
  ),
  "followUp.restored": forStudio<{ what: string }>(({ t, data }) =>
    t("history.did.followUp.restored", { what: retold(t, data.what) }),
  ),
  "followUp.decided": forStudio<{ what: string; why: string | null }>(({ t, data }) => {
    const what = retold(t, data.what);
    return data.why
      ? t("history.did.followUp.notSent", { what, why: retold(t, data.why) })
      : t("history.did.followUp.written", { what });
  }),
  "followUp.putOff": forStudio<{ what: string; why: string | null }>(null),
  "followUps.arranged": forStudio(null),
  "ownText.saved": forStudio(null),
  "ownText.dropped": forStudio(null),
  "seen.switched": forStudio<{ isOn: boolean }>(null),
  "look.changed": forStudio(null),
  "logo.saved": forStudio(null),
  "logo.removed": forStudio(null),

  "savedReply.saved": forStudio<{ name: string }>(null),
  "savedReply.removed": forStudio<{ name: string }>(null),

  "quietCheck.planned": forStudio(null),
  "quietCheck.answered": forStudio<{ reason: QuietReason }>(({ t, data, ...telling }) =>
    t("history.did.quietCheck.answered", {
      who: theirs(t, telling),
      reason: quietReason(t, data.reason),
    }),
  ),
  "quietCheck.noted": forStudio(null),
  "client.cameBack": forStudio<{ since: Day }>(({ t, data, day }) =>
    t("history.did.client.cameBack", { on: day(data.since) }),
  ),

  "answer.given": forBoth<{ verdict: Verdict; isRevision: boolean }>(({ t, data, ...telling }) =>
    t(data.isRevision ? "history.did.answer.changed" : "history.did.answer.given", {
      who: theirs(t, telling),
      verdict: t(`history.verdict.${data.verdict}`),
    }),
  ),

  "testimonial.given": forStudio(({ t, ...telling }) =>
    t("history.did.testimonial.given", { who: theirs(t, telling) }),
  ),
  "testimonial.edited": forStudio(({ t, ...telling }) =>
    t("history.did.testimonial.edited", { who: theirs(t, telling) }),
  ),
  "testimonial.removed": forStudio(({ t, ...telling }) =>
    t("history.did.testimonial.removed", { who: theirs(t, telling) }),
  ),
  "testimonial.hidden": forStudio<{ hiddenFor: HiddenFor; why: string }>(
    ({ t, data: { hiddenFor, why } }) => t(`history.did.testimonial.hidden.${hiddenFor}`, { why }),
  ),
  "testimonial.shown": forStudio(({ t }) => t("history.did.testimonial.shown")),
  "testimonial.replied": forStudio<{ isFirst: boolean }>(({ t, data }) =>
    t(data.isFirst ? "history.did.testimonial.replied" : "history.did.testimonial.replyChanged"),
  ),
  "testimonial.replyRemoved": forStudio(({ t }) => t("history.did.testimonial.replyRemoved")),
  "wall.moved": forStudio<{ slug: string }>(null),
  "wall.closed": forStudio(null),

  "case.opened": forBoth<{ channel: Channel }>(({ t }) => t("history.did.case.opened")),
  "case.complaintAdded": forStudio<{ channel: Channel }>(({ t }) =>
    t("history.did.case.complaintAdded"),
  ),
  "case.specified": forStudio(({ t, ...telling }) =>
    t("history.did.case.specified", { who: theirs(t, telling) }),
  ),
  "case.responded": forStudio(({ t }) => t("history.did.case.responded")),
  "case.replied": forStudio(({ t }) => t("history.did.case.replied")),
  "case.publiclyReplied": forStudio(({ t }) => t("history.did.case.publiclyReplied")),
  "case.apologyDrafted": forStudio(null),
  "case.apologyWritten": forStudio(({ t }) => t("history.did.case.apologyWritten")),
  "case.apologyUndone": forStudio(({ t }) => t("history.did.case.apologyUndone")),
  "case.apologized": forBoth(({ t }) => t("history.did.case.apologized")),
  "case.closed": forBoth<{ outcome: CaseOutcome }>(({ t, data }) =>
    t("history.did.case.closed", { outcome: t(`history.outcome.${data.outcome}`) }),
  ),

  "remedy.promised": forBoth<Texted>(({ t, data }) => t("history.did.remedy.promised", data)),
  "remedy.kept": forBoth<Texted>(({ t, data }) => t("history.did.remedy.kept", data)),
  "remedy.missed": forBoth<Texted & { why: string }>(({ t, data }) =>
    t("history.did.remedy.missed", data),
  ),
  "remedy.waived": forBoth<Texted & { why: string }>(({ t, data }) =>
    t("history.did.remedy.waived", data),
  ),
  "remedy.reopened": forBoth<Texted>(({ t, data }) => t("history.did.remedy.reopened", data)),
  "goodwill.given": forStudio(({ t }) => t("history.did.goodwill.given")),
  "goodwill.used": forStudio(({ t }) => t("history.did.goodwill.used")),
  "goodwill.restored": forStudio(({ t }) => t("history.did.goodwill.restored")),

  "failure.written": forStudio(null),
  "failure.changed": forStudio(null),
  "failure.removed": forStudio(null),
  "failure.noticeWritten": forStudio(null),
  "failure.noticeUndone": forStudio(null),
  "failure.told": forStudio<Texted>(({ t, data }) => t("history.did.failure.told", data)),

  "ledger.entered": forStudio<Texted>(({ t, data }) => t("history.did.ledger.entered", data)),
  "ledger.changed": forStudio<Texted>(null),
  "ledger.removed": forStudio<Texted>(({ t, data }) => t("history.did.ledger.removed", data)),
  "ledger.noted": forStudio(null),

  "client.added": forStudio(null),
  "client.renamed": forBoth(null),
  "client.archived": forStudio(null),
  "client.unarchived": forStudio(null),
  "client.erased": forStudio(null),
  "businessFile.saved": forStudio(null),
  "contact.added": forStudio(null),
  "contact.corrected": forBoth(null),
  "contact.removed": forBoth(null),
  "contact.deleted": forBoth(null),
  "contact.broughtBack": forBoth(null),
  "contact.choseUpdates": forStudio<{ frequency: UpdateFrequency }>(null),
  "contact.unsubscribed": forStudio(null),
  "contact.resubscribed": forStudio(null),
  "link.renewed": forBoth(null),
  "link.revoked": forBoth(null),
  "link.limited": forBoth(null),
  "calendarLink.made": forStudio(null),
  "calendarLink.revoked": forStudio(null),

  ...subcontractorKinds,

  "email.edited": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.email.edited", data),
  ),
  "email.sentByHand": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.email.sentByHand", data),
  ),
  "email.skipped": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.email.skipped", data),
  ),
  "email.retried": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.email.retried", data),
  ),
  "email.dismissed": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.email.dismissed", data),
  ),
  "email.reported": forStudio<{ subject: string; fact: Reported }>(
    ({ t, data: { subject, fact } }) => t(`history.did.email.reported.${fact}`, { subject }),
  ),
  "inboundEmail.held": forStudio<{ heldFor: HeldFor }>(null),
  "inboundEmail.filed": forStudio<{ subject: string }>(({ t, data }) =>
    t("history.did.inboundEmail.filed", data),
  ),
  "inboundEmail.ignored": forStudio(null),
  "address.suppressed": forStudio<{ cause: SuppressionCause }>(null),
  "address.restored": forStudio(null),

  "studio.opened": forStudio(null),
  "studio.arranged": forBoth(null),
  "studio.movedIn": forStudio<{ rows: number; files: number }>(null),
  "list.imported": forStudio<{ clients: number; contacts: number; projects: number }>(null),
  "studio.erasureAsked": forStudio<{ on: Day }>(null),
  "studio.kept": forStudio(null),
  "retention.saved": forStudio(null),
};

export type HistoryKind = keyof typeof kinds;

type DataOf<K extends HistoryKind> = (typeof kinds)[K] extends Kind<infer Data> ? Data : never;

/** A fact with the data that its kind asks for. */
export type Fact = {
  [K in HistoryKind]: { kind: K } & (keyof DataOf<K> extends never
    ? { data?: undefined }
    : { data: DataOf<K> });
}[HistoryKind];
