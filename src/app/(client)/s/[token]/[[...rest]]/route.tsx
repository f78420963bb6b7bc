import { databaseNow } from "@/db/clock";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { contactForm } from "@/document/contact-form";
import { refusedStatus } from "@/document/refused-input";
import {
  documentRoute,
  found,
  notFoundDocument,
  render,
  responseOf,
  type Reader,
  type Rendered,
} from "@/document/render";
import {
  Specify,
  typedSpecifics,
  type TypedSpecifics,
} from "@/features/cases/components/specify-form";
import { specified } from "@/features/cases/schema";
import type { Typed } from "@/features/surveys/components/survey-form";
import { ClosedPage, SurveyPage, ThanksPage } from "@/features/surveys/components/survey-page";
import { findSurvey, type SurveyFacts } from "@/features/surveys/queries";
import { isBelowMark, surveyStateOf } from "@/features/surveys/rules";
import { newAnswer } from "@/features/surveys/schema";
import { localeOf, type Locale } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import { notFound, type Refusal } from "@/lib/errors";
import { specifyComplaint } from "@/workflows/specify-complaint/commands";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  // After a refused form this is the address in the bar.
  if (rest?.join() === "specifics") return found(clientPath.survey(token));
  if (rest) return notFoundDocument(reader);
  return show(reader, token, new URL(request.url).searchParams.has("again"));
});

/** Takes the answer. Without a verdict chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  if (rest?.join() === "specifics") return takeSpecifics(request, reader, token);
  if (rest) throw notFound("page");
  return contactForm(
    {
      request,
      reader,
      // The command finds the survey by its token, and locks it as it does.
      enter: async () => token,
      showAgain: async (why, { verdict = "", effort = "", words = "" }) =>
        responseOf(await show(reader, token, true, { why, verdict, effort, words })),
    },
    newAnswer,
    async (input, _who, choices) => {
      await answerSurvey({ token }, { ...input, choices: choices("verdict") }, databaseNow());
      return clientPath.survey(token);
    },
  );
});

/** Takes what exactly was not right, after an answer below mark. */
function takeSpecifics(request: Request, reader: Reader, token: string): Promise<Response> {
  return contactForm(
    {
      request,
      reader,
      enter: async () => token,
      showAgain: (why, typed) =>
        showThanks(reader, token, (own) => typedSpecifics(typed, toldIn(own, why))),
    },
    specified,
    async (input) => {
      await specifyComplaint({ token }, input, databaseNow());
      return `${clientPath.survey(token)}#specifics`;
    },
  );
}

async function show(
  reader: Reader,
  token: string,
  again: boolean,
  refused?: Omit<Typed, "problem"> & { why: Refusal },
): Promise<Rendered | Response> {
  const facts = await findSurvey(token);
  if (!facts) return notFoundDocument(reader);
  const own = (reader.locale = localeOf(facts.contact.language));
  const typed = refused && { ...refused, problem: toldIn(own, refused.why) };
  const now = databaseNow();
  const state = surveyStateOf(facts, now);
  const isOpen = state === "open" || state === "may revise";
  const shown = { locale: own, facts, path: clientPath.survey(token) };
  if (state === "expired" && !typed)
    return render(<ClosedPage locale={own} facts={facts} />, { status: 410 });
  if (typed || state === "open" || (state === "may revise" && again))
    return render(<SurveyPage {...shown} typed={typed} />, {
      ...(typed ? statusOfRefused(typed.why, isOpen) : {}),
    });
  return renderThanks(own, facts, token, now);
}

/** The thanks once more, where what was said beside it was refused. */
async function showThanks(
  reader: Reader,
  token: string,
  refused: (own: Locale) => TypedSpecifics,
): Promise<Response> {
  const facts = await findSurvey(token);
  if (!facts) return notFoundDocument(reader);
  const own = (reader.locale = localeOf(facts.contact.language));
  return responseOf(await renderThanks(own, facts, token, databaseNow(), refused(own)));
}

/** Thanks for an answer; where it was below mark, what exactly was not right is asked on the same page. */
function renderThanks(
  locale: Locale,
  facts: SurveyFacts,
  token: string,
  now: Date,
  typed?: TypedSpecifics,
): Promise<Rendered> {
  const { complaint, standing, contact, project } = facts;
  const path = clientPath.survey(token);
  const isBad = standing !== null && isBelowMark(standing.verdict);
  return render(
    <ThanksPage
      locale={locale}
      facts={facts}
      path={path}
      mayRevise={surveyStateOf(facts, now) === "may revise"}
    >
      {complaint && isBad ? (
        <Specify
          locale={locale}
          complaint={complaint}
          words={standing.words}
          studio={project.client.studio}
          zone={contact.zone}
          now={now}
          path={`${path}/specifics`}
          typed={typed}
        />
      ) : null}
    </ThanksPage>,
    { status: typed ? 422 : 200 },
  );
}

/** An open survey refuses what was typed; a closed one refuses every answer. */
const statusOfRefused = (why: Refusal, isOpen: boolean) =>
  isOpen ? refusedStatus(why) : { status: 409 };
