import { databaseNow } from "@/db/clock";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { contactForm } from "@/document/contact-form";
import { refusedStatus } from "@/document/refused-input";
import { documentRoute, notFoundDocument, renderDocument, type Reader } from "@/document/render";
import {
  ClosedPage,
  SurveyPage,
  ThanksPage,
  type Typed,
} from "@/features/surveys/components/survey-page";
import { findSurvey } from "@/features/surveys/queries";
import { surveyStateOf } from "@/features/surveys/rules";
import { newAnswer } from "@/features/surveys/schema";
import { localeOf } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import { notFound, type Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  if (rest) return notFoundDocument(reader);
  return show(reader, token, new URL(request.url).searchParams.has("again"));
});

/** Takes the answer. Without a verdict chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  if (rest) throw notFound("page");
  return contactForm(
    {
      request,
      reader,
      // The command finds the survey by its token, and locks it as it does.
      enter: async () => token,
      showAgain: (why, { verdict = "", effort = "", words = "" }) =>
        show(reader, token, true, { why, verdict, effort, words }),
    },
    newAnswer,
    async (input) => {
      await answerSurvey(token, input, databaseNow());
      return clientPath.survey(token);
    },
  );
});

async function show(
  reader: Reader,
  token: string,
  again: boolean,
  refused?: Omit<Typed, "problem"> & { why: Refusal },
): Promise<Response> {
  const facts = await findSurvey(token);
  if (!facts) return notFoundDocument(reader);
  const own = (reader.locale = localeOf(facts.contact.language));
  const typed = refused && { ...refused, problem: toldIn(own, refused.why) };
  const now = databaseNow();
  const state = surveyStateOf(facts, now);
  const isOpen = state === "open" || state === "may revise";
  const shown = { locale: own, facts, path: clientPath.survey(token) };
  if (state === "expired" && !typed)
    return renderDocument(<ClosedPage locale={own} facts={facts} />, { status: 410 });
  if (typed || state === "open" || (state === "may revise" && again))
    return renderDocument(<SurveyPage {...shown} typed={typed} />, {
      ...(typed ? statusOfRefused(typed.why, isOpen) : {}),
    });
  return renderDocument(<ThanksPage {...shown} mayRevise={state === "may revise"} />);
}

/** An open survey refuses what was typed; a closed one refuses every answer. */
const statusOfRefused = (why: Refusal, isOpen: boolean) =>
  isOpen ? refusedStatus(why) : { status: 409 };
