import {
  ExpiredPage,
  NotFoundPage,
  ProjectGonePage,
  TooManyPage,
  TroublePage,
} from "@/document/notices";
import { UnsubscribePage } from "@/features/clients/components/unsubscribe-page";
import { Specify, typedSpecifics } from "@/features/cases/components/specify-form";
import type { Typed } from "@/features/surveys/components/survey-form";
import {
  QuietClosedPage,
  QuietPage,
  QuietThanksPage,
} from "@/features/quiet-clients/components/quiet-page";
import type { QuietFacts } from "@/features/quiet-clients/queries";
import { ClosedPage, SurveyPage, ThanksPage } from "@/features/surveys/components/survey-page";
import { SURVEY_DAYS } from "@/features/surveys/rules";
import { weekOf } from "@/features/studio/rules";
import type { SurveyFacts } from "@/features/surveys/queries";
import type { Locale } from "@/language/locale";
import { refusal, toldIn, type Refused } from "@/language/refusals";
import { addDays, instantAt } from "@/lib/dates";
import { deskPages } from "./desk-pages";
import { plainLook, type GalleryFacts } from "./facts";
import type { PageSample } from "./sample";
import { statusPages } from "./status-pages";
import { testimonialPages } from "./testimonial-pages";

type Verdict = NonNullable<SurveyFacts["standing"]>["verdict"];

const surveyPages: PageSample[] = [
  {
    slug: "survey-open",
    title: "Survey: open",
    show: (facts, locale, path) => (
      <SurveyPage locale={locale} facts={surveyFacts(facts, locale)} path={path} />
    ),
  },
  refusedSurvey("survey-no-verdict", "Survey: refused, no verdict chosen", "noVerdict"),
  refusedSurvey("survey-answered", "Survey: refused, answered before", "surveyAnswered", "NEARLY"),
  refusedSurvey("survey-too-late", "Survey: refused, closed meanwhile", "surveyClosed", "NEARLY"),
  thanks("survey-thanks-up-to-mark", "Survey: thanks, up to mark", "UP_TO_MARK"),
  thanks("survey-thanks-nearly", "Survey: thanks, nearly", "NEARLY"),
  thanks("survey-thanks-not", "Survey: thanks, not up to mark", "NOT_UP_TO_MARK"),
  thanks("survey-revisable", "Survey: thanks, may be changed", "NEARLY", true),
  specifying("survey-specify", "Survey: what was not right, asked"),
  specifying("survey-specified", "Survey: what was not right, said", { isSaid: true }),
  specifying("survey-specify-refused", "Survey: what was not right, refused", { isRefused: true }),
  {
    slug: "survey-again",
    title: "Survey: the answer is being changed",
    show: (facts, locale, path) => (
      <SurveyPage locale={locale} facts={surveyFacts(facts, locale, "NEARLY")} path={path} />
    ),
  },
  {
    slug: "survey-expired",
    title: "Survey: closed without an answer",
    show: (facts, locale) => <ClosedPage locale={locale} facts={surveyFacts(facts, locale)} />,
  },
];

const quietPages: PageSample[] = [
  {
    slug: "quiet-open",
    title: "Quiet-client check: open",
    show: (facts, locale, path) => (
      <QuietPage locale={locale} facts={quietFacts(facts, locale)} path={path} />
    ),
  },
  {
    slug: "quiet-refused",
    title: "Quiet-client check: refused, nothing chosen",
    show: (facts, locale, path) => {
      const problem = toldIn(locale, refusal("invalid", "noReason"));
      const typed = { reason: "", words: facts.answer, isComplaint: "yes", problem };
      return <QuietPage {...{ locale, path, typed }} facts={quietFacts(facts, locale)} />;
    },
  },
  {
    slug: "quiet-thanks",
    title: "Quiet-client check: thanks",
    show: (facts, locale) => <QuietThanksPage locale={locale} facts={quietFacts(facts, locale)} />,
  },
  {
    slug: "quiet-closed",
    title: "Quiet-client check: closed without an answer",
    show: (facts, locale) => <QuietClosedPage locale={locale} facts={quietFacts(facts, locale)} />,
  },
];

function quietFacts(facts: GalleryFacts, { language }: Locale): QuietFacts {
  return {
    answeredAt: null,
    expiresAt: facts.now,
    reason: null,
    contactId: "",
    contactName: facts.contactName,
    language,
    freelancerName: facts.freelancerName,
    look: { name: facts.studioName, freelancerName: facts.freelancerName, ...plainLook },
    project: { title: facts.projectTitle },
  };
}

