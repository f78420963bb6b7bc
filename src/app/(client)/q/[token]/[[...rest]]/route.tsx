import { limit } from "@/auth/limits";
import { databaseNow } from "@/db/clock";
import { contactForm } from "@/document/contact-form";
import { refusedStatus } from "@/document/refused-input";
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
import { localeOf } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import { notFound, type Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the question, or thanks for the answer. However often it is opened, and by whatever, it commits nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  return rest ? notFoundDocument(reader) : show(reader, token);
});

/** Takes the answer. Without a reason chosen by a person it is refused, with what was typed still there. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const facts = rest ? null : await findQuietCheck(token);
  if (!facts) throw notFound("page");
  return contactForm(
    {
      request,
      reader,
      // The command finds the question by its token, and locks its client as it does.
      enter: async () => facts,
      showAgain: (why, { reason = "", words = "", isComplaint = "" }) =>
        show(reader, token, { why, reason, words, isComplaint }),
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
  refused?: Omit<TypedQuiet, "problem"> & { why: Refusal },
): Promise<Response> {
  const facts = await findQuietCheck(token);
  if (!facts) return notFoundDocument(reader);
  const locale = (reader.locale = localeOf(facts.language));
  const state = quietStateOf(facts, databaseNow());
  const typed = refused && { ...refused, problem: toldIn(locale, refused.why) };
  // An answer that comes too late is not taken, and what was typed is still there to copy.
  if (state === "open" || typed)
    return renderDocument(
      <QuietPage {...{ locale, facts, typed }} path={clientPath.quietCheck(token)} />,
      typed ? statusOfRefused(typed.why, state === "open") : {},
    );
  return state === "answered"
    ? renderDocument(<QuietThanksPage locale={locale} facts={facts} />)
    : renderDocument(<QuietClosedPage locale={locale} facts={facts} />, { status: 410 });
}

/** An open question refuses what was typed; a closed one refuses every answer. */
const statusOfRefused = (why: Refusal, isOpen: boolean) =>
  isOpen ? refusedStatus(why) : { status: 409 };
