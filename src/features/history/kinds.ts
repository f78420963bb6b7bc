import type {
  CaseOutcome,
  Channel,
  HeldFor,
  HiddenFor,
  SuppressionCause,
  UpdateFrequency,
  Verdict,
} from "@/db/enums";
import type { Day } from "@/lib/dates";
import { forBoth, forStudio, type Kind } from "./rules";
import { subcontractorKinds } from "@/features/history/subcontractors/kinds";

type Titled = { title: string };
type Texted = { text: string };
type What = { what: string };

const outcomes: Record<CaseOutcome, string> = {
  KEPT: "client kept",
  LOST: "client lost",
  UNCLEAR: "unclear",
};

const verdicts: Record<Verdict, string> = {
  UP_TO_MARK: "up to mark",
  NEARLY: "nearly",
  NOT_UP_TO_MARK: "not up to mark",
};

const noted: Record<Channel, string> = {
  PORTAL: "Message",
  EMAIL: "Email",
  PHONE: "Phone call",
  WHATSAPP: "WhatsApp message",
  SOCIAL: "Social media message",
  IN_PERSON: "Meeting",
};

const hiddenWords: Record<HiddenFor, string> = {
  UNLAWFUL: "unlawful",
  OFF_TOPIC: "off topic",
};

/** Every kind of fact there is. A new one is a line here, and a `record` in the command that makes it true. */
export const kinds = {
  "project.begun": forBoth(() => "Project created."),
  "project.described": forBoth(() => "Title or description changed."),
  "project.completed": forBoth(() => "Project completed."),
  "project.reopened": forBoth(() => "Project reopened."),

  "deadline.promised": forBoth<Titled & { on: Day }>(
    ({ data, day }) => `“${data.title}” promised for ${day(data.on)}.`,
  ),
  "deadline.moved": forBoth<Titled & { from: Day; to: Day }>(
    ({ data, day }) => `“${data.title}” moved from ${day(data.from)} to ${day(data.to)}.`,
  ),
  "deadline.met": forBoth<Titled>(({ data }) => `“${data.title}” done.`),
  "deadline.unmet": forBoth<Titled>(({ data }) => `“${data.title}” is open again.`),
  "deadline.dropped": forBoth<Titled>(({ data }) => `“${data.title}” dropped.`),
  "deadline.removed": forBoth<Titled>(({ data }) => `“${data.title}” deleted.`),
  "deadline.marked": forStudio<Titled & { atRisk: boolean }>(({ data }) =>
    data.atRisk ? `“${data.title}” marked as at risk.` : `“${data.title}” no longer at risk.`,
  ),
  "deadline.reordered": forBoth(null),
  "deadline.missed": forStudio<Titled & { on: Day }>(
    ({ data, day }) => `“${data.title}” was not done by ${day(data.on)}.`,
  ),

  "deadlines.warned": forStudio(null),

  "message.posted": forBoth(({ who }) => `${who} wrote a message.`),
  "message.held": forStudio(() => "Message written, held until your next opening."),
  "message.reworded": forStudio(null),
  "message.takenBack": forStudio(() => "Held message deleted."),
  "message.seen": forBoth(null),
  "message.settled": forBoth(null),
  "message.logged": forBoth<{ channel: Channel }>(({ data }) => `${noted[data.channel]} noted.`),
  "pledge.made": forBoth<What>(({ data }) => `Said you’d look into “${data.what}”.`),
  "pledge.kept": forBoth<What>(({ data }) => `The client has heard about “${data.what}”.`),
  "pledge.reopened": forBoth<What>(
    ({ data }) => `The client has yet to hear about “${data.what}”.`,
  ),
  "pledge.moved": forBoth<What & { why: string }>(
    ({ data }) => `“${data.what}” takes longer: ${data.why}`,
  ),
  "pledge.missed": forBoth<What>(({ data }) => `No word in time about “${data.what}”.`),
  "file.stored": forBoth<{ name: string }>(({ who, data }) => `${who} sent ${data.name}.`),
  "file.removed": forBoth<{ name: string }>(({ data }) => `${data.name} deleted.`),

  "workNote.drafted": forStudio(null),
  "workNote.shown": forBoth(() => "Progress posted."),
  "workNote.changed": forBoth(null),
  "workNote.removed": forBoth(null),
  "extra.written": forStudio(null),
  "extra.shown": forBoth(() => "Extra revealed."),
  "extra.changed": forStudio(null),
  "extra.removed": forStudio(null),
  "work.gathered": forStudio(() => "Progress update written."),

  "checklist.changed": forStudio(null),
  "checklistTemplate.saved": forStudio<{ name: string }>(null),
  "checklistTemplate.removed": forStudio<{ name: string }>(null),

  "followUp.skipped": forStudio<{ what: string }>(({ data }) => `${data.what} skipped.`),
  "followUp.sentByHand": forStudio<{ what: string }>(({ data }) => `${data.what} sent by hand.`),
  "followUp.moved": forStudio<{ what: string; to: Day }>(
    ({ data, day }) => `${data.what} moved to ${day(data.to)}.`,
  ),
  "followUp.reworded": forStudio<{ what: string }>(({ data }) => `${data.what} reworded.`),
  "followUp.restored": forStudio<{ what: string }>(({ data }) => `${data.what} planned again.`),
  "followUp.decided": forStudio<{ what: string; why: string | null }>(({ data }) =>
    data.why ? `${data.what} not sent. ${data.why}` : `${data.what} written.`,
  ),
  "followUp.putOff": forStudio<{ what: string; why: string | null }>(null),
  "followUps.arranged": forStudio(null),
  "ownText.saved": forStudio(null),
  "ownText.dropped": forStudio(null),

  "savedReply.saved": forStudio<{ name: string }>(null),
  "savedReply.removed": forStudio<{ name: string }>(null),

  "quietCheck.planned": forStudio(null),
  "quietCheck.answered": forStudio<{ reason: string }>(
    ({ who, data }) => `${who} said why there was no new project: ${data.reason}.`,
  ),
  "quietCheck.noted": forStudio(null),
  "client.cameBack": forStudio<{ since: Day }>(
    ({ data, day }) =>
      `The client came back. The last project was completed on ${day(data.since)}.`,
  ),

  "answer.given": forBoth<{ verdict: Verdict; isRevision: boolean }>(
    ({ who, data }) =>
      `${who} ${data.isRevision ? "changed the answer" : "answered"}: ${verdicts[data.verdict]}.`,
  ),

  "testimonial.given": forStudio(({ who }) => `${who} gave a testimonial.`),
  "testimonial.edited": forStudio(({ who }) => `${who} changed their testimonial.`),
  "testimonial.removed": forStudio(({ who }) => `${who} removed their testimonial.`),
  "testimonial.hidden": forStudio<{ hiddenFor: HiddenFor; why: string }>(
    ({ data }) => `Testimonial hidden, ${hiddenWords[data.hiddenFor]}: ${data.why}`,
  ),
  "testimonial.shown": forStudio(() => "Testimonial shown again."),
  "testimonial.replied": forStudio<{ isFirst: boolean }>(({ data }) =>
    data.isFirst ? "Public reply to the testimonial." : "Public reply changed.",
  ),
  "testimonial.replyRemoved": forStudio(() => "Public reply removed."),
  "wall.moved": forStudio<{ slug: string }>(null),
  "wall.closed": forStudio(null),

  "case.opened": forBoth<{ channel: Channel }>(() => "Case opened."),
  "case.complaintAdded": forStudio<{ channel: Channel }>(
    () => "Another complaint added to the case.",
  ),
  "case.specified": forStudio(({ who }) => `${who} said what wasn’t right.`),
  "case.responded": forStudio(() => "You spoke to the client about the case."),
  "case.replied": forStudio(() => "The client answered the apology."),
  "case.publiclyReplied": forStudio(() => "You replied to the public comment."),
  "case.apologyDrafted": forStudio(null),
  "case.apologyWritten": forStudio(() => "Apology written."),
  "case.apologyUndone": forStudio(() => "Apology not sent."),
  "case.apologized": forBoth(() => "Apology sent."),
  "case.closed": forBoth<{ outcome: CaseOutcome }>(
    ({ data }) => `Case closed: ${outcomes[data.outcome]}.`,
  ),

  "remedy.promised": forBoth<Texted>(({ data }) => `Remedy promised: ${data.text}`),
  "remedy.kept": forBoth<Texted>(({ data }) => `Remedy kept: ${data.text}`),
  "remedy.missed": forBoth<Texted & { why: string }>(
    ({ data }) => `Remedy not kept: ${data.text} ${data.why}`,
  ),
  "remedy.waived": forBoth<Texted & { why: string }>(
    ({ data }) => `Remedy no longer owed: ${data.text} ${data.why}`,
  ),
  "remedy.reopened": forBoth<Texted>(({ data }) => `Remedy is owed again: ${data.text}`),
  "goodwill.given": forStudio(() => "Goodwill given."),
  "goodwill.used": forStudio(() => "Goodwill used."),
  "goodwill.restored": forStudio(() => "Goodwill not used after all."),

  "failure.written": forStudio(null),
  "failure.changed": forStudio(null),
  "failure.removed": forStudio(null),
  "failure.noticeWritten": forStudio(null),
  "failure.noticeUndone": forStudio(null),
  "failure.told": forStudio<Texted>(({ data }) => `Own-it email sent: ${data.text}`),

  "ledger.entered": forStudio<Texted>(({ data }) => `Written down as gone wrong: ${data.text}`),
  "ledger.changed": forStudio<Texted>(null),
  "ledger.removed": forStudio<Texted>(({ data }) => `No longer noted as gone wrong: ${data.text}`),
  "ledger.noted": forStudio(null),

  "client.added": forStudio(null),
  "client.renamed": forBoth(null),
  "businessFile.saved": forStudio(null),
  "contact.added": forStudio(null),
  "contact.corrected": forBoth(null),
  "contact.choseUpdates": forStudio<{ frequency: UpdateFrequency }>(null),
  "contact.unsubscribed": forStudio(null),
  "contact.resubscribed": forStudio(null),
  "link.renewed": forBoth(null),
  "link.revoked": forBoth(null),
  "link.limited": forBoth(null),
  "calendarLink.made": forStudio(null),
  "calendarLink.revoked": forStudio(null),

  ...subcontractorKinds,

  "email.edited": forStudio<{ subject: string }>(({ data }) => `Email “${data.subject}” edited.`),
  "email.sentByHand": forStudio<{ subject: string }>(
    ({ data }) => `Email “${data.subject}” sent by hand.`,
  ),
  "email.skipped": forStudio<{ subject: string }>(
    ({ data }) => `Email “${data.subject}” cancelled.`,
  ),
  "email.retried": forStudio<{ subject: string }>(
    ({ data }) => `Email “${data.subject}” tried again.`,
  ),
  "email.dismissed": forStudio<{ subject: string }>(
    ({ data }) => `Email “${data.subject}” not sent.`,
  ),
  "email.reported": forStudio<{ subject: string; fact: string }>(({ data }) =>
    data.fact === "bounced" || data.fact === "complained"
      ? `Email “${data.subject}” ${data.fact === "bounced" ? "came back" : "was marked as spam"}.`
      : `Email “${data.subject}” ${data.fact}.`,
  ),
  "inboundEmail.held": forStudio<{ heldFor: HeldFor }>(null),
  "inboundEmail.filed": forStudio<{ subject: string }>(
    ({ data }) => `Received email “${data.subject}” put into the thread.`,
  ),
  "inboundEmail.ignored": forStudio(null),
  "address.suppressed": forStudio<{ cause: SuppressionCause }>(null),
  "address.restored": forStudio(null),

  "studio.opened": forStudio(null),
  "studio.arranged": forBoth(null),
  "mailAccount.connected": forStudio(null),
  "mailAccount.removed": forStudio(null),
  "webhookSecret.saved": forStudio(null),
};

export type HistoryKind = keyof typeof kinds;

type DataOf<K extends HistoryKind> = (typeof kinds)[K] extends Kind<infer Data> ? Data : never;

/** A fact with the data that its kind asks for. */
export type Fact = {
  [K in HistoryKind]: { kind: K } & (keyof DataOf<K> extends never
    ? { data?: undefined }
    : { data: DataOf<K> });
}[HistoryKind];
