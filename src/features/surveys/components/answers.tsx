import { isBelowMark, verdictWords } from "@/features/surveys/rules";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type Answer = {
  ordinal: number;
  verdict: keyof typeof verdictWords;
  effort: number | null;
  words: string;
  answeredAt: Date;
};
type Asked = { id: string; invitedAt: Date; contact: { name: string }; answers: Answer[] };

/** What was asked and answered. The first answer stays; a later one is shown beside it, never instead. */
export function Answers({ surveys, zone, now }: { surveys: Asked[]; zone: string; now: Date }) {
  return (
    <div className="grid gap-6">
      {surveys.map((survey) =>
        survey.answers.length === 0 ? (
          <p key={survey.id} className="text-muted">
            {survey.contact.name} was asked <When at={survey.invitedAt} zone={zone} now={now} />. No
            answer yet.
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

function AnswerGiven({
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
  return (
    <div className="max-w-[68ch]">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge shape={isBelowMark(answer.verdict) ? "late" : "done"}>
          <span className="text-base">{verdictWords[answer.verdict]}</span>
        </StatusBadge>
        {answer.effort ? (
          <span className="text-muted">Ease of working together: {answer.effort} of 5</span>
        ) : null}
      </p>
      {answer.words ? (
        <blockquote
          className="mt-2 font-serif text-lg whitespace-pre-line italic wrap-anywhere"
          dir="auto"
        >
          “{answer.words}”
        </blockquote>
      ) : null}
      <p className="mt-1 text-sm text-muted">
        {who}
        {answer.ordinal > 1 ? ", a later answer" : ""} ·{" "}
        <When at={answer.answeredAt} zone={zone} now={now} />
      </p>
    </div>
  );
}
