import type { HeldFor, SuppressionCause } from "@/db/enums";
import { MOST_LATELY } from "@/features/inbound/rules";
import { iso, need, time } from "@/features/today/need";
import { retold } from "@/language/stored";

type Person = { clientId: string | null; subcontractorId: string | null };

/** Where an address is corrected; null for the freelancer's own. */
function placeOf({ clientId, subcontractorId }: Person): string | null {
  if (clientId) return `/clients/${clientId}`;
  return subcontractorId ? `/subcontractors/${subcontractorId}` : null;
}

/** What can be wrong with the studio's emails, or waits to be sent. */
export const emailNeeds = {
  "emails stuck": need<{ why: string | null; at: Date }>({
    key: () => "account",
    pressing: iso,
    tell: ({ why, at }, clock) => ({
      shape: "late",
      word: clock.locale.t("today.needs.stuck.word"),
      head: why ? retold(clock.locale.t, why) : clock.locale.t("mailAccount.refusedByProvider"),
      about: clock.locale.t("today.needs.since", { when: time(at, clock) }),
      href: "/settings#mail",
      action: clock.locale.t("today.needs.stuck.action"),
    }),
  }),

  "emails unheard": need<{ why: "unverified" | "silent"; at: Date }>({
    key: () => "account",
    pressing: iso,
    tell: ({ why, at }, clock) => ({
      shape: "late",
      word: clock.locale.t(`mailAccount.unheard.${why}.word`),
      head: clock.locale.t(`mailAccount.unheard.${why}.why`),
      about: clock.locale.t("today.needs.since", { when: time(at, clock) }),
      href: "/settings#mail",
      action: clock.locale.t("today.needs.stuck.action"),
    }),
  }),

  "mailbox unread": need<{ why: string; at: Date }>({
    key: () => "mailbox",
    pressing: iso,
    tell: ({ why, at }, clock) => ({
      shape: "late",
      word: clock.locale.t("today.needs.mailbox.word"),
      head: retold(clock.locale.t, why),
      about: clock.locale.t("today.needs.since", { when: time(at, clock) }),
      href: "/settings#receiving",
      action: clock.locale.t("today.needs.mailbox.action"),
    }),
  }),

  "email to review": need<{
    emailId: string;
    subject: string;
    who: string;
    why: string | null;
    at: Date;
  }>({
    key: ({ emailId }) => emailId,
    pressing: iso,
    tell: ({ emailId, subject, who, why }, { locale: { t } }) => ({
      shape: "late",
      word: t("today.needs.review.word"),
      head: subject,
      about: t("today.needs.review.about", {
        who,
        why: why ? retold(t, why) : t("today.needs.review.needsDecision"),
      }),
      href: `/emails/${emailId}`,
      action: t("today.needs.review.action"),
    }),
  }),

  "email held": need<{
    inboundId: string;
    subject: string;
    /** Null where the email names nobody. */
    who: string | null;
    heldFor: HeldFor;
    at: Date;
  }>({
    key: ({ inboundId }) => inboundId,
    pressing: iso,
    tell: ({ inboundId, subject, who, heldFor, at }, clock) => ({
      shape: "risk",
      word: clock.locale.t("today.needs.held.word"),
      head: subject || clock.locale.t("today.needs.held.noSubject"),
      about: clock.locale.t("today.needs.held.about", {
        who: who ?? clock.locale.t("today.needs.held.nobody"),
        when: time(at, clock),
        why: clock.locale.t(`inbound.held.${heldFor}`, { most: MOST_LATELY }),
      }),
      href: `/emails/received/${inboundId}`,
      action: clock.locale.t("today.needs.decide"),
    }),
  }),

  "email bounced": need<{
    address: string;
    cause: SuppressionCause;
    /** Null for the freelancer's own address. */
    who: string | null;
    why: string | null;
    clientId: string | null;
    subcontractorId: string | null;
    emailId: string | null;
    at: Date;
  }>({
    key: ({ address }) => address,
    pressing: iso,
    tell: ({ cause, who, address, why, emailId, ...person }, { locale: { t } }) => ({
      shape: "late",
      word: t(`today.needs.bounced.${cause === "COMPLAINED" ? "spam" : "word"}`),
      head: who ?? t("today.needs.bounced.you"),
      about: t("today.needs.bounced.about", {
        address,
        why: why ? retold(t, why) : t("today.needs.bounced.nothingSent"),
      }),
      href: placeOf(person) ?? `/emails/${emailId ?? ""}`,
      action: t(`today.needs.bounced.${placeOf(person) ? "check" : "view"}`),
    }),
  }),

  "email scheduled": need<{ emailId: string; subject: string; who: string; at: Date }>({
    key: ({ emailId }) => emailId,
    pressing: iso,
    tell: ({ emailId, subject, who, at }, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.scheduled.word"),
      head: subject,
      about: clock.locale.t("today.needs.scheduled.about", { who, when: time(at, clock) }),
      href: `/emails/${emailId}`,
      action: clock.locale.t("today.needs.scheduled.action"),
    }),
  }),
};
