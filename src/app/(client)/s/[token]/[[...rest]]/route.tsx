import { SurveyPage, ThanksPage, type Typed } from "@/app/(client)/s/survey-page";
import { refusedInput } from "@/app/(client)/refused-input";
import { Frame, Notice } from "@/document/frame";
import { readForm } from "@/document/form";
import {
  documentRoute,
  notFoundDocument,
  renderDocument,
  seeOther,
  type Reader,
} from "@/document/render";
import { answerSurvey } from "@/workflows/answer-survey/commands";
import { findSurvey } from "@/features/surveys/queries";
import { surveyStateOf } from "@/features/surveys/rules";
import { newAnswer } from "@/features/surveys/schema";
import { toldIn } from "@/language/refusals";
import { localeOf, type Locale } from "@/language/locale";
import { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  if (rest) return notFoundDocument(reader.locale);
  return show(reader, token, new URL(request.url).searchParams.has("again"));
});

/** Takes the answer. Without a verdict chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  if (rest) return notFoundDocument(reader.locale);
  const typed = { verdict: "", effort: "", words: "" };
  try {
    const form = await readForm(request);
    typed.verdict = form.get("verdict") ?? "";
    typed.effort = form.get("effort") ?? "";
    typed.words = (form.get("words") ?? "").slice(0, 20_000);
    reader.typed = typed.words;
    const input = newAnswer.safeParse({
      verdict: form.get("verdict") ?? undefined,
      effort: form.get("effort") ?? undefined,
      words: form.get("words") ?? undefined,
    });
    if (!input.success) throw refusedInput(input.error);
    await answerSurvey(token, input.data, new Date());
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return show(reader, token, true, { ...typed, why: error });
  }
  return seeOther(`/s/${token}`);
});

async function show(
  reader: Reader,
  token: string,
  again: boolean,
  refused?: Omit<Typed, "problem"> & { why: Refusal },
): Promise<Response> {
  const facts = await findSurvey(token);
  if (!facts) return notFoundDocument(reader.locale);
  const own = (reader.locale = localeOf(facts.contact.language));
  const typed = refused && { ...refused, problem: toldIn(own, refused.why) };
  const door = surveyStateOf(facts, new Date());
  const path = `/s/${token}`;
  if (door === "expired" && !typed) return closed(own, facts.project.client.studio.freelancerName);
  if (door === "open" || (door === "may revise" && again))
    return renderDocument(<SurveyPage locale={own} facts={facts} path={path} typed={typed} />, {
      status: typed ? 422 : 200,
    });
  if (typed)
    return renderDocument(<SurveyPage locale={own} facts={facts} path={path} typed={typed} />, {
      status: 409,
    });
  return renderDocument(
    <ThanksPage locale={own} facts={facts} mayRevise={door === "may revise"} path={path} />,
  );
}

function closed(own: Locale, freelancer: string): Promise<Response> {
  return renderDocument(
    <Frame locale={own} title={own.t("survey.title")} signature={freelancer}>
      <Notice heading={own.t("survey.closed.heading")}>
        <p>{own.t("survey.closed.text")}</p>
        <p>{freelancer}</p>
      </Notice>
    </Frame>,
    { status: 410 },
  );
}
