import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { limit } from "@/auth/limits";
import type { ContactScope } from "@/auth/scope";
import { findContactByUnsubscribeToken } from "@/auth/unsubscribe";
import { contactForm, orShownAgain } from "@/document/contact-form";
import { isOneClick } from "@/document/form";
import { refusedStatus } from "@/document/refused-input";
import { documentRoute, found, notFoundDocument, renderDocument } from "@/document/render";
import { resubscribe } from "@/features/clients/subscriptions/commands";
import { unsubscribe } from "@/workflows/change-contact/commands";
import { UnsubscribePage } from "@/features/clients/components/unsubscribe-page";
import { getSubscription } from "@/features/clients/queries";
import { localeOf } from "@/language/locale";
import { refusal, toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import type { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Says what would stop and what goes on. However often it is opened, and by whatever, it stops nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const scope = await findContactByUnsubscribeToken(token);
  if (!scope) return notFoundDocument(reader);
  // After a refused press this is the address in the bar.
  if (rest?.length === 1 && rest[0] === "again") return found(clientPath.unsubscribe(token));
  return rest ? notFoundDocument(reader) : show(scope, token);
});

/** The button alone: there is nothing to fill in. */
const pressed = z.object({});

/**
 * `/u/<token>` stops: pressed on the page, or by a mail program without a page between, which sends neither
 * Origin nor cookie and follows no redirect (RFC 8058). `/u/<token>/again` starts again, from no other place's page.
 */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const scope = await findContactByUnsubscribeToken(token);
  if (!scope || rest.length > 1 || (rest[0] && rest[0] !== "again"))
    return notFoundDocument(reader);
  const showAgain = async (why: Refusal) => {
    if (why.code === "too-many") throw why;
    return show(scope, token, why);
  };
  if (!rest[0]) return orShownAgain(() => stop(request, scope, token), showAgain);
  return contactForm(
    { request, reader, enter: async () => scope, showAgain },
    pressed,
    async () => {
      await limit("contact-choice", scope.contactId);
      await resubscribe(scope);
      return clientPath.unsubscribe(token);
    },
  );
});

async function stop(request: Request, scope: ContactScope, token: string): Promise<Response> {
  if (!(await isOneClick(request))) throw refusal("invalid", "notTheButton");
  await limit("contact-choice", scope.contactId);
  await unsubscribe(scope, databaseNow());
  return show(scope, token);
}

async function show(scope: ContactScope, token: string, refused?: Refusal): Promise<Response> {
  const facts = await getSubscription(scope);
  const own = localeOf(facts.language);
  return renderDocument(
    <UnsubscribePage
      locale={own}
      facts={facts}
      path={clientPath.unsubscribe(token)}
      now={databaseNow()}
      problem={refused && toldIn(own, refused)}
    />,
    refused ? refusedStatus(refused) : {},
  );
}
