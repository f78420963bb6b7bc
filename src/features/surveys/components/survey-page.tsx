import type { ReactNode } from "react";
import { Frame, Notice } from "@/document/frame";
import { REVISION_DAYS, SURVEY_DAYS } from "@/features/surveys/rules";
import type { SurveyFacts } from "@/features/surveys/queries";
import type { Locale } from "@/language/locale";
import { SurveyForm, type Typed } from "./survey-form";

/** The question, as a page of its own. */
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
  const { studio } = facts.project.client;
  const freelancer = studio.freelancerName;
  return (
    <Frame locale={locale} title={t("survey.title")} signature={freelancer} look={studio}>
      <main className="pt-10">
        <p className="text-muted">
          {t("survey.about", {
            name: locale.calls(facts.contact.name),
            project: facts.project.title,
          })}
        </p>
        <SurveyForm
          locale={locale}
          standing={facts.standing}
          freelancer={freelancer}
          path={path}
          typed={typed}
          question={<h1 className="font-serif text-4xl">{t("survey.question")}</h1>}
        />
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
  children,
}: {
  locale: Locale;
  facts: SurveyFacts;
  mayRevise: boolean;
  path: string;
  /** What else is asked after an answer below mark. */
  children?: ReactNode;
}) {
  const { t } = locale;
  const { studio } = facts.project.client;
  const freelancer = studio.freelancerName;
  const verdict = facts.standing?.verdict ?? "UP_TO_MARK";
  return (
    <Frame locale={locale} title={t("survey.thanks.title")} signature={freelancer} look={studio}>
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
          <p className="pt-4 text-sm">{t("survey.thanks.final", { days: REVISION_DAYS })}</p>
        )}
      </Notice>
      {children}
    </Frame>
  );
}

/** After the question's last day, where it was never answered. */
export function ClosedPage({ locale, facts }: { locale: Locale; facts: SurveyFacts }) {
  const { t } = locale;
  const { studio } = facts.project.client;
  const freelancer = studio.freelancerName;
  return (
    <Frame locale={locale} title={t("survey.title")} signature={freelancer} look={studio}>
      <Notice heading={t("survey.closed.heading")}>
        <p>{t("survey.closed.text", { days: SURVEY_DAYS })}</p>
        <p>{freelancer}</p>
      </Notice>
    </Frame>
  );
}
