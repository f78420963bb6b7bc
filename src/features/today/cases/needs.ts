import type { Verdict } from "@/db/enums";
import { localeOf } from "@/language/locale";
import { iso, need, time, type Clock, type NeedEntry, type Shown } from "@/features/today/need";

export type OpenCase = {
  caseId: string;
  /** The project, where it is about one. */
  about: string | null;
  who: string;
  /** The worse of the answers that opened it; null for a complaint by another channel. */
  verdict: Verdict | null;
  words: string;
  at: Date;
  goalAt: Date | null;
  apologizedAt: Date | null;
  repliedAt: Date | null;
  /** Whether each answer below mark has been changed to up to mark. */
  isRevoked: boolean;
};

const unanswered = (shape: Shown["shape"]): NeedEntry<OpenCase> => ({
  key: ({ caseId }) => caseId,
  pressing: iso,
  tell: ({ caseId, about, who, verdict, words, at, goalAt }, clock) => ({
    shape,
    word: verdict
      ? localeOf(clock.locale.language).t(`survey.${verdict}.label`)
      : clock.locale.t("today.needs.case.complaint"),
    head: about ? `${who}, ${about}` : who,
    about: goalAt
      ? clock.locale.t(`today.needs.case.${goalAt > clock.now ? "by" : "late"}`, {
          when: time(goalAt, clock),
        })
      : clock.locale.t("today.needs.since", { when: time(at, clock) }),
    words,
    callId: caseId,
    href: `/cases/${caseId}`,
    action: clock.locale.t("today.needs.case.apologize"),
  }),
});

/** What an open case waits for once the client has had a first word. */
function caseStateOf({ isRevoked, repliedAt, apologizedAt }: OpenCase, clock: Clock): string {
  const { t } = clock.locale;
  if (isRevoked) return t("today.needs.case.revoked");
  if (repliedAt) return t("today.needs.case.replied", { when: time(repliedAt, clock) });
  return apologizedAt
    ? t("today.needs.case.apologized", { when: time(apologizedAt, clock) })
    : t("today.needs.case.inTouch");
}

/** What an open case needs: a first word as soon as possible, then its end. */
export const caseNeeds = {
  "case unanswered": unanswered("late"),

  "case unanswered, nearly": unanswered("risk"),

  "case to close": need<OpenCase>({
    key: ({ caseId }) => caseId,
    pressing: ({ repliedAt, at }) => (repliedAt ?? at).toISOString(),
    tell: (facts, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.case.open"),
      head: facts.about ? `${facts.who}, ${facts.about}` : facts.who,
      about: caseStateOf(facts, clock),
      href: `/cases/${facts.caseId}`,
      action: clock.locale.t("today.needs.case.action"),
    }),
  }),
};
