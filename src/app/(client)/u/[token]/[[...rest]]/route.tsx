import { UnsubscribePage } from "@/app/(client)/u/unsubscribe-page";
import { limit } from "@/auth/limits";
import type { ContactScope } from "@/auth/scope";
import { findContactByUnsubscribeToken } from "@/auth/unsubscribe";
import { isOneClick, readForm } from "@/document/form";
import { documentRoute, notFoundDocument, renderDocument, seeOther } from "@/document/render";
import { resubscribe } from "@/features/clients/commands";
import { unsubscribe } from "@/workflows/change-contact/commands";
import { getSubscription } from "@/features/clients/queries";
import { refusal, toldIn } from "@/language/refusals";
import { localeOf } from "@/language/locale";
import { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Says what would stop and what goes on. However often it is opened, and by whatever, it stops nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const scope = await findContactByUnsubscribeToken(token);
  return scope && !rest ? show(scope, token) : notFoundDocument(reader.locale);
});

/**
 * `/u/<token>` stops: pressed on the page, or by a mail program without a page between, which sends neither
 * Origin nor cookie and follows no redirect (RFC 8058). `/u/<token>/again` starts again, from our page alone.
 */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const scope = await findContactByUnsubscribeToken(token);
  if (!scope || rest.length > 1 || (rest[0] && rest[0] !== "again"))
    return notFoundDocument(reader.locale);
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
  await unsubscribe(scope, new Date());
  return show(scope, token);
}

async function startAgain(request: Request, scope: ContactScope, token: string): Promise<Response> {
  await readForm(request);
  await limit("contact-choice", scope.contactId);
  await resubscribe(scope);
  return seeOther(`/u/${token}`);
}

async function show(scope: ContactScope, token: string, refused?: Refusal): Promise<Response> {
  const facts = await getSubscription(scope);
  const own = localeOf(facts.language);
  return renderDocument(
    <UnsubscribePage
      locale={own}
      facts={facts}
      path={`/u/${token}`}
      now={new Date()}
      problem={refused && toldIn(own, refused)}
    />,
    { status: refused ? 422 : 200 },
  );
}
