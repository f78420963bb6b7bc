import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import { Section } from "@/document/section";
import { questionStateOf } from "@/features/subcontractors/questions/rules";
import { MOST_IN_WORDS } from "@/features/subcontractors/schema";
import type { Locale } from "@/language/locale";
import type { Assignment, DeskProblem } from "./desk-page";

const verdicts = [
  { value: "UP_TO_MARK", sign: "✓" },
  { value: "NEARLY", sign: "≈" },
  { value: "NOT_UP_TO_MARK", sign: "✕" },
] as const;

type DeskQuestionProps = {
  locale: Locale;
  question: NonNullable<Assignment["question"]>;
  freelancer: string;
  path: string;
  now: Date;
  problem?: DeskProblem;
};

/** "Was I good to work with?" Nothing is chosen beforehand, so that only a person answers. */
export function DeskQuestion(props: DeskQuestionProps) {
  const { locale, question, freelancer, path, now, problem } = props;
  const { t } = locale;
  const state = questionStateOf(question, now);
  if (state === "answered" && !problem)
    return (
      <p id="question" className="mt-8 text-muted">
        ✓ {t("page.answered")}
      </p>
    );
  if (state !== "open" && !problem) return null;
  return (
    <Section id="question" heading={t("desk.question.heading")} className="mt-10">
      <form method="post" action={path} className="mt-2">
        <Verdicts locale={locale} problem={problem} />
        <div className="mt-6">
          <TextField
            id="words"
            name="words"
            label={
              <>
                {t("survey.words")}{" "}
                <span className="font-normal text-muted">{t("survey.ifYouLike")}</span>
              </>
            }
            hint={t("desk.question.wordsHint")}
            maxLength={MOST_IN_WORDS}
            defaultValue={problem?.typed?.words}
          />
        </div>
        <Button variant="main">{t("survey.send")}</Button>
        <p className="mt-4 text-sm text-muted">{t("survey.readBy", { name: freelancer })}</p>
      </form>
    </Section>
  );
}

function Verdicts({ locale: { t }, problem }: Pick<DeskQuestionProps, "locale" | "problem">) {
  return (
    <fieldset aria-describedby={problem ? "problem" : undefined}>
      <legend className="sr-only">{t("desk.question.heading")}</legend>
      <ProblemLine id="problem">{problem?.sentence}</ProblemLine>
      <div className="mt-3 space-y-3">
        {verdicts.map(({ value, sign }) => (
          <label
            key={value}
            className={
              "flex min-h-14 cursor-pointer items-center gap-4 rounded border border-edge bg-sheet " +
              "px-4 py-3 has-checked:border-accent has-checked:outline-2 has-checked:outline-accent"
            }
          >
            <input
              type="radio"
              name="working"
              value={value}
              required
              defaultChecked={problem?.typed?.working === value}
              className="size-5 flex-none accent-accent"
            />
            <span aria-hidden="true" className="w-5 flex-none text-center text-xl text-muted">
              {sign}
            </span>
            <span>
              <span className="block font-semibold">{t(`desk.question.${value}.label`)}</span>
              <span className="block text-sm text-muted">{t(`desk.question.${value}.hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
