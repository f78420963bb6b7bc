import { StopPage } from "@/app/(client)/u/stop-page";
import { limit } from "@/auth/limits";
import type { ContactScope } from "@/auth/scope";
import { findContactByStopToken } from "@/auth/stop";
import { isOneClick, readForm } from "@/document/form";
import { documentRoute, notFoundDocument, renderDocument, seeOther } from "@/document/render";
import { startSurveys, stopSurveys } from "@/features/clients/commands";
import { getStops } from "@/features/clients/queries";
import { refusal, toldIn } from "@/language/refusals";
import { tongue } from "@/language/tongue";
import { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Says what would stop and what goes on. However often it is opened, and by whatever, it stops nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const scope = await findContactByStopToken(token);
  return scope && !rest ? show(scope, token) : notFoundDocument(reader.tongue);
});

/**
 * `/u/<token>` stops: pressed on the page, or by a mail program without a page between, which sends neither
 * Origin nor cookie and follows no redirect (RFC 8058). `/u/<token>/again` starts again, from our page alone.
 */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const scope = await findContactByStopToken(token);
  if (!scope || rest.length > 1 || (rest[0] && rest[0] !== "again"))
    return notFoundDocument(reader.tongue);
  try {
    return rest[0] ? await startAgain(request, scope, token) : await stop(request, scope, token);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found" || error.code === "too-many")
      throw error;
    return show(scope, token, error);
  }
});

async function stop(request: Request, scope: ContactScope, token: string): Promise<Response> {
  if (!(await isOneClick(request))) throw refusal("invalid", "notTheButton");
  await limit("contact-choice", scope.contactId);
  await stopSurveys(scope, new Date());
  return show(scope, token);
}

async function startAgain(request: Request, scope: ContactScope, token: string): Promise<Response> {
  await readForm(request);
  await limit("contact-choice", scope.contactId);
  await startSurveys(scope);
  return seeOther(`/u/${token}`);
}

async function show(scope: ContactScope, token: string, refused?: Refusal): Promise<Response> {
  const facts = await getStops(scope);
  const own = tongue(facts.language);
  return renderDocument(
    <StopPage
      tongue={own}
      facts={facts}
      path={`/u/${token}`}
      now={new Date()}
      problem={refused && toldIn(own, refused)}
    />,
    { status: refused ? 422 : 200 },
  );
}
