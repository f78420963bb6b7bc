import type { Verdict } from "@/db/enums";
import { verdictWords } from "@/features/surveys/rules";
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
    word: verdict ? verdictWords[verdict] : "Complaint",
    head: about ? `${who}, ${about}` : who,
    about: goalAt
      ? goalAt > clock.now
        ? `Answer by ${time(goalAt, clock)}`
        : `You wanted to answer by ${time(goalAt, clock)}`
      : `Since ${time(at, clock)}`,
    words,
    href: `/cases/${caseId}`,
    action: "Write the apology",
  }),
});

/** What an open case waits for once the client has had a first word. */
function caseStateOf({ isRevoked, repliedAt, apologizedAt }: OpenCase, clock: Clock): string {
  if (isRevoked)
    return "The answer was changed to “up to mark”. Close the case if that settles it.";
  if (repliedAt) return `They wrote ${time(repliedAt, clock)}. Close the case when it is settled.`;
  return apologizedAt
    ? `You apologised ${time(apologizedAt, clock)}. No answer yet.`
    : "You have been in touch. The apology with its remedy has not been sent.";
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
      word: "Case open",
      head: facts.about ? `${facts.who}, ${facts.about}` : facts.who,
      about: caseStateOf(facts, clock),
      href: `/cases/${facts.caseId}`,
      action: "Open the case",
    }),
  }),
};
