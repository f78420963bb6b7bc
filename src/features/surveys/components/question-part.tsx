import { Section } from "@/document/section";
import type { Verdict } from "@/db/enums";
import { surveyStateOf } from "@/features/surveys/rules";
import type { Locale } from "@/language/locale";
import { SurveyForm, type Typed } from "./survey-form";

type QuestionProps = {
  locale: Locale;
  survey: {
    expiresAt: Date;
    firstAnsweredAt: Date | null;
    standing: { verdict: Verdict; effort: number | null; words: string } | null;
  };
  freelancer: string;
  path: string;
  now: Date;
  typed?: Typed;
};

/** The question on the status page of a completed project: an email that got lost loses no answer. */
export function QuestionPart({ locale, survey, freelancer, path, now, typed }: QuestionProps) {
  const { t } = locale;
  const state = surveyStateOf(survey, now);
  if (survey.firstAnsweredAt && !typed)
    return (
      <p id="question" className="mt-8 text-muted">
        ✓ {t("page.answered")}
      </p>
    );
  if (state !== "open" && !typed) return null;
  const question = <span className="text-muted">{t("emails.survey.subject")}</span>;
  return (
    <Section id="question" heading={t("survey.title")} className="mt-10">
      <SurveyForm {...{ locale, freelancer, path, typed, question }} standing={survey.standing} />
    </Section>
  );
}