const otherPages: PageSample[] = [
  {
    slug: "unsubscribe",
    title: "Unsubscribe: subscribed",
    show: (facts, locale, path) => unsubscribePage(facts, locale, path, null),
  },
  {
    slug: "unsubscribed",
    title: "Unsubscribe: unsubscribed",
    show: (facts, locale, path) => unsubscribePage(facts, locale, path, facts.now),
  },
  {
    slug: "unsubscribe-refused",
    title: "Unsubscribe: refused",
    show: (facts, locale, path) => unsubscribePage(facts, locale, path, null, "notTheButton"),
  },
  {
    slug: "link-expired",
    title: "Link: expired",
    show: (facts, locale) => <ExpiredPage locale={locale} typed={facts.message} />,
  },
  {
    slug: "link-unknown",
    title: "Link: unknown or revoked",
    show: (_facts, locale) => <NotFoundPage locale={locale} />,
  },
  {
    slug: "project-gone",
    title: "Link: a project that is gone",
    show: (_facts, locale, path) => <ProjectGonePage locale={locale} own={path} />,
  },
  {
    slug: "trouble-read",
    title: "Trouble: a page cannot be read",
    show: (_facts, locale) => <TroublePage locale={locale} isRead typed="" />,
  },
  {
    slug: "trouble-written",
    title: "Trouble: what was typed cannot be saved",
    show: (facts, locale) => <TroublePage locale={locale} isRead={false} typed={facts.message} />,
  },
  {
    slug: "too-many",
    title: "Too many visits",
    show: (facts, locale) => (
      <TooManyPage
        locale={locale}
        sentence={locale.t("notice.tooMany.text")}
        typed={facts.message}
      />
    ),
  },
];

/** Every page a client can see, in each of its states. */
export const clientPages: PageSample[] = [
  ...statusPages,
  ...surveyPages,
  ...quietPages,
  ...testimonialPages,
  ...deskPages,
  ...otherPages,
];

function refusedSurvey(
  slug: string,
  title: string,
  why: Refused,
  verdict: Verdict | "" = "",
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const problem = toldIn(locale, refusal("invalid", why));
      const typed: Typed = { verdict, effort: "2", words: facts.answer, problem };
      const survey = surveyFacts(facts, locale);
      return <SurveyPage locale={locale} facts={survey} path={path} typed={typed} />;
    },
  };
}

function thanks(slug: string, title: string, verdict: Verdict, mayRevise = false): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => (
      <ThanksPage
        locale={locale}
        facts={surveyFacts(facts, locale, verdict)}
        mayRevise={mayRevise}
        path={path}
      />
    ),
  };
}

/** After a bad answer: what exactly was not right. */
function specifying(
  slug: string,
  title: string,
  { isSaid = false, isRefused = false } = {},
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const survey = surveyFacts(facts, locale, "NOT_UP_TO_MARK");
      const { studio } = survey.project.client;
      const problem = toldIn(locale, refusal("invalid", "nothingSpecified"));
      return (
        <ThanksPage locale={locale} facts={survey} mayRevise path={path}>
          <Specify
            locale={locale}
            complaint={{
              about: isSaid ? ["RESULT"] : [],
              specifics: isSaid ? facts.answer : "",
              specifiedAt: isSaid ? facts.now : null,
              case: { openedAt: facts.now, firstRespondedAt: null, closedAt: null },
            }}
            words={facts.answer}
            studio={studio}
            zone={facts.contactZone}
            now={facts.now}
            path={`${path}/specifics`}
            typed={isRefused ? typedSpecifics({}, problem) : undefined}
          />
        </ThanksPage>
      );
    },
  };
}

function surveyFacts(facts: GalleryFacts, { language }: Locale, verdict?: Verdict): SurveyFacts {
  const answer = verdict && { verdict, effort: 2, words: facts.answer, answeredAt: facts.now };
  const studio = {
    ...plainLook,
    freelancerName: facts.freelancerName,
    name: facts.studioName,
    zone: facts.studioZone,
    hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
    country: null,
    daysOff: [],
  };
  return {
    expiresAt: instantAt(addDays(facts.today, SURVEY_DAYS), "11:00", facts.contactZone),
    contact: { name: facts.contactName, language, zone: facts.contactZone },
    project: { title: facts.projectTitle, client: { studio } },
    firstAnsweredAt: answer ? facts.now : null,
    standing: answer ?? null,
    complaint: null,
  };
}

function unsubscribePage(
  facts: GalleryFacts,
  locale: Locale,
  path: string,
  optedOutAt: Date | null,
  why?: Refused,
) {
  return (
    <UnsubscribePage
      locale={locale}
      facts={{
        name: facts.contactName,
        zone: facts.contactZone,
        language: locale.language,
        optedOutAt,
        freelancerName: facts.freelancerName,
        look: { name: facts.studioName, freelancerName: facts.freelancerName, ...plainLook },
      }}
      path={path}
      now={facts.now}
      problem={why && toldIn(locale, refusal("invalid", why))}
    />
  );
}
