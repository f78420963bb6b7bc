import { limit } from "@/auth/limits";
import { databaseNow } from "@/db/clock";
import { contactForm } from "@/document/contact-form";
import { documentRoute, notFoundDocument, renderDocument, type Reader } from "@/document/render";
import {
  QuietClosedPage,
  QuietPage,
  QuietThanksPage,
  type TypedQuiet,
} from "@/features/quiet-clients/components/quiet-page";
import { answerQuietCheck } from "@/features/quiet-clients/commands";
import { findQuietCheck } from "@/features/quiet-clients/queries";
import { quietStateOf } from "@/features/quiet-clients/rules";
import { quietAnswer } from "@/features/quiet-clients/schema";
import { localeOf, type Locale } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  return rest ? notFoundDocument(reader.locale) : show(reader, token);
});

/** Takes the answer. Without a reason chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const facts = rest ? null : await findQuietCheck(token);
  if (!facts) return notFoundDocument(reader.locale);
  return contactForm(
    {
      request,
      reader,
      // The command finds the question by its token, and locks its client as it does.
      enter: async () => facts,
      showAgain: (why, { reason = "", words = "", isComplaint = "" }) =>
        show(reader, token, (own) => ({ reason, words, isComplaint, problem: toldIn(own, why) })),
    },
    quietAnswer,
    async (input, { contactId }) => {
      await limit("contact-choice", contactId);
      await answerQuietCheck(token, input, databaseNow());
      return clientPath.quietCheck(token);
    },
  );
});

async function show(
  reader: Reader,
  token: string,
  refused?: (own: Locale) => TypedQuiet,
): Promise<Response> {
  const facts = await findQuietCheck(token);
  if (!facts) return notFoundDocument(reader.locale);
  const locale = (reader.locale = localeOf(facts.language));
  const state = quietStateOf(facts, databaseNow());
  const typed = refused?.(locale);
  // An answer that comes too late is not taken, and what was typed is still there to copy.
  if (state === "open" || typed)
    return renderDocument(
      <QuietPage {...{ locale, facts, typed }} path={clientPath.quietCheck(token)} />,
      { status: !typed ? 200 : state === "open" ? 422 : 409 },
    );
  return state === "answered"
    ? renderDocument(<QuietThanksPage locale={locale} facts={facts} />)
    : renderDocument(<QuietClosedPage locale={locale} facts={facts} />, { status: 410 });
}
