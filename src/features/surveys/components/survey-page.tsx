import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import { Frame, Notice } from "@/document/frame";
import { REVISION_DAYS } from "@/features/surveys/rules";
import type { SurveyFacts } from "@/features/surveys/queries";
import type { Locale } from "@/language/locale";

export type Typed = { verdict: string; effort: string; words: string; problem: string };

const verdicts = [
  { value: "UP_TO_MARK", sign: "✓" },
  { value: "NEARLY", sign: "≈" },
  { value: "NOT_UP_TO_MARK", sign: "✕" },
] as const;

/**
 * The question: one verdict, then ease and one open line. Nothing is chosen beforehand, so that
 * only a person can answer.
 */
export function SurveyPage({
  locale,
  facts,
  path,
  typed,
}: {
  locale: Locale;
  facts: SurveyFacts;
  path: string;
  typed?: Typed;
}) {
  const { t } = locale;
  const freelancer = facts.project.client.studio.freelancerName;
  const ifYouLike = <span className="font-normal text-muted">{t("survey.ifYouLike")}</span>;
  const was = typed ?? {
    verdict: facts.standing?.verdict ?? "",
    effort: String(facts.standing?.effort ?? ""),
    words: facts.standing?.words ?? "",
  };
  return (
    <Frame locale={locale} title={t("survey.title")} signature={freelancer}>
      <main className="pt-10">
        <p className="text-muted">
          {t("survey.about", {
            name: locale.calls(facts.contact.name),
            project: facts.project.title,
          })}
        </p>
        <form method="post" action={path} className="group mt-2">
          <fieldset aria-describedby={typed ? "problem" : undefined}>
            <legend>
              <h1 className="font-serif text-4xl">{t("survey.question")}</h1>
            </legend>
            <ProblemLine id="problem" className="mt-3">
              {typed?.problem}
            </ProblemLine>
            <div className="mt-6 space-y-3">
              {verdicts.map(({ value, sign }) => (
                <label
                  key={value}
                  className={
                    "flex min-h-16 cursor-pointer items-center gap-4 rounded border border-edge " +
                    "bg-sheet px-4 py-3 has-checked:border-accent has-checked:outline-2 " +
                    "has-checked:outline-accent"
                  }
                >
                  <input
                    type="radio"
                    name="verdict"
                    value={value}
                    required
                    defaultChecked={was.verdict === value}
                    className="size-5 flex-none accent-accent"
                  />
                  <span aria-hidden="true" className="w-5 flex-none text-center text-xl text-muted">
                    {sign}
                  </span>
                  <span>
                    <span className="block text-lg font-semibold">
                      {t(`survey.${value}.label`)}
                    </span>
                    <span className="block text-sm text-muted">{t(`survey.${value}.hint`)}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset className="mt-10">
            <legend className="font-medium">
              {t("survey.ease")} {ifYouLike}
            </legend>
            <div className="mt-3 grid grid-cols-5 gap-2">
              {["1", "2", "3", "4", "5"].map((value) => (
                <label
                  key={value}
                  className={
                    "flex min-h-12 cursor-pointer items-center justify-center gap-1.5 rounded " +
                    "border border-edge bg-sheet has-checked:border-accent has-checked:outline-2 " +
                    "has-checked:outline-accent"
                  }
                >
                  <input
                    type="radio"
                    name="effort"
                    value={value}
                    defaultChecked={was.effort === value}
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
      </main>
    </Frame>
  );
}

/** After an answer: thanks, and what happens next; once it is final, why it can no longer be changed. */
export function ThanksPage({
  locale,
  facts,
  mayRevise,
  path,
}: {
  locale: Locale;
  facts: SurveyFacts;
  mayRevise: boolean;
  path: string;
}) {
  const { t } = locale;
  const freelancer = facts.project.client.studio.freelancerName;
  const verdict = facts.standing?.verdict ?? "UP_TO_MARK";
  return (
    <Frame locale={locale} title={t("survey.thanks.title")} signature={freelancer}>
      <Notice heading={t("survey.thanks.heading")}>
        <p>{t(`survey.thanks.${verdict}`)}</p>
        <p>{freelancer}</p>
        {mayRevise ? (
          <p className="pt-4 text-sm">
            {t.rich("survey.thanks.mistaken", {
              days: REVISION_DAYS,
              a: (words) => (
                <a href={`${path}?again`} className="underline underline-offset-4">
                  {words}
                </a>
              ),
            })}
          </p>
        ) : (
          <>
            <p className="pt-4 text-sm">{t("survey.thanks.final", { days: REVISION_DAYS })}</p>
          </>
        )}
      </Notice>
    </Frame>
  );
}

/** After the question's last day, where it was never answered. */
export function ClosedPage({ locale, facts }: { locale: Locale; facts: SurveyFacts }) {
  const { t } = locale;
  const freelancer = facts.project.client.studio.freelancerName;
  return (
    <Frame locale={locale} title={t("survey.title")} signature={freelancer}>
      <Notice heading={t("survey.closed.heading")}>
        <p>{t("survey.closed.text")}</p>
        <p>{freelancer}</p>
      </Notice>
    </Frame>
  );
}
