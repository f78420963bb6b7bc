import { studioLocale } from "@/auth/session";
import type { Verdict } from "@/db/enums";
import { isBelowMark } from "@/features/surveys/rules";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type Answer = {
  ordinal: number;
  verdict: Verdict;
  effort: number | null;
  words: string;
  answeredAt: Date;
};
type Asked = { id: string; invitedAt: Date; contact: { name: string }; answers: Answer[] };

/** What was asked and answered. The first answer stays; a later one is shown beside it, never instead. */
export async function Answers({
  surveys,
  zone,
  now,
}: {
  surveys: Asked[];
  zone: string;
  now: Date;
}) {
  const { t } = await studioLocale();
  return (
    <div className="grid gap-6">
      {surveys.map((survey) =>
        survey.answers.length === 0 ? (
          <p key={survey.id} className="text-muted">
            {t.rich("surveys.asked", {
              name: survey.contact.name,
              when: () => <When at={survey.invitedAt} zone={zone} now={now} />,
            })}
          </p>
        ) : (
          <div key={survey.id} className="grid gap-5">
            {survey.answers.map((answer) => (
              <AnswerGiven
                key={answer.ordinal}
                answer={answer}
                who={survey.contact.name}
                zone={zone}
                now={now}
              />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

async function AnswerGiven({
  answer,
  who,
  zone,
  now,
}: {
  answer: Answer;
  who: string;
  zone: string;
  now: Date;
}) {
  const { t } = await studioLocale();
  return (
    <div className="max-w-[68ch]">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge shape={isBelowMark(answer.verdict) ? "late" : "done"}>
          <span className="text-base">{t(`surveys.verdict.${answer.verdict}`)}</span>
        </StatusBadge>
        {answer.effort ? (
          <span className="text-muted">{t("surveys.effort", { effort: answer.effort })}</span>
        ) : null}
      </p>
      {answer.words ? (
        <blockquote
          className="mt-2 font-serif text-lg whitespace-pre-line italic wrap-anywhere"
          dir="auto"
        >
          {t("surveys.quoted", { words: answer.words })}
        </blockquote>
      ) : null}
      <p className="mt-1 text-sm text-muted">
        {answer.ordinal > 1 ? t("surveys.later", { name: who }) : who} ·{" "}
        <When at={answer.answeredAt} zone={zone} now={now} />
      </p>
    </div>
  );
}
