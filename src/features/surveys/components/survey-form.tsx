import type { ReactNode } from "react";
import type { Verdict } from "@/db/enums";
import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import type { Locale } from "@/language/locale";

export type Typed = { verdict: string; effort: string; words: string; problem: string };

const verdicts = [
  { value: "UP_TO_MARK", sign: "✓" },
  { value: "NEARLY", sign: "≈" },
  { value: "NOT_UP_TO_MARK", sign: "✕" },
] as const;

type SurveyFormProps = {
  locale: Locale;
  standing: { verdict: Verdict; effort: number | null; words: string } | null;
  freelancer: string;
  /** Where it posts to. */
  path: string;
  typed?: Typed;
  /** The question, as the heading that its place asks for. */
  question: ReactNode;
};

/**
 * The question as a form: one verdict, then ease and one open line. Nothing is chosen beforehand, so
 * that only a person can answer.
 */
export function SurveyForm({
  locale,
  standing,
  freelancer,
  path,
  typed,
  question,
}: SurveyFormProps) {
  const { t } = locale;
  const ifYouLike = <span className="font-normal text-muted">{t("survey.ifYouLike")}</span>;
  const was = typed ?? {
    verdict: standing?.verdict ?? "",
    effort: String(standing?.effort ?? ""),
    words: standing?.words ?? "",
  };
  return (
    <form method="post" action={path} className="group mt-2">
      <Verdicts locale={locale} chosen={was.verdict} problem={typed?.problem} question={question} />
      <Ease locale={locale} chosen={was.effort} ifYouLike={ifYouLike} />
      <div className="mt-8">
        <TextField
          id="words"
          name="words"
          label={
            <>
              {t("survey.words")} {ifYouLike}
            </>
          }
          hint={t("survey.wordsHint")}
          maxLength={4000}
          defaultValue={was.words}
        />
      </div>
      <Button variant="main" className="mt-6 w-full py-3 text-lg sm:w-auto">
        {t("survey.send")}
      </Button>
      <p className="mt-4 text-sm text-muted">{t("survey.readBy", { name: freelancer })}</p>
    </form>
  );
}

const choice =
  "rounded border border-edge bg-sheet has-checked:border-accent has-checked:outline-2 has-checked:outline-accent";

function Verdicts({
  locale: { t },
  chosen,
  problem,
  question,
}: {
  locale: Locale;
  chosen: string;
  problem?: string;
  question: ReactNode;
}) {
  return (
    <fieldset aria-describedby={problem ? "problem" : undefined}>
      <legend>{question}</legend>
      <ProblemLine id="problem" className="mt-3">
        {problem}
      </ProblemLine>
      <div className="mt-6 space-y-3">
        {verdicts.map(({ value, sign }) => (
          <label
            key={value}
            className={`flex min-h-16 cursor-pointer items-center gap-4 px-4 py-3 ${choice}`}
          >
            <input
              type="radio"
              name="verdict"
              value={value}
              required
              defaultChecked={chosen === value}
              className="size-5 flex-none accent-accent"
            />
            <span aria-hidden="true" className="w-5 flex-none text-center text-xl text-muted">
              {sign}
            </span>
            <span>
              <span className="block text-lg font-semibold">{t(`survey.${value}.label`)}</span>
              <span className="block text-sm text-muted">{t(`survey.${value}.hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Ease({
  locale: { t },
  chosen,
  ifYouLike,
}: {
  locale: Locale;
  chosen: string;
  ifYouLike: ReactNode;
}) {
  return (
    <fieldset className="mt-10">
      <legend className="font-medium">
        {t("survey.ease")} {ifYouLike}
      </legend>
      <div className="mt-3 grid grid-cols-5 gap-2">
        {["1", "2", "3", "4", "5"].map((value) => (
          <label
            key={value}
            className={`flex min-h-12 cursor-pointer items-center justify-center gap-1.5 ${choice}`}
          >
            <input
              type="radio"
              name="effort"
              value={value}
              defaultChecked={chosen === value}
              className="accent-accent"
            />
            {value}
          </label>
        ))}
      </div>
      <p className="mt-1 flex justify-between text-sm text-muted">
        <span>{t("survey.hard")}</span>
        <span>{t("survey.easy")}</span>
      </p>
    </fieldset>
  );
}
