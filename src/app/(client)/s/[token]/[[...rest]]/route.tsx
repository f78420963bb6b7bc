import { SurveyPage, ThanksPage, type Typed } from "@/app/(client)/s/survey-page";
import { Frame, Notice } from "@/document/frame";
import { readForm } from "@/document/form";
import { documentRoute, notFoundDocument, renderDocument, seeOther } from "@/document/render";
import { giveAnswer } from "@/features/follow-ups/answers/commands";
import { findSurvey } from "@/features/surveys/queries";
import { doorOf } from "@/features/surveys/rules";
import { newAnswer } from "@/features/surveys/schema";
import { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (request: Request, { params }: Context) => {
  const { token, rest } = await params;
  if (rest) return notFoundDocument();
  return show(token, new URL(request.url).searchParams.has("again"));
});

/** Takes the answer. Without a verdict chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, keep) => {
  const { token, rest } = await params;
  if (rest) return notFoundDocument();
  const typed: Typed = { verdict: "", effort: "", words: "", problem: "" };
  try {
    const form = await readForm(request);
    typed.verdict = form.get("verdict") ?? "";
    typed.effort = form.get("effort") ?? "";
    typed.words = (form.get("words") ?? "").slice(0, 20_000);
    keep(typed.words);
    const input = newAnswer.safeParse({ verdict: form.get("verdict") ?? undefined, effort: form.get("effort") ?? undefined, words: form.get("words") ?? undefined });
    if (!input.success) throw new Refusal("invalid", input.error.issues[0]?.message ?? "Please look at your answer again.");
    await giveAnswer(token, input.data, new Date());
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return show(token, true, { ...typed, problem: error.message });
  }
  return seeOther(`/s/${token}`);
});

async function show(token: string, again: boolean, typed?: Typed): Promise<Response> {
  const facts = await findSurvey(token);
  if (!facts) return notFoundDocument();
  const door = doorOf(facts, new Date());
  const path = `/s/${token}`;
  if (door === "expired" && !typed) return closed(facts.project.client.studio.freelancerName);
  if (door === "open" || (door === "may revise" && again)) return renderDocument(<SurveyPage facts={facts} path={path} typed={typed} />, { status: typed ? 422 : 200 });
  if (typed) return renderDocument(<SurveyPage facts={facts} path={path} typed={typed} />, { status: 409 });
  return renderDocument(<ThanksPage facts={facts} mayRevise={door === "may revise"} path={path} />);
}

function closed(freelancer: string): Promise<Response> {
  return renderDocument(
    <Frame title="One question" signature={freelancer}>
      <Notice heading="This question is closed.">
        <p>It was asked a while ago. If there is something I should know, write to me on your page: I read it.</p>
        <p>{freelancer}</p>
      </Notice>
    </Frame>,
    { status: 410 },
  );
}
